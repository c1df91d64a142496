// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include <QHash>
#include <QSortFilterProxyModel>

#include "core/base/ids.h"
#include "core/base/instant.h"

namespace greenroom {

/// A list sorted and narrowed for looking at. Sorting by deadline needs no clock: who has waited longest is due first.
class ConversationFilterModel final : public QSortFilterProxyModel {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConversationFilterModel)
public:
    enum class Order {
        server, ///< as the server has it
        deadline, ///< owed replies and follow-ups by what is due first, then the rest by last message, newest first
        latest, ///< last message, newest first
        name,
    };
    Q_ENUM(Order)

    explicit ConversationFilterModel(QObject* parent);

    void setOrder(Order order);
    Order order() const { return m_order; }
    /// Needed to compare an owed reply with a follow-up.
    void setOwedTarget(Millis target);
    void setUnreadOnly(bool unreadOnly);
    bool unreadOnly() const { return m_unreadOnly; }
    /// Part of the name or the preview, or of the queue's or assignee's name; case and width do not matter.
    void setText(const QString& text);
    /// While frozen, rows keep their places, whatever the order becomes; new ones come last.
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
    QString m_text;
};

} // namespace greenroom
