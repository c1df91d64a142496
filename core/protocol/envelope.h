// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>

#include "core/protocol/codec.h"
#include "core/protocol/requests.h"

// The envelope around every frame: {"type":…,"id":…,"body":{…}}. Requests and their replies carry an id, events none;
// a reply has its request's type and id, and its body starts with "code".
namespace greenroom {

// What nearly every file reads or writes is compiled once, in envelope.cpp.
#define GREENROOM_COMPILED_ONCE(keyword, T)                                                                                    \
    keyword template Result<void> codec::readMembers(const QJsonObject&, T&, const QString&);                                  \
    keyword template void codec::writeMembers(QString&, bool&, const T&, Audience)
GREENROOM_COMPILED_ONCE(extern, Entry);
GREENROOM_COMPILED_ONCE(extern, Entries);
GREENROOM_COMPILED_ONCE(extern, ConversationRow);
GREENROOM_COMPILED_ONCE(extern, BoardChanged);

/// Longest request id, in characters.
inline constexpr int kMaxRequestId = 64;

/// A frame taken apart, its body not yet read.
struct Frame {
    QString type;
    QString id; ///< empty for events
    QJsonObject body;
};

/// A frame that could not be used, with what is known of it so that it can be answered.
struct FrameError {
    Error error;
    QString type;
    QString id;
};

/// JSON → Frame. Refuses what is no UTF-8, no object, nested deeper than kMaxDepth, or without type and body.
std::variant<Frame, FrameError> readFrame(const QByteArray& utf8);

/// JSON → its object. Malformed: no JSON, no object, or nested deeper than kMaxDepth.
Result<QJsonObject> readObject(const QByteArray& utf8);

/// A request with its id.
struct RequestFrame {
    QString id;
    AnyRequest request;
};

/// JSON → typed request, whole and valid, or why not.
std::variant<RequestFrame, FrameError> readRequest(const QByteArray& utf8);
/// The same for a body that came with its type elsewhere (HTTP).
Result<AnyRequest> readRequestBody(const QString& type, const QJsonObject& body);

/// The name of a request, for logs and errors.
QLatin1StringView typeOf(const AnyRequest& request);
/// Who may ask it.
Roles rolesOf(const AnyRequest& request);

template <class R>
QString writeRequest(const QString& id, const R& request)
{
    QString out = u"{\"type\":\"" + R::type + u"\",\"id\":";
    codec::writeString(out, id);
    out += u",\"body\":";
    codec::write(out, request, Audience::staff);
    out += u'}';
    return out;
}

/// The body of a reply that went well: {"code":"ok",…}.
template <class Reply>
QString writeReplyBody(const Reply& reply, Audience audience)
{
    QString out = QStringLiteral("{\"code\":\"ok\"");
    bool first = false;
    codec::writeMembers(out, first, reply, audience);
    out += u'}';
    return out;
}

/// The body of a refusal: {"code":…,"detail":…} with field and limit where they mean something.
QString writeErrorBody(const Error& error);
/// The envelope around a reply's body.
QString writeReply(QLatin1StringView type, const QString& id, const QString& body);

template <Event E>
QString writeEvent(const E& event, Audience audience)
{
    QString out = u"{\"type\":\"" + E::type + u"\",\"body\":";
    codec::write(out, event, audience);
    out += u'}';
    return out;
}

/// Reads a reply's body: the value, or the refusal it carries.
template <class Reply>
Result<Reply> readReplyBody(const QJsonObject& body);
Error readError(const QJsonObject& body);

template <class Reply>
Result<Reply> readReplyBody(const QJsonObject& body)
{
    if (body.value(QLatin1StringView("code")) != QLatin1StringView("ok"))
        return readError(body);
    Reply reply;
    if (auto done = codec::readMembers(body, reply, {}); !done)
        return done.error();
    return reply;
}

} // namespace greenroom
