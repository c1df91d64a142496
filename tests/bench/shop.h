// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/protocol/board.h"
#include "core/protocol/conversation.h"
#include "core/protocol/orders.h"
#include "core/protocol/products.h"
#include "core/protocol/session.h"
#include "tests/sim/dialogue.h"

namespace greenroom {

/// A conversation of the shop the desk is measured with.
struct Talk {
    ConversationRow row;
    QList<Entry> entries;
};

/// The shop: who sits at the desk and what is said, the same for the same seed. Texts are those of the dialogues given.
class Shop final {
public:
    Shop(QList<Dialogue> dialogues, Instant now, quint64 seed);

    const Me& me() const { return m_me; }
    Uuid epoch() const { return m_epoch; }
    const QList<Dialogue>& dialogues() const { return m_dialogues; }

    /// A conversation with this many entries, the last of them the customer's, said `owedFor` ago.
    Talk make(qint64 entries, Millis owedFor, bool mine);
    /// A new, empty one that begins at this moment.
    Talk begin(Instant at, bool mine);
    /// Somebody who waits since `waitedFor`, on a board: nothing that was said is kept but the last line.
    Talk wait(Millis waitedFor);
    /// Adds an entry behind the last one and brings the row up to date.
    const Entry& say(Talk& talk, AuthorKind by, const Content& content, Instant at, std::optional<ClientId> id = {}) const;
    /// What the panels beside a conversation are told.
    CustomerCard customer(const Talk& talk) const;
    CustomerOrders orders(const Talk& talk) const;
    ProductsFound products() const;
    /// The next line anybody says, going round.
    const Dialogue::Turn& nextTurn();

private:
    QList<Dialogue> m_dialogues;
    Instant m_now;
    mutable IdSource m_ids;
    Me m_me;
    Uuid m_epoch;
    qsizetype m_dialogue = 0;
    qsizetype m_turn = 0;
    qint64 m_made = 0;
};

} // namespace greenroom
