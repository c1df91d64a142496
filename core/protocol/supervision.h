// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/protocol/conversation.h"

// Stepping into what is somebody else's: each step is an entry in the conversation, so that it is logged and its owner sees it.
namespace greenroom {

/// Speak to the customer beside the owner, who keeps it; or stop doing so.
struct Join {
    static constexpr QLatin1StringView type {"join"};
    static constexpr Roles roles = kTeamLeaders;
    using Reply = Stored;
    ClientId clientId;
    ConversationId conversation;
    bool on = true;
    static constexpr auto fields = std::tuple {
        field("clientId", &Join::clientId), field("conversation", &Join::conversation), field("on", &Join::on)};
    friend bool operator==(const Join&, const Join&) = default;
};

/// It is mine from now on, whoever had it and however many I have. `assignmentVersion`: as it was seen.
struct TakeOver {
    static constexpr QLatin1StringView type {"takeOver"};
    static constexpr Roles roles = kTeamLeaders;
    using Reply = Stored;
    ClientId clientId;
    ConversationId conversation;
    qint64 assignmentVersion = 0;
    static constexpr auto fields = std::tuple {field("clientId", &TakeOver::clientId),
        field("conversation", &TakeOver::conversation), field("assignmentVersion", &TakeOver::assignmentVersion)};
    friend bool operator==(const TakeOver&, const TakeOver&) = default;
};

/// The owner asks those who lead for help, or needs it no more; who leads may say the latter too.
struct AskHelp {
    static constexpr QLatin1StringView type {"askHelp"};
    static constexpr Roles roles = kDeskRoles;
    using Reply = Stored;
    ClientId clientId;
    ConversationId conversation;
    bool wanted = true;
    QString note;
    static constexpr auto fields = std::tuple {field("clientId", &AskHelp::clientId),
        field("conversation", &AskHelp::conversation), field("wanted", &AskHelp::wanted),
        field("note", &AskHelp::note, maxChars(500))};
    friend bool operator==(const AskHelp&, const AskHelp&) = default;
};

/// Say what it is about, how the customer feels and what it needs; what is left out stays as it is.
struct Classify {
    static constexpr QLatin1StringView type {"classify"};
    static constexpr Roles roles = kDeskRoles;
    using Reply = Stored;
    ClientId clientId;
    ConversationId conversation;
    Classified classes;
    static constexpr auto fields = std::tuple {field("clientId", &Classify::clientId),
        field("conversation", &Classify::conversation), field("classes", &Classify::classes)};
    friend bool operator==(const Classify&, const Classify&) = default;
};

/// Conversations that were opened in a span of time, oldest first, page by page: for who leads, and written into the audit.
struct ListConversations {
    static constexpr QLatin1StringView type {"listConversations"};
    static constexpr Roles roles = kTeamLeaders;
    using Reply = ConversationList;
    Instant from;
    Instant to; ///< not including it
    std::optional<ConversationId> after {}; ///< the last one of the page before
    qint64 limit = 200;
    static constexpr auto fields = std::tuple {field("from", &ListConversations::from), field("to", &ListConversations::to),
        field("after", &ListConversations::after), field("limit", &ListConversations::limit, between(1, 200))};
    friend bool operator==(const ListConversations&, const ListConversations&) = default;
};

} // namespace greenroom
