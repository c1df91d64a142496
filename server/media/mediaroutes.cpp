// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/media/mediaroutes.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

const Error kUnavailable {Code::unavailable, {}, {}, 0};

HttpResponse refusal(const Error& error)
{
    // What the disk said is not the client's.
    return HttpResponse::refusal(error.code == Code::storage || error.code == Code::internal ? kUnavailable : error);
}

HttpResponse file(const MediaTable::Row& row, const QByteArray& bytes)
{
    const QByteArray name = row.file.mime == u"image/png" ? "picture.png"
        : row.file.mime == u"image/jpeg"                  ? "picture.jpg"
                                                          : "voice.ogg";
    HttpResponse response;
    response.contentType = row.file.mime.toLatin1();
    response.body = bytes;
    response.fields = {{"Content-Disposition"_ba, "attachment; filename=\"" + name + "\""},
        {"Content-Security-Policy"_ba, "default-src 'none'; sandbox"_ba}, {"Cross-Origin-Resource-Policy"_ba, "same-origin"_ba},
        {"Cache-Control"_ba, "private, max-age=300"_ba}};
    return response;
}

void askToBring(const MediaSide& side, const HttpRequest& head, const HttpResponder& responder)
{
    // What was not signed here does not get as far as the coordinator.
    if (!side.handler().isSigned(head.path)) {
        responder.send(refusal({Code::notFound, u"path"_s, {}, 0}));
        return;
    }
    bool announced = false;
    const qint64 size = head.field("content-length").toLongLong(&announced);
    side.toCoordinator(Task {[side, path = head.path, size = announced ? std::optional(size) : std::nullopt,
                                 bearer = head.bearer(), responder](const Coordinator& coordinator) {
        const auto may = coordinator.isReady() ? side.handler().mayBring(path, size, bearer) : Result<void>(kUnavailable);
        responder.send(may ? HttpResponse::goOn() : refusal(may.error()));
    }});
}

void bring(const MediaSide& side, const HttpRequest& request, const HttpResponder& responder)
{
    side.toCoordinator(
        Task {[side, path = request.path, body = request.body, bearer = request.bearer(), responder](Coordinator& coordinator) {
            if (!coordinator.isReady()) {
                responder.send(refusal(kUnavailable));
                return;
            }
            const auto admitted = side.handler().admit(path, body.size(), bearer);
            if (!admitted) {
                responder.send(refusal(admitted.error()));
                return;
            }
            side.keeper().keep(admitted->row.media, body, admitted->byStaff,
                [side, upload = *admitted, responder](const Result<KeptFile>& kept) {
                    side.toCoordinator(Task {[side, upload, kept, responder](Coordinator& again) {
                        if (!kept || !again.isReady()) {
                            side.handler().drop(upload);
                            responder.send(refusal(kept ? kUnavailable : kept.error()));
                            return;
                        }
                        side.handler().keep(upload, *kept, [responder](const Uploaded& uploaded) {
                            responder.send(HttpResponse::json(writeReplyBody(uploaded, Audience::customer).toUtf8()));
                        });
                    }});
                });
        }});
}

void fetch(const MediaSide& side, const HttpRequest& request, const HttpResponder& responder)
{
    side.toCoordinator(Task {[side, path = request.path, bearer = request.bearer(), responder](Coordinator& coordinator) {
        if (!coordinator.isReady()) {
            responder.send(refusal(kUnavailable));
            return;
        }
        side.handler().open(path, bearer, [side, responder](const Result<MediaTable::Row>& row) {
            if (!row) {
                responder.send(refusal(row.error()));
                return;
            }
            side.keeper().fetch(row->file.hash, [row = *row, responder](const Result<QByteArray>& bytes) {
                responder.send(bytes ? file(row, *bytes) : refusal(bytes.error()));
            });
        });
    }});
}

} // namespace

void addMediaRoutes(HttpRoutes& routes, const MediaSide& side)
{
    const QByteArray prefix(MediaPaths::kPrefix.data(), MediaPaths::kPrefix.size());
    routes.addPrefix(
        "POST", prefix, kMaxImageBytes,
        [side](const HttpRequest& request, const HttpResponder& responder) { bring(side, request, responder); },
        [side](const HttpRequest& head, const HttpResponder& responder) { askToBring(side, head, responder); });
    routes.addPrefix("GET", prefix, 0,
        [side](const HttpRequest& request, const HttpResponder& responder) { fetch(side, request, responder); });
}

} // namespace greenroom
