// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/soak/soakperson.h"

#include <QJsonDocument>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QWebSocketHandshakeOptions>

namespace greenroom {

using namespace Qt::StringLiterals;
using namespace proof;

namespace {

/// Real clients wait longer; a soak is short.
constexpr qint64 kPatienceMs = 6000;
constexpr qint64 kSilenceMs = 26'000;
constexpr int kPaceMs = 70; // staff may ask twenty times a second

quint64 nextSession()
{
    static quint64 last = 0;
    return ++last;
}

} // namespace

SoakPerson::SoakPerson(History& history, const Client& who, const QUrl& server, quint64 seed)
    : m_history(history)
    , m_name(who.name)
    , m_witness(history, int(history.clients.size()))
    , m_server(server)
    , m_random(seed)
    , m_ids(seed)
{
    history.clients.push_back(who);
    m_retry.setSingleShot(true);
    m_acts.setSingleShot(true);
    m_again.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &SoakPerson::connectNow);
    connect(&m_acts, &QTimer::timeout, this, [this] {
        if (!m_silent)
            act();
        plan();
    });
    connect(&m_again, &QTimer::timeout, this, [this] {
        m_sending = false;
        pump();
    });
    m_pace.setSingleShot(true);
    connect(&m_pace, &QTimer::timeout, this, [this] {
        if (!m_welcomed || m_toWatch.isEmpty())
            return;
        if (const StreamId next = m_toWatch.takeFirst(); follows(next))
            watchNow(next);
        m_pace.start(kPaceMs);
    });
    connect(&m_patience, &QTimer::timeout, this, [this] {
        if (!m_asked.isEmpty() || m_heard.elapsed() > kSilenceMs)
            dropConnection();
    });
}

SoakPerson::~SoakPerson()
{
    if (m_socket)
        m_socket->disconnect(this);
}

void SoakPerson::start()
{
    connectNow();
    plan();
}

void SoakPerson::plan()
{
    m_acts.start(m_fastest + int(below(m_slowest - m_fastest)));
}

void SoakPerson::connectNow()
{
    if (!mayComeIn())
        return;
    m_session = nextSession();
    m_socket = std::make_unique<QWebSocket>();
    m_heard.start();
    m_patience.start(int(kPatienceMs));
    connect(m_socket.get(), &QWebSocket::connected, this, [this] {
        ask<Hello>(hello(), [this](const Result<Welcome>& welcome) {
            if (!welcome) {
                onNotLetIn(welcome.error());
                dropConnection();
                return;
            }
            m_welcomed = true;
            m_failures = 0;
            onWelcome(*welcome);
            for (const auto& [stream, cursor] : std::map(m_copies))
                watch(stream);
            pump();
        });
    });
    connect(m_socket.get(), &QWebSocket::textMessageReceived, this, &SoakPerson::onFrame);
    connect(m_socket.get(), &QWebSocket::stateChanged, this, [this](QAbstractSocket::SocketState state) {
        if (state == QAbstractSocket::UnconnectedState)
            lose();
    });
    QUrl url = m_server;
    url.setScheme(u"ws"_s);
    url.setPath(u"/ws"_s);
    QWebSocketHandshakeOptions options;
    options.setSubprotocols({QString(kSubprotocol)});
    m_socket->open(QNetworkRequest(url), options);
}

void SoakPerson::dropConnection()
{
    if (!m_socket)
        return;
    m_socket->disconnect(this);
    m_socket->abort();
    lose();
}

void SoakPerson::standStill(bool on)
{
    if (std::exchange(m_isStill, on) == on)
        return;
    for (QTimer* each : {&m_retry, &m_patience, &m_acts, &m_again, &m_pace}) {
        if (on && each->isActive()) {
            m_stood.insert(each, each->remainingTime());
            each->stop();
        } else if (!on && m_stood.contains(each)) {
            each->start(std::max(0, m_stood.take(each)));
        }
    }
}

void SoakPerson::comeBackNow()
{
    if (m_socket || m_isStill)
        return;
    m_retry.stop();
    connectNow();
}

void SoakPerson::lose()
{
    if (!m_socket)
        return;
    if (!std::exchange(m_mustEnd, false) && m_welcomed)
        Q_EMIT cut();
    m_socket.release()->deleteLater();
    m_witness.ended(now());
    m_welcomed = false;
    m_sending = false;
    m_asked.clear();
    m_paging.clear();
    m_toWatch.clear();
    m_pace.stop();
    m_patience.stop();
    m_again.stop();
    m_retry.start(int(below(std::min(3000, 200 << std::min(m_failures++, 4)))));
}

void SoakPerson::sendFrame(const QString&, const QString& frame)
{
    if (!m_socket)
        return;
    m_patience.start(int(kPatienceMs));
    m_witness.sent(now(), m_session, frame);
    m_socket->sendTextMessage(frame);
}

void SoakPerson::onFrame(const QString& frame)
{
    m_heard.restart();
    m_patience.start(int(kPatienceMs));
    m_witness.received(now(), m_session, frame);
    const QJsonObject object = QJsonDocument::fromJson(frame.toUtf8()).object();
    const QJsonObject body = object.value("body"_L1).toObject();
    const QString id = object.value("id"_L1).toString();
    if (!id.isEmpty()) {
        if (const auto then = m_asked.take(id))
            then(body);
        return;
    }
    const QString type = object.value("type"_L1).toString();
    if (type == Entries::type) {
        Entries event;
        if (codec::readMembers(body, event, {}))
            take(event.stream, event.entries);
    } else {
        onEvent(type, body);
    }
}

void SoakPerson::again(qint64 ms)
{
    m_again.start(int(ms));
}

void SoakPerson::pump()
{
    if (!m_welcomed || m_sending || m_outbox.empty())
        return;
    m_sending = true;
    const Item item = m_outbox.front();
    item.send(item);
}

void SoakPerson::becomeAnother(Uuid who)
{
    for (const auto& [stream, cursor] : std::map(m_copies))
        unfollow(stream);
    Client another = m_history.clients[std::size_t(client())];
    another.who = who;
    m_history.clients.push_back(another);
    m_witness.setClient(int(m_history.clients.size()) - 1);
}

// ---- copies ----

void SoakPerson::follow(const StreamId& stream)
{
    if (!m_copies.try_emplace(stream).second)
        return;
    m_history.add(now(), Followed {client(), stream});
    watch(stream);
}

void SoakPerson::unfollow(const StreamId& stream)
{
    if (m_copies.erase(stream) == 0)
        return;
    m_paging.remove(stream);
    m_history.add(now(), Unfollowed {client(), stream});
    if (m_welcomed)
        ask<UnwatchStream>({stream}, [](const Result<Done>&) {});
}

/// In its turn: who asks for fifty at once is refused.
void SoakPerson::watch(const StreamId& stream)
{
    if (!m_welcomed || m_toWatch.contains(stream))
        return;
    m_toWatch.append(stream);
    if (!m_pace.isActive())
        m_pace.start(0);
}

void SoakPerson::watchNow(const StreamId& stream)
{
    ask<WatchStream>({stream, m_copies.at(stream)}, [this, stream](const Result<Watching>& watching) {
        if (!follows(stream))
            return;
        if (!watching && !isForNow(watching.error().code)) {
            unfollow(stream); // a restored store knows nothing of it
        } else if (!watching) {
            QTimer::singleShot(500, m_socket.get(), [this, stream] {
                if (follows(stream))
                    watch(stream);
            });
        } else if (watching->resume == Resume::resync) {
            m_copies[stream] = {};
            m_history.add(now(), Dropped {client(), stream});
            page(stream);
        } else if (watching->resume == Resume::behind) {
            page(stream);
        }
    });
}

void SoakPerson::page(const StreamId& stream)
{
    if (m_paging.contains(stream))
        return;
    m_paging.insert(stream);
    ReadStream read;
    read.stream = stream;
    read.after = m_copies.at(stream).number;
    ask<ReadStream>(read, [this, stream](const Result<StreamPage>& found) {
        m_paging.remove(stream);
        if (!follows(stream))
            return;
        if (!found && !isForNow(found.error().code)) {
            unfollow(stream);
            return;
        }
        if (found)
            take(stream, found->entries);
        if (found && !found->entries.isEmpty() && found->head - m_copies.at(stream).number > kMaxPage)
            page(stream);
        else
            QTimer::singleShot(found ? 0 : 500, m_socket.get(), [this, stream] {
                if (follows(stream))
                    watch(stream);
            });
    });
}

void SoakPerson::take(const StreamId& stream, const QList<Entry>& entries)
{
    const auto copy = m_copies.find(stream);
    if (copy == m_copies.end())
        return;
    const Audience audience = m_history.clients[std::size_t(client())].isStaff ? Audience::staff : Audience::customer;
    for (const Entry& entry : entries) {
        Cursor& cursor = copy->second;
        if (entry.number <= cursor.number)
            continue;
        if (entry.after != cursor.number) {
            page(stream);
            return;
        }
        cursor = {m_witness.epoch(), entry.number};
        m_history.add(now(),
            Applied {client(), stream, m_witness.epoch(), entry.number, entry.after, digestOf(entry, audience),
                std::holds_alternative<Tombstone>(entry.content)});
        onApplied(stream, entry);
    }
}

// ---- a customer ----

SoakCustomer::SoakCustomer(
    History& history, ShopId shop, const QString& shopKey, const QString& name, const QUrl& server, quint64 seed)
    : SoakPerson(history, {false, {}, shop, name}, server, seed)
    , m_shopKey(shopKey)
{
    setPace(300, 2500); // a customer may ask four times a second
}

Hello SoakCustomer::hello() const
{
    Hello hello;
    hello.app = u"soak"_s;
    hello.token = m_token;
    hello.shop = m_shopKey;
    return hello;
}

void SoakCustomer::onWelcome(const Welcome& welcome)
{
    if (welcome.visitor->token) {
        if (m_token)
            becomeAnother();
        m_token = welcome.visitor->token;
    }
    goOnWith(welcome.visitor->conversation);
}

void SoakCustomer::goOnWith(std::optional<ConversationId> conversation)
{
    if (m_conversation && !follows(StreamId::of(*m_conversation)))
        m_conversation.reset(); // it is no more
    if (conversation == m_conversation || !conversation)
        return;
    if (m_conversation)
        unfollow(StreamId::of(*m_conversation));
    m_conversation = conversation;
    follow(StreamId::of(*conversation));
}

void SoakCustomer::onEvent(const QString&, const QJsonObject&) { }

void SoakCustomer::onApplied(const StreamId&, const Entry&) { }

void SoakCustomer::act()
{
    goOnWith({});
    const qint64 what = below(60);
    if (what == 0 && signOut())
        return;
    if (what == 1 && m_conversation)
        overreach();
    Send send {nextId(), {}, {}, Text {nextText()}};
    if (below(3) != 0)
        send.conversation = m_conversation;
    keepAsking<Send>(send, [this](const Result<Stored>& stored) {
        if (stored)
            goOnWith(stored->conversation);
    });
}

bool SoakCustomer::signOut()
{
    if (!m_conversation || !isSettled())
        return false;
    ask<SignOut>({}, [this, who = client()](const Result<Done>& done) {
        if (!done)
            return;
        history().add(now(), Revoked {who, witness().epoch()});
        mustEnd();
    });
    return true;
}

void SoakCustomer::overreach()
{
    const auto audited = [this](bool isAnswered) {
        const auto epoch = isAnswered ? std::optional(witness().epoch()) : std::nullopt;
        history().add(now(), Audited {client(), u"denied"_s, QString(AddNote::type), isAnswered, epoch});
    };
    const AddNote request {nextId(), *m_conversation, nextText(u"let me in "_s)};
    keepAsking<AddNote>(
        request,
        [this, audited](const Result<Stored>& stored) {
            // Who has become another has said nothing yet by which it could be told who that is.
            if (m_conversation && (stored || stored.error().code == Code::forbidden))
                audited(true);
        },
        [audited] { audited(false); });
}

// ---- an agent ----

SoakAgent::SoakAgent(History& history, ShopId shop, PersonId person, qint64 capacity, const QString& name, const QString& token,
    const QUrl& server, quint64 seed)
    : SoakPerson(history, {true, person.value, shop, name}, server, seed)
    , m_person(person)
    , m_token(token)
{
    history.agents.push_back({person, capacity});
    setPace(80, 400);
}

Hello SoakAgent::hello() const
{
    Hello hello;
    hello.app = u"soak"_s;
    hello.token = m_token;
    return hello;
}

bool SoakAgent::mayComeIn()
{
    if (!m_token.isEmpty())
        return true;
    QString body;
    codec::write(body, SignIn {name(), QString(kPassword), u"soak"_s}, Audience::staff);
    QUrl url = server();
    url.setPath(u"/api/v1/"_s + SignIn::type);
    QNetworkRequest request(url);
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    request.setTransferTimeout(int(kPatienceMs));
    history().add(now(), Audited {client(), QString(SignIn::type), {}, false, {}});
    QNetworkReply* reply = m_http.post(request, body.toUtf8());
    connect(reply, &QNetworkReply::finished, this, [this, reply, epoch = witness().epoch()] {
        reply->deleteLater();
        const auto answer = readReplyBody<SignedIn>(QJsonDocument::fromJson(reply->readAll()).object());
        if (!answer) {
            QTimer::singleShot(500, this, &SoakAgent::comeBackNow);
            return;
        }
        m_token = answer->token;
        m_mine.clear();
        m_owed.clear();
        m_told.reset();
        becomeAnother(m_person.value);
        history().add(now(), Audited {client(), QString(SignIn::type), {}, true, epoch});
        comeBackNow();
    });
    return false;
}

void SoakAgent::onNotLetIn(const Error& why)
{
    if (why.code == Code::sessionEnded)
        m_token.clear();
}

void SoakAgent::look(const StreamId& stream, qint64 number, const std::function<void(const Result<StreamPage>&)>& then)
{
    ReadStream read;
    read.stream = stream;
    read.after = number - 1;
    read.limit = 1;
    ask<ReadStream>(read, then);
}

void SoakAgent::onWelcome(const Welcome&)
{
    ask<SetPresence>({Presence::online, BreakReason::none}, [](const Result<Done>&) {});
    ask<WatchBoard>({BoardName::mine, {}, 0, 100}, [](const Result<Done>&) {});
    ask<WatchBoard>({BoardName::presence, {}, 0, 100}, [](const Result<Done>&) {});
}

void SoakAgent::onEvent(const QString& type, const QJsonObject& body)
{
    BoardChanged changed;
    if (type != BoardChanged::type || !codec::readMembers(body, changed, {}))
        return;
    for (const BoardRow& row : changed.rows) {
        if (const auto* each = std::get_if<ConversationRow>(&row); each && changed.board == BoardName::mine)
            m_mine[each->id] = *each;
        else if (const auto* who = std::get_if<PresenceRow>(&row); who && who->id == m_person)
            m_told = proof::AgentState {m_person, who->presence, who->capacity, who->load, {}, {}};
    }
    if (changed.board != BoardName::mine)
        return;
    std::erase_if(m_mine, [&](const auto& each) { return !changed.keys.contains(each.first.value); });
    for (const auto& [id, row] : m_mine)
        follow(StreamId::of(id));
}

void SoakAgent::onApplied(const StreamId& stream, const Entry& entry)
{
    const ConversationId conversation(stream.key);
    if (entry.author.kind == AuthorKind::customer)
        m_owed.insert(conversation);
}

void SoakAgent::act()
{
    if (m_mine.empty())
        return;
    auto at = m_mine.begin();
    std::advance(at, below(qint64(m_mine.size())));
    const auto& [id, row] = *at;
    const auto done = [](const Result<Stored>&) {};
    if (row.state == ConversationState::offered) {
        keepAsking<AcceptOffer>({nextId(), id}, done);
        return;
    }
    const qint64 what = below(100);
    if (what < 70) {
        if (m_owed.erase(id) > 0)
            keepAsking<Send>({nextId(), id, row.assignmentVersion, Text {nextText()}}, done);
    } else if (what < 85) {
        keepAsking<AddNote>({nextId(), id, nextText(Witness::kNoteMark)}, done);
    } else if (what < 88) {
        keepAsking<CloseConversation>({nextId(), id, row.assignmentVersion, u"solved"_s, {}}, done);
    } else if (what < 90) {
        if (row.head > 2)
            unfollow(StreamId::of(id)); // looks at something else; the board brings it back
    }
}

} // namespace greenroom
