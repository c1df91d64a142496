// SPDX-License-Identifier: GPL-3.0-or-later
#include <QSignalSpy>

#include "app/conversations/boardreplica.h"
#include "app/conversations/duetracker.h"
#include "tests/support/appfixture.h"

namespace greenroom {

using namespace Qt::StringLiterals;

class TestBoardReplica : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void watchesEveryBoardAndAgainAfterAReconnect()
    {
        AppFixture app;
        BoardReplica boards(*app.link, *app.cache, nullptr);
        for (int connection = 0; connection < 2; ++connection) {
            connection == 0 ? app.connect() : app.reconnect();
            QSet<int> asked;
            for (int i = 0; i < 4; ++i)
                asked.insert(int(app.server.mustReceive<WatchBoard>().board));
            QCOMPARE(asked.size(), 4);
            QVERIFY(app.server.nothingElse());
            app.server.loseConnection();
        }
    }

    /// A desk that came back while the server's disk was full stood before lists that never changed again.
    void whatIsRefusedForTheMomentIsWatchedAgain()
    {
        AppFixture app;
        WatchBoard watch;
        watch.board = BoardName::mine;
        BoardFeed feed(*app.link, watch, nullptr);
        app.connect();
        for (const Code code : {Code::unavailable, Code::busy, Code::rateLimited}) {
            QCOMPARE(app.server.mustReceive<WatchBoard>().board, BoardName::mine);
            app.server.refuse<WatchBoard>(code, 10);
        }
        // Moved meanwhile: asked for once, with the new window.
        app.server.mustReceive<WatchBoard>();
        app.server.refuse<WatchBoard>(Code::unavailable);
        watch.from = 50;
        feed.setWatch(watch);
        QCOMPARE(app.server.mustReceive<WatchBoard>().from, 50);
        app.server.answer<WatchBoard>({});
        QVERIFY(!QTest::qWaitFor([&] { return !app.server.transport.sent.empty(); }, 1500));
        // Refused for good: not asked again.
        watch.from = 60;
        feed.setWatch(watch);
        app.server.mustReceive<WatchBoard>();
        app.server.refuse<WatchBoard>(Code::forbidden);
        QVERIFY(!QTest::qWaitFor([&] { return !app.server.transport.sent.empty(); }, 1500));
    }

    void theNewestRowWinsOnEveryBoard()
    {
        AppFixture app;
        BoardReplica boards(*app.link, *app.cache, nullptr);
        app.connect();
        ConversationRow row = testRow(1);
        app.server.says(BoardChanged {BoardName::mine, 0, 1, {row.id.value}, {row}});
        row.preview = u"newer"_s;
        app.server.says(BoardChanged {BoardName::all, 0, 7, {row.id.value}, {row}});
        QCOMPARE(boards.row(row.id)->preview, u"newer"_s);
        QCOMPARE(boards.order(BoardName::mine), QList {row.id});
        QCOMPARE(boards.total(BoardName::all), 7);
    }

    void startsFromWhatItSaw()
    {
        AppFixture app;
        {
            BoardReplica boards(*app.link, *app.cache, nullptr);
            app.connect();
            app.server.says(
                BoardChanged {BoardName::mine, 0, 2, {testRow(2).id.value, testRow(1).id.value}, {testRow(1), testRow(2)}});
            QTRY_COMPARE_WITH_TIMEOUT(CacheDatabase::readBoards(app.directory.path(), app.server.me.person).size(), 1, 5000);
        }
        BoardReplica boards(*app.link, *app.cache, nullptr);
        boards.restore(CacheDatabase::readBoards(app.directory.path(), app.server.me.person));
        QCOMPARE(boards.order(BoardName::mine), (QList {testConversation(2), testConversation(1)}));
        QVERIFY(boards.row(testConversation(1)));
    }

    void jumpKeysGoToTheNearestThatCanBeMetThenToTheLongestOverdue()
    {
        AppFixture app;
        BoardReplica boards(*app.link, *app.cache, nullptr);
        DeskClock clock;
        clock.freeze(fromMillis(1'000'000));
        DueTracker due(boards, clock);
        app.connect();
        QVERIFY(!due.mostPressing());
        QList<BoardRow> rows;
        QList<Uuid> keys;
        for (quint64 i = 1; i <= 4; ++i) {
            ConversationRow row = testRow(i);
            if (i < 4)
                row.owedSince = fromMillis(1'000'000) - std::chrono::seconds(100 * qint64(i));
            rows.append(row);
            keys.append(row.id.value);
        }
        app.server.says(BoardChanged {BoardName::mine, 0, 4, keys, rows});
        QCOMPARE(due.mostPressing(), testConversation(1));
        QCOMPARE(due.longestOverdue(), testConversation(3));
        QCOMPARE(due.nextAfter(testConversation(1)), testConversation(3));
        // Of a colleague who asks something: its reply is not this person's to give.
        ConversationRow asks = std::get<ConversationRow>(rows[0]);
        asks.assignee = PersonId(testId(5, 5));
        app.server.says(BoardChanged {BoardName::mine, 0, 4, keys, {asks}});
        QVERIFY(due.mostPressing() != testConversation(1));
        due.setMe(PersonId(testId(5, 5)));
        QCOMPARE(due.mostPressing(), testConversation(1));
    }
};

} // namespace greenroom

QTEST_GUILESS_MAIN(greenroom::TestBoardReplica)
#include "tst_boardreplica.moc"
