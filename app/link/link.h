// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>
#include <random>

#include <QHash>
#include <QTimer>

#include "app/link/context.h"
#include "app/link/trafficlog.h"
#include "app/link/transport.h"
#include "core/protocol/envelope.h"

namespace greenroom {

/// Where the connection stands. `offline`: signed in, but not connected; tries again by itself.
enum class LinkState { signedOut, connecting, connected, offline };

/// The connection to the server: says hello, keeps requests and replies together, notices silence, comes back.
/// Main thread. Callbacks come from the event loop, never from within the call that asked.
class Link final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Link)
public:
    struct Timing {
        Millis firstRetry {500}; ///< upper bound of the first random wait; doubles with each failure
        Millis retryCap {30'000};
        Millis answerWithin {15'000}; ///< a request without reply by then is timedOut
        Millis openWithin {15'000}; ///< a connection that is not welcomed by then is given up
        std::function<Millis()> steady = {}; ///< what deadlines are counted by; none: the machine's monotonic clock
        std::optional<quint32> seed = {}; ///< of the random waits; none: another one each time
    };
    template <class R>
    using Callback = std::function<void(Result<typename R::Reply>)>;

    Link(Transport& transport, const Timing& timing, QObject* parent);

    /// Connects with this session token and stays connected until signOut(). Server: http(s)://host[:port].
    void start(const QUrl& server, const QString& token);
    /// Drops the connection; requests without a reply end offline.
    void stop();
    /// While offline: tries now.
    void retryNow();

    LinkState state() const { return m_state; }
    Instant since() const { return m_since; } ///< of the state
    const Error& reason() const { return m_reason; } ///< why offline or signed out; code ok otherwise
    std::optional<Instant> nextTryAt() const; ///< while offline
    /// While connected: the server takes what it is to store. As long as it does not, requests are refused `unavailable`.
    bool canStore() const { return m_canStore; }
    const QUrl& server() const { return m_server; }
    const QString& token() const { return m_token; }
    const std::optional<Welcome>& welcome() const { return m_welcome; } ///< of the last connection
    const TrafficLog& traffic() const { return m_traffic; }

    /// Asks; the callback gets the reply or the refusal, once: offline when the connection is not there or ends first,
    /// timedOut when no reply came. Nothing is called once the context is gone.
    template <Request R>
    void request(const R& request, QObject* context, Callback<R> callback)
    {
        submit(
            R::type, [&](const QString& id) { return writeRequest(id, request); },
            [reply = whileAlive<Result<typename R::Reply>>(context, std::move(callback))](const Result<QJsonObject>& body) {
                if (body)
                    reply(readReplyBody<typename R::Reply>(*body));
                else
                    reply(body.error());
            });
    }

Q_SIGNALS:
    void stateChanged();
    /// Welcomed. Whoever watches something watches it again now.
    void connected();
    void disconnected();
    void storingChanged(); ///< canStore(), on the same connection
    /// The server has ended this session: only a new sign-in helps.
    void sessionEnded();
    void serverTimeTold(greenroom::Instant serverTime);
    void entriesReceived(const greenroom::Entries& entries);
    void boardChanged(const greenroom::BoardChanged& changed);

private:
    using Answer = std::function<void(const Result<QJsonObject>&)>;
    struct Pending {
        QString type;
        Answer answer;
        qint64 deadline = 0; ///< steady milliseconds
    };

    void submit(QLatin1StringView type, const std::function<QString(const QString&)>& write, Answer answer);
    void transmit(QLatin1StringView type, const QString& id, const QString& frame, Answer answer);
    void open();
    void onOpened();
    void onReceived(const QString& frame);
    void onEvent(const Frame& frame);
    void onWelcome(const Result<Welcome>& welcome);
    void onClosed(const QString& why);
    void lose(Error why, std::optional<Millis> spread);
    void enter(LinkState state, Error reason);
    void endPending(const Error& why);
    void onSweep();
    qint64 steadyNow() const;
    void note(TrafficLog::Direction direction, const QString& type, const QString& id, qsizetype size);

    Transport& m_transport;
    Timing m_timing;
    LinkState m_state = LinkState::signedOut;
    Instant m_since;
    Error m_reason {Code::ok, {}, {}, 0};
    QUrl m_server;
    QString m_token;
    std::optional<Welcome> m_welcome;
    std::optional<Goodbye> m_goodbye;
    bool m_helloSent = false;
    bool m_canStore = true;
    qint64 m_nextId = 1;
    QHash<QString, Pending> m_pending;
    int m_failures = 0;
    QTimer m_retry;
    QTimer m_opening;
    QTimer m_silence;
    QTimer m_sweep;
    TrafficLog m_traffic;
    std::mt19937 m_random;
};

} // namespace greenroom
