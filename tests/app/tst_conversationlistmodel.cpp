// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <random>

#include <QAbstractItemModelTester>
#include <QSignalSpy>

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
