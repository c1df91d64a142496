// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/role.h"
#include "server/coordinator/traffic.h"
#include "server/imports/importrun.h"
#include "server/net/http.h"

namespace greenroom {

/// Who may bring things in over HTTP.
inline constexpr Roles kImportRoles {Role::admin, Role::integration};
/// Longest body of one import over HTTP.
inline constexpr qint64 kMostImportBytes = 16 * 1024 * 1024;

/// POST /api/v1/import/{orders|products|articles|phrases|rules|automatic}?format=jsonl|csv&onError=skip|stop with a session
/// token: the body is what the import command takes as a file, and goes to the shop of the token. Answered after the commit
/// with
/// {"code":"ok","stored":…,"problems":[{"line":…,"detail":…},…]}, or with `input` if it was stopped; then nothing was stored.
void addImportRoutes(HttpRoutes& routes, std::function<void(Task)> toCoordinator);

/// What a request asks for.
struct ImportAsk {
    ImportKind kind = ImportKind::orders;
    ImportFormat format = ImportFormat::jsonLines;
    OnError onError = OnError::skip;
    QByteArray body;
};
/// Without `then`.
ImportRun importRun(ShopId shop, const ImportAsk& ask, Instant now);
/// What the path and query ask for.
Result<ImportAsk> importAsk(const HttpRequest& request);

} // namespace greenroom
