// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/routing/routingtrial.h"

#include <algorithm>

#include "server/conversations/conversationtable.h"
#include "server/log/entrytable.h"
#include "server/routing/issuetable.h"
#include "server/routing/queuetable.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kMostEntries = 2'000'000; ///< of the log, looked through
constexpr qint64 kEarlier = 8; ///< entries of one conversation that tell where it stood when the hour began
constexpr Millis kUsualHandling = std::chrono::minutes(5); ///< if nobody had any
constexpr Millis kServiceLevel = std::chrono::seconds(30); ///< of no consequence here

/// What says who waits, who has what, and what the router goes by.
constexpr EntryTable::Kinds kKinds {Opened::kind, Queued::kind, Assigned::kind, Released::kind, Closed::kind, LeftMessage::kind,
    Classified::kind, Prioritized::kind};

/// One wait for somebody.
struct Wait {
    DayArrival arrival;
    PastHour::About about;
    std::optional<Instant> assigned;
    std::optional<Millis> handled; ///< how long whoever got it was busy with it
};

/// What one conversation went through in the hour, from its entries.
class Course {
public:
    Course(ConversationTable::Needs needs, ShopId shop, const IssueTable::Issues& issues)
        : m_needs(std::move(needs))
        , m_shop(shop)
        , m_issues(issues)
    {
        m_now.channel = m_needs.channel;
        m_now.customerTier = m_needs.customerTier;
        m_now.language = m_needs.language.section(u'-', 0, 0).toLower();
    }

    void play(const std::vector<LoggedEntry>& earlier, const std::vector<const LoggedEntry*>& within, Instant begin)
    {
        for (const LoggedEntry& each : earlier)
            happens(each.entry);
        beginHour(within, begin);
        for (const LoggedEntry* each : within)
            happens(each->entry);
    }

    /// It is over: what goes on goes on behind it.
    void end(Instant after)
    {
        if (m_state == State::taken)
            letGo(after);
    }

    std::vector<Wait> waits;
    std::optional<PersonId> heldBy; ///< when the hour began
    Instant heldUntil;

private:
    enum class State { rests, waits, taken };

    void happens(const Entry& entry)
    {
        m_entry = &entry;
        std::visit([this](const auto& content) { on(content); }, entry.content);
    }

    template <class T>
    void on(const T&)
    {
    }
    void on(const Opened& opened)
    {
        m_now.tier = routing::Tier::l1;
        m_now.room = opened.room.value_or(QString());
        if (opened.lastAgent) {
            m_now.preferred = opened.lastAgent;
            m_now.preferredAt = opened.lastAgentAt;
        }
    }
    void on(const Queued& queued)
    {
        m_now.tier = queued.tier.value_or(m_now.tier);
        // That it overflowed is the router's doing, which will do so again.
        const bool overflows = m_state == State::waits && m_entry->author.kind == AuthorKind::system;
        if (overflows && m_inHour)
            return;
        if (m_state == State::taken)
            letGo(m_entry->at);
        if (m_state != State::waits) {
            waits.push_back({});
            m_now.overflowed.clear();
        } else if (overflows && m_now.queue != queued.queue) {
            m_now.overflowed.append(m_now.queue);
        }
        m_state = State::waits;
        m_now.queue = queued.queue;
        m_now.since = queued.since;
        m_now.inQueueSince = std::max(m_entry->at, queued.since);
        m_now.excluded.clear();
        if (m_letItLie)
            m_now.excluded.append(*m_letItLie);
        if (m_entry->author.kind == AuthorKind::staff && m_now.preferred && m_now.preferred != m_letItLie)
            m_now.excluded.append(*m_now.preferred);
        m_letItLie.reset();
        note();
    }
    void on(const Assigned& assigned)
    {
        if (m_state == State::waits)
            waits.back().assigned = m_entry->at;
        // Of what nobody waited for, and what one gave to another, the router knew nothing.
        if (m_state != State::rests || !m_inHour)
            m_state = State::taken;
        m_owner = assigned.agent;
        m_now.preferred = assigned.agent;
        m_now.preferredAt = m_entry->at;
    }
    void on(const Released& released)
    {
        letGo(m_entry->at);
        if (released.unanswered.value_or(false))
            m_letItLie = released.agent;
    }
    void on(const Closed&)
    {
        letGo(m_entry->at);
        m_now.priority = 0;
    }
    void on(const LeftMessage&) { letGo(m_entry->at); }
    void on(const Classified& set)
    {
        m_now.issue = set.issue.value_or(m_now.issue);
        if (set.emotion)
            m_now.emotion = double(*set.emotion) / 100;
        m_now.required = set.skills.value_or(m_now.required);
        note();
    }
    void on(const Prioritized& set)
    {
        m_now.priority = set.points;
        note();
    }

    /// It waits no longer, or is nobody's any more.
    void letGo(Instant at)
    {
        if (m_state == State::waits)
            waits.back().arrival.leaves = at;
        else if (m_state == State::taken && m_heldFromBefore)
            heldUntil = at;
        else if (m_state == State::taken && m_inHour)
            waits.back().handled = at - *waits.back().assigned;
        m_heldFromBefore = false;
        m_state = State::rests;
    }

    /// Who waits is as the conversation is.
    void note()
    {
        if (m_state != State::waits)
            return;
        routing::Waiting& waiting = waits.back().arrival.waiting;
        waiting = m_now;
        if (const auto asked = m_issues.find({m_shop, waiting.issue}); asked != m_issues.end())
            asked->second.addTo(waiting);
        if (waiting.preferred && m_needs.ratedLow.contains(*waiting.preferred))
            waiting.preferred.reset();
    }

    /// What is before it is over: only what goes on counts. What its row says was so then, unless it changed since.
    void beginHour(const std::vector<const LoggedEntry*>& within, Instant begin)
    {
        const auto any = [&](const auto& changes) {
            return std::any_of(
                within.begin(), within.end(), [&](const LoggedEntry* each) { return changes(each->entry.content); });
        };
        const auto classified = [](const Content& content) { return std::get_if<Classified>(&content); };
        if (!any([&](const Content& c) { return classified(c) && classified(c)->issue; }))
            m_now.issue = m_needs.issue;
        if (!any([&](const Content& c) { return classified(c) && classified(c)->emotion; }))
            m_now.emotion = double(m_needs.emotion) / 100;
        if (!any([&](const Content& c) { return classified(c) && classified(c)->skills; }))
            m_now.required = m_needs.skills;
        if (!any([](const Content& c) { return std::holds_alternative<Prioritized>(c) || std::holds_alternative<Closed>(c); }))
            m_now.priority = m_needs.priority;
        if (!any([](const Content& c) { return std::holds_alternative<Opened>(c); }))
            m_now.room = m_needs.room;
        const auto setsTier = [](const Content& content) {
            const auto* queued = std::get_if<Queued>(&content);
            return std::holds_alternative<Opened>(content) || (queued && queued->tier);
        };
        if (!any(setsTier))
            m_now.tier = m_needs.tier;
        note();
        m_inHour = true;
        if (m_state != State::waits)
            waits.clear();
        else
            waits.erase(waits.begin(), waits.end() - 1);
        m_heldFromBefore = m_state == State::taken;
        if (m_heldFromBefore) {
            heldBy = m_owner;
            heldUntil = begin;
        }
    }

    ConversationTable::Needs m_needs;
    ShopId m_shop;
    const IssueTable::Issues& m_issues;
    State m_state = State::rests;
    bool m_inHour = false;
    bool m_heldFromBefore = false;
    const Entry* m_entry = nullptr;
    PersonId m_owner;
    std::optional<PersonId> m_letItLie; ///< was given it and did not answer
    routing::Waiting m_now; ///< as somebody who waits in it would be
};

/// The same, put together for a shop.
class Reading {
public:
    Reading(Database& database, ShopId shop, Instant now)
        : m_database(database)
        , m_shop(shop)
        , m_begin(now - PastHour::kSpan)
        , m_end(now)
    {
    }

    Result<PastHour> hour()
    {
        if (auto done = readPeople(); !done)
            return done.error();
        auto issues = IssueTable::all(m_database);
        if (!issues)
            return issues.error();
        m_issues = *std::move(issues);
        if (auto done = readConversations(); !done)
            return done.error();
        sortOut();
        return std::move(m_hour);
    }

private:
    /// Later than anything that is asked: what goes on at the end does not end with it.
    Instant after() const { return m_end + Millis(1); }

    Result<void> readPeople()
    {
        auto members = QueueTable::members(m_database);
        if (!members)
            return members.error();
        for (const DeskMember& member : *members) {
            if (member.shop != m_shop)
                continue;
            auto log = QueueTable::presenceSince(m_database, m_shop, member.person, m_begin);
            if (!log)
                return log.error();
            DayAgent who;
            who.agent.id = member.person;
            who.agent.queues = member.queues;
            who.agent.skills = member.skills;
            who.agent.languages = member.languages;
            who.agent.tier = member.tier;
            who.agent.capacity = member.capacity;
            bool isHere = false;
            Instant since {};
            for (const QueueTable::PresenceChange& each : *log) {
                const bool is = each.presence == Presence::online;
                if (is && !isHere)
                    since = each.at;
                else if (!is && isHere && each.at > since && each.at > m_begin)
                    who.here.push_back({since, each.at});
                isHere = is;
            }
            if (isHere && since <= m_end)
                who.here.push_back({since, after()});
            m_hour.names[member.person] = member.name;
            m_agentOf[member.person] = m_hour.day.agents.size();
            m_hour.day.agents.push_back(std::move(who));
        }
        return {};
    }

    Result<void> readConversations()
    {
        auto entries = EntryTable::since(m_database, m_shop, StreamKind::conversation, m_begin, kKinds, kMostEntries);
        if (!entries)
            return entries.error();
        std::vector<ConversationId> order;
        std::map<ConversationId, std::vector<const LoggedEntry*>> within;
        const auto know = [&](ConversationId id) -> std::vector<const LoggedEntry*>& {
            const auto [found, isNew] = within.try_emplace(id);
            if (isNew)
                order.push_back(id);
            return found->second;
        };
        for (const LoggedEntry& each : *entries)
            if (each.entry.at <= m_end)
                know(ConversationId(each.stream.key)).push_back(&each);
        auto open = ConversationTable::openOf(m_database, m_shop);
        if (!open)
            return open.error();
        for (ConversationId id : *open)
            know(id);
        for (ConversationId id : order)
            if (auto done = readOne(id, within.at(id)); !done)
                return done;
        return {};
    }

    Result<void> readOne(ConversationId id, const std::vector<const LoggedEntry*>& within)
    {
        auto needs = ConversationTable::needsOf(m_database, id);
        if (!needs)
            return needs.error();
        if (!*needs)
            return {};
        std::vector<LoggedEntry> earlier;
        const qint64 first = within.empty() ? std::numeric_limits<qint64>::max() : within.front()->entry.number;
        if (first > 1) {
            auto found = EntryTable::lastOf(m_database, StreamId::of(id), kKinds, first, kEarlier);
            if (!found)
                return found.error();
            earlier = *std::move(found);
        }
        const QString customer = (*needs)->customerName;
        const Channel channel = (*needs)->channel;
        Course course(**std::move(needs), m_shop, m_issues);
        course.play(earlier, within, m_begin);
        course.end(after());
        if (course.heldBy)
            if (const auto owner = m_agentOf.find(*course.heldBy); owner != m_agentOf.end())
                m_hour.day.agents[owner->second].held.push_back({channel, course.heldUntil});
        for (Wait& each : course.waits) {
            each.about = {id, customer};
            m_waits.push_back(std::move(each));
        }
        return {};
    }

    /// By time, each with an id of its own: one conversation may have waited several times.
    void sortOut()
    {
        std::stable_sort(m_waits.begin(), m_waits.end(),
            [](const Wait& a, const Wait& b) { return a.arrival.waiting.inQueueSince < b.arrival.waiting.inQueueSince; });
        m_hour.day.begin = m_begin;
        m_hour.end = m_end;
        if (m_waits.size() > PastHour::kMost) {
            m_waits.erase(m_waits.begin(), m_waits.end() - std::ptrdiff_t(PastHour::kMost));
            m_hour.day.begin = std::max(m_begin, m_waits.front().arrival.waiting.inQueueSince);
        }
        Millis sum {0};
        qint64 count = 0;
        for (const Wait& each : m_waits)
            if (each.handled) {
                sum += *each.handled;
                ++count;
            }
        const Millis usual = count > 0 ? Millis(sum.count() / count) : kUsualHandling;
        quint64 number = 0;
        for (Wait& each : m_waits) {
            each.arrival.handling = each.handled.value_or(usual);
            each.arrival.waiting.id = ConversationId(Uuid {0, ++number});
            m_hour.day.arrivals.push_back(std::move(each.arrival));
            m_hour.about.push_back(std::move(each.about));
        }
    }

    Database& m_database;
    ShopId m_shop;
    Instant m_begin;
    Instant m_end;
    PastHour m_hour;
    std::map<PersonId, size_t> m_agentOf;
    IssueTable::Issues m_issues;
    std::vector<Wait> m_waits;
};

} // namespace

Result<PastHour> PastHour::read(Database& database, ShopId shop, Instant now)
{
    return Reading(database, shop, now).hour();
}

RoutingTrial PastHour::compare(const routing::Profile& holds, const routing::Profile& other) const
{
    struct Side {
        DayReport report;
        std::vector<Millis> waits {};
        std::map<CustomerTier, std::vector<Millis>> byTier {};
    };
    Side now {playDay(day, holds, kServiceLevel, end)};
    Side then {playDay(day, other, kServiceLevel, end)};

    RoutingTrial trial;
    trial.from = day.begin;
    trial.to = end;
    for (const DayAgent& each : day.agents)
        trial.people += each.here.empty() ? 0 : 1;
    std::map<CustomerTier, qint64> tiers;
    std::vector<std::pair<Millis, TrialChange>> changes;
    for (size_t n = 0; n < day.arrivals.size(); ++n) {
        const routing::Waiting& who = day.arrivals[n].waiting;
        if (who.inQueueSince < day.begin)
            continue; // waited before: plays, and is not of this hour
        ++trial.conversations;
        ++tiers[who.customerTier];
        for (Side* side : {&now, &then})
            if (const DayFate& fate = side->report.fates[n]; fate.agent) {
                side->waits.push_back(fate.at - who.since);
                side->byTier[who.customerTier].push_back(fate.at - who.since);
            }
        const DayFate& is = now.report.fates[n];
        const DayFate& would = then.report.fates[n];
        if (is == would)
            continue;
        const auto name = [this](const DayFate& fate) { return fate.agent ? names.at(*fate.agent) : QString(); };
        const TrialChange change {about[n].conversation, about[n].customer, name(is), name(would), (is.at - who.since).count(),
            (would.at - who.since).count()};
        changes.emplace_back(std::chrono::abs(would.at - is.at), change);
    }
    const auto outcome = [&](const Side& side) {
        const DayWaits waits = waitsOf(side.waits, kServiceLevel);
        return TrialOutcome {waits.count, trial.conversations - waits.count, waits.p50.count(), waits.p90.count(),
            waits.longest.count(), qRound64(side.report.saturation * 10'000)};
    };
    trial.now = outcome(now);
    trial.then = outcome(then);
    const auto p90 = [](const Side& side, CustomerTier tier) -> qint64 {
        const auto found = side.byTier.find(tier);
        return found == side.byTier.end() ? 0 : waitsOf(found->second, kServiceLevel).p90.count();
    };
    for (const auto& [tier, count] : tiers)
        trial.tiers.append({tier, count, p90(now, tier), p90(then, tier)});
    trial.changed = qint64(changes.size());
    std::stable_sort(changes.begin(), changes.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    for (const auto& [difference, change] : changes)
        if (trial.changes.size() < RoutingTrial::kMostChanges)
            trial.changes.append(change);
    return trial;
}

} // namespace greenroom
