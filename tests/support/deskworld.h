// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

#include "server/coordinator/mailbox.h"
#include "server/desk/desk.h"
#include "server/desk/epoch.h"
#include "tests/support/steplog.h"

namespace greenroom {

/// A whole desk without sockets or threads: a store in a temporary folder, a clock that stands until it is moved, and
/// everything the coordinator sends, kept by session.
class DeskWorld : public Departures {
public:
    DeskWorld();
    ~DeskWorld() override;

    /// Begins (again) from what is in the store, as after a restart.
    void start();

    void store(const Write& write);
    ShopId addShop(const QString& key);
    QueueId addQueue(ShopId shop, const QString& name, QueueMode mode = QueueMode::direct);
    PersonId addPerson(ShopId shop, const QString& name, qint64 capacity, const QList<QueueId>& queues,
        const QList<Role>& roles = {Role::agent});

    /// A connection that has said nothing yet.
    SessionId openSession();
    /// A customer's connection that has said hello.
    SessionId enterCustomer(ShopId shop, std::optional<CustomerId> known = {}, const Customer& as = {});
    SessionId enterStaff(ShopId shop, PersonId person, Roles roles = Roles(Role::agent), bool online = true);
    void leave(SessionId session);

    void arrive(Arrival arrival);
    /// Asks without waiting for the commit; the reply comes with run().
    template <Request R>
    QString askLater(SessionId session, const R& request)
    {
        const QString id = QString::number(++m_lastRequest);
        arrive(RequestArrived {session, id, request});
        return id;
    }
    template <Request R>
    Result<typename R::Reply> ask(SessionId session, const R& request)
    {
        const QString id = askLater(session, request);
        run();
        return replyTo<R>(id);
    }
    template <Request R>
    Result<typename R::Reply> replyTo(const QString& id)
    {
        const auto found = replies.constFind(id);
        if (found == replies.cend())
            return Error {Code::timedOut, {}, {}, 0};
        return readReplyBody<typename R::Reply>(QJsonDocument::fromJson(found->toUtf8()).object());
    }

    /// Lets the log work until nothing is left to do.
    void run();
    void pass(Millis time);

    /// The entries a session has been sent of a stream, in order.
    QList<Entry> entriesOf(SessionId session, const StreamId& stream) const;
    /// The last state of a board as a session was told it.
    std::optional<BoardChanged> boardOf(SessionId session, BoardName board) const;

    void send(std::vector<Departure> departures) override;

    Mailbox<std::function<void()>> late {[] {}}; ///< answers of the password hasher, until a test takes them
    Instant now = fromMillis(1'760'000'000'000);
    IdSource ids {11};
    std::unique_ptr<Database> database;
    std::unique_ptr<StepLog> log;
    std::unique_ptr<Desk> desk;
    QHash<QString, QString> replies;
    QHash<SessionId, QStringList> events;
    QHash<SessionId, Code> disconnects;
    QHash<SessionId, Millis> comeBackWithin;
    std::function<Millis()> spread; ///< Desk::Settings::spread of the next start()
    std::map<SessionId, CustomerId> customers;

private:
    QTemporaryDir m_folder;
    quint64 m_lastSession = 0;
    quint64 m_lastRequest = 0;
};

} // namespace greenroom
