// SPDX-License-Identifier: GPL-3.0-or-later
//
// Somebody who means harm, in a process of its own: no Qt, no code of the server's, plain sockets. It says what it was owed
// and did not get (a connection that should have been ended, a request that should have been refused) and exits 1 then.
#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;
using std::string;

namespace {

/// The server ends what it must within ten seconds; it may stand still for some, too.
constexpr auto kEndedWithin = 25s;

struct Target {
    string address;
    uint16_t port = 0;
    string source; ///< the first two numbers of ours
    string shop;
    Clock::duration lasts {};
} target;

int broken = 0;

void complain(const string& what)
{
    ++broken;
    std::printf("%s\n", what.c_str());
}

string upgradeHead()
{
    return "GET /ws HTTP/1.1\r\nHost: " + target.address
        + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
          "Sec-WebSocket-Protocol: greenroom.v1\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n";
}

/// A connection that never blocks longer than it is told to.
class Wire {
public:
    /// From source number `source` of ours.
    explicit Wire(int source = 0)
        : m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_in from {};
        from.sin_family = AF_INET;
        const string mine = target.source + '.' + std::to_string(1 + source / 200) + '.' + std::to_string(2 + source % 200);
        ::inet_pton(AF_INET, mine.c_str(), &from.sin_addr);
        const int on = 1;
        ::setsockopt(m_socket, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof on);
        sockaddr_in to {};
        to.sin_family = AF_INET;
        to.sin_port = htons(target.port);
        ::inet_pton(AF_INET, target.address.c_str(), &to.sin_addr);
        m_open = ::bind(m_socket, reinterpret_cast<sockaddr*>(&from), sizeof from) == 0
            && ::connect(m_socket, reinterpret_cast<sockaddr*>(&to), sizeof to) == 0;
        ::fcntl(m_socket, F_SETFL, O_NONBLOCK);
    }
    ~Wire() { ::close(m_socket); }
    Wire(const Wire&) = delete;
    Wire& operator=(const Wire&) = delete;

    bool isOpen() const { return m_open; }
    /// How much of it the other side's buffers took.
    size_t send(std::string_view bytes)
    {
        const ssize_t sent = m_open ? ::send(m_socket, bytes.data(), bytes.size(), MSG_NOSIGNAL) : 0;
        if (sent < 0 && errno != EAGAIN)
            m_open = false;
        return sent > 0 ? size_t(sent) : 0;
    }
    /// All of it, unless the connection ends or that takes too long.
    void sendAll(std::string_view bytes, Clock::duration within = kEndedWithin)
    {
        const auto until = Clock::now() + within;
        while (m_open && !bytes.empty() && Clock::now() < until) {
            bytes.remove_prefix(send(bytes));
            if (!bytes.empty())
                read(10ms, POLLOUT);
        }
    }
    /// What comes within this; notices the end of the connection.
    string read(Clock::duration within, short also = 0)
    {
        pollfd wait {m_socket, short(POLLIN | also), 0};
        string got;
        const auto ms = std::chrono::ceil<std::chrono::milliseconds>(within).count();
        if (!m_open || ::poll(&wait, 1, int(ms)) <= 0)
            return got;
        char bytes[65536];
        while (true) {
            const ssize_t n = ::recv(m_socket, bytes, sizeof bytes, 0);
            if (n > 0) {
                got.append(bytes, size_t(n));
                continue;
            }
            if (n == 0 || errno != EAGAIN)
                m_open = false;
            return got;
        }
    }
    string readUntil(std::string_view mark, Clock::duration within)
    {
        string got;
        for (const auto until = Clock::now() + within; m_open && Clock::now() < until;) {
            got += read(20ms);
            if (got.find(mark) != string::npos)
                break;
        }
        return got;
    }
    bool endsWithin(Clock::duration within)
    {
        for (const auto until = Clock::now() + within; m_open && Clock::now() < until;)
            read(100ms);
        return !m_open;
    }
    bool upgrade()
    {
        sendAll(upgradeHead());
        return readUntil("\r\n\r\n", 10s).find(" 101 ") != string::npos;
    }

private:
    int m_socket;
    bool m_open = false;
};

/// A client's frame: masked, with zeros.
string frame(std::string_view payload, int opcode = 1, bool last = true, int reserved = 0)
{
    string out;
    out += char((last ? 0x80 : 0) | reserved << 4 | opcode);
    if (payload.size() < 126) {
        out += char(0x80 | int(payload.size()));
    } else {
        out += char(0x80 | 126);
        out += char(payload.size() >> 8);
        out += char(payload.size() & 0xff);
    }
    out.append(4, '\0');
    out.append(payload);
    return out;
}

string request(const string& type, const string& body, const string& id = "r")
{
    return frame(R"({"type":")" + type + R"(","id":")" + id + R"(","body":)" + body + "}");
}

string hello()
{
    return request("hello", R"({"app":"stranger","version":"1","capabilities":[],"shop":")" + target.shop + "\"}", "hello");
}

/// A connection that is let in, as a customer if `hello` is to be said; the server may be gone for a while. None: nobody is.
std::unique_ptr<Wire> entered(bool withHello = true)
{
    const string ok = "\"code\":\"ok\"";
    for (const auto until = Clock::now() + kEndedWithin; Clock::now() < until; ::poll(nullptr, 0, 200)) {
        auto wire = std::make_unique<Wire>();
        if (!wire->upgrade())
            continue;
        if (!withHello)
            return wire;
        wire->sendAll(hello());
        if (wire->readUntil(ok, 5s).find(ok) != string::npos)
            return wire;
    }
    complain("nobody is let in");
    return {};
}

void mustEnd(Wire& wire, const string& what)
{
    if (!wire.endsWithin(kEndedWithin))
        complain(what + " is let stay");
}

// ---- C2: as slow as can be ----

void slowWriter()
{
    const string head = "GET / HTTP/1.1\r\nHost: x\r\nX: " + string(200, 'a');
    const string upgrade = "GET /ws HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nX: " + string(200, 'a');
    const string words = hello() + string(200, ' ');
    Wire page;
    Wire socket;
    const auto talk = entered(false);
    if (!talk)
        return;
    const auto until = Clock::now() + kEndedWithin;
    for (size_t i = 0; Clock::now() < until && (page.isOpen() || socket.isOpen() || talk->isOpen()); ++i) {
        page.send(head.substr(i, 1));
        socket.send(upgrade.substr(i, 1));
        talk->send(words.substr(i, 1));
        for (Wire* each : {&page, &socket, talk.get()})
            each->read(300ms);
    }
    for (const auto& [wire, what] : {std::pair {&page, "a head a byte a second"},
             std::pair {&socket, "an upgrade a byte a second"}, std::pair {talk.get(), "a first frame a byte a second"}})
        if (wire->isOpen())
            complain(string(what) + " is let stay");
}

// ---- C3: what is no frame ----

void malformed()
{
    const std::pair<const char*, string> pieces[] = {
        {"a reserved opcode", frame("x", 3)},
        {"a reserved bit", frame("x", 1, true, 4)},
        {"a long ping", frame(string(200, 'x'), 9)},
        {"a ping in two parts", frame("x", 9, false)},
        {"the middle of nothing", frame("x", 0)},
        {"bytes that are no UTF-8", frame("\xff\xfe\xfd")},
        {"a surrogate in UTF-8", frame("\xed\xa0\x80")},
        {"a close of one byte", frame("x", 8)},
        {"an end for a reason there is not", frame(string("\x03\xec", 2), 8)},
        {"a text within a text", frame("a", 1, false) + frame("b", 1, true)},
        {"a request of another protocol", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 hello over TLS"},
    };
    for (const auto& [what, bytes] : pieces) {
        const auto wire = entered(false);
        if (!wire)
            return;
        wire->sendAll(bytes);
        mustEnd(*wire, what);
    }
}

// ---- C4: too much ----

void oversized()
{
    const auto claim = [](unsigned char first, uint64_t size) {
        string out {char(first), char(0xff)};
        for (int shift = 56; shift >= 0; shift -= 8)
            out += char(size >> shift & 0xff);
        return out + string(4, '\0');
    };
    for (const uint64_t size : {uint64_t(1) << 30, uint64_t(1) << 62, ~uint64_t(0)}) {
        const auto wire = entered();
        if (!wire)
            return;
        wire->sendAll(claim(0x81, size) + string(100'000, 'x'));
        mustEnd(*wire, "a frame of " + std::to_string(size) + " bytes");
    }
    for (const bool empty : {false, true}) {
        const auto wire = entered();
        if (!wire)
            return;
        wire->sendAll(frame("x", 1, false));
        const string piece = frame(string(empty ? 0 : 60'000, 'x'), 0, false);
        string pieces;
        for (int i = 0; i < (empty ? 1000 : 1); ++i)
            pieces += piece;
        const auto until = Clock::now() + target.lasts;
        size_t sent = 0;
        while (wire->isOpen() && Clock::now() < until && sent < (64U << 20)) {
            wire->sendAll(pieces);
            sent += pieces.size();
        }
        mustEnd(*wire, empty ? "a message of empty parts without an end" : "a message without an end");
    }
    Wire page;
    page.sendAll("POST /api/v1/signIn HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n");
    mustEnd(page, "a body of 99999999999999999999 bytes");
    Wire head;
    for (int i = 0; i < 1000 && head.isOpen(); ++i)
        head.sendAll((i == 0 ? "GET / HTTP/1.1\r\nX: " : "") + string(10'000, 'a'));
    mustEnd(head, "a head of ten megabytes");
}

// ---- C5, C8: what is to be refused ----

/// "denied TYPE": the audit must tell of it.
void tellDenied(const string& reply)
{
    const string mark = "{\"type\":\"";
    const size_t at = reply.find(mark);
    if (at != string::npos)
        std::printf(
            "denied %s\n", reply.substr(at + mark.size(), reply.find('"', at + mark.size()) - at - mark.size()).c_str());
}

/// Each is refused by a code, or ends the connection.
void mustBeRefused(const std::vector<std::pair<string, string>>& frames)
{
    std::unique_ptr<Wire> wire;
    for (const auto& [what, bytes] : frames) {
        if (!wire || !wire->isOpen()) {
            wire = entered();
            if (!wire)
                return;
        }
        wire->sendAll(bytes);
        const string got = wire->readUntil("\"code\"", kEndedWithin);
        if (wire->isOpen() && (got.find("\"code\"") == string::npos || got.find("\"code\":\"ok\"") != string::npos))
            complain(what + " is not refused: " + got.substr(0, 200));
        if (got.find("\"code\":\"forbidden\"") != string::npos)
            tellDenied(got);
        ::poll(nullptr, 0, 300); // four a second are allowed
    }
}

string deep(const char* open, size_t depth, const char* close)
{
    string out;
    for (size_t i = 0; i < depth; ++i)
        out += open;
    for (size_t i = 0; i < depth; ++i)
        out += close;
    return out;
}

void json()
{
    const string said = R"({"clientId":"01900000-0000-7000-8000-000000000001","content":{"kind":"text","text":")";
    mustBeRefused({
        {"an array", frame("[]")},
        {"nothing", frame("")},
        {"half of an object", frame(R"({"type":"send","id":"a","body":{)")},
        {"1100 arrays in each other", request("send", deep("[", 1100, "]"))},
        {"5000 objects in each other", request("send", deep("{\"a\":", 5000, "}"))},
        {"a body that is a number", request("send", "7")},
        {"a number beyond all",
            request("readStream", R"({"stream":"conversation/01900000-0000-7000-8000-0000000000aa","after":1e400,"limit":1})")},
        {"an id that is a number", frame(R"({"type":"send","id":7,"body":{}})")},
        {"an unknown type", request("__proto__", R"({"__proto__":{"roles":["admin"]}})")},
        {"a text of 8001 characters", request("send", said + string(8001, 'x') + "\"}}")},
        {"10000 objects of nothing", request("send", "[" + deep("{},", 10'000, "") + "{}]")},
    });
}

void misuse()
{
    const string other = R"("01900000-0000-7000-8000-0000000000aa")";
    const string stream = R"("stream":"conversation/01900000-0000-7000-8000-0000000000aa")";
    const string where = R"("conversation":)" + other;
    const string deed = R"({"clientId":"01900000-0000-7000-8000-0000000000bb",)" + where;
    mustBeRefused({
        {"a second hello", hello()},
        {"a stranger's conversation",
            request("watchStream", "{" + stream + R"(,"cursor":{"epoch":)" + other + R"(,"number":0}})")},
        {"a stranger's conversation beyond its end",
            request("watchStream", "{" + stream + R"(,"cursor":{"epoch":)" + other + R"(,"number":99999999}})")},
        {"a page of it", request("readStream", "{" + stream + R"(,"after":0,"limit":100})")},
        {"a word in it", request("send", deed + R"(,"content":{"kind":"text","text":"x"}})")},
        {"a note in it", request("addNote", deed + R"(,"text":"x"})")},
        {"taking it", request("claim", deed + "}")},
        {"closing it", request("closeConversation", deed + R"(,"assignmentVersion":1,"reason":"solved","tags":[]})")},
        {"whose it is", request("readCustomer", "{" + where + "}")},
        {"a presence", request("setPresence", R"({"presence":"online","reason":"none"})")},
        {"a board of the staff", request("watchBoard", R"({"board":"mine","from":0,"count":10})")},
    });
    if (const auto late = entered()) {
        late->sendAll(frame(string("\x03\xe8", 2), 8) + request("send", "{}"));
        mustEnd(*late, "who has said good-bye");
    }
    if (const auto old = entered(false)) {
        old->sendAll(request("login", R"({"version":0})"));
        mustEnd(*old, "who begins with something else than hello");
    }
}

// ---- C6, C7: as fast as can be ----

void flood(int sources, size_t sockets)
{
    ::setpriority(PRIO_PROCESS, 0, 19); // it stands for another machine
    const string once = frame("", 9)
        + request("setTyping", R"({"conversation":"01900000-0000-7000-8000-0000000000aa","typing":true})")
        + request("readStream", R"({"stream":"conversation/01900000-0000-7000-8000-0000000000aa","after":0,"limit":200})")
        + request("send", R"({"clientId":"01900000-0000-7000-8000-0000000000cc","content":{"kind":"text","text":"flood"}})")
        + request("findProducts", R"({"text":"a","limit":50})") + request("beginUpload", R"({"media":"image","bytes":4000000})")
        + frame("", 9);
    const string picture(4'000'000, 'x');
    struct Line {
        std::unique_ptr<Wire> wire;
        string waits;
        string got;
        bool isIn = false;
    };
    std::vector<Line> lines(sockets);
    std::vector<string> places; // to upload to
    int source = 0;
    unsigned long long connects = 0;
    unsigned long long bytes = 0;
    unsigned long long uploads = 0;
    const auto begin = [&](Line& line, bool isUpload) {
        line = {std::make_unique<Wire>(source++ % sources), upgradeHead(), {}, false};
        ++connects;
        if (!isUpload)
            return;
        ++uploads;
        const string place = places.empty() ? "/media/nowhere" : places.back();
        if (!places.empty())
            places.pop_back();
        line.isIn = true;
        line.waits = "POST " + place + " HTTP/1.1\r\nHost: x\r\nContent-Type: image/png\r\nContent-Length: "
            + std::to_string(picture.size()) + "\r\n\r\n" + picture;
    };
    const auto listen = [&](Line& line) {
        line.got += line.wire->read(0ms);
        if (!line.isIn && line.got.find("\r\n\r\n") != string::npos) {
            line.isIn = true;
            line.waits += hello();
        }
        const string mark = "\"path\":\"";
        if (const size_t at = line.got.find(mark); at != string::npos && places.size() < 100)
            places.push_back(line.got.substr(at + mark.size(), line.got.find('"', at + mark.size()) - at - mark.size()));
        if (line.isIn)
            line.got.clear();
    };
    for (const auto until = Clock::now() + target.lasts; Clock::now() < until;) {
        for (Line& line : lines) {
            const bool isUpload = (&line - lines.data()) % 8 == 0;
            if (!line.wire || !line.wire->isOpen() || (isUpload && line.waits.empty()))
                begin(line, isUpload);
            if (line.waits.empty() && line.isIn && !isUpload)
                for (int i = 0; i < 20; ++i)
                    line.waits += once;
            const size_t sent = line.wire->send(line.waits);
            line.waits.erase(0, sent);
            bytes += sent;
            listen(line);
        }
    }
    std::fprintf(stderr, "%llu connections, %llu of them uploads, %llu bytes\n", connects, uploads, bytes);
}

// ---- N7k: all come back at once ----

/// Connections from many sources wait until they are cut, and are all back soon after the door is open again: nearly all in
/// fifteen seconds, all in forty.
void crowd()
{
    constexpr size_t kPeople = 300;
    constexpr int kPerSource = 6;
    const string ok = "\"code\":\"ok\"";
    struct Line {
        std::unique_ptr<Wire> wire;
        string got;
        bool isIn = false;
    };
    std::vector<Line> lines(kPeople);
    const auto comeIn = [&](Line& line) {
        line = {std::make_unique<Wire>(int(&line - lines.data()) / kPerSource), {}, false};
        line.wire->send(upgradeHead());
    };
    const auto look = [&](Line& line) {
        if (line.isIn)
            return;
        line.got += line.wire->read(0ms);
        line.isIn = line.got.find(ok) != string::npos;
        if (line.got.starts_with("HTTP/1.1 101 ") && line.got.ends_with("\r\n\r\n")) {
            line.got = "101";
            line.wire->send(hello());
        }
    };
    const auto in = [&] {
        return size_t(std::count_if(lines.begin(), lines.end(), [](const Line& each) { return each.isIn; }));
    };
    for (Line& line : lines)
        comeIn(line);
    const auto patience = Clock::now() + 20s;
    // Whoever was let in is heard no more until the end comes.
    for (bool isCut = false; !isCut && Clock::now() < patience; ::poll(nullptr, 0, 5))
        for (Line& line : lines) {
            look(line);
            if (line.isIn)
                line.wire->read(0ms);
            isCut = isCut || (line.isIn && !line.wire->isOpen());
        }
    if (Clock::now() >= patience) {
        std::fprintf(stderr, "%zu were there, and nobody cut them\n", in());
        return;
    }
    const size_t were = in();
    for (Line& line : lines)
        comeIn(line);
    auto begun = Clock::time_point {};
    double nearly = 0;
    for (const auto until = Clock::now() + 80s; in() < kPeople && Clock::now() < until; ::poll(nullptr, 0, 20))
        for (Line& line : lines) {
            look(line);
            if (!line.isIn && !line.wire->isOpen())
                comeIn(line);
            if (begun == Clock::time_point {} && line.wire->isOpen())
                begun = Clock::now();
            if (nearly == 0 && in() * 100 >= kPeople * 99)
                nearly = std::chrono::duration<double>(Clock::now() - begun).count();
        }
    const double all = std::chrono::duration<double>(Clock::now() - begun).count();
    std::fprintf(stderr, "%zu were there; 99 %% were back after %.1f s, %zu after %.1f s\n", were, nearly, in(), all);
    if (begun == Clock::time_point {} || nearly == 0 || nearly > 15 || all > 40)
        complain(std::to_string(in()) + " of " + std::to_string(kPeople) + " are back after " + std::to_string(all)
            + " s, 99 % after " + std::to_string(nearly) + " s");
}

} // namespace

int main(int argc, char** argv)
{
    if (argc != 7) {
        std::fprintf(stderr, "soak-stranger KIND ADDRESS PORT SOURCE SHOP SECONDS: what the soak lets loose on a server\n");
        return 2;
    }
    const string kind = argv[1];
    target = {argv[2], uint16_t(std::atoi(argv[3])), argv[4], argv[5], std::chrono::seconds(std::atoi(argv[6]))};
    if (kind == "C2")
        slowWriter();
    else if (kind == "C3")
        malformed();
    else if (kind == "C4")
        oversized();
    else if (kind == "C5")
        json();
    else if (kind == "C6")
        flood(1, 60);
    else if (kind == "C7")
        flood(50, 100);
    else if (kind == "C8")
        misuse();
    else if (kind == "N7k")
        crowd();
    else
        return 2;
    return broken == 0 ? 0 : 1;
}
