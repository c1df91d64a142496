// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/proof/simwidget.h"

#include <QJsonDocument>

namespace greenroom::proof {

using namespace Qt::StringLiterals;

namespace {

constexpr Millis kSilence {40'000};
constexpr Millis kAnswerWithin {15'000};

bool isForNow(Code code)
{
    return code == Code::unavailable || code == Code::busy || code == Code::rateLimited;
}

} // namespace

SimWidget::SimWidget(
    VirtualTime& time, Dice& dice, Network& network, SimServer& server, History& history, int shop, const QString& name)
    : m_time(time)
    , m_dice(dice)
    , m_network(network)
    , m_server(server)
    , m_history(history)
    , m_shop(shop)
    , m_name(name)
    , m_witness(history, int(history.clients.size()))
    , m_ids(dice.bits())
{
    history.clients.push_back({false, {}, cast().shops[shop], name});
}

void SimWidget::shareToken(const SimWidget& other)
{
    m_token = other.m_token;
}

void SimWidget::start()
{
    if (m_connection == 0 && !m_over)
        reconnect();
}

void SimWidget::reconnect()
{
    lose();
    if (m_over)
        return;
    const quint64 round = m_round;
    m_time.after(m_dice.millis(0, std::min<qint64>(4000, 300LL << std::min(m_failures++, 4))), [this, round] {
        if (round != m_round || m_over)
            return;
        m_connection = m_network.open(*this);
        m_heard = m_time.now();
        watchSilence();
    });
}

void SimWidget::watchSilence()
{
    m_time.after(kAnswerWithin, [this, round = m_round] {
        if (round != m_round)
            return;
        if (m_time.now() - m_heard >= (m_welcomed ? kSilence : kAnswerWithin))
            reconnect();
        else
            watchSilence();
    });
}

void SimWidget::lose()
{
    ++m_round;
    m_welcomed = false;
    m_sending = false;
    m_page = false;
    m_asked.clear();
    if (m_connection != 0) {
        m_network.close(std::exchange(m_connection, 0), false);
        m_witness.ended(m_time.now());
    }
}

template <Request R>
void SimWidget::ask(const R& request, std::function<void(const Result<typename R::Reply>&)> then)
{
    const QString id = QString::number(++m_lastId);
    m_asked.insert(id, [then = std::move(then)](const QJsonObject& body) { then(readReplyBody<typename R::Reply>(body)); });
    send(writeRequest(id, request));
    // No answer: what became of it is unknown, so the connection is not worth keeping.
    m_time.after(kAnswerWithin, [this, id, round = m_round] {
        if (round == m_round && m_asked.contains(id))
            reconnect();
    });
}

void SimWidget::send(const QString& frame)
{
    m_witness.sent(m_time.now(), m_connection, frame);
    m_network.send(m_connection, frame, true);
}

void SimWidget::onOpened(quint64 connection)
{
    if (connection != m_connection)
        return;
    m_heard = m_time.now();
    Hello hello;
    hello.app = u"widget"_s;
    hello.token = m_token;
    hello.shop = cast().shopKeys[m_shop];
    ask<Hello>(hello, [this](const Result<Welcome>& welcome) {
        if (welcome)
            onWelcome(*welcome);
        else
            reconnect();
    });
}

void SimWidget::onFrame(quint64 connection, const QString& frame)
{
    if (connection != m_connection)
        return;
    m_heard = m_time.now();
    m_witness.received(m_time.now(), connection, frame);
    const QJsonObject object = QJsonDocument::fromJson(frame.toUtf8()).object();
    const QJsonObject body = object.value("body"_L1).toObject();
    const QString type = object.value("type"_L1).toString();
    if (const QString id = object.value("id"_L1).toString(); !id.isEmpty()) {
        if (const auto then = m_asked.take(id))
            then(body);
        return;
    }
    if (type == Entries::type) {
        Entries event;
        if (codec::readMembers(body, event, {}) && m_conversation && event.stream == stream() && !take(event.entries))
            page();
    } else if (type == Goodbye::type) {
        Goodbye goodbye;
        if (codec::readMembers(body, goodbye, {}) && goodbye.reason == Code::sessionEnded) {
            m_over = true;
            follow({});
            lose();
        }
    }
}

void SimWidget::onClosed(quint64 connection)
{
    if (connection != m_connection)
        return;
    m_connection = 0;
    m_witness.ended(m_time.now());
    reconnect();
}

void SimWidget::onWelcome(const Welcome& welcome)
{
    const auto principal = m_server.principal(m_connection);
    if (!principal || !principal->customer)
        return; // gone again; onClosed() follows
    m_welcomed = true;
    m_failures = 0;
    if (welcome.visitor->token)
        m_token = welcome.visitor->token;
    if (m_who && m_who != principal->customer) {
        // What was said as somebody else is theirs: this is a new person, and says things anew.
        follow({});
        m_history.clients.push_back({false, {}, cast().shops[m_shop], m_name + u"'"_s});
        m_witness.setClient(int(m_history.clients.size()) - 1);
        m_said.clear();
        for (Item& item : m_outbox)
            item.conversation.reset();
    }
    m_who = principal->customer;
    m_history.clients[std::size_t(client())].who = m_who->value;
    follow(welcome.visitor->conversation);
    if (m_conversation)
        watch();
    if (m_dice.chance(0.3))
        ask<WatchBoard>({BoardName::queue, {}, 0, 1}, [](const Result<Done>&) {});
    if (m_conversation && m_dice.chance(0.3))
        ask<WatchBoard>({BoardName::typing, m_conversation, 0, 1}, [](const Result<Done>&) {});
    if (m_overreach)
        overreachAgain();
    if (m_signOut)
        signOut(m_otherTabs);
    pump();
}

void SimWidget::follow(std::optional<ConversationId> conversation)
{
    if (conversation == m_conversation)
        return;
    if (m_conversation)
        m_history.add(m_time.now(), Unfollowed {client(), stream()});
    m_conversation = conversation;
    m_cursor = {};
    m_page = false;
    if (m_conversation)
        m_history.add(m_time.now(), Followed {client(), stream()});
}

void SimWidget::watch()
{
    const auto conversation = m_conversation;
    ask<WatchStream>({stream(), m_cursor}, [this, conversation](const Result<Watching>& watching) {
        if (m_conversation != conversation)
            return;
        if (!watching) {
            if (isForNow(watching.error().code))
                m_time.after(1s, [this, round = m_round, conversation] {
                    if (round == m_round && m_conversation == conversation)
                        watch();
                });
            return;
        }
        if (watching->resume == Resume::resync) {
            drop();
            page();
        } else if (watching->resume == Resume::behind) {
            page();
        }
    });
}

void SimWidget::page()
{
    if (std::exchange(m_page, true))
        return;
    const auto conversation = m_conversation;
    ReadStream read;
    read.stream = stream();
    read.after = m_cursor.number;
    ask<ReadStream>(read, [this, conversation](const Result<StreamPage>& page) {
        m_page = false;
        if (m_conversation != conversation)
            return;
        const bool joins = page && take(page->entries);
        if (page && !joins)
            drop(); // what is held is not what the server has
        const bool more = joins && page && !page->entries.isEmpty() && page->head - m_cursor.number > kMaxPage;
        if (more)
            this->page();
        else
            m_time.after(joins ? 0ms : 1000ms, [this, round = m_round, conversation] {
                if (round == m_round && m_conversation == conversation)
                    watch();
            });
    });
}

bool SimWidget::take(const QList<Entry>& entries)
{
    for (const Entry& entry : entries) {
        if (entry.number <= m_cursor.number)
            continue;
        if (entry.after != m_cursor.number)
            return false;
        m_cursor = {m_witness.epoch(), entry.number};
        m_history.add(m_time.now(),
            Applied {client(), stream(), m_witness.epoch(), entry.number, entry.after, digestOf(entry, Audience::customer),
                std::holds_alternative<Tombstone>(entry.content)});
    }
    return true;
}

void SimWidget::drop()
{
    m_cursor = {};
    m_history.add(m_time.now(), Dropped {client(), stream()});
}

void SimWidget::pump()
{
    if (!m_welcomed || m_sending || m_outbox.empty())
        return;
    m_sending = true;
    const Item& item = m_outbox.front();
    const auto then = [this](const Result<Stored>& stored) {
        m_sending = false;
        if (!stored && isForNow(stored.error().code)) {
            m_time.after(1s, [this, round = m_round] {
                if (round == m_round)
                    pump();
            });
            return;
        }
        if (stored && m_outbox.front().kind == Item::Kind::say)
            m_said.push_back(stored->number);
        m_outbox.pop_front();
        if (stored && stored->conversation != m_conversation) {
            follow(stored->conversation);
            watch();
        }
        pump();
    };
    switch (item.kind) {
    case Item::Kind::say: ask<Send>({item.id, item.conversation, {}, Text {item.words}}, then); return;
    case Item::Kind::person: ask<RequestPerson>({item.id}, then); return;
    case Item::Kind::leave: ask<LeaveMessage>({item.id, item.words, {}}, then); return;
    }
}

void SimWidget::act()
{
    if (m_over)
        return;
    if (m_connection == 0 && m_round == 0) {
        start();
        return;
    }
    const qint64 what = m_dice.below(100);
    if (what < 88) {
        Item item {m_ids.next<ClientId>(m_time.now()), Item::Kind::say, m_name + u'-' + QString::number(++m_texts), {}};
        item.kind = what < 4 ? Item::Kind::person : what < 6 ? Item::Kind::leave : Item::Kind::say;
        if (m_dice.chance(0.7))
            item.conversation = m_conversation;
        m_outbox.push_back(item);
        ++sent;
        pump();
    } else if (what < 91 && m_welcomed && m_conversation && !m_said.empty()) {
        ask<Recall>({m_ids.next<ClientId>(m_time.now()), *m_conversation, m_dice.pick(m_said)}, [](const Result<Stored>&) {});
    } else if (what < 95 && m_welcomed && m_conversation) {
        watch(); // once more, as after a doubt
    } else if (what < 98) {
        reconnect(); // the page was loaded anew
    }
}

void SimWidget::signOut(const std::vector<SimWidget*>& others)
{
    m_otherTabs = others;
    m_signOut = true;
    if (!m_welcomed)
        return;
    ask<SignOut>({}, [this](const Result<Done>& done) {
        if (!done)
            return;
        m_history.add(m_time.now(), Revoked {client(), m_witness.epoch()});
        for (SimWidget* other : m_otherTabs)
            if (other->m_token == m_token && other->m_welcomed)
                m_history.add(m_time.now(), Revoked {other->client(), m_witness.epoch()});
    });
}

void SimWidget::snoop(ConversationId conversation)
{
    if (!m_welcomed)
        return;
    constexpr std::array lists {BoardName::mine, BoardName::waiting, BoardName::leftMessages, BoardName::all, BoardName::help,
        BoardName::presence, BoardName::typing};
    if (m_dice.chance(0.5))
        ask<WatchStream>({StreamId::of(conversation), {}}, [](const Result<Watching>&) {});
    else
        ask<WatchBoard>({lists[std::size_t(m_dice.below(lists.size()))], conversation, 0, 10}, [](const Result<Done>&) {});
}

void SimWidget::overreach()
{
    if (m_overreach || !m_welcomed)
        return;
    m_overreach = m_ids.next<ClientId>(m_time.now());
    overreachAgain();
}

void SimWidget::overreachAgain()
{
    const int who = client();
    m_history.add(m_time.now(), Audited {who, u"denied"_s, QString(AddNote::type), false});
    ask<AddNote>({*m_overreach, m_conversation.value_or(ConversationId(m_overreach->value)), u"let me in "_s + m_name},
        [this, who](const Result<Stored>& stored) {
            if (stored || stored.error().code == Code::forbidden)
                m_history.add(m_time.now(), Audited {who, u"denied"_s, QString(AddNote::type), true, m_witness.epoch()});
            if (!stored && isForNow(stored.error().code))
                m_time.after(1s, [this, round = m_round] {
                    if (round == m_round && m_welcomed)
                        overreachAgain();
                });
            else
                m_overreach.reset();
        });
}

} // namespace greenroom::proof
