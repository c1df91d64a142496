// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/log/log.h"

namespace greenroom {

enum class AuditActor { nobody, customer, person, console };
template <>
struct EnumNames<AuditActor> {
    static constexpr std::array names {named(AuditActor::nobody, "nobody"), named(AuditActor::customer, "customer"),
        named(AuditActor::person, "person"), named(AuditActor::console, "console")};
};

/// Who did what, from where, to what, and how it ended. Never what anybody wrote.
struct AuditEvent {
    std::optional<ShopId> shop; ///< none: the installation
    AuditActor actor = AuditActor::nobody;
    std::optional<Uuid> actorId;
    QString actorName; ///< at most 80 characters are kept
    QString source; ///< address, or "console"; at most 64
    QString action; ///< signIn, setPassword, signOut, denied, import, command …; at most 40
    QString object; ///< at most 400
    Code outcome = Code::ok;

    friend bool operator==(const AuditEvent&, const AuditEvent&) = default;
};

struct AuditHead {
    qint64 number = 0; ///< 0: nothing yet
    QByteArray digest;
    friend bool operator==(const AuditHead&, const AuditHead&) = default;
};

/// The table `audit`: appended only, numbered without holes, each entry's digest made over the one before and itself, so
/// that nothing can be changed, taken out or put in between unnoticed. What is cut off at the end shows only to whoever
/// noted the head.
class AuditTable {
public:
    /// In the caller's transaction, on the one connection that writes.
    static Result<void> append(Database& database, const AuditEvent& event, Instant at);
    static Write write(const AuditEvent& event, Instant at)
    {
        return [event, at](Database& database) { return append(database, event, at); };
    }

    struct Row {
        qint64 number = 0;
        Instant at;
        AuditEvent event;
        QByteArray digest;
    };
    /// The last ones, oldest first.
    static Result<std::vector<Row>> last(Database& database, qint64 limit);
    static Result<AuditHead> head(Database& database);
    /// Walks the whole chain; its head. Error input: the first entry that is not as it was written. With `noted`, a head
    /// from before: it must still be in the chain.
    static Result<AuditHead> verify(Database& database, const std::optional<AuditHead>& noted = {});
};

} // namespace greenroom
