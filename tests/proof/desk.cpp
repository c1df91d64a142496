// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/proof/checks.h"
#include "tests/proof/reading.h"
#include "tests/proof/rules.h"

// A1 to A6, S1, S2, R1 to R4.
namespace greenroom::proof::checks {

using namespace Qt::StringLiterals;

namespace {

constexpr Millis kOfferLate {5000};
constexpr Millis kOfferEarly {1000};
/// A sample is seen only every so often, and rooms are told with up to half a second's delay (lists are gathered for 250 ms,
/// looked through every 250): somebody is known to have been stuck from the first sample that shows it to the last.
constexpr Millis kStuck {1000};
constexpr Millis kReadyWithin {3000};
constexpr Millis kSilentWithin {5000};
constexpr Millis kAnswerWithin {5000};
constexpr qint64 kPlainBytes = 64 * 1024;
constexpr qint64 kTlsBytes = 128 * 1024;

QString place(const StoredEntry& each)
{
    return each.stream.toString() + u" number "_s + QString::number(each.entry.number);
}

/// Goes through a store in the order it was stored; `each` sees where the conversation stood before and after an entry.
template <class Each>
std::map<StreamId, Standing> walk(const Dump& dump, Each each)
{
    std::map<StreamId, Standing> conversations;
    for (const StoredEntry& stored : dump.entries) {
        if (stored.stream.kind != StreamKind::conversation)
            continue;
        Standing& now = conversations[stored.stream];
        if (stored.entry.number != now.head + 1)
            continue; // D5 says so
        const Standing before = now;
        now.take(stored.entry);
        each(before, now, stored);
    }
    return conversations;
}

/// Between which two moments an entry of the final store was stored, by the clocks of those outside: what is before it in its
/// stream had been asked for, and nobody had yet seen what is behind it.
class Moments {
public:
    explicit Moments(const Reading& reading)
    {
        for (const auto& [stream, entries] : reading.streams)
            m_of[stream].resize(entries.size());
        for (const Event& event : reading.history.events) {
            if (const auto* seen = std::get_if<Observed>(&event.what); seen && seen->epoch == reading.last.epoch)
                isThere(seen->stream, seen->number, event.at);
            else if (const auto* told = std::get_if<Answered>(&event.what);
                     told && told->how == Ending::ok && told->epoch == reading.last.epoch)
                isThere(StreamId::of(told->stored.conversation), told->stored.number, event.at);
        }
        for (const auto& [stream, entries] : reading.streams) {
            std::vector<Moment>& all = m_of[stream];
            for (std::size_t i = 0; i < all.size(); ++i) {
                if (const auto life = reading.lives.find(entries[i]->entry.clientId); life != reading.lives.end())
                    all[i].after = reading.history.events[life->second.attempts.front()].at;
                if (i > 0)
                    all[i].after = std::max(all[i].after, all[i - 1].after);
            }
            for (std::size_t i = all.size(); i-- > 1;)
                all[i - 1].by = std::min(all[i - 1].by, all[i].by);
        }
    }
    /// Not before; the least there is where nothing is known.
    Instant after(const StreamId& stream, qint64 number) const { return at(stream, number).after; }
    /// Not after; the most there is where nothing is known.
    Instant by(const StreamId& stream, qint64 number) const { return at(stream, number).by; }

private:
    struct Moment {
        Instant after = Instant::min();
        Instant by = Instant::max();
    };
    void isThere(const StreamId& stream, qint64 number, Instant when)
    {
        const auto all = m_of.find(stream);
        if (all == m_of.end() || number < 1 || number > qint64(all->second.size()))
            return;
        Moment& moment = all->second[std::size_t(number - 1)];
        moment.by = std::min(moment.by, when);
    }
    const Moment& at(const StreamId& stream, qint64 number) const
    {
        static const Moment unknown;
        const auto all = m_of.find(stream);
        return all == m_of.end() || number < 1 || number > qint64(all->second.size()) ? unknown
                                                                                      : all->second[std::size_t(number - 1)];
    }
    std::map<StreamId, std::vector<Moment>> m_of;
};

} // namespace

Violations a1(const History& history)
{
    Complaints complaints("A1");
    const Reading reading(history);
    walk(reading.last, [&](const Standing& before, const Standing&, const StoredEntry& stored) {
        const Content& content = stored.entry.content;
        const auto mustBeNext = [&](qint64 version) {
            if (version != before.version + 1)
                complaints.add(place(stored) + u": version "_s + QString::number(version) + u" after "_s
                    + QString::number(before.version));
        };
        if (const auto* assigned = std::get_if<Assigned>(&content)) {
            mustBeNext(assigned->version);
            if (before.state == ConversationState::assigned && assigned->reason != AssignReason::transferred
                && assigned->reason != AssignReason::takenOver)
                complaints.add(place(stored) + u": assigned while it was somebody's"_s);
            if (before.state == ConversationState::offered && before.offeredTo != assigned->agent)
                complaints.add(place(stored) + u": assigned while it was offered to another"_s);
            if (assigned->reason == AssignReason::accepted && before.offeredTo != assigned->agent)
                complaints.add(place(stored) + u": accepted by somebody who was not offered it"_s);
            if (before.state == ConversationState::assigned && before.offeredTo && assigned->reason == AssignReason::transferred
                && before.offeredTo != assigned->agent)
                complaints.add(place(stored) + u": taken over by somebody who was not asked"_s);
        } else if (const auto* released = std::get_if<Released>(&content)) {
            mustBeNext(released->version);
            if (before.owner != released->agent)
                complaints.add(place(stored) + u": released by somebody who did not have it"_s);
        } else if (std::holds_alternative<Offered>(content)) {
            if (before.state != ConversationState::waiting)
                complaints.add(place(stored) + u": offered while it did not wait"_s);
        } else if (const auto* ended = std::get_if<OfferEnded>(&content)) {
            if (before.offeredTo != ended->agent)
                complaints.add(place(stored) + u": the end of an offer that was not made"_s);
        }
    });
    return complaints.take();
}

Violations a2(const History& history)
{
    Complaints complaints("A2");
    std::map<PersonId, qint64> capacity;
    for (const Agent& agent : history.agents)
        capacity[agent.person] = agent.capacity;
    // Since when a conversation waits while this person could have it.
    std::map<std::pair<ConversationId, PersonId>, Instant> stuck;
    for (const Sample& sample : history.samples) {
        decltype(stuck) still;
        for (const Waiting& waiting : sample.waiting)
            for (const AgentState& agent : sample.agents)
                if (couldHave(agent, capacity[agent.id], waiting)) {
                    const std::pair key {waiting.id, agent.id};
                    const auto since = stuck.find(key);
                    still[key] = since == stuck.end() ? sample.at : since->second;
                    if (sample.at - still[key] > kStuck)
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
    walk(reading.last, [&](const Standing& before, const Standing& after, const StoredEntry& stored) {
        if (before.holder() == after.holder())
            return;
        if (const auto was = before.holder())
            --load[*was];
        if (const auto is = after.holder())
            if (++load[*is] > capacity[*is])
                complaints.add(place(stored) + u": more than "_s + QString::number(capacity[*is]) + u" at once"_s);
    });
    std::map<PersonId, qint64> active;
    for (const Conversation& c : reading.last.conversations)
        if (const auto is = c.state == ConversationState::offered ? c.offeredTo : c.assignee)
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
    walk(reading.last, [&](const Standing& before, const Standing&, const StoredEntry& stored) {
        const Entry& entry = stored.entry;
        const auto life = reading.lives.find(entry.clientId);
        const bool closes = std::holds_alternative<Closed>(entry.content);
        if (entry.author.kind != AuthorKind::staff || (!isSpoken(entry.content) && !closes) || life == reading.lives.end())
            return;
        const auto fits = [&](std::size_t attempt) { return reading.invoked(attempt).version == before.version; };
        if (std::none_of(life->second.attempts.begin(), life->second.attempts.end(), fits))
            complaints.add(life->second.attempts.back(),
                place(stored) + u" was decided under another version than "_s + QString::number(before.version));
        else if (closes)
            return; // who leads others may
        else if (!entry.author.id || before.state != ConversationState::assigned || before.owner != PersonId(*entry.author.id))
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
        if (!last || last->how == Ending::unknown || last->code == Code::unavailable)
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
    // A server that started under a bent clock cannot know how long ago an offer was made that it found in its store.
    const auto isExcused = [&](Instant from, Instant to) {
        return !history.clocksApart
            && std::any_of(down.begin(), down.end(), [&](const auto& each) { return each.first <= to && each.second >= from; });
    };
    // By what the server says itself of its times.
    const auto isLate = [&](Instant at, Instant due) { return history.clocksApart && at > latest(due) + *history.clocksApart; };
    // And by the clocks of those outside, whatever the server's own says: how long an offer is to stand, not until when.
    const Moments moments(reading);
    const auto stoodTooLong = [&](const StreamId& stream, qint64 offer, Millis stands, Instant atLeastUntil) {
        const Instant made = moments.by(stream, offer);
        return made != Instant::max() && atLeastUntil > latest(made + stands) && !isExcused(made, atLeastUntil);
    };
    const auto endedEarly = [&](const StreamId& stream, qint64 offer, Millis stands, qint64 end) {
        const Instant made = moments.after(stream, offer);
        const Instant ended = moments.by(stream, end);
        return made != Instant::min() && ended < made + stands - kOfferEarly && !isExcused(made, ended);
    };
    struct Offer {
        qint64 number = 0;
        Instant until;
        Millis stands {0};
    };
    std::map<StreamId, Offer> due;
    walk(reading.last, [&](const Standing& before, const Standing& after, const StoredEntry& stored) {
        const StreamId& stream = stored.stream;
        const Entry& entry = stored.entry;
        const auto* ended = std::get_if<OfferEnded>(&entry.content);
        const bool expired = ended && ended->how == OfferEnd::expired;
        if (const auto was = due.find(stream); was != due.end() && after.offer != was->second.number) {
            const Offer offer = was->second;
            due.erase(was);
            if (expired
                && (entry.at < offer.until - kOfferEarly || endedEarly(stream, offer.number, offer.stands, entry.number)))
                complaints.add(place(stored) + u": ran out before its time"_s);
            else if (isLate(entry.at, offer.until)
                || stoodTooLong(stream, offer.number, offer.stands, moments.after(stream, entry.number)))
                complaints.add(place(stored) + u": an offer ended long after its time"_s);
        } else if (expired && before.offer == 0) {
            complaints.add(place(stored) + u": ran out once more"_s);
        }
        if (after.offer == entry.number)
            due[stream] = {entry.number, *after.offerUntil, *after.offerUntil - entry.at};
    });
    for (const auto& [stream, offer] : due)
        if (history.quiet
            && (isLate(history.endedAt, offer.until) || stoodTooLong(stream, offer.number, offer.stands, history.endedAt)))
            complaints.add(stream.toString() + u": an offer never ran out"_s);
    return complaints.take();
}

Violations s1(const History& history)
{
    Complaints complaints("S1");
    struct Owner {
        ShopId shop;
        std::optional<Uuid> customer;
    };
    std::map<StreamId, Owner> owners;
    std::map<Uuid, ShopId> queues;
    std::map<Uuid, std::set<ShopId>> staff;
    for (const Dump& dump : history.dumps) {
        for (const StoredEntry& each : dump.entries) {
            owners[each.stream].shop = each.shop;
            if (const auto* queued = std::get_if<Queued>(&each.entry.content))
                queues[queued->queue.value] = each.shop;
        }
        for (const Conversation& c : dump.conversations)
            owners[StreamId::of(c.id)] = {c.shop, c.customer.value};
    }
    for (const Client& each : history.clients)
        if (each.isStaff)
            staff[each.who].insert(each.shop);
    // What is wrong with telling this client of what this stream is of; empty: nothing.
    const auto wrongOf = [&](const Client& client, const StreamId& stream) -> QString {
        const auto owner = owners.find(stream);
        if (!client.isStaff && stream.kind != StreamKind::conversation)
            return u" is for staff alone"_s;
        if (owner == owners.end())
            return {};
        if (owner->second.shop != client.shop)
            return u" is another shop's"_s;
        return !client.isStaff && owner->second.customer != client.who ? u" is somebody else's"_s : QString();
    };
    const auto wrongOfRow = [&](const Client& client, const Listed& row) -> QString {
        if (row.kind == "conversation"_L1)
            return client.isStaff ? wrongOf(client, StreamId::of(ConversationId(row.id))) : u" is for staff alone"_s;
        if (row.kind == "presence"_L1) {
            const auto person = staff.find(row.id);
            const bool isTheirs = person != staff.end() && person->second.contains(client.shop);
            return !client.isStaff ? u" is for staff alone"_s : isTheirs ? QString() : u" is of another shop"_s;
        }
        if (row.kind == "typing"_L1)
            return wrongOf(client, StreamId::of(ConversationId(row.id)));
        if (row.kind == "queue"_L1) {
            const auto queue = queues.find(row.id);
            return queue != queues.end() && queue->second != client.shop ? u" is another shop's"_s : QString();
        }
        return u" is of a kind nobody knows"_s;
    };
    for (std::size_t i = 0; i < history.events.size(); ++i) {
        const auto& what = history.events[i].what;
        if (const auto* note = std::get_if<NoteSeen>(&what)) {
            if (!history.clients[std::size_t(note->client)].isStaff)
                complaints.add(i, u"a customer was sent the words of a note"_s);
        } else if (std::holds_alternative<PersonSeen>(what)) {
            complaints.add(i, u"a customer was sent the id of somebody of the staff"_s);
        } else if (const auto* row = std::get_if<Listed>(&what)) {
            const Client& client = history.clients[std::size_t(row->client)];
            if (const QString wrong = wrongOfRow(client, *row); !wrong.isEmpty())
                complaints.add(i, client.name + u": the row "_s + row->kind + u' ' + row->id.toString() + wrong);
        } else if (const auto* entry = std::get_if<Observed>(&what)) {
            const Client& client = history.clients[std::size_t(entry->client)];
            QString wrong = wrongOf(client, entry->stream);
            if (!client.isStaff && (entry->audience == Audience::staff || entry->internal))
                wrong = u" holds what is for staff alone"_s;
            if (!wrong.isEmpty())
                complaints.add(i,
                    client.name + u": "_s + entry->stream.toString() + u" number "_s + QString::number(entry->number) + wrong);
        }
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
        } else {
            const auto* entry = std::get_if<Observed>(&event.what);
            const auto* row = std::get_if<Listed>(&event.what);
            const auto since = entry ? revoked.find(entry->client) : row ? revoked.find(row->client) : revoked.end();
            if (since != revoked.end() && event.at - since->second.at > kSilentWithin)
                complaints.add(i, history.clients[std::size_t(since->first)].name + u" sees on, though the session is over"_s);
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
        if (isOver && std::get<Answered>(answer->second->what).how != Ending::unknown)
            answeredSince[invoked->session] = later == answeredSince.end() ? over : std::min(later->second, over);
    }
    return complaints.take();
}

Violations r3(const History& history)
{
    Complaints complaints("R3");
    for (std::size_t i = 0; i < history.events.size(); ++i)
        if (const auto* started = std::get_if<Started>(&history.events[i].what)) {
            if (!started->whole)
                complaints.add(i, u"the store is not whole"_s);
            if (started->took && *started->took > kReadyWithin)
                complaints.add(i, u"ready only after "_s + QString::number(started->took->count()) + u" ms"_s);
            // Time there is none in a simulation; what a start has to do there is not more for all that is over.
            if (started->loaded && started->open && *started->loaded > *started->open)
                complaints.add(i,
                    u"took "_s + QString::number(*started->loaded) + u" conversations into memory, of which "_s
                        + QString::number(*started->open) + u" are not over"_s);
        }
    for (const Dump& dump : history.dumps) {
        if (!dump.whole)
            complaints.add(u"the store is not whole"_s);
        const auto folded = walk(dump, [](const auto&, const auto&, const auto&) {});
        std::size_t rows = 0;
        for (const Conversation& row : dump.conversations) {
            const auto found = folded.find(StreamId::of(row.id));
            if (found == folded.end()) {
                complaints.add(row.id.toString() + u" has a row and no entries"_s);
                continue;
            }
            ++rows;
            const Standing& c = found->second;
            // The row of an open one may be behind, by what was only said in it.
            const bool late = c.isOpen() && row.head < c.head && row.customerHead <= c.customerHead;
            if ((!late && (c.head != row.head || c.customerHead != row.customerHead)) || c.state != row.state
                || c.owner != row.assignee || c.version != row.assignmentVersion || c.offeredTo != row.offeredTo
                || c.offerUntil != row.offerUntil || c.waitingSince != row.waitingSince || c.declinedBy != row.declinedBy)
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
