// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>
#include <memory>

#include <QJsonDocument>
#include <QTest>

#include "app/link/link.h"

namespace greenroom {

/// A connection without a network: the test is the other side.
class FakeTransport final : public Transport {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FakeTransport)
public:
    explicit FakeTransport(QObject* parent = nullptr)
        : Transport(parent)
    {
    }

    void open(const QUrl& url) override
    {
        ++opens;
        lastUrl = url;
        isOpen = true;
    }
    void send(const QString& frame) override { sent.push_back(frame); }
    void drop() override { isOpen = false; }

    int opens = 0;
    QUrl lastUrl;
    bool isOpen = false; ///< opened or on the way to be
    std::deque<QString> sent;
};

/// The server's half of a scripted conversation: "the client must send X", "the server says Y", "and nothing else".
class FakeServer {
public:
    FakeTransport transport;
    Uuid epoch {0x0190c0de00007000, 0x8000000000000001};
    Me me {PersonId(Uuid {0x0190c0de00007001, 0x8000000000000001}), QStringLiteral("Lin"),
        ShopId(Uuid {0x0190c0de00007002, 0x8000000000000001}), QStringLiteral("Shop"), {Role::agent}, 6};

    qint64 spreadMs = 0; ///< told with the next welcome

    std::unique_ptr<Link> makeLink(Link::Timing timing = {}) { return std::make_unique<Link>(transport, timing, nullptr); }

    /// Accepts the connection and welcomes whoever says hello.
    void welcome(qint64 heartbeatMs = 20'000)
    {
        Q_EMIT transport.opened();
        mustReceive<Hello>();
        Welcome welcome;
        welcome.epoch = epoch;
        welcome.serverTime = fromMillis(1'700'000'000'000);
        welcome.heartbeatMs = heartbeatMs;
        welcome.spreadMs = spreadMs;
        welcome.me = me;
        answer<Hello>(welcome);
    }
    void loseConnection()
    {
        transport.sent.clear();
        transport.isOpen = false;
        Q_EMIT transport.closed(QStringLiteral("lost"));
    }

    /// Takes the first request of this type there is, waiting for one; fails the test when none comes.
    template <Request R>
    R mustReceive()
    {
        R request {};
        const bool came = QTest::qWaitFor([&] { return take<R>(request); }, 20'000);
        if (!came)
            QTest::qFail(qPrintable(QStringLiteral("the client did not send ") + R::type), __FILE__, __LINE__);
        return request;
    }
    template <Request R>
    bool take(R& request)
    {
        for (auto it = transport.sent.begin(); it != transport.sent.end(); ++it) {
            const QJsonObject frame = QJsonDocument::fromJson(it->toUtf8()).object();
            if (frame.value(QLatin1StringView("type")) != R::type)
                continue;
            lastId = frame.value(QLatin1StringView("id")).toString();
            const auto read = codec::readMembers(frame.value(QLatin1StringView("body")).toObject(), request, {});
            transport.sent.erase(it);
            return bool(read);
        }
        return false;
    }
    /// Answers the request taken last.
    template <Request R>
    void answer(const typename R::Reply& reply)
    {
        Q_EMIT transport.received(writeReply(R::type, lastId, writeReplyBody(reply, Audience::staff)));
    }
    template <Request R>
    void answerTo(const QString& id, const typename R::Reply& reply)
    {
        lastId = id;
        answer<R>(reply);
    }
    template <Request R>
    void refuse(Code code, qint64 limit = 0)
    {
        refuse<R>(Error {code, {}, {}, limit});
    }
    template <Request R>
    void refuse(const Error& why)
    {
        Q_EMIT transport.received(writeReply(R::type, lastId, writeErrorBody(why)));
    }
    template <Event E>
    void says(const E& event)
    {
        Q_EMIT transport.received(writeEvent(event, Audience::staff));
    }
    /// True when the client has sent nothing that was not taken, also not in the next turns of the event loop.
    bool nothingElse()
    {
        for (int turn = 0; turn < 5; ++turn)
            QCoreApplication::processEvents();
        for (const QString& frame : transport.sent)
            qWarning().noquote() << "not expected:" << frame;
        return transport.sent.empty();
    }
    void ignoreRest() { transport.sent.clear(); }

    QString lastId;
};

/// Ids and entries that tests can read.
inline Uuid testId(quint64 kind, quint64 number)
{
    return {0x0190c0de00007000 | (kind << 20), 0x8000000000000000 | number};
}
inline ConversationId testConversation(quint64 number)
{
    return ConversationId(testId(1, number));
}
inline Entry testEntry(qint64 number, const QString& text, AuthorKind kind = AuthorKind::customer)
{
    Entry entry;
    entry.number = number;
    entry.after = number - 1;
    entry.clientId = ClientId(testId(2, static_cast<quint64>(number)));
    entry.at = fromMillis(1'700'000'000'000 + number * 1000);
    entry.author = {kind, testId(3, static_cast<quint64>(kind)), QStringLiteral("A")};
    entry.audience = Audience::customer;
    entry.content = Text {text};
    return entry;
}
inline QList<Entry> testEntries(qint64 from, qint64 to)
{
    QList<Entry> entries;
    for (qint64 number = from; number <= to; ++number)
        entries.append(testEntry(number, QStringLiteral("text %1").arg(number)));
    return entries;
}
inline ConversationRow testRow(quint64 number, const QString& name = {})
{
    ConversationRow row;
    row.id = testConversation(number);
    row.customer = CustomerId(testId(4, number));
    row.customerName = name.isEmpty() ? QStringLiteral("c%1").arg(number) : name;
    return row;
}

} // namespace greenroom
