// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QTimer>

#include "app/cache/cache.h"
#include "app/link/link.h"

namespace greenroom {

/// What a person sent and the server does not have yet. Each item is on the disk before it first goes on the wire and
/// until its reply; in one conversation one goes after the other, over all at most 16 unanswered. An unknown outcome
/// (no reply, connection lost) is asked again under the same clientId; a refusal for good leaves the item failed, with
/// its reason, until it is retried or discarded. Main thread.
class Outbox final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Outbox)
public:
    static constexpr int kMaxUnanswered = 16;

    Outbox(Link& link, Cache& cache, QObject* parent);

    /// Takes up what an earlier run left. Before any add().
    void load();
    /// Shows as queued (added()) once it is stored; failed, with the storage's error, if it cannot be.
    void add(OutboxItem item);
    /// A failed item goes again, under the same clientId. For one refused `reassigned` give the version that holds now, for
    /// one whose writer had not seen everything the number of what is seen now.
    void retry(ClientId clientId, std::optional<qint64> assignmentVersion = {}, std::optional<qint64> seen = {});
    /// A failed or queued item is dropped; returned as it was. Nothing when it is on the wire or unknown.
    std::optional<OutboxItem> take(ClientId clientId);
    void clear();

    /// All items, oldest first.
    const QList<OutboxItem>& items() const { return m_items; }
    QList<OutboxItem> itemsOf(ConversationId conversation) const;

Q_SIGNALS:
    void added(const greenroom::OutboxItem& item);
    /// Another state or error.
    void changed(const greenroom::OutboxItem& item);
    /// The server has it, under this number; its entry comes by the stream.
    void delivered(greenroom::ConversationId conversation, greenroom::ClientId clientId, qint64 number);
    /// Discarded or taken back.
    void removed(greenroom::ConversationId conversation, greenroom::ClientId clientId);

private:
    void pump();
    void transmit(OutboxItem& item);
    void onReply(ClientId clientId, const Result<Stored>& stored);
    void onDisconnected();
    void setState(OutboxItem& item, OutboxItem::State state, const Error& error);
    qsizetype indexOf(ClientId clientId) const;

    Link& m_link;
    Cache& m_cache;
    QList<OutboxItem> m_items;
    QTimer m_again;
};

} // namespace greenroom
