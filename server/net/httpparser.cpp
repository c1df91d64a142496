// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/httpparser.h"

#include <algorithm>

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

namespace greenroom {

using namespace Qt::StringLiterals;
namespace http = boost::beast::http;

namespace {

QByteArray bytes(boost::beast::string_view view)
{
    return QByteArray(view.data(), static_cast<qsizetype>(view.size()));
}

bool isHost(const QByteArray& host)
{
    return !host.isEmpty() && host.size() <= 255 && std::ranges::all_of(host, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_'
            || c == ':' || c == '[' || c == ']';
    });
}

bool isPlainTarget(QByteArrayView target)
{
    return target.startsWith('/')
        && std::ranges::all_of(target, [](char c) { return c > ' ' && c < '\x7f' && c != '#' && c != '\\'; });
}

} // namespace

struct HttpParser::Beast {
    http::request_parser<http::string_body> parser;
};

HttpParser::HttpParser(const ConnectionLimits& limits)
    : m_limits(limits)
    , m_beast(std::make_unique<Beast>())
{
    m_beast->parser.header_limit(static_cast<std::uint32_t>(limits.headBytes));
    // The limit of a body depends on its path; until that is known, only the announced length is compared.
    m_beast->parser.body_limit(std::numeric_limits<qint64>::max());
}

HttpParser::~HttpParser() = default;

HttpParser::Step HttpParser::refuse(int status, const QString& reason)
{
    m_status = status;
    m_reason = reason;
    return Step::refused;
}

HttpParser::Step HttpParser::readHead(QByteArrayView buffered)
{
    // Byte by byte only what is new, so that a head that comes in drops costs no more than one that comes at once.
    qsizetype end = -1;
    for (qsizetype i = m_scanned; i < buffered.size() && end < 0; ++i) {
        const char c = buffered[i];
        if (c == '\n') {
            if (i == 0 || buffered[i - 1] != '\r')
                return refuse(400, u"a line ends without CR LF"_s);
            if (i >= 3 && buffered[i - 2] == '\n')
                end = i + 1;
        } else if (i > 0 && buffered[i - 1] == '\r') {
            return refuse(400, u"CR without LF"_s);
        } else if ((c == ' ' || c == '\t') && i > 0 && buffered[i - 1] == '\n') {
            return refuse(400, u"a folded field"_s);
        } else if ((c >= '\0' && c < ' ' && c != '\t' && c != '\r') || c == '\x7f') {
            return refuse(400, u"a control character in the head"_s);
        }
    }
    m_scanned = buffered.size();
    if (end > m_limits.headBytes || (end < 0 && buffered.size() >= m_limits.headBytes))
        return refuse(431, u"the head is longer than %1 bytes"_s.arg(m_limits.headBytes));
    if (end < 0)
        return Step::needsMore;

    m_headSize = end;
    boost::system::error_code error;
    auto& parser = m_beast->parser;
    parser.eager(false);
    parser.put(boost::asio::buffer(buffered.data(), static_cast<size_t>(end)), error);
    if (error)
        return refuse(error == http::error::header_limit ? 431 : 400, QString::fromStdString(error.message()));
    if (!parser.is_header_done())
        return refuse(400, u"an incomplete head"_s);
    return checkHead();
}

HttpParser::Step HttpParser::checkHead()
{
    const auto& message = m_beast->parser.get();
    int hosts = 0;
    int lengths = 0;
    int codings = 0;
    for (const auto& each : message) {
        const QByteArray name = bytes(each.name_string()).toLower();
        const QByteArray value = bytes(each.value());
        hosts += name == "host" ? 1 : 0;
        if (name == "content-length") {
            ++lengths;
            if (value.isEmpty() || value.size() > 15
                || !std::ranges::all_of(value, [](char c) { return c >= '0' && c <= '9'; }))
                return refuse(400, u"Content-Length is not a number"_s);
            m_announced = value.toLongLong();
        } else if (name == "transfer-encoding") {
            ++codings;
            if (value.toLower() != "chunked")
                return refuse(501, u"a transfer coding other than chunked"_s);
            m_announced = -1;
        }
        m_request.fields.append({name, value});
    }
    if (m_request.fields.size() > m_limits.headFields)
        return refuse(431, u"more than %1 fields"_s.arg(m_limits.headFields));
    if (lengths > 1 || codings > 1 || (lengths == 1 && codings == 1))
        return refuse(400, u"more than one length"_s);
    if (message.version() != 11 && message.version() != 10)
        return refuse(400, u"not HTTP/1.1"_s);
    if (message.version() == 10 && codings != 0)
        return refuse(400, u"chunks in HTTP/1.0"_s);
    if (hosts > 1 || (hosts == 0 && message.version() == 11) || (hosts == 1 && !isHost(m_request.field("host"))))
        return refuse(400, u"Host must be there once and be a name"_s);

    m_request.method = bytes(message.method_string());
    static const std::array known {"GET"_ba, "HEAD"_ba, "POST"_ba, "PUT"_ba, "DELETE"_ba};
    if (std::ranges::find(known, m_request.method) == known.end())
        return refuse(405, u"this method is not used here"_s);
    const QByteArray target = bytes(message.target());
    if (!isPlainTarget(target))
        return refuse(400, u"the target is not a path"_s);
    const qsizetype question = target.indexOf('?');
    m_request.path = question < 0 ? target : target.left(question);
    m_request.query = question < 0 ? QByteArray() : target.mid(question + 1);
    m_request.keepAlive = message.keep_alive();
    return Step::done;
}

bool HttpParser::wantsWebSocket() const
{
    return m_request.field("upgrade").toLower() == "websocket" && m_request.method == "GET" && m_announced == 0;
}

void HttpParser::setBodyLimit(qint64 bytes)
{
    m_beast->parser.body_limit(static_cast<std::uint64_t>(bytes));
}

HttpParser::Step HttpParser::readBody(QByteArray& buffered)
{
    auto& parser = m_beast->parser;
    parser.eager(true);
    qsizetype used = 0;
    while (!parser.is_done() && used < buffered.size()) {
        boost::system::error_code error;
        const auto rest = static_cast<size_t>(buffered.size() - used);
        used += static_cast<qsizetype>(parser.put(boost::asio::buffer(buffered.constData() + used, rest), error));
        if (error == http::error::need_more) {
            // Between chunks: the line of a chunk's size or a trailer, which nobody needs to be long.
            if (buffered.size() - used > m_limits.headBytes)
                return refuse(400, u"a chunk's head is too long"_s);
            break;
        }
        if (error == http::error::body_limit)
            return refuse(413, u"the body is too large"_s);
        if (error)
            return refuse(400, QString::fromStdString(error.message()));
    }
    buffered.remove(0, used);
    if (!parser.is_done())
        return Step::needsMore;
    const std::string& body = parser.get().body();
    m_request.body = QByteArray(body.data(), static_cast<qsizetype>(body.size()));
    return Step::done;
}

} // namespace greenroom
