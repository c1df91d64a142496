// SPDX-License-Identifier: GPL-3.0-or-later
#include <set>

#include "tests/proof/reading.h"

// A1 to A6, S1, S2, R1 to R4.
namespace greenroom::proof::checks {

using namespace Qt::StringLiterals;

namespace {

constexpr Millis kOfferLate {5000};
constexpr Millis kOfferEarly {1000};
constexpr Millis kStuck {3000};
constexpr Millis kSilentWithin {5000};
constexpr Millis kAnswerWithin {5000};
constexpr qint64 kPlainBytes = 64 * 1024;
constexpr qint64 kTlsBytes = 128 * 1024;

QString place(const StoredEntry& each)
{
    return each.stream.toString() + u" number "_s + QString::number(each.entry.number);
}

/// Folds the final store in the order it was stored; `each` sees the conversation before and after an entry.
template <class Each>
std::map<StreamId, Conversation> fold(const Dump& dump, Each each)
{
    std::map<StreamId, Conversation> conversations;
    for (const StoredEntry& stored : dump.entries) {
        if (stored.stream.kind != StreamKind::conversation)
            continue;
        Conversation& c = conversations[stored.stream];
        if (stored.entry.number != c.head + 1)
            continue; // D5 says so
        const Conversation before = c;
        apply(c, stored.entry);
        each(before, c, stored);
    }
    return conversations;
}

std::optional<PersonId> holder(const Conversation& c)
{
    return c.state == ConversationState::offered ? c.offeredTo
        : c.state == ConversationState::assigned ? c.assignee
                                                 : std::nullopt;
}

} // namespace

Violations a1(const History& history)
{
    Complaints complaints("A1");
    const Reading reading(history);
    fold(reading.last, [&](const Conversation& before, const Conversation&, const StoredEntry& stored) {
        const Content& content = stored.entry.content;
        const auto mustBeNext = [&](qint64 version) {
            if (version != before.assignmentVersion + 1)
                complaints.add(place(stored) + u": version "_s + QString::number(version) + u" after "_s
                    + QString::number(before.assignmentVersion));
        };
        if (const auto* assigned = std::get_if<Assigned>(&content)) {
            mustBeNext(assigned->version);
            if (before.state == ConversationState::assigned && assigned->reason != AssignReason::transferred)
                complaints.add(place(stored) + u": assigned while it was somebody's"_s);
            if (before.state == ConversationState::offered && before.offeredTo != assigned->agent)
                complaints.add(place(stored) + u": assigned while it was offered to another"_s);
            if (assigned->reason == AssignReason::accepted && before.offeredTo != assigned->agent)
                complaints.add(place(stored) + u": accepted by somebody who was not offered it"_s);
        } else if (const auto* released = std::get_if<Released>(&content)) {
            mustBeNext(released->version);
            if (before.assignee != released->agent)
                complaints.add(place(stored) + u": released by somebody who did not have it"_s);
        } else if (std::holds_alternative<Offered>(content)) {
            if (before.state != ConversationState::waiting)
                complaints.add(place(stored) + u": offered while it did not wait"_s);
        } else if (const auto* ended = std::get_if<OfferEnded>(&content)) {
            if (before.state != ConversationState::offered || before.offeredTo != ended->agent)
                complaints.add(place(stored) + u": the end of an offer that was not made"_s);
        }
    });
    return complaints.take();
}

Violations a2(const History& history)
{
    Complaints complaints("A2");
    // Since when a conversation waits while this person could have it.
    std::map<std::pair<ConversationId, PersonId>, Instant> stuck;
    for (const Sample& sample : history.samples) {
        decltype(stuck) still;
        for (const Waiting& waiting : sample.waiting)
            for (const AgentState& agent : sample.agents)
                if (isEligible(agent, waiting)) {
                    const std::pair key {waiting.id, agent.id};
                    const auto since = stuck.find(key);
                    still[key] = since == stuck.end() ? sample.at : since->second;
                    if (sample.at - still[key] >= kStuck)
                        complaints.add(waiting.id.toString() + u" waits since "_s + QString::number(toMillis(still[key]))
                            + u" while somebody has room"_s);
                }
        stuck = std::move(still);
    }
    return complaints.take();
}

Violations a3(const History& history)
{
    Complaints complaints("A3");
    const Reading reading(history);
    std::map<PersonId, qint64> capacity;
    for (const Agent& agent : history.agents)
        capacity[agent.person] = agent.capacity;
    std::map<PersonId, qint64> load;
    const auto now = fold(reading.last, [&](const Conversation& before, const Conversation& after, const StoredEntry& stored) {
        if (holder(before) == holder(after))
            return;
        if (const auto was = holder(before))
            --load[*was];
        if (const auto is = holder(after))
            if (++load[*is] > capacity[*is])
                complaints.add(place(stored) + u": more than "_s + QString::number(capacity[*is]) + u" at once"_s);
    });
    std::map<PersonId, qint64> active;
    for (const Conversation& c : reading.last.conversations)
        if (const auto is = holder(c))
            ++active[*is];
    for (const auto& [person, count] : load)
        if (active[person] != count)
            complaints.add(person.toString() + u" has "_s + QString::number(active[person]) + u" by the rows, "_s
                + QString::number(count) + u" by the log"_s);
    return complaints.take();
}

Violations a4(const History& history)
{
    Complaints complaints("A4");
    const Reading reading(history);
    fold(reading.last, [&](const Conversation& before, const Conversation&, const StoredEntry& stored) {
        const Entry& entry = stored.entry;
        const auto life = reading.lives.find(entry.clientId);
        const bool closes = std::holds_alternative<Closed>(entry.content);
        if (entry.author.kind != AuthorKind::staff || (!isSaid(entry.content) && !closes) || life == reading.lives.end())
            return;
        const auto fits = [&](std::size_t attempt) { return reading.invoked(attempt).version == before.assignmentVersion; };
        if (std::none_of(life->second.attempts.begin(), life->second.attempts.end(), fits))
            complaints.add(life->second.attempts.back(),
                place(stored) + u" was decided under another version than "_s + QString::number(before.assignmentVersion));
        else if (closes)
            return; // who leads others may
        else if (!entry.author.id || !before.isOwnedBy(PersonId(*entry.author.id)))
            complaints.add(life->second.attempts.back(), place(stored) + u" was said by somebody who does not have it"_s);
    });
    return complaints.take();
}

Violations a5(const History& history)
{
    Complaints complaints("A5");
    if (!history.quiet)
        return {};
    const Reading reading(history);
    for (const auto& [id, life] : reading.lives) {
        const Invoked& asked = reading.invoked(life.attempts.back());
        const bool here = std::find(history.connected.begin(), history.connected.end(), asked.client)
            != history.connected.end();
        if (!here || asked.op != Op::say || history.clients[std::size_t(asked.client)].isStaff)
            continue;
        // A lost reply is asked for again; one that said no for now, too.
        const Answered* last = life.answers.empty() ? nullptr : &reading.answered(life.answers.back());
        if (!last || last->how == Outcome::unknown || last->code == Code::unavailable)
            complaints.add(life.attempts.back(), u"a customer's words ended nowhere: "_s + id.toString());
    }
    return complaints.take();
}

Violations a6(const History& history)
{
    Complaints complaints("A6");
    const Reading reading(history);
    // Times in which nobody could keep a clock.
    std::vector<std::pair<Instant, Instant>> down;
    std::optional<Instant> stopped;
    for (const Event& event : history.events) {
        if (std::holds_alternative<Stopped>(event.what) && !stopped)
            stopped = event.at;
        else if (std::holds_alternative<Started>(event.what) && stopped)
            down.emplace_back(*std::exchange(stopped, {}), event.at);
    }
    if (stopped)
        down.emplace_back(*stopped, history.endedAt);
    // What ran in the copy stood still until it was restored.
    for (const Event& event : history.events)
        if (const auto* restored = std::get_if<Restored>(&event.what))
            down.emplace_back(restored->kept < history.events.size() ? history.events[restored->kept].at : event.at, event.at);
    std::sort(down.begin(), down.end());
    const auto latest = [&](Instant due) {
        for (const auto& [from, to] : down)
            if (from <= due + kOfferLate && to > due)
                due = to;
        return due + kOfferLate;
    };
    const auto isLate = [&](Instant at, Instant due) { return history.clocksApart && at > latest(due) + *history.clocksApart; };
    std::map<StreamId, Instant> due;
    fold(reading.last, [&](const Conversation& before, const Conversation& after, const StoredEntry& stored) {
        const auto* ended = std::get_if<OfferEnded>(&stored.entry.content);
        if (ended && ended->how == OfferEnd::expired && before.offerUntil) {
            if (stored.entry.at < *before.offerUntil - kOfferEarly)
                complaints.add(place(stored) + u": ran out before its time"_s);
            else if (isLate(stored.entry.at, *before.offerUntil))
                complaints.add(place(stored) + u": ran out long after its time"_s);
        }
        if (before.state == ConversationState::offered && before.offerUntil != after.offerUntil
            && !(ended && ended->how == OfferEnd::expired) && isLate(stored.entry.at, *before.offerUntil))
            complaints.add(place(stored) + u": an offer stood long after its time"_s);
        if (after.state == ConversationState::offered && after.offerUntil)
            due[stored.stream] = *after.offerUntil;
        else
            due.erase(stored.stream);
    });
    for (const auto& [stream, until] : due)
        if (history.quiet && isLate(history.endedAt, until))
            complaints.add(stream.toString() + u": an offer never ran out"_s);
    return complaints.take();
}

Violations s1(const History& history)
{
    Complaints complaints("S1");
    std::map<StreamId, Conversation> owners;
    for (const Dump& dump : history.dumps)
        for (const Conversation& c : dump.conversations)
            owners[StreamId::of(c.id)] = c;
    for (std::size_t i = 0; i < history.events.size(); ++i) {
        if (const auto* note = std::get_if<NoteSeen>(&history.events[i].what)) {
            if (!history.clients[std::size_t(note->client)].isStaff)
                complaints.add(i, u"a customer was sent the words of a note"_s);
            continue;
        }
        const auto* entry = std::get_if<Observed>(&history.events[i].what);
        if (!entry)
            continue;
        const Client& client = history.clients[std::size_t(entry->client)];
        const auto owner = owners.find(entry->stream);
        const QString where = client.name + u": "_s + entry->stream.toString() + u" number "_s + QString::number(entry->number);
        if (!client.isStaff && entry->audience == Audience::staff)
            complaints.add(i, where + u" is for staff alone"_s);
        else if (owner != owners.end() && owner->second.shop != client.shop)
            complaints.add(i, where + u" is another shop's"_s);
        else if (owner != owners.end() && !client.isStaff && owner->second.customer.value != client.who)
            complaints.add(i, where + u" is somebody else's"_s);
    }
    return complaints.take();
}

Violations s2(const History& history)
{
    Complaints complaints("S2");
    struct End {
        Instant at;
        std::size_t position;
    };
    std::map<int, End> revoked;
    std::optional<Uuid> now; // the epoch, after a restore
    for (std::size_t i = 0; i < history.events.size(); ++i) {
        const Event& event = history.events[i];
        if (const auto* ended = std::get_if<Revoked>(&event.what)) {
            if (!ended->epoch || !now || ended->epoch == now)
                revoked.try_emplace(ended->client, End {event.at, i});
        } else if (const auto* restored = std::get_if<Restored>(&event.what)) {
            // An older store does not know of it, nor of what is heard only now.
            now = restored->epoch;
            std::erase_if(revoked, [restored](const auto& each) { return each.second.position >= restored->kept; });
        } else if (const auto* entry = std::get_if<Observed>(&event.what)) {
            const auto since = revoked.find(entry->client);
            if (since != revoked.end() && event.at - since->second.at > kSilentWithin)
                complaints.add(i, history.clients[std::size_t(entry->client)].name + u" sees on, though the session is over"_s);
        }
    }
    return complaints.take();
}

Violations r1(const History& history)
{
    Complaints complaints("R1");
    for (const Memory& each : history.memory) {
        const qint64 most = each.base + each.plain * kPlainBytes + each.tls * kTlsBytes + each.caps;
        if (each.rss > most)
            complaints.add(QString::number(each.rss) + u" bytes at "_s + QString::number(toMillis(each.at)) + u", of at most "_s
                + QString::number(most));
    }
    return complaints.take();
}

Violations r2(const History& history)
{
    Complaints complaints("R2");
    std::map<std::size_t, const Event*> answers;
    for (std::size_t i = 0; i < history.events.size(); ++i)
        if (const auto* told = std::get_if<Answered>(&history.events[i].what))
            if (!answers.emplace(told->attempt, &history.events[i]).second)
                complaints.add(i, u"a second answer to the same request"_s);
    // What a session asked is decided in that order: soon after an answer to a later question it is too late for this one's.
    std::map<quint64, Instant> answeredSince;
    for (std::size_t i = history.events.size(); i-- > 0;) {
        const auto* invoked = std::get_if<Invoked>(&history.events[i].what);
        if (!invoked)
            continue;
        const auto answer = answers.find(i);
        const bool isOver = answer != answers.end();
        const Instant over = isOver ? answer->second->at : history.endedAt;
        const auto later = answeredSince.find(invoked->session);
        const bool passedOver = later != answeredSince.end()
            && over - std::max(later->second, history.events[i].at) > kAnswerWithin;
        if (passedOver || (!isOver && over - history.events[i].at > kAnswerWithin))
            complaints.add(i, u"neither answered nor disconnected"_s);
        if (isOver && std::get<Answered>(answer->second->what).how != Outcome::unknown)
            answeredSince[invoked->session] = later == answeredSince.end() ? over : std::min(later->second, over);
    }
    return complaints.take();
}

Violations r3(const History& history)
{
    Complaints complaints("R3");
    for (std::size_t i = 0; i < history.events.size(); ++i)
        if (const auto* started = std::get_if<Started>(&history.events[i].what); started && !started->whole)
            complaints.add(i, u"the store is not whole"_s);
    for (const Dump& dump : history.dumps) {
        if (!dump.whole)
            complaints.add(u"the store is not whole"_s);
        const auto folded = fold(dump, [](const auto&, const auto&, const auto&) {});
        std::size_t rows = 0;
        for (const Conversation& row : dump.conversations) {
            const auto found = folded.find(StreamId::of(row.id));
            if (found == folded.end()) {
                complaints.add(row.id.toString() + u" has a row and no entries"_s);
                continue;
            }
            ++rows;
            const Conversation& c = found->second;
            // The row of an open one may be behind, by what was only said in it.
            const bool late = c.isOpen() && row.head < c.head && row.customerHead <= c.customerHead;
            if ((!late && (c.head != row.head || c.customerHead != row.customerHead)) || c.state != row.state
                || c.assignee != row.assignee || c.assignmentVersion != row.assignmentVersion || c.offeredTo != row.offeredTo
                || c.waitingSince != row.waitingSince || c.declinedBy != row.declinedBy)
                complaints.add(row.id.toString() + u": its row is not the fold of its entries"_s);
        }
        if (rows != folded.size())
            complaints.add(u"entries without a row"_s);
    }
    return complaints.take();
}

Violations r4(const History& history)
{
    Complaints complaints("R4");
    const Reading reading(history);
    if (!reading.last.auditWhole)
        complaints.add(u"the audit's chain does not verify"_s);
    struct Deeds {
        int tried = 0;
        std::optional<std::size_t> answered;
    };
    std::map<std::tuple<Uuid, QString, QString>, Deeds> deeds;
    for (std::size_t i = 0; i < history.events.size(); ++i)
        if (const auto* done = std::get_if<Audited>(&history.events[i].what)) {
            Deeds& each = deeds[{history.clients[std::size_t(done->client)].who, done->action, done->object}];
            if (!done->answered)
                ++each.tried;
            else if (reading.survives(i, done->epoch))
                each.answered = i;
        }
    std::map<std::tuple<Uuid, QString, QString>, int> rows;
    for (const AuditRow& row : reading.last.audit)
        ++rows[{row.actor, row.action, row.object}];
    for (const auto& [deed, each] : deeds) {
        const QString name = std::get<1>(deed) + u" "_s + std::get<2>(deed);
        if (each.answered && rows[deed] == 0)
            complaints.add(*each.answered, name + u" is not in the audit"_s);
        // One that got no answer may have been done, too.
        else if (rows[deed] > each.tried || (each.tried == 1 && rows[deed] > 1))
            complaints.add(name + u" is in the audit too often"_s);
    }
    return complaints.take();
}

} // namespace greenroom::proof::checks
