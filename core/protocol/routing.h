// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/routing/decision.h"
#include "core/domain/routing/rules.h"
#include "core/domain/routing/trial.h"
#include "core/protocol/conversation.h"

namespace greenroom {

/// The profile by which the shop routes now, or an earlier version of it.
struct ReadRouting {
    static constexpr QLatin1StringView type {"readRouting"};
    static constexpr Roles roles = kRoutingReaders;
    using Reply = RoutingRules;
    std::optional<qint64> version; ///< none: the one that holds
    static constexpr auto fields = std::tuple {field("version", &ReadRouting::version, between(0, 1LL << 53))};
    friend bool operator==(const ReadRouting&, const ReadRouting&) = default;
};

/// From now on the shop routes by this profile. `conflict` when somebody changed it since `profile.version`: read it again.
/// `invalidField` names the place in it that cannot be routed by. The reply has the version it got.
struct ChangeRouting {
    static constexpr QLatin1StringView type {"changeRouting"};
    static constexpr Roles roles = kRoutingWriters;
    using Reply = RoutingVersion;
    routing::Profile profile; ///< `version`: the one it was made from; `since` is the server's to say
    QString note;
    static constexpr auto fields = std::tuple {
        field("profile", &ChangeRouting::profile), field("note", &ChangeRouting::note, maxChars(500))};
    friend bool operator==(const ChangeRouting&, const ChangeRouting&) = default;
};

/// What would this profile have done in the last hour? Nothing is changed. `invalidField` as for changeRouting; `busy` while
/// another trial of the shop is under way.
struct TryRouting {
    static constexpr QLatin1StringView type {"tryRouting"};
    static constexpr Roles roles = kRoutingReaders;
    using Reply = RoutingTrial;
    routing::Profile profile;
    static constexpr auto fields = std::tuple {field("profile", &TryRouting::profile)};
    friend bool operator==(const TryRouting&, const TryRouting&) = default;
};

/// Why did this conversation go where it went; why is it waiting?
struct ExplainRouting {
    static constexpr QLatin1StringView type {"explainRouting"};
    static constexpr Roles roles = kDeskRoles;
    using Reply = RoutingExplanation;
    ConversationId conversation;
    static constexpr auto fields = std::tuple {field("conversation", &ExplainRouting::conversation)};
    friend bool operator==(const ExplainRouting&, const ExplainRouting&) = default;
};

/// Makes a conversation more urgent, or less, than the profile does.
struct Prioritize {
    static constexpr QLatin1StringView type {"prioritize"};
    static constexpr Roles roles = kTeamLeaders;
    using Reply = Stored;
    ClientId clientId;
    ConversationId conversation;
    qint64 points = 0; ///< in place of those given before; 0: none
    static constexpr auto fields = std::tuple {field("clientId", &Prioritize::clientId),
        field("conversation", &Prioritize::conversation),
        field("points", &Prioritize::points, between(-Prioritized::kMost, Prioritized::kMost))};
    friend bool operator==(const Prioritize&, const Prioritize&) = default;
};

} // namespace greenroom
