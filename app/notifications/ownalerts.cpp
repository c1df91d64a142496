// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/notifications/ownalerts.h"

#include <algorithm>

#include "core/base/askagain.h"

namespace greenroom {

OwnAlerts::OwnAlerts(const Parts& parts, QObject* parent)
    : QObject(parent)
    , m_parts(parts)
{
    m_again.setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, &OwnAlerts::look);
    connect(&m_parts.presence, &PresenceService::changed, this, &OwnAlerts::onPresence);
    connect(&m_parts.boards, &BoardReplica::rowsChanged, this, &OwnAlerts::onBoards);
    connect(&m_parts.boards, &BoardReplica::orderChanged, this, &OwnAlerts::onBoards);
    connect(&m_parts.boards, &BoardReplica::refreshed, this,
        [this](BoardName board) { m_settled = m_settled || (m_me && board == BoardName::mine); });
    connect(&m_parts.link, &Link::connected, this, &OwnAlerts::look);
}

void OwnAlerts::setMe(const std::optional<Me>& me)
{
    const bool isAnother = (me ? me->person : PersonId()) != (m_me ? m_me->person : PersonId());
    m_me = me;
    if (!isAnother)
        return;
    m_row.reset();
    m_held.clear();
    m_settled = false;
    m_gone.clear();
    m_found.clear();
    m_again.stop();
    ++m_asked; // what is under way was about somebody else
    m_underWay = false;
}

void OwnAlerts::onPresence()
{
    const auto row = m_me ? m_parts.presence.people().find(m_me->person) : std::nullopt;
    if (!row)
        return;
    const auto before = std::exchange(m_row, row);
    const QString by = row->changedBy.value_or(QString());
    // Who leads may change their own state where they change others'.
    if (!before || by.isEmpty() || by == m_me->name || (by == before->changedBy && row->since == before->since))
        return;
    Q_EMIT told({row->since == before->since ? OwnAlertKind::presenceKept : OwnAlertKind::presenceSet, by, row->presence,
        row->reason, row->then.value_or(Presence::offline)});
}

void OwnAlerts::onBoards()
{
    if (!m_me)
        return;
    QHash<ConversationId, Held> held;
    for (const ConversationId& id : m_parts.boards.order(BoardName::mine))
        if (const ConversationRow* row = m_parts.boards.row(id);
            row && row->state == ConversationState::assigned && row->assignee == m_me->person)
            held.insert(id, {id, row->customerName, row->head});
    const auto before = std::exchange(m_held, held);
    if (!m_settled)
        return;
    for (const Held& each : before)
        if (!m_held.contains(each.id))
            m_gone.append(each);
    look();
}

/// One after the other: a whole shift's conversations at once would be more than the server takes from one desk.
void OwnAlerts::look()
{
    if (m_gone.isEmpty() || m_underWay || m_again.isActive() || m_parts.link.state() != LinkState::connected)
        return;
    m_underWay = true;
    const Held gone = m_gone.first();
    m_parts.link.request(ReadStream {StreamId::of(gone.id), gone.head, {}, kLookedThrough}, this,
        [this, gone, number = ++m_asked](const Result<StreamPage>& page) {
            if (number != m_asked)
                return;
            m_underWay = false;
            if (!page && page.error().code == Code::offline)
                return look(); // when the connection is back, or now if it is already
            if (!page && isPassing(page.error())) {
                m_again.start(askAgainAfter(page.error()));
                return;
            }
            m_gone.removeFirst();
            if (page)
                takePage(gone, *page);
            if (m_gone.isEmpty())
                tellGone();
            look();
        });
}

/// Who ended that it was theirs, if it was neither they themselves nor the server.
void OwnAlerts::takePage(const Held& gone, const StreamPage& page)
{
    const auto ends = [this](const Entry& entry) {
        const auto* released = std::get_if<Released>(&entry.content);
        const auto* assigned = std::get_if<Assigned>(&entry.content);
        return (released && released->agent == m_me->person) || (assigned && assigned->agent != m_me->person);
    };
    const auto end = std::find_if(page.entries.cbegin(), page.entries.cend(), ends);
    if (end == page.entries.cend() || end->author.kind != AuthorKind::staff || end->author.id == m_me->person.value)
        return;
    const auto* assigned = std::get_if<Assigned>(&end->content);
    const bool isTakenOver = assigned && assigned->reason == AssignReason::takenOver;
    if (assigned && !isTakenOver && end->author.id == assigned->agent.value)
        return; // they accepted what they were asked to take
    const auto kind = isTakenOver ? OwnAlertKind::takenOver : OwnAlertKind::handedOver;
    const auto known = std::find_if(
        m_found.begin(), m_found.end(), [&](const OwnAlert& each) { return each.kind == kind && each.by == end->author.name; });
    if (known != m_found.end()) {
        ++known->count;
        return;
    }
    OwnAlert alert {kind, end->author.name};
    alert.count = 1;
    alert.customerName = gone.customerName;
    m_found.append(alert);
}

void OwnAlerts::tellGone()
{
    const QList<OwnAlert> found = std::exchange(m_found, {});
    for (const OwnAlert& alert : found)
        Q_EMIT told(alert);
}

} // namespace greenroom
