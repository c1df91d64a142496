// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/shop.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

constexpr Millis kBetween = std::chrono::seconds(25);

const QStringList& names()
{
    static const QStringList list {u"林晓"_s, u"王敏"_s, u"Maria Lopez"_s, u"陈思雨"_s, u"赵磊"_s, u"Anna Schmidt"_s,
        u"黄家乐"_s, u"刘洋"_s, u"Tom Baker"_s, u"周静怡"_s, u"吴浩然"_s, u"محمد علي"_s, u"孙丽"_s};
    return list;
}

} // namespace

Shop::Shop(QList<Dialogue> dialogues, Instant now, quint64 seed)
    : m_dialogues(std::move(dialogues))
    , m_now(now)
    , m_ids(seed)
{
    m_epoch = m_ids.next(now);
    m_me = {m_ids.next<PersonId>(now), u"小陈"_s, m_ids.next<ShopId>(now), u"幕后小店"_s, {Role::agent}, 200};
}

const Dialogue::Turn& Shop::nextTurn()
{
    if (m_turn >= m_dialogues[m_dialogue].turns.size()) {
        m_turn = 0;
        m_dialogue = (m_dialogue + 1) % m_dialogues.size();
    }
    return m_dialogues[m_dialogue].turns[m_turn++];
}

Talk Shop::begin(Instant at, bool mine)
{
    const qint64 number = m_made++;
    Talk talk;
    ConversationRow& row = talk.row;
    row.id = m_ids.next<ConversationId>(at);
    row.customer = m_ids.next<CustomerId>(at);
    row.customerName = number % 4 == 3 ? QString() : names()[number % names().size()] + QString::number(number);
    row.tier = static_cast<CustomerTier>(number % 5 == 0 ? 1 : 0);
    row.queueName = u"售前咨询"_s;
    row.assignmentVersion = 1;
    row.state = ConversationState::assigned;
    row.assigneeName = m_me.name;
    row.assignee = mine ? m_me.person : PersonId(m_epoch);
    say(talk, AuthorKind::system, Opened {}, at);
    say(talk, AuthorKind::system, Assigned {*row.assignee, row.assigneeName, 1, AssignReason::lowestSaturation}, at);
    return talk;
}

Talk Shop::make(qint64 entries, Millis owedFor, bool mine)
{
    const Instant last = m_now - owedFor;
    Talk talk = begin(last - kBetween * entries, mine);
    for (qint64 left = entries - 2; left > 0; --left) {
        const auto& turn = nextTurn();
        const bool byCustomer = left == 1 || turn.byCustomer;
        say(talk, byCustomer ? AuthorKind::customer : AuthorKind::staff, Text {turn.text}, last - kBetween * (left - 1));
    }
    talk.row.owedSince = last;
    return talk;
}

const Entry& Shop::say(Talk& talk, AuthorKind by, const Content& content, Instant at, std::optional<ClientId> id) const
{
    ConversationRow& row = talk.row;
    Entry entry;
    entry.number = ++row.head;
    entry.after = entry.number - 1;
    entry.clientId = id.value_or(m_ids.next<ClientId>(at));
    entry.at = at;
    entry.audience = audienceOf(content);
    entry.content = content;
    entry.author.kind = by;
    if (by == AuthorKind::customer)
        entry.author = {by, row.customer.value, row.customerName};
    else if (by == AuthorKind::staff)
        entry.author = {by, row.assignee->value, row.assigneeName};
    if (isSaid(content)) {
        row.preview = plainText(content).left(80);
        row.lastSaidAt = at;
        if (by == AuthorKind::customer) {
            ++row.unread;
            if (!row.owedSince)
                row.owedSince = at;
        } else {
            row.unread = 0;
            row.owedSince.reset();
        }
    }
    talk.entries.append(entry);
    return talk.entries.last();
}

} // namespace greenroom
