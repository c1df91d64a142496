// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/presence/presencemodel.h"

#include <QMetaEnum>

#include "app/link/listdiff.h"

namespace greenroom {

namespace {

WatchBoard everybody()
{
    WatchBoard watch;
    watch.board = BoardName::presence;
    watch.count = PresenceModel::kWindow;
    return watch;
}

} // namespace

PresenceModel::PresenceModel(Link& link, QObject* parent)
    : QAbstractListModel(parent)
    , m_feed(link, everybody(), nullptr)
{
    m_staying.setSingleShot(true);
    m_staying.setInterval(kStay);
    connect(&m_staying, &QTimer::timeout, this, [this] { look(m_next); });
    connect(&m_feed, &BoardFeed::changed, this, &PresenceModel::onChanged);
    connect(&link, &Link::disconnected, this, [this] {
        m_fresh = false;
        m_staying.stop();
        if (m_leads)
            look(0);
    });
}

void PresenceModel::setMe(PersonId me, bool leads)
{
    m_me = me;
    m_leads = leads;
}

std::optional<PresenceRow> PresenceModel::find(PersonId person) const
{
    const auto found = m_known.constFind(person.value);
    return found == m_known.constEnd() ? std::nullopt : std::optional(*found);
}

void PresenceModel::clear()
{
    if (m_ids.isEmpty())
        return;
    beginRemoveRows({}, 0, rowCount() - 1);
    m_ids.clear();
    m_known.clear();
    m_windows.clear();
    endRemoveRows();
}

void PresenceModel::onChanged(const BoardChanged& event)
{
    QList<Uuid> changed;
    for (const BoardRow& row : event.rows)
        if (const auto* person = std::get_if<PresenceRow>(&row); person && find(person->id) != *person) {
            m_known.insert(person->id.value, *person);
            changed.append(person->id.value);
        }
    const QList<Uuid> wanted = takeWindow(event);
    for (const Uuid& key : changed)
        if (const auto row = static_cast<int>(m_ids.indexOf(key)); row >= 0)
            Q_EMIT dataChanged(index(row), index(row));
    applyOrder(
        m_ids, wanted,
        [this](int row) {
            beginRemoveRows({}, row, row);
            m_known.remove(m_ids.takeAt(row));
            endRemoveRows();
        },
        [this](int row, const Uuid& key) {
            beginInsertRows({}, row, row);
            m_ids.insert(row, key);
            endInsertRows();
        },
        [this](int from, int to) {
            beginMoveRows({}, from, from, {}, to > from ? to + 1 : to);
            m_ids.move(from, to);
            endMoveRows();
        });
    goOn(event);
}

/// Everybody in the windows known by now.
QList<Uuid> PresenceModel::takeWindow(const BoardChanged& event)
{
    if (!m_leads)
        m_windows.clear();
    m_windows.insert(event.from, event.keys);
    while (m_windows.lastKey() > 0 && m_windows.lastKey() >= event.total)
        m_windows.remove(m_windows.lastKey());
    QList<Uuid> wanted;
    QSet<Uuid> seen; // who came or went moves the others from one window to the next
    for (const QList<Uuid>& keys : std::as_const(m_windows))
        for (const Uuid& key : keys)
            if (m_known.contains(key) && !seen.contains(key)) {
                seen.insert(key);
                wanted.append(key);
            }
    return wanted;
}

/// The first time round without staying anywhere.
void PresenceModel::goOn(const BoardChanged& event)
{
    if (event.from != m_feed.watch().from)
        return;
    m_next = event.from + kWindow < event.total ? event.from + kWindow : 0;
    const bool ends = m_next == event.from || (!m_leads && m_known.contains(m_me.value));
    if (ends)
        m_staying.stop();
    else if (!m_fresh && m_next > 0)
        return look(m_next);
    else if (!m_staying.isActive())
        m_staying.start();
    if (!std::exchange(m_fresh, true))
        Q_EMIT refreshed();
}

void PresenceModel::look(qint64 from)
{
    m_staying.stop();
    WatchBoard watch = everybody();
    watch.from = from;
    m_feed.setWatch(watch);
}

int PresenceModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_ids.size());
}

QVariant PresenceModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto row = m_known.constFind(m_ids[index.row()]);
    if (row == m_known.constEnd())
        return {};
    if (role == Qt::DisplayRole)
        return row->name;
    switch (Role(role)) {
    case Role::Id: return row->id.toString();
    case Role::Name: return row->name;
    case Role::State: return int(row->presence);
    case Role::Reason: return int(row->reason);
    case Role::Since: return toMillis(row->since);
    case Role::Load: return int(row->load);
    case Role::Held: return int(row->held.value_or(0));
    case Role::Capacity: return int(row->capacity);
    case Role::Owed: return int(row->owed.value_or(0));
    case Role::OwedSince: return row->owedSince ? toMillis(*row->owedSince) : 0;
    case Role::ChangedBy: return row->changedBy.value_or(QString());
    case Role::Until: return row->until ? toMillis(*row->until) : 0;
    case Role::Asks: return int(row->asks.value_or(BreakReason::none));
    case Role::Then: return int(row->then.value_or(Presence::offline));
    case Role::Revealed: return int(row->revealed.value_or(0));
    default: return figure(*row, Role(role));
    }
}

QVariant PresenceModel::figure(const PresenceRow& row, Role role)
{
    if (!row.today)
        return {};
    switch (role) {
    case Role::Taken: return row.today->taken;
    case Role::FirstAnswers: return row.today->firstAnswers;
    case Role::FirstAnswerMs: return row.today->firstAnswerMs;
    case Role::Turns: return row.today->turns;
    case Role::TurnsInTime: return row.today->turnsInTime;
    case Role::BreakMs: return row.today->breakMs;
    default: return {};
    }
}

QHash<int, QByteArray> PresenceModel::roleNames() const
{
    QHash<int, QByteArray> names = QAbstractListModel::roleNames();
    const auto roles = QMetaEnum::fromType<Role>();
    for (int i = 0; i < roles.keyCount(); ++i)
        names.insert(roles.value(i), roles.key(i));
    return names;
}

} // namespace greenroom
