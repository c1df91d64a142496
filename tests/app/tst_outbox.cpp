// SPDX-License-Identifier: GPL-3.0-or-later
#include <QSignalSpy>

#include "tests/support/appfixture.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

OutboxItem item(quint64 conversation, quint64 number)
{
    OutboxItem made;
    made.clientId = ClientId(testId(7, number));
    made.conversation = testConversation(conversation);
    made.request = Send {made.clientId, made.conversation, 1, Text {u"text %1"_s.arg(number)}};
    return made;
}

QString textOf(const Send& send)
{
    return std::get<Text>(send.content).text;
}

} // namespace

class TestOutbox : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void goesOnTheWireOnlyWhenItIsOnTheDisk()
    {
        AppFixture app;
        Outbox outbox(*app.link, *app.cache, nullptr);
        QSignalSpy added(&outbox, &Outbox::added);
        app.connect();
        outbox.add(item(1, 1));
        QVERIFY(app.server.transport.sent.empty());
        QCOMPARE(added.count(), 0);
        app.server.mustReceive<Send>();
        QCOMPARE(added.count(), 1);
        QCOMPARE(CacheDatabase::readBoards(app.directory.path(), app.server.me.person).size(), 0);
        std::optional<qsizetype> stored;
        app.cache->loadOutbox(this, [&](const Result<QList<OutboxItem>>& items) { stored = items->size(); });
        QTRY_COMPARE(stored, 1);
        app.server.answer<Send>({testConversation(1), 9, {}});
        stored.reset();
        app.cache->loadOutbox(this, [&](const Result<QList<OutboxItem>>& items) { stored = items->size(); });
        QTRY_COMPARE(stored, 0);
        QVERIFY(outbox.items().isEmpty());
    }

    void withoutADiskNothingIsSentAndThePersonIsTold()
    {
        FakeServer server;
        const auto link = server.makeLink();
        QTemporaryDir dir;
        Cache closed(dir.path(), nullptr);
        Outbox outbox(*link, closed, nullptr);
        QSignalSpy added(&outbox, &Outbox::added);
        link->start(QUrl(u"http://localhost"_s), u"t"_s);
        server.welcome();
        outbox.add(item(1, 1));
        QTRY_COMPARE(added.count(), 1);
        QCOMPARE(added[0][0].value<OutboxItem>().state, OutboxItem::State::failed);
        QVERIFY(server.nothingElse());
    }

    void offlineForHoursThenInOrderOnce()
    {
        AppFixture app;
        {
            Outbox outbox(*app.link, *app.cache, nullptr);
            for (quint64 i = 1; i <= 30; ++i)
                outbox.add(item(1 + i % 3, i));
            QTRY_COMPARE(outbox.items().size(), 30);
        }
        app.restartCache(); // and the program was closed meanwhile
        Outbox outbox(*app.link, *app.cache, nullptr);
        outbox.load();
        QTRY_COMPARE(outbox.items().size(), 30);
        app.connect();
        QHash<ConversationId, QStringList> heard;
        for (int i = 0; i < 30; ++i) {
            const Send send = app.server.mustReceive<Send>();
            heard[*send.conversation] += textOf(send);
            app.server.answer<Send>({*send.conversation, i + 1, {}});
        }
        for (quint64 c = 1; c <= 3; ++c) {
            QStringList wanted;
            for (quint64 i = 1; i <= 30; ++i)
                if (1 + i % 3 == c)
                    wanted += u"text %1"_s.arg(i);
            QCOMPARE(heard[testConversation(c)], wanted);
        }
        QVERIFY(outbox.items().isEmpty());
        QVERIFY(app.server.nothingElse());
    }

    void oneAfterTheOtherInAConversationSixteenInAll()
    {
        AppFixture app;
        Outbox outbox(*app.link, *app.cache, nullptr);
        for (quint64 i = 1; i <= 20; ++i) {
            outbox.add(item(i, 2 * i));
            outbox.add(item(i, 2 * i + 1));
        }
        QTRY_COMPARE(outbox.items().size(), 40);
        app.connect();
        QTRY_COMPARE(app.server.transport.sent.size(), size_t(16));
        const Send first = app.server.mustReceive<Send>();
        app.server.answer<Send>({*first.conversation, 1, {}});
        QCOMPARE(app.server.transport.sent.size(), size_t(16));
    }

    void anUnknownOutcomeIsAskedAgainUnderTheSameId()
    {
        AppFixture app;
        Outbox outbox(*app.link, *app.cache, nullptr);
        QSignalSpy delivered(&outbox, &Outbox::delivered);
        app.connect();
        outbox.add(item(1, 1));
        outbox.add(item(1, 2));
        const Send first = app.server.mustReceive<Send>();
        app.server.loseConnection();
        QCOMPARE(outbox.items().first().state, OutboxItem::State::queued);
        app.reconnect();
        const Send again = app.server.mustReceive<Send>();
        QCOMPARE(again, first);
        app.server.answer<Send>({testConversation(1), 5, {}});
        QCOMPARE(delivered.count(), 1);
        QCOMPARE(textOf(app.server.mustReceive<Send>()), u"text 2"_s);
    }

    void busyWaitsAndKeepsTheOrder()
    {
        AppFixture app;
        Outbox outbox(*app.link, *app.cache, nullptr);
        app.connect();
        outbox.add(item(1, 1));
        outbox.add(item(1, 2));
        app.server.mustReceive<Send>();
        app.server.refuse<Send>(Code::busy, 10);
        QVERIFY(app.server.nothingElse());
        QCOMPARE(textOf(app.server.mustReceive<Send>()), u"text 1"_s);
    }

    void whatTheServerCouldNotStoreGoesAtOnceWhenItCan()
    {
        AppFixture app;
        Outbox outbox(*app.link, *app.cache, nullptr);
        app.connect();
        outbox.add(item(1, 1));
        outbox.add(item(1, 2));
        app.server.mustReceive<Send>();
        app.server.says(Storing {false});
        app.server.refuse<Send>(Code::unavailable, 3'600'000); // longer than any test
        QVERIFY(app.server.nothingElse());
        app.server.says(Storing {true});
        QCOMPARE(textOf(app.server.mustReceive<Send>()), u"text 1"_s);
        app.server.answer<Send>({testConversation(1), 1, {}});
        QCOMPARE(textOf(app.server.mustReceive<Send>()), u"text 2"_s);
    }

    void aRefusalForGoodStaysWithItsReasonThroughARestart()
    {
        AppFixture app;
        {
            Outbox outbox(*app.link, *app.cache, nullptr);
            app.connect();
            outbox.add(item(1, 1));
            app.server.mustReceive<Send>();
            app.server.refuse<Send>(Code::reassigned);
            QCOMPARE(outbox.items().first().state, OutboxItem::State::failed);
            QVERIFY(app.server.nothingElse());
        }
        app.restartCache();
        app.server.loseConnection();
        Outbox outbox(*app.link, *app.cache, nullptr);
        outbox.load();
        QTRY_COMPARE(outbox.items().size(), 1);
        QCOMPARE(outbox.items().first().error.code, Code::reassigned);
        app.reconnect();
        QVERIFY(app.server.nothingElse());

        outbox.retry(item(1, 1).clientId, 4);
        const Send again = app.server.mustReceive<Send>();
        QCOMPARE(again.assignmentVersion, 4);
        QCOMPARE(again.clientId, item(1, 1).clientId);
        app.server.refuse<Send>(Code::closed);
        QVERIFY(outbox.take(again.clientId));
        QVERIFY(outbox.items().isEmpty());
        app.restartCache();
        std::optional<qsizetype> stored;
        app.cache->loadOutbox(this, [&](const Result<QList<OutboxItem>>& items) { stored = items->size(); });
        QTRY_COMPARE(stored, 0);
    }

    void whatIsOnTheWireCannotBeTakenBack()
    {
        AppFixture app;
        Outbox outbox(*app.link, *app.cache, nullptr);
        app.connect();
        outbox.add(item(1, 1));
        app.server.mustReceive<Send>();
        QVERIFY(!outbox.take(item(1, 1).clientId));
    }
};

} // namespace greenroom

QTEST_GUILESS_MAIN(greenroom::TestOutbox)
#include "tst_outbox.moc"
