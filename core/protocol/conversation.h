// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/conversation.h"
#include "core/protocol/board.h"
#include "core/protocol/message.h"

namespace greenroom {

/// Where something was stored. The same clientId asked again gives the same answer.
struct Stored {
    ConversationId conversation;
    qint64 number = 0;
    Instant at;
    static constexpr auto fields = std::tuple {
        field("conversation", &Stored::conversation), field("number", &Stored::number), field("at", &Stored::at)};
    friend bool operator==(const Stored&, const Stored&) = default;
};

/// What may be said to the other side.
using Said = std::variant<Text, Image, Voice, OrderCard, ProductCard>;

/// Say something. A customer may leave out the conversation: it goes to the own open one, or begins one.
struct Send {
    static constexpr QLatin1StringView type {"send"};
    static constexpr Roles roles = kDeskRoles.with(Role::customer);
    using Reply = Stored;
    ClientId clientId; ///< made once, before the first attempt; the same again is never stored twice
    std::optional<ConversationId> conversation;
    std::optional<qint64> assignmentVersion; ///< staff: the version the writer saw; a stale one is refused `reassigned`
    Said content;
    /// Staff: number of the last entry the writer saw. `conflict` of `seen` if somebody else answered since, or the customer
    /// said more long enough ago to have been read: nothing is stored; without `seen` it is said in any case.
    std::optional<qint64> seen {};
    /// Staff: why it is said although a rule asks for a reason; kept in the audit.
    std::optional<QString> ruleReason {};
    /// Staff: asks the customer for a moment; an answer is due so long after it was stored, until something else is said to
    /// them.
    std::optional<Millis> holdingFor {};
    static constexpr auto fields = std::tuple {field("clientId", &Send::clientId), field("conversation", &Send::conversation),
        field("assignmentVersion", &Send::assignmentVersion), field("content", &Send::content),
        field("seen", &Send::seen, between(0, 1LL << 53)), field("ruleReason", &Send::ruleReason, notEmpty, maxChars(200)),
        field("holdingFor", &Send::holdingFor, between(10'000, 86'400'000))};
    friend bool operator==(const Send&, const Send&) = default;
};

/// `to`: asks that colleague, who finds the conversation among the own ones until they answer by a note; to its owner it is a
/// whisper.
struct AddNote {
    static constexpr QLatin1StringView type {"addNote"};
    static constexpr Roles roles = kDeskRoles;
    using Reply = Stored;
    ClientId clientId;
    ConversationId conversation;
    QString text;
    std::optional<PersonId> to {};
    static constexpr auto fields = std::tuple {field("clientId", &AddNote::clientId),
        field("conversation", &AddNote::conversation), field("text", &AddNote::text, notEmpty, maxChars(kMessageChars)),
        field("to", &AddNote::to)};
    friend bool operator==(const AddNote&, const AddNote&) = default;
};

/// Take back what one said, within two minutes.
struct Recall {
    static constexpr QLatin1StringView type {"recall"};
    static constexpr Roles roles = kDeskRoles.with(Role::customer);
    using Reply = Stored;
    ClientId clientId;
    ConversationId conversation;
    qint64 number = 0; ///< of the entry
    static constexpr auto fields = std::tuple {field("clientId", &Recall::clientId),
        field("conversation", &Recall::conversation), field("number", &Recall::number, between(1, 1LL << 53))};
    friend bool operator==(const Recall&, const Recall&) = default;
};

/// A person, please (转人工). Begins a conversation if there is none; harmless when one waits already.
struct RequestPerson {
    static constexpr QLatin1StringView type {"requestPerson"};
    static constexpr Roles roles {Role::customer};
    using Reply = Stored;
    ClientId clientId;
    static constexpr auto fields = std::tuple {field("clientId", &RequestPerson::clientId)};
    friend bool operator==(const RequestPerson&, const RequestPerson&) = default;
};

/// Leave a message (留言) instead of waiting.
struct LeaveMessage {
    static constexpr QLatin1StringView type {"leaveMessage"};
    static constexpr Roles roles {Role::customer};
    using Reply = Stored;
    ClientId clientId;
    QString text;
    QString contact;
    static constexpr auto fields = std::tuple {field("clientId", &LeaveMessage::clientId),
        field("text", &LeaveMessage::text, notEmpty, maxChars(kMessageChars)), field("contact", &LeaveMessage::contact)};
    friend bool operator==(const LeaveMessage&, const LeaveMessage&) = default;
};

/// Rate the conversation that was closed last; once.
struct Rate {
    static constexpr QLatin1StringView type {"rate"};
    static constexpr Roles roles {Role::customer};
    using Reply = Stored;
    ClientId clientId;
    ConversationId conversation;
    qint64 score = 5;
    QString comment;
    static constexpr auto fields = std::tuple {field("clientId", &Rate::clientId), field("conversation", &Rate::conversation),
        field("score", &Rate::score, between(1, 5)), field("comment", &Rate::comment, maxChars(1000))};
    friend bool operator==(const Rate&, const Rate&) = default;
};

/// Somebody is typing; transient, never stored. Sent at most every 3 s while it lasts.
struct SetTyping {
    static constexpr QLatin1StringView type {"setTyping"};
    static constexpr Roles roles = kDeskRoles.with(Role::customer);
    using Reply = Done;
    ConversationId conversation;
    bool typing = false;
    static constexpr auto fields = std::tuple {
        field("conversation", &SetTyping::conversation), field("typing", &SetTyping::typing)};
    friend bool operator==(const SetTyping&, const SetTyping&) = default;
};

/// Read up to this entry.
struct MarkRead {
    static constexpr QLatin1StringView type {"markRead"};
    static constexpr Roles roles = kDeskRoles.with(Role::customer);
    using Reply = Done;
    ConversationId conversation;
    qint64 number = 0;
    static constexpr auto fields = std::tuple {
        field("conversation", &MarkRead::conversation), field("number", &MarkRead::number, between(0, 1LL << 53))};
    friend bool operator==(const MarkRead&, const MarkRead&) = default;
};

/// Take what is offered, or a transfer that one is asked to take over.
struct AcceptOffer {
    static constexpr QLatin1StringView type {"acceptOffer"};
    static constexpr Roles roles = kDeskRoles;
    using Reply = Stored;
    ClientId clientId;
    ConversationId conversation;
    static constexpr auto fields = std::tuple {
        field("clientId", &AcceptOffer::clientId), field("conversation", &AcceptOffer::conversation)};
    friend bool operator==(const AcceptOffer&, const AcceptOffer&) = default;
};

/// Not take it; agents only where the profile lets them. From the owner of a conversation on transfer: no longer ask.
struct DeclineOffer {
    static constexpr QLatin1StringView type {"declineOffer"};
    static constexpr Roles roles = kDeskRoles;
    using Reply = Stored;
    ClientId clientId;
    ConversationId conversation;
    std::optional<DeclineReason> reason {};
    static constexpr auto fields = std::tuple {field("clientId", &DeclineOffer::clientId),
        field("conversation", &DeclineOffer::conversation), field("reason", &DeclineOffer::reason)};
    friend bool operator==(const DeclineOffer&, const DeclineOffer&) = default;
};

/// Take a waiting, left-message or closed conversation oneself; agents a waiting one only where the profile lets them pick.
struct Claim {
    static constexpr QLatin1StringView type {"claim"};
    static constexpr Roles roles = kDeskRoles;
    using Reply = Stored;
    ClientId clientId;
    ConversationId conversation;
    static constexpr auto fields = std::tuple {
        field("clientId", &Claim::clientId), field("conversation", &Claim::conversation)};
    friend bool operator==(const Claim&, const Claim&) = default;
};

/// Give me the conversation that has to go next among those I could take: `notFound` if there is none.
struct TakeNext {
    static constexpr QLatin1StringView type {"takeNext"};
    static constexpr Roles roles = kDeskRoles;
    using Reply = Stored;
    ClientId clientId;
    static constexpr auto fields = std::tuple {field("clientId", &TakeNext::clientId)};
    friend bool operator==(const TakeNext&, const TakeNext&) = default;
};

/// Give it to a person, a queue or another line of support (exactly one of them), with a note for whoever comes next. A person
/// is asked, and it stays with its owner until they accept. The third time only who leads may (`conflict` of `transfers`);
/// another line needs a reason.
struct Transfer {
    static constexpr QLatin1StringView type {"transfer"};
    static constexpr Roles roles = kDeskRoles;
    using Reply = Stored;
    ClientId clientId;
    ConversationId conversation;
    qint64 assignmentVersion = 0;
    std::optional<PersonId> toAgent;
    std::optional<QueueId> toQueue;
    QString note;
    std::optional<routing::Tier> toTier {};
    std::optional<TransferReason> reason {};
    static constexpr auto fields = std::tuple {field("clientId", &Transfer::clientId),
        field("conversation", &Transfer::conversation), field("assignmentVersion", &Transfer::assignmentVersion),
        field("toAgent", &Transfer::toAgent), field("toQueue", &Transfer::toQueue),
        field("note", &Transfer::note, maxChars(2000)), field("toTier", &Transfer::toTier), field("reason", &Transfer::reason)};
    friend bool operator==(const Transfer&, const Transfer&) = default;
};

/// Everybody and every queue a conversation of this shop can be given to.
struct TransferTargets {
    QList<PresenceRow> people;
    QList<QueueRow> queues;
    static constexpr auto fields = std::tuple {
        field("people", &TransferTargets::people), field("queues", &TransferTargets::queues)};
    friend bool operator==(const TransferTargets&, const TransferTargets&) = default;
};
struct ListTransferTargets {
    static constexpr QLatin1StringView type {"listTransferTargets"};
    static constexpr Roles roles = kDeskRoles;
    using Reply = TransferTargets;
    static constexpr auto fields = std::tuple {};
    friend bool operator==(const ListTransferTargets&, const ListTransferTargets&) = default;
};

struct CloseConversation {
    static constexpr QLatin1StringView type {"closeConversation"};
    static constexpr Roles roles = kDeskRoles;
    using Reply = Stored;
    ClientId clientId;
    ConversationId conversation;
    qint64 assignmentVersion = 0;
    QString reason;
    QStringList tags;
    static constexpr auto fields = std::tuple {field("clientId", &CloseConversation::clientId),
        field("conversation", &CloseConversation::conversation),
        field("assignmentVersion", &CloseConversation::assignmentVersion),
        field("reason", &CloseConversation::reason, notEmpty, maxChars(64)),
        field("tags", &CloseConversation::tags, maxItems(20), maxChars(64))};
    friend bool operator==(const CloseConversation&, const CloseConversation&) = default;
};

struct SetFollowUp {
    static constexpr QLatin1StringView type {"setFollowUp"};
    static constexpr Roles roles = kDeskRoles;
    using Reply = Stored;
    ClientId clientId;
    ConversationId conversation;
    std::optional<Instant> dueAt; ///< none: no promise any more
    static constexpr auto fields = std::tuple {field("clientId", &SetFollowUp::clientId),
        field("conversation", &SetFollowUp::conversation), field("dueAt", &SetFollowUp::dueAt)};
    friend bool operator==(const SetFollowUp&, const SetFollowUp&) = default;
};

struct ConversationList {
    QList<ConversationRow> rows;
    qint64 total = 0; ///< how many match in all
    static constexpr auto fields = std::tuple {
        field("rows", &ConversationList::rows), field("total", &ConversationList::total)};
    friend bool operator==(const ConversationList&, const ConversationList&) = default;
};

/// Conversations by order number, phone tail or customer's name; without text, those this person had last.
struct FindConversations {
    static constexpr QLatin1StringView type {"findConversations"};
    static constexpr Roles roles = kDeskRoles;
    using Reply = ConversationList;
    QString text;
    qint64 limit = 50;
    static constexpr auto fields = std::tuple {
        field("text", &FindConversations::text, maxChars(100)), field("limit", &FindConversations::limit, between(1, 200))};
    friend bool operator==(const FindConversations&, const FindConversations&) = default;
};

struct CustomerCard {
    Customer customer;
    qint64 conversations = 0; ///< had so far, this one included
    Instant firstSeenAt;
    std::optional<QString> page; ///< where this conversation began
    static constexpr auto fields = std::tuple {field("customer", &CustomerCard::customer),
        field("conversations", &CustomerCard::conversations), field("firstSeenAt", &CustomerCard::firstSeenAt),
        field("page", &CustomerCard::page, maxChars(500))};
    friend bool operator==(const CustomerCard&, const CustomerCard&) = default;
};

/// Who is on the other side of this conversation.
struct ReadCustomer {
    static constexpr QLatin1StringView type {"readCustomer"};
    static constexpr Roles roles = kDeskRoles;
    using Reply = CustomerCard;
    ConversationId conversation;
    static constexpr auto fields = std::tuple {field("conversation", &ReadCustomer::conversation)};
    friend bool operator==(const ReadCustomer&, const ReadCustomer&) = default;
};

} // namespace greenroom
