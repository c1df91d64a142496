// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/conversations/boardreplica.h"
#include "app/conversations/numberindex.h"
#include "app/conversations/transcripts.h"
#include "app/workspace/workspace.h"
#include "core/domain/order.h"

namespace greenroom {

/// Keeps what is meant for one customer from another: knows the numbers of those on this person's own list and of whoever is
/// open, by what was read of them at this desk, and forgets them when they leave it. Main thread.
class CustomerGuard final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CustomerGuard)
public:
    /// All outlive it.
    CustomerGuard(const BoardReplica& boards, const Transcripts& transcripts, const Workspace& workspace, QObject* parent);

    /// These are the orders of its customer.
    void learn(ConversationId conversation, const QList<Order>& orders);

    struct Foreign {
        QString customerName; ///< whose it is; may be empty
        NumberIndex::Found number;
        friend bool operator==(const Foreign&, const Foreign&) = default;
    };
    /// The first number in what is written here that is of another customer, and not of this one.
    std::optional<Foreign> foreign(const QString& text, ConversationId here) const;

Q_SIGNALS:
    /// What foreign() said before may be wrong now.
    void changed();

private:
    void follow();
    void read(ConversationId conversation, int first, int last);
    CustomerId customerOf(ConversationId conversation) const;

    const BoardReplica& m_boards;
    const Transcripts& m_transcripts;
    const Workspace& m_workspace;
    QSet<ConversationId> m_followed;
    NumberIndex m_numbers;
};

} // namespace greenroom
