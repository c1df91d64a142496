// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>

#include "app/link/boardfeed.h"

namespace greenroom {

/// Everybody on the desk, as the server has them. Precise changes, never a reset.
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
        Load, ///< int: conversations now
        Capacity, ///< int: most at once
        Owed, ///< int: conversations in which a customer waits for them
        OwedSince, ///< qint64 ms since 1970: the longest of these; 0: none
        ChangedBy, ///< QString: who put them in this state, if somebody else did
        Until, ///< qint64 ms since 1970: when a break should be over; 0: no such time
        Asks, ///< int: BreakReason of the break they ask for; none: they do not ask
    };
    Q_ENUM(Role)

    PresenceModel(Link& link, QObject* parent);

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

    BoardFeed m_feed;
    QList<Uuid> m_ids;
    QHash<Uuid, PresenceRow> m_known;
    bool m_fresh = false;
};

} // namespace greenroom
