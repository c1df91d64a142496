// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <variant>

#include "core/protocol/board.h"
#include "core/protocol/conversation.h"
#include "core/protocol/stream.h"

namespace greenroom {

/// What somebody has begun to write in a conversation. An empty text is no draft.
struct Draft {
    ConversationId conversation;
    QString text;
    bool note = false; ///< it was being written as an internal note
    Instant at;

    friend bool operator==(const Draft&, const Draft&) = default;
};

/// What may wait in the outbox.
using OutboxRequest = std::variant<Send, AddNote>;

/// Something to be sent, from the moment the person sent it until the server has it.
struct OutboxItem {
    enum class State {
        queued, ///< on disk, waits for its turn or for the connection
        sending, ///< on the wire, no reply yet
        failed, ///< refused for good: `error` says why; waits for the person
    };
    ClientId clientId;
    ConversationId conversation;
    OutboxRequest request;
    Instant at; ///< when the person sent it
    qint64 seen = 0; ///< number of the last entry the person could see then; what came after was missed
    State state = State::queued;
    Error error {Code::ok, {}, {}, 0};

    friend bool operator==(const OutboxItem&, const OutboxItem&) = default;
};

/// A list of conversations as it was last seen.
struct CachedBoard {
    BoardName board = BoardName::mine;
    QList<ConversationRow> rows; ///< in the board's order
};

} // namespace greenroom
