// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/desk/auditor.h"

#include <QLoggingCategory>

#include "core/base/mutant.h"

namespace greenroom {

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(auditLog, "greenroom.audit")

Auditor::Auditor(Coordinator& coordinator, SignInHandler& signIn)
    : m_coordinator(coordinator)
{
    signIn.onEvent = [this](const SignInHandler::Event& event) { onSignIn(event); };
    coordinator.onDenied = [this](const Principal& who, const QString& peer, QLatin1StringView request) {
        onDenied(who, peer, request);
    };
}

void Auditor::start()
{
    m_deniedAt.clear();
    m_denied.clear(); // what was decided and not committed is not written
    tellHead();
}

void Auditor::onSignIn(const SignInHandler::Event& event)
{
    AuditEvent kept;
    if (event.shops.size() == 1)
        kept.shop = event.shops.first();
    if (event.person) {
        kept.actor = AuditActor::person;
        kept.actorId = event.person->value;
    }
    kept.actorName = event.name;
    kept.source = event.peer;
    kept.action = event.action;
    kept.outcome = event.outcome;
    m_coordinator.write(AuditTable::write(kept, m_coordinator.now()));
}

void Auditor::onDenied(const Principal& who, const QString& peer, QLatin1StringView request)
{
    const Instant now = m_coordinator.now();
    const Uuid id = who.customer ? who.customer->value : who.person ? who.person->value : Uuid {};
    for (; !m_deniedAt.empty() && now - m_deniedAt.front().first >= kDeniedOnce; m_deniedAt.pop_front())
        m_denied.erase(m_deniedAt.front().second);
    if (mutant(Mutant::writesNoDenials) || !m_denied.insert({id, request}).second)
        return;
    m_deniedAt.emplace_back(now, Denial {id, request});
    AuditEvent kept;
    kept.shop = who.shop;
    kept.actor = who.customer ? AuditActor::customer : AuditActor::person;
    kept.actorId = id;
    kept.actorName = who.customer ? QString() : who.name;
    kept.source = peer;
    kept.action = u"denied"_s;
    kept.object = request;
    kept.outcome = Code::forbidden;
    m_coordinator.write(AuditTable::write(kept, now));
}

void Auditor::tellHead()
{
    m_coordinator.read<AuditHead>([](Database& database) { return AuditTable::head(database); },
        [](const Result<AuditHead>& head) {
            if (head)
                qCInfo(auditLog).noquote() << "audit-head" << head->number << QString::fromLatin1(head->digest.toHex());
        });
    m_coordinator.at(m_coordinator.now() + kHeadEvery, [this] { tellHead(); });
}

} // namespace greenroom
