// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <variant>
#include <vector>

#include "core/domain/conversation.h"
#include "core/protocol/conversation.h"
#include "core/protocol/stream.h"

// What happened in a run, as those outside the server could know it: what each client asked and was answered, what it saw
// and showed, and what the store held. Whoever makes a run (the simulator, a soak over real processes) writes one; every text
// said in a run must be unique in it.
//
// Nothing here, nor in invariants.h, knows the server's code. Of `core`, which the server is built on too, three things are
// used:
// - the values of core/base and core/domain (ids, Entry and its contents, Conversation as a row): plain structs, which decide
// nothing;
// - the messages and the codec of core/protocol, by which the Witness reads the wire and a fingerprint is made. What they would
//   lose on one side is missed: fingerprints of what was asked, what came back and what is stored are of different texts, and
//   core's own tests hold the codec to samples of every release;
// - nothing that decides: what customers may see, who could have a conversation, where one stands after its entries is stated a
//   second time in rules.h.
// The store is read by statements of the proof's own (dump.h), the audit's chain of digests computed once more.
namespace greenroom::proof {

/// A fingerprint; equal texts have equal ones, in every process.
using Digest = quint64;
/// Of what is said, as its author sent it.
Digest digestOf(const Content& content);
/// Of an entry as it came, `after` apart, which is another to another reader.
Digest digestOf(const Entry& entry);
/// Of an entry as a reader of this audience is to be sent it: to customers without what is kept from them.
Digest digestOf(const Entry& entry, Audience reader);

/// Somebody who answers, as they are told themselves.
struct AgentState {
    PersonId id;
    Presence presence = Presence::offline;
    qint64 capacity = 0; ///< most conversations at once
    qint64 load = 0; ///< conversations owned, plus the one on offer
    Instant idleSince; ///< when the last conversation left, or the person came online
    QList<QueueId> queues;

    friend bool operator==(const AgentState&, const AgentState&) = default;
};

/// A conversation that waits.
struct Waiting {
    ConversationId id;
    QueueId queue;
    Instant since;
    std::optional<PersonId> lastAgent;
    std::optional<Instant> lastAgentAt; ///< when they last spoke
    QList<PersonId> declinedBy;
};

struct Client {
    bool isStaff = false;
    Uuid who; ///< CustomerId or PersonId
    ShopId shop;
    QString name; ///< for people who read violations
};

/// What became of a request, as its client knows it.
enum class Ending {
    ok,
    fail, ///< certainly not stored
    unknown, ///< the connection ended without a reply
};

enum class Op { say, note, other };

// ---- what happens; `client` is an index into History::clients, `session` is unique for each connection ----

/// A client asked for something that is to be stored, for the first time or again.
struct Invoked {
    int client = 0;
    quint64 session = 0;
    ClientId id;
    Op op = Op::say;
    Digest digest = 0; ///< of what is to be stored, where the words decide it; 0: the server does
    std::optional<qint64> version; ///< the assignment version it rests on
};
struct Answered {
    std::size_t attempt = 0; ///< position of its Invoked
    Ending how = Ending::ok;
    Code code = Code::ok;
    Stored stored; ///< when ok
    Uuid epoch; ///< as the session was welcomed
};
/// The answer to a watchStream with this cursor.
struct Resumed {
    int client = 0;
    quint64 session = 0;
    StreamId stream;
    Cursor cursor;
    Resume how = Resume::replayed;
    qint64 asked = 0; ///< ascends with the order in which the session asked: answers may come in another
};
/// An entry came over the wire.
struct Observed {
    int client = 0;
    quint64 session = 0;
    Uuid epoch; ///< as the session was welcomed
    StreamId stream;
    qint64 number = 0;
    qint64 after = 0;
    Audience audience = Audience::staff;
    Digest digest = 0;
    bool pushed = false; ///< by a watch, rather than in a page
    bool tombstone = false;
    bool internal = false; ///< it held what customers are not to know
};
/// A row of a list came over the wire; of the same row at most once a second is written down.
struct Listed {
    int client = 0;
    quint64 session = 0;
    QString kind; ///< as on the wire
    Uuid id;
};
/// The client began or ceased to keep a copy.
struct Followed {
    int client = 0;
    StreamId stream;
};
struct Unfollowed {
    int client = 0;
    StreamId stream;
};
/// Its copy is void: the next Applied begins a new one.
struct Dropped {
    int client = 0;
    StreamId stream;
};
/// Shown to the person, at the end of what is shown.
struct Applied {
    int client = 0;
    StreamId stream;
    Uuid epoch;
    qint64 number = 0;
    qint64 after = 0;
    Digest digest = 0;
    bool tombstone = false;
};
/// The store is an older copy from now on: it holds what was known before position `kept`.
struct Restored {
    Uuid epoch; ///< the new one
    std::size_t kept = 0;
};
/// The server ceased to serve, or serves (again). `whole`: the store was found intact at this start.
struct Stopped { };
struct Started {
    bool whole = true;
    std::optional<Millis> took {}; ///< by the wall, from its process's begin to its first answer; none: not worth measuring
    std::optional<qint64> loaded {}; ///< conversations it took into memory
    std::optional<qint64> open {}; ///< conversations of the store that are not over
};
/// From now on this client may see nothing more.
struct Revoked {
    int client = 0;
    std::optional<Uuid> epoch {}; ///< as the session was welcomed that was told so
};
/// Something on the wire to this client held the words of an internal note.
struct NoteSeen {
    int client = 0;
};
/// Something on the wire to this customer held the id of somebody of the staff: customers are told names.
struct PersonSeen {
    int client = 0;
};
/// A client asked for what the audit has to tell of; and, with `answered`, it was told that this is done.
struct Audited {
    int client = 0;
    QString action;
    QString object;
    bool answered = false;
    std::optional<Uuid> epoch {}; ///< as the session was welcomed that was told
};

struct Event {
    Instant at;
    std::variant<Invoked, Answered, Resumed, Observed, Listed, Followed, Unfollowed, Dropped, Applied, Restored, Stopped,
        Started, Revoked, NoteSeen, PersonSeen, Audited>
        what;
};

// ---- what the store held ----

struct StoredEntry {
    StreamId stream;
    ShopId shop;
    Entry entry; ///< a cleared one's content is Tombstone
};
struct AuditRow {
    Uuid actor;
    QString action;
    QString object;
};
/// The store at one moment: of the final state last, and of each epoch that a restore ended before it.
struct Dump {
    Uuid epoch;
    std::vector<StoredEntry> entries; ///< in the order they were stored
    std::vector<Conversation> conversations;
    std::vector<AuditRow> audit;
    bool auditWhole = true; ///< its chain of digests verifies
    bool whole = true; ///< the engine's own check
};

struct Agent {
    PersonId person;
    qint64 capacity = 0;
};
/// A look at who waits and who is free, in the quiet end.
struct Sample {
    Instant at;
    std::vector<Waiting> waiting;
    std::vector<AgentState> agents; ///< as they are told themselves; with no queues: of every one
};
/// Memory of the server's process.
struct Memory {
    Instant at;
    qint64 rss = 0;
    qint64 base = 0; ///< before the first connection
    qint64 plain = 0; ///< connections
    qint64 tls = 0;
    qint64 caps = 0; ///< of what limits allow to be held besides
};

struct History {
    std::vector<Client> clients;
    std::vector<Event> events;
    std::vector<Dump> dumps;
    std::vector<Agent> agents;
    std::vector<Sample> samples;
    std::vector<Memory> memory;
    /// All faults had ended and everybody had had ten seconds since; the invariants of the quiet end hold from here on.
    bool quiet = false;
    std::vector<int> connected; ///< clients that were connected then
    /// How far the times entries bear may be from those of events; none: the server's clock was bent, and what it says of times
    /// is worth nothing to others.
    std::optional<Millis> clocksApart = Millis(0);
    Instant endedAt;

    template <class T>
    std::size_t add(Instant at, T what)
    {
        events.push_back({at, std::move(what)});
        return events.size() - 1;
    }
};

} // namespace greenroom::proof
