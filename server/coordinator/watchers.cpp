// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/coordinator/watchers.h"

#include "core/base/mutant.h"
#include "server/coordinator/coordinator.h"

namespace greenroom {

namespace {

/// Of what is told at once, a page or a replay, as it is stored: a few hundred texts of tens of KiB are more than the other
/// end of a slow connection takes before it counts as stuck.
constexpr qsizetype kMostCharsAtOnce = 64 * 1024;

} // namespace

Watchers::Watchers(Coordinator& coordinator)
    : m_coordinator(coordinator)
{
}

void Watchers::watch(const Call<WatchStream>& call)
{
    const StreamId stream = call.body.stream;
    const Audience audience = call.who.audience();
    const quint64 serial = ++m_serial;
    m_byStream[stream][call.session] = {audience, true, 0, serial, {}};
    m_bySession[call.session].insert(stream);
    m_coordinator.read<Caught>(
        [stream, audience, after = call.body.cursor.number](Database& database) -> Result<Caught> {
            auto heads = EntryTable::heads(database, stream);
            if (!heads)
                return heads.error();
            Caught caught {*heads, {}};
            const qint64 head = heads->of(audience);
            if (after >= head || head - after > kMaxReplay)
                return caught;
            auto entries = EntryTable::after(database, stream, audience, after, {kMaxReplay + 1, kMostCharsAtOnce});
            if (!entries)
                return entries.error();
            caught.tooMuch = entries->empty() || entries->back().entry.number < head;
            caught.entries = *std::move(entries);
            return caught;
        },
        [this, call, serial](Result<Caught> caught) {
            if (caught)
                return catchUp(call, serial, *caught);
            // It would go on holding back what is said.
            if (const auto watchers = m_byStream.find(call.body.stream); watchers != m_byStream.end())
                if (const auto watch = watchers->find(call.session); watch != watchers->end() && watch->second.serial == serial)
                    end(call.session, call.body.stream);
            call.fail(caught.error());
        });
}

void Watchers::end(SessionId session, const StreamId& stream)
{
    if (const auto watchers = m_byStream.find(stream); watchers != m_byStream.end()) {
        watchers->erase(session);
        if (watchers->empty())
            m_byStream.erase(watchers);
    }
    m_bySession[session].remove(stream);
}

void Watchers::catchUp(const Call<WatchStream>& call, quint64 serial, const Caught& caught)
{
    const StreamId stream = call.body.stream;
    const auto watchers = m_byStream.find(stream);
    const bool any = watchers != m_byStream.end();
    const auto watch = any ? watchers->find(call.session) : decltype(watchers->find(call.session)) {};
    if (!any || watch == watchers->end() || watch->second.serial != serial) {
        // Another watch of the same session has taken its place, or it was ended meanwhile; that one tells.
        call.replyNow({Resume::replayed, caught.heads.of(call.who.audience())});
        return;
    }

    const Cursor& cursor = call.body.cursor;
    const qint64 head = caught.heads.of(watch->second.audience);
    Watching answer {Resume::replayed, head};
    if (cursor.number > head || (cursor.number > 0 && cursor.epoch != m_coordinator.epoch() && !mutant(Mutant::ignoresEpoch)))
        answer.resume = Resume::resync;
    else if (head - cursor.number > kMaxReplay || caught.tooMuch)
        answer.resume = Resume::behind;
    call.replyNow(answer);
    if (answer.resume != Resume::replayed)
        return end(call.session, stream);
    watch->second.catchingUp = false;
    watch->second.above = std::max(head, cursor.number);
    const auto held = std::exchange(watch->second.held, {});
    send(call.session, stream, watch->second.audience, caught.entries,
        cursor.number + (mutant(Mutant::skipsOneOnResume) ? 1 : 0));
    send(call.session, stream, watch->second.audience, held, watch->second.above);
}

void Watchers::onReload()
{
    std::vector<std::pair<SessionId, StreamId>> halfway;
    for (const auto& [stream, watchers] : m_byStream.asKeyValueRange())
        for (const auto& [session, watch] : watchers)
            if (watch.catchingUp)
                halfway.emplace_back(session, stream);
    for (const auto& [session, stream] : halfway)
        end(session, stream);
}

void Watchers::unwatch(const Call<UnwatchStream>& call)
{
    end(call.session, call.body.stream);
    call.reply({});
}

void Watchers::page(const Call<ReadStream>& call)
{
    m_coordinator.read<StreamPage>(
        [body = call.body, audience = call.who.audience()](Database& database) -> Result<StreamPage> {
            auto found = body.before
                ? EntryTable::before(database, body.stream, audience, *body.before, {body.limit, kMostCharsAtOnce})
                : EntryTable::after(database, body.stream, audience, body.after, {body.limit, kMostCharsAtOnce});
            if (!found)
                return found.error();
            auto heads = EntryTable::heads(database, body.stream);
            if (!heads)
                return heads.error();
            StreamPage page {{}, heads->of(audience)};
            for (const LoggedEntry& each : *found)
                page.entries.append(each.forAudience(audience));
            if (mutant(Mutant::sendsTombstones) && !page.entries.isEmpty())
                page.entries.back().content = Tombstone {};
            return page;
        },
        [call](Result<StreamPage> page) {
            if (page)
                call.reply(*page);
            else
                call.fail({Code::unavailable, {}, page.error().detail, 0});
        });
}

void Watchers::publish(const std::vector<LoggedEntry>& entries)
{
    for (const LoggedEntry& logged : entries) {
        const auto watchers = m_byStream.find(logged.stream);
        if (watchers == m_byStream.end())
            continue;
        QString frames[2]; // one encoding an audience, shared by all who get it
        for (auto& [session, watch] : *watchers) {
            if (watch.audience == Audience::customer && logged.entry.audience == Audience::staff && !mutant(Mutant::leaksNotes))
                continue;
            if (logged.entry.number <= watch.above && !mutant(Mutant::pushesAgain))
                continue;
            if (watch.catchingUp) {
                watch.held.push_back(logged);
                continue;
            }
            QString& frame = frames[watch.audience == Audience::staff ? 1 : 0];
            if (frame.isNull())
                frame = writeEvent(Entries {logged.stream, {logged.forAudience(watch.audience)}},
                    mutant(Mutant::sendsStaffFields) ? Audience::staff : watch.audience);
            m_coordinator.sendNow(EventOut {session, frame});
        }
    }
}

void Watchers::send(
    SessionId session, const StreamId& stream, Audience audience, const std::vector<LoggedEntry>& entries, qint64 above)
{
    // Half a frame's worth of text an event; a message alone may be larger.
    constexpr qsizetype kTextPerEvent = 12 * 1024;
    Entries event {stream, {}};
    qsizetype size = 0;
    const auto flush = [&] {
        if (!event.entries.isEmpty())
            m_coordinator.sendNow(EventOut {session, writeEvent(event, audience)});
        event.entries.clear();
        size = 0;
    };
    for (const LoggedEntry& logged : entries) {
        if (logged.entry.number <= above)
            continue;
        const qsizetype text = 300 + plainText(logged.entry.content).size();
        if (size + text > kTextPerEvent)
            flush();
        size += text;
        event.entries.append(logged.forAudience(audience));
    }
    flush();
}

void Watchers::endSession(SessionId session)
{
    for (const StreamId& stream : m_bySession[session]) {
        const auto watchers = m_byStream.find(stream);
        if (watchers == m_byStream.end())
            continue;
        watchers->erase(session);
        if (watchers->empty())
            m_byStream.erase(watchers);
    }
    m_bySession.erase(session);
}

} // namespace greenroom
