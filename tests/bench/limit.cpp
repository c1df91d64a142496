// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/limit.h"

#include <array>
#include <csignal>
#include <unordered_map>

#include <QCommandLineParser>
#include <QTemporaryDir>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sqlite3.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tests/bench/relay.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kInterval = 4'000'000; // nanoseconds between two commits
constexpr std::string_view kSwitched {"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                      "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n"};

/// As little as a server can do that moves and keeps the same bytes: it knows where in a frame of the load's clients to
/// look, checks nothing, and answers with frames of the real size.
class BareServer {
public:
    BareServer(int listener, const QString& path, size_t agents, bool echoes)
        : m_listener(listener)
        , m_epoll(::epoll_create1(0))
        , m_echoes(echoes)
        , m_agents(agents, -1)
    {
        watch(listener);
        sqlite3_open(path.toLocal8Bit().constData(), &m_store);
        run("PRAGMA journal_mode=WAL");
        run("PRAGMA synchronous=FULL");
        run("PRAGMA wal_autocheckpoint=4000");
        run("CREATE TABLE entry (id INTEGER PRIMARY KEY, body BLOB NOT NULL)");
        sqlite3_prepare_v2(m_store, "INSERT INTO entry (body) VALUES (?)", -1, &m_insert, nullptr);
    }

    [[noreturn]] void serve(const LoadWorld& world)
    {
        for (const LoadWorld::Talk& each : world.talks()) {
            m_talks.emplace(each.conversation, Talk {each.agent, -1, each.head, each.customerHead});
            m_customerBy.emplace(each.token, each.conversation);
        }
        for (size_t agent = 0; agent < world.agents().size(); ++agent)
            m_agentBy.emplace(world.agents()[agent], agent);
        qint64 lastCommit = 0;
        for (;;) {
            epoll_event events[256];
            const qint64 left = m_waiting.empty() ? 1'000'000'000
                                                  : std::max<qint64>(0, lastCommit + kInterval - monotonicNow());
            const timespec most {static_cast<time_t>(left / 1'000'000'000), static_cast<long>(left % 1'000'000'000)};
            const int count = ::epoll_pwait2(m_epoll, events, 256, &most, nullptr);
            for (int i = 0; i < count; ++i)
                if (events[i].data.fd == m_listener)
                    accept();
                else
                    read(events[i].data.fd);
            if (!m_waiting.empty() && monotonicNow() - lastCommit >= kInterval) {
                lastCommit = monotonicNow();
                commit();
            }
        }
    }

private:
    struct Talk {
        size_t agent;
        int customer; // descriptor
        qint64 head;
        qint64 customerHead;
    };
    struct Event {
        int to;
        std::string frame;
    };
    struct Waiting {
        std::string row;
        Event reply;
        std::array<Event, 2> events; // one for each side; none: to −1
    };

    void run(const char* sql) { sqlite3_exec(m_store, sql, nullptr, nullptr, nullptr); }
    void watch(int descriptor)
    {
        epoll_event event {};
        event.events = EPOLLIN;
        event.data.fd = descriptor;
        ::epoll_ctl(m_epoll, EPOLL_CTL_ADD, descriptor, &event);
    }
    void accept()
    {
        for (int fd = ::accept4(m_listener, nullptr, nullptr, SOCK_NONBLOCK); fd >= 0;
             fd = ::accept4(m_listener, nullptr, nullptr, SOCK_NONBLOCK)) {
            const int on = 1;
            ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
            watch(fd);
        }
    }

    static std::string entry(std::string_view conversation, qint64 number, qint64 after, std::string_view clientId,
        std::string_view author, std::string_view content)
    {
        std::string event = "{\"type\":\"entries\",\"body\":{\"stream\":\"conversation/";
        event += conversation;
        event += "\",\"entries\":[{\"number\":" + std::to_string(number) + ",\"after\":" + std::to_string(after)
            + ",\"clientId\":\"";
        event += clientId;
        event += "\",\"at\":1700000000000,\"author\":{\"kind\":\"";
        event += author;
        event += "\",\"id\":\"";
        event += conversation;
        event += "\",\"name\":\"\"},\"audience\":\"customer\",\"content\":";
        event += content;
        return framed(event + "]}}");
    }
    static std::string framed(std::string_view text)
    {
        std::string frame {static_cast<char>(0x81)};
        if (text.size() < 126) {
            frame += static_cast<char>(text.size());
        } else {
            frame += {126, static_cast<char>(text.size() >> 8), static_cast<char>(text.size() & 0xff)};
        }
        frame += text;
        return frame;
    }
    static void say(int descriptor, std::string_view bytes)
    {
        (void)::send(descriptor, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    }

    void read(int descriptor)
    {
        const ssize_t got = ::recv(descriptor, m_buffer, sizeof m_buffer, 0);
        if (got <= 0) {
            ::close(descriptor);
            return;
        }
        if (m_buffer[0] == 'G') {
            say(descriptor, kSwitched);
            return;
        }
        // The load's clients send a frame at a time, and none is cut in two on loopback.
        for (ssize_t at = 0; at + 6 < got;) {
            size_t size = static_cast<unsigned char>(m_buffer[at + 1]) & 0x7f;
            ssize_t head = 2;
            if (size == 126) {
                size = static_cast<size_t>(
                    static_cast<unsigned char>(m_buffer[at + 2]) << 8 | static_cast<unsigned char>(m_buffer[at + 3]));
                head = 4;
            }
            char* text = m_buffer + at + head + 4;
            for (size_t i = 0; i < size; ++i)
                text[i] = static_cast<char>(text[i] ^ m_buffer[at + head + static_cast<ssize_t>(i % 4)]);
            onFrame(descriptor, {text, size});
            at += head + 4 + static_cast<ssize_t>(size);
        }
    }

    void onFrame(int descriptor, std::string_view text)
    {
        if (text.starts_with("{\"type\":\"send\"")) {
            const auto value = [&](std::string_view key, size_t length) {
                const size_t at = text.find(key) + key.size();
                return text.substr(at, length == 0 ? text.find('"', at) - at : length);
            };
            const std::string_view id = value("\"id\":\"", 0);
            const std::string_view conversation = value("\"conversation\":\"", 36);
            Talk& talk = m_talks[std::string(conversation)];
            const bool byAgent = descriptor != talk.customer;
            const qint64 number = ++talk.head;
            const std::string_view clientId = value("\"clientId\":\"", 36);
            const std::string_view content = text.substr(text.find("\"content\":") + 10);
            const std::string_view author = byAgent ? "agent" : "customer";
            std::string reply = "{\"type\":\"send\",\"id\":\"";
            reply += id;
            reply += "\",\"body\":{\"code\":\"ok\",\"conversation\":\"";
            reply += conversation;
            reply += "\",\"number\":123,\"at\":1700000000000}}";
            Waiting each {{}, {descriptor, framed(reply)},
                {{{m_agents[talk.agent], entry(conversation, number, number - 1, clientId, author, content)}, {-1, {}}}}};
            if (m_echoes)
                each.events[1] = {talk.customer, entry(conversation, number, talk.customerHead, clientId, author, content)};
            talk.customerHead = number;
            // What an entry's row holds besides: ids, time, salt and digest.
            each.row.assign(content);
            each.row.append(16 * 4 + 8 * 4 + 32, '\x55');
            m_waiting.push_back(std::move(each));
        } else if (text.starts_with("{\"type\":\"hello\"")) {
            const size_t at = text.find("\"token\":\"") + 9;
            if (const auto agent = m_agentBy.find(std::string(text.substr(at, text.find('"', at) - at)));
                agent != m_agentBy.end())
                m_agents[agent->second] = descriptor;
            else if (const auto customer = m_customerBy.find(std::string(text.substr(at, text.find('"', at) - at)));
                     customer != m_customerBy.end())
                m_talks[customer->second].customer = descriptor;
            say(descriptor,
                framed("{\"type\":\"hello\",\"id\":\"h\",\"body\":{\"code\":\"ok\",\"epoch\":\"00000000-0000-7000-8000-"
                       "000000000001\"}}"));
        } else if (text.starts_with("{\"type\":\"watchStream\"")) {
            say(descriptor, framed("{\"type\":\"watchStream\",\"id\":\"w\",\"body\":{\"code\":\"ok\"}}"));
        }
    }

    void commit()
    {
        run("BEGIN IMMEDIATE");
        for (const Waiting& each : m_waiting) {
            sqlite3_bind_blob(m_insert, 1, each.row.data(), static_cast<int>(each.row.size()), SQLITE_STATIC);
            sqlite3_step(m_insert);
            sqlite3_reset(m_insert);
        }
        run("COMMIT");
        for (const Waiting& each : m_waiting) {
            say(each.reply.to, each.reply.frame);
            for (const Event& event : each.events)
                if (event.to >= 0)
                    say(event.to, event.frame);
        }
        m_waiting.clear();
    }

    int m_listener;
    int m_epoll;
    bool m_echoes;
    sqlite3* m_store = nullptr;
    sqlite3_stmt* m_insert = nullptr;
    std::vector<int> m_agents; // their descriptors
    std::unordered_map<std::string, size_t> m_agentBy; // by token
    std::unordered_map<std::string, std::string> m_customerBy; // their conversation, by token
    std::unordered_map<std::string, Talk> m_talks; // by conversation
    std::vector<Waiting> m_waiting;
    char m_buffer[256 * 1024];
};

int listenAnywhere(quint16& port)
{
    const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    sockaddr_in address {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (::bind(listener, reinterpret_cast<const sockaddr*>(&address), size) != 0 || ::listen(listener, 4096) != 0
        || ::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size) != 0)
        qFatal("cannot listen on loopback");
    port = ntohs(address.sin_port);
    return listener;
}

} // namespace

int benchLimit(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"The floor under relay's figures on this machine: the same clients and the same traffic, against a process that only\n"
        "moves the bytes (one thread, bare epoll, frames of the same size, to the customer and to the agent) and commits the\n"
        "bytes of each message to SQLite, a table without any index, synchronous=FULL, one transaction each 4 ms. No JSON, no\n"
        "rules, no limits, no lists. cpu_us_per_message of relay --no-lists divided by this one's is the ratio of\n"
        "docs/performance.md. Figures as of relay."_s);
    addTrafficOptions(parser);
    parser.process(arguments);
    LoadPlan plan = planOf(parser);
    plan.agentsWatchLists = false;
    const auto connections = size_t(std::max<qint64>(1, numberOf(parser, u"connections"_s)));
    const auto asked = size_t(numberOf(parser, u"agents"_s));
    const size_t agents = asked > 0 ? asked : std::max<size_t>(1, connections / 50);
    // Only for who takes part; its server is never started.
    LoadWorld world(connections, agents, 0);
    const QTemporaryDir folder;
    const int listener = listenAnywhere(plan.port);
    const pid_t server = forkLoad([&] {
        auto bare = std::make_unique<BareServer>(listener, folder.filePath(u"bare.sqlite"_s), agents, plan.customersWatch);
        bare->serve(world);
    });
    ::close(listener);
    const auto figures = measureTraffic(
        world, plan, double(numberOf(parser, u"seconds"_s)), [&] { return LoadWorld::cpuSecondsOf(server); });
    ::kill(server, SIGKILL);
    endLoad(server);
    if (!figures)
        return 1;
    BenchLine line;
    line.add("command", u"limit"_s).add("connections", connections).add("agents", agents);
    tell(line, *figures);
    line.add("store", world.fileSystem()).print();
    return 0;
}

} // namespace greenroom
