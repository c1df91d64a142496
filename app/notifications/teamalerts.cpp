// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/notifications/teamalerts.h"

#include <algorithm>

namespace greenroom {

TeamAlerts::TeamAlerts(const Parts& parts, QObject* parent)
    : QObject(parent)
    , m_parts(parts)
{
    for (QTimer* timer : {&m_soon, &m_next}) {
        timer->setSingleShot(true);
        connect(timer, &QTimer::timeout, this, &TeamAlerts::evaluate);
    }
    const auto soon = [this] { m_soon.start(0); };
    const PresenceModel& people = m_parts.presence.people();
    connect(&people, &PresenceModel::dataChanged, this, soon);
    connect(&people, &PresenceModel::rowsInserted, this, soon);
    connect(&people, &PresenceModel::rowsRemoved, this, soon);
    connect(&m_parts.presence, &PresenceService::queuesChanged, this, soon);
    connect(&m_parts.presence, &PresenceService::onlineChanged, this, soon);
    connect(&m_parts.settings, &Settings::changed, this, [soon](const QString& name) {
        if (Settings::is(name, setting::longestWaitAlert))
            soon();
    });
}

void TeamAlerts::setMe(const std::optional<Me>& me)
{
    Roles roles;
    if (me)
        for (Role role : me->roles)
            roles = roles.with(role);
    const PersonId person = me ? me->person : PersonId();
    if (person != m_me) {
        m_told.clear();
        m_help.clear();
        m_lingering.clear();
        m_toldAt.reset();
        m_worst.reset();
        Q_EMIT worstChanged();
    }
    m_me = person;
    m_leads = roles.overlaps(kTeamLeaders);
    if (!m_leads) {
        m_feed.reset();
    } else if (!m_feed) {
        m_feed = std::make_unique<BoardFeed>(m_parts.link, WatchBoard {BoardName::help, {}, 0, kMostHelp}, nullptr);
        connect(m_feed.get(), &BoardFeed::changed, this, &TeamAlerts::onHelp);
    }
    evaluate();
}

void TeamAlerts::evaluate()
{
    // Without a connection nobody knows; what was known last stays.
    if (m_leads && !m_parts.presence.isOnline())
        return;
    m_soon.stop();
    m_next.stop();
    m_wakeAt.reset();
    const Instant now = m_parts.clock.now();
    const QList<TeamAlert> alerts = m_leads ? current(now) : QList<TeamAlert>();
    tell(alerts, now);
    std::optional<TeamAlert> worst;
    if (!alerts.isEmpty()) {
        worst = alerts.first();
        worst->others = static_cast<int>(alerts.size()) - 1;
    }
    if (worst != m_worst) {
        m_worst = worst;
        Q_EMIT worstChanged();
    }
    if (m_wakeAt)
        m_next.start(std::max(std::chrono::ceil<Millis>(*m_wakeAt - now), Millis(1)));
}

/// The worst first; of one kind the one that lasts longest.
QList<TeamAlert> TeamAlerts::current(Instant now)
{
    QList<TeamAlert> alerts;
    for (const ConversationRow& row : std::as_const(m_help)) {
        if (!row.helpSince || row.assignee == m_me)
            continue;
        TeamAlert alert {TeamAlertKind::helpWanted, row.id.value, row.assigneeName, row.customerName};
        alert.since = *row.helpSince;
        alert.conversation = row.id;
        alerts.append(alert);
    }
    addPeople(alerts);
    addWaits(alerts, now);
    std::stable_sort(alerts.begin(), alerts.end(), [](const TeamAlert& one, const TeamAlert& other) {
        return one.kind != other.kind ? one.kind < other.kind : one.since < other.since;
    });
    return alerts;
}

void TeamAlerts::onHelp(const BoardChanged& event)
{
    QList<ConversationRow> help;
    for (const Uuid& key : event.keys) {
        const auto isThis = [&](const ConversationRow& row) { return row.id.value == key; };
        for (const BoardRow& told : event.rows)
            if (const auto* row = std::get_if<ConversationRow>(&told); row && isThis(*row))
                help.append(*row);
        if (help.isEmpty() || !isThis(help.last()))
            if (const auto held = std::find_if(m_help.cbegin(), m_help.cend(), isThis); held != m_help.cend())
                help.append(*held);
    }
    m_help = help;
    m_soon.start(0);
}

void TeamAlerts::addPeople(QList<TeamAlert>& alerts) const
{
    using Fact = PresenceModel::Role;
    const PresenceModel& people = m_parts.presence.people();
    for (int each = 0; each < people.rowCount(); ++each) {
        const QModelIndex row = people.index(each);
        const auto presence = Presence(row.data(int(Fact::State)).toInt());
        const auto id = Uuid::fromString(row.data(int(Fact::Id)).toString());
        const QString name = row.data(int(Fact::Name)).toString();
        const int held = row.data(int(Fact::Held)).toInt();
        const int revealed = row.data(int(Fact::Revealed)).toInt();
        if (!id || PersonId(*id) == m_me)
            continue;
        if ((presence == Presence::disconnected || presence == Presence::notResponding) && held > 0) {
            TeamAlert alert {TeamAlertKind::droppedOut, *id, name};
            alert.presence = presence;
            alert.count = held;
            alert.since = fromMillis(row.data(int(Fact::Since)).toLongLong());
            alerts.append(alert);
        }
        if (revealed > 0) {
            TeamAlert alert {TeamAlertKind::revealedMuch, *id, name};
            alert.count = revealed;
            alerts.append(alert);
        }
    }
}

void TeamAlerts::addWaits(QList<TeamAlert>& alerts, Instant now)
{
    const Millis most = std::chrono::seconds(m_parts.settings.value(setting::longestWaitAlert));
    m_lingering.clear();
    for (const QueueFacts& queue : m_parts.presence.queues()) {
        if (queue.waiting == 0 || !queue.longestSince)
            continue;
        TeamAlert alert {TeamAlertKind::longWait, queue.id.value, queue.name};
        alert.count = queue.waiting;
        alert.since = *queue.longestSince;
        alert.conversation = queue.longest;
        const Millis waited = now - *queue.longestSince;
        if (waited > most)
            alerts.append(alert);
        else
            wakeAt(*queue.longestSince + most + Millis(1));
        if (waited > most / 2)
            m_lingering.insert(keyOf(alert));
    }
}

void TeamAlerts::tell(const QList<TeamAlert>& alerts, Instant now)
{
    QSet<Key> lasting = m_lingering;
    QList<TeamAlert> fresh;
    for (const TeamAlert& alert : alerts) {
        lasting.insert(keyOf(alert));
        if (!m_told.contains(keyOf(alert)))
            fresh.append(alert);
    }
    m_told.intersect(lasting);
    if (fresh.isEmpty())
        return;
    if (m_toldAt && now < *m_toldAt + kGap)
        return wakeAt(*m_toldAt + kGap);
    m_toldAt = now;
    for (const TeamAlert& alert : std::as_const(fresh))
        m_told.insert(keyOf(alert));
    fresh.first().others = static_cast<int>(fresh.size()) - 1;
    Q_EMIT told(fresh.first());
}

void TeamAlerts::wakeAt(Instant at)
{
    if (!m_wakeAt || at < *m_wakeAt)
        m_wakeAt = at;
}

} // namespace greenroom
