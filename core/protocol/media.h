// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/protocol/message.h"

namespace greenroom {

struct BlobLink {
    QString path; ///< of the file on this server, signed for this session
    Instant expiresAt;
    static constexpr auto fields = std::tuple {
        field("path", &BlobLink::path, maxChars(500)), field("expiresAt", &BlobLink::expiresAt)};
    friend bool operator==(const BlobLink&, const BlobLink&) = default;
};

/// A link to fetch a picture or voice note of a conversation this session may read; good for five minutes, for this session
/// only. Files come in by POST /api/v1/attachments?conversation=ID with the bytes as the body (docs/protocol.md).
struct LinkBlob {
    static constexpr QLatin1StringView type {"linkBlob"};
    static constexpr Roles roles = kDeskRoles.with(Role::customer);
    using Reply = BlobLink;
    BlobId blob;
    static constexpr auto fields = std::tuple {field("blob", &LinkBlob::blob)};
    friend bool operator==(const LinkBlob&, const LinkBlob&) = default;
};

} // namespace greenroom
