// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>
#include <QMap>
#include <QTimer>

#include "app/link/boardfeed.h"

namespace greenroom {

/// Everybody on the desk, as the server has them. Precise changes, never a reset. Of more people than one window of the board
/// holds, who leads has all, a window after the other seen anew; others have the window that they are in themselves.
class PresenceModel final : public QAbstractListModel {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PresenceModel)
public:
    enum class Role {
        Id = Qt::UserRole + 1, ///< QString: PersonId
        Name, ///< QString; also the display role
        State, ///< int: Presence
        Reason, ///< int: BreakReason
        Since, ///< qint64 ms since 1970: in this state since
        Load, ///< int: units of the capacity that are taken
        Held, ///< int: conversations that are theirs or on offer to them, also silent ones
        Capacity, ///< int: most units at once
        Owed, ///< int: conversations in which a customer waits for them
        OwedSince, ///< qint64 ms since 1970: the longest of these; 0: none
        ChangedBy, ///< QString: who put them in this state, if somebody else did
        Until, ///< qint64 ms since 1970: when a break should be over; 0: no such time
        Asks, ///< int: BreakReason of the break they ask for; none: they do not ask
        Then, ///< int: Presence that follows winding down
        Revealed, ///< int: how often they looked at what is hidden in the last hour, if that is more than usual; 0: it is not
        // Figures of today; invalid: not told, because there are none yet or because they are not this person's to see.
        Taken, ///< qint64: conversations they were given or took
        FirstAnswers, ///< qint64: in how many of these they have answered
        FirstAnswerMs, ///< qint64: from being given it to the first answer, together
        Turns, ///< qint64: times a customer waited for an answer
        TurnsInTime, ///< qint64: of these, answered in time
        BreakMs, ///< qint64: breaks that are over, together
    };
    Q_ENUM(Role)

    static constexpr qint64 kWindow = 200; ///< rows
    static constexpr Millis kStay {1'000}; ///< at one window, if there are several

    PresenceModel(Link& link, QObject* parent);

    void setMe(PersonId me, bool leads);
    /// The person's row; none when unknown.
    std::optional<PresenceRow> find(PersonId person) const;
    void clear();

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    /// Everybody has come from the server, after a (re)connect.
    void refreshed();

private:
    void onChanged(const BoardChanged& event);
    QList<Uuid> takeWindow(const BoardChanged& event);
    void goOn(const BoardChanged& event);
    void look(qint64 from);
    static QVariant figure(const PresenceRow& row, Role role);

    BoardFeed m_feed;
    PersonId m_me;
    bool m_leads = false;
    QMap<qint64, QList<Uuid>> m_windows; ///< by the place of their first row
    qint64 m_next = 0; ///< window to look at next
    QTimer m_staying;
    QList<Uuid> m_ids;
    QHash<Uuid, PresenceRow> m_known;
    bool m_fresh = false;
};

} // namespace greenroom
