// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/notifications/notificationservice.h"

namespace greenroom {

namespace {

/// Greater is worse.
int weight(NoticeKind kind)
{
    switch (kind) {
    case NoticeKind::customerSaid: return 0;
    case NoticeKind::newConversation: return 1;
    case NoticeKind::asked: return 2; // a colleague waits, not a customer
    case NoticeKind::overdue: return 3;
    case NoticeKind::nearlyDue: return 4; // still to be saved
    case NoticeKind::offered: return 5; // gone in seconds
    }
    return 0;
}

} // namespace

NotificationService::NotificationService(
    const Link& link, const BoardReplica& boards, Settings& settings, const DeskClock& clock, QObject* parent)
    : QObject(parent)
    , m_boards(boards)
    , m_settings(settings)
    , m_clock(clock)
{
    m_next.setSingleShot(true);
    connect(&m_next, &QTimer::timeout, this, &NotificationService::evaluate);
    connect(&m_boards, &BoardReplica::rowsChanged, this, &NotificationService::evaluate);
    connect(&m_boards, &BoardReplica::orderChanged, this, &NotificationService::evaluate);
    connect(&m_boards, &BoardReplica::refreshed, this, [this](BoardName board) {
        if (board != BoardName::mine)
            return;
        m_settled = true;
        m_live = true;
    });
    connect(&link, &Link::disconnected, this, [this] { m_live = false; });
    connect(&m_settings, &Settings::changed, this, [this](const QString& name) {
        if (Settings::is(name, setting::owedReplyTarget))
            evaluate();
    });
}

void NotificationService::setMe(PersonId me)
{
    if (m_me == me)
        return;
    m_me = me;
    m_known.clear();
    m_nearlyToldFor.clear();
    m_asked.clear();
    m_toLookAt.clear();
    m_settled = false;
    m_live = false;
    evaluate();
}

void NotificationService::setWatched(ConversationId conversation)
{
    m_watched = conversation;
    evaluate();
}

void NotificationService::sound(SoundClass sound)
{
    if (m_settings.value(sound == SoundClass::newConversation ? setting::soundNewConversation
                : sound == SoundClass::nearlyDue              ? setting::soundNearlyDue
                                                              : setting::soundMention))
        Q_EMIT soundDue(sound);
}

/// True: somebody asks anew. What was there when the connection came is not told of.
bool NotificationService::takeAsked()
{
    QSet<ConversationId> asked;
    for (const ConversationId& id : m_boards.order(BoardName::mine))
        if (const ConversationRow* row = m_boards.row(id); row && row->asked && row->asked->contains(m_me))
            asked.insert(id);
    QSet<ConversationId> fresh = m_live ? asked - m_asked : QSet<ConversationId>();
    fresh.remove(m_watched);
    m_asked = asked;
    m_toLookAt = (m_toLookAt & asked) + fresh;
    m_toLookAt.remove(m_watched);
    return !fresh.isEmpty();
}

void NotificationService::evaluate()
{
    const bool asksAnew = takeAsked();
    const Instant now = m_clock.now();
    const OwedClock owed {std::chrono::seconds(m_settings.value(setting::owedReplyTarget))};
    std::optional<Notice> worst;
    Instant worstSince;
    int wanting = 0;
    int badge = 0;
    bool isNew = false;
    bool nearly = false;
    QSet<ConversationId> seen;
    QSet<ConversationId> known;
    std::optional<Instant> next;
    const auto consider = [&](const ConversationRow& row, NoticeKind kind, Instant since) {
        ++wanting;
        if (worst && (weight(kind) < weight(worst->kind) || (weight(kind) == weight(worst->kind) && since >= worstSince)))
            return;
        worst = Notice {kind, row.id, row.customerName, row.preview, 0};
        worstSince = since;
    };
    const auto each = [&](const ConversationId& id) {
        const ConversationRow* row = m_boards.row(id);
        if (!row || seen.contains(id))
            return;
        seen.insert(id);
        const bool offered = row->offeredTo == m_me && row->offerUntil && *row->offerUntil > now;
        const bool own = row->state == ConversationState::assigned && row->assignee == m_me;
        if (!offered && !own) {
            badge += m_asked.contains(id) ? 1 : 0;
            if (m_toLookAt.contains(id))
                consider(*row, NoticeKind::asked, now);
            return;
        }
        known.insert(id);
        const bool fresh = !m_known.contains(id);
        isNew = isNew || fresh;
        if (offered || row->unread > 0)
            ++badge;
        const OwedLevel level = own ? owed.level(row->owedSince, now) : OwedLevel::none;
        if (row->owedSince && own) {
            if (level == OwedLevel::critical && m_nearlyToldFor.value(id) != *row->owedSince) {
                m_nearlyToldFor.insert(id, *row->owedSince);
                nearly = true;
            }
            if (const auto change = owed.nextChange(*row->owedSince, now); change && (!next || *change < *next))
                next = change;
        }
        if (id == m_watched)
            return;
        if (offered)
            consider(*row, NoticeKind::offered, *row->offerUntil);
        else if (level == OwedLevel::critical)
            consider(*row, NoticeKind::nearlyDue, *row->owedSince);
        else if (level == OwedLevel::overdue)
            consider(*row, NoticeKind::overdue, *row->owedSince);
        else if (row->unread > 0)
            consider(*row, fresh ? NoticeKind::newConversation : NoticeKind::customerSaid, row->owedSince.value_or(now));
    };
    for (const BoardName board : {BoardName::mine, BoardName::waiting})
        for (const ConversationId& id : m_boards.order(board))
            each(id);
    if (worst)
        worst->others = wanting - 1;
    m_nearlyToldFor.removeIf([&](const auto& told) { return !known.contains(told.key()); });
    const bool tellNew = isNew && m_settled;
    m_known = known;
    if (worst != m_notice) {
        m_notice = worst;
        Q_EMIT noticeChanged();
    }
    if (badge != m_badge) {
        m_badge = badge;
        Q_EMIT badgeChanged();
    }
    if (tellNew)
        sound(SoundClass::newConversation);
    if (nearly)
        sound(SoundClass::nearlyDue);
    if (asksAnew)
        sound(SoundClass::mention);
    m_next.stop();
    if (next)
        m_next.start(std::max(std::chrono::ceil<Millis>(*next - now), Millis(1)));
}

} // namespace greenroom
