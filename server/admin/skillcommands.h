// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/admin/admincommand.h"

namespace greenroom {

/// `user skills NAME …`: what somebody can do, for the router; what is not said stays.
Result<void> setPersonSkills(AdminContext& context, PersonId person, QStringList& arguments);
/// `issue skills SHOP ISSUE …`, `issue list SHOP`
Result<void> issueCommand(AdminContext& context, QStringList arguments);

} // namespace greenroom
