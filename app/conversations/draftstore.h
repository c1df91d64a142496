// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QSet>
#include <QTimer>

#include "app/cache/cache.h"

namespace greenroom {

/// One draft per conversation, on the disk at most 250 ms after the key that changed it; keys in between are written
/// together. Main thread.
class DraftStore final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DraftStore)
public:
    /// From a change to asking the worker to write it: what is left of the 250 ms is the worker's.
    static constexpr Millis kWriteAfter {150};

    DraftStore(Cache& cache, QObject* parent);
    ~DraftStore() override; ///< writes what is not written yet

    /// Takes up what an earlier run left; what was typed meanwhile stands.
    void load();
    void clear();

    /// An empty text when there is none.
    Draft draft(ConversationId conversation) const;
    bool has(ConversationId conversation) const { return m_drafts.contains(conversation); }
    QSet<ConversationId> conversations() const;
    void set(ConversationId conversation, const QString& text, bool note, Instant at);
    void remove(ConversationId conversation);
    /// Writes what waits to be written before anything that is asked of the cache later.
    void write();

Q_SIGNALS:
    /// A draft came from the disk or from elsewhere than the composer: set by set() it is told too.
    void changed(greenroom::ConversationId conversation);
    /// Another set of conversations has drafts.
    void conversationsChanged();

private:
    Cache& m_cache;
    QHash<ConversationId, Draft> m_drafts;
    QSet<ConversationId> m_unwritten;
    QTimer m_writing;
};

} // namespace greenroom
