// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/conversations/draftstore.h"

namespace greenroom {

DraftStore::DraftStore(Cache& cache, QObject* parent)
    : QObject(parent)
    , m_cache(cache)
{
    m_writing.setSingleShot(true);
    m_writing.setInterval(kWriteAfter);
    m_writing.setTimerType(Qt::PreciseTimer);
    connect(&m_writing, &QTimer::timeout, this, &DraftStore::write);
}

DraftStore::~DraftStore()
{
    write();
}

void DraftStore::load()
{
    m_cache.loadDrafts(this, [this](const Result<QList<Draft>>& stored) {
        if (!stored)
            return;
        for (const Draft& draft : *stored) {
            if (m_drafts.contains(draft.conversation) || m_unwritten.contains(draft.conversation))
                continue;
            m_drafts.insert(draft.conversation, draft);
            Q_EMIT changed(draft.conversation);
        }
        Q_EMIT conversationsChanged();
    });
}

void DraftStore::clear()
{
    m_writing.stop();
    m_unwritten.clear();
    m_drafts.clear();
    Q_EMIT conversationsChanged();
}

Draft DraftStore::draft(ConversationId conversation) const
{
    Draft none;
    none.conversation = conversation;
    return m_drafts.value(conversation, none);
}

QSet<ConversationId> DraftStore::conversations() const
{
    return {m_drafts.keyBegin(), m_drafts.keyEnd()};
}

void DraftStore::set(ConversationId conversation, const QString& text, bool note, Instant at)
{
    const auto held = m_drafts.constFind(conversation);
    const bool had = held != m_drafts.constEnd();
    if (had ? held->text == text && held->note == note : text.isEmpty())
        return;
    if (text.isEmpty())
        m_drafts.remove(conversation);
    else
        m_drafts.insert(conversation, {conversation, text, note, at});
    m_unwritten.insert(conversation);
    // Not started again by the next key: a fast typist's words would never reach the disk.
    if (!m_writing.isActive())
        m_writing.start();
    Q_EMIT changed(conversation);
    if (had != !text.isEmpty())
        Q_EMIT conversationsChanged();
}

void DraftStore::remove(ConversationId conversation)
{
    set(conversation, {}, false, {});
}

void DraftStore::write()
{
    if (m_unwritten.isEmpty())
        return;
    QList<Draft> drafts;
    for (const ConversationId& conversation : std::as_const(m_unwritten))
        drafts.append(draft(conversation));
    m_unwritten.clear();
    m_cache.saveDrafts(drafts);
}

} // namespace greenroom
