// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/link/link.h"

#include <algorithm>

#include <QDateTime>
#include <QLoggingCategory>

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(logLink, "greenroom.link", QtInfoMsg)

constexpr QLatin1StringView kSocketPath {"/ws"};

Instant wallNow()
{
    return fromMillis(QDateTime::currentMSecsSinceEpoch());
}

template <class E>
std::optional<E> readEvent(const Frame& frame)
{
    E event {};
    if (auto done = codec::readMembers(frame.body, event, {}); !done) {
        qCWarning(logLink) << "event" << frame.type << "is not readable:" << sentence(done.error());
        return {};
    }
    return event;
}

} // namespace

Link::Link(Transport& transport, const Timing& timing, QObject* parent)
    : QObject(parent)
    , m_transport(transport)
    , m_timing(timing)
    , m_since(wallNow())
    , m_random(timing.seed ? *timing.seed : std::random_device {}())
{
    for (QTimer* timer : {&m_retry, &m_opening, &m_silence})
        timer->setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &Link::open);
    connect(&m_opening, &QTimer::timeout, this, [this] { lose({Code::timedOut, {}, u"no welcome in time"_s, 0}, {}); });
    connect(&m_silence, &QTimer::timeout, this, [this] {
        lose({Code::timedOut, {}, u"silence"_s, 0}, Millis(m_welcome->spreadMs));
    });
    connect(&m_sweep, &QTimer::timeout, this, &Link::onSweep);
    connect(&m_transport, &Transport::opened, this, &Link::onOpened);
    connect(&m_transport, &Transport::received, this, &Link::onReceived);
    connect(&m_transport, &Transport::closed, this, &Link::onClosed);
}

void Link::start(const QUrl& server, const QString& token)
{
    stop();
    m_server = server;
    m_token = token;
    m_failures = 0;
    open();
}

void Link::stop()
{
    m_retry.stop();
    m_transport.drop();
    m_token.clear();
    const bool was = m_state == LinkState::connected;
    if (m_state != LinkState::signedOut) // else the reason it was signed out for stands
        enter(LinkState::signedOut, {Code::ok, {}, {}, 0});
    endPending({Code::offline, {}, u"signed out"_s, 0});
    if (was)
        Q_EMIT disconnected();
}

void Link::retryNow()
{
    if (m_state == LinkState::offline)
        open();
}

std::optional<Instant> Link::nextTryAt() const
{
    if (!m_retry.isActive())
        return {};
    return wallNow() + m_retry.remainingTimeAsDuration();
}

void Link::submit(QLatin1StringView type, const std::function<QString(const QString&)>& write, Answer answer)
{
    if (m_state != LinkState::connected) {
        QMetaObject::invokeMethod(
            this,
            [answer] {
                answer(Error {Code::offline, {}, u"not connected"_s, 0});
            },
            Qt::QueuedConnection);
        return;
    }
    const QString id = QString::number(m_nextId++);
    transmit(type, id, write(id), std::move(answer));
}

void Link::transmit(QLatin1StringView type, const QString& id, const QString& frame, Answer answer)
{
    m_pending.insert(id, {QString(type), std::move(answer), steadyNow() + m_timing.answerWithin.count()});
    if (!m_sweep.isActive())
        m_sweep.start(std::clamp(m_timing.answerWithin / 10, Millis(5), Millis(500)));
    note(TrafficLog::Direction::sent, QString(type), id, frame.size());
    m_transport.send(frame);
}

void Link::open()
{
    m_retry.stop();
    m_goodbye.reset();
    m_helloSent = false;
    enter(LinkState::connecting, {Code::ok, {}, {}, 0});
    QUrl url = m_server;
    url.setScheme(m_server.scheme() == "https"_L1 ? u"wss"_s : u"ws"_s);
    url.setPath(kSocketPath);
    m_opening.start(m_timing.openWithin);
    m_transport.open(url);
}

void Link::onOpened()
{
    if (m_state != LinkState::connecting)
        return;
    Hello hello;
    hello.app = u"desktop"_s;
    hello.version = QStringLiteral(GREENROOM_VERSION);
    hello.token = m_token;
    m_helloSent = true;
    const QString id = QString::number(m_nextId++);
    transmit(Hello::type, id, writeRequest(id, hello), [this](const Result<QJsonObject>& body) {
        onWelcome(body ? readReplyBody<Welcome>(*body) : Result<Welcome>(body.error()));
    });
}

void Link::onWelcome(const Result<Welcome>& welcome)
{
    if (m_state != LinkState::connecting)
        return;
    if (!welcome) {
        lose(welcome.error(), {});
        return;
    }
    m_opening.stop();
    m_failures = 0;
    m_canStore = true;
    m_welcome = *welcome;
    m_silence.start(Millis(2 * m_welcome->heartbeatMs));
    enter(LinkState::connected, {Code::ok, {}, {}, 0});
    Q_EMIT serverTimeTold(m_welcome->serverTime);
    Q_EMIT connected();
}

void Link::onReceived(const QString& text)
{
    if (m_state != LinkState::connected && m_state != LinkState::connecting)
        return;
    if (m_silence.isActive())
        m_silence.start();
    auto read = readFrame(text.toUtf8());
    if (const auto* bad = std::get_if<FrameError>(&read)) {
        note(TrafficLog::Direction::received, u"unreadable"_s, bad->id, text.size());
        qCWarning(logLink) << "unreadable frame:" << sentence(bad->error);
        return;
    }
    const Frame& frame = std::get<Frame>(read);
    note(TrafficLog::Direction::received, frame.type, frame.id, text.size());
    if (frame.id.isEmpty()) {
        onEvent(frame);
        return;
    }
    const auto found = m_pending.find(frame.id);
    if (found == m_pending.end())
        return; // its time was out already
    const Answer answer = std::move(found->answer);
    m_pending.erase(found);
    answer(frame.body);
}

void Link::onEvent(const Frame& frame)
{
    if (frame.type == Entries::type) {
        if (const auto event = readEvent<Entries>(frame))
            Q_EMIT entriesReceived(*event);
    } else if (frame.type == BoardChanged::type) {
        if (const auto event = readEvent<BoardChanged>(frame))
            Q_EMIT boardChanged(*event);
    } else if (frame.type == Heartbeat::type) {
        if (const auto event = readEvent<Heartbeat>(frame))
            Q_EMIT serverTimeTold(event->serverTime);
    } else if (frame.type == Storing::type) {
        if (const auto event = readEvent<Storing>(frame); event && event->can != m_canStore) {
            m_canStore = event->can;
            Q_EMIT storingChanged();
        }
    } else if (frame.type == Goodbye::type) {
        if (const auto event = readEvent<Goodbye>(frame))
            m_goodbye = *event;
    }
    // Other events are a newer server's; what this version does not know it does not need.
}

void Link::onClosed(const QString& why)
{
    if (m_state != LinkState::connected && m_state != LinkState::connecting)
        return;
    if (m_goodbye) {
        const Code code = m_goodbye->reason == Code::ok ? Code::offline : m_goodbye->reason;
        lose({code, {}, why, 0}, Millis(m_goodbye->spreadMs));
    } else if (m_state == LinkState::connected) {
        lose({Code::offline, {}, why, 0}, Millis(m_welcome->spreadMs));
    } else {
        lose({Code::offline, {}, why, 0}, {});
    }
}

void Link::lose(Error why, std::optional<Millis> spread)
{
    const bool was = m_state == LinkState::connected;
    m_transport.drop();
    const bool ended = why.code == Code::sessionEnded || why.code == Code::forbidden || why.code == Code::unsupported;
    if (ended)
        m_token.clear();
    enter(ended ? LinkState::signedOut : LinkState::offline, why);
    if (!ended) {
        // Full jitter: clients that lost the server together must not come back together.
        const qint64 ceiling = std::min<qint64>(
            m_timing.retryCap.count(), m_timing.firstRetry.count() << std::min(m_failures, 16));
        const qint64 least = why.code == Code::busy || why.code == Code::rateLimited ? why.limit : 0;
        const qint64 most = std::max<qint64>({spread ? spread->count() : 0, ceiling, least});
        ++m_failures;
        m_retry.start(Millis(std::uniform_int_distribution<qint64>(least, most)(m_random)));
    }
    endPending({Code::offline, {}, u"the connection ended"_s, 0});
    if (was)
        Q_EMIT disconnected();
    if (ended)
        Q_EMIT sessionEnded();
}

void Link::enter(LinkState state, Error reason)
{
    m_opening.stop();
    if (state != LinkState::connected)
        m_silence.stop();
    if (m_state == state && m_reason == reason)
        return;
    m_state = state;
    m_reason = std::move(reason);
    m_since = wallNow();
    note(TrafficLog::Direction::state, codeName(m_reason.code), {}, static_cast<qsizetype>(state));
    Q_EMIT stateChanged();
}

void Link::endPending(const Error& why)
{
    m_sweep.stop();
    const QHash<QString, Pending> ended = std::exchange(m_pending, {});
    for (const Pending& each : ended)
        QMetaObject::invokeMethod(
            this, [answer = each.answer, why] { answer(why); }, Qt::QueuedConnection);
}

qint64 Link::steadyNow() const
{
    const auto monotonic = [] { return std::chrono::steady_clock::now().time_since_epoch(); };
    return m_timing.steady ? m_timing.steady().count() : std::chrono::duration_cast<Millis>(monotonic()).count();
}

void Link::onSweep()
{
    const qint64 now = steadyNow();
    QList<Answer> late;
    for (auto it = m_pending.begin(); it != m_pending.end();) {
        if (it->deadline <= now) {
            late.append(std::move(it->answer));
            it = m_pending.erase(it);
        } else {
            ++it;
        }
    }
    if (m_pending.isEmpty())
        m_sweep.stop();
    for (const Answer& answer : late)
        answer(Error {Code::timedOut, {}, u"no reply in time"_s, 0});
}

void Link::note(TrafficLog::Direction direction, const QString& type, const QString& id, qsizetype size)
{
    m_traffic.add({wallNow(), direction, type, id, size});
}

} // namespace greenroom
