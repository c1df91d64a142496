// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/admin/admincommand.h"

namespace greenroom {

/// `verify [--head NUMBER:DIGEST]`, on the store itself and beside a running server.
Result<void> verifyCommand(AdminContext& context, QStringList arguments);
void verifyAside(const AdminAside& aside, QStringList arguments);
/// `audit [--last COUNT]`
Result<void> auditCommand(AdminContext& context, QStringList arguments);

} // namespace greenroom
