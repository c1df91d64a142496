// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/conversations/customerguard.h"

namespace greenroom {

CustomerGuard::CustomerGuard(
    const BoardReplica& boards, const Transcripts& transcripts, const Workspace& workspace, QObject* parent)
    : QObject(parent)
    , m_boards(boards)
    , m_transcripts(transcripts)
    , m_workspace(workspace)
{
    connect(&m_boards, &BoardReplica::orderChanged, this, [this](BoardName board) {
        if (board == BoardName::mine)
            follow();
    });
    connect(&m_workspace, &Workspace::conversationChanged, this, &CustomerGuard::follow);
    connect(&m_transcripts, &Transcripts::inserted, this, &CustomerGuard::read);
}

void CustomerGuard::follow()
{
    const QList<ConversationId>& mine = m_boards.order(BoardName::mine);
    QSet<ConversationId> now(mine.begin(), mine.end());
    if (const auto& open = m_workspace.open())
        now.insert(open->conversation);
    if (now == m_followed)
        return;
    const QSet<ConversationId> before = std::exchange(m_followed, now);
    bool forgot = false;
    for (const ConversationId& id : before)
        if (!now.contains(id))
            forgot = m_numbers.forget(id) || forgot;
    for (const ConversationId& id : std::as_const(now))
        if (const TranscriptModel* model = before.contains(id) ? nullptr : m_transcripts.find(id))
            read(id, 0, model->rowCount() - 1);
    if (forgot)
        Q_EMIT changed();
}

void CustomerGuard::read(ConversationId conversation, int first, int last)
{
    const TranscriptModel* model = m_transcripts.find(conversation);
    if (!model || !m_followed.contains(conversation))
        return;
    bool news = false;
    for (int row = first; row <= last; ++row) {
        const QModelIndex index = model->index(row, 0);
        const auto body = index.data(static_cast<int>(TranscriptModel::Role::Body)).value<Content>();
        const bool byCustomer = index.data(static_cast<int>(TranscriptModel::Role::AuthorKind)).toInt()
            == static_cast<int>(AuthorKind::customer);
        if (const auto* card = std::get_if<OrderCard>(&body))
            news = m_numbers.add(conversation, card->number, NumberKind::order) || news;
        else
            news = m_numbers.hear(conversation, plainText(body), byCustomer) || news;
        if (const auto* left = std::get_if<LeftMessage>(&body))
            news = m_numbers.hear(conversation, left->contact, byCustomer) || news;
    }
    if (news)
        Q_EMIT changed();
}

void CustomerGuard::learn(ConversationId conversation, const QList<Order>& orders)
{
    if (!m_followed.contains(conversation))
        return;
    bool news = false;
    for (const Order& order : orders) {
        news = m_numbers.add(conversation, order.number, NumberKind::order) || news;
        news = m_numbers.add(conversation, order.trackingNumber, NumberKind::parcel) || news;
        news = m_numbers.add(conversation, order.phone.value_or(QString()), NumberKind::phone) || news;
    }
    if (news)
        Q_EMIT changed();
}

CustomerId CustomerGuard::customerOf(ConversationId conversation) const
{
    const ConversationRow* row = m_boards.row(conversation);
    return row ? row->customer : CustomerId();
}

std::optional<CustomerGuard::Foreign> CustomerGuard::foreign(const QString& text, ConversationId here) const
{
    const CustomerId customer = customerOf(here);
    const auto found = m_numbers.foreign(
        text, here, [&](ConversationId other) { return !customer.isNull() && customerOf(other) == customer; });
    if (!found)
        return {};
    const ConversationRow* row = m_boards.row(found->conversation);
    return Foreign {row ? row->customerName : QString(), *found};
}

} // namespace greenroom
