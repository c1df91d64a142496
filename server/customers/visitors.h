// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>

#include <QHash>
#include <QSet>

#include "server/coordinator/coordinator.h"
#include "server/customers/customertable.h"

namespace greenroom {

/// The customers who are connected. Somebody who only looks leaves nothing behind: the customer's row and the token are
/// stored with the first thing said, in the same transaction.
class Visitors {
public:
    struct Visitor {
        CustomerTable::Row row;
        bool stored = false;
        QList<QByteArray> newTokens; ///< hashes of tokens given out and not stored yet
        QList<QByteArray> tokens; ///< hashes of all that were given out while they were here
        std::optional<ConversationId> conversation; ///< the latest
        std::optional<QString> page; ///< where the widget stands
        std::optional<QString> room; ///< the live room that page shows
        QList<SessionId> sessions; ///< their connections; a few
        int uncommitted = 0; ///< decisions about the above that are not on disk yet
        qint64 said = 0; ///< characters, less what has been forgotten since
        Instant saidAt {};
    };

    /// `perSecond`: requests that one connection of a customer may make. As many texts of kCharsEach may all of them together
    /// go on saying.
    Visitors(Coordinator& coordinator, qint64 perSecond)
        : m_coordinator(coordinator)
        , m_charsPerSecond(perSecond * kCharsEach)
    {
    }
    static constexpr qint64 kCharsEach = 4096;
    static constexpr Millis kAtOnce = std::chrono::seconds(16); ///< what may be said in this time may be said at once

    Visitor* find(CustomerId id);
    /// Those who are here, or were a moment ago, by what may not be in the store yet.
    Visitor* findByToken(ShopId shop, const QByteArray& tokenHash);
    Visitor* findByAccount(ShopId shop, const QString& account);
    /// One more connection of this customer. What was known stays, but for what the shop has signed now. Somebody the shop
    /// signed is stored at once: the signature is used up, and only the token opens them from here on.
    Visitor& connected(SessionId session, const Visitor& visitor);
    void disconnected(SessionId session, CustomerId id);
    /// From now on the token is nobody's; connections that came by it are told so once that is stored.
    void endToken(const QByteArray& tokenHash);
    /// Ended a moment ago: what the store was asked before does not count.
    bool isEnded(const QByteArray& tokenHash) const { return m_ended.contains(tokenHash); }
    /// How long to wait before saying so many characters; none: they are counted as said.
    Millis say(Visitor& visitor, qsizetype chars);
    /// Writes the customer's row and token in the batch being decided, unless they are stored.
    void store(Visitor& visitor);
    /// From now on their latest conversation is this one, which the batch being decided may have begun.
    void talks(Visitor& visitor, ConversationId conversation);
    /// After a reload: what was decided and not committed is not stored. Of whom something was, goes, and comes back within
    /// `spread`; the others stay.
    void onReload();
    /// Who has left while the state was read again is gone.
    void start();

private:
    void forget(CustomerId id);
    void forgetLater(CustomerId id);
    std::map<CustomerId, Visitor>::iterator drop(std::map<CustomerId, Visitor>::iterator gone);
    void rests(Visitor& visitor);

    Coordinator& m_coordinator;
    qint64 m_charsPerSecond;
    std::map<CustomerId, Visitor> m_visitors;
    QHash<QByteArray, CustomerId> m_byToken;
    QHash<std::pair<ShopId, QString>, CustomerId> m_byAccount;
    QSet<QByteArray> m_ended;
};

} // namespace greenroom
