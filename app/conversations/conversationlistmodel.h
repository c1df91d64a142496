// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>

#include "app/conversations/boardreplica.h"

namespace greenroom {

/// Which conversations a list shows.
enum class ConversationScope { mine, waiting, leftMessages, all, recent };

/// Conversations in a list, in the server's order; every list is its own instance over one BoardReplica. `recent` holds
/// what setFound() gives it. Changes come as precise insertions, moves, removals and dataChanged, never as a reset.
class ConversationListModel final : public QAbstractListModel {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConversationListModel)
public:
    enum class Role {
        Id = Qt::UserRole + 1, ///< QString: the conversation's id, as Workspace::requestOpen() takes it (see idAt())
        CustomerName, ///< QString, empty while anonymous; also the display role
        Verified, ///< bool: name and tier come signed from the shop
        Tier, ///< int: CustomerTier
        Channel, ///< int: greenroom::Channel
        State, ///< int: ConversationState
        Mine, ///< bool: assigned to the person at this desk
        AssigneeName, ///< QString, empty when nobody's
        QueueName, ///< QString
        WaitingSince, ///< qint64 ms since 1970, invalid when it does not wait
        OwedSince, ///< qint64 ms of the first unanswered customer message, invalid when nothing is owed
        FollowUpDue, ///< qint64 ms, invalid when nothing was promised
        OfferUntil, ///< qint64 ms while it is offered to the person at this desk, else invalid
        Preview, ///< QString: what was said last, one line
        LastSaidAt, ///< qint64 ms, invalid when nothing was said
        Unread, ///< int: customer messages nobody has read
        HasDraft, ///< bool: something unsent was begun here
        FailedCount, ///< int: sends that were refused and wait for the person
        TransferToMe, ///< bool: its owner asks the person at this desk to take it over; OfferUntil says how long
        OnTransfer, ///< bool: its owner asks somebody else to take it over
        AsksMe, ///< bool: a note asks the person at this desk
        Joined, ///< bool: the person at this desk speaks in it beside its owner
        HelpSince, ///< qint64 ms since its owner asks for help, invalid when not
        Transfers, ///< int: how often it was given away
        SupportTier, ///< int: routing::Tier it needs
        Pinned, ///< bool: the person at this desk keeps it on top
    };
    Q_ENUM(Role)

    ConversationListModel(BoardReplica& boards, ConversationScope scope, QObject* parent);

    ConversationScope scope() const { return m_scope; }
    /// Of the server's whole list; rowCount() may be less.
    qint64 total() const;
    ConversationId idAt(int row) const;
    int rowOf(ConversationId id) const; ///< −1: not here
    const ConversationRow* rowAt(int row) const;

    void setMe(PersonId me);
    /// For `recent`: what to show, in this order.
    void setFound(const QList<ConversationId>& ids, qint64 total);
    void setDrafts(const QSet<ConversationId>& conversations);
    void setFailed(const QHash<ConversationId, int>& counts);
    void setPinned(const QSet<ConversationId>& conversations);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;
    bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;

Q_SIGNALS:
    void totalChanged();

private:
    std::optional<BoardName> board() const;
    void setOrder(const QList<ConversationId>& ids);
    void onRowsChanged(const QList<ConversationId>& ids);
    void touch(const QSet<ConversationId>& ids, Role role);

    BoardReplica& m_boards;
    ConversationScope m_scope;
    PersonId m_me;
    qint64 m_foundTotal = 0;
    QList<ConversationId> m_ids;
    QList<ConversationRow> m_rows; ///< beside m_ids, so that a removed row stays readable until it is removed here too
    QSet<ConversationId> m_drafts;
    QHash<ConversationId, int> m_failed;
    QSet<ConversationId> m_pinned;
};

} // namespace greenroom
