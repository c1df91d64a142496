// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <QtGlobal>

struct ssl_ctx_st;
struct ssl_st;

namespace greenroom {

/// Nanoseconds of the monotonic clock, the same in every process.
qint64 monotonicNow();

/// Many WebSocket clients of one server on loopback, on bare epoll: so cheap that what is measured is the server.
/// One thread; nothing here blocks but turn().
class LoadClients {
public:
    /// Told what happens to client `c`, from within turn().
    class Owner {
    public:
        virtual ~Owner() = default;
        virtual void onOpen(size_t c) = 0; ///< the WebSocket stands
        virtual void onFrame(size_t c, std::string_view text) = 0;
        virtual void onClosed(size_t c) = 0; ///< by the server, or refused
    };

    LoadClients(quint16 port, bool tls, size_t count, Owner& owner);
    ~LoadClients();
    Q_DISABLE_COPY_MOVE(LoadClients)

    void connect(size_t c);
    void send(size_t c, std::string_view text);
    /// Gone without a word, as when a cable is pulled and the other side hears of it at once.
    void cut(size_t c);
    bool isOpen(size_t c) const { return m_clients[c].state == State::open; }
    size_t size() const { return m_clients.size(); }
    /// Takes in what has come; waits for it until `until` (monotonic nanoseconds) at the longest.
    void turn(qint64 until);

private:
    enum class State : quint8 { none, connecting, securing, upgrading, open };
    struct Client {
        int descriptor = -1;
        State state = State::none;
        bool wantsWrite = false;
        ssl_st* tls = nullptr;
        std::string in; // what of a frame, or of the upgrade's head, has come
        std::string out; // what the kernel has not taken
    };

    void onReady(size_t c, bool writable);
    void upgrade(size_t c);
    void read(size_t c);
    size_t take(size_t c, std::string_view bytes);
    void transmit(size_t c, std::string_view bytes);
    void watchWrites(size_t c, bool wants);
    void close(size_t c, bool tell);
    ssize_t receive(Client& client);

    quint16 m_port;
    int m_epoll = -1;
    ssl_ctx_st* m_tls = nullptr;
    Owner& m_owner;
    std::vector<Client> m_clients;
    std::vector<char> m_buffer;
    std::string m_frame;
};

} // namespace greenroom
