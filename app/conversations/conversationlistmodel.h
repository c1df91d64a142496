// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>

#include "app/conversations/boardreplica.h"

namespace greenroom {

/// Which conversations a list shows.
enum class ConversationScope { mine, waiting, leftMessages, all, recent };

/// Which conversations of a list are shown: those that are all of what is said here, and in which order.
struct ConversationFilter {
    std::optional<QueueId> queue {};
    std::optional<Channel> channel {};
    std::optional<CustomerTier> tier {};
    std::optional<QString> room {};
    bool newestFirst = false; ///< by when something was said last; else by who has waited longest

    bool isOn() const { return *this != ConversationFilter {}; }
    friend bool operator==(const ConversationFilter&, const ConversationFilter&) = default;
};

/// Conversations in a list, in the server's order; every list is its own instance over one BoardReplica. `recent` holds
/// what setFound() gives it, `mine` what is here of it. The others have as many rows as the server's list, of which a window is
/// here and the rest is not yet (Role::Loading): show() moves the window. Changes come as precise insertions, moves, removals
/// and dataChanged, never as a reset, and cost what the window holds, however long the list is.
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
        Loading, ///< bool: it is not here yet; every other role is invalid then
    };
    Q_ENUM(Role)

    ConversationListModel(BoardReplica& boards, ConversationScope scope, QObject* parent);

    ConversationScope scope() const { return m_scope; }
    /// Of the server's whole list; of `mine` and `recent` rowCount() may be less.
    qint64 total() const;
    /// All of its rows are here.
    bool isWhole() const { return m_whole; }
    /// Nothing is known of it yet, since the filter was set.
    bool isAwaited() const;
    ConversationId idAt(int row) const; ///< null while the row is not here
    int rowOf(ConversationId id) const; ///< −1: not here
    const ConversationRow* rowAt(int row) const; ///< none while the row is not here

    /// Live rooms of the rows that are here.
    QSet<QString> rooms() const;

    /// Rows that are on screen: what is around them comes.
    void show(int first, int last);
    /// Back to where the list begins, as for one that is not looked at.
    void showTop() { show(0, 0); }
    /// The server narrows it; what it has of it comes. Not of `mine` and `recent`.
    void setFilter(const ConversationFilter& filter, bool unreadOnly);
    /// While a list that is not whole is held, the order of its window stays as it is, and what the rows say goes on changing.
    /// What somebody scrolls to, or asks for by a filter, comes all the same.
    void setHeld(bool held);

    void setMe(PersonId me);
    /// For `recent`: what to show, in this order.
    void setFound(const QList<ConversationId>& ids, qint64 total);
    void setDrafts(const QSet<ConversationId>& conversations);
    void setFailed(const QHash<ConversationId, int>& counts);
    void setPinned(const QSet<ConversationId>& conversations);
    bool isPinned(ConversationId id) const { return m_pinned.contains(id); }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void totalChanged();
    /// It is whole now, and all its rows are here; or it is no longer, and they still are.
    void wholeChanged();
    /// Another part of the list is here, or the same one in another order.
    void windowChanged();
    /// The server does not take the filter; it is asked again where that may help.
    void refused(const greenroom::Error& why);

private:
    std::optional<BoardName> board() const;
    void onOrder();
    void follow();
    void setOrder(const QList<ConversationId>& ids);
    void setWindow(int from, const QList<ConversationId>& ids, int after);
    void applySteps(const QList<ConversationId>& ids);
    void setAfter(int after);
    void blank();
    void changed(int first, int last);
    void onRowsChanged(const QList<ConversationId>& ids);
    void touch(const QSet<ConversationId>& ids, Role role);

    BoardReplica& m_boards;
    ConversationScope m_scope;
    PersonId m_me;
    qint64 m_foundTotal = 0;
    int m_from = 0; ///< rows before the window, not here
    int m_after = 0; ///< rows behind it, not here
    bool m_whole = true;
    bool m_held = false;
    bool m_behind = false; ///< held, and the board has another order
    QList<ConversationId> m_ids; ///< the window
    QList<ConversationRow> m_rows; ///< beside m_ids, so that a removed row stays readable until it is removed here too
    QSet<ConversationId> m_drafts;
    QHash<ConversationId, int> m_failed;
    QSet<ConversationId> m_pinned;
};

} // namespace greenroom
