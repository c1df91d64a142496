// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/coordinator/coordinator.h"

#include <QLoggingCategory>

#include "core/base/mutant.h"

namespace greenroom {

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(coordinatorLog, "greenroom.coordinator")

namespace {

constexpr Millis kDecideAgain {10}; // what waits for another call, if nothing else happens before
/// Entries decided and not on disk from which on customers are told `busy`; staff from twice as many. A store that keeps up has
/// a few dozen.
constexpr qsizetype kMostUncommitted = 4'000;
constexpr Millis kBusyFor {1'000};

} // namespace

Asked::~Asked()
{
    const auto coordinator = m_coordinator.lock();
    if (coordinator && !isAnswered)
        (*coordinator)->letGo(m_session, m_serial);
}

void CallBase::fail(const Error& error) const
{
    if (error.code == Code::forbidden && coordinator->onDenied)
        coordinator->onDenied(who, peer, type);
    release(error.code, writeErrorBody(error));
}

void CallBase::refuseNow(const Error& error) const
{
    sendNow(error.code, writeErrorBody(error));
}

void CallBase::release(Code code, const QString& body) const
{
    asked->isAnswered = true;
    coordinator->release(ReplyOut {session, type, requestId, code, body});
}

void CallBase::sendNow(Code code, const QString& body) const
{
    asked->isAnswered = true;
    coordinator->sendNow(ReplyOut {session, type, requestId, code, body});
}

Coordinator::Coordinator(Log& log, Departures& departures, quint64 seed)
    : m_log(log)
    , m_departures(departures)
    , m_ids(seed)
    , m_boards([this](SessionId id, const BoardChanged& changed) {
        const Session* to = session(id);
        if (to && to->principal)
            sendNow(EventOut {id, writeEvent(changed, to->principal->audience())});
    })
    , m_watchers(*this)
{
    on<WatchStream>([this](const Call<WatchStream>& call) {
        if (call.via == Via::http) {
            call.fail({Code::unsupported, {}, u"watching needs a WebSocket"_s, 0});
            return;
        }
        m_mayWatch.value(call.body.stream.kind)(call.who, call.body.stream, [this, call](bool may) {
            if ((may || mutant(Mutant::resumesWithoutPermission)) && session(call.session))
                m_watchers.watch(call);
            else
                call.fail({Code::notFound, u"stream"_s, {}, 0});
        });
    });
    on<ReadStream>([this](const Call<ReadStream>& call) {
        m_mayWatch.value(call.body.stream.kind)(call.who, call.body.stream, [this, call](bool may) {
            if (may)
                m_watchers.page(call);
            else
                call.fail({Code::notFound, u"stream"_s, {}, 0});
        });
    });
    on<UnwatchStream>([this](const Call<UnwatchStream>& call) { m_watchers.unwatch(call); });
    on<UnwatchBoard>([this](const Call<UnwatchBoard>& call) {
        m_boards.unwatch(call.session, call.body.board);
        call.reply({});
    });
    const MayWatch nobody = [](const Principal&, const StreamId&, const std::function<void(bool)>& then) { then(false); };
    for (const auto& [kind, name] : EnumNames<StreamKind>::names)
        m_mayWatch[kind] = nobody;
}

void Coordinator::handle(std::vector<Arrival> arrivals, Instant now)
{
    m_now = std::max(m_now, now);
    for (Arrival& arrival : arrivals)
        std::visit([this](auto& each) { onArrival(each); }, arrival);
    flush();
    sendDeparting();
}

void Coordinator::resume(const std::function<void()>& continuation, Instant now)
{
    m_now = std::max(m_now, now);
    continuation();
    flush();
    sendDeparting();
}

void Coordinator::onArrival(SessionOpened& opened)
{
    m_sessions[opened.session] = {.via = opened.via, .peer = opened.peer, .origin = opened.origin, .bearer = opened.bearer};
}

void Coordinator::onArrival(SessionClosed& closed)
{
    const auto found = m_sessions.find(closed.session);
    if (found == m_sessions.end())
        return;
    const Session ended = found->second;
    m_watchers.endSession(closed.session);
    m_boards.endSession(closed.session);
    m_sessions.erase(found);
    // While the state is read again there is nothing to decide on; the reload counts who is there.
    if (ended.principal && m_ready)
        for (const auto& hook : m_sessionEnd)
            hook(closed.session, ended);
}

void Coordinator::onArrival(Task& task)
{
    task.run(*this);
}

void Coordinator::onArrival(RequestArrived& arrived)
{
    const auto found = m_sessions.find(arrived.session);
    if (found == m_sessions.end())
        return;
    Session& from = found->second;
    from.expect({arrived.requestId, typeOf(arrived.request), ++m_lastAsked});
    CallBase call {this, arrived.session, arrived.requestId, typeOf(arrived.request), from.principal.value_or(Principal {}),
        from.peer, from.via, std::make_shared<Asked>(m_life, arrived.session, m_lastAsked)};
    if (!m_ready) {
        call.asked->isAnswered = true;
        sendNow(ReplyOut {
            call.session, call.type, call.requestId, Code::unavailable, writeErrorBody({Code::unavailable, {}, {}, 0})});
        return;
    }
    if (from.via == Via::http && !from.principal && !from.bearer.isEmpty() && onBearer) {
        onBearer(arrived.session, std::exchange(from.bearer, {}), [this, call, arrived](const Result<Principal>& who) {
            if (!who) {
                call.fail(who.error());
                return;
            }
            if (Session* admitted = session(arrived.session)) {
                admitted->principal = *who;
                call.asked->isAnswered = true; // by what is asked again
                RequestArrived again = arrived;
                onArrival(again);
            }
        });
        return;
    }
    const bool entering = std::holds_alternative<Hello>(arrived.request) || std::holds_alternative<SignIn>(arrived.request)
        || std::holds_alternative<SetPassword>(arrived.request);
    const auto& handler = m_handlers[arrived.request.index()];
    if (entering && (from.principal || Session::isPending(from.entering)))
        call.fail({Code::alreadyHello, {}, {}, 0});
    else if (!entering && !from.principal)
        call.fail({from.via == Via::http ? Code::sessionEnded : Code::helloFirst, {}, {}, 0});
    else if (!entering && !rolesOf(arrived.request).overlaps(from.principal->roles))
        call.fail({Code::forbidden, {}, {}, 0});
    else if (!handler)
        call.fail({Code::unsupported, {}, call.type, 0});
    else {
        if (entering)
            from.entering = call.asked;
        handler(call, arrived.request);
    }
}

const Entry& Coordinator::append(ShopId shop, const StreamId& stream, const Author& author, Content content, ClientId clientId)
{
    // One of ours that somebody has used up beforehand; what clients name was looked up before.
    while (m_clientIds.contains(clientId))
        clientId = m_ids.next<ClientId>(m_now);
    Q_ASSERT(m_heads.contains(stream));
    StreamHeads& heads = m_heads[stream];
    LoggedEntry logged;
    logged.shop = shop;
    logged.stream = stream;
    logged.afterCustomer = heads.customerHead;
    logged.entry = {heads.head + 1, heads.head, clientId, m_now, author, audienceOf(content), asKept(std::move(content))};
    heads.head = logged.entry.number;
    if (logged.entry.audience == Audience::customer)
        heads.customerHead = logged.entry.number;
    writeDown(logged);
    m_clientIds.insert(clientId, m_now);
    ++m_uncommitted;
    m_open.batch.entries.push_back(std::move(logged));
    return m_open.batch.entries.back().entry;
}

const Entry& Coordinator::append(ShopId shop, const StreamId& stream, const Author& author, Content content)
{
    return append(shop, stream, author, std::move(content), m_ids.next<ClientId>(m_now));
}

Error Coordinator::unreadable(const Error& why)
{
    qCWarning(coordinatorLog).noquote() << "store-unreadable" << why.detail;
    return {Code::unavailable, {}, {}, 0};
}

void Coordinator::answerLetGo()
{
    for (const auto& [id, serial] : std::exchange(m_letGo, {}))
        if (const Session* from = session(id))
            for (const Session::Unanswered& each : from->unanswered)
                if (each.serial == serial)
                    release(ReplyOut {
                        id, each.type, each.request, Code::unavailable, writeErrorBody({Code::unavailable, {}, {}, 0})});
}

bool Coordinator::isBehindFor(const Principal& who) const
{
    return m_uncommitted >= (who.customer ? kMostUncommitted : 2 * kMostUncommitted);
}

void Coordinator::open()
{
    m_ready = true;
    tellStoring(true);
    afterCommit([this] { m_boardsStand = true; });
}

void Coordinator::tellStoring(bool can)
{
    if (std::exchange(m_canStore, can) == can)
        return;
    for (const auto& [id, session] : m_sessions)
        if (session.principal && session.via == Via::webSocket)
            sendNow(EventOut {id, writeEvent(Storing {can}, session.principal->audience())});
}

void Coordinator::findClientId(const CallBase& call, ClientId id, ThenStored then)
{
    Session* from = session(call.session);
    if (!from)
        return;
    if (from->isDeciding() || !from->heldUp.isEmpty()) {
        from->heldUp.push_back({call, id, std::move(then)});
        m_heldUp.insert(call.session);
        return;
    }
    lookUp(call, id, std::move(then));
    if (!call.asked->isAnswered)
        from->deciding = call.asked;
}

void Coordinator::lookUp(const CallBase& call, ClientId id, ThenStored then)
{
    if (mutant(Mutant::doesNotDeduplicate)) {
        then(nullptr);
        return;
    }
    const bool used = m_clientIds.contains(id);
    if (!used && m_clientIds.covers(id)) {
        decide(call, id, std::move(then));
        return;
    }
    const auto look = [this, call, id, used, then = std::move(then)] {
        read<std::optional<StoredAs>>([id](Database& database) { return EntryTable::find(database, id); },
            [this, call, id, used, then](Result<std::optional<StoredAs>> found) {
                if (!found)
                    call.fail(found.error());
                else if (*found)
                    then(&**found);
                else if (used)
                    call.fail(unreadable({Code::storage, {}, u"a client id that was used is not stored"_s, 0}));
                else
                    decide(call, id, then);
            });
    };
    // What it was used for is in the store once all is that is decided.
    if (used)
        afterCommit(look);
    else
        look();
}

void Coordinator::decide(const CallBase& call, ClientId id, ThenStored then)
{
    // It may have been decided while the store was asked, or by the other of two.
    if (m_clientIds.contains(id)) {
        lookUp(call, id, std::move(then));
        return;
    }
    if (const auto first = m_deciding.find(id); first != m_deciding.end() && !first->second.expired()) {
        m_twins.push_back({call, id, std::move(then)});
        return;
    }
    if (isBehindFor(call.who)) {
        call.refuseNow({Code::busy, {}, {}, kBusyFor.count()});
        return;
    }
    then(nullptr);
    // What must first be read is decided later.
    if (!m_clientIds.contains(id))
        m_deciding.insert_or_assign(id, call.asked);
}

void Coordinator::decideTwins()
{
    for (Waiting& twin : std::exchange(m_twins, {}))
        decide(twin.call, twin.id, std::move(twin.then));
}

void Coordinator::decideHeldUp()
{
    for (auto held = m_heldUp.begin(); held != m_heldUp.end();) {
        Session* from = session(*held);
        while (from && !from->isDeciding() && !from->heldUp.isEmpty()) {
            const Waiting next = from->heldUp.takeFirst();
            from->deciding = next.call.asked;
            lookUp(next.call, next.id, next.then);
        }
        held = !from || from->heldUp.isEmpty() ? m_heldUp.erase(held) : std::next(held);
    }
}

void Coordinator::afterCommit(std::function<void()> action)
{
    m_open.actions.push_back(std::move(action));
}

void Coordinator::knowClientIds(const std::vector<ClientId>& around, const std::vector<ClientId>& ahead)
{
    m_clientIds.start(around, ahead, m_now);
}

void Coordinator::at(Instant due, std::function<void()> action)
{
    m_due.emplace(due, std::move(action));
}

Coordinator::Session* Coordinator::session(SessionId id)
{
    const auto found = m_sessions.find(id);
    return found == m_sessions.end() ? nullptr : &found->second;
}

void Coordinator::admit(SessionId id, const Principal& principal, const Limits& limits)
{
    if (Session* admitted = session(id)) {
        admitted->principal = principal;
        sendNow(AdmittedOut {id, limits});
    }
}

void Coordinator::disconnect(SessionId id, Code reason, Millis within)
{
    sendNow(DisconnectOut {id, reason, within.count()});
}

std::vector<SessionId> Coordinator::sessionsOf(PersonId person) const
{
    std::vector<SessionId> found;
    for (const auto& [id, each] : m_sessions)
        if (each.principal && each.principal->person == person)
            found.push_back(id);
    return found;
}

void Coordinator::sendNow(Departure departure)
{
    if (closes(departure))
        m_departing.push_back(std::move(departure));
}

bool Coordinator::closes(const Departure& departure)
{
    const auto* reply = std::get_if<ReplyOut>(&departure);
    if (!reply)
        return true;
    Session* to = session(reply->session);
    if (!to || !to->answer(reply->requestId))
        return false;
    if (reply->code != Code::ok)
        qCInfo(coordinatorLog).noquote() << "request-refused session" << reply->session.serial << "peer" << to->peer << "type"
                                         << reply->type << "code" << codeName(reply->code);
    return true;
}

void Coordinator::depart(std::vector<Departure> departures)
{
    for (Departure& departure : departures)
        sendNow(std::move(departure));
}

void Coordinator::release(Departure departure)
{
    if (mutant(Mutant::acknowledgesBeforeCommit)) {
        sendNow(std::move(departure));
        return;
    }
    m_open.departures.push_back(std::move(departure));
}

void Coordinator::flush()
{
    decideTwins();
    decideHeldUp();
    answerLetGo();
    // While the state is read again nobody may write down what is left of the one that is void.
    if (m_ready)
        for (const auto& hook : m_beforeCommit)
            hook();
    if (m_open.isEmpty() && m_inFlight.empty()) {
        // Nothing rests on anything uncommitted.
        depart(std::exchange(m_open.departures, {}));
        const auto actions = std::exchange(m_open.actions, {});
        for (const auto& action : actions)
            action();
        return;
    }
    if (m_open.isEmpty()) {
        Pending& last = m_inFlight.back();
        last.departures.insert(last.departures.end(), std::make_move_iterator(m_open.departures.begin()),
            std::make_move_iterator(m_open.departures.end()));
        last.actions.insert(
            last.actions.end(), std::make_move_iterator(m_open.actions.begin()), std::make_move_iterator(m_open.actions.end()));
        m_open = {};
        return;
    }
    m_open.batch.number = ++m_lastBatch;
    m_inFlight.push_back(std::exchange(m_open, {}));
    if (mutant(Mutant::publishesBeforeCommit))
        m_watchers.publish(m_inFlight.back().batch.entries);
    m_log.append(m_inFlight.back().batch);
}

void Coordinator::onOutcome(quint64 batch, Outcome outcome, const Error& error, Instant now)
{
    m_now = std::max(m_now, now);
    // A reload has dropped what was on its way; its late answers mean nothing any more.
    if (m_inFlight.empty() || m_inFlight.front().batch.number != batch)
        return;
    if (outcome == Outcome::unknown && mutant(Mutant::takesUnknownForRefused))
        outcome = Outcome::refused;
    if (outcome == Outcome::refused && mutant(Mutant::takesRefusedForStored))
        outcome = Outcome::committed;
    if (outcome == Outcome::unknown) {
        qCCritical(coordinatorLog).noquote() << "outcome of batch" << batch << "is unknown:" << error.detail;
        for (const auto& [id, session] : m_sessions)
            m_departing.push_back(DisconnectOut {id, Code::unavailable, comeBackWithin().count()});
        sendDeparting();
        if (onStoreLost)
            onStoreLost();
        return;
    }
    if (outcome == Outcome::refused) {
        reload();
        sendDeparting();
        return;
    }
    Pending done = std::move(m_inFlight.front());
    m_inFlight.pop_front();
    m_uncommitted -= qsizetype(done.batch.entries.size());
    if (!mutant(Mutant::publishesBeforeCommit))
        m_watchers.publish(done.batch.entries);
    depart(std::move(done.departures));
    for (const auto& action : done.actions)
        action();
    flush();
    sendDeparting();
}

void Coordinator::reload()
{
    // Every decision not yet committed is void: its clients are told that nothing was stored, and the state they rested
    // on is read again from the store.
    const QString body = writeErrorBody({Code::unavailable, {}, {}, 0});
    for (auto& [id, each] : m_sessions) {
        for (const Session::Unanswered& asked : each.unanswered)
            if (!mutant(Mutant::leavesUnanswered))
                m_departing.push_back(ReplyOut {id, asked.type, asked.request, Code::unavailable, body});
        each.unanswered.clear();
        each.entering.reset();
        each.deciding.reset();
        each.heldUp.clear();
    }
    m_open = {};
    m_inFlight.clear();
    m_uncommitted = 0;
    ++m_generation;
    m_due.clear();
    m_deciding.clear();
    m_twins.clear();
    m_heldUp.clear();
    m_heads.clear();
    m_boards.clear();
    m_watchers.onReload();
    m_ready = m_boardsStand = false;
    tellStoring(false);
    m_log.resume();
    if (onReload)
        onReload();
}

void Coordinator::tick(Instant now)
{
    m_now = std::max(m_now, now);
    while (!m_due.empty() && m_due.begin()->first <= m_now) {
        const auto action = std::move(m_due.begin()->second);
        m_due.erase(m_due.begin());
        action();
    }
    m_clientIds.forget(m_now);
    std::erase_if(m_deciding, [](const auto& each) { return each.second.expired(); });
    flush();
    // While the state is read again boards stay as they were told last, rather than empty.
    if (m_boardsStand)
        m_boards.tick(m_now);
    sendDeparting();
}

Instant Coordinator::nextDue() const
{
    if (!m_letGo.empty())
        return m_now;
    const Instant boards = m_boardsStand ? m_boards.nextDue(m_now).value_or(m_now + 1s) : m_now + 1s;
    const Instant due = m_due.empty() ? boards : std::min(boards, m_due.begin()->first);
    return m_twins.empty() && m_heldUp.empty() ? due : std::min(due, m_now + kDecideAgain);
}

void Coordinator::drain(Millis spread)
{
    for (const auto& [id, session] : m_sessions)
        m_departing.push_back(DisconnectOut {id, Code::ok, spread.count()});
    sendDeparting();
}

void Coordinator::sendDeparting()
{
    if (mutant(Mutant::sendsBackwards))
        std::reverse(m_departing.begin(), m_departing.end());
    if (!m_departing.empty())
        m_departures.send(std::exchange(m_departing, {}));
}

} // namespace greenroom
