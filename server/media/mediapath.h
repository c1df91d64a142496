// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/protocol/media.h"
#include "server/coordinator/traffic.h"

namespace greenroom {

/// What a signed path permits: one thing, for one session, until a moment.
struct MediaPermit {
    enum class Use : quint8 { upload = 1, download = 2 };

    Use use = Use::download;
    SessionId session;
    Instant expiresAt;
    BlobId blob; ///< to fetch, or to be made
    MediaKind media = MediaKind::image; ///< uploads only, as are the next two
    qint64 bytes = 0;
    std::optional<ConversationId> conversation;

    friend bool operator==(const MediaPermit&, const MediaPermit&) = default;
};

/// Makes and reads the paths files come and go by. The key is made with the object and never stored: a path names a
/// session, and no session outlives the process, so no path needs to.
class MediaPaths {
public:
    static constexpr QLatin1StringView kPrefix {"/media/"};

    MediaPaths();

    QString sign(const MediaPermit& permit) const;
    /// Nothing if the path was not signed here, exactly so. Whether it has expired is the caller's to see.
    std::optional<MediaPermit> read(QByteArrayView path) const;

private:
    QByteArray m_key;
};

} // namespace greenroom
