// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <vector>

#include "core/domain/asseen.h"
#include "core/domain/stream.h"
#include "server/log/database.h"

namespace greenroom {

/// An entry as it goes to the store, and as it comes back.
struct LoggedEntry {
    ShopId shop;
    StreamId stream;
    Entry entry; ///< entry.after is not stored: it depends on the reader
    qint64 afterCustomer = 0; ///< number of the entry before it that customers may see
    QString body {}; ///< the content as it is stored; empty: not written down yet
    QByteArray digest {}; ///< of the body

    /// The entry as this audience is sent it, with its `after`: staff see what customers said without what is private in it.
    Entry forAudience(Audience audience) const
    {
        Entry out = entry;
        out.after = audience == Audience::staff ? entry.number - 1 : afterCustomer;
        if (audience == Audience::staff && entry.author.kind == AuthorKind::customer)
            out.content = asStaffSee(std::move(out.content));
        return out;
    }
};

/// A change of a derived table, in the same transaction as the entries it comes from. Writer's thread.
using Write = std::function<Result<void>(Database&)>;

/// What is stored together or not at all.
struct Batch {
    quint64 number = 0; ///< ascending; outcomes come in this order
    std::vector<LoggedEntry> entries;
    std::vector<Write> writes;
};

enum class Outcome {
    committed, ///< it is on disk
    refused, ///< certainly not stored
    unknown, ///< nobody knows; the store must be opened anew
};

/// A look at the committed state, on a reader's thread; what it returns runs on the coordinator's thread. Null: the store
/// cannot be read now.
using Read = std::function<std::function<void()>(Database*)>;

/// The durable side of the coordinator. Answers come by the two callbacks given at construction of each kind of log,
/// called on any thread.
class Log {
public:
    using Committed = std::function<void(quint64 batch, Outcome outcome, Error error)>;
    using Continue = std::function<void(std::function<void()>)>;

    virtual ~Log() = default;
    /// Appends; the outcome follows. After a refusal, every batch already on its way is refused too, until resume().
    virtual void append(Batch batch) = 0;
    /// Batches may be accepted again: their decisions know of the refusal.
    virtual void resume() = 0;
    /// Sees at least everything whose outcome was told before the call. Called once for certain, with the store or without;
    /// what it holds is let go on the coordinator's thread.
    virtual void read(Read read) = 0;
};

} // namespace greenroom
