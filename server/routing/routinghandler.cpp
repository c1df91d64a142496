// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/routing/routinghandler.h"

#include "server/coordinator/callaudit.h"
#include "server/routing/decisiontable.h"
#include "server/routing/profiletable.h"
#include "server/routing/routingtrial.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

constexpr Millis kChangeEvery {1'000};
constexpr Millis kTrialTakes {1'000};

/// As the request calls its place.
Error ofProfile(Error error)
{
    error.field.prepend(u"profile."_s);
    return error;
}

/// Agents see who got it and how many others there were, not how others stand.
RoutingDecision forAgents(RoutingDecision decision)
{
    decision.best.removeIf([&](const RoutingCandidate& each) { return each.person != decision.given; });
    return decision;
}

} // namespace

RoutingHandler::RoutingHandler(Coordinator& coordinator, OpenConversations& conversations, Distribution& distribution)
    : m_coordinator(coordinator)
    , m_conversations(conversations)
    , m_distribution(distribution)
{
    coordinator.on<ReadRouting>([this](const Call<ReadRouting>& call) { read(call); });
    coordinator.on<ChangeRouting>([this](const Call<ChangeRouting>& call) { change(call); });
    coordinator.on<TryRouting>([this](const Call<TryRouting>& call) { tryOut(call); });
    coordinator.on<ExplainRouting>([this](const Call<ExplainRouting>& call) { explain(call); });
    coordinator.on<Prioritize>([this](const Call<Prioritize>& call) { prioritize(call); });
}

void RoutingHandler::read(const Call<ReadRouting>& call)
{
    RoutingRules rules;
    // Version 0, the queues' own rules, held before any was set; it is not stored, for nothing changes it.
    rules.profile = call.body.version == 0 ? m_distribution.whole(call.who.shop, {}) : m_distribution.profile(call.who.shop);
    for (const QueueRules* queue : m_distribution.queuesOf(call.who.shop))
        rules.queues.append({queue->id, queue->name});
    const auto earlier = call.body.version == rules.profile.version ? std::nullopt : call.body.version;
    m_coordinator.read<RoutingRules>(
        [rules, earlier, shop = call.who.shop](Database& database) -> Result<RoutingRules> {
            RoutingRules found = rules;
            auto history = ProfileTable::history(database, shop);
            if (!history)
                return history.error();
            found.history = *std::move(history);
            if (!earlier)
                return found;
            auto profile = ProfileTable::find(database, shop, *earlier);
            if (!profile)
                return profile.error();
            if (!*profile)
                return Error {Code::notFound, u"version"_s, {}, 0};
            found.profile = **std::move(profile);
            return found;
        },
        [call](const Result<RoutingRules>& found) { call.answer(found); });
}

void RoutingHandler::change(const Call<ChangeRouting>& call)
{
    const ShopId shop = call.who.shop;
    const qint64 current = m_distribution.profile(shop).version;
    if (call.body.profile.version != current) {
        call.fail({Code::conflict, u"profile.version"_s, {}, current});
        return;
    }
    if (auto done = m_distribution.check(shop, call.body.profile); !done) {
        call.fail(ofProfile(done.error()));
        return;
    }
    // Everybody who waits is placed anew.
    if (const Millis wait = m_distribution.profile(shop).since + kChangeEvery - m_coordinator.now();
        current > 0 && wait > Millis(0)) {
        call.fail({Code::rateLimited, {}, {}, wait.count()});
        return;
    }
    routing::Profile profile = call.body.profile;
    profile.version = m_distribution.nextVersion(shop);
    profile.since = m_coordinator.now();
    m_coordinator.write(ProfileTable::insert(shop, profile, *call.who.person, call.who.name, call.body.note));
    m_coordinator.write(AuditTable::write(auditOf(call, u"version %1"_s.arg(profile.version)), m_coordinator.now()));
    m_distribution.setProfile(shop, profile);
    call.reply({profile.version, profile.since, call.who.name, call.body.note});
}

void RoutingHandler::tryOut(const Call<TryRouting>& call)
{
    const ShopId shop = call.who.shop;
    if (auto done = m_distribution.check(shop, call.body.profile); !done) {
        call.fail(ofProfile(done.error()));
        return;
    }
    // It keeps a reader busy for a second.
    if (Coordinator::Session::isPending(m_trials[shop])) {
        call.fail({Code::busy, {}, {}, kTrialTakes.count()});
        return;
    }
    m_trials[shop] = call.asked;
    m_coordinator.read<RoutingTrial>(
        [shop, now = m_coordinator.now(), holds = m_distribution.profile(shop),
            other = m_distribution.whole(shop, call.body.profile)](Database& database) -> Result<RoutingTrial> {
            const auto hour = PastHour::read(database, shop, now);
            return hour ? Result<RoutingTrial>(hour->compare(holds, other)) : hour.error();
        },
        [call](const Result<RoutingTrial>& found) { call.answer(found); });
}

void RoutingHandler::explain(const Call<ExplainRouting>& call)
{
    m_conversations.withConversation(call.who.shop, call.body.conversation, [this, call](const Conversation* c) {
        if (!c) {
            call.fail({Code::notFound, u"conversation"_s, {}, 0});
            return;
        }
        const bool leads = call.who.roles.overlaps(kRoutingReaders);
        RoutingExplanation explanation;
        explanation.waits = m_distribution.whyWaiting(*c);
        if (explanation.waits && !leads)
            explanation.waits = forAgents(*std::move(explanation.waits));
        m_coordinator.read<QList<RoutingDecision>>([id = c->id](Database& database) { return DecisionTable::of(database, id); },
            [call, leads, explanation](const Result<QList<RoutingDecision>>& found) {
                if (!found) {
                    call.fail(found.error());
                    return;
                }
                RoutingExplanation whole = explanation;
                for (const RoutingDecision& each : *found)
                    whole.decisions.append(leads ? each : forAgents(each));
                call.reply(whole);
            });
    });
}

void RoutingHandler::prioritize(const Call<Prioritize>& call)
{
    m_conversations.once(call, [this, call](const Conversation& c) {
        if (!c.isOpen())
            call.fail({Code::closed, u"conversation"_s, {}, 0});
        else
            call.reply(m_conversations.append(c.id, call.who.author(), Prioritized {call.body.points}, call.body.clientId));
    });
}

} // namespace greenroom
