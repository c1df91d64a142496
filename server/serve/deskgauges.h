// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/desk/desk.h"

namespace greenroom {

/// How the desk stands, as Prometheus text: who waits where and how long, what is offered and assigned, who is there.
/// Shops by key and queues by name; nobody's name. Coordinator's thread.
QByteArray deskGauges(Desk& desk, const std::vector<Shop>& shops);

} // namespace greenroom
