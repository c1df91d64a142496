// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/soak/soak.h"

#include <future>

#include <QEventLoop>

#include "server/auth/passwordhasher.h"
#include "tests/proof/dump.h"
#include "tests/soak/soakfaults.h"

namespace greenroom {

using namespace Qt::StringLiterals;
using namespace proof;

namespace {

constexpr std::chrono::milliseconds kAllThereAfter {1500};
constexpr std::chrono::milliseconds kRestWithin {40'000};
constexpr std::chrono::milliseconds kStrangersEndWithin {120'000};
/// What the server's own limits allow to be held for all connections together, besides what each costs: uploads on their way
/// (ConnectionLimits::bodiesInFlight).
constexpr qint64 kMemoryCaps = 64LL << 20;
/// Percent of the people, for what strangers do: connections that come to grief by chance.
constexpr int kMayBeCut = 7;
constexpr std::chrono::milliseconds kHeals {10'000};
/// The server goes on this soon after what kept it from storing is over.
constexpr std::chrono::milliseconds kGoesOnWithin {5000};
/// What was delayed, or lost and sent again, has come or never will.
constexpr std::chrono::milliseconds kLate {6000};
/// In the seconds a bent clock lasts.
constexpr Millis kDrawnAway {50};
/// In 35 s it has noticed that nobody is there any more; a busy machine may take a little longer.
constexpr std::chrono::milliseconds kSilenceEnds {38'000};

Instant wallClock()
{
    return std::chrono::floor<Millis>(std::chrono::system_clock::now());
}

} // namespace

Soak::Soak(const Settings& settings)
    : m_settings(settings)
    , m_random(settings.seed)
{
    if (m_settings.faults.isEmpty())
        m_settings.faults = SoakFault::within(m_settings.times > 0 ? 0s : m_settings.faultsFor);
    if (m_settings.pair && m_settings.faults.size() > 2) {
        std::mt19937_64 dice(m_settings.seed);
        QStringList left = m_settings.faults;
        m_settings.faults = {left.takeAt(qsizetype(dice() % quint64(left.size())))};
        m_settings.faults += left.at(qsizetype(dice() % quint64(left.size())));
    }
    connect(&m_drift, &QTimer::timeout, this, [this] { m_server.faults().clockMs += m_driftWay; });
    connect(&m_looks, &QTimer::timeout, this, &Soak::lookAtSilence);
}

Soak::~Soak() = default;

void Soak::prepare()
{
    const QString password = PasswordHasher::hashNow(QString(SoakAgent::kPassword));
    m_server.process().prepare([&](Database& database) {
        m_shop = ServerProcess::addShop(database, kShop);
        ServerProcess::addShop(database, kStrangersShop);
        const QList<QueueId> queues {ServerProcess::addQueue(database, m_shop, u"sales"_s, u"direct"_s),
            ServerProcess::addQueue(database, m_shop, u"service"_s, u"offer"_s)};
        for (int i = 0; i < m_settings.agents; ++i) {
            Seat seat {{}, u"agent%1"_s.arg(i), {}};
            seat.token = ServerProcess::addAgent(database, m_shop, seat.name, m_settings.capacity, queues);
            if (!database.run(u"UPDATE person SET password=? WHERE name=?"_s, password, seat.name))
                qFatal("no password for %s", qPrintable(seat.name));
            auto row = database.run(u"SELECT person FROM person WHERE name=?"_s, seat.name);
            if (!row || !row->next())
                qFatal("no such person");
            seat.person = row->get<PersonId>(0);
            m_seats.push_back(seat);
        }
    });
}

void Soak::addPeople()
{
    m_console = int(m_history.clients.size());
    m_history.clients.push_back({true, {}, m_shop, u"console"_s});
    const QUrl url(u"http://127.0.0.1:%1"_s.arg(m_network->port()));
    for (const Seat& seat : m_seats)
        m_agents.push_back(std::make_unique<SoakAgent>(
            m_history, m_shop, seat.person, m_settings.capacity, seat.name, seat.token, url, m_random()));
    for (int i = 0; i < m_settings.customers; ++i)
        m_customers.push_back(
            std::make_unique<SoakCustomer>(m_history, m_shop, kShop, u"customer%1"_s.arg(i), url, m_random()));
    const auto begin = [this](SoakPerson& person) {
        connect(&person, &SoakPerson::answered, this, [this](std::chrono::microseconds after) {
            if (m_since.elapsed() > kAllThereAfter.count())
                (m_strangers.isEmpty() ? m_report.calm : m_report.crowded).push_back(after);
            m_answered = true;
        });
        connect(&person, &SoakPerson::cut, this, [this] { m_report.cut += m_strangers.isEmpty() ? 0 : 1; });
        person.start();
    };
    for (const auto& each : m_agents)
        begin(*each);
    for (const auto& each : m_customers)
        begin(*each);
}

void Soak::wait(std::chrono::milliseconds time)
{
    QEventLoop loop;
    QTimer::singleShot(time, &loop, &QEventLoop::quit);
    loop.exec();
}

void Soak::later(int fromMs, int toMs, std::function<void()> action)
{
    QTimer::singleShot(fromMs + int(below(toMs - fromMs + 1)), this, std::move(action));
}

void Soak::laterBeingLate(int fromMs, int toMs, std::function<void()> action)
{
    const int ms = fromMs + int(below(toMs - fromMs + 1));
    comesLate(ms);
    later(ms, ms, std::move(action));
}

void Soak::comesLate(int ms)
{
    m_late.emplace_back(wallClock(), wallClock() + Millis(ms) + kLate);
}

void Soak::waitForTheLate()
{
    std::sort(m_late.begin(), m_late.end());
    for (proof::Event& event : m_history.events)
        if (std::holds_alternative<Revoked>(event.what))
            for (const auto& [from, to] : m_late)
                if (from <= event.at + kLate && to > event.at)
                    event.at = to;
}

bool Soak::letLoose(const QString& kind, int seconds)
{
    if (!m_strangers.isEmpty())
        return false;
    auto* process = new QProcess(this);
    m_strangers.append(process);
    process->setProcessChannelMode(QProcess::ForwardedErrorChannel);
    connect(process, &QProcess::finished, this, [this, process, &fault = *m_fault, begun = m_begun] {
        m_strangers.removeOne(process);
        const bool isExcused = fault.wantsPeace && m_begun > begun + 1;
        QMap<QString, int> denied;
        for (const QByteArray& line : process->readAllStandardOutput().split('\n'))
            if (line.startsWith("denied "))
                ++denied[QString::fromUtf8(line.mid(7))];
            else if (!line.isEmpty() && !isExcused)
                complain(fault.name, QString::fromUtf8(line));
        mustBeInTheAudit(denied);
        process->deleteLater();
    });
    const auto [address, sources] = m_server.outside();
    process->start(QStringLiteral(GREENROOM_STRANGER),
        {kind, address, QString::number(m_server.process().url().port()), sources, kStrangersShop, QString::number(seconds)});
    return true;
}

/// What strangers were told is not theirs; unless a restore may have undone it.
void Soak::mustBeInTheAudit(const QMap<QString, int>& denied)
{
    for (auto each = denied.constBegin(); each != denied.constEnd(); ++each)
        m_report.denied[each.key()] += *each;
    if (denied.isEmpty() || hasBeen(&SoakFault::undoes))
        return;
    auto database = Database::open(m_server.process().dataDir() + u"/greenroom.sqlite"_s, Database::Mode::readOnly);
    for (auto each = denied.constBegin(); each != denied.constEnd(); ++each) {
        auto rows = database ? (*database)->run(
                        u"SELECT COUNT(*) FROM audit a JOIN shop s ON s.shop=a.shop WHERE a.action='denied' AND a.object=? "
                        "AND s.public_key=?"_s,
                        each.key(), QString(kStrangersShop))
                             : Result<Rows>(database.error());
        const int told = m_report.denied.value(each.key());
        if (!rows || !rows->next() || rows->get<qint64>(0) < told)
            complain(u"C8"_s, u"%1 was refused %2 times, and the audit does not tell of it"_s.arg(each.key()).arg(told));
    }
}

void Soak::note(const QString& what)
{
    ++m_begun;
    ++m_report.counts[m_fault->name];
    m_report.schedule.append(u"%1 ms %2: %3"_s.arg(m_since.elapsed()).arg(m_fault->name, what));
}

void Soak::complain(const QString& fault, const QString& what)
{
    m_report.violations.push_back({fault, qint64(m_history.events.size()), what});
}

void Soak::ail(
    const QString& what, int fromMs, int toMs, const std::function<void()>& begin, std::function<void()> end, bool goesOn)
{
    if (std::exchange(m_ailing, true))
        return;
    note(what);
    begin();
    laterBeingLate(fromMs, toMs,
        [this, end = std::move(end), goesOn, fault = m_fault->name, starts = m_starts, pid = m_server.process().pid()] {
            m_ailing = false;
            end();
            if (goesOn && starts == m_starts)
                mustGoOn(fault, pid);
        });
}

void Soak::mustGoOn(const QString& fault, qint64 pid)
{
    m_ailing = true;
    m_answered = false;
    auto* looks = new QTimer(this);
    QElapsedTimer since;
    since.start();
    connect(looks, &QTimer::timeout, this, [this, looks, since, fault, pid, starts = m_starts, begun = m_begun] {
        const bool isOver = starts != m_starts || m_answered || since.elapsed() > kGoesOnWithin.count();
        if (starts == m_starts && (!m_server.process().isRunning() || m_server.process().pid() != pid))
            complain(fault, u"the server did not live to go on by itself"_s);
        else if (!isOver)
            return;
        else if (starts == m_starts && !m_answered && begun == m_begun)
            complain(fault, u"nothing is stored %1 s after it was over"_s.arg(kGoesOnWithin / 1s));
        m_ailing = false;
        looks->deleteLater();
        looks->stop();
    });
    looks->start(50);
}

void Soak::dieAtStart(std::atomic<int> FaultControl::*death, int nth)
{
    halt();
    m_server.faults().*death = nth;
    if (m_server.start())
        m_report.schedule.append(u"%1 ms … which it did not come to"_s.arg(m_since.elapsed()));
    halt();
    startAgain();
}

std::chrono::seconds Soak::left() const
{
    return m_settings.times > 0 ? 1h
                                : std::chrono::duration_cast<std::chrono::seconds>(
                                    m_settings.faultsFor - std::chrono::milliseconds(m_faultsSince.elapsed()));
}

int Soak::longTime()
{
    return left() > 150s && below(2) == 0 ? 120'000 : 40'000;
}

std::vector<SoakPerson*> Soak::people() const
{
    std::vector<SoakPerson*> all;
    for (const auto& each : m_agents)
        all.push_back(each.get());
    for (const auto& each : m_customers)
        all.push_back(each.get());
    return all;
}

void Soak::standStill(const std::vector<SoakPerson*>& people, int ms)
{
    std::vector<std::pair<SoakPerson*, quint16>> still;
    for (SoakPerson* each : people) {
        if (each->isStill() || !each->isWelcomed())
            continue;
        still.emplace_back(each, each->port());
        each->standStill(true);
        m_network->still(each->port(), true);
    }
    ++m_still;
    QTimer::singleShot(ms, this, [this, still] {
        --m_still;
        for (const auto& [each, port] : still) {
            m_network->still(port, false);
            each->standStill(false);
        }
    });
}

/// Whoever is cut off without a word, the server must find out by itself.
void Soak::lookAtSilence()
{
    if (m_ailing || m_network->longestSilence() <= kSilenceEnds)
        m_silentLooks = 0;
    else if (++m_silentLooks == 3)
        complain(
            u"N5"_s, u"the server keeps a connection on which nothing came for %1 s"_s.arg(m_network->longestSilence() / 1s));
}

ServerProcess::Told Soak::command(const QStringList& arguments)
{
    auto told = std::async(std::launch::async, [&] { return m_server.process().command(arguments); });
    while (told.wait_for(0s) != std::future_status::ready)
        wait(10ms);
    return told.get();
}

bool Soak::administer(const QStringList& arguments)
{
    const QString object = arguments.join(u' ');
    m_history.add(wallClock(), Audited {m_console, u"command"_s, object, false, {}});
    if (command(arguments).code != 0)
        return false;
    m_history.add(wallClock(), Audited {m_console, u"command"_s, object, true, {}});
    return true;
}

void Soak::drift(int way)
{
    m_driftWay = way;
    if (way != 0) {
        m_drift.start(10);
        return;
    }
    m_drift.stop();
    m_server.faults().clockMs = 0;
}

void Soak::restart()
{
    halt();
    startAgain();
}

/// What ails it ends with it.
void Soak::halt()
{
    m_history.add(wallClock(), Stopped {});
    FaultControl& faults = m_server.faults();
    faults.diskFull = 0;
    faults.failSync = 0;
    for (const auto death : kDeaths)
        faults.*death = 0;
    m_lock.reset();
    m_server.process().kill();
}

void Soak::startAgain()
{
    ++m_starts;
    m_isBent = m_isBent || m_server.faults().clockMs != 0;
    const bool whole = m_server.isWhole();
    QElapsedTimer starting;
    starting.start();
    if (!m_server.start())
        complain(u"R3"_s, u"the server does not start again: "_s + QString::fromUtf8(m_server.process().output().right(600)));
    std::optional<Millis> took;
#if !defined(__SANITIZE_ADDRESS__)
    if (m_server.faults().syncMs == 0)
        took = Millis(starting.elapsed());
#endif
    m_history.add(wallClock(), Started {whole, took});
}

/// A server that stands still, or can store nothing, keeps no clock.
void Soak::halted(bool on)
{
    m_network->forgiveSilence();
    if (on)
        m_history.add(wallClock(), Stopped {});
    else
        m_history.add(wallClock(), Started {});
}

bool Soak::isOver() const
{
    const auto& counts = m_report.counts;
    if (m_settings.each > 0 && std::all_of(m_settings.faults.begin(), m_settings.faults.end(), [&](const QString& name) {
            return counts.value(name) >= m_settings.each;
        }))
        return true;
    if (m_settings.times == 0)
        return m_faultsSince.elapsed() >= std::chrono::milliseconds(m_settings.faultsFor).count();
    int done = 0;
    for (int count : counts)
        done += count;
    return done >= m_settings.times;
}

bool Soak::isAtRest() const
{
    const auto settled = [](const auto& each) { return each->isSettled(); };
    return std::all_of(m_agents.begin(), m_agents.end(), settled)
        && std::all_of(m_customers.begin(), m_customers.end(), settled);
}

void Soak::rest()
{
    m_report.schedule.append(u"%1 ms quiet"_s.arg(m_since.elapsed()));
    // What ails the server, stands still or is cut for long ends by itself, and strangers leave; all else ends below.
    QElapsedTimer ending;
    ending.start();
    while (m_ailing || m_cut || m_still > 0 || (!m_strangers.isEmpty() && ending.elapsed() < kStrangersEndWithin.count()))
        wait(50ms);
    for (QProcess* each : std::as_const(m_strangers))
        complain(each->arguments().value(0), u"the stranger does not come to an end"_s);
    FaultControl& faults = m_server.faults();
    faults.syncMs = 0;
    faults.failSync = 0;
    drift(0);
    m_network->heal();
    if (!m_server.process().isRunning())
        restart();
    for (const auto& each : m_customers)
        each->fallSilent();
    QElapsedTimer resting;
    resting.start();
    while (!isAtRest() && resting.elapsed() < kRestWithin.count())
        wait(100ms);
    if (!isAtRest())
        m_report.violations.push_back(
            {u"D11"_s, -1, u"not everybody is back and done %1 s after the last fault"_s.arg(kRestWithin / 1s)});
    for (const auto& each : m_agents)
        each->fallSilent();
    m_looks.stop();
    const qint64 until = resting.elapsed() + m_settings.quiet.count();
    while (resting.elapsed() < until) {
        wait(1000ms);
        weigh();
        Sample sample;
        sample.at = wallClock();
        auto database = Database::open(m_server.process().dataDir() + u"/greenroom.sqlite"_s, Database::Mode::readOnly);
        if (database)
            sample.waiting = waitingIn(**database);
        for (const auto& each : m_agents)
            if (each->told())
                sample.agents.push_back(*each->told());
        m_history.samples.push_back(std::move(sample));
    }
    m_history.quiet = m_settings.quiet > kHeals;
    for (const auto& each : m_agents)
        m_history.connected.push_back(each->client());
    for (const auto& each : m_customers)
        m_history.connected.push_back(each->client());
    m_history.endedAt = wallClock();
}

void Soak::weigh()
{
    if (!m_server.process().isRunning())
        return;
    const qint64 rss = m_server.rss();
    m_report.memory = std::max(m_report.memory, rss);
    // What a connection took need not go back to the system when it ends.
    m_report.connections = std::max(m_report.connections, m_server.connections());
#if !defined(__SANITIZE_ADDRESS__)
    m_history.memory.push_back({wallClock(), rss, m_report.memoryAtFirst, m_report.connections, 0, kMemoryCaps});
#endif
}

/// Who a customer is, the wire does not say; whose conversation they spoke in, the store does.
void Soak::nameCustomers()
{
    std::map<ConversationId, CustomerId> owners;
    for (const Dump& dump : m_history.dumps)
        for (const Conversation& each : dump.conversations)
            owners[each.id] = each.customer;
    for (const proof::Event& event : m_history.events) {
        const auto* answered = std::get_if<Answered>(&event.what);
        if (!answered || answered->how != Ending::ok)
            continue;
        Client& client = m_history.clients[std::size_t(std::get<Invoked>(m_history.events[answered->attempt].what).client)];
        if (!client.isStaff && client.who.isNull())
            client.who = owners[answered->stored.conversation].value;
    }
}

Soak::Report Soak::run()
{
    prepare();
    if (!m_server.start())
        qFatal("the server does not start: %s", m_server.process().output().constData());
    m_report.memoryAtFirst = m_server.rss();
    m_network = std::make_unique<FaultProxy>(quint16(m_server.process().url().port()));
    m_history.add(wallClock(), Started {true});
    addPeople();
    m_since.start();
    m_looks.start(500);
    wait(kAllThereAfter + m_settings.calm);
    m_faultsSince.start();
    m_server.faults().diskLies = m_settings.diskLies ? 1 : 0;
    while (!isOver()) {
        beginFault();
        wait(std::chrono::milliseconds(200 + below(1800)));
        weigh();
        // What ended by itself is started again, as whoever watches over it would.
        if (!m_ailing && !m_server.process().isRunning())
            restart();
    }
    rest();
    const std::size_t people = m_agents.size() + m_customers.size();
    for (const auto& each : m_agents)
        m_report.said += each->said();
    for (const auto& each : m_customers)
        m_report.said += each->said();
    m_agents.clear();
    m_customers.clear();
    m_network.reset();
    if (m_server.process().terminate() != 0)
        m_report.violations.push_back({u"R3"_s, -1, u"the server does not leave when asked"_s});
    // A bent clock draws a server's own a little away; one that was started under it keeps the wrong time for good.
    int bends = 0;
    for (const SoakFault& each : SoakFault::all())
        bends += each.bendsClock ? m_report.counts.value(each.name) : 0;
    m_history.clocksApart = m_isBent ? std::optional<Millis>() : 20ms + bends * kDrawnAway;
    if (hasOnlyBeen(&SoakFault::isStrangers) && m_report.cut * 100 > int(people) * kMayBeCut)
        complain(u"C6"_s, u"of %1 people %2 were cut off for what others did"_s.arg(people).arg(m_report.cut));
    m_history.dumps.push_back(m_server.dump(m_shop));
    nameCustomers();
    waitForTheLate();
    for (Violation& each : checkAll(m_history)) {
        const QString& broken = each.invariant;
        m_report.lost += broken == "D1"_L1 ? 1 : 0;
        m_report.duplicated += broken == "D2"_L1 ? 1 : 0;
        m_report.reordered += broken == "D5"_L1 || broken == "D7"_L1 || broken == "D8"_L1 ? 1 : 0;
        m_report.violations.push_back(std::move(each));
    }
    m_report.stored = qsizetype(m_history.dumps.back().entries.size());
    m_report.events = qsizetype(m_history.events.size());
    m_report.history = std::move(m_history);
    m_report.log = m_server.process().output();
    return std::move(m_report);
}

} // namespace greenroom
