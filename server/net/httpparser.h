// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "server/net/connectionlimits.h"
#include "server/net/http.h"

namespace greenroom {

/// One HTTP/1.1 request, strictly: whatever two parsers could read in two ways is refused. Boost.Beast's parser, and
/// before and after it what Beast lets through: line feeds alone, folded fields, repeated or listed lengths, unknown
/// transfer codings, several hosts, targets that are no path.
class HttpParser {
public:
    enum class Step { needsMore, done, refused };

    explicit HttpParser(const ConnectionLimits& limits);
    ~HttpParser();
    Q_DISABLE_COPY_MOVE(HttpParser)

    /// Looks at what has come so far, from the start of the request; consumes nothing. Done: headSize() bytes are the head.
    Step readHead(QByteArrayView buffered);
    qsizetype headSize() const { return m_headSize; }
    /// The request, without its body until readBody() is done.
    HttpRequest& request() { return m_request; }
    /// What was announced, −1 if it comes in chunks.
    qint64 announcedBody() const { return m_announced; }
    bool wantsWebSocket() const;

    /// After the head, before readBody().
    void setBodyLimit(qint64 bytes);
    /// Takes from the front of `buffered` what belongs to the body; done when the request is whole.
    Step readBody(QByteArray& buffered);

    /// Why it was refused, and the status to say it with.
    int status() const { return m_status; }
    const QString& reason() const { return m_reason; }

private:
    struct Beast;

    Step refuse(int status, const QString& reason);
    Step checkHead();

    const ConnectionLimits& m_limits;
    std::unique_ptr<Beast> m_beast;
    HttpRequest m_request;
    qsizetype m_scanned = 0;
    qsizetype m_headSize = 0;
    qint64 m_announced = 0;
    int m_status = 0;
    QString m_reason;
};

} // namespace greenroom
