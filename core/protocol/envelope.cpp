// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/envelope.h"

#include <QHash>
#include <QJsonDocument>
#include <QStringDecoder>

namespace greenroom {

GREENROOM_COMPILED_ONCE(, Entry);
GREENROOM_COMPILED_ONCE(, Entries);
GREENROOM_COMPILED_ONCE(, ConversationRow);
GREENROOM_COMPILED_ONCE(, BoardChanged);

using namespace Qt::StringLiterals;

namespace {

/// Nesting of the text before it is parsed, so that depth costs nothing.
bool tooDeep(const QByteArray& utf8)
{
    int depth = 0;
    bool inString = false;
    for (qsizetype i = 0; i < utf8.size(); ++i) {
        const char c = utf8[i];
        if (inString) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                inString = false;
        } else if (c == '"') {
            inString = true;
        } else if (c == '{' || c == '[') {
            if (++depth > kMaxDepth)
                return true;
        } else if (c == '}' || c == ']') {
            --depth;
        }
    }
    return false;
}

using Reader = Result<AnyRequest> (*)(const QJsonObject&);

template <class R>
Result<AnyRequest> readAs(const QJsonObject& body)
{
    R request {};
    if (auto done = codec::readMembers(body, request, {}); !done)
        return done.error();
    return AnyRequest(std::move(request));
}

const QHash<QString, Reader>& readers()
{
    static const QHash<QString, Reader> table = [] {
        QHash<QString, Reader> made;
        Requests::forEach([&]<class R>(std::type_identity<R>) { made.insert(R::type, &readAs<R>); });
        return made;
    }();
    return table;
}

} // namespace

Result<QJsonObject> readObject(const QByteArray& utf8)
{
    const auto malformed = [](const QString& why) { return Error {Code::malformed, {}, why, 0}; };
    if (tooDeep(utf8))
        return malformed(u"nested deeper than %1"_s.arg(kMaxDepth));
    QJsonParseError parseError;
    const QJsonDocument document = QJsonDocument::fromJson(utf8, &parseError);
    if (parseError.error != QJsonParseError::NoError)
        return malformed(parseError.errorString());
    if (!document.isObject())
        return malformed(u"not an object"_s);
    return document.object();
}

std::variant<Frame, FrameError> readFrame(const QByteArray& utf8)
{
    const auto malformed = [](const QString& why, const QString& type = {}, const QString& id = {}) {
        return FrameError {{Code::malformed, {}, why, 0}, type, id};
    };
    const auto read = readObject(utf8);
    if (!read)
        return FrameError {read.error(), {}, {}};
    const QJsonObject& object = *read;
    const QString id = object.value("id"_L1).toString();
    const QString type = object.value("type"_L1).toString();
    if (id.size() > kMaxRequestId)
        return malformed(u"id is longer than %1"_s.arg(kMaxRequestId), type.left(kMaxRequestId));
    if (type.isEmpty() || type.size() > kMaxRequestId)
        return malformed(u"type is missing"_s, {}, id);
    if (!object.value("body"_L1).isObject())
        return malformed(u"body is missing"_s, type, id);
    return Frame {type, id, object.value("body"_L1).toObject()};
}

std::variant<RequestFrame, FrameError> readRequest(const QByteArray& utf8)
{
    auto frame = readFrame(utf8);
    if (auto* error = std::get_if<FrameError>(&frame))
        return std::move(*error);
    auto& [type, id, body] = std::get<Frame>(frame);
    if (id.isEmpty())
        return FrameError {{Code::malformed, {}, u"a request needs an id"_s, 0}, type, id};
    auto request = readRequestBody(type, body);
    if (!request)
        return FrameError {request.error(), type, id};
    return RequestFrame {id, *std::move(request)};
}

Result<AnyRequest> readRequestBody(const QString& type, const QJsonObject& body)
{
    const Reader reader = readers().value(type);
    if (!reader)
        return Error {Code::unknownType, {}, type.left(kMaxRequestId), 0};
    return reader(body);
}

QLatin1StringView typeOf(const AnyRequest& request)
{
    return std::visit([]<class R>(const R&) { return R::type; }, request);
}

Roles rolesOf(const AnyRequest& request)
{
    return std::visit([]<class R>(const R&) { return R::roles; }, request);
}

QString writeErrorBody(const Error& error)
{
    QString out = u"{\"code\":\"" + codeName(error.code) + u"\",\"detail\":";
    codec::writeString(out, sentence(error));
    if (!error.field.isEmpty()) {
        out += u",\"field\":";
        codec::writeString(out, error.field);
    }
    if (error.limit != 0)
        out += u",\"limit\":" + QString::number(error.limit);
    out += u'}';
    return out;
}

QString writeReply(QLatin1StringView type, const QString& id, const QString& body)
{
    QString out = u"{\"type\":"_s;
    codec::writeString(out, QString(type));
    out += u",\"id\":";
    codec::writeString(out, id);
    out += u",\"body\":" + body + u'}';
    return out;
}

Error readError(const QJsonObject& body)
{
    Error error;
    error.code = codeFromName(body.value("code"_L1).toString()).value_or(Code::internal);
    error.detail = body.value("detail"_L1).toString();
    error.field = body.value("field"_L1).toString();
    error.limit = body.value("limit"_L1).toInteger();
    return error;
}

} // namespace greenroom
