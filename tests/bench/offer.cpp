// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/offer.h"

#include <charconv>

#include <QCommandLineParser>

#include <sys/mman.h>

#include "tests/bench/relay.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

constexpr size_t kMost = 9'000; // newcomers: the clients of one process
constexpr size_t kConnectingAtOnce = 64;
constexpr qint64 kStep = 5'000'000; // nanoseconds
constexpr double kWarmSeconds = 1;

/// What the processes share: each newcomer's moments, monotonic nanoseconds, 0: not yet.
struct Arrivals {
    std::atomic<bool> begins {false};
    std::atomic<bool> ends {false};
    std::atomic<size_t> newcomers {0}; ///< that stand
    std::atomic<size_t> agents {0};
    std::atomic<size_t> closed {0};
    std::atomic<size_t> refused {0};
    qint64 saidAt[kMost] = {};
    qint64 seenAt[kMost] = {};

    static Arrivals& make()
    {
        void* memory = ::mmap(nullptr, sizeof(Arrivals), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
        if (memory == MAP_FAILED)
            qFatal("no shared memory");
        return *static_cast<Arrivals*>(memory);
    }
};

/// People nobody knows, who say their first word one after the other.
class Newcomers final : public LoadClients::Owner {
public:
    Newcomers(quint16 port, size_t count, double perSecond, Arrivals& arrivals)
        : m_arrivals(arrivals)
        , m_perSecond(perSecond)
        , m_clients(port, false, count, *this)
    {
    }

    void run()
    {
        qint64 begun = 0;
        size_t said = 0;
        while (!m_arrivals.ends) {
            while (m_next < m_clients.size() && m_connecting < kConnectingAtOnce) {
                m_clients.connect(m_next++);
                ++m_connecting;
            }
            qint64 until = monotonicNow() + kStep;
            if (m_arrivals.begins) {
                if (begun == 0)
                    begun = monotonicNow();
                const auto due = [&] { return begun + qint64(double(said) / m_perSecond * 1e9); };
                while (said < m_clients.size() && due() <= monotonicNow())
                    say(said++);
                until = std::min(until, due());
            }
            m_clients.turn(until);
        }
    }

    void onOpen(size_t c) override
    {
        m_clients.send(c,
            "{\"type\":\"hello\",\"id\":\"h\",\"body\":{\"app\":\"load\",\"version\":\"1\",\"capabilities\":[],\"shop\":"
            "\"load\"}}");
    }
    void onFrame(size_t, std::string_view text) override
    {
        if (text.starts_with("{\"type\":\"hello\"")) {
            --m_connecting;
            ++m_arrivals.newcomers;
        } else if (text.starts_with("{\"type\":\"send\"") && text.find("\"code\":\"ok\"") == std::string_view::npos) {
            ++m_arrivals.refused;
        }
    }
    void onClosed(size_t) override
    {
        --m_connecting;
        ++m_arrivals.closed;
    }

private:
    void say(size_t c)
    {
        const auto id = m_ids.next<ClientId>(std::chrono::floor<Millis>(std::chrono::system_clock::now()));
        m_arrivals.saidAt[c] = monotonicNow();
        m_clients.send(c,
            "{\"type\":\"send\",\"id\":\"s\",\"body\":{\"clientId\":\"" + id.toString().toStdString()
                + "\",\"content\":{\"kind\":\"text\",\"text\":\"first " + std::to_string(c) + " word\"}}}");
    }

    Arrivals& m_arrivals;
    double m_perSecond;
    IdSource m_ids;
    size_t m_next = 0;
    size_t m_connecting = 0;
    LoadClients m_clients;
};

/// Agents who look at their list, as the desktop does.
class Lookers final : public LoadClients::Owner {
public:
    Lookers(const LoadWorld& world, Arrivals& arrivals)
        : m_world(world)
        , m_arrivals(arrivals)
        , m_clients(world.port(), false, world.agents().size(), *this)
    {
        for (size_t c = 0; c < m_clients.size(); ++c)
            m_clients.connect(c);
    }
    void run()
    {
        while (!m_arrivals.ends)
            m_clients.turn(monotonicNow() + kStep);
    }
    void onOpen(size_t c) override
    {
        m_clients.send(c,
            "{\"type\":\"hello\",\"id\":\"h\",\"body\":{\"app\":\"load\",\"version\":\"1\",\"capabilities\":[],\"token\":\""
                + m_world.agents()[c] + "\"}}");
    }
    void onFrame(size_t c, std::string_view text) override
    {
        if (text.starts_with("{\"type\":\"hello\"")) {
            m_clients.send(c, "{\"type\":\"setPresence\",\"id\":\"p\",\"body\":{\"presence\":\"online\",\"reason\":\"none\"}}");
            m_clients.send(c, "{\"type\":\"watchBoard\",\"id\":\"b\",\"body\":{\"board\":\"mine\",\"from\":0,\"count\":200}}");
        } else if (text.starts_with("{\"type\":\"watchBoard\"")) {
            ++m_arrivals.agents;
        } else if (text.starts_with("{\"type\":\"boardChanged\"")) {
            const qint64 now = monotonicNow();
            constexpr std::string_view key = "\"preview\":\"first ";
            for (size_t at = text.find(key); at != std::string_view::npos; at = text.find(key, at + 1)) {
                size_t who = kMost;
                std::from_chars(text.data() + at + key.size(), text.data() + text.size(), who);
                if (who < kMost && m_arrivals.seenAt[who] == 0)
                    m_arrivals.seenAt[who] = now;
            }
        }
    }
    void onClosed(size_t) override { ++m_arrivals.closed; }

private:
    const LoadWorld& m_world;
    Arrivals& m_arrivals;
    LoadClients m_clients;
};

} // namespace

int benchOffer(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"People nobody knows say their first word to a greenroomd of its own, while others talk: how long until the "
        u"conversation\n"
        "stands in the list of the agent the router gave it to. offers: those that did; p50_ms, p99_ms, most_ms: from the\n"
        "customer's send to the frame with the row at the agent's; missing: said in the measured time, in nobody's list five\n"
        "seconds after."_s);
    parser.addHelpOption();
    parser.addOptions({
        {u"connections"_s, u"Customers who have a conversation already."_s, u"N"_s, u"10000"_s},
        {u"agents"_s, u"Agents, all online; 0: one for every fifty."_s, u"A"_s, u"0"_s},
        {u"rate"_s, u"First words a second."_s, u"R"_s, u"50"_s},
        {u"talk"_s, u"Messages a second of all the others."_s, u"T"_s, u"200"_s},
        {u"seconds"_s, u"Measured time."_s, u"S"_s, u"10"_s},
    });
    parser.process(arguments);
    const auto connections = size_t(std::max<qint64>(1, numberOf(parser, u"connections"_s)));
    const auto asked = size_t(numberOf(parser, u"agents"_s));
    const size_t agents = asked > 0 ? asked : std::max<size_t>(1, connections / 50);
    const auto rate = double(std::max<qint64>(1, numberOf(parser, u"rate"_s)));
    const auto seconds = double(numberOf(parser, u"seconds"_s));
    const auto newcomers = std::min(kMost, size_t(rate * (seconds + kWarmSeconds)) + 1);

    LoadWorld world(connections, agents, 0);
    if (!world.start())
        return 1;
    LoadPlan plan;
    plan.port = world.port();
    plan.rate = double(numberOf(parser, u"talk"_s));
    const size_t shares = (connections + kMost - 1) / kMost;
    LoadLedger& ledger = LoadLedger::make(shares);
    Arrivals& arrivals = Arrivals::make();
    std::vector<pid_t> processes;
    for (size_t i = 0; i < shares; ++i)
        processes.push_back(forkLoad([&] { runCustomers(world, plan, ledger, i, shares); }));
    processes.push_back(forkLoad([&] { Lookers(world, arrivals).run(); }));
    processes.push_back(forkLoad([&] { Newcomers(world.port(), newcomers, rate, arrivals).run(); }));
    const auto in = [&] { return ledger.ready >= connections && arrivals.newcomers >= newcomers && arrivals.agents >= agents; };
    const auto cut = [&] { return ledger.closed + arrivals.closed; };
    const bool came = waitLoad([&] { return in() || cut() > 0; }, 180) && cut() == 0;
    const double cpu = world.cpuSeconds();
    qint64 from = 0;
    qint64 to = 0;
    if (came) {
        ledger.phase = LoadLedger::Phase::talk;
        letLoad(kWarmSeconds);
        arrivals.begins = true;
        letLoad(kWarmSeconds);
        from = monotonicNow();
        letLoad(seconds - kWarmSeconds / 2);
        to = monotonicNow();
        letLoad(5);
    } else {
        std::fprintf(stderr, "greenroom-bench: %zu of %zu came in, %zu were cut\n",
            ledger.ready + arrivals.newcomers + arrivals.agents, connections + newcomers + agents, cut());
    }
    ledger.phase = LoadLedger::Phase::end;
    arrivals.ends = true;
    for (pid_t process : processes)
        endLoad(process);
    if (!came)
        return 1;

    std::vector<double> latencies;
    qint64 missing = 0;
    for (size_t c = 0; c < newcomers; ++c) {
        if (arrivals.saidAt[c] < from || arrivals.saidAt[c] >= to)
            continue;
        if (arrivals.seenAt[c] == 0)
            ++missing;
        else
            latencies.push_back(double(arrivals.seenAt[c] - arrivals.saidAt[c]) / 1e6);
    }
    BenchLine line;
    line.add("command", u"offer"_s).add("connections", connections + newcomers).add("agents", agents);
    line.add("offers", latencies.size())
        .add("p50_ms", quantile(latencies, 0.5), 2)
        .add("p99_ms", quantile(latencies, 0.99), 2)
        .add("most_ms", quantile(latencies, 1), 2)
        .add("missing", missing)
        .add("refused", arrivals.refused.load() + ledger.refused.load())
        .add("cut", cut())
        .add("cpu_s", world.cpuSeconds() - cpu, 2)
        .add(world.settings())
        .print();
    return missing > 0 ? 3 : 0;
}

} // namespace greenroom
