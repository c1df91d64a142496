// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/conversations/typingmodel.h"

namespace greenroom {

TypingModel::TypingModel(Link& link, QObject* parent)
    : QObject(parent)
    , m_link(link)
{
    connect(&m_link, &Link::disconnected, this, [this] {
        TypingRow quiet = m_row;
        quiet.customerTyping = quiet.staffTyping = false;
        quiet.viewers.reset();
        set(quiet);
    });
}

void TypingModel::setConversation(std::optional<ConversationId> conversation)
{
    if (m_conversation == conversation)
        return;
    m_conversation = conversation;
    set({});
    if (!conversation) {
        m_feed.reset();
        return;
    }
    WatchBoard watch;
    watch.board = BoardName::typing;
    watch.conversation = conversation;
    watch.count = 1;
    if (m_feed)
        return m_feed->setWatch(watch);
    m_feed = std::make_unique<BoardFeed>(m_link, watch, nullptr);
    connect(m_feed.get(), &BoardFeed::changed, this, &TypingModel::onChanged);
}

void TypingModel::setMe(const QString& name)
{
    if (m_me == name)
        return;
    m_me = name;
    Q_EMIT changed();
}

QStringList TypingModel::viewers() const
{
    QStringList others = m_row.viewers.value_or(QStringList());
    others.removeAll(m_me);
    return others;
}

void TypingModel::onChanged(const BoardChanged& event)
{
    for (const BoardRow& row : event.rows)
        if (const auto* typing = std::get_if<TypingRow>(&row); typing && typing->id == m_conversation)
            set(*typing);
}

void TypingModel::set(const TypingRow& row)
{
    if (m_row == row)
        return;
    m_row = row;
    Q_EMIT changed();
}

} // namespace greenroom
