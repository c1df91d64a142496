// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/conversations/pinstore.h"

#include <algorithm>

namespace greenroom {

namespace {

/// What goes from one board to another is told of by two events.
constexpr Millis kLookAfter {1000};

} // namespace

PinStore::PinStore(const BoardReplica& boards, Settings& settings, QObject* parent)
    : QObject(parent)
    , m_boards(boards)
    , m_settings(settings)
{
    m_looking.setSingleShot(true);
    m_looking.setInterval(kLookAfter);
    connect(&m_looking, &QTimer::timeout, this, &PinStore::forgetWhatIsOver);
    const auto look = [this] {
        if (!m_pinned.isEmpty() && !m_looking.isActive())
            m_looking.start();
    };
    connect(&m_boards, &BoardReplica::rowsChanged, this, look);
    connect(&m_boards, &BoardReplica::orderChanged, this, look);
    connect(&m_boards, &BoardReplica::refreshed, this, look);
}

void PinStore::setMe(PersonId me)
{
    if (m_me == me)
        return;
    m_me = me;
    m_looking.stop();
    m_pinned.clear();
    if (!me.isNull())
        for (const QString& id : m_settings.value(setting::pinned, me.toString()).split(u' ', Qt::SkipEmptyParts))
            if (const auto known = Uuid::fromString(id); known && m_pinned.size() < kMost)
                m_pinned.insert(ConversationId(*known));
    Q_EMIT changed();
}

bool PinStore::pin(ConversationId conversation)
{
    if (has(conversation))
        return true;
    // What nobody can see must not take the place; what is only out of sight for the moment may.
    const bool isAllInView = std::all_of(BoardReplica::kBoards.begin(), BoardReplica::kBoards.end(),
        [this](BoardName board) { return m_boards.isFromTop(board); });
    if (m_pinned.size() >= kMost && isAllInView)
        m_pinned.removeIf([this](const ConversationId& id) { return !m_boards.isListed(id); });
    if (m_pinned.size() >= kMost)
        return false;
    m_pinned.insert(conversation);
    keep();
    return true;
}

void PinStore::unpin(ConversationId conversation)
{
    if (m_pinned.remove(conversation))
        keep();
}

/// Closed, as it was told; or on no board, where all of them are known from their first row to the last.
bool PinStore::isOver(ConversationId conversation) const
{
    if (m_boards.isListed(conversation))
        return false;
    const ConversationRow* row = m_boards.row(conversation);
    return (row && row->state == ConversationState::closed)
        || std::all_of(BoardReplica::kBoards.begin(), BoardReplica::kBoards.end(),
            [this](BoardName board) { return m_boards.isComplete(board); });
}

void PinStore::forgetWhatIsOver()
{
    const auto count = m_pinned.size();
    m_pinned.removeIf([this](const ConversationId& id) { return isOver(id); });
    if (m_pinned.size() != count)
        keep();
}

void PinStore::keep()
{
    QStringList ids;
    for (const ConversationId& id : std::as_const(m_pinned))
        ids.append(id.toString());
    ids.sort();
    m_settings.set(setting::pinned, m_me.toString(), ids.join(u' '));
    Q_EMIT changed();
}

} // namespace greenroom
