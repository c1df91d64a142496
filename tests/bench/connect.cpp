// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/connect.h"

#include <charconv>

#include <QCommandLineParser>
#include <QProcess>

#include <sys/mman.h>

#include "tests/bench/relay.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

constexpr size_t kMost = 20'000;
constexpr size_t kMostOfOneProcess = 9'000;
constexpr qint64 kStep = 5'000'000; // nanoseconds

/// What the processes share.
struct Door {
    enum class Phase { come, cut, comeBack, end };
    std::atomic<Phase> phase {Phase::come};
    std::atomic<size_t> in {0}; ///< said hello, watch and have all there is
    std::atomic<size_t> cut {0};
    std::atomic<size_t> closed {0}; ///< by the server
    std::atomic<qint64> lastAt {0}; ///< when the last one was in
    std::atomic<size_t> spoken {0};
    qint64 held[kMost] = {}; ///< number each customer has
    qint64 said[kMost] = {}; ///< number of what was said while it was away

    static Door& make()
    {
        void* memory = ::mmap(nullptr, sizeof(Door), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
        if (memory == MAP_FAILED)
            qFatal("no shared memory");
        return *static_cast<Door*>(memory);
    }
};

qint64 numberBehind(std::string_view text, std::string_view key)
{
    qint64 value = -1;
    if (const size_t at = text.find(key); at != std::string_view::npos)
        std::from_chars(text.data() + at + key.size(), text.data() + text.size(), value);
    return value;
}

std::string hello(std::string_view shop, std::string_view token)
{
    std::string text = "{\"type\":\"hello\",\"id\":\"h\",\"body\":{\"app\":\"load\",\"version\":\"1\",\"capabilities\":[]";
    if (!shop.empty())
        text.append(",\"shop\":\"").append(shop).append("\"");
    if (!token.empty())
        text.append(",\"token\":\"").append(token).append("\"");
    return text.append("}}");
}

/// Customers of one process who come in, and come in again.
class Comers final : public LoadClients::Owner {
public:
    struct Manner {
        bool tls = false;
        bool known = true; ///< they have been here before, and watch their conversation
        size_t atOnce = 128; ///< handshakes on their way at a time
    };

    Comers(const LoadWorld& world, quint16 port, Manner manner, Door& door, size_t first, size_t last)
        : m_world(world)
        , m_manner(manner)
        , m_door(door)
        , m_first(first)
        , m_heads(last - first)
        , m_clients(port, manner.tls, last - first, *this)
    {
        for (size_t talk = first; talk < last; ++talk)
            door.held[talk] = manner.known ? world.talks()[talk].customerHead : 0;
    }

    void run()
    {
        Door::Phase last = Door::Phase::come;
        for (Door::Phase now = last; now != Door::Phase::end; now = m_door.phase) {
            if (now != last && now == Door::Phase::cut) {
                for (size_t c = 0; c < m_clients.size(); ++c)
                    m_clients.cut(c);
                m_door.cut += m_clients.size();
            } else if (now != last) {
                m_next = 0;
            }
            last = now;
            while (now != Door::Phase::cut && m_next < m_clients.size() && m_coming < m_manner.atOnce) {
                m_heads[m_next] = -1;
                m_clients.connect(m_next++);
                ++m_coming;
            }
            m_clients.turn(monotonicNow() + kStep);
        }
    }

    void onOpen(size_t c) override
    {
        m_clients.send(c,
            hello(
                LoadWorld::kShop, m_manner.known ? std::string_view(m_world.talks()[m_first + c].token) : std::string_view()));
    }
    void onClosed(size_t) override
    {
        ++m_door.closed;
        --m_coming;
    }
    void onFrame(size_t c, std::string_view text) override
    {
        const size_t talk = m_first + c;
        if (text.starts_with("{\"type\":\"hello\"")) {
            --m_coming;
            if (!m_manner.known) {
                in();
                return;
            }
            const size_t epoch = text.find("\"epoch\":\"") + 9;
            std::string watch = "{\"type\":\"watchStream\",\"id\":\"w\",\"body\":{\"stream\":\"conversation/";
            watch.append(m_world.talks()[talk].conversation)
                .append("\",\"cursor\":{\"epoch\":\"")
                .append(text.substr(epoch, 36));
            watch.append("\",\"number\":").append(std::to_string(m_door.held[talk])).append("}}}");
            m_clients.send(c, watch);
        } else if (text.starts_with("{\"type\":\"watchStream\"")
            && text.find("\"resume\":\"replayed\"") != std::string_view::npos) {
            m_heads[c] = numberBehind(text, "\"head\":");
            if (m_door.held[talk] >= m_heads[c])
                in();
        } else if (text.starts_with("{\"type\":\"entries\"")) {
            for (size_t at = text.find("{\"number\":"); at != std::string_view::npos; at = text.find("{\"number\":", at + 1)) {
                const qint64 before = numberBehind(text.substr(at), "\"after\":");
                if (before == m_door.held[talk])
                    m_door.held[talk] = numberBehind(text.substr(at), "\"number\":");
            }
            if (m_heads[c] >= 0 && m_door.held[talk] >= m_heads[c])
                in();
        }
    }

private:
    void in()
    {
        ++m_door.in;
        m_door.lastAt = monotonicNow();
    }

    const LoadWorld& m_world;
    Manner m_manner;
    Door& m_door;
    size_t m_first;
    std::vector<qint64> m_heads; // that each must reach to be back; −1: not told yet
    size_t m_next = 0;
    size_t m_coming = 0;
    LoadClients m_clients;
};

/// Every agent says one thing in some of its conversations, as fast as it may, and stays.
class Speakers final : public LoadClients::Owner {
public:
    static constexpr size_t kEach = 20; // of the forty requests that may come at once

    Speakers(const LoadWorld& world, quint16 port, Door& door)
        : m_world(world)
        , m_door(door)
        , m_talks(world.agents().size())
        , m_clients(port, false, world.agents().size(), *this)
    {
        for (size_t talk = 0; talk < world.talks().size(); ++talk)
            if (auto& own = m_talks[world.talks()[talk].agent]; own.size() < kEach)
                own.push_back(talk);
        for (size_t c = 0; c < m_clients.size(); ++c)
            m_clients.connect(c);
    }
    void run()
    {
        while (m_door.phase != Door::Phase::end)
            m_clients.turn(monotonicNow() + kStep);
    }
    void onOpen(size_t c) override { m_clients.send(c, hello({}, m_world.agents()[c])); }
    void onClosed(size_t) override { ++m_door.closed; }
    void onFrame(size_t c, std::string_view text) override
    {
        if (text.starts_with("{\"type\":\"send\"")) {
            const qint64 talk = numberBehind(text, "\"id\":\"");
            m_door.said[talk] = numberBehind(text, "\"number\":");
            ++m_door.spoken;
        }
        if (m_talks[c].empty())
            return;
        const size_t talk = m_talks[c].back();
        m_talks[c].pop_back();
        const auto id = IdSource(talk + 1).next<ClientId>(std::chrono::floor<Millis>(std::chrono::system_clock::now()));
        std::string say = "{\"type\":\"send\",\"id\":\"" + std::to_string(talk);
        say.append("\",\"body\":{\"clientId\":\"").append(id.toString().toStdString()).append("\",\"conversation\":\"");
        say.append(m_world.talks()[talk].conversation);
        say.append("\",\"assignmentVersion\":1,\"content\":{\"kind\":\"text\",\"text\":\"在的\"}}}");
        m_clients.send(c, say);
    }

private:
    const LoadWorld& m_world;
    Door& m_door;
    std::vector<std::vector<size_t>> m_talks;
    LoadClients m_clients;
};

/// The processes of a run; ended with it.
class Crowd {
public:
    Crowd(const LoadWorld& world, Comers::Manner manner, Door& door)
        : m_door(door)
    {
        const size_t all = world.talks().size();
        const size_t shares = std::max<size_t>(1, (all + kMostOfOneProcess - 1) / kMostOfOneProcess);
        manner.atOnce = std::max<size_t>(1, manner.atOnce / shares);
        for (size_t i = 0; i < shares; ++i)
            m_processes.push_back(
                forkLoad([&] { Comers(world, world.port(), manner, door, all * i / shares, all * (i + 1) / shares).run(); }));
    }
    ~Crowd()
    {
        m_door.phase = Door::Phase::end;
        for (pid_t process : m_processes)
            endLoad(process);
    }
    Q_DISABLE_COPY_MOVE(Crowd)
    void add(const std::function<void()>& work) { m_processes.push_back(forkLoad(work)); }

private:
    Door& m_door;
    std::vector<pid_t> m_processes;
};

bool isIn(const Door& door, size_t clients)
{
    if (waitLoad([&] { return door.in + door.closed >= clients; }, 120) && door.closed == 0)
        return true;
    std::fprintf(stderr, "greenroom-bench: %zu of %zu came in, %zu were cut\n", door.in.load(), clients, door.closed.load());
    return false;
}

size_t connectionsOf(QCommandLineParser& parser, const QStringList& arguments, const QString& most)
{
    parser.addHelpOption();
    parser.addOption({u"connections"_s, u"Customers."_s, u"N"_s, most});
    parser.process(arguments);
    return size_t(std::clamp<qint64>(numberOf(parser, u"connections"_s), 1, kMost));
}

/// A certificate of its own for 127.0.0.1, by openssl; the server's settings name it.
void useTls(LoadWorld& world)
{
    QProcess openssl;
    const QString key = world.server().write(u"key.pem"_s, {});
    const QString certificate = world.server().write(u"certificate.pem"_s, {});
    openssl.start(u"openssl"_s,
        {u"req"_s, u"-x509"_s, u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s, u"ec_paramgen_curve:prime256v1"_s, u"-nodes"_s, u"-days"_s,
            u"2"_s, u"-subj"_s, u"/CN=127.0.0.1"_s, u"-keyout"_s, key, u"-out"_s, certificate});
    if (!openssl.waitForFinished(30'000) || openssl.exitCode() != 0)
        qFatal("openssl made no certificate");
    QFile::setPermissions(key, QFile::ReadOwner | QFile::WriteOwner);
    world.set(u"tls-key"_s, key);
    world.set(u"tls-certificate"_s, certificate);
}

} // namespace

int benchConnect(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"New customers come to a greenroomd of its own, as many at a time as given, and stay: TCP, with --tls TLS 1.3 (ECDSA\n"
        "P-256, no session taken up again), the WebSocket's upgrade, hello. per_second: of these, from the first connect to "
        "the\n"
        "last welcome; cpu_ms_per_handshake: processor time of the server, user and system."_s);
    parser.addOption({u"tls"_s, u"Over TLS."_s});
    parser.addOption({u"at-once"_s, u"Handshakes on their way at a time."_s, u"K"_s, u"128"_s});
    const size_t clients = connectionsOf(parser, arguments, u"10000"_s);
    LoadWorld world(clients, 1, 0);
    const bool tls = parser.isSet(u"tls"_s);
    if (tls)
        useTls(world);
    if (!world.start())
        return 1;
    Door& door = Door::make();
    const qint64 from = monotonicNow();
    const double cpu = world.cpuSeconds();
    const Crowd crowd(world, {tls, false, size_t(numberOf(parser, u"at-once"_s))}, door);
    if (!isIn(door, clients))
        return 1;
    const double seconds = double(door.lastAt - from) / 1e9;
    BenchLine line;
    line.add("command", u"connect"_s).add("connections", clients).add("tls", u"%1"_s.arg(tls ? 1 : 0));
    line.add("per_second", double(clients) / seconds, 0).add("seconds", seconds, 2);
    line.add("cpu_ms_per_handshake", (world.cpuSeconds() - cpu) * 1000 / double(clients), 3).add(world.settings()).print();
    return 0;
}

int benchIdle(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Customers come back to a greenroomd of its own, watch their conversation and say nothing. rss_bytes_per_connection: "
        u"the\n"
        "server's resident memory three seconds later minus before the first came, by connection; cpu_percent: of one core\n"
        "while they stay for S seconds, heartbeats included."_s);
    parser.addOption({u"seconds"_s, u"How long they stay after that."_s, u"S"_s, u"10"_s});
    const size_t clients = connectionsOf(parser, arguments, u"18000"_s);
    LoadWorld world(clients, std::max<size_t>(1, clients / 50), 0);
    if (!world.start())
        return 1;
    Door& door = Door::make();
    const qint64 before = world.rssBytes();
    const Crowd crowd(world, {}, door);
    if (!isIn(door, clients))
        return 1;
    letLoad(3);
    const qint64 after = world.rssBytes();
    const double cpu = world.cpuSeconds();
    const auto seconds = double(std::max<qint64>(1, numberOf(parser, u"seconds"_s)));
    letLoad(seconds);
    BenchLine line;
    line.add("command", u"idle"_s)
        .add("connections", clients)
        .add("rss_bytes_per_connection", (after - before) / qint64(clients));
    line.add("rss_mb", double(after) / 1048576)
        .add("cpu_percent", (world.cpuSeconds() - cpu) * 100 / seconds)
        .add("cut", door.closed.load());
    line.add(world.settings()).print();
    return 0;
}

int benchResume(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Customers watch their conversations; all are cut in the same moment; while they are away their agents say one thing\n"
        "each in up to twenty conversations; then all come back at once (no spread) with their cursors. seconds: from the "
        "first\n"
        "connect until the last one has said hello, watches, and holds all that its stream holds; missed: things said that "
        "were\n"
        "not received then."_s);
    const size_t clients = connectionsOf(parser, arguments, u"10000"_s);
    LoadWorld world(clients, std::max<size_t>(1, clients / 50), 0);
    if (!world.start())
        return 1;
    Door& door = Door::make();
    Crowd crowd(world, {}, door);
    if (!isIn(door, clients))
        return 1;
    door.phase = Door::Phase::cut;
    waitLoad([&] { return door.cut == clients; }, 30);
    crowd.add([&] { Speakers(world, world.port(), door).run(); });
    size_t toSay = 0;
    std::vector<size_t> each(world.agents().size());
    for (const LoadWorld::Talk& talk : world.talks())
        toSay += each[talk.agent]++ < Speakers::kEach ? 1U : 0U;
    if (!waitLoad([&] { return door.spoken == toSay; }, 60))
        return 1;
    door.in = 0;
    const qint64 from = monotonicNow();
    const double cpu = world.cpuSeconds();
    door.phase = Door::Phase::comeBack;
    if (!isIn(door, clients))
        return 1;
    size_t missed = 0;
    for (size_t talk = 0; talk < clients; ++talk)
        missed += door.said[talk] > door.held[talk] ? 1U : 0U;
    BenchLine line;
    line.add("command", u"resume"_s).add("connections", clients).add("seconds", double(door.lastAt - from) / 1e9, 2);
    line.add("said_meanwhile", toSay).add("missed", missed).add("cut", door.closed.load());
    line.add("cpu_ms_per_client", (world.cpuSeconds() - cpu) * 1000 / double(clients), 3).add(world.settings()).print();
    return missed > 0 ? 3 : 0;
}

int benchRestart(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(u"A greenroomd of its own gets some seconds of traffic as of relay and is ended by kill "
                                     u"-9, so that it leaves a log to be\n"
                                     "taken in; then it starts again. start_s: from the start of the process until it serves "
                                     "(the line \"greenroomd ready\");\n"
                                     "welcome_s: until a customer has been welcomed."_s);
    addTrafficOptions(parser);
    parser.process(arguments);
    LoadPlan plan = planOf(parser);
    const auto connections = size_t(std::clamp<qint64>(numberOf(parser, u"connections"_s), 1, kMost));
    LoadWorld world(connections, std::max<size_t>(1, connections / 50), size_t(numberOf(parser, u"stored"_s)));
    if (!world.start())
        return 1;
    plan.port = world.port();
    const auto figures = measureTraffic(world, plan, double(numberOf(parser, u"seconds"_s)), [] { return 0.0; });
    if (!figures)
        return 1;
    const qint64 wal = QFileInfo(world.server().dataDir() + u"/greenroom.sqlite-wal"_s).size();
    world.server().kill();
    const qint64 from = monotonicNow();
    if (!world.start())
        return 1;
    Door& door = Door::make();
    const Crowd crowd(world, {}, door);
    if (!waitLoad([&] { return door.in > 0; }, 30))
        return 1;
    const double welcome = double(door.lastAt - from) / 1e9;
    BenchLine line;
    line.add("command", u"restart"_s).add("connections", connections).add("stored", numberOf(parser, u"stored"_s));
    line.add("start_s", world.startSeconds(), 2).add("welcome_s", welcome, 2).add("wal_bytes", wal);
    line.add("store", world.fileSystem()).add(world.settings()).print();
    return 0;
}

} // namespace greenroom
