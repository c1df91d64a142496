// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include <QByteArray>
#include <QList>
#include <QString>

#include "core/base/error.h"

// The HTTP side as its users see it: requests, responses, and how to answer a path.
namespace greenroom {

using HttpField = std::pair<QByteArray, QByteArray>;

struct HttpRequest {
    QByteArray method; ///< GET, HEAD, POST, PUT or DELETE
    QByteArray path; ///< as sent, without the query; starts with '/'
    QByteArray query; ///< as sent, without the '?'
    QList<HttpField> fields; ///< names in lower case
    QByteArray body;
    QString peer; ///< address of the other side, without port
    bool keepAlive = false;

    /// The first field of that (lower-case) name; empty if there is none.
    QByteArray field(QByteArrayView name) const;
    /// A parameter of the query, decoded; empty if there is none.
    QString parameter(const QString& name) const;
    /// The token of `Authorization: Bearer`; empty if there is none.
    QString bearer() const;
};

struct HttpResponse {
    int status = 200;
    QByteArray contentType;
    QList<HttpField> fields; ///< besides type, length and the common security fields
    QByteArray body;

    /// A refusal: the body every refused request gets, {"code":…,"detail":…}.
    static HttpResponse refusal(const Error& error);
    static HttpResponse json(QByteArray body, int status = 200);
    static HttpResponse text(QByteArray body, int status = 200);
    /// To a Route's `ask` only: the body may come.
    static HttpResponse goOn() { return {100, {}, {}, {}}; }
    bool isGoOn() const { return status == 100; }
    /// Nobody will answer any more: what became of the request is not known.
    static HttpResponse nobody() { return {0, {}, {}, {}}; }
    bool isNobody() const { return status == 0; }
};

/// The HTTP status that goes with a code.
int httpStatus(Code code);
QByteArrayView httpReason(int status);

/// The right to answer one request, once. Any thread, now or later; copies are the same right. Where nobody does in time, or
/// the last copy is gone, a request that only asks is answered 503, and of any other the connection ends: it may be stored.
class HttpResponder {
public:
    explicit HttpResponder(std::function<void(HttpResponse)> deliver);
    /// A second call does nothing.
    void send(HttpResponse response) const;

private:
    struct State;
    std::shared_ptr<State> m_state;
};

/// Called on an edge thread, several at once: only what is const or its own.
using HttpHandler = std::function<void(const HttpRequest& request, HttpResponder responder)>;

/// Who answers which path. Filled before the edges start, unchanged afterwards.
class HttpRoutes {
public:
    struct Route {
        QByteArray method;
        QByteArray path;
        bool isPrefix = false;
        qint64 bodyLimit = 0; ///< bytes held for one request; more is refused tooLarge
        HttpHandler handler;
        /// Asked when the head is there: until it answers goOn(), now or later, none of the body is held. Anything else is the
        /// answer to the request.
        HttpHandler ask;
    };

    /// Exactly this path; GET also answers HEAD.
    void add(const QByteArray& method, const QByteArray& path, qint64 bodyLimit, HttpHandler handler);
    /// Every path that starts so; the longest wins, exact paths before all.
    void addPrefix(
        const QByteArray& method, const QByteArray& prefix, qint64 bodyLimit, HttpHandler handler, HttpHandler ask = {});

    struct Found {
        const Route* route = nullptr;
        bool otherMethod = false; ///< the path is known, the method is not
    };
    Found find(const QByteArray& method, const QByteArray& path) const;

private:
    std::vector<Route> m_routes;
};

/// GET /health, /ready and /metrics, the last for programs on this machine only. `ready`: empty while the server is ready, else
/// why not.
void addHealthRoutes(HttpRoutes& routes, std::function<QString()> ready, std::function<QByteArray()> metrics);

} // namespace greenroom
