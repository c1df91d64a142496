// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <variant>

#include <QStringList>

#include "core/base/fields.h"
#include "core/base/ids.h"
#include "core/base/money.h"
#include "core/domain/customer.h"
#include "core/domain/presence.h"
#include "core/domain/routing/tier.h"
#include "core/text/display.h"

namespace greenroom {

/// Who may see an entry. Customers see `customer` entries; staff see all.
enum class Audience { customer = 1, staff = 2 };

template <>
struct EnumNames<Audience> {
    static constexpr std::array names {named(Audience::customer, "customer"), named(Audience::staff, "staff")};
};

enum class AuthorKind { customer, staff, bot, system };

template <>
struct EnumNames<AuthorKind> {
    static constexpr std::array names {named(AuthorKind::customer, "customer"), named(AuthorKind::staff, "staff"),
        named(AuthorKind::bot, "bot"), named(AuthorKind::system, "system")};
};

/// Who made an entry. The name is the one shown at the time; customers see a person's name, never the id.
struct Author {
    AuthorKind kind = AuthorKind::system;
    std::optional<Uuid> id; ///< CustomerId or PersonId, by kind; none for system
    QString name;

    static constexpr auto fields = std::tuple {
        field("kind", &Author::kind),
        field("id", &Author::id, staffOnly),
        field("name", &Author::name, maxChars(80)),
    };
    friend bool operator==(const Author&, const Author&) = default;
};

// ---- what an entry can say; each `kind` is its name on the wire, for ever ----

struct Text {
    static constexpr QLatin1StringView kind {"text"};
    QString text;
    static constexpr auto fields = std::tuple {field("text", &Text::text, notEmpty, maxChars(kMessageChars))};
    friend bool operator==(const Text&, const Text&) = default;
};

struct Image {
    static constexpr QLatin1StringView kind {"image"};
    BlobId blob;
    qint64 width = 0; ///< pixels
    qint64 height = 0;
    static constexpr auto fields = std::tuple {field("blob", &Image::blob), field("width", &Image::width, between(1, 20000)),
        field("height", &Image::height, between(1, 20000))};
    friend bool operator==(const Image&, const Image&) = default;
};

struct Voice {
    static constexpr QLatin1StringView kind {"voice"};
    BlobId blob;
    qint64 durationMs = 0;
    static constexpr auto fields = std::tuple {
        field("blob", &Voice::blob), field("durationMs", &Voice::durationMs, between(1, 120'000))};
    friend bool operator==(const Voice&, const Voice&) = default;
};

/// An order shown in the conversation, with the facts as they were when it was sent.
struct OrderCard {
    static constexpr QLatin1StringView kind {"orderCard"};
    QString number;
    QString title; ///< the first line's product
    QString state; ///< OrderState's wire name
    Money total;
    static constexpr auto fields = std::tuple {field("number", &OrderCard::number, notEmpty, maxChars(64)),
        field("title", &OrderCard::title), field("state", &OrderCard::state, maxChars(32)), field("total", &OrderCard::total)};
    friend bool operator==(const OrderCard&, const OrderCard&) = default;
};

/// A product shown in the conversation, with the facts as they were when it was sent.
struct ProductCard {
    static constexpr QLatin1StringView kind {"productCard"};
    QString sku;
    QString title;
    Money price; ///< what the customer pays now, coupons worked out
    std::optional<QString> url;
    static constexpr auto fields = std::tuple {field("sku", &ProductCard::sku, notEmpty, maxChars(64)),
        field("title", &ProductCard::title), field("price", &ProductCard::price),
        field("url", &ProductCard::url, maxChars(500))};
    friend bool operator==(const ProductCard&, const ProductCard&) = default;
};

/// A message left while nobody was there, with a way to answer it.
struct LeftMessage {
    static constexpr QLatin1StringView kind {"leftMessage"};
    QString text;
    QString contact; ///< phone or e-mail, as typed; may be empty
    static constexpr auto fields = std::tuple {
        field("text", &LeftMessage::text, notEmpty, maxChars(kMessageChars)), field("contact", &LeftMessage::contact)};
    friend bool operator==(const LeftMessage&, const LeftMessage&) = default;
};

/// An internal note; never leaves the staff. One with `to` asks that person, or whispers to whoever owns the conversation.
struct Note {
    static constexpr QLatin1StringView kind {"note"};
    QString text;
    std::optional<PersonId> to {};
    std::optional<QString> toName {};
    static constexpr auto fields = std::tuple {field("text", &Note::text, notEmpty, maxChars(kMessageChars)),
        field("to", &Note::to), field("toName", &Note::toName, maxChars(80))};
    friend bool operator==(const Note&, const Note&) = default;
};

/// The conversation began, or began again after it was closed.
struct Opened {
    static constexpr QLatin1StringView kind {"opened"};
    Channel channel = Channel::web;
    std::optional<QString> page {}; ///< address of the page the customer came from
    std::optional<PersonId> lastAgent {}; ///< who had the customer's conversation before this one
    std::optional<Instant> lastAgentAt {};
    std::optional<QList<PersonId>> ratedLow {}; ///< whom this customer rated low in it, or before, or complained about
    std::optional<QString> room {}; ///< the live room the customer came from, as the shop names it
    static constexpr auto fields = std::tuple {field("channel", &Opened::channel),
        field("page", &Opened::page, maxChars(500), staffOnly), field("lastAgent", &Opened::lastAgent, staffOnly),
        field("lastAgentAt", &Opened::lastAgentAt, staffOnly), field("ratedLow", &Opened::ratedLow, maxItems(20), staffOnly),
        field("room", &Opened::room, maxChars(80), staffOnly)};
    friend bool operator==(const Opened&, const Opened&) = default;
};

/// It waits in a queue for a person. `since` survives re-queueing: who waited longest stays longest.
struct Queued {
    static constexpr QLatin1StringView kind {"queued"};
    QueueId queue;
    Instant since;
    std::optional<routing::Tier> tier {}; ///< the line of support it needs from now on; none: as before
    static constexpr auto fields = std::tuple {
        field("queue", &Queued::queue), field("since", &Queued::since), field("tier", &Queued::tier, staffOnly)};
    friend bool operator==(const Queued&, const Queued&) = default;
};

/// It is offered to one agent until `until`.
struct Offered {
    static constexpr QLatin1StringView kind {"offered"};
    PersonId agent;
    Instant until;
    static constexpr auto fields = std::tuple {field("agent", &Offered::agent), field("until", &Offered::until)};
    friend bool operator==(const Offered&, const Offered&) = default;
};

enum class OfferEnd { declined, expired, withdrawn };
template <>
struct EnumNames<OfferEnd> {
    static constexpr std::array names {
        named(OfferEnd::declined, "declined"), named(OfferEnd::expired, "expired"), named(OfferEnd::withdrawn, "withdrawn")};
};

/// Why somebody does not take what is offered: a closed list, so that it can be counted.
enum class DeclineReason { other, busy, skill, language, knowsCustomer };
template <>
struct EnumNames<DeclineReason> {
    static constexpr std::array names {named(DeclineReason::other, "other"), named(DeclineReason::busy, "busy"),
        named(DeclineReason::skill, "skill"), named(DeclineReason::language, "language"),
        named(DeclineReason::knowsCustomer, "knowsCustomer")};
};

/// An offer, or a transfer that was to be accepted, ended without being taken.
struct OfferEnded {
    static constexpr QLatin1StringView kind {"offerEnded"};
    PersonId agent;
    OfferEnd how = OfferEnd::declined;
    std::optional<DeclineReason> reason {};
    static constexpr auto fields = std::tuple {
        field("agent", &OfferEnded::agent), field("how", &OfferEnded::how), field("reason", &OfferEnded::reason)};
    friend bool operator==(const OfferEnded&, const OfferEnded&) = default;
};

/// Why a conversation went to this person.
enum class AssignReason { lastAgent, lowestSaturation, longestIdle, accepted, claimed, transferred, takenOver };
template <>
struct EnumNames<AssignReason> {
    static constexpr std::array names {named(AssignReason::lastAgent, "lastAgent"),
        named(AssignReason::lowestSaturation, "lowestSaturation"), named(AssignReason::longestIdle, "longestIdle"),
        named(AssignReason::accepted, "accepted"), named(AssignReason::claimed, "claimed"),
        named(AssignReason::transferred, "transferred"), named(AssignReason::takenOver, "takenOver")};
};

/// Somebody owns it now. `version` grows by one with each change of owner; what the owner sends carries it.
struct Assigned {
    static constexpr QLatin1StringView kind {"assigned"};
    PersonId agent;
    QString agentName;
    qint64 version = 0;
    AssignReason reason = AssignReason::lowestSaturation;
    static constexpr auto fields = std::tuple {field("agent", &Assigned::agent, staffOnly),
        field("agentName", &Assigned::agentName, maxChars(80)), field("version", &Assigned::version, staffOnly),
        field("reason", &Assigned::reason, staffOnly)};
    friend bool operator==(const Assigned&, const Assigned&) = default;
};

/// Why a conversation is given away: a closed list, so that it can be counted.
enum class TransferReason { other, wrongQueue, skill, language, complaint, customerAsked, shiftEnd };
template <>
struct EnumNames<TransferReason> {
    static constexpr std::array names {named(TransferReason::other, "other"), named(TransferReason::wrongQueue, "wrongQueue"),
        named(TransferReason::skill, "skill"), named(TransferReason::language, "language"),
        named(TransferReason::complaint, "complaint"), named(TransferReason::customerAsked, "customerAsked"),
        named(TransferReason::shiftEnd, "shiftEnd")};
};

/// The owner gives it away, to a person or to a queue, with a note for whoever comes next. To a person with `until`: they are
/// asked, and it stays the owner's until they accept.
struct Transferred {
    static constexpr QLatin1StringView kind {"transferred"};
    std::optional<PersonId> toAgent {};
    std::optional<QueueId> toQueue {};
    QString toName {}; ///< the person's or the queue's name
    QString note {};
    std::optional<TransferReason> reason {};
    std::optional<routing::Tier> toTier {}; ///< to another line of support, of the queue it is in
    std::optional<Instant> until {};
    static constexpr auto fields = std::tuple {field("toAgent", &Transferred::toAgent), field("toQueue", &Transferred::toQueue),
        field("toName", &Transferred::toName, maxChars(80)), field("note", &Transferred::note, maxChars(2000)),
        field("reason", &Transferred::reason), field("toTier", &Transferred::toTier), field("until", &Transferred::until)};
    friend bool operator==(const Transferred&, const Transferred&) = default;
};

/// It left its owner without anybody's doing: the owner has gone, or has not answered. It waits again.
struct Released {
    static constexpr QLatin1StringView kind {"released"};
    PersonId agent;
    qint64 version = 0;
    std::optional<bool> unanswered; ///< true: the owner was there and did not give a first answer in time
    static constexpr auto fields = std::tuple {
        field("agent", &Released::agent), field("version", &Released::version), field("unanswered", &Released::unanswered)};
    friend bool operator==(const Released&, const Released&) = default;
};

struct Closed {
    static constexpr QLatin1StringView kind {"closed"};
    QString reason; ///< a code from the shop's list
    QStringList tags;
    static constexpr auto fields = std::tuple {field("reason", &Closed::reason, maxChars(64), staffOnly),
        field("tags", &Closed::tags, maxItems(20), maxChars(64), staffOnly)};
    friend bool operator==(const Closed&, const Closed&) = default;
};

struct Rated {
    static constexpr QLatin1StringView kind {"rated"};
    qint64 score = 5; ///< 1 to 5
    QString comment;
    static constexpr auto fields = std::tuple {
        field("score", &Rated::score, between(1, 5)), field("comment", &Rated::comment, maxChars(1000))};
    friend bool operator==(const Rated&, const Rated&) = default;
};

/// The customer asked for a person (转人工).
struct PersonRequested {
    static constexpr QLatin1StringView kind {"personRequested"};
    static constexpr auto fields = std::tuple {};
    friend bool operator==(const PersonRequested&, const PersonRequested&) = default;
};

/// A promise to come back by `dueAt` (待跟进), or none any more.
struct FollowUpSet {
    static constexpr QLatin1StringView kind {"followUpSet"};
    std::optional<Instant> dueAt;
    static constexpr auto fields = std::tuple {field("dueAt", &FollowUpSet::dueAt)};
    friend bool operator==(const FollowUpSet&, const FollowUpSet&) = default;
};

/// Somebody who leads said how urgent it is, beyond what the profile says: points on top, or off. It holds until it closes.
struct Prioritized {
    static constexpr QLatin1StringView kind {"prioritized"};
    static constexpr qint64 kMost = 10'000;
    qint64 points = 0;
    static constexpr auto fields = std::tuple {field("points", &Prioritized::points, between(-kMost, kMost))};
    friend bool operator==(const Prioritized&, const Prioritized&) = default;
};

/// The owner asks those who lead for help, without giving the customer away; or needs it no more.
struct HelpWanted {
    static constexpr QLatin1StringView kind {"helpWanted"};
    bool wanted = true;
    QString note;
    static constexpr auto fields = std::tuple {
        field("wanted", &HelpWanted::wanted), field("note", &HelpWanted::note, maxChars(500))};
    friend bool operator==(const HelpWanted&, const HelpWanted&) = default;
};

/// Somebody who leads speaks to the customer too, beside the owner; or does no more.
struct Joined {
    static constexpr QLatin1StringView kind {"joined"};
    PersonId person;
    QString name;
    bool on = true;
    static constexpr auto fields = std::tuple {
        field("person", &Joined::person, staffOnly), field("name", &Joined::name, maxChars(80)), field("on", &Joined::on)};
    friend bool operator==(const Joined&, const Joined&) = default;
};

/// What it is about, how the customer feels and what it needs, by whoever knows; what is not there stays as it was.
struct Classified {
    static constexpr QLatin1StringView kind {"classified"};
    static constexpr qint64 kMostSkills = 5;
    std::optional<QString> issue {}; ///< a name of the profile's, or any; empty: not known
    std::optional<qint64> emotion {}; ///< hundredths: 0 calm to 100 furious
    std::optional<QList<routing::Skill>> skills {}; ///< whoever is given it must have them
    static constexpr auto fields = std::tuple {field("issue", &Classified::issue, maxChars(80)),
        field("emotion", &Classified::emotion, between(0, 100)), field("skills", &Classified::skills, maxItems(kMostSkills))};
    friend bool operator==(const Classified&, const Classified&) = default;
};

/// The entry of that number was taken back; whoever reads it now gets a Tombstone.
struct Recalled {
    static constexpr QLatin1StringView kind {"recalled"};
    qint64 number = 0;
    static constexpr auto fields = std::tuple {field("number", &Recalled::number)};
    friend bool operator==(const Recalled&, const Recalled&) = default;
};

/// What is left of an entry whose body was cleared.
struct Tombstone {
    static constexpr QLatin1StringView kind {"tombstone"};
    static constexpr auto fields = std::tuple {};
    friend bool operator==(const Tombstone&, const Tombstone&) = default;
};

/// A ticket grew out of this conversation.
struct TicketLinked {
    static constexpr QLatin1StringView kind {"ticketLinked"};
    TicketId ticket;
    QString ticketNumber;
    std::optional<PersonId> about {}; ///< of a complaint: whom it is about
    static constexpr auto fields = std::tuple {field("ticket", &TicketLinked::ticket),
        field("ticketNumber", &TicketLinked::ticketNumber, maxChars(32)), field("about", &TicketLinked::about, staffOnly)};
    friend bool operator==(const TicketLinked&, const TicketLinked&) = default;
};

// ---- what a ticket's stream can say, besides Note ----

/// Where a ticket stands. Who may move it where: core/domain/ticket.h.
enum class TicketState { created, classified, assigned, inProgress, waiting, solved, closed, followedUp };
template <>
struct EnumNames<TicketState> {
    static constexpr std::array names {named(TicketState::created, "created"), named(TicketState::classified, "classified"),
        named(TicketState::assigned, "assigned"), named(TicketState::inProgress, "inProgress"),
        named(TicketState::waiting, "waiting"), named(TicketState::solved, "solved"), named(TicketState::closed, "closed"),
        named(TicketState::followedUp, "followedUp")};
};

enum class TicketKind { other, refund, exchange, logistics, quality, invoice, account, complaint };
template <>
struct EnumNames<TicketKind> {
    static constexpr std::array names {named(TicketKind::other, "other"), named(TicketKind::refund, "refund"),
        named(TicketKind::exchange, "exchange"), named(TicketKind::logistics, "logistics"),
        named(TicketKind::quality, "quality"), named(TicketKind::invoice, "invoice"), named(TicketKind::account, "account"),
        named(TicketKind::complaint, "complaint")};
};

enum class TicketPriority { low, normal, high, urgent };
template <>
struct EnumNames<TicketPriority> {
    static constexpr std::array names {named(TicketPriority::low, "low"), named(TicketPriority::normal, "normal"),
        named(TicketPriority::high, "high"), named(TicketPriority::urgent, "urgent")};
};

/// A ticket began. The first entry of its stream.
struct TicketOpened {
    static constexpr QLatin1StringView kind {"ticketOpened"};
    QString number;
    std::optional<CustomerId> customer;
    QString customerName;
    std::optional<ConversationId> conversation;
    std::optional<QString> order;
    QString title;
    TicketKind ticketKind = TicketKind::other;
    TicketPriority priority = TicketPriority::normal;
    QString note;
    static constexpr auto fields = std::tuple {field("number", &TicketOpened::number, maxChars(32)),
        field("customer", &TicketOpened::customer), field("customerName", &TicketOpened::customerName, maxChars(80)),
        field("conversation", &TicketOpened::conversation), field("order", &TicketOpened::order, maxChars(64)),
        field("title", &TicketOpened::title, notEmpty), field("ticketKind", &TicketOpened::ticketKind),
        field("priority", &TicketOpened::priority), field("note", &TicketOpened::note, maxChars(2000))};
    friend bool operator==(const TicketOpened&, const TicketOpened&) = default;
};

/// What somebody changed about a ticket; what is not there stayed as it was.
struct TicketChanged {
    static constexpr QLatin1StringView kind {"ticketChanged"};
    std::optional<TicketState> state;
    std::optional<PersonId> assignee;
    QString assigneeName;
    std::optional<TicketPriority> priority;
    std::optional<TicketKind> ticketKind;
    std::optional<QString> title;
    std::optional<Instant> dueAt;
    QString note;
    static constexpr auto fields = std::tuple {field("state", &TicketChanged::state),
        field("assignee", &TicketChanged::assignee), field("assigneeName", &TicketChanged::assigneeName, maxChars(80)),
        field("priority", &TicketChanged::priority), field("ticketKind", &TicketChanged::ticketKind),
        field("title", &TicketChanged::title), field("dueAt", &TicketChanged::dueAt),
        field("note", &TicketChanged::note, maxChars(2000))};
    friend bool operator==(const TicketChanged&, const TicketChanged&) = default;
};

/// Something a newer server says that this version does not know. Shown as such, never stored by us.
struct UnknownContent {
    static constexpr QLatin1StringView kind {"unknown"};
    static constexpr auto fields = std::tuple {};
    friend bool operator==(const UnknownContent&, const UnknownContent&) = default;
};

/// Everything an entry can say. New kinds are appended.
/// A type of its own, made, copied and compared in content.cpp: each of these is a table over all kinds, which otherwise every
/// file that holds an entry would compile.
struct Content
    : std::variant<UnknownContent, Text, Image, Voice, OrderCard, ProductCard, LeftMessage, Note, Opened, Queued, Offered,
          OfferEnded, Assigned, Transferred, Released, Closed, Rated, PersonRequested, FollowUpSet, Recalled, Tombstone,
          TicketLinked, TicketOpened, TicketChanged, Prioritized, HelpWanted, Joined, Classified> {
    using variant::variant;
    Content();
    Content(const Content& other);
    Content(Content&& other) noexcept;
    Content& operator=(const Content& other);
    Content& operator=(Content&& other) noexcept;
    ~Content();
    bool operator==(const Content& other) const;
    /// The variant's own would be found where somebody asks whether there is an order (QMetaType does), and then not compile.
    friend bool operator<(const Content&, const Content&) = delete;
};

/// One thing in a stream.
struct Entry {
    qint64 number = 0; ///< 1..n without holes in its stream
    qint64 after = 0; ///< the number before it that its reader's audience may see; 0 for the first
    ClientId clientId; ///< unique for ever
    Instant at;
    Author author;
    Audience audience = Audience::staff;
    Content content;

    static constexpr auto fields = std::tuple {
        field("number", &Entry::number, between(1, 1LL << 53)),
        field("after", &Entry::after, between(0, 1LL << 53)),
        field("clientId", &Entry::clientId),
        field("at", &Entry::at),
        field("author", &Entry::author),
        field("audience", &Entry::audience),
        field("content", &Entry::content),
    };
    friend bool operator==(const Entry&, const Entry&) = default;
};

/// Who may see this kind of content.
Audience audienceOf(const Content& content);
/// The wire name of this content's kind.
QLatin1StringView kindOf(const Content& content);
/// True for what a customer or an agent said (texts, pictures, cards…), as against what happened.
bool isSaid(const Content& content);
/// The plain text of what was said, for lists and search; empty for what has none.
QString plainText(const Content& content);

} // namespace greenroom
