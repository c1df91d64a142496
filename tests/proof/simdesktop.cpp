// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/proof/simdesktop.h"

#include <QDir>

#include "app/cache/cachedatabase.h"

namespace greenroom::proof {

using namespace Qt::StringLiterals;

namespace {

const QUrl kUrl {u"http://simulated"_s};

} // namespace

// ---- the connection ----

void SimTransport::open(const QUrl&)
{
    drop();
    m_connection = m_network.open(*this);
}

void SimTransport::send(const QString& frame)
{
    m_witness.sent(m_time.now(), m_connection, frame);
    m_network.send(m_connection, frame, true);
}

void SimTransport::drop()
{
    if (m_connection == 0)
        return;
    m_network.close(std::exchange(m_connection, 0), false);
    m_witness.ended(m_time.now());
}

void SimTransport::onOpened(quint64 connection)
{
    if (connection == m_connection)
        Q_EMIT opened();
}

void SimTransport::onFrame(quint64 connection, const QString& frame)
{
    if (connection != m_connection)
        return;
    m_witness.received(m_time.now(), connection, frame);
    Q_EMIT received(frame);
}

void SimTransport::onClosed(quint64 connection)
{
    if (connection != m_connection)
        return;
    m_connection = 0;
    m_witness.ended(m_time.now());
    Q_EMIT closed(u"cut"_s);
}

// ---- the desktop ----

SimDesktop::Parts::Parts(SimDesktop& d)
    : transport(d.m_time, d.m_network, d.m_witness)
    , link(transport,
          Link::Timing {.firstRetry = 300ms,
              .retryCap = 4s,
              .answerWithin = 15s,
              .openWithin = 15s,
              .steady = [&time = d.m_time] { return time.now().time_since_epoch(); },
              .seed = quint32(d.m_dice.bits())},
          nullptr)
    , cache(d.m_folder, nullptr, Cache::Works::here)
    , outbox(link, cache, nullptr)
    , replica(link, cache, nullptr)
    , mine(link, {BoardName::mine, {}, 0, 100}, nullptr)
    , waiting(link, {BoardName::waiting, {}, 0, 100}, nullptr)
    , presence(link, {BoardName::presence, {}, 0, 100}, nullptr)
{
}

SimDesktop::SimDesktop(VirtualTime& time, Dice& dice, Network& network, SimServer& server, History& history,
    const Cast::Person& person, const QString& folder)
    : m_time(time)
    , m_dice(dice)
    , m_network(network)
    , m_server(server)
    , m_history(history)
    , m_person(person)
    , m_folder(folder + u'/' + person.name)
    , m_witness(history, int(history.clients.size()))
    , m_ids(dice.bits())
{
    history.clients.push_back({true, person.id.value, person.shop, person.name});
    history.agents.push_back({person.id, person.capacity});
    QDir().mkpath(m_folder);
    Volume::instance().copy(person.cache(), m_folder + u'/' + CacheDatabase::fileName());
}

SimDesktop::~SimDesktop() = default;

void SimDesktop::start()
{
    ++m_lives;
    m_parts = std::make_unique<Parts>(*this);
    Parts& p = *m_parts;
    for (BoardFeed* feed : {&p.mine, &p.waiting, &p.presence})
        QObject::connect(feed, &BoardFeed::changed, &p.link, [this](const BoardChanged& changed) { onBoard(changed); });
    QObject::connect(&p.link, &Link::connected, &p.link, [this] {
        if (m_lives == 1 || m_dice.chance(0.5))
            ask(SetPresence {m_wanted, m_wanted == Presence::onBreak ? BreakReason::rest : BreakReason::none});
    });
    QObject::connect(&p.replica, &Replica::restored, &p.link,
        [this](const StreamId& stream, const QList<Entry>& entries) { onEntries(stream, entries, m_epochs[stream]); });
    QObject::connect(&p.replica, &Replica::applied, &p.link, [this](const StreamId& stream, const QList<Entry>& entries) {
        m_epochs[stream] = m_parts->link.welcome()->epoch;
        onEntries(stream, entries, m_epochs[stream]);
    });
    QObject::connect(&p.replica, &Replica::dropped, &p.link, [this](const StreamId& stream) {
        m_history.add(m_time.now(), Dropped {client(), stream});
    });
    QObject::connect(&p.replica, &Replica::ended, &p.link, [this](const StreamId& stream) {
        if (m_followed.erase(stream))
            m_history.add(m_time.now(), Unfollowed {client(), stream});
    });
    QObject::connect(&p.outbox, &Outbox::delivered, &p.link,
        [this](ConversationId conversation, ClientId, qint64 number) { m_said.emplace_back(conversation, number); });
    p.cache.open(m_person.id, m_time.now(), &p.link, [](const Result<void>& done) {
        if (!done)
            qFatal("cache: %s", qPrintable(sentence(done.error())));
    });
    p.outbox.load();
    p.link.start(kUrl, m_person.token);
    follow();
}

void SimDesktop::kill(bool power)
{
    Volume::instance().kill(m_folder, power, m_dice, [this] { m_parts.reset(); });
    for (const StreamId& stream : std::exchange(m_followed, {}))
        m_history.add(m_time.now(), Unfollowed {client(), stream});
}

void SimDesktop::onBoard(const BoardChanged& changed)
{
    for (const BoardRow& row : changed.rows) {
        if (const auto* one = std::get_if<ConversationRow>(&row))
            m_rows.insert(one->id.value, *one);
        else if (const auto* person = std::get_if<PresenceRow>(&row))
            m_presence.insert(person->id.value, *person);
    }
    if (changed.board == BoardName::mine)
        m_mine = changed.keys;
    else if (changed.board == BoardName::waiting)
        m_waiting = changed.keys;
    if (changed.board == BoardName::mine) {
        for (const Uuid& key : m_mine)
            m_versions[ConversationId(key)] = m_rows[key].assignmentVersion;
        follow();
    }
}

void SimDesktop::follow()
{
    std::set<StreamId> wanted;
    for (const Uuid& key : m_mine)
        wanted.insert(StreamId::of(ConversationId(key)));
    for (const StreamId& stream : std::set(m_followed))
        if (!wanted.contains(stream) && m_followed.size() > 3) {
            m_followed.erase(stream);
            m_parts->replica.unfollow(stream);
            m_history.add(m_time.now(), Unfollowed {client(), stream});
        }
    for (const StreamId& stream : wanted)
        if (m_followed.insert(stream).second) {
            m_history.add(m_time.now(), Followed {client(), stream});
            // A power cut may have brought back what was dropped since: of which epoch the copy is, its disk tells.
            m_parts->cache.loadCursor(stream, &m_parts->link, [this, stream](const Result<Cursor>& cursor) {
                if (cursor && cursor->epoch)
                    m_epochs[stream] = *cursor->epoch;
            });
            m_parts->replica.follow(stream);
        }
}

void SimDesktop::onEntries(const StreamId& stream, const QList<Entry>& entries, const Uuid& epoch)
{
    for (const Entry& entry : entries)
        m_history.add(m_time.now(),
            Applied {client(), stream, epoch, entry.number, entry.after, digestOf(entry, Audience::staff),
                std::holds_alternative<Tombstone>(entry.content)});
}

void SimDesktop::say(ConversationId conversation, qint64 version)
{
    OutboxItem item;
    item.clientId = nextId();
    item.conversation = conversation;
    item.at = m_time.now();
    const QString words = m_person.name + u'-' + QString::number(++m_texts);
    if (m_dice.chance(0.2))
        item.request = AddNote {item.clientId, conversation, Witness::kNoteMark + words};
    else
        item.request = Send {item.clientId, conversation, version, Text {words}};
    m_parts->outbox.add(item);
    ++sent;
}

void SimDesktop::act()
{
    if (!m_parts) {
        start();
        return;
    }
    const qint64 what = m_dice.below(100);
    const auto* row = m_mine.isEmpty() ? nullptr : &m_rows[m_dice.pick(m_mine)];
    const bool isAsked = row && row->offeredTo == m_person.id;
    if (isAsked && what < 60) {
        if (m_dice.chance(0.8))
            ask(AcceptOffer {nextId(), row->id});
        else
            ask(DeclineOffer {nextId(), row->id});
    } else if (row && what < 62) {
        say(row->id, row->assignmentVersion);
    } else if (what < 68 && !m_versions.empty()) {
        // As somebody would who has not seen yet that it moved on.
        auto old = m_versions.begin();
        std::advance(old, m_dice.below(qint64(m_versions.size())));
        say(old->first, old->second);
    } else if (what < 71 && !m_versions.empty()) {
        auto old = m_versions.begin();
        std::advance(old, m_dice.below(qint64(m_versions.size())));
        ask(AcceptOffer {nextId(), old->first}); // long over, perhaps
    } else if (row && what < 78) {
        ask(CloseConversation {nextId(), row->id, row->assignmentVersion, u"done"_s, {}});
    } else if (row && what < 84) {
        Transfer transfer {nextId(), row->id, row->assignmentVersion, {}, {}, {}};
        const auto& all = cast();
        if (m_dice.chance(0.5))
            transfer.toQueue = all.queues[m_dice.below(all.queues.size())];
        else
            transfer.toAgent = all.people[std::size_t(m_dice.below(qint64(all.people.size())))].id;
        ask(transfer);
    } else if (what < 89 && (!m_waiting.isEmpty() || !m_versions.empty())) {
        const bool waits = !m_waiting.isEmpty() && m_dice.chance(0.7);
        ask(Claim {nextId(),
            waits                    ? ConversationId(m_dice.pick(m_waiting))
                : m_versions.empty() ? ConversationId(m_waiting.first())
                                     : m_versions.begin()->first});
    } else if (what < 92) {
        m_wanted = m_dice.chance(0.3) ? Presence::onBreak : Presence::online;
        ask(SetPresence {m_wanted, m_wanted == Presence::onBreak ? BreakReason::rest : BreakReason::none});
    } else if (what < 94 && !m_said.empty()) {
        const auto& [conversation, number] = m_dice.pick(m_said);
        ask(Recall {nextId(), conversation, number});
    } else if (what < 97) {
        for (const OutboxItem& item : QList(m_parts->outbox.items()))
            if (item.state == OutboxItem::State::failed) {
                const auto version = m_versions.find(item.conversation);
                if (m_dice.chance(0.5) && version != m_versions.end())
                    m_parts->outbox.retry(item.clientId, version->second);
                else
                    m_parts->outbox.take(item.clientId);
                break;
            }
    } else if (what < 98) {
        kill(m_dice.chance(0.5));
    }
}

void SimDesktop::snoop(ConversationId conversation)
{
    if (!m_parts || m_parts->link.state() != LinkState::connected)
        return;
    if (m_dice.chance(0.5))
        ask(WatchStream {StreamId::of(conversation), {}});
    else
        ask(WatchBoard {BoardName::typing, conversation, 0, 1});
}

void SimDesktop::settle()
{
    if (!m_parts)
        start();
    if (m_parts->link.state() != LinkState::connected)
        return;
    const auto self = m_presence.constFind(m_person.id.value);
    if (self == m_presence.cend() || self->presence != Presence::online)
        ask(SetPresence {Presence::online, BreakReason::none});
    for (const Uuid& key : std::as_const(m_mine))
        if (m_rows[key].offeredTo == m_person.id)
            ask(AcceptOffer {nextId(), ConversationId(key)});
}

bool SimDesktop::isSettled() const
{
    if (!m_parts || m_parts->link.state() != LinkState::connected)
        return false;
    return std::all_of(m_parts->outbox.items().begin(), m_parts->outbox.items().end(),
        [](const OutboxItem& item) { return item.state == OutboxItem::State::failed; });
}

std::optional<AgentState> SimDesktop::told() const
{
    const auto self = m_presence.constFind(m_person.id.value);
    if (!m_parts || m_parts->link.state() != LinkState::connected || self == m_presence.cend())
        return {};
    QList<QueueId> queues;
    const Cast& all = cast();
    for (qsizetype i = 0; i < all.queues.size(); ++i)
        if (all.shops[i / 2] == m_person.shop)
            queues.append(all.queues[i]);
    AgentState state {m_person.id, self->presence, m_person.capacity, self->load, self->since, {}};
    for (QueueId queue : queues)
        state.queues << queue;
    return state;
}

} // namespace greenroom::proof
