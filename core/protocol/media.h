// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/protocol/message.h"

namespace greenroom {

enum class MediaKind { image, voice };

template <>
struct EnumNames<MediaKind> {
    static constexpr std::array names {named(MediaKind::image, "image"), named(MediaKind::voice, "voice")};
};

struct BlobLink {
    QString path; ///< of the file on this server, signed for this session
    Instant expiresAt;
    static constexpr auto fields = std::tuple {
        field("path", &BlobLink::path, maxChars(500)), field("expiresAt", &BlobLink::expiresAt)};
    friend bool operator==(const BlobLink&, const BlobLink&) = default;
};

/// A link to fetch a picture or voice note of a conversation this session may read; good for five minutes, while this
/// session lasts and may still read it. Staff send their token along (`Authorization: Bearer`).
struct LinkBlob {
    static constexpr QLatin1StringView type {"linkBlob"};
    static constexpr Roles roles = kDeskRoles.with(Role::customer);
    using Reply = BlobLink;
    BlobId blob;
    static constexpr auto fields = std::tuple {field("blob", &LinkBlob::blob)};
    friend bool operator==(const LinkBlob&, const LinkBlob&) = default;
};

/// A place to bring one file to: `path`, on this server, by POST with exactly the announced bytes as the body, within five
/// minutes, while this session lasts. Its answer is Uploaded, or a refusal. What the file is shows in its bytes; names
/// and types given are not looked at.
struct UploadPath {
    QString path;
    Instant expiresAt;
    static constexpr auto fields = std::tuple {
        field("path", &UploadPath::path, maxChars(500)), field("expiresAt", &UploadPath::expiresAt)};
    friend bool operator==(const UploadPath&, const UploadPath&) = default;
};

/// Asks for a place to upload a picture or voice note to. Staff name the conversation; a customer may leave it out: the
/// file is for whichever own conversation it is then sent in. Refused `tooLarge` over the limits of hello, `rateLimited`
/// over the quota of a day or of the conversation.
struct BeginUpload {
    static constexpr QLatin1StringView type {"beginUpload"};
    static constexpr Roles roles = kDeskRoles.with(Role::customer);
    using Reply = UploadPath;
    std::optional<ConversationId> conversation;
    MediaKind media = MediaKind::image;
    qint64 bytes = 0;
    static constexpr auto fields = std::tuple {field("conversation", &BeginUpload::conversation),
        field("media", &BeginUpload::media), field("bytes", &BeginUpload::bytes, between(1, 1LL << 40))};
    friend bool operator==(const BeginUpload&, const BeginUpload&) = default;
};

/// The answer to the POST: what `send` then names, with what the server measured.
struct Uploaded {
    BlobId blob;
    std::optional<qint64> width; ///< of a picture, pixels, upright
    std::optional<qint64> height;
    std::optional<qint64> durationMs; ///< of a voice note
    static constexpr auto fields = std::tuple {field("blob", &Uploaded::blob), field("width", &Uploaded::width),
        field("height", &Uploaded::height), field("durationMs", &Uploaded::durationMs)};
    friend bool operator==(const Uploaded&, const Uploaded&) = default;
};

} // namespace greenroom
