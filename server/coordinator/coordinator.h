// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <deque>
#include <map>
#include <set>
#include <unordered_map>

#include "server/coordinator/boards.h"
#include "server/coordinator/call.h"
#include "server/coordinator/clientids.h"
#include "server/coordinator/watchers.h"

namespace greenroom {

enum class ImportKind;

/// The one thread that decides. It knows sessions, streams, boards and batches; what a request means is the features'
/// to say, who register their handlers here (server/<feature>/…handler).
///
/// Decisions are made ahead of the commit; replies, entries and board rows that rest on them leave only after it.
/// Not thread-safe: everything here runs on the coordinator's thread. Time comes in as a value, so that a simulation
/// runs the same code.
class Coordinator {
public:
    Coordinator(Log& log, Departures& departures, quint64 seed);

    // ---- what the thread around it calls ----
    /// Takes in what arrived, in order, and hands the decisions to the log.
    void handle(std::vector<Arrival> arrivals, Instant now);
    /// The log's answer to a batch.
    void onOutcome(quint64 batch, Outcome outcome, const Error& error, Instant now);
    /// What a reader found is taken in.
    void resume(const std::function<void()>& continuation, Instant now);
    /// Due times and board windows; call at nextDue() or later.
    void tick(Instant now);
    Instant nextDue() const;
    /// Tells every client to go and come back within `spread`.
    void drain(Millis spread);
    /// The state is loaded: from now on requests are decided. Before, and while it is read again, they are answered
    /// `unavailable`.
    void open();
    bool isReady() const { return m_ready; } ///< from any thread
    /// Set when the store's state is unknown: the process must end and start anew.
    std::function<void()> onStoreLost;
    /// Within what time clients are told to come back after their connection broke; set by whoever knows. None: at once.
    std::function<Millis()> spreadNow;
    Millis comeBackWithin() const { return spreadNow ? spreadNow() : Millis(0); }
    /// Set by whoever loads the state at the start; called again after a refused batch, to load it anew.
    std::function<void()> onReload;
    /// An import into a shop was stored: who keeps some of it in memory reads it anew.
    std::function<void(ShopId shop, ImportKind kind)> onImported;

    /// Told of each request that a role forbids, for the audit.
    using Denied = std::function<void(const Principal& who, const QString& peer, QLatin1StringView request)>;
    Denied onDenied;

    // ---- what features use ----
    Instant now() const { return m_now; }
    /// The time goes on to `now`, before anything else happens.
    void setNow(Instant now) { m_now = std::max(m_now, now); }
    IdSource& ids() { return m_ids; }
    Uuid epoch() const { return m_epoch; }
    void setEpoch(Uuid epoch) { m_epoch = epoch; }
    Boards& boards() { return m_boards; }
    Watchers& watchers() { return m_watchers; }

    /// Registers what answers requests of type R. Once per type. Roles are checked before it is called.
    template <Request R>
    void on(std::function<void(const Call<R>&)> handler)
    {
        m_handlers[indexOf<R>()] = [handler = std::move(handler)](const CallBase& base, AnyRequest& request) {
            handler(Call<R> {base, std::get<R>(std::move(request))});
        };
    }
    /// Registers who may watch and read streams of a kind: calls back with true or false, now or later.
    using MayWatch = std::function<void(const Principal& who, const StreamId& stream, std::function<void(bool)>)>;
    void onWatch(StreamKind kind, MayWatch mayWatch) { m_mayWatch[kind] = std::move(mayWatch); }
    MayWatch mayWatch(StreamKind kind) const { return m_mayWatch.value(kind); }
    /// Called before a batch is handed over, so that a feature writes what changed once per batch.
    void beforeCommit(std::function<void()> hook) { m_beforeCommit.push_back(std::move(hook)); }

    /// Appends to a stream whose heads are known (knowStream). Returns the entry with its number.
    const Entry& append(ShopId shop, const StreamId& stream, const Author& author, Content content, ClientId clientId);
    /// The same with an id made here: for what the server itself has to say.
    const Entry& append(ShopId shop, const StreamId& stream, const Author& author, Content content);
    void knowStream(const StreamId& stream, StreamHeads heads) { m_heads.insert(stream, heads); }
    void forgetStream(const StreamId& stream) { m_heads.remove(stream); }
    /// A change of a derived table, in the batch being decided.
    void write(Write write) { m_open.batch.writes.push_back(std::move(write)); }
    /// Runs when the batch being decided is committed; if nothing is uncommitted, at the end of this turn.
    void afterCommit(std::function<void()> action);
    /// A look at the committed state; `then` runs here with what `read` found. What cannot be read is `unavailable`: it says
    /// nothing of what is there.
    template <class T>
    void read(std::function<Result<T>(Database&)> read, std::function<void(Result<T>)> then)
    {
        m_log.read([this, generation = m_generation, read = std::move(read), then = std::move(then)](Database* database) {
            auto found = database ? std::make_shared<Result<T>>(read(*database)) : nullptr;
            if (!found || (!*found && found->error().code == Code::storage))
                found = std::make_shared<Result<T>>(unreadable(found ? found->error() : Error {}));
            return [this, generation, found, then] {
                // After a reload the caller's state is gone; its client was answered `unavailable`.
                if (generation == m_generation)
                    then(std::move(*found));
            };
        });
    }
    static Error unreadable(const Error& why);
    using ThenStored = std::function<void(const StoredAs*)>;
    /// Was the client id of this call stored before? `then` gets where, now or after a look at the store. While another call
    /// with the same id may still be decided, this one waits: of two at once the second gets the first's answer. Calls of one
    /// session are decided in the order they came in: one that waits holds up those behind it.
    void findClientId(const CallBase& call, ClientId id, ThenStored then);
    /// What the store has of client ids now; see ClientIds::start().
    void knowClientIds(const std::vector<ClientId>& around, const std::vector<ClientId>& ahead);
    /// Calls `action` at `due` or soon after. Dropped by a reload.
    void at(Instant due, std::function<void()> action);

    // ---- sessions ----
    /// A call that cannot be decided yet.
    struct Waiting {
        CallBase call;
        ClientId id;
        ThenStored then;
    };
    struct Session {
        Via via = Via::webSocket;
        QString peer;
        QString origin;
        QString bearer;
        QByteArray tokenHash {}; ///< of the token that opens it: the one it came with, or was given
        std::optional<Principal> principal {};
        struct Unanswered {
            QString request;
            QLatin1StringView type;
            quint64 serial = 0; ///< the server's own: a client may use an id again
        };
        std::vector<Unanswered> unanswered {}; ///< a few at most
        std::weak_ptr<Asked> entering {}; ///< what may give it a principal
        std::weak_ptr<Asked> deciding {}; ///< the call that holds up `heldUp`, while it is there and unanswered
        QList<Waiting> heldUp {}; ///< in their order

        void expect(Unanswered asked)
        {
            answer(asked.request); // of two with one id the first answer counts
            unanswered.push_back(std::move(asked));
        }
        /// True if it was not answered yet.
        bool answer(const QString& request)
        {
            return std::erase_if(unanswered, [&](const Unanswered& each) { return each.request == request; }) > 0;
        }
        static bool isPending(const std::weak_ptr<Asked>& call)
        {
            const auto asked = call.lock();
            return asked && !asked->isAnswered;
        }
        bool isDeciding() const { return isPending(deciding); }
    };
    /// Told of each admitted session that has ended, but for those that do while the state is not loaded.
    void onSessionEnd(std::function<void(SessionId, const Session&)> hook) { m_sessionEnd.push_back(std::move(hook)); }
    /// HTTP requests bring their token along: who is it? Answers with a principal or a refusal, now or later.
    using Bearer = std::function<void(SessionId, const QString& token, std::function<void(Result<Principal>)>)>;
    Bearer onBearer;
    Session* session(SessionId id);
    /// After hello: from now on requests are this principal's.
    void admit(SessionId id, const Principal& principal, const Limits& limits);
    /// `within`: how long the client may wait before it comes back.
    void disconnect(SessionId id, Code reason, Millis within = Millis(0));
    /// Every live session of a person, over all shops.
    std::vector<SessionId> sessionsOf(PersonId person) const;
    template <class Visit>
    void forEachSession(Visit visit) const
    {
        for (const auto& [id, session] : m_sessions)
            visit(id, session);
    }
    /// Leaves when everything decided so far is committed, in order.
    void release(Departure departure);
    /// A request will never be answered by whoever had it: it is `unavailable`, unless it was answered before. Any moment on
    /// this thread.
    void letGo(SessionId session, quint64 serial) { m_letGo.emplace_back(session, serial); }
    /// Sends now: only for what rests on committed state.
    void sendNow(Departure departure);

private:
    struct Pending {
        Batch batch;
        std::vector<Departure> departures; // wait for the commit
        std::vector<std::function<void()>> actions;
        bool isEmpty() const { return batch.entries.empty() && batch.writes.empty(); }
    };
    template <Request R>
    static constexpr std::size_t indexOf()
    {
        return AnyRequest(std::in_place_type<R>).index();
    }

    void onArrival(SessionOpened& opened);
    void onArrival(RequestArrived& arrived);
    void onArrival(SessionClosed& closed);
    void onArrival(Task& task);
    void lookUp(const CallBase& call, ClientId id, ThenStored then);
    void decide(const CallBase& call, ClientId id, ThenStored then);
    void decideTwins();
    void decideHeldUp();
    /// The disk is far behind: for this caller `busy`. Customers first, staff last.
    bool isBehindFor(const Principal& who) const;
    void tellStoring(bool can);
    void answerLetGo();
    void flush();
    /// True once for each request: what is answered already, or nobody waits for, is not answered again.
    bool closes(const Departure& departure);
    void depart(std::vector<Departure> departures);
    void sendDeparting();
    void reload();

    Log& m_log;
    Departures& m_departures;
    IdSource m_ids;
    Uuid m_epoch;
    Instant m_now;
    std::unordered_map<SessionId, Session> m_sessions;
    std::array<std::function<void(const CallBase&, AnyRequest&)>, std::variant_size_v<Requests::Any>> m_handlers;
    QHash<StreamKind, MayWatch> m_mayWatch;
    std::vector<std::function<void()>> m_beforeCommit;
    std::vector<std::function<void(SessionId, const Session&)>> m_sessionEnd;
    QHash<StreamId, StreamHeads> m_heads;
    ClientIds m_clientIds;
    std::map<ClientId, std::weak_ptr<Asked>> m_deciding; ///< client ids that may still be decided, and by whom
    std::vector<Waiting> m_twins; ///< ask for one of these too
    std::set<SessionId> m_heldUp; ///< sessions with calls that wait behind another
    Pending m_open;
    std::deque<Pending> m_inFlight;
    quint64 m_lastBatch = 0;
    std::atomic<bool> m_ready = false;
    quint64 m_generation = 0; // grows with each reload
    std::vector<Departure> m_departing;
    bool m_canStore = true; ///< as clients were told
    bool m_boardsStand = false; ///< what the state that was loaded puts on them is there
    quint64 m_lastAsked = 0;
    qsizetype m_uncommitted = 0; // entries, decided and not on disk
    std::vector<std::pair<SessionId, quint64>> m_letGo;
    std::multimap<Instant, std::function<void()>> m_due;
    Boards m_boards;
    Watchers m_watchers;
    std::shared_ptr<Coordinator*> m_life = std::make_shared<Coordinator*>(this); // last: gone before what may still ask for it
};

} // namespace greenroom
