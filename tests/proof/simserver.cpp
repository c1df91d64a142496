// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/proof/simserver.h"

#include <QTemporaryDir>

#include "app/cache/cachedatabase.h"
#include "server/auth/token.h"
#include "tests/proof/dump.h"

namespace greenroom::proof {

using namespace Qt::StringLiterals;

namespace {

void must(const Result<void>& done)
{
    if (!done)
        qFatal("%s", qPrintable(sentence(done.error())));
}

template <class... Values>
Rows run(Database& database, const QString& sql, const Values&... values)
{
    auto rows = database.run(sql, values...);
    if (!rows)
        qFatal("%s: %s", qPrintable(sql), qPrintable(sentence(rows.error())));
    return *rows;
}

std::unique_ptr<Database> opened(const QString& path)
{
    auto database = Database::open(path, Database::Mode::readWrite);
    if (!database)
        qFatal("%s", qPrintable(sentence(database.error())));
    return *std::move(database);
}

/// What a desktop has when it was opened once and closed.
void makeCache(const Cast::Person& person)
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(CacheDatabase::fileName());
    Volume::instance().make(path);
    CacheDatabase cache;
    must(cache.open(folder.path(), person.id));
    cache.close();
    Volume::instance().copy(path, person.cache());
    Volume::instance().remove(folder.path());
}

std::unique_ptr<Cast> makeCast()
{
    auto made = std::make_unique<Cast>();
    made->image = u"image.db"_s;
    Volume::instance().make(made->image);
    const auto database = opened(made->image);
    const Instant now = Cast::morning();
    must(prepareStore(*database, now));
    IdSource ids(42);
    const auto addQueue = [&](ShopId shop, const QString& name, QueueMode mode) {
        made->queues.append(ids.next<QueueId>(now));
        must(QueueTable::insert({made->queues.last(), shop, name, mode, 20s, 72h}, made->queues.size())(*database));
        return made->queues.last();
    };
    for (const QString& key : {u"north"_s, u"south"_s}) {
        const auto shop = ids.next<ShopId>(now);
        made->shops.append(shop);
        made->shopKeys.append(key);
        must(ShopTable::insert({shop, key, key, {}, {}, now})(*database));
        const QList<QueueId> queues {
            addQueue(shop, u"first"_s, QueueMode::offer), addQueue(shop, u"second"_s, QueueMode::direct)};
        for (int i = 0; i < (key == "north"_L1 ? 2 : 1); ++i) {
            const NewToken token = newToken(TokenKind::session);
            const Cast::Person person {ids.next<PersonId>(now), shop, key + QString::number(i), token.text, i + 2};
            makeCache(person);
            run(*database, u"INSERT INTO person (person, sign_in, name, password, created_at) VALUES (?,?,?,'',0)"_s, person.id,
                person.name, person.name);
            run(*database, u"INSERT INTO person_shop (shop, person, capacity) VALUES (?,?,?)"_s, shop, person.id,
                person.capacity);
            run(*database, u"INSERT INTO person_role (shop, person, role) VALUES (?,?,?)"_s, shop, person.id, Role::agent);
            for (QueueId queue : queues)
                must(QueueTable::addMember(shop, queue, person.id)(*database));
            must(SessionTable::insert({token.hash, person.id, u"desk"_s, now, now, now + 12h})(*database));
            made->people.push_back(person);
        }
    }
    return made;
}

} // namespace

const Cast& cast()
{
    static const std::unique_ptr<Cast> made = makeCast();
    return *made;
}

SimServer::SimServer(VirtualTime& time, Dice& dice, Network& network, History& history, const QString& folder)
    : m_time(time)
    , m_dice(dice)
    , m_network(network)
    , m_history(history)
    , m_path(folder + u"/greenroom.db"_s)
{
    Volume::instance().copy(cast().image, m_path);
    Volume::instance().setFaults(m_path, &faults.volume);
    openStore();
    const bool direct = dice.chance(0.4);
    run(*m_database, u"UPDATE queue SET mode=? WHERE name='first'"_s, direct ? QueueMode::direct : QueueMode::offer);
}

SimServer::~SimServer()
{
    ++m_life;
    m_desk.reset();
    m_log.reset();
    m_database.reset();
    Volume::instance().setFaults(m_path, nullptr);
    Volume::instance().remove(m_path);
}

void SimServer::openStore()
{
    m_database = opened(m_path);
    must(m_database->settle());
}

void SimServer::later(Millis wait, std::function<void()> action)
{
    m_time.after(wait, [this, life = m_life, action = std::move(action)] {
        if (life == m_life)
            action();
    });
}

void SimServer::start()
{
    ++m_life;
    m_log = std::make_unique<SimLog>(m_time, m_dice, *m_database, faults);
    m_desk = std::make_unique<Desk>(*m_log, *this,
        Desk::Settings {.reopenWithin = 24h, .hello = {}, .signIn = {}, .deliver = [](const auto&) {}, .seed = m_dice.bits()});
    m_log->onOutcome = [this](quint64 batch, Outcome outcome) {
        m_desk->coordinator().onOutcome(batch, outcome, {Code::unavailable, {}, {}, 0}, m_time.now());
        noteState();
    };
    m_log->onContinue = [this](const std::function<void()>& action) {
        m_desk->coordinator().resume(action, m_time.now());
        noteState();
    };
    const auto diesAndComesBack = [this] {
        later(0ms, [this] {
            crash(m_dice.chance(0.5));
            m_time.after(m_dice.millis(20, 3000), [this, life = m_life] {
                if (life == m_life)
                    start();
            });
        });
    };
    m_log->onCrash = diesAndComesBack;
    m_desk->coordinator().onStoreLost = diesAndComesBack;
    auto state = Desk::load(*m_database, m_time.now());
    if (!state)
        qFatal("%s", qPrintable(sentence(state.error())));
    auto open = run(*m_database, u"SELECT count(*) FROM conversation WHERE state NOT IN ('idle', 'closed')"_s);
    m_started.loaded = qint64(state->conversations.size());
    m_started.open = open.next() ? open.get<qint64>(0) : 0;
    m_desk->start(*std::move(state), m_time.now());
    m_desk->coordinator().handle({}, m_time.now());
    m_network.setServer(this);
    noteState();
    tick();
    heartbeat();
}

void SimServer::crash(bool power)
{
    ++m_life;
    ++crashes;
    m_network.loseServer();
    m_admitted.clear();
    m_arrived.clear();
    m_turning = false;
    m_desk.reset();
    m_log.reset();
    Volume::instance().kill(m_path, power, m_dice, [this] { m_database.reset(); });
    faults.crashNext = false;
    faults.volume.syncFails = false;
    openStore();
    noteState();
}

void SimServer::noteState()
{
    const bool serves = isReady() && !faults.volume.full;
    if (serves == std::exchange(m_wasReady, serves))
        return;
    if (m_wasReady)
        m_history.add(m_time.now(), m_started);
    else
        m_history.add(m_time.now(), Stopped {});
}

void SimServer::copy()
{
    m_database->endLook();
    const QString to = m_path + u".copy"_s;
    Volume::instance().remove(to);
    run(*m_database, u"VACUUM INTO ?"_s, to);
    m_copied = m_history.events.size();
}

void SimServer::restore()
{
    if (isUp())
        crash();
    m_history.dumps.push_back(dump());
    m_database.reset();
    Volume::instance().remove(m_path + u"-wal"_s);
    Volume::instance().copy(m_path + u".copy"_s, m_path);
    openStore();
    must(renewEpoch(*m_database, m_time.now()));
    m_history.add(m_time.now(), Restored {*readEpoch(*m_database), *m_copied});
    start();
}

std::optional<Principal> SimServer::principal(quint64 connection) const
{
    if (!m_desk)
        return {};
    const auto* session = m_desk->coordinator().session({0, connection});
    return session ? session->principal : std::nullopt;
}

// ---- in ----

void SimServer::arrive(Arrival arrival)
{
    m_arrived.push_back(std::move(arrival));
    if (!std::exchange(m_turning, true))
        later(m_dice.millis(0, 2), [this] { turn(); });
}

void SimServer::turn()
{
    m_turning = false;
    m_desk->coordinator().handle(std::exchange(m_arrived, {}), m_time.now());
    noteState();
}

void SimServer::tick()
{
    const Instant due = std::max(m_desk->coordinator().nextDue(), m_time.now() + 1ms);
    // Anything may have made something due earlier: looked at as often as the coordinator's thread would in practice.
    later(std::min<Millis>(due - m_time.now(), 250ms), [this] {
        if (m_time.now() >= m_desk->coordinator().nextDue()) {
            m_desk->coordinator().tick(m_time.now());
            noteState();
        }
        tick();
    });
}

void SimServer::heartbeat()
{
    const QString frame = writeEvent(Heartbeat {m_time.now()}, Audience::customer);
    for (quint64 connection : m_admitted)
        m_network.send(connection, frame, false);
    later(20s, [this] { heartbeat(); });
}

void SimServer::onOpened(quint64 connection)
{
    arrive(SessionOpened {{0, connection}, Via::webSocket, u"127.0.0.1"_s, {}, {}});
}

void SimServer::onFrame(quint64 connection, const QString& frame)
{
    auto request = readRequest(frame.toUtf8());
    if (const auto* bad = std::get_if<FrameError>(&request))
        qFatal("a client sent what cannot be read: %s", qPrintable(sentence(bad->error)));
    auto& good = std::get<RequestFrame>(request);
    arrive(RequestArrived {{0, connection}, std::move(good.id), std::move(good.request)});
}

void SimServer::onClosed(quint64 connection)
{
    m_admitted.erase(connection);
    arrive(SessionClosed {{0, connection}});
}

// ---- out ----

void SimServer::send(std::vector<Departure> departures)
{
    for (Departure& departure : departures) {
        if (auto* reply = std::get_if<ReplyOut>(&departure)) {
            m_network.send(reply->session.serial, writeReply(reply->type, reply->requestId, reply->body), false);
        } else if (auto* event = std::get_if<EventOut>(&departure)) {
            m_network.send(event->session.serial, event->frame, false);
        } else if (auto* farewell = std::get_if<DisconnectOut>(&departure)) {
            const quint64 connection = farewell->session.serial;
            m_network.send(connection, writeEvent(Goodbye {farewell->reason, farewell->spreadMs}, Audience::customer), false);
            m_network.close(connection, true);
            m_admitted.erase(connection);
            arrive(SessionClosed {farewell->session});
        } else if (auto* admitted = std::get_if<AdmittedOut>(&departure)) {
            m_admitted.insert(admitted->session.serial);
        }
    }
}

// ---- what is stored ----

Dump SimServer::dump()
{
    return dumpOf(*m_database);
}

Sample SimServer::sample()
{
    Sample sample;
    sample.at = m_time.now();
    sample.waiting = waitingIn(*m_database);
    return sample;
}

} // namespace greenroom::proof
