// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/routing/teamhandler.h"

#include "server/coordinator/callaudit.h"

namespace greenroom {

using namespace Qt::StringLiterals;

TeamHandler::TeamHandler(Coordinator& coordinator, Distribution& distribution)
    : m_coordinator(coordinator)
    , m_distribution(distribution)
{
    coordinator.on<SetPresenceOf>([this](const Call<SetPresenceOf>& call) { setPresence(call); });
    coordinator.on<SetSurge>([this](const Call<SetSurge>& call) {
        m_distribution.setSurge(call.who.shop, call.body.on);
        m_coordinator.write(AuditTable::write(auditOf(call, call.body.on ? u"on"_s : u"off"_s), m_coordinator.now()));
        call.reply({});
    });
    coordinator.on<HandOver>([this](const Call<HandOver>& call) { handOver(call); });
}

void TeamHandler::note(const CallBase& call, PersonId about, const QString& what)
{
    m_coordinator.write(AuditTable::write(auditOf(call, about.toString() + u' ' + what), m_coordinator.now()));
}

void TeamHandler::setPresence(const Call<SetPresenceOf>& call)
{
    const SetPresenceOf& body = call.body;
    const ShopId shop = call.who.shop;
    const bool servers = body.presence == Presence::notResponding || body.presence == Presence::disconnected;
    const qint64 open = m_distribution.openOf(shop, body.person);
    const routing::Agent* agent = m_distribution.agent(shop, body.person);
    if (!agent)
        call.fail({Code::notFound, u"person"_s, {}, 0});
    else if (servers)
        call.fail({Code::invalidField, u"presence"_s, QString(enumName(body.presence)), 0});
    else if (agent->presence == Presence::disconnected && body.presence != Presence::offline)
        call.fail({Code::conflict, u"presence"_s, u"nobody is there"_s, 0});
    else if (body.presence == Presence::offline && open > 0)
        call.fail({Code::conflict, u"presence"_s, u"conversations are still open"_s, open});
    else {
        m_distribution.setPresence(shop, body.person, body.presence, body.reason, Presence::offline, call.who.name);
        note(call, body.person, QString(enumName(body.presence)));
        call.reply({});
    }
}

void TeamHandler::handOver(const Call<HandOver>& call)
{
    if (!m_distribution.agent(call.who.shop, call.body.person)) {
        call.fail({Code::notFound, u"person"_s, {}, 0});
        return;
    }
    const qint64 count = m_distribution.handOver(call.who.shop, call.body.person, call.who.author(), call.body.note);
    note(call, call.body.person, u"%1 conversations"_s.arg(count));
    call.reply({count});
}

} // namespace greenroom
