// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/deskserver.h"

#include <algorithm>

#include <QWebSocket>

#include "core/protocol/limits.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

Instant wallClock()
{
    return std::chrono::floor<Millis>(std::chrono::system_clock::now());
}

} // namespace

DeskServer::DeskServer(Shop& shop)
    : m_shop(shop)
    , m_server(u"bench"_s, QWebSocketServer::NonSecureMode)
{
    m_server.setSupportedSubprotocols({QString(kSubprotocol)});
    connect(&m_server, &QWebSocketServer::newConnection, this, [this] {
        QWebSocket* socket = m_server.nextPendingConnection();
        socket->setParent(this);
        m_socket = socket;
        m_windows.clear();
        m_watched.clear();
        connect(socket, &QWebSocket::textMessageReceived, this, &DeskServer::receive);
        connect(socket, &QWebSocket::disconnected, this, [this, socket] {
            if (m_socket == socket)
                m_socket = nullptr;
            socket->deleteLater();
        });
    });
    connect(&m_boards, &QTimer::timeout, this, &DeskServer::tellBoards);
    m_boards.start(Millis(250));
    connect(&m_heartbeat, &QTimer::timeout, this, [this] { tell(Heartbeat {wallClock()}); });
    m_heartbeat.start(Millis(20'000));
}

DeskServer::~DeskServer()
{
    if (m_socket)
        m_socket->disconnect(this);
}

bool DeskServer::listen()
{
    return m_server.listen(QHostAddress::LocalHost);
}

QUrl DeskServer::url() const
{
    return QUrl(u"http://127.0.0.1:%1"_s.arg(m_server.serverPort()));
}

Talk& DeskServer::add(Talk talk)
{
    const ConversationId id = talk.row.id;
    m_all.append(id);
    if (talk.row.assignee == m_shop.me().person)
        m_mine.append(id);
    if (talk.row.state == ConversationState::waiting)
        m_waiting.append(id);
    m_moved = true;
    return *m_talks.insert(id, std::move(talk));
}

void DeskServer::remove(ConversationId id)
{
    m_all.removeOne(id);
    m_mine.removeOne(id);
    m_waiting.removeOne(id);
    m_moved = true;
    // A watched stream stays readable, as it does on the real server.
    if (!m_watched.contains(id))
        m_talks.remove(id);
}

Talk* DeskServer::find(ConversationId id)
{
    const auto talk = m_talks.find(id);
    return talk == m_talks.end() ? nullptr : &*talk;
}

void DeskServer::say(ConversationId id, AuthorKind by, const Content& content, Instant at, std::optional<ClientId> clientId)
{
    Talk* talk = find(id);
    if (!talk)
        return;
    const Entry entry = m_shop.say(*talk, by, content, at, clientId);
    m_changed.insert(id);
    if (m_watched.contains(id))
        tell(Entries {StreamId::of(id), {entry}});
}

template <class E>
void DeskServer::tell(const E& event)
{
    if (m_socket)
        m_socket->sendTextMessage(writeEvent(event, Audience::staff));
}

void DeskServer::receive(const QString& frame)
{
    const auto read = readRequest(frame.toUtf8());
    const auto* request = std::get_if<RequestFrame>(&read);
    if (!request)
        return;
    std::visit(
        [&]<class R>(const R& asked) {
            const Result<typename R::Reply> reply = answer(asked);
            const QString body = reply ? writeReplyBody(*reply, Audience::staff) : writeErrorBody(reply.error());
            m_socket->sendTextMessage(writeReply(R::type, request->id, body));
            if constexpr (std::is_same_v<R, Send>)
                if (reply)
                    std::visit(
                        [&](const auto& said) { say(reply->conversation, AuthorKind::staff, said, reply->at, asked.clientId); },
                        asked.content);
        },
        request->request);
}

template <class R>
auto DeskServer::answer(const R& request) -> Result<typename R::Reply>
{
    if constexpr (std::is_same_v<R, Hello>) {
        Welcome welcome;
        welcome.epoch = m_shop.epoch();
        welcome.serverTime = wallClock();
        welcome.me = m_shop.me();
        return welcome;
    } else if constexpr (std::is_same_v<R, WatchBoard>) {
        m_windows[request.board] = {request, {}, true};
        return Done {};
    } else if constexpr (std::is_same_v<R, UnwatchBoard>) {
        m_windows.remove(request.board);
        return Done {};
    } else if constexpr (std::is_same_v<R, WatchStream>) {
        const Talk* talk = find(ConversationId(request.stream.key));
        if (!talk)
            return Error {Code::notFound, {}, {}, 0};
        const qint64 head = talk->row.head;
        if (request.cursor.epoch && *request.cursor.epoch != m_shop.epoch())
            return Watching {Resume::resync, head};
        if (head - request.cursor.number > kMaxReplay)
            return Watching {Resume::behind, head};
        m_watched.removeOne(talk->row.id);
        m_watched.append(talk->row.id);
        // After the reply, as the reply must come first.
        QMetaObject::invokeMethod(
            this,
            [this, id = talk->row.id, from = request.cursor.number] {
                const Talk* now = find(id);
                const qint64 missed = now ? now->row.head - from : 0;
                if (missed > 0 && missed <= now->entries.size())
                    tell(Entries {StreamId::of(id), now->entries.last(missed)});
            },
            Qt::QueuedConnection);
        return Watching {Resume::replayed, head};
    } else if constexpr (std::is_same_v<R, UnwatchStream>) {
        const ConversationId id(request.stream.key);
        m_watched.removeOne(id);
        if (!m_all.contains(id))
            m_talks.remove(id);
        return Done {};
    } else if constexpr (std::is_same_v<R, ReadStream>) {
        const Talk* talk = find(ConversationId(request.stream.key));
        if (!talk)
            return Error {Code::notFound, {}, {}, 0};
        StreamPage page;
        page.head = talk->row.head;
        const qint64 size = talk->entries.size();
        const qint64 end = request.before ? std::min(*request.before - 1, size) : std::min(request.after + request.limit, size);
        const qint64 begin = request.before ? std::max<qint64>(0, end - request.limit) : std::min(request.after, size);
        page.entries = talk->entries.mid(begin, end - begin);
        return page;
    } else if constexpr (std::is_same_v<R, Send>) {
        ++m_received;
        const Talk* talk = request.conversation ? find(*request.conversation) : nullptr;
        if (!talk)
            return Error {Code::notFound, {}, {}, 0};
        return Stored {talk->row.id, talk->row.head + 1, wallClock()};
    } else if constexpr (std::is_same_v<R, ReadCustomer> || std::is_same_v<R, OrdersOfConversation>) {
        const Talk* talk = find(request.conversation);
        if (!talk)
            return Error {Code::notFound, {}, {}, 0};
        if constexpr (std::is_same_v<R, ReadCustomer>)
            return m_shop.customer(*talk);
        else
            return m_shop.orders(*talk);
    } else if constexpr (std::is_same_v<R, ProductsOfConversation>) {
        return m_shop.products();
    } else if constexpr (std::is_same_v<R, MarkRead>) {
        if (Talk* talk = find(request.conversation); talk && talk->row.unread > 0) {
            talk->row.unread = 0;
            m_changed.insert(talk->row.id);
        }
        return typename R::Reply {};
    } else {
        return typename R::Reply {};
    }
}

QList<ConversationId> DeskServer::order(const WatchBoard& watch) const
{
    QList<ConversationId> ids = watch.board == BoardName::mine ? m_mine
        : watch.board == BoardName::waiting                    ? m_waiting
        : watch.board == BoardName::all                        ? m_all
                                                               : QList<ConversationId>();
    if (!watch.filter)
        return ids;
    const BoardFilter& filter = *watch.filter;
    const auto row = [this](ConversationId id) -> const ConversationRow& { return m_talks.constFind(id)->row; };
    ids.removeIf([&](const ConversationId& id) { return !filter.lets(row(id)); });
    if (filter.newestFirst.value_or(false))
        std::stable_sort(ids.begin(), ids.end(),
            [&](const auto& one, const auto& other) { return row(one).lastSaidAt > row(other).lastSaidAt; });
    return ids;
}

void DeskServer::tellBoards()
{
    if (!m_socket)
        return;
    for (auto window = m_windows.begin(); window != m_windows.end(); ++window) {
        if (!window->fresh && !m_moved && m_changed.isEmpty())
            continue;
        const QList<ConversationId> whole = order(window->watch);
        BoardChanged changed {window.key(), window->watch.from, whole.size(), {}, {}};
        QSet<ConversationId> shown;
        for (const ConversationId& id : whole.mid(window->watch.from, window->watch.count)) {
            changed.keys.append(id.value);
            shown.insert(id);
            if (!window->told.contains(id) || m_changed.contains(id))
                changed.rows.append(m_talks.constFind(id)->row);
        }
        if (!window->fresh && !m_moved && changed.rows.isEmpty())
            continue;
        window->told = shown;
        window->fresh = false;
        tell(changed);
    }
    m_changed.clear();
    m_moved = false;
}

} // namespace greenroom
