// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/serve/deskgauges.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

QByteArray label(const QString& text)
{
    return text.toUtf8().replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
}

class Gauge {
public:
    Gauge(const QByteArray& name, const QByteArray& help)
        : m_name(name)
        , m_out("# HELP " + name + ' ' + help + "\n# TYPE " + name + " gauge\n")
    {
    }
    void add(const QByteArray& labels, double value)
    {
        m_out += m_name + '{' + labels + "} " + QByteArray::number(value, 'g', 12) + '\n';
    }
    const QByteArray& text() const { return m_out; }

private:
    QByteArray m_name;
    QByteArray m_out;
};

} // namespace

QByteArray deskGauges(Desk& desk, const std::vector<Shop>& shops)
{
    const Distribution& distribution = desk.distribution();
    const Instant now = desk.coordinator().now();
    QHash<ShopId, QHash<ConversationState, qint64>> states;
    desk.conversations().forEach([&](const Conversation& each) { ++states[each.shop][each.state]; });

    Gauge conversations("greenroom_conversations", "Conversations in memory, by state.");
    Gauge waiting("greenroom_queue_waiting", "Conversations that wait in a queue.");
    Gauge longest("greenroom_queue_longest_wait_seconds", "How long the first in a queue has waited.");
    Gauge staffed("greenroom_queue_online", "People online who take from a queue.");
    Gauge people("greenroom_people", "People of the desk, by presence.");
    for (const Shop& shop : shops) {
        const QByteArray in = "shop=\"" + label(shop.publicKey) + '"';
        for (const auto& [state, name] : EnumNames<ConversationState>::names)
            conversations.add(in + ",state=\"" + name.data() + '"', double(states.value(shop.id).value(state)));
        for (const QueueRules* rules : distribution.queuesOf(shop.id)) {
            const QueueRow row = distribution.queueRow(*rules);
            const QByteArray queue = in + ",queue=\"" + label(rules->name) + '"';
            waiting.add(queue, double(row.waiting));
            longest.add(queue, row.longestSince ? double((now - *row.longestSince).count()) / 1000 : 0);
            staffed.add(queue, double(row.online));
        }
        QHash<Presence, qint64> presences;
        for (const PresenceRow& row : distribution.people(shop.id))
            ++presences[row.presence];
        for (const auto& [presence, name] : EnumNames<Presence>::names)
            people.add(in + ",presence=\"" + name.data() + '"', double(presences.value(presence)));
    }
    return conversations.text() + waiting.text() + longest.text() + staffed.text() + people.text();
}

} // namespace greenroom
