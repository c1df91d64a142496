// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cache/outbox.h"

#include <QSet>

#include "core/base/mutant.h"

namespace greenroom {

namespace {

const Error kNoError {Code::ok, {}, {}, 0};

enum class Verdict { again, later, refused };

/// What a refusal means for the item: nothing was stored and it can go again; the same after a while; or never.
Verdict verdictOf(Code code)
{
    switch (code) {
    case Code::offline:
    case Code::timedOut:
    case Code::helloFirst:
    case Code::sessionEnded: return Verdict::again;
    case Code::busy:
    case Code::rateLimited:
    case Code::unavailable: return Verdict::later;
    default: return Verdict::refused;
    }
}

} // namespace

Outbox::Outbox(Link& link, Cache& cache, QObject* parent)
    : QObject(parent)
    , m_link(link)
    , m_cache(cache)
{
    m_again.setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, &Outbox::pump);
    connect(&m_link, &Link::connected, this, &Outbox::pump);
    connect(&m_link, &Link::disconnected, this, &Outbox::onDisconnected);
    connect(&m_link, &Link::storingChanged, this, [this] {
        if (!m_link.canStore())
            return;
        m_again.stop(); // what it waited for is here
        pump();
    });
}

void Outbox::load()
{
    m_cache.loadOutbox(this, [this](const Result<QList<OutboxItem>>& stored) {
        if (!stored)
            return;
        for (const OutboxItem& item : *stored) {
            if (indexOf(item.clientId) >= 0)
                continue;
            m_items.append(item);
            Q_EMIT added(item);
        }
        pump();
    });
}

void Outbox::add(OutboxItem item)
{
    item.state = OutboxItem::State::queued;
    item.error = kNoError;
    m_cache.putOutbox(item, this, [this, item](const Result<void>& stored) {
        OutboxItem shown = item;
        if (!stored) {
            shown.state = OutboxItem::State::failed;
            shown.error = stored.error();
        }
        m_items.append(shown);
        Q_EMIT added(shown);
        pump();
    });
}

void Outbox::retry(ClientId clientId, std::optional<qint64> assignmentVersion, std::optional<qint64> seen)
{
    const qsizetype index = indexOf(clientId);
    if (index < 0 || m_items[index].state != OutboxItem::State::failed)
        return;
    OutboxItem item = m_items[index];
    if (auto* send = std::get_if<Send>(&item.request)) {
        if (assignmentVersion)
            send->assignmentVersion = assignmentVersion;
        if (send->seen && seen)
            send->seen = seen;
    }
    item.state = OutboxItem::State::queued;
    item.error = kNoError;
    // Stored anew as a whole: the version may have changed, or it was never stored at all.
    m_cache.removeOutbox(clientId);
    m_cache.putOutbox(item, this, [this, item](const Result<void>& stored) {
        const qsizetype at = indexOf(item.clientId);
        if (at < 0)
            return;
        if (!stored)
            return setState(m_items[at], OutboxItem::State::failed, stored.error());
        m_items[at] = item;
        Q_EMIT changed(item);
        pump();
    });
}

std::optional<OutboxItem> Outbox::take(ClientId clientId)
{
    const qsizetype index = indexOf(clientId);
    if (index < 0 || m_items[index].state == OutboxItem::State::sending)
        return {};
    const OutboxItem item = m_items.takeAt(index);
    m_cache.removeOutbox(clientId);
    Q_EMIT removed(item.conversation, clientId);
    return item;
}

void Outbox::clear()
{
    const QList<OutboxItem> gone = std::exchange(m_items, {});
    for (const OutboxItem& item : gone)
        Q_EMIT removed(item.conversation, item.clientId);
}

QList<OutboxItem> Outbox::itemsOf(ConversationId conversation) const
{
    QList<OutboxItem> found;
    for (const OutboxItem& item : m_items)
        if (item.conversation == conversation)
            found.append(item);
    return found;
}

void Outbox::pump()
{
    if (m_link.state() != LinkState::connected || m_again.isActive())
        return;
    QSet<ConversationId> busy;
    for (const OutboxItem& item : std::as_const(m_items))
        if (item.state == OutboxItem::State::sending)
            busy.insert(item.conversation);
    for (qsizetype n = 0; n < m_items.size() && busy.size() < kMaxUnanswered; ++n) {
        const qsizetype i = mutant(Mutant::sendsOutOfOrder) ? m_items.size() - 1 - n : n;
        // In one conversation the next waits for the reply to the one before, so that no refusal can turn the order.
        if (m_items[i].state != OutboxItem::State::queued)
            continue;
        if (busy.contains(m_items[i].conversation))
            continue;
        busy.insert(m_items[i].conversation);
        transmit(m_items[i]);
    }
}

void Outbox::transmit(OutboxItem& item)
{
    const ClientId clientId = item.clientId;
    const OutboxRequest request = item.request;
    setState(item, OutboxItem::State::sending, kNoError);
    std::visit(
        [&](const auto& each) {
            m_link.request(each, this, [this, clientId](const Result<Stored>& stored) { onReply(clientId, stored); });
        },
        request);
}

void Outbox::onReply(ClientId clientId, const Result<Stored>& stored)
{
    const qsizetype index = indexOf(clientId);
    if (index < 0 || m_items[index].state != OutboxItem::State::sending)
        return;
    if (stored) {
        const OutboxItem item = m_items.takeAt(index);
        m_cache.removeOutbox(clientId);
        Q_EMIT delivered(item.conversation, clientId, stored->number);
    } else {
        const Error& error = stored.error();
        switch (verdictOf(error.code)) {
        case Verdict::refused:
            m_cache.markOutbox(clientId, error);
            setState(m_items[index], OutboxItem::State::failed, error);
            break;
        case Verdict::again:
        case Verdict::later:
            setState(m_items[index], OutboxItem::State::queued, kNoError);
            if (m_link.state() == LinkState::connected)
                m_again.start(Millis(std::max<qint64>(error.limit, 1000)));
            break;
        }
    }
    pump();
}

void Outbox::onDisconnected()
{
    if (mutant(Mutant::forgetsUnknownSends))
        m_items.removeIf([](const OutboxItem& item) { return item.state == OutboxItem::State::sending; });
    for (qsizetype i = 0; i < m_items.size(); ++i)
        if (m_items[i].state == OutboxItem::State::sending)
            setState(m_items[i], OutboxItem::State::queued, kNoError);
    m_again.stop();
}

void Outbox::setState(OutboxItem& item, OutboxItem::State state, const Error& error)
{
    item.state = state;
    item.error = error;
    const OutboxItem copy = item;
    Q_EMIT changed(copy);
}

qsizetype Outbox::indexOf(ClientId clientId) const
{
    for (qsizetype i = 0; i < m_items.size(); ++i)
        if (m_items[i].clientId == clientId)
            return i;
    return -1;
}

} // namespace greenroom
