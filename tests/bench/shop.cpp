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

CustomerCard Shop::customer(const Talk& talk) const
{
    CustomerCard card;
    card.customer.id = talk.row.customer;
    card.customer.name = talk.row.customerName;
    card.customer.tier = talk.row.tier;
    card.customer.phone = u"*******4321"_s;
    card.customer.language = u"zh-CN"_s;
    card.conversations = 3;
    card.firstSeenAt = m_now - std::chrono::hours(24 * 90);
    return card;
}

CustomerOrders Shop::orders(const Talk& talk) const
{
    Order order;
    order.id = OrderId(talk.row.customer.value);
    order.number = u"20261121%1"_s.arg(talk.row.customer.value.low % 1'000'000);
    order.buyer = talk.row.customerName;
    order.region = u"浙江 杭州"_s;
    order.lines = {{u"CUP-BLUE"_s, u"手作陶瓷杯"_s, u"蓝色"_s, 2, {3990, u"CNY"_s}},
        {u"TEA-250"_s, u"高山乌龙茶 250 g"_s, {}, 1, {12900, u"CNY"_s}}};
    order.shipping = {0, u"CNY"_s};
    order.discount = {2000, u"CNY"_s};
    order.total = {18880, u"CNY"_s};
    order.placedAt = m_now - std::chrono::hours(60);
    order.carrier = u"顺丰"_s;
    order.trackingNumber = u"SF1234567890"_s;
    order.steps = {
        {m_now - std::chrono::hours(50), u"已揽收"_s, u"杭州"_s}, {m_now - std::chrono::hours(20), u"运输中"_s, u"上海"_s}};
    return {{order}, 1};
}

ProductsFound Shop::products() const
{
    ProductFacts facts;
    facts.product.id = ProductId(m_epoch);
    facts.product.code = u"CUP"_s;
    facts.product.title = u"手作陶瓷杯"_s;
    for (const auto& [sku, colour] : {std::pair {u"CUP-BLUE"_s, u"蓝色"_s}, std::pair {u"CUP-WHITE"_s, u"米白"_s}}) {
        Sku each;
        each.sku = sku;
        each.variant = colour;
        each.price = {3990, u"CNY"_s};
        each.stock = 12;
        facts.product.skus.append(each);
        facts.prices.append(FinalPrice {sku, 1, each.price, each.price, {}, each.price});
    }
    facts.product.shippingTime = u"48 小时内发货"_s;
    facts.product.returnRule = u"七天无理由"_s;
    facts.at = m_now;
    return {{facts}};
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

Talk Shop::wait(Millis waitedFor)
{
    const Instant since = m_now - waitedFor;
    Talk talk = begin(since, false);
    say(talk, AuthorKind::customer, Text {nextTurn().text}, since);
    talk.entries.clear();
    ConversationRow& row = talk.row;
    row.state = ConversationState::waiting;
    row.assignee.reset();
    row.assigneeName.clear();
    row.owedSince.reset();
    row.waitingSince = since;
    row.room = QString::number(8000 + m_made % 20);
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
