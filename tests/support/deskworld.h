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
    DeskWorld()
    {
        auto opened = Database::open(m_folder.filePath(QStringLiteral("greenroom.db")), Database::Mode::readWrite);
        if (!opened)
            qFatal("%s", qPrintable(sentence(opened.error())));
        database = *std::move(opened);
        if (auto done = prepareStore(*database, now); !done)
            qFatal("%s", qPrintable(sentence(done.error())));
    }

    /// Begins (again) from what is in the store, as after a restart.
    void start()
    {
        desk.reset();
        log = std::make_unique<StepLog>(*database);
        desk = std::make_unique<Desk>(*log, *this,
            Desk::Settings {.reopenWithin = 24h,
                .hello = {},
                .signIn = {},
                .deliver = [this](std::function<void()> answer) { late.post(std::move(answer)); },
                .seed = 7});
        auto state = Desk::load(*database, now);
        if (!state)
            qFatal("%s", qPrintable(sentence(state.error())));
        desk->start(*std::move(state), now);
        run();
    }

    void store(const Write& write)
    {
        if (auto done = write(*database); !done)
            qFatal("%s", qPrintable(sentence(done.error())));
    }
    ShopId addShop(const QString& key)
    {
        const auto shop = ids.next<ShopId>(now);
        store(ShopTable::insert({shop, key, key, {}, {}, now}));
        return shop;
    }
    QueueId addQueue(ShopId shop, const QString& name, QueueMode mode = QueueMode::direct)
    {
        const auto queue = ids.next<QueueId>(now);
        store(QueueTable::insert({queue, shop, name, mode, 20s, 72h}, 0));
        return queue;
    }
    PersonId addPerson(ShopId shop, const QString& name, qint64 capacity, const QList<QueueId>& queues,
        const QList<Role>& roles = {Role::agent})
    {
        const auto person = ids.next<PersonId>(now);
        run(u"INSERT INTO person (person, sign_in, name, password, created_at) VALUES (?,?,?,'',0)", person, name, name);
        run(u"INSERT INTO person_shop (shop, person, capacity) VALUES (?,?,?)", shop, person, capacity);
        for (Role role : roles)
            run(u"INSERT INTO person_role (shop, person, role) VALUES (?,?,?)", shop, person, role);
        for (QueueId queue : queues)
            store(QueueTable::addMember(shop, queue, person));
        return person;
    }

    /// A connection that has said nothing yet.
    SessionId openSession()
    {
        const SessionId session {0, ++m_lastSession};
        arrive(SessionOpened {session, Via::webSocket, QStringLiteral("127.0.0.1"), {}, {}});
        return session;
    }
    /// A customer's connection that has said hello.
    SessionId enterCustomer(ShopId shop, std::optional<CustomerId> known = {})
    {
        const SessionId session {0, ++m_lastSession};
        arrive(SessionOpened {session, Via::webSocket, QStringLiteral("127.0.0.1"), {}, {}});
        Visitors::Visitor visitor;
        visitor.row.shop = shop;
        visitor.row.customer.id = known.value_or(ids.next<CustomerId>(now));
        visitor.row.firstSeenAt = now;
        if (const auto* held = desk->visitors().find(visitor.row.customer.id))
            visitor = *held;
        arrive(Task {[&](Coordinator& coordinator) {
            desk->visitors().connected(visitor);
            coordinator.admit(session, {shop, Roles(Role::customer), visitor.row.customer.id, {}, {}}, {});
        }});
        customers[session] = visitor.row.customer.id;
        return session;
    }
    SessionId enterStaff(ShopId shop, PersonId person, Roles roles = Roles(Role::agent), bool online = true)
    {
        const SessionId session {0, ++m_lastSession};
        auto member = QueueTable::member(*database, shop, person);
        arrive(SessionOpened {session, Via::webSocket, QStringLiteral("127.0.0.1"), {}, {}});
        arrive(Task {[&](Coordinator& coordinator) {
            coordinator.admit(session, {shop, roles, {}, person, (*member)->name}, {});
            desk->distribution().connected(**member);
        }});
        if (online)
            (void)ask(session, SetPresence {Presence::online, BreakReason::none});
        return session;
    }
    void leave(SessionId session) { arrive(SessionClosed {session}); }

    template <class Each>
    void arrive(Each each)
    {
        std::vector<Arrival> arrivals;
        arrivals.emplace_back(std::move(each));
        desk->coordinator().handle(std::move(arrivals), now);
    }
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
    void run()
    {
        while (!log->isIdle())
            log->step(desk->coordinator(), now);
    }
    void pass(Millis time)
    {
        const Instant end = now + time;
        while (now < end) {
            now = std::min(end, std::max(now + 1ms, desk->coordinator().nextDue()));
            desk->coordinator().tick(now);
            run();
        }
    }

    /// The entries a session has been sent of a stream, in order.
    QList<Entry> entriesOf(SessionId session, const StreamId& stream) const
    {
        QList<Entry> found;
        for (const QString& frame : events.value(session))
            if (auto event = read<Entries>(frame); event && event->stream == stream)
                found += event->entries;
        return found;
    }
    /// The last state of a board as a session was told it.
    std::optional<BoardChanged> boardOf(SessionId session, BoardName board) const
    {
        std::optional<BoardChanged> last;
        for (const QString& frame : events.value(session))
            if (auto event = read<BoardChanged>(frame); event && event->board == board)
                last = *event;
        return last;
    }

    void send(std::vector<Departure> departures) override
    {
        for (Departure& departure : departures) {
            if (auto* out = std::get_if<ReplyOut>(&departure)) {
                if (replies.contains(out->requestId))
                    qFatal("two replies to request %s", qPrintable(out->requestId));
                replies.insert(out->requestId, out->body);
            } else if (auto* event = std::get_if<EventOut>(&departure)) {
                events[event->session].append(event->frame);
            } else if (auto* disconnect = std::get_if<DisconnectOut>(&departure)) {
                disconnects[disconnect->session] = disconnect->reason;
            }
        }
    }

    Mailbox<std::function<void()>> late {[] {}}; ///< answers of the password hasher, until a test takes them
    Instant now = fromMillis(1'760'000'000'000);
    IdSource ids {11};
    std::unique_ptr<Database> database;
    std::unique_ptr<StepLog> log;
    std::unique_ptr<Desk> desk;
    QHash<QString, QString> replies;
    QHash<SessionId, QStringList> events;
    QHash<SessionId, Code> disconnects;
    std::map<SessionId, CustomerId> customers;

private:
    template <class E>
    static std::optional<E> read(const QString& frame)
    {
        const QJsonObject object = QJsonDocument::fromJson(frame.toUtf8()).object();
        E event {};
        if (object.value(QLatin1StringView("type")).toString() != E::type
            || !codec::read(object.value(QLatin1StringView("body")), event, Rule {}, {}))
            return std::nullopt;
        return event;
    }
    template <class... Values>
    void run(const char16_t* sql, const Values&... values)
    {
        if (auto done = database->run(QString::fromUtf16(sql), values...); !done)
            qFatal("%s", qPrintable(sentence(done.error())));
    }

    QTemporaryDir m_folder;
    quint64 m_lastSession = 0;
    quint64 m_lastRequest = 0;
};

} // namespace greenroom
