// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/http.h"

#include <atomic>

#include <QHostAddress>
#include <QUrlQuery>

#include "core/protocol/envelope.h"

namespace greenroom {

using namespace Qt::StringLiterals;

QByteArray HttpRequest::field(QByteArrayView name) const
{
    for (const auto& [key, value] : fields) {
        if (key == name)
            return value;
    }
    return {};
}

QString HttpRequest::parameter(const QString& name) const
{
    return QUrlQuery(QString::fromLatin1(query)).queryItemValue(name, QUrl::FullyDecoded);
}

QString HttpRequest::bearer() const
{
    const QByteArray value = field("authorization");
    if (value.size() < 7 || value.left(7).toLower() != "bearer ")
        return {};
    return QString::fromLatin1(value.mid(7).trimmed());
}

HttpResponse HttpResponse::refusal(const Error& error)
{
    return json(writeErrorBody(error).toUtf8(), httpStatus(error.code));
}

HttpResponse HttpResponse::json(QByteArray body, int status)
{
    return {status, "application/json"_ba, {{"Cache-Control"_ba, "no-store"_ba}}, std::move(body)};
}

HttpResponse HttpResponse::text(QByteArray body, int status)
{
    return {status, "text/plain; charset=utf-8"_ba, {{"Cache-Control"_ba, "no-store"_ba}}, std::move(body)};
}

int httpStatus(Code code)
{
    switch (code) {
    case Code::ok: return 200;
    case Code::malformed:
    case Code::missingField:
    case Code::invalidField:
    case Code::tooLong:
    case Code::helloFirst:
    case Code::alreadyHello:
    case Code::unsupported:
    case Code::input: return 400;
    case Code::signInFailed:
    case Code::sessionEnded:
    case Code::identityInvalid: return 401;
    case Code::forbidden: return 403;
    case Code::unknownType:
    case Code::notFound: return 404;
    case Code::conflict:
    case Code::reassigned:
    case Code::closed:
    case Code::offerEnded:
    case Code::overCapacity:
    case Code::recallTooLate:
    case Code::ruleBroken: return 409;
    case Code::tooLarge: return 413;
    case Code::mediaRejected: return 422;
    case Code::rateLimited: return 429;
    case Code::busy:
    case Code::unavailable: return 503;
    case Code::storage:
    case Code::schemaNewer:
    case Code::config:
    case Code::internal:
    case Code::offline:
    case Code::timedOut: return 500;
    }
    return 500;
}

QByteArrayView httpReason(int status)
{
    switch (status) {
    case 200: return "OK";
    case 201: return "Created";
    case 204: return "No Content";
    case 206: return "Partial Content";
    case 304: return "Not Modified";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 408: return "Request Timeout";
    case 409: return "Conflict";
    case 413: return "Content Too Large";
    case 415: return "Unsupported Media Type";
    case 417: return "Expectation Failed";
    case 422: return "Unprocessable Content";
    case 426: return "Upgrade Required";
    case 429: return "Too Many Requests";
    case 431: return "Request Header Fields Too Large";
    case 500: return "Internal Server Error";
    case 501: return "Not Implemented";
    case 503: return "Service Unavailable";
    default: return "Status";
    }
}

struct HttpResponder::State {
    std::atomic<bool> used {false};
    std::function<void(HttpResponse)> deliver;

    ~State()
    {
        if (!used)
            deliver(HttpResponse::nobody());
    }
};

HttpResponder::HttpResponder(std::function<void(HttpResponse)> deliver)
    : m_state(std::make_shared<State>())
{
    m_state->deliver = std::move(deliver);
}

void HttpResponder::send(HttpResponse response) const
{
    if (!m_state->used.exchange(true))
        m_state->deliver(std::move(response));
}

void HttpRoutes::add(const QByteArray& method, const QByteArray& path, qint64 bodyLimit, HttpHandler handler)
{
    m_routes.push_back({method, path, false, bodyLimit, std::move(handler), {}});
}

void HttpRoutes::addPrefix(
    const QByteArray& method, const QByteArray& prefix, qint64 bodyLimit, HttpHandler handler, HttpHandler ask)
{
    m_routes.push_back({method, prefix, true, bodyLimit, std::move(handler), std::move(ask)});
}

HttpRoutes::Found HttpRoutes::find(const QByteArray& method, const QByteArray& path) const
{
    Found found;
    for (const Route& route : m_routes) {
        if (route.isPrefix ? !path.startsWith(route.path) : path != route.path)
            continue;
        if (route.method != method && !(method == "HEAD" && route.method == "GET")) {
            found.otherMethod = true;
            continue;
        }
        const bool better = !found.route || (found.route->isPrefix && !route.isPrefix)
            || (found.route->isPrefix && route.path.size() > found.route->path.size());
        if (better)
            found.route = &route;
    }
    return found;
}

void addHealthRoutes(HttpRoutes& routes, std::function<QString()> ready, std::function<QByteArray()> metrics)
{
    routes.add("GET"_ba, "/health"_ba, 0,
        [](const HttpRequest&, const HttpResponder& responder) { responder.send(HttpResponse::text("ok\n"_ba)); });
    routes.add("GET"_ba, "/ready"_ba, 0, [ready = std::move(ready)](const HttpRequest&, const HttpResponder& responder) {
        const QString reason = ready();
        responder.send(reason.isEmpty() ? HttpResponse::text("ready\n"_ba) : HttpResponse::text(reason.toUtf8() + '\n', 503));
    });
    routes.add(
        "GET"_ba, "/metrics"_ba, 0, [metrics = std::move(metrics)](const HttpRequest& request, const HttpResponder& responder) {
            // It names shops and queues with their figures, which is the house's business; whom a proxy of this machine
            // speaks for is not of the house.
            const bool forwarded = !request.field("x-forwarded-for").isEmpty() || !request.field("forwarded").isEmpty()
                || !request.field("x-real-ip").isEmpty() || !request.field("via").isEmpty();
            if (forwarded || !QHostAddress(request.peer).isLoopback())
                return responder.send(HttpResponse::refusal({Code::notFound, u"path"_s, {}, 0}));
            HttpResponse response = HttpResponse::text(metrics());
            response.contentType = "text/plain; version=0.0.4; charset=utf-8"_ba;
            responder.send(std::move(response));
        });
}

} // namespace greenroom
