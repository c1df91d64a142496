// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace greenroom {

/// Shuts the process in before it looks at anything hostile: no files but the three it has, no new programs, no network,
/// no more memory or CPU time than a picture needs, no core. Call when everything is loaded; there is no way back.
/// False if the kernel refused any of it.
bool enterSandbox();

} // namespace greenroom
