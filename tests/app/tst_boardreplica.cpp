// SPDX-License-Identifier: GPL-3.0-or-later
#include <QSignalSpy>

#include "app/conversations/boardreplica.h"
#include "app/conversations/duetracker.h"
#include "tests/support/appfixture.h"

namespace greenroom {

using namespace Qt::StringLiterals;

class TestBoardReplica : public QObject {
    Q_OBJECT

    static constexpr qint64 kMany = 20'000;

    /// What the server tells of a board of `total`: rows of these numbers, counted from 1.
    static BoardChanged window(BoardName board, qint64 from, qint64 count, qint64 total)
    {
        BoardChanged told {board, from, total, {}, {}};
        for (qint64 row = from; row < std::min(from + count, total); ++row) {
            told.keys.append(testConversation(quint64(row + 1)).value);
            told.rows.append(testRow(quint64(row + 1)));
        }
        return told;
    }
    /// Connects, and takes what is asked first.
    static void connectAndWatch(AppFixture& app)
    {
        app.connect();
        for (int i = 0; i < 4; ++i) {
            QCOMPARE(app.server.mustReceive<WatchBoard>().count, BoardReplica::kWindow);
            app.server.answer<WatchBoard>({});
        }
    }

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

    void theWindowGoesWhereSomebodyLooks()
    {
        AppFixture app;
        BoardReplica boards(*app.link, *app.cache, nullptr);
        connectAndWatch(app);
        app.server.says(window(BoardName::all, 0, 200, kMany));
        QVERIFY(!boards.isComplete(BoardName::all) && boards.isFromTop(BoardName::all));
        boards.show(BoardName::all, 0, 14);
        boards.show(BoardName::all, 120, 134);
        QVERIFY(app.server.nothingElse());
        boards.show(BoardName::all, 140, 154); // fewer than fifty rows to the edge
        const WatchBoard first = app.server.mustReceive<WatchBoard>();
        QCOMPARE(first.board, BoardName::all);
        QCOMPARE(first.from, 47);
        QVERIFY(first.from + first.count >= 154 + 50);
        // While that is under way the newest wish waits, and the ones between are never asked for.
        boards.show(BoardName::all, 5000, 5014);
        boards.show(BoardName::all, 10'000, 10'014);
        boards.show(BoardName::all, 19'986, 19'999);
        QVERIFY(!QTest::qWaitFor([&] { return !app.server.transport.sent.empty(); }, 300));
        app.server.answer<WatchBoard>({});
        app.server.says(window(BoardName::all, first.from, first.count, kMany));
        QCOMPARE(boards.from(BoardName::all), 47);
        const WatchBoard last = app.server.mustReceive<WatchBoard>();
        QCOMPARE(last.from, kMany - BoardReplica::kWindow);
        app.server.answer<WatchBoard>({});
        app.server.says(window(BoardName::all, last.from, last.count, kMany));
        QCOMPARE(boards.order(BoardName::all).last(), testConversation(kMany));
        QVERIFY(boards.isListed(testConversation(kMany)) && !boards.isListed(testConversation(1)));
        QVERIFY(!boards.isFromTop(BoardName::all));
        boards.show(BoardName::all, kMany - 14, kMany - 1); // there is nothing behind it
        // Nobody has more of their own than a window holds.
        boards.show(BoardName::mine, 180, 199);
        QVERIFY(app.server.nothingElse());
    }

    void afterAReconnectTheWindowIsWhereItWas()
    {
        AppFixture app;
        BoardReplica boards(*app.link, *app.cache, nullptr);
        connectAndWatch(app);
        app.server.says(window(BoardName::waiting, 0, 200, kMany));
        boards.show(BoardName::waiting, 900, 914);
        QCOMPARE(app.server.mustReceive<WatchBoard>().from, 807);
        app.server.loseConnection();
        app.reconnect();
        QHash<BoardName, qint64> from;
        for (int i = 0; i < 4; ++i) {
            const WatchBoard watch = app.server.mustReceive<WatchBoard>();
            from.insert(watch.board, watch.from);
        }
        QCOMPARE(from.value(BoardName::waiting), 807);
        QCOMPARE(from.value(BoardName::all), 0);
        boards.clear();
        QCOMPARE(boards.total(BoardName::waiting), 0);
        QCOMPARE(boards.from(BoardName::waiting), 0);
    }

    void whatAFilterLeavesOutIsNeverShown()
    {
        AppFixture app;
        BoardReplica boards(*app.link, *app.cache, nullptr);
        QSignalSpy refused(&boards, &BoardReplica::refused);
        connectAndWatch(app);
        app.server.says(window(BoardName::waiting, 0, 200, kMany));
        BoardFilter vip;
        vip.tier = CustomerTier::vip;
        boards.setFilter(BoardName::waiting, vip);
        QVERIFY(boards.order(BoardName::waiting).isEmpty() && !boards.isFromTop(BoardName::waiting));
        const WatchBoard asked = app.server.mustReceive<WatchBoard>();
        QCOMPARE(asked.filter, std::optional(vip));
        QCOMPARE(asked.from, 0);
        app.server.says(window(BoardName::waiting, 0, 200, kMany)); // was under way
        QVERIFY(boards.order(BoardName::waiting).isEmpty());
        // Too many filters are on the board: asked again.
        app.server.refuse<WatchBoard>(Code::busy, 10);
        QCOMPARE(refused.count(), 1);
        app.server.says(window(BoardName::waiting, 0, 200, kMany));
        QVERIFY(boards.order(BoardName::waiting).isEmpty());
        QCOMPARE(app.server.mustReceive<WatchBoard>().filter, std::optional(vip));
        // Another one meanwhile: what comes by the first is not it.
        BoardFilter unread;
        unread.unread = true;
        boards.setFilter(BoardName::waiting, unread);
        app.server.answer<WatchBoard>({});
        app.server.says(window(BoardName::waiting, 0, 3, 3));
        QVERIFY(boards.order(BoardName::waiting).isEmpty());
        QCOMPARE(app.server.mustReceive<WatchBoard>().filter, std::optional(unread));
        app.server.answer<WatchBoard>({});
        app.server.says(window(BoardName::waiting, 0, 2, 2));
        QCOMPARE(boards.total(BoardName::waiting), 2);
        QVERIFY(!boards.isComplete(BoardName::waiting)); // of what it holds, not of the board
        boards.setFilter(BoardName::waiting, {});
        QVERIFY(!app.server.mustReceive<WatchBoard>().filter);
        app.server.answer<WatchBoard>({});
        app.server.says(window(BoardName::waiting, 0, 2, 2));
        QVERIFY(boards.isComplete(BoardName::waiting));
    }

    /// The next start shows a list from its beginning, whole as far as it goes.
    void onlyABeginningIsKept()
    {
        AppFixture app;
        BoardReplica boards(*app.link, *app.cache, nullptr);
        connectAndWatch(app);
        const auto cached = [&](BoardName board) {
            QList<ConversationId> ids;
            for (const CachedBoard& each : CacheDatabase::readBoards(app.directory.path(), app.server.me.person))
                if (each.board == board)
                    for (const ConversationRow& row : each.rows)
                        ids.append(row.id);
            return ids;
        };
        app.server.says(window(BoardName::all, 0, 3, 500));
        QTRY_COMPARE_WITH_TIMEOUT(cached(BoardName::all).size(), 3, 5000);
        app.server.says(window(BoardName::all, 300, 5, 500));
        app.server.says(window(BoardName::mine, 0, 1, 1)); // written with what else there is to write
        QTRY_COMPARE_WITH_TIMEOUT(cached(BoardName::mine).size(), 1, 5000);
        QCOMPARE(cached(BoardName::all), (QList {testConversation(1), testConversation(2), testConversation(3)}));
        app.server.says(window(BoardName::all, 0, 4, 500));
        QTRY_COMPARE_WITH_TIMEOUT(cached(BoardName::all).size(), 4, 5000);
    }

    void jumpKeysGoToTheNearestThatCanBeMetThenToTheLongestOverdue()
    {
        AppFixture app;
        BoardReplica boards(*app.link, *app.cache, nullptr);
        DeskClock clock;
        clock.freeze(fromMillis(1'000'000));
        DueTracker due(boards, clock);
        app.connect();
        const PersonId me(testId(5, 5));
        due.setMe(me);
        QVERIFY(!due.mostPressing());
        QList<BoardRow> rows;
        QList<Uuid> keys;
        for (quint64 i = 1; i <= 4; ++i) {
            ConversationRow row = testRow(i);
            if (i < 4) {
                row.assignee = me;
                row.owedSince = fromMillis(1'000'000) - std::chrono::seconds(100 * qint64(i));
            }
            rows.append(row);
            keys.append(row.id.value);
        }
        app.server.says(BoardChanged {BoardName::mine, 0, 4, keys, rows});
        QCOMPARE(due.mostPressing(), testConversation(1));
        QCOMPARE(due.longestOverdue(), testConversation(3));
        QCOMPARE(due.nextAfter(testConversation(1)), testConversation(3));
        // Of a colleague who asks something, or beside whom one speaks: its reply is not this person's to give, nor is it when
        // it is nobody's again.
        ConversationRow theirs = std::get<ConversationRow>(rows[0]);
        theirs.assignee = PersonId(testId(5, 6));
        theirs.asked = QList {me};
        app.server.says(BoardChanged {BoardName::mine, 0, 4, keys, {theirs}});
        QVERIFY(due.mostPressing() != testConversation(1));
        theirs.asked.reset();
        theirs.joined = QList {me};
        app.server.says(BoardChanged {BoardName::mine, 0, 4, keys, {theirs}});
        QVERIFY(due.mostPressing() != testConversation(1));
        theirs.assignee.reset();
        app.server.says(BoardChanged {BoardName::mine, 0, 4, keys, {theirs}});
        QVERIFY(due.mostPressing() != testConversation(1));
        app.server.says(BoardChanged {BoardName::mine, 0, 4, keys, {rows[0]}});
        QCOMPARE(due.mostPressing(), testConversation(1));
        // An offer that runs out sooner goes before; what ran out is not overdue.
        ConversationRow offered = std::get<ConversationRow>(rows[3]);
        offered.offeredTo = me;
        offered.offerUntil = fromMillis(1'020'000);
        app.server.says(BoardChanged {BoardName::mine, 0, 4, keys, {offered}});
        QCOMPARE(due.mostPressing(), testConversation(4));
        clock.freeze(fromMillis(1'021'000));
        QCOMPARE(due.mostPressing(), testConversation(1));
        QCOMPARE(due.longestOverdue(), testConversation(3));
    }
};

} // namespace greenroom

QTEST_GUILESS_MAIN(greenroom::TestBoardReplica)
#include "tst_boardreplica.moc"
