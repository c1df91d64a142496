// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/proof/checks.h"
#include "tests/proof/reading.h"
#include "tests/proof/rules.h"

// D1 to D13.
namespace greenroom::proof::checks {

using namespace Qt::StringLiterals;

namespace {

/// A refusal after which the same goes again in its turn.
bool isForNow(Code code)
{
    return code == Code::unavailable || code == Code::busy || code == Code::rateLimited;
}

QString place(const StreamId& stream, qint64 number)
{
    return stream.toString() + u" number "_s + QString::number(number);
}

/// What one client shows of one stream.
struct View {
    qint64 first = 0;
    qint64 last = 0; ///< 0: nothing
    Uuid epoch;
    bool stale = false; ///< the store went back since
    std::vector<std::size_t> shown; ///< positions of its Applied
};
using ViewKey = std::pair<int, StreamId>;

/// Walks the views of a history; `each` sees every Applied before it takes effect, and every other event.
template <class Each>
std::map<ViewKey, View> walkViews(const History& history, Each each)
{
    std::map<ViewKey, View> views;
    for (std::size_t i = 0; i < history.events.size(); ++i) {
        const auto& what = history.events[i].what;
        each(i, views);
        if (const auto* followed = std::get_if<Followed>(&what)) {
            views[{followed->client, followed->stream}] = {};
        } else if (const auto* unfollowed = std::get_if<Unfollowed>(&what)) {
            views.erase({unfollowed->client, unfollowed->stream});
        } else if (const auto* dropped = std::get_if<Dropped>(&what)) {
            if (const auto view = views.find({dropped->client, dropped->stream}); view != views.end())
                view->second = {};
        } else if (const auto* applied = std::get_if<Applied>(&what)) {
            View& view = views[{applied->client, applied->stream}];
            if (view.last == 0) {
                view.first = applied->number;
                view.epoch = applied->epoch;
            }
            view.last = applied->number;
            view.shown.push_back(i);
        } else if (std::holds_alternative<Restored>(what)) {
            for (auto& [key, view] : views)
                view.stale = true;
        }
    }
    return views;
}

/// Numbers of the final store that this client may see, ascending.
std::vector<const StoredEntry*> visible(const Reading& reading, const Client& client, const StreamId& stream)
{
    std::vector<const StoredEntry*> found;
    if (const auto entries = reading.streams.find(stream); entries != reading.streams.end())
        for (const StoredEntry* each : entries->second)
            // Of a tombstone only its audience tells what it was.
            if (client.isStaff
                || (isTombstone(each->entry) ? each->entry.audience == Audience::customer : !isInternal(each->entry.content)))
                found.push_back(each);
    return found;
}

} // namespace

Violations d1(const History& history)
{
    Complaints complaints("D1");
    const Reading reading(history);
    for (std::size_t i = 0; i < history.events.size(); ++i) {
        const auto* told = std::get_if<Answered>(&history.events[i].what);
        if (!told || told->how != Ending::ok || !reading.survives(i, told->epoch))
            continue;
        const Invoked& asked = reading.invoked(told->attempt);
        const auto found = reading.stored.find(asked.id);
        if (found == reading.stored.end()) {
            complaints.add(i, u"acknowledged, not stored: "_s + asked.id.toString());
            continue;
        }
        const StoredEntry& stored = *found->second;
        if (stored.stream != StreamId::of(told->stored.conversation) || stored.entry.number != told->stored.number)
            complaints.add(i,
                asked.id.toString() + u" acknowledged at "_s
                    + place(StreamId::of(told->stored.conversation), told->stored.number) + u", stored at "_s
                    + place(stored.stream, stored.entry.number));
        else if (isTombstone(stored.entry) && !reading.recalled.contains({stored.stream, stored.entry.number}))
            complaints.add(i, asked.id.toString() + u" is cleared, and nobody took it back"_s);
        else if (asked.digest && !isTombstone(stored.entry) && digestOf(stored.entry.content) != asked.digest)
            complaints.add(i, asked.id.toString() + u" is stored with other words"_s);
    }
    return complaints.take();
}

Violations d2(const History& history)
{
    Complaints complaints("D2");
    const Reading reading(history);
    std::set<Digest> said;
    for (const auto& [id, life] : reading.lives)
        if (const Invoked& asked = reading.invoked(life.attempts.front()); asked.op != Op::other)
            said.insert(asked.digest);
    std::set<ClientId> ids;
    std::set<Digest> digests;
    for (const StoredEntry& each : reading.last.entries) {
        if (!ids.insert(each.entry.clientId).second)
            complaints.add(u"stored twice: "_s + each.entry.clientId.toString());
        // Every text of a run is said once: the same words a second time are the same message under another id.
        const Digest digest = digestOf(each.entry.content);
        if (said.contains(digest) && !digests.insert(digest).second)
            complaints.add(u"the same words twice, again at "_s + place(each.stream, each.entry.number));
    }
    return complaints.take();
}

Violations d3(const History& history)
{
    Complaints complaints("D3");
    const Reading reading(history);
    for (const StoredEntry& each : reading.last.entries) {
        const Entry& entry = each.entry;
        const auto life = reading.lives.find(entry.clientId);
        // Only a person's request makes these; of what happens besides, the server makes entries of its own.
        const bool words = isSpoken(entry.content) || std::holds_alternative<Note>(entry.content)
            || std::holds_alternative<Recalled>(entry.content) || std::holds_alternative<Rated>(entry.content)
            || std::holds_alternative<PersonRequested>(entry.content);
        if (life == reading.lives.end()) {
            if (words && entry.author.kind != AuthorKind::bot)
                complaints.add(u"stored, but nobody said it: "_s + place(each.stream, entry.number));
            continue;
        }
        const Invoked& asked = reading.invoked(life->second.attempts.front());
        // Somebody the server does not know any more comes back as another, and says again what was not answered.
        const auto isTheirs = [&](std::size_t attempt) {
            return entry.author.id == history.clients[std::size_t(reading.invoked(attempt).client)].who;
        };
        if (std::none_of(life->second.attempts.begin(), life->second.attempts.end(), isTheirs))
            complaints.add(life->second.attempts.front(), u"stored under another name: "_s + place(each.stream, entry.number));
        else if (words && asked.digest && digestOf(entry.content) != asked.digest)
            complaints.add(life->second.attempts.front(), u"stored with other words: "_s + place(each.stream, entry.number));
    }
    return complaints.take();
}

Violations d4(const History& history)
{
    Complaints complaints("D4");
    const Reading reading(history);
    for (const auto& [id, life] : reading.lives) {
        const auto found = reading.stored.find(id);
        if (found == reading.stored.end())
            continue;
        // Stored by one of the attempts that were not refused: not before the first of these.
        std::set<std::size_t> refused;
        for (std::size_t answer : life.answers)
            if (reading.answered(answer).how == Ending::fail)
                refused.insert(reading.answered(answer).attempt);
        const auto may = std::find_if(
            life.attempts.begin(), life.attempts.end(), [&](std::size_t attempt) { return !refused.contains(attempt); });
        if (may == life.attempts.end())
            complaints.add(life.attempts.back(), u"refused each time, yet stored: "_s + id.toString());
        else if (history.clocksApart && found->second->entry.at < history.events[*may].at - *history.clocksApart)
            complaints.add(*may, u"stored while it was refused: "_s + id.toString());
    }
    return complaints.take();
}

Violations d5(const History& history)
{
    Complaints complaints("D5");
    for (const Dump& dump : history.dumps) {
        std::map<StreamId, qint64> heads;
        for (const StoredEntry& each : dump.entries)
            if (const qint64 next = ++heads[each.stream]; each.entry.number != next)
                complaints.add(place(each.stream, each.entry.number) + u" where "_s + QString::number(next) + u" is due"_s);
    }
    return complaints.take();
}

/// Equal, or its tombstone; and a tombstone only of what was taken back.
Violations d6(const History& history)
{
    Complaints complaints("D6");
    struct Stored {
        Digest staff = 0; ///< as they are sent it
        Digest customer = 0; ///< 0: not theirs, which is for S1 to say
        bool cleared = false;
    };
    using Key = std::tuple<Uuid, StreamId, qint64>;
    std::map<Key, Stored> stored;
    std::set<Uuid> epochs;
    for (const Dump& dump : history.dumps) {
        epochs.insert(dump.epoch);
        const auto recalled = takenBack(dump);
        for (const StoredEntry& each : dump.entries) {
            const bool cleared = isTombstone(each.entry);
            if (cleared && !recalled.contains({each.stream, each.entry.number}))
                complaints.add(u"cleared, and nobody took it back: "_s + place(each.stream, each.entry.number));
            stored[{dump.epoch, each.stream, each.entry.number}] = {digestOf(each.entry, Audience::staff),
                each.entry.audience == Audience::customer ? digestOf(each.entry, Audience::customer) : 0, cleared};
        }
    }
    std::map<std::pair<Key, bool>, Digest> seen; // of what is cleared, as it was before
    for (std::size_t i = 0; i < history.events.size(); ++i) {
        const auto* entry = std::get_if<Observed>(&history.events[i].what);
        if (!entry)
            continue;
        const QString where = place(entry->stream, entry->number);
        const Key key {entry->epoch, entry->stream, entry->number};
        const auto found = stored.find(key);
        if (found == stored.end()) {
            complaints.add(i, (epochs.contains(entry->epoch) ? u"seen, but never stored: "_s : u"of no epoch: "_s) + where);
            continue;
        }
        const bool staff = history.clients[std::size_t(entry->client)].isStaff;
        const Digest as = staff ? found->second.staff : found->second.customer;
        if (entry->tombstone && !found->second.cleared)
            complaints.add(i, u"a tombstone of what was not cleared: "_s + where);
        else if (found->second.cleared && !entry->tombstone) {
            if (seen.try_emplace({key, staff}, entry->digest).first->second != entry->digest)
                complaints.add(i, u"changed: "_s + where);
        } else if (as && as != entry->digest)
            complaints.add(i, u"changed: "_s + where);
    }
    return complaints.take();
}

Violations d7(const History& history)
{
    Complaints complaints("D7");
    const Reading reading(history);
    struct Sent {
        std::size_t first;
        std::size_t refused; ///< position of its first refusal, or of an answer that a restore made void; or none
        const StoredEntry* stored;
    };
    std::map<std::pair<int, StreamId>, std::vector<Sent>> sent;
    for (const auto& [id, life] : reading.lives) {
        const Invoked& asked = reading.invoked(life.attempts.front());
        const auto found = reading.stored.find(id);
        if (asked.op == Op::other || found == reading.stored.end())
            continue;
        std::size_t refused = history.events.size();
        for (std::size_t answer : life.answers) {
            const Answered& told = reading.answered(answer);
            const bool fails = told.how == Ending::fail && !isForNow(told.code);
            // So is what was acknowledged and went with a restore, if its sender's own disk brings it back.
            if (fails || (told.how == Ending::ok && !reading.survives(answer, told.epoch)))
                refused = std::min(refused, answer);
        }
        sent[{asked.client, found->second->stream}].push_back({life.attempts.front(), refused, found->second});
    }
    for (auto& [key, all] : sent) {
        std::sort(all.begin(), all.end(), [](const Sent& a, const Sent& b) { return a.first < b.first; });
        const Sent* before = nullptr;
        for (const Sent& each : all) {
            // What was refused first goes again later, behind what was said meanwhile.
            if (each.refused != history.events.size())
                continue;
            if (before && before->stored->entry.number > each.stored->entry.number)
                complaints.add(each.first,
                    reading.nameOf(key.first) + u": "_s + place(key.second, each.stored->entry.number)
                        + u" was said after number "_s + QString::number(before->stored->entry.number));
            before = &each;
        }
    }
    return complaints.take();
}

Violations d8(const History& history)
{
    Complaints complaints("D8");
    const Reading reading(history);
    walkViews(history, [&](std::size_t i, const std::map<ViewKey, View>& views) {
        const auto* asked = std::get_if<Invoked>(&history.events[i].what);
        if (!asked || reading.lives.at(asked->id).attempts.front() != i)
            return;
        const auto found = reading.stored.find(asked->id);
        if (found == reading.stored.end())
            return;
        const auto view = views.find({asked->client, found->second->stream});
        if (view != views.end() && !view->second.stale && view->second.epoch == reading.last.epoch
            && found->second->entry.number <= view->second.last)
            complaints.add(i,
                place(found->second->stream, found->second->entry.number) + u" was said when number "_s
                    + QString::number(view->second.last) + u" was on screen"_s);
    });
    return complaints.take();
}

Violations d9(const History& history)
{
    Complaints complaints("D9");
    const Reading reading(history);
    for (const auto& [id, life] : reading.lives) {
        const Stored* first = nullptr;
        for (std::size_t answer : life.answers) {
            const Answered& told = reading.answered(answer);
            if (told.how != Ending::ok || !reading.survives(answer, told.epoch))
                continue;
            const auto found = reading.stored.find(id);
            if ((first && *first != told.stored)
                || (found != reading.stored.end() && found->second->entry.at != told.stored.at))
                complaints.add(answer, u"another answer to the same id: "_s + id.toString());
            first = &told.stored;
        }
    }
    return complaints.take();
}

Violations d10(const History& history)
{
    Complaints complaints("D10");
    const auto views = walkViews(history, [&](std::size_t i, const std::map<ViewKey, View>& before) {
        const auto* applied = std::get_if<Applied>(&history.events[i].what);
        if (!applied)
            return;
        const auto view = before.find({applied->client, applied->stream});
        if (view != before.end() && view->second.last != 0 && applied->after != view->second.last)
            complaints.add(i,
                u"a hole on screen: "_s + place(applied->stream, applied->number) + u" after "_s
                    + QString::number(view->second.last));
    });
    if (!history.quiet)
        return complaints.take();
    const Reading reading(history);
    std::set<std::tuple<StreamId, qint64, Digest>> observed;
    for (const Event& event : history.events)
        if (const auto* entry = std::get_if<Observed>(&event.what))
            observed.emplace(entry->stream, entry->number, entry->digest);
    for (const auto& [key, view] : views) {
        const Client& client = history.clients[std::size_t(key.first)];
        const auto log = visible(reading, client, key.second);
        auto at = std::find_if(log.begin(), log.end(), [&](const StoredEntry* e) { return e->entry.number == view.first; });
        for (std::size_t position : view.shown) {
            const auto& shown = std::get<Applied>(history.events[position].what);
            if (at == log.end() || (*at)->entry.number != shown.number) {
                complaints.add(
                    position, reading.nameOf(key.first) + u" shows what the log has not: "_s + place(key.second, shown.number));
                break;
            }
            const Digest is = digestOf((*at)->entry, client.isStaff ? Audience::staff : Audience::customer);
            // What was taken back stood there before.
            const bool was = isTombstone((*at)->entry) && !shown.tombstone
                && observed.contains({key.second, shown.number, shown.digest});
            if (shown.digest != is && !was)
                complaints.add(
                    position, reading.nameOf(key.first) + u" shows other words: "_s + place(key.second, shown.number));
            ++at;
        }
    }
    return complaints.take();
}

Violations d11(const History& history)
{
    Complaints complaints("D11");
    if (!history.quiet)
        return {};
    const Reading reading(history);
    const auto views = walkViews(history, [](std::size_t, const auto&) {});
    for (const auto& [key, view] : views) {
        if (std::find(history.connected.begin(), history.connected.end(), key.first) == history.connected.end())
            continue;
        const auto log = visible(reading, history.clients[std::size_t(key.first)], key.second);
        const qint64 head = log.empty() ? 0 : log.back()->entry.number;
        if (view.last != head)
            complaints.add(
                reading.nameOf(key.first) + u" ends at "_s + place(key.second, view.last) + u" of "_s + QString::number(head));
    }
    return complaints.take();
}

Violations d12(const History& history)
{
    Complaints complaints("D12");
    struct Watch {
        std::optional<qint64> last; ///< what the next pushed entry must come after; none: nothing may be pushed
        qint64 asked = 0;
    };
    std::map<std::pair<quint64, StreamId>, Watch> watches; // by session
    for (std::size_t i = 0; i < history.events.size(); ++i) {
        if (const auto* resumed = std::get_if<Resumed>(&history.events[i].what)) {
            Watch& watch = watches[{resumed->session, resumed->stream}];
            if (resumed->asked < watch.asked)
                continue; // a later question was answered before
            watch = {resumed->how == Resume::replayed ? std::optional(resumed->cursor.number) : std::nullopt, resumed->asked};
        } else if (const auto* entry = std::get_if<Observed>(&history.events[i].what); entry && entry->pushed) {
            std::optional<qint64>& last = watches[{entry->session, entry->stream}].last;
            if (!last) {
                complaints.add(i, u"nobody watches, yet it is pushed: "_s + place(entry->stream, entry->number));
                continue;
            }
            if (entry->number <= *last)
                complaints.add(i, u"pushed again: "_s + place(entry->stream, entry->number));
            else if (entry->after != *last)
                complaints.add(i,
                    u"skipped: "_s + place(entry->stream, entry->number) + u" after "_s + QString::number(entry->after)
                        + u" follows "_s + QString::number(*last));
            last = std::max(*last, entry->number);
        }
    }
    return complaints.take();
}

Violations d13(const History& history)
{
    Complaints complaints("D13");
    bool restored = false;
    walkViews(history, [&](std::size_t i, const std::map<ViewKey, View>& views) {
        const auto& what = history.events[i].what;
        restored = restored || std::holds_alternative<Restored>(what);
        const auto* applied = std::get_if<Applied>(&what);
        if (!applied)
            return;
        const auto view = views.find({applied->client, applied->stream});
        if (view != views.end() && view->second.last != 0 && view->second.epoch != applied->epoch)
            complaints.add(i, u"a copy of another epoch goes on at "_s + place(applied->stream, applied->number));
    });
    if (!restored || !history.quiet)
        return complaints.take();
    const Reading reading(history);
    for (const auto& [id, life] : reading.lives) {
        const Invoked& asked = reading.invoked(life.attempts.back());
        const bool here = std::find(history.connected.begin(), history.connected.end(), asked.client)
            != history.connected.end();
        if (!here || asked.op == Op::other)
            continue;
        const auto known = [&](std::size_t answer) { return reading.answered(answer).how != Ending::unknown; };
        if (std::none_of(life.answers.begin(), life.answers.end(), known))
            complaints.add(life.attempts.back(), u"never offered again until it was answered: "_s + id.toString());
    }
    return complaints.take();
}

} // namespace greenroom::proof::checks
