// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/httpconnection.h"

#include <sys/socket.h>

#include <QJsonDocument>
#include <QJsonObject>

#include "core/protocol/envelope.h"
#include "server/net/netlog.h"
#include "server/net/unsent.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kBodyPart = 16 * 1024;

} // namespace

HttpConnection::HttpConnection(quint64 id, quint32 edge, std::unique_ptr<QTcpSocket> socket, const QHostAddress& source,
    const NetSetup& setup, NetShared& shared, std::weak_ptr<EdgeInbox> inbox, Budget& budget)
    : m_id(id)
    , m_edge(edge)
    , m_setup(setup)
    , m_shared(shared)
    , m_inbox(std::move(inbox))
    , m_budget(budget)
    , m_socket(std::move(socket))
    , m_source(source)
    , m_peer(m_source.toString())
    , m_parser(std::make_unique<HttpParser>(setup.limits))
    , m_bucket(setup.limits.beforeHello.perSecond, setup.limits.beforeHello.burst, Clock::now())
{
    m_socket->setReadBufferSize(setup.limits.readBuffer);
    connect(m_socket.get(), &QTcpSocket::readyRead, this, &HttpConnection::process);
    connect(m_socket.get(), &QTcpSocket::disconnected, this, &HttpConnection::finish);
    connect(m_socket.get(), &QTcpSocket::bytesWritten, this, [this] {
        if (m_state == State::head && m_socket->bytesAvailable() > 0)
            process();
    });
    allow(setup.limits.headWithin);
}

HttpConnection::~HttpConnection()
{
    if (m_socket)
        m_socket->disconnect(this);
    closeApi();
    giveRoom();
}

void HttpConnection::start()
{
    if (m_socket->state() != QAbstractSocket::ConnectedState)
        finish();
    else if (m_socket->bytesAvailable() > 0)
        process();
}

std::unique_ptr<QTcpSocket> HttpConnection::takeSocket()
{
    m_state = State::ended;
    m_socket->disconnect(this);
    return std::move(m_socket);
}

void HttpConnection::finish()
{
    if (m_state == State::ended)
        return;
    m_state = State::ended;
    closeApi();
    giveRoom();
    Q_EMIT ended();
}

/// Room for the body that was announced. A small one has what its connection may hold anyway: nobody who fills the room
/// for large ones, without even saying who they are, may keep others from signing in.
bool HttpConnection::takeRoom(qint64 limit)
{
    const qint64 announced = m_parser->announcedBody();
    const qint64 needed = announced < 0 ? limit : announced;
    if (needed <= m_setup.limits.apiBody)
        return true;
    qint64& held = m_budget[m_route];
    if (held + needed > m_setup.limits.bodiesInFlight)
        return false;
    held += needed;
    m_held = needed;
    m_heldFor = m_route;
    return true;
}

void HttpConnection::giveRoom()
{
    if (m_held > 0)
        m_budget[m_heldFor] -= std::exchange(m_held, 0);
}

// ---- in ----

void HttpConnection::process()
{
    // A handler that answers at once leads back to State::head: the next request, if it is here already, is next.
    std::pair<State, quint64> before;
    do {
        before = {m_state, m_request};
        if (m_state == State::head)
            readHead();
        else if (m_state == State::body)
            readBody();
        else if (m_state == State::closing)
            m_socket->skip(m_socket->bytesAvailable());
    } while (m_state != State::ended && before != std::pair(m_state, m_request));
}

void HttpConnection::readHead()
{
    // Who does not take the answers gets no more of them: what bytesWritten() announces goes on from here.
    if (unsentBytes(*m_socket) > m_setup.limits.unsentSoft)
        return;
    const QByteArray buffered = m_socket->peek(m_setup.limits.headBytes + 1);
    if (buffered.isEmpty())
        return;
    if (!m_headBegun) {
        m_headBegun = true;
        allow(m_setup.limits.headWithin);
    }
    switch (m_parser->readHead(buffered)) {
    case HttpParser::Step::needsMore: return;
    case HttpParser::Step::refused:
        refuse(
            m_parser->status(), {m_parser->status() == 405 ? Code::unsupported : Code::malformed, {}, m_parser->reason(), 0});
        return;
    case HttpParser::Step::done:
        m_shared.metrics.httpRequests.fetch_add(1, std::memory_order_relaxed);
        ++m_request;
        m_parser->request().peer = m_peer;
        onHead();
    }
}

/// An origin that is ours (the page came from here) or was allowed; none at all is a native client.
bool HttpConnection::originMayCall(QString& origin) const
{
    int count = 0;
    const HttpRequest& request = m_parser->request();
    for (const auto& [name, value] : request.fields)
        count += name == "origin" ? 1 : 0;
    if (count == 0)
        return true;
    origin = QString::fromLatin1(request.field("origin"));
    const QString host = QString::fromLatin1(request.field("host"));
    const bool own = origin == "http://"_L1 + host || origin == "https://"_L1 + host;
    return count == 1 && (own || m_setup.originAllowed(origin));
}

void HttpConnection::upgrade()
{
    const HttpRequest& request = m_parser->request();
    QString origin;
    if (request.path != kSocketPath)
        return refuse(404, {Code::notFound, {}, u"the WebSocket is at %1"_s.arg(QLatin1StringView(kSocketPath)), 0});
    if (!originMayCall(origin)) {
        qCInfo(netLog).noquote() << "origin-refused peer" << m_peer << "origin" << logged(origin);
        m_shared.metrics.addRefused(Code::forbidden);
        return refuse(403, {Code::forbidden, {}, u"this origin is not allowed"_s, 0});
    }
    const QList<QByteArray> offered = request.field("sec-websocket-protocol").split(',');
    const bool ours = std::ranges::any_of(
        offered, [](const QByteArray& name) { return QLatin1StringView(name.trimmed()) == kSubprotocol; });
    if (!ours)
        return refuse(400, {Code::unsupported, {}, u"the subprotocol is %1"_s.arg(kSubprotocol), 0});
    // Qt's handshake would swallow it; a client has to wait for the answer anyway (RFC 6455, 4.1).
    if (m_socket->bytesAvailable() > m_parser->headSize())
        return refuse(400, {Code::malformed, {}, u"data before the answer to the handshake"_s, 0});
    Q_EMIT webSocketWanted(m_peer, origin);
}

void HttpConnection::onHead()
{
    if (m_parser->wantsWebSocket()) {
        upgrade();
        return;
    }
    m_socket->skip(m_parser->headSize());
    const HttpRequest& request = m_parser->request();
    const HttpRoutes::Found found = m_setup.routes.find(request.method, request.path);
    m_route = found.route;
    const bool isApi = !m_route && request.path.startsWith(kApiPrefix);
    if (!m_route && !isApi)
        return found.otherMethod ? refuse(405, {Code::unsupported, {}, u"this method is not used here"_s, 0})
                                 : refuse(404, {Code::notFound, {}, {}, 0});
    if (isApi && request.method != "POST")
        return refuse(405, {Code::unsupported, {}, u"requests are posted"_s, 0});

    const qint64 limit = m_route ? m_route->bodyLimit : m_setup.limits.apiBody;
    const qint64 announced = m_parser->announcedBody();
    if (announced > limit)
        return refuse(413, {Code::tooLarge, {}, {}, limit});
    const QByteArray expect = request.field("expect");
    if (!expect.isEmpty() && expect.toLower() != "100-continue")
        return refuse(417, {Code::unsupported, {}, u"Expect"_s, 0});
    if (!m_route || !m_route->ask) {
        expectBody();
        return;
    }
    // What comes meanwhile stays in the socket, which holds no more than its buffer.
    m_state = State::asking;
    allow(m_setup.limits.answerWithin);
    m_route->ask(request, responder());
}

void HttpConnection::expectBody()
{
    const qint64 limit = m_route ? m_route->bodyLimit : m_setup.limits.apiBody;
    if (!takeRoom(limit))
        return refuse(503, {Code::busy, {}, {}, 1000});
    m_parser->setBodyLimit(limit);
    if (!m_parser->request().field("expect").isEmpty() && m_parser->announcedBody() != 0)
        m_socket->write("HTTP/1.1 100 Continue\r\n\r\n");
    m_state = State::body;
    allow(m_setup.limits.bodyWithin);
}

void HttpConnection::readBody()
{
    // What the parser leaves belongs to the next request and stays in the socket. By small parts, so that a short request
    // with many behind it costs no more than itself.
    HttpParser::Step step = HttpParser::Step::needsMore;
    for (qint64 taken = 1; step == HttpParser::Step::needsMore && taken > 0;) {
        QByteArray part = m_parser->announcedBody() == 0 ? QByteArray() : m_socket->peek(kBodyPart);
        const qsizetype offered = part.size();
        step = m_parser->readBody(part);
        taken = m_socket->skip(offered - part.size());
    }
    switch (step) {
    case HttpParser::Step::needsMore: return;
    case HttpParser::Step::refused:
        refuse(m_parser->status(), {m_parser->status() == 413 ? Code::tooLarge : Code::malformed, {}, m_parser->reason(), 0});
        return;
    case HttpParser::Step::done:
        m_shared.metrics.bytesIn.fetch_add(static_cast<quint64>(m_parser->request().body.size()), std::memory_order_relaxed);
        m_state = State::answering;
        allow(m_setup.limits.answerWithin);
        dispatch();
    }
}

void HttpConnection::dispatch()
{
    if (!m_route) {
        callApi();
        return;
    }
    m_route->handler(m_parser->request(), responder());
}

HttpResponder HttpConnection::responder() const
{
    return HttpResponder([inbox = m_inbox, connection = m_id, request = m_request](HttpResponse response) {
        if (const auto open = inbox.lock())
            open->post(HttpAnswered {connection, request, std::move(response)});
    });
}

// ---- the API: one request, one session ----

void HttpConnection::callApi()
{
    const HttpRequest& request = m_parser->request();
    QString origin;
    if (!originMayCall(origin))
        return refuse(403, {Code::forbidden, {}, u"this origin is not allowed"_s, 0});
    // A page elsewhere can post forms and plain text without asking; JSON it cannot.
    if (!request.field("content-type").toLower().startsWith("application/json"))
        return refuse(415, {Code::unsupported, {}, u"Content-Type must be application/json"_s, 0});
    if (const Millis wait = m_bucket.take(Clock::now()); wait.count() > 0) {
        m_shared.metrics.addRefused(Code::rateLimited);
        qCInfo(netLog).noquote() << "request-refused peer" << m_peer << "code" << codeName(Code::rateLimited);
        return respond(HttpResponse::refusal({Code::rateLimited, {}, {}, wait.count()}));
    }
    const auto body = readObject(request.body);
    const QString type = QString::fromLatin1(request.path.mid(kApiPrefix.size()));
    auto typed = body ? readRequestBody(type, *body) : Result<AnyRequest>(body.error());
    if (!typed) {
        m_shared.metrics.addRefused(typed.error().code);
        qCInfo(netLog).noquote() << "request-refused peer" << m_peer << "code" << codeName(typed.error().code);
        return respond(HttpResponse::refusal(typed.error()));
    }
    m_api = SessionId {m_edge, m_shared.lastSerial.fetch_add(1) + 1};
    Q_EMIT apiOpened(*m_api);
    std::vector<Arrival> arrivals;
    arrivals.emplace_back(SessionOpened {*m_api, Via::http, m_peer, origin, request.bearer()});
    arrivals.emplace_back(RequestArrived {*m_api, u"1"_s, *std::move(typed)});
    m_shared.arrivals.post(std::move(arrivals));
}

void HttpConnection::closeApi()
{
    if (!m_api)
        return;
    m_shared.arrivals.post(SessionClosed {*m_api});
    Q_EMIT apiClosed(*m_api);
    m_api.reset();
}

void HttpConnection::reply(const ReplyOut& reply)
{
    closeApi();
    m_shared.metrics.addAnswered(reply.type, reply.code);
    respond(HttpResponse::json(reply.body.toUtf8(), httpStatus(reply.code)));
}

void HttpConnection::disconnect(const DisconnectOut& farewell)
{
    m_lastOne = true;
    // A server that leaves still answers what it has decided; in every other case nobody knows whether this was stored, and
    // every code would say that it was not.
    if (farewell.reason != Code::ok)
        cut("unanswered");
}

// ---- out ----

void HttpConnection::answered(quint64 request, HttpResponse response)
{
    if ((m_state != State::answering && m_state != State::asking) || request != m_request)
        return;
    if (m_state == State::asking && response.isGoOn()) {
        expectBody();
        process();
        return;
    }
    if (response.isNobody()) {
        letGo();
        return;
    }
    // The body of what is refused by its head cannot be told from the next request.
    m_lastOne = m_lastOne || m_state == State::asking;
    if (response.status >= 400)
        qCInfo(netLog).noquote() << "http-refused connection" << m_id << "peer" << m_peer << "status" << response.status;
    respond(std::move(response));
}

void HttpConnection::refuse(int status, const Error& error)
{
    m_shared.metrics.httpRefused.fetch_add(1);
    qCInfo(netLog).noquote() << "http-refused connection" << m_id << "peer" << m_peer << "status" << status << "code"
                             << codeName(error.code);
    m_lastOne = true; // what follows on this connection cannot be told from the rest of a bad request
    HttpResponse response = HttpResponse::refusal(error);
    response.status = status;
    respond(std::move(response));
}

void HttpConnection::respond(HttpResponse response)
{
    if (m_state == State::ended || m_state == State::closing)
        return;
    const HttpRequest& request = m_parser->request();
    const bool keep = !m_lastOne && request.keepAlive;
    const bool bodiless = response.status == 304 || response.status == 204;
    QByteArray out = "HTTP/1.1 " + QByteArray::number(response.status) + ' ' + httpReason(response.status) + "\r\n";
    const auto add = [&out](
                         QByteArrayView name, QByteArrayView value) { out += name + QByteArrayLiteral(": ") + value + "\r\n"; };
    const auto addUnlessGiven = [&](QByteArrayView name, QByteArrayView value) {
        const bool given = std::ranges::any_of(
            response.fields, [&](const HttpField& each) { return each.first.compare(name, Qt::CaseInsensitive) == 0; });
        if (!given)
            add(name, value);
    };
    if (!bodiless) {
        add("Content-Length", QByteArray::number(response.body.size()));
        if (!response.contentType.isEmpty())
            add("Content-Type", response.contentType);
    }
    for (const auto& [name, value] : std::as_const(response.fields))
        add(name, QByteArray(value).replace('\r', ' ').replace('\n', ' '));
    addUnlessGiven("X-Content-Type-Options", "nosniff");
    addUnlessGiven("Referrer-Policy", "no-referrer");
    if (m_setup.tls)
        addUnlessGiven("Strict-Transport-Security", "max-age=31536000");
    addUnlessGiven("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; sandbox");
    addUnlessGiven("Cross-Origin-Resource-Policy", "same-origin");
    add("Connection", keep ? "keep-alive" : "close");
    out += "\r\n";
    if (!bodiless && request.method != "HEAD")
        out += response.body;
    m_shared.metrics.bytesOut.fetch_add(static_cast<quint64>(out.size()), std::memory_order_relaxed);
    m_socket->write(out);
    if (m_state == State::ended) // writing can find the peer gone
        return;
    if (keep)
        nextRequest();
    else
        closeGently();
}

void HttpConnection::nextRequest()
{
    giveRoom();
    m_parser = std::make_unique<HttpParser>(m_setup.limits);
    m_route = nullptr;
    m_headBegun = false;
    m_state = State::head;
    allow(m_setup.limits.idleFor);
    if (m_socket->bytesAvailable() > 0)
        QMetaObject::invokeMethod(this, &HttpConnection::process, Qt::QueuedConnection);
}

/// Says no more, but reads on for a while: closing with bytes unread would take the answer back (RST).
void HttpConnection::closeGently()
{
    m_state = State::closing;
    giveRoom();
    allow(m_setup.limits.lingerFor);
    const auto whenWritten = [this] {
        if (m_state != State::closing || unsentBytes(*m_socket) > 0)
            return;
        if (m_setup.tls)
            m_socket->disconnectFromHost();
        else
            ::shutdown(static_cast<int>(m_socket->socketDescriptor()), SHUT_WR);
    };
    connect(m_socket.get(), &QTcpSocket::bytesWritten, this, whenWritten);
    m_socket->flush();
    whenWritten();
    if (m_state == State::closing)
        m_socket->skip(m_socket->bytesAvailable());
}

void HttpConnection::finishSoon()
{
    m_lastOne = true;
    if (m_state == State::head)
        closeGently();
}

bool HttpConnection::isAsking() const
{
    const QByteArray& method = m_parser->request().method;
    return method == "GET" || method == "HEAD";
}

void HttpConnection::tick(Clock::time_point now)
{
    if (m_state == State::ended)
        return;
    const qint64 unsent = unsentBytes(*m_socket);
    if (unsent > 0 && (m_state == State::head || m_state == State::closing)) {
        if (unsent != m_lastUnsent)
            m_progressAt = now;
        m_lastUnsent = unsent;
        if (now - m_progressAt > m_setup.limits.stuckFor) {
            m_shared.metrics.slowCut.fetch_add(1);
            cut("unsent");
            return;
        }
        allow(m_state == State::head ? m_setup.limits.idleFor : m_setup.limits.lingerFor);
    }
    if (now < m_deadline)
        return;
    switch (m_state) {
    case State::head:
        if (m_headBegun && m_socket->bytesAvailable() > 0)
            refuse(408, {Code::malformed, {}, u"the head took too long"_s, 0});
        else
            cut("idle");
        return;
    case State::asking:
    case State::answering: letGo(); return;
    case State::body: refuse(408, {Code::malformed, {}, u"the body took too long"_s, 0}); return;
    case State::closing: cut("linger"); return;
    case State::ended: return;
    }
}

void HttpConnection::letGo()
{
    if (m_state == State::asking || isAsking())
        refuse(503, {Code::unavailable, {}, {}, 0});
    else
        cut("unanswered"); // it may be stored yet
}

void HttpConnection::cut(const char* why)
{
    qCInfo(netLog).noquote() << "connection-cut connection" << m_id << "peer" << m_peer << "why" << why;
    m_socket->abort();
    finish();
}

} // namespace greenroom
