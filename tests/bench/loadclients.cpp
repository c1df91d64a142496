// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/loadclients.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <ctime>

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <openssl/ssl.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace greenroom {

namespace {

constexpr size_t kBuffer = 256 * 1024;
constexpr std::string_view kMask {"\x37\xfa\x21\x3d", 4};
constexpr std::string_view kUpgrade {"GET /ws HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                     "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
                                     "Sec-WebSocket-Protocol: greenroom.v1\r\n\r\n"};

void appendFrame(std::string& out, char opcode, std::string_view text)
{
    out += static_cast<char>(0x80 | opcode);
    if (text.size() < 126) {
        out += static_cast<char>(0x80 | text.size());
    } else {
        out += static_cast<char>(0x80 | 126);
        out += static_cast<char>(text.size() >> 8);
        out += static_cast<char>(text.size() & 0xff);
    }
    out += kMask;
    const size_t begin = out.size();
    out += text;
    for (size_t i = 0; i < text.size(); ++i)
        out[begin + i] = static_cast<char>(out[begin + i] ^ kMask[i % 4]);
}

} // namespace

qint64 monotonicNow()
{
    timespec now {};
    ::clock_gettime(CLOCK_MONOTONIC, &now);
    return qint64(now.tv_sec) * 1'000'000'000 + now.tv_nsec;
}

LoadClients::LoadClients(quint16 port, bool tls, size_t count, Owner& owner)
    : m_port(port)
    , m_epoll(::epoll_create1(EPOLL_CLOEXEC))
    , m_tls(tls ? SSL_CTX_new(TLS_client_method()) : nullptr)
    , m_owner(owner)
    , m_clients(count)
    , m_buffer(kBuffer)
{
    // Whole handshakes are what is measured.
    if (m_tls)
        SSL_CTX_set_session_cache_mode(m_tls, SSL_SESS_CACHE_OFF);
}

LoadClients::~LoadClients()
{
    for (size_t c = 0; c < m_clients.size(); ++c)
        cut(c);
    if (m_tls)
        SSL_CTX_free(m_tls);
    ::close(m_epoll);
}

void LoadClients::connect(size_t c)
{
    Client& client = m_clients[c];
    client.descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (client.descriptor < 0)
        qFatal("no socket: %s", std::strerror(errno));
    const int on = 1;
    const linger atOnce {1, 0}; // leaves no port behind that waits
    ::setsockopt(client.descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    ::setsockopt(client.descriptor, SOL_SOCKET, SO_LINGER, &atOnce, sizeof atOnce);
    sockaddr_in address {};
    address.sin_family = AF_INET;
    address.sin_port = htons(m_port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    client.state = State::connecting;
    client.wantsWrite = true;
    epoll_event event {};
    event.events = EPOLLIN | EPOLLOUT;
    event.data.u64 = c;
    ::epoll_ctl(m_epoll, EPOLL_CTL_ADD, client.descriptor, &event);
    if (::connect(client.descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address) < 0 && errno != EINPROGRESS)
        close(c, true);
}

void LoadClients::send(size_t c, std::string_view text)
{
    m_frame.clear();
    appendFrame(m_frame, 1, text);
    transmit(c, m_frame);
}

void LoadClients::cut(size_t c)
{
    close(c, false);
}

void LoadClients::turn(qint64 until)
{
    epoll_event events[512];
    const qint64 wait = std::max<qint64>(0, until - monotonicNow());
    const timespec most {static_cast<time_t>(wait / 1'000'000'000), static_cast<long>(wait % 1'000'000'000)};
    const int count = ::epoll_pwait2(m_epoll, events, 512, &most, nullptr);
    for (int i = 0; i < count; ++i)
        onReady(events[i].data.u64, (events[i].events & EPOLLOUT) != 0);
}

void LoadClients::onReady(size_t c, bool writable)
{
    Client& client = m_clients[c];
    if (client.state == State::connecting) {
        int error = 0;
        socklen_t size = sizeof error;
        ::getsockopt(client.descriptor, SOL_SOCKET, SO_ERROR, &error, &size);
        if (error != 0) {
            close(c, true);
            return;
        }
        if (!writable)
            return;
        if (m_tls) {
            client.tls = SSL_new(m_tls);
            SSL_set_fd(client.tls, client.descriptor);
            SSL_set_connect_state(client.tls);
            client.state = State::securing;
        } else {
            upgrade(c);
            return;
        }
    }
    if (client.state == State::securing) {
        const int done = SSL_do_handshake(client.tls);
        if (done == 1) {
            upgrade(c);
            return;
        }
        const int why = SSL_get_error(client.tls, done);
        if (why != SSL_ERROR_WANT_READ && why != SSL_ERROR_WANT_WRITE)
            close(c, true);
        else
            watchWrites(c, why == SSL_ERROR_WANT_WRITE);
        return;
    }
    if (writable && client.state != State::none) {
        const std::string rest = std::exchange(client.out, {});
        watchWrites(c, false);
        transmit(c, rest);
    }
    if (client.state != State::none)
        read(c);
}

void LoadClients::upgrade(size_t c)
{
    m_clients[c].state = State::upgrading;
    watchWrites(c, false);
    transmit(c, kUpgrade);
}

ssize_t LoadClients::receive(Client& client)
{
    if (!client.tls)
        return ::recv(client.descriptor, m_buffer.data(), m_buffer.size(), 0);
    const int got = SSL_read(client.tls, m_buffer.data(), static_cast<int>(m_buffer.size()));
    if (got > 0)
        return got;
    errno = SSL_get_error(client.tls, got) == SSL_ERROR_WANT_READ ? EAGAIN : ECONNRESET;
    return -1;
}

void LoadClients::read(size_t c)
{
    for (;;) {
        Client& client = m_clients[c];
        const ssize_t got = receive(client);
        if (got < 0 && errno == EAGAIN)
            return;
        if (got <= 0) {
            close(c, true);
            return;
        }
        const auto size = static_cast<size_t>(got);
        if (client.in.empty()) {
            const size_t used = take(c, {m_buffer.data(), size});
            if (client.state != State::none && used < size)
                client.in.assign(m_buffer.data() + used, size - used);
        } else {
            client.in.append(m_buffer.data(), size);
            const std::string whole = std::exchange(client.in, {});
            const size_t used = take(c, whole);
            if (client.state != State::none)
                client.in = whole.substr(used);
        }
        // A short read emptied the socket.
        if (client.state == State::none || (!client.tls && size < m_buffer.size()))
            return;
    }
}

size_t LoadClients::take(size_t c, std::string_view bytes)
{
    size_t used = 0;
    if (m_clients[c].state == State::upgrading) {
        const size_t end = bytes.find("\r\n\r\n");
        if (end == std::string_view::npos)
            return 0;
        if (bytes.substr(9, 3) != "101") {
            close(c, true);
            return bytes.size();
        }
        used = end + 4;
        m_clients[c].state = State::open;
        m_owner.onOpen(c);
    }
    while (m_clients[c].state == State::open && bytes.size() - used >= 2) {
        const auto at = [&](size_t i) { return static_cast<unsigned char>(bytes[used + i]); };
        size_t head = 2;
        size_t size = at(1) & 0x7f;
        if (size >= 126) {
            const size_t extra = size == 126 ? 2 : 8;
            head += extra;
            if (bytes.size() - used < head)
                break;
            size = 0;
            for (size_t i = 0; i < extra; ++i)
                size = size << 8 | at(2 + i);
        }
        if (bytes.size() - used < head + size)
            break;
        const unsigned char opcode = at(0) & 0x0f;
        const std::string_view text = bytes.substr(used + head, size);
        used += head + size;
        if (opcode == 1) {
            m_owner.onFrame(c, text);
        } else if (opcode == 9) {
            m_frame.clear();
            appendFrame(m_frame, 10, text);
            transmit(c, m_frame);
        } else if (opcode == 8) {
            close(c, true);
        }
    }
    return used;
}

void LoadClients::transmit(size_t c, std::string_view bytes)
{
    Client& client = m_clients[c];
    if (client.state == State::none)
        return;
    if (client.out.empty()) {
        ssize_t sent = client.tls ? SSL_write(client.tls, bytes.data(), static_cast<int>(bytes.size()))
                                  : ::send(client.descriptor, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent < 0 && !client.tls && errno != EAGAIN)
            return; // the read that follows tells
        bytes.remove_prefix(static_cast<size_t>(std::max<ssize_t>(0, sent)));
    }
    if (bytes.empty())
        return;
    client.out += bytes;
    watchWrites(c, true);
}

void LoadClients::watchWrites(size_t c, bool wants)
{
    Client& client = m_clients[c];
    if (client.wantsWrite == wants)
        return;
    client.wantsWrite = wants;
    epoll_event event {};
    event.events = wants ? EPOLLIN | EPOLLOUT : EPOLLIN;
    event.data.u64 = c;
    ::epoll_ctl(m_epoll, EPOLL_CTL_MOD, client.descriptor, &event);
}

void LoadClients::close(size_t c, bool tell)
{
    Client& client = m_clients[c];
    if (client.state == State::none)
        return;
    if (client.tls)
        SSL_free(client.tls);
    ::close(client.descriptor);
    client = {};
    if (tell)
        m_owner.onClosed(c);
}

} // namespace greenroom
