// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/automatic/automaticmessages.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

/// Who lost the connection with the server's start is back by then: before, nobody is told that nobody is there.
constexpr Millis kComeBack {30'000};
/// A wait that begins so soon after another began goes on with its notices.
constexpr Millis kSameWait {600'000};
/// However many wait, everybody else's words come between.
constexpr int kLooksAtOnce = 100;
constexpr Millis kBetweenLooks {20};

QString primaryOf(const QString& language)
{
    return language.section(u'-', 0, 0);
}

/// The product's own.
std::optional<QString> usualText(AutomaticMoment moment, const QString& language)
{
    const bool inChinese = primaryOf(language) == "zh"_L1;
    switch (moment) {
    case AutomaticMoment::reminder:
        return inChinese ? u"您还在吗？如果没有其他问题，本次会话稍后将自动结束；还需要帮助的话，直接回复即可。"_s
                         : u"Are you still there? If there is nothing else, this conversation will soon end by itself. If "
                           "you still need help, just write."_s;
    case AutomaticMoment::closing:
        return inChinese ? u"由于较长时间没有收到您的消息，本次会话已自动结束。有需要时，随时再发消息给我们。"_s
                         : u"We have not heard from you for a while, so this conversation has ended. Write to us again "
                           "whenever you like."_s;
    case AutomaticMoment::welcome:
    case AutomaticMoment::waiting:
    case AutomaticMoment::nobodyThere: break;
    }
    return {};
}

} // namespace

AutomaticMessages::AutomaticMessages(Coordinator& coordinator, OpenConversations& conversations, const Shops& shops, Team team)
    : m_coordinator(coordinator)
    , m_conversations(conversations)
    , m_shops(shops)
    , m_team(std::move(team))
{
    conversations.onChanged([this](const Conversation* before, const Conversation& after) { onChanged(before, after); });
}

void AutomaticMessages::start(AutomaticTable::Messages messages)
{
    m_messages = std::move(messages);
    m_waits.clear();
    m_due.clear();
    m_armed.reset();
    m_startedAt = m_coordinator.now();
}

void AutomaticMessages::take(AutomaticTable::Messages messages)
{
    if (m_messages == messages)
        return;
    m_messages = std::move(messages);
    const Instant now = m_coordinator.now();
    for (auto& [id, wait] : m_waits) {
        if (wait.due && *wait.due <= now)
            continue; // about to be looked at
        wait.from = std::max(wait.from, now);
        if (const Conversation* c = m_conversations.find(id))
            plan(*c, wait);
    }
    arm();
}

void AutomaticMessages::onChanged(const Conversation* before, const Conversation& after)
{
    const auto known = m_waits.find(after.id);
    if (known != m_waits.end() && known->second.since != after.waitingSince) {
        setDue(after.id, known->second, {});
        m_earlier.insert_or_assign(after.id, known->second);
        m_waits.erase(known);
    } else if (known != m_waits.end()) {
        return;
    }
    if (after.state == ConversationState::closed)
        m_earlier.erase(after.id);
    if (!after.waitingSince)
        return;
    const Instant now = m_coordinator.now();
    Wait& wait = m_waits[after.id];
    wait.since = *after.waitingSince;
    // Whoever waits anew again and again is not told the same each time.
    if (const auto earlier = m_earlier.find(after.id); earlier != m_earlier.end()) {
        if (now - earlier->second.since < kSameWait) {
            wait.toldNobody = earlier->second.toldNobody;
            wait.said = earlier->second.said;
        }
        m_earlier.erase(earlier);
    }
    if (!before) {
        // A wait from before the start: what was due until now was said, or is out of date.
        wait.from = now + 1ms;
        wait.toldNobody = true;
        plan(after, wait);
    } else {
        // Whoever is free is given it within this turn, and then there is nothing to say about the wait.
        wait.from = now;
        if (m_messages.contains(after.shop))
            setDue(after.id, wait, now);
    }
    arm();
    if (before && before->state == ConversationState::idle)
        say(after, textOf(after, AutomaticMoment::welcome));
}

AutomaticMessages::Ladder AutomaticMessages::of(const Conversation& conversation, AutomaticMoment moment) const
{
    const auto shop = m_messages.find(conversation.shop);
    if (shop == m_messages.end())
        return {};
    const QList<AutomaticMessage>& all = shop->second;
    const auto in = [&](const QString& language) {
        Ladder found;
        for (const AutomaticMessage& each : all)
            if (each.moment == moment && each.language == language)
                found.push_back(&each);
        std::sort(found.begin(), found.end(), [](const auto* one, const auto* other) { return one->after < other->after; });
        return found;
    };
    const CustomerTable::Row* customer = m_conversations.customer(conversation.customer);
    const QString language = customer ? customer->customer.language.toLower() : QString();
    for (const QString& each : {language, primaryOf(language), u"en"_s})
        if (Ladder found = in(each); !found.empty())
            return found;
    const auto first = std::find_if(all.begin(), all.end(), [&](const auto& each) { return each.moment == moment; });
    return first == all.end() ? Ladder() : in(first->language);
}

std::optional<QString> AutomaticMessages::filled(const Conversation& conversation, const AutomaticMessage& message) const
{
    const Shop* shop = m_shops.find(conversation.shop);
    QHash<QString, QString> values {
        {u"shop"_s, shop ? safeName(shop->name) : QString()}, {u"agent"_s, safeName(conversation.assigneeName)}};
    // Counting who is before somebody is work: only where it is asked for.
    if (message.text.contains("{place}"_L1) || message.text.contains("{minutes}"_L1))
        if (const auto row = m_team.placeOf(conversation)) {
            if (row->place)
                values.insert(u"place"_s, QString::number(*row->place));
            if (row->estimateMs)
                values.insert(u"minutes"_s, QString::number(std::max(1LL, (*row->estimateMs + 59'999) / 60'000)));
        }
    return filledIn(message, values);
}

std::optional<QString> AutomaticMessages::textOf(const Conversation& conversation, AutomaticMoment moment, OrElse orElse) const
{
    std::optional<QString> text;
    if (const Ladder found = of(conversation, moment); !found.empty())
        text = filled(conversation, *found.front());
    if (text || orElse == OrElse::nothing)
        return text;
    const CustomerTable::Row* customer = m_conversations.customer(conversation.customer);
    return usualText(moment, customer ? customer->customer.language.toLower() : QString());
}

void AutomaticMessages::sayReminder(const Conversation& conversation)
{
    say(conversation, textOf(conversation, AutomaticMoment::reminder, OrElse::ours));
}

void AutomaticMessages::sayClosing(const Conversation& conversation, OrElse orElse)
{
    say(conversation, textOf(conversation, AutomaticMoment::closing, orElse));
}

void AutomaticMessages::say(const Conversation& conversation, const std::optional<QString>& text)
{
    if (!text)
        return;
    const Shop* shop = m_shops.find(conversation.shop);
    m_conversations.append(conversation.id, {AuthorKind::bot, {}, shop ? safeName(shop->name) : QString()}, Text {*text});
}

/// The newest that is due; an older one tells of a wait that was shorter.
void AutomaticMessages::look(ConversationId id)
{
    Wait& wait = m_waits.at(id);
    const Conversation c = *m_conversations.find(id); // what is said changes it
    const Instant now = m_coordinator.now();
    const Instant from = std::exchange(wait.from, now + 1ms);
    plan(c, wait);
    if (m_team.isStaffed(c.shop)) {
        const AutomaticMessage* newest = nullptr;
        for (const AutomaticMessage* each : of(c, AutomaticMoment::waiting))
            if (const Instant due = wait.since + each->after; due >= from && due <= now && each->after > wait.said)
                newest = each;
        if (newest) {
            wait.said = newest->after;
            say(c, filled(c, *newest));
        }
    } else if (const Instant back = m_startedAt + kComeBack; !wait.toldNobody && now < back) {
        wait.from = from;
        setDue(id, wait, std::min(back, wait.due.value_or(back)));
    } else if (!std::exchange(wait.toldNobody, true)) {
        say(c, textOf(c, AutomaticMoment::nobodyThere));
    }
}

void AutomaticMessages::plan(const Conversation& conversation, Wait& wait)
{
    std::optional<Instant> next;
    for (const AutomaticMessage* each : of(conversation, AutomaticMoment::waiting))
        if (const Instant due = wait.since + each->after; !next && due >= wait.from && each->after > wait.said)
            next = due;
    setDue(conversation.id, wait, next);
}

void AutomaticMessages::setDue(ConversationId id, Wait& wait, std::optional<Instant> due)
{
    if (wait.due)
        m_due.erase({*wait.due, id});
    wait.due = due;
    if (due)
        m_due.insert({*due, id});
}

void AutomaticMessages::lookAtDue()
{
    const Instant now = m_coordinator.now();
    for (int i = 0; i < kLooksAtOnce && !m_due.empty() && m_due.begin()->first <= now; ++i)
        look(m_due.begin()->second);
    m_notBefore = now + kBetweenLooks;
    arm();
}

void AutomaticMessages::arm()
{
    if (m_due.empty())
        return;
    const Instant due = std::max(m_due.begin()->first, m_notBefore);
    if (m_armed && *m_armed <= due)
        return;
    m_armed = due;
    m_coordinator.at(due, [this, due] {
        if (m_armed != due)
            return; // an earlier one took its place
        m_armed.reset();
        lookAtDue();
    });
}

} // namespace greenroom
