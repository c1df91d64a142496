// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/deskworld.h"

namespace greenroom {

namespace {

template <class E>
std::optional<E> read(const QString& frame)
{
    const QJsonObject object = QJsonDocument::fromJson(frame.toUtf8()).object();
    E event {};
    if (object.value(QLatin1StringView("type")).toString() != E::type
        || !codec::read(object.value(QLatin1StringView("body")), event, Rule {}, {}))
        return std::nullopt;
    return event;
}

template <class... Values>
void insert(Database& database, const char16_t* sql, const Values&... values)
{
    if (auto done = database.run(QString::fromUtf16(sql), values...); !done)
        qFatal("%s", qPrintable(sentence(done.error())));
}

} // namespace

DeskWorld::DeskWorld()
{
    auto opened = Database::open(m_folder.filePath(QStringLiteral("greenroom.db")), Database::Mode::readWrite);
    if (!opened)
        qFatal("%s", qPrintable(sentence(opened.error())));
    database = *std::move(opened);
    if (auto done = prepareStore(*database, now); !done)
        qFatal("%s", qPrintable(sentence(done.error())));
}

DeskWorld::~DeskWorld() = default;

void DeskWorld::start()
{
    desk.reset();
    log = std::make_unique<StepLog>(*database);
    desk = std::make_unique<Desk>(*log, *this,
        Desk::Settings {.reopenWithin = 24h,
            .spread = spread,
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

void DeskWorld::store(const Write& write)
{
    if (auto done = write(*database); !done)
        qFatal("%s", qPrintable(sentence(done.error())));
}

ShopId DeskWorld::addShop(const QString& key)
{
    const auto shop = ids.next<ShopId>(now);
    store(ShopTable::insert({shop, key, key, {}, {}, now}));
    return shop;
}

QueueId DeskWorld::addQueue(ShopId shop, const QString& name, QueueMode mode)
{
    const auto queue = ids.next<QueueId>(now);
    store(QueueTable::insert({queue, shop, name, mode, 20s, 72h}, 0));
    return queue;
}

PersonId DeskWorld::addPerson(
    ShopId shop, const QString& name, qint64 capacity, const QList<QueueId>& queues, const QList<Role>& roles)
{
    const auto person = ids.next<PersonId>(now);
    insert(
        *database, u"INSERT INTO person (person, sign_in, name, password, created_at) VALUES (?,?,?,'',0)", person, name, name);
    insert(*database, u"INSERT INTO person_shop (shop, person, capacity) VALUES (?,?,?)", shop, person, capacity);
    for (Role role : roles)
        insert(*database, u"INSERT INTO person_role (shop, person, role) VALUES (?,?,?)", shop, person, role);
    for (QueueId queue : queues)
        store(QueueTable::addMember(shop, queue, person));
    return person;
}

SessionId DeskWorld::openSession()
{
    const SessionId session {0, ++m_lastSession};
    arrive(SessionOpened {session, Via::webSocket, QStringLiteral("127.0.0.1"), {}, {}});
    return session;
}

SessionId DeskWorld::enterCustomer(ShopId shop, std::optional<CustomerId> known, const Customer& as)
{
    const SessionId session {0, ++m_lastSession};
    arrive(SessionOpened {session, Via::webSocket, QStringLiteral("127.0.0.1"), {}, {}});
    Visitors::Visitor visitor;
    visitor.row.shop = shop;
    visitor.row.customer = as;
    visitor.row.customer.id = known.value_or(ids.next<CustomerId>(now));
    visitor.row.firstSeenAt = now;
    if (const auto* held = desk->visitors().find(visitor.row.customer.id))
        visitor = *held;
    arrive(Task {[&](Coordinator& coordinator) {
        desk->visitors().connected(session, visitor);
        coordinator.admit(session, {shop, Roles(Role::customer), visitor.row.customer.id, {}, {}}, {});
    }});
    customers[session] = visitor.row.customer.id;
    return session;
}

SessionId DeskWorld::enterStaff(ShopId shop, PersonId person, Roles roles, bool online)
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

void DeskWorld::leave(SessionId session)
{
    arrive(SessionClosed {session});
}

void DeskWorld::arrive(Arrival arrival)
{
    std::vector<Arrival> arrivals;
    arrivals.push_back(std::move(arrival));
    desk->coordinator().handle(std::move(arrivals), now);
}

void DeskWorld::run()
{
    while (!log->isIdle())
        log->step(desk->coordinator(), now);
}

void DeskWorld::pass(Millis time)
{
    const Instant end = now + time;
    while (now < end) {
        now = std::min(end, std::max(now + 1ms, desk->coordinator().nextDue()));
        desk->coordinator().tick(now);
        run();
    }
}

QList<Entry> DeskWorld::entriesOf(SessionId session, const StreamId& stream) const
{
    QList<Entry> found;
    for (const QString& frame : events.value(session))
        if (auto event = read<Entries>(frame); event && event->stream == stream)
            found += event->entries;
    return found;
}

std::optional<BoardChanged> DeskWorld::boardOf(SessionId session, BoardName board) const
{
    std::optional<BoardChanged> last;
    for (const QString& frame : events.value(session))
        if (auto event = read<BoardChanged>(frame); event && event->board == board)
            last = *event;
    return last;
}

void DeskWorld::send(std::vector<Departure> departures)
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
            comeBackWithin[disconnect->session] = Millis(disconnect->spreadMs);
        }
    }
}

} // namespace greenroom
