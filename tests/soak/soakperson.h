// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>
#include <map>
#include <set>

#include <QElapsedTimer>
#include <QNetworkAccessManager>
#include <QTimer>
#include <QUrl>
#include <QWebSocket>

#include "core/protocol/envelope.h"
#include "core/protocol/session.h"
#include "tests/proof/witness.h"

namespace greenroom {

/// Somebody at the other end of the wire during a soak, as docs/protocol.md lets a stranger write one: keeps what it has to
/// say until that is answered, asks again by the same id after every lost connection, keeps copies of streams by cursor.
/// Everything that goes by is written into the history.
class SoakPerson : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SoakPerson)

public:
    ~SoakPerson() override;
    Q_SIGNAL void answered(std::chrono::microseconds after);
    Q_SIGNAL void cut();

    void start();
    /// As if its program had been killed: what waited to be said is said again by the next life.
    void dropConnection();
    /// Its program stands still, or goes on: no timer of it runs. What it is sent must wait meanwhile (FaultProxy::still).
    void standStill(bool on);
    bool isStill() const { return m_isStill; }
    /// Comes back now, if it is not here.
    void comeBackNow();
    bool isWelcomed() const { return m_welcomed; }
    /// Its session was ended: that its connection is, too, is as it should be.
    void mustEnd() { m_mustEnd = m_welcomed; }
    quint16 port() const { return m_socket ? m_socket->localPort() : quint16(0); }
    /// Nothing waits for an answer, and every copy is whole as far as is known.
    bool isSettled() const { return m_welcomed && m_outbox.empty() && m_paging.isEmpty() && m_toWatch.isEmpty(); }
    int client() const { return m_witness.client(); }
    const QString& name() const { return m_name; }
    qint64 said() const { return m_texts; }
    /// Nothing new is said from now on.
    void fallSilent() { m_silent = true; }

protected:
    SoakPerson(proof::History& history, const proof::Client& who, const QUrl& server, quint64 seed);

    struct Item {
        ClientId id;
        std::function<void(const Item& item)> send;
    };
    virtual Hello hello() const = 0;
    virtual void onWelcome(const Welcome& welcome) = 0;
    virtual void onEvent(const QString& type, const QJsonObject& body) = 0;
    virtual void onApplied(const StreamId& stream, const Entry& entry) = 0;
    virtual void act() = 0;

    template <Request R>
    void ask(const R& request, std::function<void(const Result<typename R::Reply>&)> then)
    {
        const QString id = QString::number(++m_lastId);
        m_asked.insert(id, [then = std::move(then)](const QJsonObject& body) { then(readReplyBody<typename R::Reply>(body)); });
        sendFrame(id, writeRequest(id, request));
    }
    /// Puts it at the end of what waits; `answered` is told the one certain answer, once, `asks` each time it is asked.
    template <Request R>
    void keepAsking(
        const R& request, std::function<void(const Result<typename R::Reply>&)> answered, std::function<void()> asks = [] {})
    {
        m_outbox.push_back(
            {request.clientId, [this, request, answered = std::move(answered), asks = std::move(asks)](const Item&) {
                 asks();
                 QElapsedTimer since;
                 since.start();
                 ask<R>(request, [this, since, answered](const Result<typename R::Reply>& reply) {
                     if (reply)
                         Q_EMIT this->answered(std::chrono::microseconds(since.nsecsElapsed() / 1000));
                     if (!reply && isForNow(reply.error().code)) {
                         again(std::max<qint64>(300, reply.error().limit));
                         return;
                     }
                     m_outbox.pop_front();
                     m_sending = false;
                     answered(reply);
                     pump();
                 });
             }});
        pump();
    }
    /// It is another client from now on, and somebody else (the server knows nothing of who it was) unless `who` is given.
    void becomeAnother(Uuid who = {});
    void follow(const StreamId& stream);
    void unfollow(const StreamId& stream);
    bool follows(const StreamId& stream) const { return m_copies.contains(stream); }
    void take(const StreamId& stream, const QList<Entry>& entries);
    void watch(const StreamId& stream);
    void pump();
    QString nextText(const QString& mark = {}) { return mark + m_name + u'-' + QString::number(++m_texts); }
    ClientId nextId() { return m_ids.next<ClientId>(now()); }
    static Instant now() { return std::chrono::floor<Millis>(std::chrono::system_clock::now()); }
    qint64 below(qint64 end) { return qint64(m_random() % quint64(end)); }
    proof::History& history() { return m_history; }
    proof::Witness& witness() { return m_witness; }
    void setPace(int fastest, int slowest) { m_fastest = fastest, m_slowest = slowest; }
    const QUrl& server() const { return m_server; }
    /// It has what it needs to come in; else it asks for that, and comes in then by comeBackNow().
    virtual bool mayComeIn() { return true; }
    virtual void onNotLetIn(const Error&) { }

private:
    static bool isForNow(Code code) { return code == Code::unavailable || code == Code::busy || code == Code::rateLimited; }
    void connectNow();
    void lose();
    void sendFrame(const QString& id, const QString& frame);
    void onFrame(const QString& frame);
    void again(qint64 ms);
    void watchNow(const StreamId& stream);
    void page(const StreamId& stream);
    void plan();

    proof::History& m_history;
    QString m_name;
    proof::Witness m_witness;
    QUrl m_server;
    std::mt19937_64 m_random;
    IdSource m_ids;
    std::unique_ptr<QWebSocket> m_socket;
    quint64 m_session = 0;
    bool m_welcomed = false;
    bool m_sending = false;
    bool m_silent = false;
    int m_failures = 0;
    qint64 m_lastId = 0;
    qint64 m_texts = 0;
    int m_fastest = 200;
    int m_slowest = 1500;
    QTimer m_retry;
    QTimer m_patience; // answers and heartbeats that do not come
    QTimer m_acts;
    QTimer m_again;
    QTimer m_pace;
    QHash<QTimer*, int> m_stood; // what was left of them when it began to stand still
    bool m_isStill = false;
    bool m_mustEnd = false;
    QList<StreamId> m_toWatch;
    QElapsedTimer m_heard;
    QHash<QString, std::function<void(const QJsonObject&)>> m_asked;
    std::deque<Item> m_outbox;
    std::map<StreamId, Cursor> m_copies;
    QSet<StreamId> m_paging;
};

/// A customer who begins a conversation and goes on talking.
class SoakCustomer final : public SoakPerson {
    Q_OBJECT
public:
    SoakCustomer(
        proof::History& history, ShopId shop, const QString& shopKey, const QString& name, const QUrl& server, quint64 seed);
    /// Nothing may come any more after that. False: it has begun nothing yet, or waits for an answer.
    bool signOut();

protected:
    Hello hello() const override;
    void onWelcome(const Welcome& welcome) override;
    void onEvent(const QString& type, const QJsonObject& body) override;
    void onApplied(const StreamId& stream, const Entry& entry) override;
    void act() override;

private:
    void goOnWith(std::optional<ConversationId> conversation);
    /// Asks for what only staff may, which the audit is to tell of.
    void overreach();

    QString m_shopKey;
    std::optional<QString> m_token;
    std::optional<ConversationId> m_conversation;
};

/// An agent who is online, takes what comes, answers, notes, transfers and closes.
class SoakAgent final : public SoakPerson {
    Q_OBJECT
public:
    SoakAgent(proof::History& history, ShopId shop, PersonId person, qint64 capacity, const QString& name, const QString& token,
        const QUrl& server, quint64 seed);
    /// As the presence board tells it.
    const std::optional<proof::AgentState>& told() const { return m_told; }
    /// Every agent's.
    static constexpr QLatin1StringView kPassword {"a long way home 7"};
    /// Of its session; empty: it has none and is signing in.
    const QString& token() const { return m_token; }
    PersonId person() const { return m_person; }
    /// Its session was ended: the next time it comes in by its password.
    void forgetToken()
    {
        m_token.clear();
        mustEnd();
    }
    /// What comes of a request for one entry.
    void look(const StreamId& stream, qint64 number, const std::function<void(const Result<StreamPage>&)>& then);

protected:
    Hello hello() const override;
    void onWelcome(const Welcome& welcome) override;
    void onEvent(const QString& type, const QJsonObject& body) override;
    void onApplied(const StreamId& stream, const Entry& entry) override;
    void act() override;

private:
    bool mayComeIn() override;
    void onNotLetIn(const Error& why) override;

    PersonId m_person;
    QString m_token;
    QNetworkAccessManager m_http;
    std::map<ConversationId, ConversationRow> m_mine;
    std::set<ConversationId> m_owed; ///< a reply, since their customers spoke
    std::optional<proof::AgentState> m_told;
};

} // namespace greenroom
