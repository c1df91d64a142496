// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <random>

#include <QAbstractItemModelTester>
#include <QSignalSpy>

#include "app/conversations/conversationfiltermodel.h"
#include "app/conversations/conversationlistmodel.h"
#include "tests/support/appfixture.h"

namespace greenroom {

using namespace Qt::StringLiterals;
using ListRole = ConversationListModel::Role;

class TestConversationListModel : public QObject {
    Q_OBJECT

    static QList<ConversationId> idsOf(const ConversationListModel& model)
    {
        QList<ConversationId> ids;
        for (int row = 0; row < model.rowCount(); ++row)
            ids.append(model.idAt(row));
        return ids;
    }

    /// Rows of these numbers, as the window that begins at `from`.
    static BoardChanged told(qint64 from, qint64 total, const QList<quint64>& numbers)
    {
        BoardChanged event {BoardName::all, from, total, {}, {}};
        for (const quint64 number : numbers) {
            event.keys.append(testConversation(number).value);
            event.rows.append(testRow(number));
        }
        return event;
    }
    static QList<quint64> numbers(quint64 first, quint64 last)
    {
        QList<quint64> all;
        for (quint64 number = first; number <= last; ++number)
            all.append(number);
        return all;
    }

private Q_SLOTS:
    void showsItsBoardByRoles()
    {
        AppFixture app;
        BoardReplica boards(*app.link, *app.cache, nullptr);
        ConversationListModel mine(boards, ConversationScope::mine, nullptr);
        ConversationListModel waiting(boards, ConversationScope::waiting, nullptr);
        const QAbstractItemModelTester tester(&mine, QAbstractItemModelTester::FailureReportingMode::QtTest);
        mine.setMe(app.server.me.person);
        app.connect();
        ConversationRow row = testRow(1, u"林晓"_s);
        row.state = ConversationState::assigned;
        row.assignee = app.server.me.person;
        row.owedSince = fromMillis(5000);
        row.unread = 2;
        app.server.says(BoardChanged {BoardName::mine, 0, 1, {row.id.value}, {row}});
        QCOMPARE(mine.rowCount(), 1);
        QCOMPARE(waiting.rowCount(), 0);
        const QModelIndex index = mine.index(0);
        QCOMPARE(index.data(int(ListRole::CustomerName)).toString(), u"林晓"_s);
        QCOMPARE(index.data(int(ListRole::OwedSince)).toLongLong(), 5000);
        QVERIFY(!index.data(int(ListRole::FollowUpDue)).isValid());
        QVERIFY(index.data(int(ListRole::Mine)).toBool());
        QCOMPARE(index.data(int(ListRole::Unread)).toInt(), 2);
    }

    void anUpdateTouchesOneRowAndNothingElse()
    {
        AppFixture app;
        BoardReplica boards(*app.link, *app.cache, nullptr);
        ConversationListModel model(boards, ConversationScope::all, nullptr);
        app.connect();
        app.server.says(BoardChanged {BoardName::all, 0, 3, {testRow(1).id.value, testRow(2).id.value, testRow(3).id.value},
            {testRow(1), testRow(2), testRow(3)}});
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        QSignalSpy moved(&model, &QAbstractItemModel::rowsMoved);
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        ConversationRow row = testRow(2);
        row.preview = u"new"_s;
        app.server.says(
            BoardChanged {BoardName::all, 0, 3, {testRow(1).id.value, testRow(2).id.value, testRow(3).id.value}, {row}});
        QCOMPARE(changed.count(), 1);
        QCOMPARE(changed[0][0].toModelIndex().row(), 1);
        QCOMPARE(changed[0][1].toModelIndex().row(), 1);
        // The last becomes the first: one move.
        app.server.says(
            BoardChanged {BoardName::all, 0, 3, {testRow(3).id.value, testRow(1).id.value, testRow(2).id.value}, {}});
        QCOMPARE(moved.count(), 1);
        // The first becomes the last: one move, too.
        app.server.says(
            BoardChanged {BoardName::all, 0, 3, {testRow(1).id.value, testRow(2).id.value, testRow(3).id.value}, {}});
        QCOMPARE(moved.count(), 2);
        QCOMPARE(inserted.count() + reset.count(), 0);
    }

    void draftsAndFailuresMarkTheirRows()
    {
        AppFixture app;
        BoardReplica boards(*app.link, *app.cache, nullptr);
        ConversationListModel model(boards, ConversationScope::recent, nullptr);
        boards.remember({testRow(1), testRow(2)});
        model.setFound({testRow(2).id, testRow(1).id}, 9);
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.total(), 9);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.setDrafts({testRow(1).id});
        model.setFailed({{testRow(2).id, 3}});
        QCOMPARE(changed.count(), 2);
        QVERIFY(model.index(1).data(int(ListRole::HasDraft)).toBool());
        QCOMPARE(model.index(0).data(int(ListRole::FailedCount)).toInt(), 3);
        model.setDrafts({});
        QVERIFY(!model.index(1).data(int(ListRole::HasDraft)).toBool());
    }

    void whatIsAskedOfThisPersonIsSaid()
    {
        AppFixture app;
        BoardReplica boards(*app.link, *app.cache, nullptr);
        ConversationListModel model(boards, ConversationScope::recent, nullptr);
        const PersonId me = app.server.me.person;
        const PersonId colleague(testId(5, 5));
        ConversationRow toMe = testRow(1);
        toMe.state = ConversationState::assigned;
        toMe.assignee = colleague;
        toMe.offeredTo = me;
        toMe.offerUntil = fromMillis(9);
        ConversationRow fromMe = toMe;
        fromMe.id = testConversation(2);
        std::swap(fromMe.assignee, fromMe.offeredTo);
        fromMe.transfers = 2;
        fromMe.supportTier = routing::Tier::l2;
        ConversationRow other = testRow(3);
        other.asked = QList {colleague, me};
        other.joined = QList {me};
        other.helpSince = fromMillis(7);
        boards.remember({toMe, fromMe, other});
        model.setFound({toMe.id, fromMe.id, other.id}, 3);
        model.setMe(me);
        const auto at = [&](int row, ListRole role) { return model.index(row).data(int(role)); };
        QVERIFY(at(0, ListRole::TransferToMe).toBool() && !at(0, ListRole::OnTransfer).toBool());
        QCOMPARE(at(0, ListRole::OfferUntil).toLongLong(), 9);
        QVERIFY(at(1, ListRole::OnTransfer).toBool() && !at(1, ListRole::TransferToMe).toBool());
        QVERIFY(!at(1, ListRole::OfferUntil).isValid());
        QCOMPARE(at(1, ListRole::Transfers).toInt(), 2);
        QCOMPARE(at(1, ListRole::SupportTier).toInt(), int(routing::Tier::l2));
        QVERIFY(at(2, ListRole::AsksMe).toBool() && at(2, ListRole::Joined).toBool());
        QCOMPARE(at(2, ListRole::HelpSince).toLongLong(), 7);
        for (const ListRole role : {ListRole::AsksMe, ListRole::Joined, ListRole::HelpSince})
            QVERIFY(!at(0, role).toBool());
        model.setMe(colleague);
        QVERIFY(at(1, ListRole::TransferToMe).toBool());
        QVERIFY(!at(2, ListRole::Joined).toBool());
    }

    void aLongListHasAllItsRowsAndAWindowOfThem()
    {
        AppFixture app;
        BoardReplica boards(*app.link, *app.cache, nullptr);
        ConversationListModel model(boards, ConversationScope::all, nullptr);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        app.connect();
        app.server.says(told(0, 100'000, numbers(1, 200)));
        QCOMPARE(model.rowCount(), 100'000);
        QVERIFY(!model.isWhole());
        QCOMPARE(model.idAt(199), testConversation(200));
        QVERIFY(!model.index(199).data(int(ListRole::Loading)).toBool());
        QVERIFY(model.index(200).data(int(ListRole::Loading)).toBool());
        QVERIFY(model.idAt(200).isNull() && !model.rowAt(200));
        for (const ListRole role : {ListRole::Id, ListRole::CustomerName, ListRole::Unread, ListRole::Pinned})
            QVERIFY(!model.index(200).data(int(role)).isValid());

        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        QSignalSpy window(&model, &ConversationListModel::windowChanged);
        app.server.says(told(50'000, 100'000, numbers(50'001, 50'200)));
        QCOMPARE(inserted.count() + removed.count(), 0);
        QCOMPARE(changed.count(), 2); // where it was, and where it is
        QCOMPARE(window.count(), 1);
        QCOMPARE(model.rowOf(testConversation(50'001)), 50'000);
        QCOMPARE(model.rowOf(testConversation(1)), -1);
        QVERIFY(model.index(0).data(int(ListRole::Loading)).toBool());

        // One that comes first pushes the last one out: a row more, and nothing else moves.
        QPersistentModelIndex kept(model.index(50'010));
        QList<quint64> pushed = numbers(50'001, 50'199);
        pushed.prepend(7);
        app.server.says(told(50'000, 100'001, pushed));
        QCOMPARE(inserted.count(), 1);
        QCOMPARE(removed.count(), 0);
        QCOMPARE(kept.row(), 50'011);
        QCOMPARE(model.rowCount(), 100'001);
        QCOMPARE(model.idAt(50'000), testConversation(7));
        QVERIFY(model.idAt(50'200).isNull());
        // One that goes draws the next one in.
        pushed.removeAt(5);
        pushed.append(50'200);
        app.server.says(told(50'000, 100'000, pushed));
        QCOMPARE(inserted.count(), 1);
        QCOMPARE(removed.count(), 1);
        QCOMPARE(kept.row(), 50'010);
        QCOMPARE(model.idAt(50'199), testConversation(50'200));

        app.server.says(told(0, 3, numbers(1, 3))); // nearly all have gone
        QVERIFY(model.isWhole());
        QCOMPARE(idsOf(model), (QList {testConversation(1), testConversation(2), testConversation(3)}));
    }

    void aHeldListKeepsItsOrderAndItsRowsGoOn()
    {
        AppFixture app;
        BoardReplica boards(*app.link, *app.cache, nullptr);
        ConversationListModel model(boards, ConversationScope::all, nullptr);
        app.connect();
        app.server.says(told(0, 1000, numbers(1, 200)));
        model.setHeld(true);
        BoardChanged turned = told(0, 999, {2, 1, 3});
        std::get<ConversationRow>(turned.rows[2]).preview = u"new"_s;
        app.server.says(turned);
        QCOMPARE(model.idAt(0), testConversation(1));
        QCOMPARE(model.rowCount(), 1000);
        QCOMPARE(model.total(), 999);
        QCOMPARE(model.index(2).data(int(ListRole::Preview)).toString(), u"new"_s);
        // What somebody scrolls to comes at once.
        app.server.says(told(500, 999, numbers(501, 700)));
        QCOMPARE(model.idAt(500), testConversation(501));
        QCOMPARE(model.rowCount(), 999);
        app.server.says(told(500, 998, numbers(502, 701)));
        QCOMPARE(model.idAt(500), testConversation(501));
        model.setHeld(false);
        QCOMPARE(model.idAt(500), testConversation(502));
        QCOMPARE(model.rowCount(), 998);
    }

    void whatIsAskedForByAFilterComesAlsoWhileHeld()
    {
        AppFixture app;
        BoardReplica boards(*app.link, *app.cache, nullptr);
        ConversationListModel model(boards, ConversationScope::waiting, nullptr);
        app.connect();
        BoardChanged all = told(0, 1000, numbers(1, 200));
        all.board = BoardName::waiting;
        app.server.says(all);
        for (int i = 0; i < 4; ++i) {
            app.server.mustReceive<WatchBoard>();
            app.server.answer<WatchBoard>({});
        }
        model.setHeld(true);
        ConversationFilter filter;
        filter.channel = Channel::comment;
        model.setFilter(filter, true);
        QVERIFY(model.index(0).data(int(ListRole::Loading)).toBool());
        const WatchBoard watch = app.server.mustReceive<WatchBoard>();
        QVERIFY(watch.filter && watch.filter->channel == Channel::comment && watch.filter->unread == true);
        QVERIFY(!watch.filter->newestFirst);
        app.server.answer<WatchBoard>({});
        BoardChanged some = told(0, 2, {8, 9});
        some.board = BoardName::waiting;
        app.server.says(some);
        QCOMPARE(idsOf(model), (QList {testConversation(8), testConversation(9)}));
        QVERIFY(model.isWhole());
    }

    /// Wherever the window goes and whatever happens to the list meanwhile, both models follow by valid steps.
    void aWindowThatMovesAtRandomIsFollowed()
    {
        const auto seed = qEnvironmentVariableIsSet("SEED") ? qEnvironmentVariableIntValue("SEED")
                                                            : static_cast<int>(std::random_device {}() & 0x7fffffff);
        qInfo("SEED=%d", seed);
        std::mt19937 random(static_cast<unsigned>(seed));
        const auto pick = [&](qint64 most) { return std::uniform_int_distribution<qint64>(0, most)(random); };
        constexpr qint64 window = 20;
        AppFixture app;
        BoardReplica boards(*app.link, *app.cache, nullptr);
        ConversationListModel list(boards, ConversationScope::all, nullptr);
        ConversationFilterModel shown(nullptr);
        shown.setOrder(ConversationFilterModel::Order::deadline);
        shown.setSourceModel(&list);
        const QAbstractItemModelTester a(&list, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const QAbstractItemModelTester b(&shown, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy reset(&list, &QAbstractItemModel::modelReset);
        QSignalSpy resetShown(&shown, &QAbstractItemModel::modelReset);
        app.connect();
        QList<quint64> board;
        quint64 next = 1;
        qint64 from = 0;
        for (int step = 0; step < 400; ++step) {
            for (qint64 i = pick(step % 50 < 25 ? 6 : 2); i > 0; --i)
                board.insert(pick(board.size()), next++);
            for (qint64 i = pick(step % 50 < 25 ? 2 : 6); i > 0 && !board.isEmpty(); --i)
                board.removeAt(pick(board.size() - 1));
            for (qint64 i = pick(3); i > 0 && board.size() > 1; --i)
                board.move(pick(board.size() - 1), pick(board.size() - 1));
            if (pick(59) == 0)
                board.clear();
            if (pick(3) == 0 || from > board.size())
                from = pick(std::max<qint64>(0, board.size() - 1));
            if (pick(4) == 0)
                from = 0;
            if (pick(3) == 0)
                shown.setFrozen(!shown.isFrozen());
            if (pick(5) == 0)
                shown.setUnreadOnly(!shown.unreadOnly());
            if (pick(5) == 0)
                list.setPinned({testConversation(quint64(pick(qint64(next)))), testConversation(quint64(pick(qint64(next))))});
            BoardChanged event = told(from, board.size(), board.mid(from, window));
            for (BoardRow& row : event.rows)
                std::get<ConversationRow>(row).unread = pick(2);
            app.server.says(event);
            for (int row = 0; row < list.rowCount(); ++row)
                if (const ConversationRow* here = list.rowAt(row))
                    QCOMPARE(list.rowOf(here->id), row);
            if (!list.isWhole())
                QCOMPARE(shown.rowCount(), list.rowCount());
            shown.setFrozen(false);
            QCOMPARE(list.rowCount(), board.size());
            for (int row = 0; row < list.rowCount(); ++row) {
                const bool here = row >= from && row < from + window;
                QCOMPARE(list.idAt(row), here ? testConversation(board[row]) : ConversationId());
                if (here)
                    QCOMPARE(*list.rowAt(row), *boards.row(list.idAt(row)));
                if (!list.isWhole())
                    QCOMPARE(shown.idAt(row), list.idAt(row));
            }
            if (list.isWhole() && !shown.unreadOnly())
                QCOMPARE(shown.rowCount(), list.rowCount());
            if (pick(3) == 0)
                shown.setFrozen(true);
        }
        QCOMPARE(reset.count() + resetShown.count(), 0);
    }

    /// Whatever order the boards take, the models follow by valid steps and end equal to what the server told last.
    void randomOrdersAreFollowed()
    {
        const auto seed = qEnvironmentVariableIsSet("SEED") ? qEnvironmentVariableIntValue("SEED")
                                                            : static_cast<int>(std::random_device {}() & 0x7fffffff);
        qInfo("SEED=%d", seed);
        std::mt19937 random(static_cast<unsigned>(seed));
        AppFixture app;
        BoardReplica boards(*app.link, *app.cache, nullptr);
        ConversationListModel mine(boards, ConversationScope::mine, nullptr);
        ConversationListModel all(boards, ConversationScope::all, nullptr);
        const QAbstractItemModelTester a(&mine, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const QAbstractItemModelTester b(&all, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy reset(&all, &QAbstractItemModel::modelReset);
        app.connect();
        for (int step = 0; step < 150; ++step) {
            const auto pick = [&](quint64 most) { return std::uniform_int_distribution<quint64>(0, most)(random); };
            QList<quint64> numbers;
            for (quint64 i = 1; i <= 20; ++i)
                if (pick(3) > 0)
                    numbers.append(i);
            if (step % 3 == 0)
                std::shuffle(numbers.begin(), numbers.end(), random);
            QList<Uuid> keys;
            QList<BoardRow> rows;
            QList<ConversationId> wanted;
            for (const quint64 number : numbers) {
                ConversationRow row = testRow(number);
                row.unread = qint64(pick(3));
                keys.append(row.id.value);
                wanted.append(row.id);
                rows.append(row);
            }
            const bool own = pick(1) == 0;
            app.server.says(BoardChanged {own ? BoardName::mine : BoardName::all, 0, qint64(keys.size()), keys, rows});
            const ConversationListModel& model = own ? mine : all;
            QCOMPARE(idsOf(model), wanted);
            for (int row = 0; row < model.rowCount(); ++row)
                QCOMPARE(*model.rowAt(row), *boards.row(model.idAt(row)));
        }
        QCOMPARE(reset.count(), 0);
    }
};

} // namespace greenroom

QTEST_GUILESS_MAIN(greenroom::TestConversationListModel)
#include "tst_conversationlistmodel.moc"
