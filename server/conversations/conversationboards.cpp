// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/conversations/conversationboards.h"

#include "core/domain/conversationstate.h"

namespace greenroom {

ConversationBoards::ConversationBoards(
    Coordinator& coordinator, OpenConversations& conversations, QueueName queueName, WatchUnseen watchUnseen)
    : m_coordinator(coordinator)
    , m_conversations(conversations)
    , m_queueName(std::move(queueName))
    , m_watchUnseen(std::move(watchUnseen))
{
    conversations.onCommitted([this](const Conversation& conversation) { onCommitted(conversation); });
    coordinator.boards().onUnwatched = [this](const BoardId& board) {
        if (board.name != BoardName::typing)
            return;
        const ConversationId id(board.subject);
        if (!m_coordinator.boards().isWatched(board)) {
            m_coordinator.boards().remove(board, board.subject);
            m_typing.remove(id);
        } else if (const auto row = m_typing.find(id); row != m_typing.end()) {
            row->viewers = viewersOf(board); // one of several has left
            m_coordinator.boards().put(board, board.subject, 0, *row);
        }
    };
}

ConversationRow ConversationBoards::row(const Conversation& c) const
{
    ConversationRow row;
    row.id = c.id;
    row.customer = c.customer;
    if (const auto* known = m_conversations.customer(c.customer)) {
        row.customerName = known->customer.name;
        row.verified = known->customer.verified;
        row.tier = known->customer.tier;
    }
    row.channel = c.channel;
    row.queue = c.queue;
    row.queueName = c.queue ? m_queueName(*c.queue) : QString();
    if (!c.room.isEmpty())
        row.room = c.room;
    copyState(c, row);
    row.head = c.head;
    return row;
}

void ConversationBoards::onCommitted(const Conversation& c)
{
    // In each list who has waited longest stands first; what nobody waits for comes after, newest first. Where all are seen,
    // those who ask for help stand before everybody.
    constexpr qint64 kNobodyWaits = 1LL << 50;
    Lists on;
    const auto board = [&](BoardName name, Uuid subject = {}) { on.push_back({name, c.shop, subject}); };
    switch (c.state) {
    case ConversationState::waiting:
        board(BoardName::waiting);
        board(BoardName::all);
        break;
    case ConversationState::offered:
        board(BoardName::waiting);
        board(BoardName::all);
        board(BoardName::mine, c.offeredTo.value_or(PersonId()).value);
        break;
    case ConversationState::assigned:
        board(BoardName::all);
        board(BoardName::mine, c.assignee.value_or(PersonId()).value);
        if (c.offeredTo)
            board(BoardName::mine, c.offeredTo->value);
        break;
    case ConversationState::leftMessage: board(BoardName::leftMessages); break;
    case ConversationState::idle:
    case ConversationState::closed: break;
    }
    if (c.helpSince)
        board(BoardName::help);
    if (c.isOpen())
        for (const QList<PersonId>& people : {c.asked, c.joined})
            for (PersonId each : people)
                if (const BoardId mine {BoardName::mine, c.shop, each.value}; std::find(on.begin(), on.end(), mine) == on.end())
                    on.push_back(mine);
    // Who left a message is called back in turn.
    const bool byOwed = c.state == ConversationState::assigned || c.state == ConversationState::leftMessage;
    const auto since = byOwed ? c.owedSince : c.waitingSince;
    const qint64 order = since ? toMillis(*since) : kNobodyWaits - toMillis(c.lastSaidAt.value_or(c.openedAt));
    Lists& was = m_on[c.id];
    for (const BoardId& each : was)
        if (std::find(on.begin(), on.end(), each) == on.end())
            m_coordinator.boards().remove(each, c.id.value);
    const ConversationRow now = row(c);
    for (const BoardId& each : on)
        m_coordinator.boards().put(each, c.id.value,
            c.helpSince && (each.name == BoardName::all || each.name == BoardName::help) ? toMillis(*c.helpSince) - kNobodyWaits
                                                                                         : order,
            now);
    if (on.empty())
        m_on.remove(c.id);
    else
        was = std::move(on);
    putTyping(c);
}

void ConversationBoards::setTyping(const Conversation& conversation, const Principal& who, bool typing)
{
    const BoardId board {BoardName::typing, conversation.shop, conversation.id.value};
    // Nobody sees it, and nothing would take it away again.
    if (isAtRest(conversation) && !m_coordinator.boards().isWatched(board))
        return;
    TypingRow& row = m_typing[conversation.id];
    if (who.isCustomer()) {
        row.customerTyping = typing;
    } else {
        row.staffTyping = typing;
        row.staffName = who.name;
    }
    putTyping(conversation);
}

void ConversationBoards::putTyping(const Conversation& conversation)
{
    const BoardId board {BoardName::typing, conversation.shop, conversation.id.value};
    if (!m_coordinator.boards().isWatched(board)) {
        if (isAtRest(conversation))
            m_typing.remove(conversation.id);
        return;
    }
    TypingRow& row = m_typing[conversation.id];
    row.id = conversation.id;
    row.readByCustomer = conversation.readByCustomer;
    row.readByStaff = conversation.readByStaff;
    row.viewers = viewersOf(board);
    m_coordinator.boards().put(board, conversation.id.value, 0, row);
}

std::optional<QStringList> ConversationBoards::viewersOf(const BoardId& typing) const
{
    constexpr qsizetype kMost = 5;
    QStringList names;
    const Conversation* c = m_conversations.find(ConversationId(typing.subject));
    // Whose it is, or who speaks in it, is not looking on.
    const auto isUnseen = [&, hides = m_watchUnseen(typing.shop)](const Principal& who) {
        return hides && who.roles.overlaps(kTeamLeaders)
            && !(c && (c->isOwnedBy(*who.person) || c->joined.contains(*who.person)));
    };
    for (SessionId id : m_coordinator.boards().watchersOf(typing))
        if (const auto* session = m_coordinator.session(id); session && session->principal && !session->principal->isCustomer()
            && !isUnseen(*session->principal) && !names.contains(session->principal->name))
            names.append(session->principal->name);
    names.sort(); // sessions have no order that means anything
    return names.isEmpty() ? std::nullopt : std::optional(names.mid(0, kMost));
}

} // namespace greenroom
