// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/coordinator/call.h"
#include "server/log/audittable.h"

namespace greenroom {

/// What the audit says of a person's request; `object`: what it is about, never what anybody wrote.
inline AuditEvent auditOf(const CallBase& call, const QString& object, Code outcome = Code::ok)
{
    AuditEvent event;
    event.shop = call.who.shop;
    event.actor = AuditActor::person;
    event.actorId = call.who.person->value;
    event.actorName = call.who.name;
    event.source = call.peer;
    event.action = call.type;
    event.object = object;
    event.outcome = outcome;
    return event;
}

} // namespace greenroom
