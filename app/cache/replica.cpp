// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cache/replica.h"

#include <limits>

#include <QLoggingCategory>

#include "core/base/askagain.h"
#include "core/base/mutant.h"

namespace greenroom {

namespace {

Q_LOGGING_CATEGORY(logReplica, "greenroom.replica", QtInfoMsg)

constexpr qint64 kNewest = 1LL << 53;

} // namespace

Replica::Replica(Link& link, Cache& cache, QObject* parent)
    : QObject(parent)
    , m_link(link)
    , m_cache(cache)
{
    connect(&m_link, &Link::connected, this, &Replica::onConnected);
    connect(&m_link, &Link::disconnected, this, &Replica::onDisconnected);
    connect(&m_link, &Link::entriesReceived, this, [this](const Entries& event) { take(event.stream, event.entries); });
}

void Replica::follow(const StreamId& stream)
{
    if (m_copies.contains(stream))
        return;
    const int asked = ++m_asked;
    m_copies.insert(stream, {Phase::loading, {}, true, asked});
    m_cache.loadCursor(stream, this, [this, stream, asked](const Result<Cursor>& cursor) {
        const auto copy = m_copies.find(stream);
        if (copy == m_copies.end() || copy->asked != asked)
            return;
        if (cursor && cursor->epoch) {
            copy->cursor = *cursor;
            copy->first = false;
        }
    });
    // Asked at once, answered in order: the transcript is on screen one turn of the loop earlier.
    m_cache.loadEntries(stream, 0, kMaxPage, this, [this, stream, asked](const Result<QList<Entry>>& entries) {
        const auto found = m_copies.find(stream);
        if (found == m_copies.end() || found->asked != asked)
            return;
        // The cursor and the entries were stored together; if they do not agree the copy is worth nothing.
        const QList<Entry> page = entries ? *entries : QList<Entry>();
        if (found->first || page.isEmpty() || page.last().number != found->cursor.number) {
            found->cursor = {};
            found->first = true;
            m_cache.dropStream(stream);
        }
        Q_EMIT restored(stream, found->first ? QList<Entry>() : page);
        setPhase(stream, Phase::idle);
        start(stream);
    });
}

void Replica::unfollow(const StreamId& stream)
{
    if (m_copies.remove(stream) && m_link.state() == LinkState::connected)
        m_link.request(UnwatchStream {stream}, this, [](const Result<Done>&) {});
}

void Replica::clear()
{
    m_copies.clear();
}

qint64 Replica::held(const StreamId& stream) const
{
    return m_copies.value(stream).cursor.number;
}

bool Replica::isLive(const StreamId& stream) const
{
    return m_copies.value(stream).phase == Phase::live;
}

void Replica::onConnected()
{
    const QList<StreamId> streams = m_copies.keys();
    for (const StreamId& stream : streams)
        if (m_copies[stream].phase != Phase::loading)
            start(stream);
}

void Replica::onDisconnected()
{
    const QList<StreamId> streams = m_copies.keys();
    for (const StreamId& stream : streams)
        if (m_copies[stream].phase != Phase::loading)
            setPhase(stream, Phase::idle);
}

void Replica::start(const StreamId& stream)
{
    if (m_link.state() != LinkState::connected)
        return;
    if (m_copies[stream].first)
        newestPage(stream);
    else
        watch(stream);
}

void Replica::newestPage(const StreamId& stream)
{
    setPhase(stream, Phase::paging);
    const int asked = m_copies[stream].asked = ++m_asked;
    ReadStream read;
    read.stream = stream;
    read.before = kNewest;
    m_link.request(read, this, [this, stream, asked](const Result<StreamPage>& page) {
        const auto copy = m_copies.find(stream);
        if (copy == m_copies.end() || copy->asked != asked)
            return;
        if (!page)
            return fail(stream, page.error());
        copy->cursor = {m_link.welcome()->epoch, page->entries.isEmpty() ? 0 : page->entries.last().number};
        copy->first = page->entries.isEmpty();
        if (!page->entries.isEmpty()) {
            m_cache.saveEntries(stream, page->entries, copy->cursor);
            Q_EMIT applied(stream, page->entries);
        }
        watch(stream);
    });
}

void Replica::watch(const StreamId& stream)
{
    setPhase(stream, Phase::asking);
    if (!m_copies.contains(stream))
        return;
    const int asked = m_copies[stream].asked = ++m_asked;
    m_link.request(
        WatchStream {stream, m_copies[stream].cursor}, this, [this, stream, asked](const Result<Watching>& watching) {
            const auto copy = m_copies.find(stream);
            if (copy == m_copies.end() || copy->asked != asked)
                return;
            if (!watching)
                return fail(stream, watching.error());
            switch (mutant(Mutant::keepsOldCopies) ? Resume::replayed : watching->resume) {
            case Resume::replayed: setPhase(stream, Phase::live); return;
            case Resume::behind: page(stream); return;
            case Resume::resync:
                copy->cursor = {};
                copy->first = true;
                m_cache.dropStream(stream);
                Q_EMIT dropped(stream);
                if (m_copies.contains(stream))
                    newestPage(stream);
                return;
            }
        });
}

void Replica::page(const StreamId& stream)
{
    setPhase(stream, Phase::paging);
    if (!m_copies.contains(stream))
        return;
    const int asked = m_copies[stream].asked = ++m_asked;
    ReadStream read;
    read.stream = stream;
    read.after = m_copies[stream].cursor.number;
    m_link.request(read, this, [this, stream, asked](const Result<StreamPage>& answer) {
        const auto copy = m_copies.find(stream);
        if (copy == m_copies.end() || copy->asked != asked)
            return;
        if (!answer)
            return fail(stream, answer.error());
        const qint64 before = copy->cursor.number;
        take(stream, answer->entries);
        const auto after = m_copies.constFind(stream);
        if (after == m_copies.constEnd() || after->asked != asked)
            return;
        const bool moved = after->cursor.number > before;
        if (moved && answer->head - after->cursor.number > kMaxPage)
            page(stream);
        else
            watch(stream);
    });
}

void Replica::take(const StreamId& stream, const QList<Entry>& entries)
{
    const auto copy = m_copies.find(stream);
    if (copy == m_copies.end() || copy->phase == Phase::loading)
        return;
    QList<Entry> fresh;
    bool gap = false;
    for (const Entry& entry : entries) {
        if (entry.number <= copy->cursor.number)
            continue;
        if (entry.after != copy->cursor.number) {
            gap = true;
            break;
        }
        copy->cursor.number = entry.number;
        fresh.append(entry);
    }
    if (!fresh.isEmpty()) {
        copy->first = false;
        if (!copy->cursor.epoch && m_link.welcome())
            copy->cursor.epoch = m_link.welcome()->epoch;
        m_cache.saveEntries(stream, fresh, copy->cursor);
    }
    const Phase phase = copy->phase;
    if (!fresh.isEmpty())
        Q_EMIT applied(stream, fresh);
    if (gap && phase == Phase::live && m_copies.contains(stream)) {
        qCInfo(logReplica) << "gap in" << stream.toString() << "after" << m_copies[stream].cursor.number;
        page(stream);
    }
}

void Replica::loadOlder(const StreamId& stream, qint64 before, qint64 joinsAfter, qint64 limit, QObject* context,
    std::function<void(Result<QList<Entry>>)> callback)
{
    const auto reply = whileAlive<Result<QList<Entry>>>(context, std::move(callback));
    m_cache.loadEntries(stream, before, limit, this, [=, this](const Result<QList<Entry>>& cached) {
        if (cached && !cached->isEmpty() && (before == 0 || cached->last().number == joinsAfter))
            return reply(*cached);
        ReadStream read;
        read.stream = stream;
        read.before = before > 0 ? before : kNewest;
        read.limit = limit;
        m_link.request(read, this, [=, this](const Result<StreamPage>& page) {
            if (!page)
                return reply(page.error());
            if (m_copies.contains(stream))
                m_cache.saveEntries(stream, page->entries, {});
            reply(page->entries);
        });
    });
}

void Replica::setPhase(const StreamId& stream, Phase phase)
{
    const auto copy = m_copies.find(stream);
    if (copy == m_copies.end() || copy->phase == phase)
        return;
    const bool was = copy->phase == Phase::live;
    copy->phase = phase;
    if (was != (phase == Phase::live))
        Q_EMIT liveChanged(stream, phase == Phase::live);
}

void Replica::fail(const StreamId& stream, const Error& error)
{
    if (error.code == Code::offline || isPassing(error)) {
        setPhase(stream, Phase::idle);
        if (m_link.state() == LinkState::connected)
            QTimer::singleShot(askAgainAfter(error), this, [this, stream] {
                if (m_copies.contains(stream) && m_copies[stream].phase == Phase::idle)
                    start(stream);
            });
        return;
    }
    setPhase(stream, Phase::idle);
    m_copies.remove(stream);
    // What we may not see any more must not stay on this machine either.
    if (error.code == Code::forbidden || error.code == Code::notFound)
        m_cache.dropStream(stream);
    Q_EMIT ended(stream, error.code);
}

} // namespace greenroom
