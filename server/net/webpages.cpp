// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/webpages.h"

#include <algorithm>

#include <QCryptographicHash>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>

#include <zlib.h>

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

QByteArray gzip(const QByteArray& body)
{
    z_stream stream {};
    constexpr int kGzip = 15 + 16;
    if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, kGzip, 9, Z_DEFAULT_STRATEGY) != Z_OK)
        return {};
    QByteArray in = body;
    QByteArray out(static_cast<qsizetype>(deflateBound(&stream, static_cast<uLong>(in.size()))), Qt::Uninitialized);
    stream.next_in = reinterpret_cast<Bytef*>(in.data());
    stream.avail_in = static_cast<uInt>(in.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const bool whole = deflate(&stream, Z_FINISH) == Z_STREAM_END;
    out.resize(static_cast<qsizetype>(stream.total_out));
    deflateEnd(&stream);
    return whole ? out : QByteArray();
}

/// By name only: nothing but what is listed here is served.
QByteArray typeOf(const QString& suffix)
{
    static const QHash<QString, QByteArray> types {{u"html"_s, "text/html; charset=utf-8"_ba},
        {u"js"_s, "text/javascript; charset=utf-8"_ba}, {u"mjs"_s, "text/javascript; charset=utf-8"_ba},
        {u"css"_s, "text/css; charset=utf-8"_ba}, {u"json"_s, "application/json"_ba}, {u"svg"_s, "image/svg+xml"_ba},
        {u"png"_s, "image/png"_ba}, {u"ico"_s, "image/x-icon"_ba}, {u"webp"_s, "image/webp"_ba}, {u"woff2"_s, "font/woff2"_ba},
        {u"mp3"_s, "audio/mpeg"_ba}, {u"ogg"_s, "audio/ogg"_ba}, {u"wav"_s, "audio/wav"_ba},
        {u"webmanifest"_s, "application/manifest+json"_ba}};
    return types.value(suffix);
}

bool acceptsGzip(const QByteArray& field)
{
    const QList<QByteArray> codings = field.split(',');
    return std::ranges::any_of(codings, [](const QByteArray& coding) {
        const QList<QByteArray> parts = coding.split(';');
        const bool refused = parts.size() > 1 && parts[1].trimmed().startsWith("q=0")
            && parts[1].trimmed().mid(2).toDouble() == 0;
        return parts[0].trimmed().toLower() == "gzip" && !refused;
    });
}

/// A source that could end its directive or be read as a keyword is dropped.
bool isSource(const QString& source)
{
    return (source.startsWith(u"https://") || source.startsWith(u"http://"))
        && std::ranges::none_of(source, [](QChar c) { return c <= u' ' || c > u'~' || c == u';' || c == u',' || c == u'\''; });
}

QByteArray policy(const HttpRequest& request, const QStringList& ancestors)
{
    QByteArray frames;
    for (const QString& each : ancestors) {
        if (isSource(each))
            frames += ' ' + each.toLatin1();
    }
    // 'self' means no WebSocket in older browsers. The host was checked when the head was read.
    const QByteArray host = request.field("host");
    const QByteArray sockets = host.isEmpty() ? QByteArray() : QByteArray(" ws://" + host + " wss://" + host);
    return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; media-src 'self' blob:; "
           "font-src 'self'; frame-src 'self'; manifest-src 'self'; connect-src 'self'"
        + sockets + "; frame-ancestors" + (frames.isEmpty() ? QByteArray(" 'none'") : frames)
        + "; base-uri 'none'; form-action 'none'; object-src 'none'; require-trusted-types-for 'script'";
}

} // namespace

WebPages::WebPages(const QString& folder, FrameAncestors frameAncestors)
    : m_frameAncestors(std::move(frameAncestors))
{
    QDirIterator each(folder, QDir::Files, QDirIterator::Subdirectories);
    while (each.hasNext()) {
        const QString name = each.next();
        const QFileInfo info(name);
        QFile file(name);
        const QByteArray type = typeOf(info.suffix());
        if (type.isEmpty() || !file.open(QIODevice::ReadOnly))
            continue;
        Page page;
        page.type = type;
        page.body = file.readAll();
        page.zipped = gzip(page.body);
        if (page.zipped.size() >= page.body.size())
            page.zipped.clear();
        page.tag = '"' + QCryptographicHash::hash(page.body, QCryptographicHash::Sha256).toHex().left(32) + '"';
        page.isHtml = info.suffix() == u"html";
        page.isLauncher = info.completeBaseName().startsWith(u"launcher");
        const QByteArray path = name.mid(folder.size()).toUtf8();
        m_pages.insert(path, page);
        if (page.isHtml)
            m_pages.insert(path.chopped(5), page);
        if (path.endsWith("/index.html"))
            m_pages.insert(path.chopped(10), page);
    }
}

HttpResponse WebPages::answer(const HttpRequest& request) const
{
    const auto found = m_pages.constFind(request.path);
    if (found == m_pages.cend())
        return HttpResponse::refusal({Code::notFound, {}, {}, 0});
    const Page& page = *found;
    HttpResponse response;
    // Asked about each time, so that a new version of the server is a new version of its pages.
    response.fields = {{"Cache-Control"_ba, "no-cache"_ba}, {"ETag"_ba, page.tag}, {"Vary"_ba, "Accept-Encoding"_ba},
        {"Cross-Origin-Resource-Policy"_ba, page.isLauncher ? "cross-origin"_ba : "same-origin"_ba}};
    const QStringList ancestors = page.isHtml && m_frameAncestors ? m_frameAncestors(request.parameter(u"shop"_s))
                                                                  : QStringList();
    response.fields.append({"Content-Security-Policy"_ba, policy(request, ancestors)});
    if (request.field("if-none-match") == page.tag) {
        response.status = 304;
        return response;
    }
    response.contentType = page.type;
    const bool zipped = !page.zipped.isEmpty() && acceptsGzip(request.field("accept-encoding"));
    if (zipped)
        response.fields.append({"Content-Encoding"_ba, "gzip"_ba});
    response.body = zipped ? page.zipped : page.body;
    return response;
}

void WebPages::addTo(HttpRoutes& routes) const
{
    const auto pages = std::make_shared<const WebPages>(*this);
    for (auto page = m_pages.keyBegin(); page != m_pages.keyEnd(); ++page)
        routes.add("GET"_ba, *page, 0,
            [pages](const HttpRequest& request, const HttpResponder& responder) { responder.send(pages->answer(request)); });
}

} // namespace greenroom
