// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/routing/routingservice.h"

namespace greenroom {

RoutingService::RoutingService(Link& link, DeskClock& clock, QObject* parent)
    : QObject(parent)
    , m_link(link)
    , m_clock(clock)
{
}

void RoutingService::explain(ConversationId conversation, QObject* context, Callback<RoutingExplanation> callback)
{
    m_link.request(ExplainRouting {conversation}, context, std::move(callback));
}

void RoutingService::read(std::optional<qint64> version, QObject* context, Callback<RoutingRules> callback)
{
    m_link.request(ReadRouting {version}, context, std::move(callback));
}

void RoutingService::change(
    const routing::Profile& profile, const QString& note, QObject* context, Callback<RoutingVersion> callback)
{
    m_link.request(ChangeRouting {profile, note}, context, std::move(callback));
}

void RoutingService::tryOut(const routing::Profile& profile, QObject* context, Callback<RoutingTrial> callback)
{
    m_link.request(TryRouting {profile}, context, std::move(callback));
}

void RoutingService::prioritize(ConversationId conversation, qint64 points, QObject* context, Callback<void> callback)
{
    m_link.request(Prioritize {m_clock.nextId<ClientId>(), conversation, points}, context,
        [callback = std::move(callback)](
            const Result<Stored>& stored) { callback(stored ? Result<void>() : Result<void>(stored.error())); });
}

} // namespace greenroom
