// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/conversations/conversationtable.h"

#include "core/base/mutant.h"
#include "core/text/privacy.h"
#include "server/log/entrytable.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

#define GREENROOM_CONVERSATION_COLUMNS                                                                                         \
    "c.conversation, c.shop, c.customer, c.channel, c.state, c.queue, c.assignee, c.assignee_name, c.last_agent, "             \
    "c.assignment_version, c.offered_to, c.offer_until, c.declined_by, c.waiting_since, c.owed_since, c.follow_up_due, "       \
    "c.opened_at, c.closed_at, c.close_reason, c.tags, c.preview, c.last_said_at, c.rated, c.head, c.customer_head, "          \
    "c.read_by_staff, c.read_by_customer, c.unread, c.last_agent_at, c.in_queue_since, c.unanswered_since, c.overflowed, "     \
    "c.priority, c.rated_low, c.transfers, c.tier, c.issue, c.emotion, c.skills, c.help_since, c.asked, c.joined, "            \
    "c.customer_said, c.customer_said_at, c.staff_said, c.staff_said_by, c.room, c.bot_said "

template <class Tag>
QString joined(const QList<Id<Tag>>& list)
{
    QStringList ids;
    for (Id<Tag> each : list)
        ids.append(each.toString());
    return ids.join(u' ');
}

template <class Tag>
void split(const QString& joined, QList<Id<Tag>>& list)
{
    for (QStringView each : QStringView(joined).split(u' ', Qt::SkipEmptyParts))
        if (const auto id = Uuid::fromString(each))
            list.append(Id<Tag>(*id));
}

/// "returns=3\nliving rooms=1"
QString joinedSkills(const QList<routing::Skill>& skills)
{
    QStringList each;
    for (const routing::Skill& skill : skills)
        each.append(skill.name + u'=' + QString::number(skill.level));
    return each.join(u'\n');
}

QList<routing::Skill> splitSkills(const QString& joined)
{
    QList<routing::Skill> skills;
    for (const QString& each : joined.split(u'\n', Qt::SkipEmptyParts))
        skills.append({each.section(u'=', 0, -2), each.section(u'=', -1).toLongLong()});
    return skills;
}

Conversation rowFrom(const Rows& rows)
{
    Conversation c;
    QString declinedBy;
    QString overflowed;
    QString tags;
    QString ratedLow;
    QString skills;
    QString asked;
    QString whoJoined;
    rows.into(c.id, c.shop, c.customer, c.channel, c.state, c.queue, c.assignee, c.assigneeName, c.lastAgent,
        c.assignmentVersion, c.offeredTo, c.offerUntil, declinedBy, c.waitingSince, c.owedSince, c.followUpDue, c.openedAt,
        c.closedAt, c.closeReason, tags, c.preview, c.lastSaidAt, c.rated, c.head, c.customerHead, c.readByStaff,
        c.readByCustomer, c.unread, c.lastAgentAt, c.inQueueSince, c.unansweredSince, overflowed, c.priority, ratedLow,
        c.transfers, c.tier, c.issue, c.emotion, skills, c.helpSince, asked, whoJoined, c.customerSaid, c.customerSaidAt,
        c.staffSaid, c.staffSaidBy, c.room, c.botSaid);
    if (c.customerSaid > c.staffSaid)
        c.preview = hidden(c.preview); // of rows that were written before it was
    split(declinedBy, c.declinedBy);
    split(overflowed, c.overflowed);
    split(ratedLow, c.ratedLow);
    split(asked, c.asked);
    split(whoJoined, c.joined);
    c.skills = splitSkills(skills);
    c.tags = tags.split(u'\n', Qt::SkipEmptyParts);
    return c;
}

Result<std::vector<Conversation>> all(Result<Rows> rows)
{
    if (!rows)
        return rows.error();
    std::vector<Conversation> found;
    while (rows->next())
        found.push_back(rowFrom(*rows));
    return found;
}

Result<std::optional<Conversation>> first(Result<Rows> rows)
{
    auto found = all(std::move(rows));
    if (!found)
        return found.error();
    return found->empty() ? std::optional<Conversation>() : std::optional(std::move(found->front()));
}

} // namespace

Write ConversationTable::put(const Conversation& conversation)
{
    return [c = conversation](Database& database) -> Result<void> {
        auto done = database.run(
            u"INSERT INTO conversation (conversation, shop, customer, channel, state, queue, assignee, assignee_name, "
            "last_agent, assignment_version, offered_to, offer_until, declined_by, waiting_since, owed_since, "
            "follow_up_due, opened_at, closed_at, close_reason, tags, preview, last_said_at, rated, head, "
            "customer_head, read_by_staff, read_by_customer, unread, last_agent_at, in_queue_since, unanswered_since, "
            "overflowed, priority, rated_low, transfers, tier, issue, emotion, skills, help_since, asked, joined, "
            "customer_said, customer_said_at, staff_said, staff_said_by, room, bot_said) VALUES "
            "(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) ON "
            "CONFLICT (conversation) DO UPDATE SET channel=excluded.channel, state=excluded.state, "
            "queue=excluded.queue, assignee=excluded.assignee, assignee_name=excluded.assignee_name, "
            "last_agent=excluded.last_agent, assignment_version=excluded.assignment_version, "
            "offered_to=excluded.offered_to, offer_until=excluded.offer_until, declined_by=excluded.declined_by, "
            "waiting_since=excluded.waiting_since, owed_since=excluded.owed_since, "
            "follow_up_due=excluded.follow_up_due, opened_at=excluded.opened_at, closed_at=excluded.closed_at, "
            "close_reason=excluded.close_reason, tags=excluded.tags, preview=excluded.preview, "
            "last_said_at=excluded.last_said_at, rated=excluded.rated, head=excluded.head, "
            "customer_head=excluded.customer_head, read_by_staff=excluded.read_by_staff, "
            "read_by_customer=excluded.read_by_customer, unread=excluded.unread, "
            "last_agent_at=excluded.last_agent_at, in_queue_since=excluded.in_queue_since, "
            "unanswered_since=excluded.unanswered_since, overflowed=excluded.overflowed, priority=excluded.priority, "
            "rated_low=excluded.rated_low, transfers=excluded.transfers, tier=excluded.tier, issue=excluded.issue, "
            "emotion=excluded.emotion, skills=excluded.skills, help_since=excluded.help_since, asked=excluded.asked, "
            "joined=excluded.joined, customer_said=excluded.customer_said, "
            "customer_said_at=excluded.customer_said_at, staff_said=excluded.staff_said, "
            "staff_said_by=excluded.staff_said_by, room=excluded.room, "
            "bot_said=excluded.bot_said"_s,
            c.id, c.shop, c.customer, c.channel, c.state, c.queue, c.assignee, c.assigneeName, c.lastAgent, c.assignmentVersion,
            c.offeredTo, c.offerUntil, joined(c.declinedBy), c.waitingSince, c.owedSince, c.followUpDue, c.openedAt, c.closedAt,
            c.closeReason, c.tags.join(u'\n'), c.preview, c.lastSaidAt, c.rated, c.head, c.customerHead, c.readByStaff,
            c.readByCustomer, c.unread, c.lastAgentAt, c.inQueueSince, c.unansweredSince, joined(c.overflowed), c.priority,
            joined(c.ratedLow), c.transfers, c.tier, c.issue, c.emotion, joinedSkills(c.skills), c.helpSince, joined(c.asked),
            joined(c.joined), c.customerSaid, c.customerSaidAt, c.staffSaid, c.staffSaidBy, c.room, c.botSaid);
        return done ? Result<void>() : done.error();
    };
}

Result<std::optional<Conversation>> ConversationTable::find(Database& database, ConversationId id)
{
    return first(database.run(u"SELECT " GREENROOM_CONVERSATION_COLUMNS "FROM conversation c WHERE c.conversation=?"_s, id));
}

Result<std::optional<Conversation>> ConversationTable::latestOf(Database& database, ShopId shop, CustomerId customer)
{
    return first(database.run(u"SELECT " GREENROOM_CONVERSATION_COLUMNS
                              "FROM conversation c WHERE c.shop=? AND c.customer=? ORDER BY c.opened_at DESC LIMIT 1"_s,
        shop, customer));
}

Result<std::vector<Conversation>> ConversationTable::open(Database& database)
{
    const QString open = mutant(Mutant::loadsWhatIsOver) ? u"1"_s
                                                         : u"c.state IN ('waiting', 'offered', 'assigned', 'leftMessage')"_s;
    auto found = all(database.run(u"SELECT " GREENROOM_CONVERSATION_COLUMNS "FROM conversation c WHERE "_s + open));
    if (!found)
        return found;
    // What a damaged one said is lost, that it was there is not: the numbers go on behind it, and so does everybody else.
    constexpr auto kAll = std::numeric_limits<qint64>::max();
    for (Conversation& each : *found) {
        auto later = EntryTable::after(
            database, StreamId::of(each.id), Audience::staff, each.head, {.entries = kAll, .damagedToo = true});
        if (!later)
            return later.error();
        for (const LoggedEntry& entry : *later)
            apply(each, entry.entry);
    }
    return found;
}

Result<std::vector<Conversation>> ConversationTable::recentOf(Database& database, ShopId shop, PersonId person, qint64 limit)
{
    return all(database.run(u"SELECT " GREENROOM_CONVERSATION_COLUMNS
                            "FROM conversation c WHERE c.shop=? AND c.last_agent=? ORDER BY c.last_said_at DESC LIMIT ?"_s,
        shop, person, limit));
}

Result<std::vector<Conversation>> ConversationTable::search(Database& database, ShopId shop, const QString& text, qint64 limit)
{
    // The end of the range of names that begin with the text; no LIKE, so nothing in it means anything but itself.
    const QString end = text + QChar(0xffff);
    return all(database.run(u"SELECT " GREENROOM_CONVERSATION_COLUMNS
                            "FROM conversation c JOIN customer u ON u.customer=c.customer WHERE c.shop=? AND u.shop=? "
                            "AND ((u.name>=? AND u.name<?) OR u.phone_tail=? OR u.account=? OR u.account IN "
                            "(SELECT o.account FROM customer_order o WHERE o.shop=? AND o.number IN (?,?))) "
                            "ORDER BY c.last_said_at DESC LIMIT ?"_s,
        shop, shop, text, end, text, text, shop, text, text.toUpper(), limit));
}

Result<std::vector<Conversation>> ConversationTable::openedBetween(
    Database& database, ShopId shop, Instant from, Instant to, const std::optional<ConversationId>& after, qint64 limit)
{
    // Of those that were opened at the same instant, by id: a page ends anywhere.
    Instant since = from;
    ConversationId behind;
    if (after) {
        auto last = find(database, *after);
        if (!last)
            return last.error();
        if (*last && (*last)->shop == shop && (*last)->openedAt >= from) {
            since = (*last)->openedAt;
            behind = *after;
        }
    }
    return all(database.run(u"SELECT " GREENROOM_CONVERSATION_COLUMNS
                            "FROM conversation c WHERE c.shop=? AND c.opened_at>=? AND c.opened_at<? "
                            "AND (c.opened_at>? OR c.conversation>?) ORDER BY c.opened_at, c.conversation LIMIT ?"_s,
        shop, since, to, since, behind, limit));
}

Result<qint64> ConversationTable::countOpenedBetween(Database& database, ShopId shop, Instant from, Instant to)
{
    auto rows = database.run(
        u"SELECT COUNT(*) FROM conversation WHERE shop=? AND opened_at>=? AND opened_at<?"_s, shop, from, to);
    if (!rows)
        return rows.error();
    return rows->next() ? rows->get<qint64>(0) : 0;
}

Result<std::vector<ConversationId>> ConversationTable::openOf(Database& database, ShopId shop)
{
    auto rows = database.run(u"SELECT conversation FROM conversation WHERE shop=? AND state IN ('waiting', 'offered', "
                             "'assigned') ORDER BY conversation"_s,
        shop);
    if (!rows)
        return rows.error();
    std::vector<ConversationId> found;
    while (rows->next())
        found.push_back(rows->get<ConversationId>(0));
    return found;
}

Result<std::optional<ConversationTable::Needs>> ConversationTable::needsOf(Database& database, ConversationId id)
{
    auto rows = database.run(
        u"SELECT c.channel, c.tier, c.issue, c.emotion, c.skills, c.priority, c.rated_low, c.room, u.name, u.tier, u.language "
        "FROM conversation c JOIN customer u ON u.customer=c.customer WHERE c.conversation=?"_s,
        id);
    if (!rows)
        return rows.error();
    if (!rows->next())
        return std::optional<Needs>();
    Needs needs;
    QString skills;
    QString ratedLow;
    rows->into(needs.channel, needs.tier, needs.issue, needs.emotion, skills, needs.priority, ratedLow, needs.room,
        needs.customerName, needs.customerTier, needs.language);
    split(ratedLow, needs.ratedLow);
    needs.skills = splitSkills(skills);
    return std::optional(std::move(needs));
}

Result<qint64> ConversationTable::countOf(Database& database, ShopId shop, CustomerId customer)
{
    auto rows = database.run(u"SELECT COUNT(*) FROM conversation WHERE shop=? AND customer=?"_s, shop, customer);
    if (!rows)
        return rows.error();
    return rows->next() ? rows->get<qint64>(0) : 0;
}

} // namespace greenroom
