// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/conversations/transcriptmodel.h"

#include <algorithm>
#include <ctime>

#include <QMetaEnum>

#include "core/domain/conversationstate.h"
#include "core/text/privacy.h"

namespace greenroom {

namespace {

constexpr qint64 kPage = 200;
constexpr Millis kGroupWithin = std::chrono::minutes(3);

/// A number that is the same for two instants of one local day.
qint64 localDay(Instant at)
{
    const std::time_t seconds = std::chrono::system_clock::to_time_t(at);
    std::tm local {};
    localtime_r(&seconds, &local);
    return local.tm_year * 1000LL + local.tm_yday;
}

bool isBubble(const Entry& entry)
{
    return isSaid(entry.content) || std::holds_alternative<Note>(entry.content)
        || std::holds_alternative<LeftMessage>(entry.content) || std::holds_alternative<Tombstone>(entry.content);
}

bool sameAuthor(const Author& a, const Author& b)
{
    return a.kind == b.kind && a.id == b.id;
}

bool hasHidden(const Entry& entry)
{
    if (entry.author.kind != AuthorKind::customer)
        return false;
    const auto* text = std::get_if<Text>(&entry.content);
    const auto* left = std::get_if<LeftMessage>(&entry.content);
    return (text && isHidden(text->text)) || (left && (isHidden(left->text) || isHidden(left->contact)));
}

QString folded(const QString& text)
{
    return text.normalized(QString::NormalizationForm_KC).toCaseFolded();
}

} // namespace

TranscriptModel::TranscriptModel(ConversationId conversation, Replica& replica, Outbox& outbox, QObject* parent)
    : QAbstractListModel(parent)
    , m_conversation(conversation)
    , m_stream(StreamId::of(conversation))
    , m_replica(replica)
    , m_outbox(outbox)
{
    connect(&m_replica, &Replica::restored, this, [this](const StreamId& stream, const QList<Entry>& entries) {
        if (stream == m_stream)
            append(entries);
    });
    connect(&m_replica, &Replica::applied, this, [this](const StreamId& stream, const QList<Entry>& entries) {
        if (stream == m_stream)
            append(entries);
    });
    connect(&m_replica, &Replica::dropped, this, [this](const StreamId& stream) {
        if (stream == m_stream)
            drop();
    });
    connect(&m_replica, &Replica::liveChanged, this, [this](const StreamId& stream) {
        if (stream == m_stream)
            Q_EMIT stateChanged();
    });
    connect(&m_replica, &Replica::ended, this, [this](const StreamId& stream, Code reason) {
        if (stream != m_stream)
            return;
        m_error = {reason, {}, {}, 0};
        Q_EMIT stateChanged();
    });
    connect(&m_outbox, &Outbox::added, this, &TranscriptModel::onAdded);
    connect(&m_outbox, &Outbox::changed, this, &TranscriptModel::onChanged);
    connect(&m_outbox, &Outbox::delivered, this,
        [this](ConversationId, ClientId clientId, qint64 number) { onDelivered(clientId, number); });
    connect(&m_outbox, &Outbox::removed, this, [this](ConversationId, ClientId clientId) { removeUnsent(clientId); });
    for (const OutboxItem& item : m_outbox.itemsOf(conversation))
        m_rows.append(rowOf(item));
    arrange(0, static_cast<int>(m_rows.size()) - 1);
    m_replica.follow(m_stream);
}

TranscriptModel::~TranscriptModel()
{
    m_replica.unfollow(m_stream);
}

void TranscriptModel::setMe(PersonId me, const QString& name)
{
    m_me = me;
    m_name = name;
    for (int row = m_stored; row < m_rows.size(); ++row) {
        m_rows[row].entry.author.id = me.value;
        m_rows[row].entry.author.name = name;
    }
    if (!m_rows.isEmpty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1), {int(Role::Own), int(Role::AuthorName), int(Role::RecallUntil)});
}

void TranscriptModel::setReadByCustomer(qint64 number)
{
    if (number == m_readByCustomer)
        return;
    const auto [low, high] = std::minmax({number, m_readByCustomer});
    m_readByCustomer = number;
    const auto begin = m_rows.cbegin();
    const auto end = begin + m_stored;
    const auto first = std::partition_point(begin, end, [low = low](const Row& row) { return row.entry.number <= low; });
    const auto last = std::partition_point(begin, end, [high = high](const Row& row) { return row.entry.number <= high; });
    if (first != last)
        Q_EMIT dataChanged(
            index(static_cast<int>(first - begin)), index(static_cast<int>(last - begin) - 1), {int(Role::ReadByCustomer)});
}

void TranscriptModel::setMine(bool mine)
{
    if (mine == m_mine)
        return;
    m_mine = mine;
    if (m_stored < rowCount())
        Q_EMIT dataChanged(index(m_stored), index(rowCount() - 1), {int(Role::Retryable)});
}

bool TranscriptModel::isLive() const
{
    return m_replica.isLive(m_stream);
}

void TranscriptModel::loadOlder()
{
    if (m_loading || m_lowNumber == 0 || m_lowAfter == 0)
        return;
    m_loading = true;
    m_error = {Code::ok, {}, {}, 0};
    Q_EMIT stateChanged();
    m_replica.loadOlder(
        m_stream, m_lowNumber, m_lowAfter, kPage, this, [this, low = m_lowNumber](const Result<QList<Entry>>& page) {
            m_loading = false;
            if (!page)
                m_error = page.error();
            else if (low == m_lowNumber)
                prepend(*page);
            Q_EMIT stateChanged();
        });
}

TranscriptModel::Row TranscriptModel::rowOf(const Entry& entry)
{
    Row row;
    row.entry = entry;
    row.day = localDay(entry.at);
    return row;
}

TranscriptModel::Row TranscriptModel::rowOf(const OutboxItem& item) const
{
    Entry entry;
    entry.clientId = item.clientId;
    entry.at = item.at;
    entry.author = {AuthorKind::staff, m_me.value, m_name};
    if (const auto* send = std::get_if<Send>(&item.request)) {
        entry.audience = Audience::customer;
        std::visit([&](const auto& said) { entry.content = said; }, send->content);
    } else {
        entry.audience = Audience::staff;
        const auto& note = std::get<AddNote>(item.request);
        entry.content = Note {note.text, note.to};
    }
    Row row = rowOf(entry);
    row.seen = item.seen;
    row.error = item.error;
    switch (item.state) {
    case OutboxItem::State::queued: row.delivery = Delivery::queued; break;
    case OutboxItem::State::sending: row.delivery = Delivery::sending; break;
    case OutboxItem::State::failed: row.delivery = Delivery::failed; break;
    }
    return row;
}

void TranscriptModel::prepend(const QList<Entry>& page)
{
    // Only the part that joins on: whatever the cache or the server gave, a hole is never shown as complete.
    qsizetype first = page.size();
    qint64 joins = m_lowAfter;
    while (first > 0 && page[first - 1].number == joins)
        joins = page[--first].after;
    if (first == page.size())
        return;
    QList<Row> rows;
    for (qsizetype i = first; i < page.size(); ++i)
        if (!std::holds_alternative<Recalled>(page[i].content))
            rows.append(rowOf(page[i]));
    m_lowNumber = page[first].number;
    m_lowAfter = page[first].after;
    if (rows.isEmpty())
        return;
    const int count = static_cast<int>(rows.size());
    beginInsertRows({}, 0, count - 1);
    m_rows = rows + m_rows;
    m_stored += count;
    endInsertRows();
    arrange(0, count);
}

void TranscriptModel::append(const QList<Entry>& entries)
{
    QList<Row> rows;
    bool said = false;
    const bool live = isLive();
    const auto flush = [&] {
        if (rows.isEmpty())
            return;
        const int count = static_cast<int>(rows.size());
        beginInsertRows({}, m_stored, m_stored + count - 1);
        for (int i = 0; i < count; ++i)
            m_rows.insert(m_stored + i, rows[i]);
        m_stored += count;
        endInsertRows();
        arrange(m_stored - count, m_stored);
        rows.clear();
    };
    for (const Entry& entry : entries) {
        if (entry.number <= m_highNumber)
            continue;
        if (m_lowNumber == 0) {
            m_lowNumber = entry.number;
            m_lowAfter = entry.after;
        }
        m_highNumber = entry.number;
        if (const auto* recalled = std::get_if<Recalled>(&entry.content)) {
            flush();
            recall(recalled->number);
            continue;
        }
        said = said || (entry.author.kind == AuthorKind::customer && isSaid(entry.content));
        const int unsent = unsentRow(entry.clientId);
        if (unsent < 0) {
            rows.append(rowOf(entry));
            continue;
        }
        flush();
        const int at = unsentRow(entry.clientId);
        if (at == m_stored) {
            // Turns into what it became, in place: nothing jumps.
            m_rows[at] = rowOf(entry);
            ++m_stored;
            Q_EMIT dataChanged(index(at), index(at));
            arrange(at, at + 1);
        } else {
            removeUnsent(entry.clientId);
            rows.append(rowOf(entry));
        }
    }
    flush();
    if (said && live)
        Q_EMIT customerSaid();
    if (!entries.isEmpty())
        Q_EMIT stateChanged();
}

void TranscriptModel::recall(qint64 number)
{
    const int row = rowOfNumber(number);
    if (row < 0)
        return;
    m_rows[row].entry.content = Tombstone {};
    Q_EMIT dataChanged(index(row), index(row));
}

void TranscriptModel::onAdded(const OutboxItem& item)
{
    if (item.conversation != m_conversation || rowOfClient(item.clientId) >= 0)
        return;
    const int row = rowCount();
    beginInsertRows({}, row, row);
    m_rows.append(rowOf(item));
    endInsertRows();
    arrange(row, row);
}

void TranscriptModel::onChanged(const OutboxItem& item)
{
    const int row = unsentRow(item.clientId);
    if (row < 0)
        return;
    const Row fresh = rowOf(item);
    m_rows[row].delivery = fresh.delivery;
    m_rows[row].error = fresh.error;
    Q_EMIT dataChanged(index(row), index(row),
        {int(Role::Delivery), int(Role::Error), int(Role::ErrorField), int(Role::Retryable), int(Role::Missed)});
}

void TranscriptModel::onDelivered(ClientId clientId, qint64 number)
{
    const int row = unsentRow(clientId);
    if (row < 0)
        return;
    if (number <= m_highNumber)
        return removeUnsent(clientId); // its entry is here already
    m_rows[row].delivery = Delivery::sent;
    Q_EMIT dataChanged(index(row), index(row), {int(Role::Delivery)});
}

void TranscriptModel::removeUnsent(ClientId clientId)
{
    const int row = unsentRow(clientId);
    if (row < 0)
        return;
    beginRemoveRows({}, row, row);
    m_rows.removeAt(row);
    endRemoveRows();
    arrange(row - 1, row);
}

void TranscriptModel::drop()
{
    m_lowNumber = m_lowAfter = m_highNumber = 0;
    if (m_stored > 0) {
        beginRemoveRows({}, 0, m_stored - 1);
        m_rows.remove(0, m_stored);
        m_stored = 0;
        endRemoveRows();
        arrange(0, 0);
    }
    Q_EMIT stateChanged();
}

/// Day lines and groups of these rows and the ones beside them, told where they changed.
void TranscriptModel::arrange(int first, int last)
{
    first = std::max(first - 1, 0);
    last = std::min(last + 1, rowCount() - 1);
    const auto joined = [this](int a, int b) {
        const Entry& x = m_rows[a].entry;
        const Entry& y = m_rows[b].entry;
        return m_rows[a].day == m_rows[b].day && isBubble(x) && isBubble(y) && sameAuthor(x.author, y.author)
            && x.audience == y.audience && y.at - x.at <= kGroupWithin;
    };
    for (int i = first; i <= last; ++i) {
        Row& row = m_rows[i];
        const bool dayStart = i == 0 || m_rows[i - 1].day != row.day;
        const bool groupStart = i == 0 || !joined(i - 1, i);
        const bool groupEnd = i == rowCount() - 1 || !joined(i, i + 1);
        if (dayStart == row.dayStart && groupStart == row.groupStart && groupEnd == row.groupEnd)
            continue;
        row.dayStart = dayStart;
        row.groupStart = groupStart;
        row.groupEnd = groupEnd;
        Q_EMIT dataChanged(index(i), index(i), {int(Role::DayStart), int(Role::GroupStart), int(Role::GroupEnd)});
    }
}

std::optional<qint64> TranscriptModel::assignmentVersion() const
{
    for (int row = m_stored - 1; row >= 0; --row)
        if (const auto* assigned = std::get_if<Assigned>(&m_rows[row].entry.content))
            return assigned->version;
    return {};
}

QString TranscriptModel::transferName(PersonId person) const
{
    for (int row = m_stored - 1; row >= 0; --row)
        if (const auto* given = std::get_if<Transferred>(&m_rows[row].entry.content); given && given->toAgent == person)
            return given->toName;
    return {};
}

QList<Colleague> TranscriptModel::colleagues() const
{
    QList<Colleague> found;
    const auto add = [&](PersonId person, const QString& name, bool answered) {
        if (std::none_of(found.begin(), found.end(), [&](const Colleague& each) { return each.person == person; }))
            found.append({person, name, answered, person == m_me});
    };
    for (int row = m_stored - 1; row >= 0; --row) {
        const Entry& entry = m_rows[row].entry;
        if (entry.author.kind == AuthorKind::staff && entry.author.id && isSaid(entry.content))
            add(PersonId(*entry.author.id), entry.author.name, true);
    }
    for (int row = m_stored - 1; row >= 0; --row)
        if (const auto* assigned = std::get_if<Assigned>(&m_rows[row].entry.content))
            add(assigned->agent, assigned->agentName, false);
    return found;
}

QString TranscriptModel::ownerBefore(int row) const
{
    const auto ends = [](const Content& content) {
        return std::holds_alternative<Opened>(content) || std::holds_alternative<Queued>(content)
            || std::holds_alternative<Released>(content) || std::holds_alternative<Closed>(content)
            || std::holds_alternative<LeftMessage>(content);
    };
    for (int before = std::min(row, m_stored) - 1; before >= 0 && !ends(m_rows[before].entry.content); --before)
        if (const auto* assigned = std::get_if<Assigned>(&m_rows[before].entry.content))
            return assigned->agent.toString();
    return {};
}

bool TranscriptModel::bringUp(ConversationRow& row) const
{
    if (m_highNumber <= row.head || !isLive())
        return false;
    Conversation c;
    copyState(row, c);
    for (int at = 0; at < m_stored; ++at) {
        if (m_rows[at].entry.number <= row.head)
            continue;
        c.head = m_rows[at].entry.number - 1;
        apply(c, m_rows[at].entry);
    }
    const qint64 unread = std::min(row.unread, c.unread); // what was read meanwhile is no entry
    copyState(c, row);
    row.unread = unread;
    row.head = m_highNumber;
    return true;
}

int TranscriptModel::rowOfNumber(qint64 number) const
{
    const auto end = m_rows.cbegin() + m_stored;
    const auto found = std::partition_point(
        m_rows.cbegin(), end, [number](const Row& row) { return row.entry.number < number; });
    return found != end && found->entry.number == number ? static_cast<int>(found - m_rows.cbegin()) : -1;
}

int TranscriptModel::unsentRow(ClientId clientId) const
{
    for (int row = m_stored; row < m_rows.size(); ++row)
        if (m_rows[row].entry.clientId == clientId)
            return row;
    return -1;
}

int TranscriptModel::rowOfClient(ClientId clientId) const
{
    for (int row = rowCount() - 1; row >= 0; --row)
        if (m_rows[row].entry.clientId == clientId)
            return row;
    return -1;
}

int TranscriptModel::findText(const QString& text, int from, bool upward) const
{
    const QString wanted = folded(text);
    if (wanted.isEmpty())
        return -1;
    for (int row = from; row >= 0 && row < rowCount(); row += upward ? -1 : 1)
        if (folded(plainText(m_rows[row].entry.content)).contains(wanted))
            return row;
    return -1;
}

int TranscriptModel::missedBy(const Row& row) const
{
    if (row.delivery != Delivery::failed)
        return 0;
    int missed = 0;
    for (int i = m_stored - 1; i >= 0 && m_rows[i].entry.number > row.seen; --i)
        if (isBubble(m_rows[i].entry) && m_rows[i].entry.author.id != m_me.value)
            ++missed;
    return missed;
}

int TranscriptModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant TranscriptModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Row& row = m_rows[index.row()];
    const Entry& entry = row.entry;
    if (role == Qt::DisplayRole)
        return plainText(entry.content);
    const bool own = entry.author.kind == AuthorKind::staff && entry.author.id == m_me.value;
    switch (Role(role)) {
    case Role::Number: return entry.number;
    case Role::Client: return entry.clientId.toString();
    case Role::At: return toMillis(entry.at);
    case Role::AuthorKind: return int(entry.author.kind);
    case Role::AuthorName: return entry.author.name;
    case Role::Own: return own;
    case Role::Kind: return QString(kindOf(entry.content));
    case Role::Text: return plainText(entry.content);
    case Role::Body: return QVariant::fromValue(entry.content);
    case Role::Internal: return entry.audience == Audience::staff;
    case Role::System: return !isBubble(entry);
    case Role::Delivery: return int(row.delivery);
    case Role::Error: return int(row.error.code);
    case Role::ErrorField: return row.error.field;
    case Role::OwnerThen: return ownerBefore(index.row());
    case Role::Retryable: return row.delivery == Delivery::failed && canGoAgain(row.error.code, m_mine);
    case Role::Missed: return missedBy(row);
    case Role::DayStart: return row.dayStart;
    case Role::GroupStart: return row.groupStart;
    case Role::GroupEnd: return row.groupEnd;
    case Role::RecallUntil:
        return own && entry.number > 0 && isSaid(entry.content) ? QVariant(toMillis(entry.at + kRecallWithin)) : QVariant();
    case Role::ReadByCustomer:
        return entry.number > 0 && entry.number <= m_readByCustomer && entry.audience == Audience::customer;
    case Role::Hidden: return hasHidden(entry);
    }
    return {};
}

QHash<int, QByteArray> TranscriptModel::roleNames() const
{
    QHash<int, QByteArray> names = QAbstractListModel::roleNames();
    const auto roles = QMetaEnum::fromType<Role>();
    for (int i = 0; i < roles.keyCount(); ++i)
        names.insert(roles.value(i), roles.key(i));
    return names;
}

} // namespace greenroom
