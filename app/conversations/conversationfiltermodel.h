// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include <QHash>
#include <QSortFilterProxyModel>

#include "core/base/ids.h"
#include "core/base/instant.h"

namespace greenroom {

/// A list sorted and narrowed for looking at, what is pinned before the rest. Sorting by deadline needs no clock: who has
/// waited longest is due first.
class ConversationFilterModel final : public QSortFilterProxyModel {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConversationFilterModel)
public:
    enum class Order {
        server, ///< as the server has it
        deadline, ///< owed replies and follow-ups by what is due first, then the rest by last message, newest first
    };
    Q_ENUM(Order)

    explicit ConversationFilterModel(QObject* parent);

    void setOrder(Order order);
    Order order() const { return m_order; }
    /// Needed to compare an owed reply with a follow-up.
    void setOwedTarget(Millis target);
    /// Asked for by a person, so it takes effect at once: what was frozen is so no longer.
    void setUnreadOnly(bool unreadOnly);
    bool unreadOnly() const { return m_unreadOnly; }
    /// The open conversation, which is shown though it was read; null for none.
    void setOpen(ConversationId open);
    /// While frozen, rows keep their places, whatever the order becomes and whoever reads them; new ones come last.
    void setFrozen(bool frozen);
    bool isFrozen() const { return m_frozen; }
    /// How a row is read aloud (Qt::AccessibleTextRole): sentences are the ui's.
    void setSpoken(std::function<QString(const QModelIndex&)> spoken) { m_spoken = std::move(spoken); }
    QVariant data(const QModelIndex& index, int role) const override;

    ConversationId idAt(int row) const;
    int rowOf(ConversationId id) const;

protected:
    bool filterAcceptsRow(int sourceRow, const QModelIndex& sourceParent) const override;
    bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

private:
    void resort();

    Order m_order = Order::server;
    Millis m_target {180'000};
    bool m_unreadOnly = false;
    std::function<QString(const QModelIndex&)> m_spoken;
    QHash<ConversationId, int> m_places; ///< while frozen: where each row stood
    bool m_frozen = false;
    ConversationId m_open;
};

} // namespace greenroom
