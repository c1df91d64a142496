// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/conversations/conversationlistmodel.h"

#include <QMetaEnum>

#include "app/link/listdiff.h"

namespace greenroom {

namespace {

QVariant millisOf(const std::optional<Instant>& at)
{
    return at ? QVariant(toMillis(*at)) : QVariant();
}

bool isOnTransfer(const ConversationRow& row)
{
    return row.state == ConversationState::assigned && row.offeredTo;
}

} // namespace

ConversationListModel::ConversationListModel(BoardReplica& boards, ConversationScope scope, QObject* parent)
    : QAbstractListModel(parent)
    , m_boards(boards)
    , m_scope(scope)
{
    connect(&m_boards, &BoardReplica::rowsChanged, this, &ConversationListModel::onRowsChanged);
    connect(&m_boards, &BoardReplica::orderChanged, this, [this](BoardName name) {
        if (name != board())
            return;
        setOrder(m_boards.order(name));
        Q_EMIT totalChanged();
    });
    if (const auto name = board())
        setOrder(m_boards.order(*name));
}

std::optional<BoardName> ConversationListModel::board() const
{
    switch (m_scope) {
    case ConversationScope::mine: return BoardName::mine;
    case ConversationScope::waiting: return BoardName::waiting;
    case ConversationScope::leftMessages: return BoardName::leftMessages;
    case ConversationScope::all: return BoardName::all;
    case ConversationScope::recent: return {};
    }
    return {};
}

qint64 ConversationListModel::total() const
{
    const auto name = board();
    return name ? m_boards.total(*name) : m_foundTotal;
}

ConversationId ConversationListModel::idAt(int row) const
{
    return row >= 0 && row < m_ids.size() ? m_ids[row] : ConversationId();
}

int ConversationListModel::rowOf(ConversationId id) const
{
    return static_cast<int>(m_ids.indexOf(id));
}

const ConversationRow* ConversationListModel::rowAt(int row) const
{
    return row >= 0 && row < m_rows.size() ? &m_rows[row] : nullptr;
}

void ConversationListModel::setMe(PersonId me)
{
    if (m_me == me)
        return;
    m_me = me;
    if (!m_rows.isEmpty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1),
            {int(Role::Mine), int(Role::OfferUntil), int(Role::TransferToMe), int(Role::OnTransfer), int(Role::AsksMe),
                int(Role::Joined)});
}

void ConversationListModel::setFound(const QList<ConversationId>& ids, qint64 total)
{
    m_foundTotal = total;
    setOrder(ids);
    Q_EMIT totalChanged();
}

void ConversationListModel::setDrafts(const QSet<ConversationId>& conversations)
{
    const QSet<ConversationId> touched = (conversations - m_drafts) + (m_drafts - conversations);
    m_drafts = conversations;
    touch(touched, Role::HasDraft);
}

void ConversationListModel::setFailed(const QHash<ConversationId, int>& counts)
{
    QSet<ConversationId> touched(counts.keyBegin(), counts.keyEnd());
    touched += QSet<ConversationId>(m_failed.keyBegin(), m_failed.keyEnd());
    touched.removeIf([&](const ConversationId& id) { return counts.value(id) == m_failed.value(id); });
    m_failed = counts;
    touch(touched, Role::FailedCount);
}

void ConversationListModel::setPinned(const QSet<ConversationId>& conversations)
{
    // One after another: whoever sorts by it puts each in its place among the others as they stand then.
    for (const ConversationId& id : m_pinned - conversations) {
        m_pinned.remove(id);
        touch({id}, Role::Pinned);
    }
    for (const ConversationId& id : conversations - m_pinned) {
        m_pinned.insert(id);
        touch({id}, Role::Pinned);
    }
}

void ConversationListModel::touch(const QSet<ConversationId>& ids, Role role)
{
    for (const ConversationId& id : ids)
        if (const int row = rowOf(id); row >= 0)
            Q_EMIT dataChanged(index(row), index(row), {int(role)});
}

void ConversationListModel::setOrder(const QList<ConversationId>& ids)
{
    QList<ConversationId> known;
    for (const ConversationId& id : ids)
        if (m_boards.row(id))
            known.append(id);
    applyOrder(
        m_ids, known,
        [this](int row) {
            beginRemoveRows({}, row, row);
            m_ids.removeAt(row);
            m_rows.removeAt(row);
            endRemoveRows();
        },
        [this](int row, const ConversationId& id) {
            beginInsertRows({}, row, row);
            m_ids.insert(row, id);
            m_rows.insert(row, *m_boards.row(id));
            endInsertRows();
        },
        [this](int from, int to) {
            beginMoveRows({}, from, from, {}, to > from ? to + 1 : to);
            m_ids.move(from, to);
            m_rows.move(from, to);
            endMoveRows();
        });
}

void ConversationListModel::onRowsChanged(const QList<ConversationId>& ids)
{
    for (const ConversationId& id : ids) {
        const int row = rowOf(id);
        const ConversationRow* fresh = m_boards.row(id);
        if (row < 0 || !fresh || m_rows[row] == *fresh)
            continue;
        m_rows[row] = *fresh;
        Q_EMIT dataChanged(index(row), index(row));
    }
}

int ConversationListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_ids.size());
}

QVariant ConversationListModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const ConversationRow& row = m_rows[index.row()];
    if (role == Qt::DisplayRole)
        return row.customerName;
    switch (Role(role)) {
    case Role::Id: return row.id.toString();
    case Role::CustomerName: return row.customerName;
    case Role::Verified: return row.verified;
    case Role::Tier: return int(row.tier);
    case Role::Channel: return int(row.channel);
    case Role::State: return int(row.state);
    case Role::Mine: return row.state == ConversationState::assigned && row.assignee == m_me;
    case Role::AssigneeName: return row.assigneeName;
    case Role::QueueName: return row.queueName;
    case Role::WaitingSince: return millisOf(row.waitingSince);
    case Role::OwedSince: return millisOf(row.owedSince);
    case Role::FollowUpDue: return millisOf(row.followUpDue);
    case Role::OfferUntil: return row.offeredTo == m_me ? millisOf(row.offerUntil) : QVariant();
    case Role::Preview: return row.preview;
    case Role::LastSaidAt: return millisOf(row.lastSaidAt);
    case Role::Unread: return int(row.unread);
    case Role::HasDraft: return m_drafts.contains(row.id);
    case Role::FailedCount: return m_failed.value(row.id);
    case Role::TransferToMe: return isOnTransfer(row) && row.offeredTo == m_me;
    case Role::OnTransfer: return isOnTransfer(row) && row.offeredTo != m_me;
    case Role::AsksMe: return row.asked && row.asked->contains(m_me);
    case Role::Joined: return row.joined && row.joined->contains(m_me);
    case Role::HelpSince: return millisOf(row.helpSince);
    case Role::Transfers: return int(row.transfers.value_or(0));
    case Role::SupportTier: return int(row.supportTier.value_or(routing::Tier::l1));
    case Role::Pinned: return m_pinned.contains(row.id);
    }
    return {};
}

QHash<int, QByteArray> ConversationListModel::roleNames() const
{
    QHash<int, QByteArray> names = QAbstractListModel::roleNames();
    const auto roles = QMetaEnum::fromType<Role>();
    for (int i = 0; i < roles.keyCount(); ++i)
        names.insert(roles.value(i), roles.key(i));
    return names;
}

bool ConversationListModel::canFetchMore(const QModelIndex& parent) const
{
    const auto name = board();
    return !parent.isValid() && name && m_ids.size() < m_boards.total(*name) && m_boards.count(*name) <= m_ids.size()
        && m_boards.count(*name) < 200;
}

void ConversationListModel::fetchMore(const QModelIndex& parent)
{
    if (canFetchMore(parent))
        m_boards.setCount(*board(), m_boards.count(*board()) + 100);
}

} // namespace greenroom
