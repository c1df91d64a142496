// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include <QAbstractProxyModel>
#include <QHash>
#include <QPointer>

#include "core/base/ids.h"
#include "core/base/instant.h"

namespace greenroom {

class ConversationListModel;

/// A list sorted and narrowed for looking at, what is pinned before the rest. Sorting by deadline needs no clock: who has
/// waited longest is due first. A list that is not whole here stands as the server has it: nothing of it is sorted, narrowed
/// or put on top, and it costs nothing however long it is.
class ConversationFilterModel final : public QAbstractProxyModel {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConversationFilterModel)
public:
    enum class Order {
        server, ///< as the server has it
        deadline, ///< owed replies, follow-ups, and offers to the person at this desk by what is due first, then the rest by
                  ///< last message, newest first
    };
    Q_ENUM(Order)

    explicit ConversationFilterModel(QObject* parent);

    /// A ConversationListModel. What was frozen is so no longer.
    void setSourceModel(QAbstractItemModel* model) override;
    void setOrder(Order order);
    Order order() const { return m_order; }
    /// Needed to compare an owed reply with a follow-up.
    void setOwedTarget(Millis target);
    /// Asked for by a person, so it takes effect at once: what was frozen is so no longer.
    void setUnreadOnly(bool unreadOnly);
    bool unreadOnly() const { return m_unreadOnly; }
    /// The open conversation, which is shown though it was read; null for none.
    void setOpen(ConversationId open);
    /// While frozen, rows keep their places, whatever the order becomes and whoever reads them; new ones come last. Of a list
    /// that is not whole, the window keeps its order and gets no new ones (ConversationListModel::setHeld).
    void setFrozen(bool frozen);
    bool isFrozen() const { return m_frozen; }
    /// All rows of the list are here, so that the order is this one's.
    bool isWhole() const { return !m_passes; }
    /// How a row is read aloud (Qt::AccessibleTextRole): sentences are the ui's.
    void setSpoken(std::function<QString(const QModelIndex&)> spoken) { m_spoken = std::move(spoken); }

    ConversationId idAt(int row) const; ///< null while the row is not here
    int rowOf(ConversationId id) const;

    QVariant data(const QModelIndex& index, int role) const override;
    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    using QObject::parent;
    QModelIndex parent(const QModelIndex& child) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QModelIndex mapToSource(const QModelIndex& index) const override;
    QModelIndex mapFromSource(const QModelIndex& index) const override;

private:
    void follow(ConversationListModel* list);
    void onDataChanged(const QModelIndex& first, const QModelIndex& last, const QList<int>& roles);
    void onWholeChanged();
    void renumber(const std::function<int(int)>& now);
    bool accepts(int sourceRow) const;
    void arrange();
    QList<int> arranged() const;
    void apply(const QList<int>& wanted);

    QPointer<ConversationListModel> m_list;
    bool m_passes = false; ///< rows are the list's own, one for one
    QList<int> m_rows; ///< else: the list's row of each
    Order m_order = Order::server;
    Millis m_target {180'000};
    bool m_unreadOnly = false;
    std::function<QString(const QModelIndex&)> m_spoken;
    QHash<ConversationId, int> m_places; ///< while frozen: where each row stood
    bool m_frozen = false;
    ConversationId m_open;
};

} // namespace greenroom
