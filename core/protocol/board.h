// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/conversation.h"
#include "core/domain/presence.h"
#include "core/domain/routing/decision.h"
#include "core/protocol/message.h"

namespace greenroom {

/// Live tables, newest wins; they are derived and sent whole again after a reconnect. `help`: conversations whose owner asks
/// for help, longest first, for who leads.
enum class BoardName { mine, waiting, leftMessages, all, help, presence, queue, typing, shop };
template <>
struct EnumNames<BoardName> {
    static constexpr std::array names {named(BoardName::mine, "mine"), named(BoardName::waiting, "waiting"),
        named(BoardName::leftMessages, "leftMessages"), named(BoardName::all, "all"), named(BoardName::help, "help"),
        named(BoardName::presence, "presence"), named(BoardName::queue, "queue"), named(BoardName::typing, "typing"),
        named(BoardName::shop, "shop")};
};

/// A conversation in a list.
struct ConversationRow {
    static constexpr QLatin1StringView kind {"conversation"};
    ConversationId id;
    CustomerId customer;
    QString customerName;
    bool verified = false;
    CustomerTier tier = CustomerTier::standard;
    Channel channel = Channel::web;
    ConversationState state = ConversationState::waiting;
    std::optional<PersonId> assignee;
    QString assigneeName; ///< of a closed one in a list that was asked for: who had it last
    QString queueName;
    qint64 assignmentVersion = 0;
    std::optional<PersonId> offeredTo;
    std::optional<Instant> offerUntil;
    std::optional<Instant> waitingSince;
    std::optional<Instant> owedSince;
    std::optional<Instant> followUpDue;
    QString preview;
    std::optional<Instant> lastSaidAt;
    qint64 unread = 0;
    qint64 head = 0;
    std::optional<qint64> transfers {}; ///< how often it was given away; none: never
    std::optional<routing::Tier> supportTier {}; ///< line of support it needs; none: the first
    std::optional<QString> issue {};
    std::optional<qint64> emotion {}; ///< hundredths: 0 calm to 100 furious; none: not known
    std::optional<Instant> helpSince {}; ///< the owner asks for help
    std::optional<QList<PersonId>> asked {}; ///< colleagues whom a note asks
    std::optional<QList<PersonId>> joined {}; ///< who speaks in it beside the owner
    std::optional<Instant> openedAt {}; ///< in lists that were asked for
    std::optional<Instant> closedAt {};
    std::optional<QueueId> queue {}; ///< the last one it waited in
    std::optional<QString> room {}; ///< the live room it came from

    static constexpr auto fields = std::tuple {field("id", &ConversationRow::id), field("customer", &ConversationRow::customer),
        field("customerName", &ConversationRow::customerName, maxChars(80)), field("verified", &ConversationRow::verified),
        field("tier", &ConversationRow::tier), field("channel", &ConversationRow::channel),
        field("state", &ConversationRow::state), field("assignee", &ConversationRow::assignee),
        field("assigneeName", &ConversationRow::assigneeName, maxChars(80)),
        field("queueName", &ConversationRow::queueName, maxChars(80)),
        field("assignmentVersion", &ConversationRow::assignmentVersion), field("offeredTo", &ConversationRow::offeredTo),
        field("offerUntil", &ConversationRow::offerUntil), field("waitingSince", &ConversationRow::waitingSince),
        field("owedSince", &ConversationRow::owedSince), field("followUpDue", &ConversationRow::followUpDue),
        field("preview", &ConversationRow::preview), field("lastSaidAt", &ConversationRow::lastSaidAt),
        field("unread", &ConversationRow::unread), field("head", &ConversationRow::head),
        field("transfers", &ConversationRow::transfers), field("supportTier", &ConversationRow::supportTier),
        field("issue", &ConversationRow::issue, maxChars(80)), field("emotion", &ConversationRow::emotion, between(0, 100)),
        field("helpSince", &ConversationRow::helpSince), field("asked", &ConversationRow::asked),
        field("joined", &ConversationRow::joined), field("openedAt", &ConversationRow::openedAt),
        field("closedAt", &ConversationRow::closedAt), field("queue", &ConversationRow::queue),
        field("room", &ConversationRow::room, maxChars(80))};
    friend bool operator==(const ConversationRow&, const ConversationRow&) = default;
};

/// What one person did since midnight, by the server's clock. A rate is to be shown with what it is of.
struct DayFigures {
    qint64 taken = 0; ///< conversations they were given or took
    qint64 firstAnswers = 0; ///< of those, in how many they have answered
    qint64 firstAnswerMs = 0; ///< from being given it to the first answer, together
    qint64 turns = 0; ///< times a customer waited for an answer and got one, or was left without
    qint64 turnsInTime = 0; ///< of those, answered within kInTime (reference/metrics.md §2.1)
    qint64 breakMs = 0; ///< breaks that are over, together

    static constexpr Millis kInTime {180'000};
    static constexpr auto fields = std::tuple {field("taken", &DayFigures::taken),
        field("firstAnswers", &DayFigures::firstAnswers), field("firstAnswerMs", &DayFigures::firstAnswerMs),
        field("turns", &DayFigures::turns), field("turnsInTime", &DayFigures::turnsInTime),
        field("breakMs", &DayFigures::breakMs)};
    friend bool operator==(const DayFigures&, const DayFigures&) = default;
};

/// A person on the desk.
struct PresenceRow {
    static constexpr QLatin1StringView kind {"presence"};
    PersonId id;
    QString name;
    Presence presence = Presence::offline;
    BreakReason reason = BreakReason::none;
    Instant since;
    qint64 load = 0;
    qint64 capacity = 0;
    std::optional<qint64> owed {}; ///< conversations in which a customer waits for their answer; none: in none
    std::optional<Instant> owedSince {}; ///< of the one that waits longest
    std::optional<QString> changedBy {}; ///< who put them in this state, if somebody else did
    std::optional<Instant> until {}; ///< when a break should be over
    std::optional<BreakReason> asks {}; ///< asks for a break that the limit does not allow now
    std::optional<DayFigures> today {}; ///< everybody's, for who leads; others are told nobody's. None: nothing happened yet
    std::optional<Presence> then {}; ///< of windingDown: what they are when the last conversation has gone; none: offline
    /// How often in the last hour they looked at what is hidden (Reveal), for who leads: only while it is more than usual.
    std::optional<qint64> revealed {};
    std::optional<qint64> held {}; ///< conversations that are theirs or on offer to them, also silent ones; none: none

    static constexpr auto fields = std::tuple {field("id", &PresenceRow::id), field("name", &PresenceRow::name, maxChars(80)),
        field("presence", &PresenceRow::presence), field("reason", &PresenceRow::reason), field("since", &PresenceRow::since),
        field("load", &PresenceRow::load), field("capacity", &PresenceRow::capacity), field("owed", &PresenceRow::owed),
        field("owedSince", &PresenceRow::owedSince), field("changedBy", &PresenceRow::changedBy, maxChars(80)),
        field("until", &PresenceRow::until), field("asks", &PresenceRow::asks), field("today", &PresenceRow::today),
        field("held", &PresenceRow::held), field("then", &PresenceRow::then), field("revealed", &PresenceRow::revealed)};
    friend bool operator==(const PresenceRow&, const PresenceRow&) = default;
};

/// A queue's counters. For a customer (board `queue`): one row, with the own place in it.
struct QueueRow {
    static constexpr QLatin1StringView kind {"queue"};
    QueueId id;
    QString name;
    qint64 waiting = 0;
    std::optional<Instant> longestSince;
    qint64 online = 0; ///< people who take its conversations now
    std::optional<qint64> place; ///< customers: 1 is next
    std::optional<qint64> estimateMs; ///< customers: honest estimate of the wait; none while nothing is known
    std::optional<ConversationId> longest {}; ///< staff: the one that waits longest
    std::optional<QList<WaitReason>> why {}; ///< staff: how many wait for what reason, the commonest first
    std::optional<bool> leaveMessage {}; ///< customers: better leave a message than wait, there are too many
    std::optional<Instant> surgeUntil {}; ///< staff: surge mode is on until then

    static constexpr auto fields = std::tuple {field("id", &QueueRow::id), field("name", &QueueRow::name, maxChars(80)),
        field("waiting", &QueueRow::waiting), field("longestSince", &QueueRow::longestSince),
        field("online", &QueueRow::online), field("place", &QueueRow::place), field("estimateMs", &QueueRow::estimateMs),
        field("longest", &QueueRow::longest), field("why", &QueueRow::why), field("leaveMessage", &QueueRow::leaveMessage),
        field("surgeUntil", &QueueRow::surgeUntil, staffOnly)};
    friend bool operator==(const QueueRow&, const QueueRow&) = default;
};

/// Somebody is typing in a conversation, and how far each side has read. Id: the conversation.
struct TypingRow {
    static constexpr QLatin1StringView kind {"typing"};
    ConversationId id;
    bool customerTyping = false;
    bool staffTyping = false;
    QString staffName;
    qint64 readByCustomer = 0;
    qint64 readByStaff = 0;
    std::optional<QStringList> viewers {}; ///< staff: who has it open, by name; at most five

    static constexpr auto fields = std::tuple {field("id", &TypingRow::id), field("customerTyping", &TypingRow::customerTyping),
        field("staffTyping", &TypingRow::staffTyping), field("staffName", &TypingRow::staffName, maxChars(80)),
        field("readByCustomer", &TypingRow::readByCustomer), field("readByStaff", &TypingRow::readByStaff),
        field("viewers", &TypingRow::viewers, maxItems(5), staffOnly)};
    friend bool operator==(const TypingRow&, const TypingRow&) = default;
};

/// When what a desktop keeps a copy of was changed last, since the server began: it reads that anew. Id: the shop.
struct ShopRow {
    static constexpr QLatin1StringView kind {"shop"};
    ShopId id;
    std::optional<Instant> phrasesAt {};
    std::optional<Instant> sendingRulesAt {};

    static constexpr auto fields = std::tuple {
        field("id", &ShopRow::id), field("phrasesAt", &ShopRow::phrasesAt), field("sendingRulesAt", &ShopRow::sendingRulesAt)};
    friend bool operator==(const ShopRow&, const ShopRow&) = default;
};

using BoardRow = std::variant<UnknownContent, ConversationRow, PresenceRow, QueueRow, TypingRow, ShopRow>;

/// Which conversations of a list: those that are all of what is said here.
struct BoardFilter {
    std::optional<QueueId> queue {};
    std::optional<Channel> channel {};
    std::optional<CustomerTier> tier {};
    std::optional<QString> room {};
    std::optional<bool> unread {};
    std::optional<bool> newestFirst {}; ///< by when something was said last; else by who has waited longest

    static constexpr auto fields = std::tuple {field("queue", &BoardFilter::queue), field("channel", &BoardFilter::channel),
        field("tier", &BoardFilter::tier), field("room", &BoardFilter::room, maxChars(80)),
        field("unread", &BoardFilter::unread), field("newestFirst", &BoardFilter::newestFirst)};
    friend bool operator==(const BoardFilter&, const BoardFilter&) = default;

    bool lets(const ConversationRow& row) const
    {
        const auto is = [](const auto& wanted, const auto& value) { return !wanted || wanted == value; };
        return is(queue, row.queue) && is(channel, row.channel) && is(tier, row.tier) && is(room, row.room)
            && is(unread, row.unread > 0);
    }
};

/// From now on, send me rows `from` to `from + count − 1` of this board. One window per board and connection; watching again
/// moves it.
struct WatchBoard {
    static constexpr QLatin1StringView type {"watchBoard"};
    static constexpr Roles roles = kDeskRoles.with(Role::customer);
    using Reply = Done;
    BoardName board = BoardName::mine;
    std::optional<ConversationId> conversation; ///< for `typing`: which
    qint64 from = 0;
    qint64 count = 100;
    std::optional<BoardFilter> filter {}; ///< of a list of conversations
    static constexpr auto fields = std::tuple {field("board", &WatchBoard::board),
        field("conversation", &WatchBoard::conversation), field("from", &WatchBoard::from, between(0, 1'000'000)),
        field("count", &WatchBoard::count, between(1, 200)), field("filter", &WatchBoard::filter)};
    friend bool operator==(const WatchBoard&, const WatchBoard&) = default;
};

struct UnwatchBoard {
    static constexpr QLatin1StringView type {"unwatchBoard"};
    static constexpr Roles roles = kEveryRole;
    using Reply = Done;
    BoardName board = BoardName::mine;
    static constexpr auto fields = std::tuple {field("board", &UnwatchBoard::board)};
    friend bool operator==(const UnwatchBoard&, const UnwatchBoard&) = default;
};

/// What changed in a watched window: the first change at once, those of the next 250 ms together; what is new on `mine` does
/// not wait. `keys` is the window's whole order; `rows` are those of it that are new or changed since the last event.
struct BoardChanged {
    static constexpr QLatin1StringView type {"boardChanged"};
    BoardName board = BoardName::mine;
    qint64 from = 0;
    qint64 total = 0; ///< rows of the whole board that the filter lets through
    QList<Uuid> keys;
    QList<BoardRow> rows;
    static constexpr auto fields = std::tuple {field("board", &BoardChanged::board), field("from", &BoardChanged::from),
        field("total", &BoardChanged::total), field("keys", &BoardChanged::keys), field("rows", &BoardChanged::rows)};
    friend bool operator==(const BoardChanged&, const BoardChanged&) = default;
};

} // namespace greenroom
