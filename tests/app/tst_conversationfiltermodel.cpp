// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractItemModelTester>

#include "app/conversations/conversationfiltermodel.h"
#include "app/conversations/conversationlistmodel.h"
#include "tests/support/appfixture.h"

namespace greenroom {

using namespace Qt::StringLiterals;
using ListRole = ConversationListModel::Role;

class TestConversationFilterModel : public QObject {
    Q_OBJECT

    struct Desk : AppFixture {
        BoardReplica boards {*link, *cache, nullptr};
        ConversationListModel list {boards, ConversationScope::all, nullptr};
        ConversationFilterModel filter {nullptr};
        QAbstractItemModelTester tester {&filter, QAbstractItemModelTester::FailureReportingMode::QtTest};

        Desk()
        {
            filter.setSourceModel(&list);
            connect();
        }
        void tell(const QList<ConversationRow>& rows)
        {
            QList<Uuid> keys;
            QList<BoardRow> told;
            for (const ConversationRow& row : rows) {
                keys.append(row.id.value);
                told.append(row);
            }
            server.says(BoardChanged {BoardName::all, 0, keys.size(), keys, told});
        }
        /// The beginning of a list of so many.
        void tellPart(const QList<ConversationRow>& rows, qint64 total)
        {
            BoardChanged told {BoardName::all, 0, total, {}, {}};
            for (const ConversationRow& row : rows) {
                told.keys.append(row.id.value);
                told.rows.append(row);
            }
            server.says(told);
        }
        QString names() const
        {
            QString all;
            for (int row = 0; row < filter.rowCount(); ++row)
                all += filter.index(row, 0).data().toString();
            return all;
        }
    };

    static ConversationRow row(
        quint64 number, const QString& name, std::optional<qint64> owed, std::optional<qint64> due, qint64 said, qint64 unread)
    {
        ConversationRow made = testRow(number, name);
        if (owed)
            made.owedSince = fromMillis(*owed);
        if (due)
            made.followUpDue = fromMillis(*due);
        made.lastSaidAt = fromMillis(said);
        made.unread = unread;
        return made;
    }

private Q_SLOTS:
    void sortsByWhatIsDueFirst()
    {
        Desk desk;
        desk.tell({row(1, u"a"_s, {}, {}, 10, 0), row(2, u"b"_s, 400'000, {}, 20, 1), row(3, u"c"_s, 300'000, {}, 30, 0),
            row(4, u"d"_s, {}, 500'000, 40, 0)});
        QCOMPARE(desk.names(), u"abcd"_s);
        desk.filter.setOrder(ConversationFilterModel::Order::deadline); // c at 480 000, d at 500 000, b at 580 000
        QCOMPARE(desk.names(), u"cdba"_s);
        desk.filter.setOwedTarget(Millis(60'000)); // c 360 000, b 460 000, d 500 000
        QCOMPARE(desk.names(), u"cbda"_s);
        desk.filter.setOrder(ConversationFilterModel::Order::server);
        QCOMPARE(desk.names(), u"abcd"_s);
    }

    void anOfferAndATransferToThisPersonAreDueWhenTheyRunOut()
    {
        Desk desk;
        const PersonId me(testId(5, 5));
        const auto offered = [](ConversationRow row, PersonId to, qint64 until) {
            row.offeredTo = to;
            row.offerUntil = fromMillis(until);
            return row;
        };
        ConversationRow transfer = offered(row(4, u"d"_s, {}, {}, 40, 0), me, 20'000);
        transfer.state = ConversationState::assigned;
        transfer.assignee = PersonId(testId(5, 6));
        desk.filter.setOrder(ConversationFilterModel::Order::deadline);
        desk.tell({row(1, u"a"_s, {}, 3'600'000, 10, 0), offered(row(2, u"b"_s, {}, {}, 20, 0), me, 30'000),
            offered(row(3, u"c"_s, {}, {}, 30, 0), PersonId(testId(5, 6)), 10'000), transfer});
        QCOMPARE(desk.names(), u"adcb"_s); // whom they are offered to is not known yet
        desk.list.setMe(me);
        QCOMPARE(desk.names(), u"dbac"_s);
    }

    void narrowsToUnread()
    {
        Desk desk;
        desk.tell({row(1, u"林晓"_s, {}, {}, 10, 0), row(2, u"Maria"_s, 1, {}, 20, 1), row(3, u"Mark"_s, {}, {}, 30, 0)});
        desk.filter.setUnreadOnly(true);
        QCOMPARE(desk.names(), u"Maria"_s);
        QCOMPARE(desk.filter.idAt(0), testConversation(2));
        QCOMPARE(desk.filter.rowOf(testConversation(1)), -1);
        desk.filter.setUnreadOnly(false);
        QCOMPARE(desk.filter.rowCount(), 3);
    }

    void whatIsReadGoesOnlyOnceNothingIsTouchedAndNeverWhileOpen()
    {
        Desk desk;
        const auto told = [&](qint64 unreadOfA) {
            desk.tell({row(1, u"a"_s, {}, {}, 10, unreadOfA), row(2, u"b"_s, {}, {}, 20, 1)});
        };
        told(1);
        desk.filter.setUnreadOnly(true);
        desk.filter.setFrozen(true);
        told(0);
        QCOMPARE(desk.names(), u"ab"_s);
        desk.filter.setOpen(testConversation(1));
        desk.filter.setFrozen(false);
        QCOMPARE(desk.names(), u"ab"_s);
        desk.filter.setOpen(testConversation(2));
        QCOMPARE(desk.names(), u"b"_s);
        desk.filter.setFrozen(true);
        desk.filter.setUnreadOnly(false);
        QCOMPARE(desk.names(), u"ab"_s);
        QVERIFY(!desk.filter.isFrozen());
    }

    void whatIsPinnedComesFirstInTheOrderOfTheList()
    {
        Desk desk;
        desk.tell({row(1, u"a"_s, {}, {}, 10, 0), row(2, u"b"_s, 400'000, {}, 20, 1), row(3, u"c"_s, 300'000, {}, 30, 0),
            row(4, u"d"_s, {}, 500'000, 40, 0)});
        desk.list.setPinned({testConversation(4), testConversation(2)});
        QCOMPARE(desk.names(), u"bdac"_s);
        desk.filter.setOrder(ConversationFilterModel::Order::deadline); // d at 500 000, b at 580 000
        QCOMPARE(desk.names(), u"dbca"_s);
        desk.filter.setFrozen(true);
        desk.list.setPinned({testConversation(1)});
        QCOMPARE(desk.names(), u"dbca"_s);
        desk.filter.setFrozen(false);
        QCOMPARE(desk.names(), u"acdb"_s);
        desk.filter.setOrder(ConversationFilterModel::Order::server);
        // As the server moves them, each among its own.
        desk.tell({row(4, u"d"_s, {}, 500'000, 40, 0), row(1, u"a"_s, {}, {}, 10, 0), row(2, u"b"_s, 400'000, {}, 20, 1)});
        QCOMPARE(desk.names(), u"adb"_s);
    }

    void aListThatIsNotAllHereStandsAsTheServerHasIt()
    {
        Desk desk;
        const QList<ConversationRow> rows {
            row(1, u"a"_s, {}, {}, 30, 0), row(2, u"b"_s, 400'000, {}, 20, 1), row(3, u"c"_s, 300'000, {}, 10, 0)};
        desk.filter.setOrder(ConversationFilterModel::Order::deadline);
        desk.list.setPinned({testConversation(3)});
        desk.tell(rows);
        QCOMPARE(desk.names(), u"cba"_s);
        desk.filter.setUnreadOnly(true);
        QCOMPARE(desk.names(), u"b"_s);
        desk.tellPart(rows, 5000);
        QVERIFY(!desk.filter.isWhole());
        QCOMPARE(desk.filter.rowCount(), 5000);
        QCOMPARE(desk.names(), u"abc"_s); // of the rest there is no name yet
        QVERIFY(desk.filter.idAt(3).isNull());
        QCOMPARE(desk.filter.rowOf(testConversation(2)), 1);
        desk.tell(rows);
        QVERIFY(desk.filter.isWhole());
        QCOMPARE(desk.names(), u"b"_s);
        desk.filter.setUnreadOnly(false);
        QCOMPARE(desk.names(), u"cba"_s);
    }

    void aLongListDoesNotMoveUnderTheHand()
    {
        Desk desk;
        const auto rows = [](qint64 unreadOfA) {
            return QList<ConversationRow> {row(1, u"a"_s, {}, {}, 30, unreadOfA), row(2, u"b"_s, {}, {}, 20, 0)};
        };
        desk.tellPart(rows(0), 5000);
        desk.filter.setFrozen(true);
        QList<ConversationRow> turned = rows(4);
        turned.swapItemsAt(0, 1);
        desk.tellPart(turned, 4000);
        QCOMPARE(desk.names(), u"ab"_s);
        QCOMPARE(desk.filter.rowCount(), 5000);
        QCOMPARE(desk.filter.index(0, 0).data(int(ListRole::Unread)).toInt(), 4);
        desk.filter.setFrozen(false);
        QCOMPARE(desk.names(), u"ba"_s);
        QCOMPARE(desk.filter.rowCount(), 4000);
    }

    void nothingMovesWhileFrozen()
    {
        Desk desk;
        desk.filter.setOrder(ConversationFilterModel::Order::deadline);
        desk.tell({row(1, u"a"_s, {}, {}, 30, 0), row(2, u"b"_s, {}, {}, 20, 0)});
        QCOMPARE(desk.names(), u"ab"_s);
        desk.filter.setFrozen(true);
        desk.tell({row(1, u"a"_s, {}, {}, 30, 0), row(2, u"b"_s, {}, {}, 90, 1)});
        QCOMPARE(desk.names(), u"ab"_s);
        desk.filter.setFrozen(false);
        QCOMPARE(desk.names(), u"ba"_s);
    }
};

} // namespace greenroom

QTEST_GUILESS_MAIN(greenroom::TestConversationFilterModel)
#include "tst_conversationfiltermodel.moc"
