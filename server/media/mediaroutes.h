// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/media/mediahandler.h"
#include "server/media/mediakeeper.h"
#include "server/net/http.h"

namespace greenroom {

/// The HTTP side of media needs: the way to the coordinator, and what is there once the server stands.
struct MediaSide {
    std::function<void(Task)> toCoordinator; ///< any thread
    std::function<MediaHandler&()> handler; ///< any thread; but for isSigned() it is the coordinator's
    std::function<MediaKeeper&()> keeper; ///< any thread
};

/// POST and GET under MediaPaths::kPrefix: files in and out by signed paths. Whatever is given out is an attachment of
/// one of the types made here, in a sandbox, not to be guessed at, for the page's own origin only.
void addMediaRoutes(HttpRoutes& routes, const MediaSide& side);

} // namespace greenroom
