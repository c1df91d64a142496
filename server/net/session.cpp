// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/session.h"

#include <QRandomGenerator>

#include "core/protocol/envelope.h"
#include "server/net/netlog.h"
#include "server/net/unsent.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kShortestFrame = 6; // a head of two bytes and its mask
constexpr qint64 kHeadsRead = 64; // more than the head of a frame whose rest has not come

qint64 utf8Size(QStringView text)
{
    qint64 size = 0;
    for (const QChar c : text)
        size += c.unicode() < 0x80 ? 1 : c.unicode() < 0x800 || c.isSurrogate() ? 2 : 3;
    return size;
}

} // namespace

Session::Session(SessionId id, std::unique_ptr<QWebSocket> socket, const QTcpSocket& tcp, ReadCount& read, const QString& peer,
    const QString& origin, const NetSetup& setup, NetShared& shared)
    : m_id(id)
    , m_setup(setup)
    , m_shared(shared)
    , m_socket(std::move(socket))
    , m_tcp(tcp)
    , m_read(read)
    , m_bucket(setup.limits.beforeHello.perSecond, setup.limits.beforeHello.burst, Clock::now())
    , m_frames(setup.limits.framesPerSecond, 10 * setup.limits.framesPerSecond, Clock::now())
    , m_limits(setup.limits.beforeHello)
    , m_opened(Clock::now())
    , m_nextPing(m_opened + setup.limits.heartbeat * QRandomGenerator::global()->bounded(90, 110) / 100)
{
    m_socket->setMaxAllowedIncomingFrameSize(static_cast<quint64>(kMaxFrame));
    m_socket->setMaxAllowedIncomingMessageSize(static_cast<quint64>(kMaxFrame));
    connect(m_socket.get(), &QWebSocket::textMessageReceived, this, &Session::onText);
    connect(m_socket.get(), &QWebSocket::binaryMessageReceived, this, &Session::onBinary);
    connect(m_socket.get(), &QWebSocket::textFrameReceived, this, [this](const QString& text) { onFrame(utf8Size(text)); });
    connect(m_socket.get(), &QWebSocket::binaryFrameReceived, this, [this](const QByteArray& bytes) { onFrame(bytes.size()); });
    connect(m_socket.get(), &QWebSocket::pong, this, [this](quint64, const QByteArray& bytes) {
        m_heard = true;
        onFrame(bytes.size());
    });
    m_read.start();
    connect(&m_tcp, &QTcpSocket::readyRead, this, &Session::onRead);
    connect(m_socket.get(), &QWebSocket::disconnected, this, &Session::finish);

    m_shared.metrics.sessionsOpened.fetch_add(1);
    qCInfo(netLog).noquote() << "session-opened session" << m_id.serial << "edge" << m_id.edge << "peer" << peer << "origin"
                             << logged(origin);
    m_shared.arrivals.post(SessionOpened {m_id, Via::webSocket, peer, origin, {}});
}

Session::~Session()
{
    m_socket->disconnect(this);
    finish();
}

void Session::finish()
{
    if (m_finished)
        return;
    m_finished = true;
    m_shared.metrics.sessionsClosed.fetch_add(1);
    qCInfo(netLog).noquote() << "session-closed session" << m_id.serial << "code" << int(m_socket->closeCode());
    m_shared.arrivals.post(SessionClosed {m_id});
    Q_EMIT ended();
}

// ---- in ----

void Session::onText(const QString& text)
{
    const QByteArray utf8 = text.toUtf8();
    m_shared.metrics.framesIn.fetch_add(1, std::memory_order_relaxed);
    m_shared.metrics.bytesIn.fetch_add(static_cast<quint64>(utf8.size()), std::memory_order_relaxed);
    m_heard = true;
    if (m_closing || m_finished)
        return;

    const Millis wait = m_bucket.take(Clock::now());
    if (wait.count() > 0 || m_unanswered >= m_limits.unanswered) {
        // Read all the same, so that the refusal names the request it is for.
        const auto frame = readFrame(utf8);
        const auto* good = std::get_if<Frame>(&frame);
        const auto* bad = std::get_if<FrameError>(&frame);
        refuse({{Code::rateLimited, {}, {}, std::max<qint64>(wait.count(), 100)}, good ? good->type : bad->type,
            good ? good->id : bad->id});
        return;
    }
    auto request = readRequest(utf8);
    if (const auto* error = std::get_if<FrameError>(&request)) {
        refuse(*error);
        return;
    }
    auto& frame = std::get<RequestFrame>(request);
    ++m_unanswered;
    m_shared.arrivals.post(RequestArrived {m_id, std::move(frame.id), std::move(frame.request)});
}

void Session::onFrame(qint64 payload)
{
    m_framed += payload + (payload < 126 ? 6 : payload < 65'536 ? 8 : 14);
    takeFrame();
}

/// Qt answers pings by itself and tells nobody of them: they are what was read and belongs to no frame that was told of.
void Session::onRead()
{
    const qint64 untold = m_read.taken() - m_framed;
    if (untold < kHeadsRead)
        return;
    m_framed += untold;
    for (qint64 pings = untold / kShortestFrame; pings > 0 && !m_closing && !m_finished; --pings)
        takeFrame();
}

/// Pings, parts of a message that never ends and pongs nobody asked for are no requests, but reading them takes time too.
void Session::takeFrame()
{
    if (m_closing || m_finished || m_frames.take(Clock::now()).count() == 0)
        return;
    m_shared.metrics.addRefused(Code::rateLimited);
    cut("frames");
}

void Session::onBinary()
{
    m_heard = true;
    if (m_closing)
        return;
    m_shared.metrics.addRefused(Code::unsupported);
    goodbye(Code::unsupported, 0);
}

void Session::refuse(const FrameError& error)
{
    m_shared.metrics.addRefused(error.error.code);
    qCInfo(netLog).noquote() << "frame-refused session" << m_id.serial << "code" << codeName(error.error.code);
    if (error.error.code == Code::rateLimited) {
        const auto now = Clock::now();
        if (now - m_refusalsSince > 1min) {
            m_refusalsSince = now;
            m_refusals = 0;
        }
        if (++m_refusals > m_setup.limits.refusals) {
            goodbye(Code::rateLimited, 0);
            return;
        }
    }
    const QByteArray type = error.type.toLatin1();
    send(writeReply(QLatin1StringView(type), error.id, writeErrorBody(error.error)));
}

// ---- out ----

void Session::reply(const ReplyOut& reply)
{
    m_unanswered = std::max<qint64>(0, m_unanswered - 1);
    m_shared.metrics.addAnswered(reply.type, reply.code);
    send(writeReply(reply.type, reply.requestId, reply.body));
}

void Session::event(const EventOut& event)
{
    send(event.frame);
}

void Session::disconnect(const DisconnectOut& farewell)
{
    goodbye(farewell.reason, farewell.spreadMs);
}

void Session::flush()
{
    m_toFlush = false;
    if (!m_finished)
        m_socket->flush();
}

void Session::admitted(const AdmittedOut& admitted)
{
    m_admitted = true;
    m_limits = admitted.limits;
    m_bucket.reset(m_limits.perSecond, m_limits.burst, Clock::now());
    const qint64 frames = std::max<qint64>(m_setup.limits.framesPerSecond, 5 * m_limits.perSecond);
    m_frames.reset(frames, 10 * frames, Clock::now());
}

qint64 Session::unsent() const
{
    return unsentBytes(m_tcp);
}

void Session::send(const QString& frame)
{
    if (m_closing || m_finished)
        return;
    if (unsent() > m_setup.limits.unsentHard) {
        m_shared.metrics.slowCut.fetch_add(1);
        cut("unsent");
        return;
    }
    const qint64 bytes = m_socket->sendTextMessage(frame);
    m_shared.metrics.framesOut.fetch_add(1, std::memory_order_relaxed);
    m_shared.metrics.bytesOut.fetch_add(static_cast<quint64>(std::max<qint64>(0, bytes)), std::memory_order_relaxed);
}

void Session::goodbye(Code reason, qint64 spreadMs)
{
    if (m_closing || m_finished)
        return;
    send(writeEvent(Goodbye {reason, spreadMs}, Audience::customer));
    m_closing = true;
    m_closingSince = Clock::now();
    qCInfo(netLog).noquote() << "goodbye session" << m_id.serial << "reason" << codeName(reason);
    const auto code = reason == Code::ok ? QWebSocketProtocol::CloseCodeGoingAway
        : reason == Code::unsupported    ? QWebSocketProtocol::CloseCodeDatatypeNotSupported
                                         : QWebSocketProtocol::CloseCodePolicyViolated;
    m_socket->close(code, codeName(reason));
}

void Session::cut(const char* why)
{
    qCInfo(netLog).noquote() << "session-cut session" << m_id.serial << "why" << why;
    m_closing = true;
    m_socket->abort();
    finish();
}

void Session::tick(Clock::time_point now, const QString& heartbeat)
{
    const ConnectionLimits& limits = m_setup.limits;
    if (m_finished)
        return;
    if (m_closing) {
        if (now - m_closingSince > limits.lingerFor)
            cut("linger");
        return;
    }
    // Pongs are queued inside Qt, unseen by send(): so the bytes are looked at here too.
    const qint64 waiting = unsent();
    if (waiting <= limits.unsentSoft)
        m_stuckSince.reset();
    else if (!m_stuckSince)
        m_stuckSince = now;
    if (waiting > limits.unsentHard || (m_stuckSince && now - *m_stuckSince > limits.stuckFor)) {
        m_shared.metrics.slowCut.fetch_add(1);
        cut("unsent");
        return;
    }
    if (!m_admitted && now - m_opened > limits.helloWithin) {
        m_shared.metrics.addRefused(Code::helloFirst);
        goodbye(Code::helloFirst, 0);
        return;
    }
    if (!m_heard && now - m_pinged > limits.pongWithin) {
        m_shared.metrics.deadCut.fetch_add(1);
        cut("silent");
        return;
    }
    if (now >= m_nextPing) {
        m_nextPing = now + limits.heartbeat * QRandomGenerator::global()->bounded(90, 110) / 100;
        m_pinged = now;
        m_heard = false;
        if (m_admitted)
            send(heartbeat);
        m_socket->ping();
    }
}

} // namespace greenroom
