// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAccessible>
#include <QPushButton>
#include <QScrollBar>
#include <QTest>

#include "tests/ui/listfixture.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

/// Lists of which a part is here, and what narrows them.
class TestLongLists final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void ofALongListComesWhatOneLooksAt()
    {
        Listing desk;
        desk.showLong();
        QCOMPARE(desk.view()->model()->rowCount(), 20'000);
        QVERIFY(!desk.rowRect(0).isEmpty());
        desk.view()->verticalScrollBar()->setValue(10'000);
        const int top = desk.view()->indexAt({4, 1}).row();
        QVERIFY(top > 9000 && desk.isLoading(top));
        // Calm bars, of all rows the same, and said aloud.
        QCOMPARE(desk.row(top), desk.row(top + 1));
        QVERIFY(desk.has(top, ColorRole::sunken) && !desk.has(top, ColorRole::text));
        auto* aloud = QAccessible::queryAccessibleInterface(desk.view());
        QCOMPARE(aloud->child(top)->text(QAccessible::Name), u"loading"_s);
        const WatchBoard watch = desk.serve(BoardName::all, 20'000);
        QVERIFY(watch.from <= top - 50 && watch.from + watch.count > top + 50);
        QVERIFY(!desk.isLoading(top));
        QCOMPARE(desk.view()->model()->index(top, 0).data().toString(), u"c%1"_s.arg(top + 1));
        QCOMPARE(desk.view()->indexAt({4, 1}).row(), top); // nothing moved
        QVERIFY(desk.isLoading(0));
        // Back to its beginning for whoever else looks at the board, once another list is on screen.
        desk.press(Qt::Key_1, Qt::ControlModifier);
        QCOMPARE(desk.asked(BoardName::all).from, 0);
    }

    void theEndOfALongListIsReachedByKeyAndOpensOnceItIsHere()
    {
        Listing desk;
        desk.showLong();
        desk.view()->setFocus();
        desk.press(Qt::Key_End);
        QCOMPARE(desk.view()->currentIndex().row(), 19'999);
        QVERIFY(desk.isLoading(19'999));
        desk.press(Qt::Key_Return);
        QCOMPARE(desk.openId(), ConversationId());
        desk.serve(BoardName::all, 20'000);
        QCOMPARE(desk.openId(), testConversation(20'000));
        QCOMPARE(desk.view()->currentIndex().row(), 19'999);
        desk.press(Qt::Key_Up, Qt::ControlModifier);
        QCOMPARE(desk.openId(), testConversation(19'999));
        desk.view()->setFocus();
        desk.press(Qt::Key_Home);
        QVERIFY(desk.isLoading(0));
        desk.press(Qt::Key_Return);
        desk.press(Qt::Key_Down); // thought better of it
        desk.serve(BoardName::all, 20'000);
        QCOMPARE(desk.openId(), testConversation(19'999));
        desk.press(Qt::Key_Return);
        QCOMPARE(desk.openId(), testConversation(2));
    }

    void ctrlArrowsWalkOverTheEdgeOfWhatIsHere()
    {
        Listing desk;
        desk.showLong(1000);
        desk.desk->workspace.requestOpen(testConversation(141));
        QCOMPARE(desk.view()->currentIndex().row(), 140);
        for (quint64 number = 142; number <= 230; ++number) {
            desk.press(Qt::Key_Down, Qt::ControlModifier);
            QVERIFY(QTest::qWaitFor([&] {
                desk.serveAll(BoardName::all, 1000);
                return desk.openId() == testConversation(number);
            }));
        }
        QCOMPARE(desk.view()->currentIndex().row(), 229);
    }

    void aLongListStandsStillUnderThePointer()
    {
        Listing desk;
        desk.showLong();
        desk.moveInside(desk.rowRect(1).center());
        BoardChanged turned {BoardName::all, 0, 19'000, {testConversation(2).value, testConversation(1).value}, {}};
        ConversationRow first = testRow(1);
        first.unread = 5;
        turned.rows = {first};
        desk.server.says(turned);
        QCOMPARE(desk.view()->model()->index(0, 0).data().toString(), u"c1"_s);
        QCOMPARE(desk.view()->model()->index(0, 0).data(static_cast<int>(ConversationListModel::Role::Unread)).toInt(), 5);
        QCOMPARE(desk.view()->model()->rowCount(), 20'000);
        QTRY_COMPARE_WITH_TIMEOUT(desk.view()->model()->index(0, 0).data().toString(), u"c2"_s, 3000);
        QCOMPARE(desk.view()->model()->rowCount(), 19'000);
    }

    void theMarkStaysOnTheOpenConversationWhenRowsComeBeforeIt()
    {
        Listing desk;
        desk.showLong();
        desk.desk->workspace.requestOpen(testConversation(3));
        QCOMPARE(desk.view()->currentIndex().row(), 2);
        BoardChanged more = Listing::part({BoardName::all, {}, 0, 200}, 20'000);
        more.keys.prepend(testConversation(50'000).value);
        more.keys.removeLast();
        more.rows = {testRow(50'000)};
        more.total = 20'001;
        desk.server.says(more);
        QTRY_COMPARE_WITH_TIMEOUT(desk.view()->currentIndex().row(), 3, 3000);
        QVERIFY(desk.view()->selectionModel()->isSelected(desk.view()->model()->index(3, 0)));
    }

    void aFilterIsChosenSaidAndTakenBackByKeys()
    {
        Listing desk;
        QVERIFY(!desk.action("conversation.filter")->isEnabled()); // mine
        QVERIFY(desk.action("conversation.filter")->toolTip().contains(u"Waiting"_s));
        desk.showLong();
        desk.view()->setFocus();
        QVERIFY(!desk.filterLine()->isVisible());
        QVERIFY(!desk.action("conversation.showAll")->isEnabled());
        desk.chooseVip();
        const WatchBoard narrowed = desk.asked(BoardName::all);
        QVERIFY(narrowed.filter && narrowed.filter->tier == CustomerTier::vip && !narrowed.filter->queue);
        QVERIFY(desk.filterLine()->isVisible());
        QVERIFY2(desk.filterLine()->text().contains(u"VIP"_s), qPrintable(desk.filterLine()->text()));
        QCOMPARE(desk.find<QWidget>("filterLine")->grab().toImage().pixelColor(2, 2),
            color(ColorRole::cautionTint, desk.window->palette()));
        QVERIFY(desk.isLoading(0)); // what does not match is not shown meanwhile
        QTRY_VERIFY(desk.view()->hasFocus());
        desk.server.says(Listing::part({BoardName::all, {}, 0, 200}, 3));
        QCOMPARE(desk.names(), QStringList({u"c1"_s, u"c2"_s, u"c3"_s}));
        QCOMPARE(desk.filterLine()->text(), u"Filter (3 shown): VIP"_s);
        // Nothing is left: the list says why, and what to do.
        desk.server.says(BoardChanged {BoardName::all, 0, 0, {}, {}});
        QVERIFY(!desk.view()->isVisible());
        bool said = false;
        for (const QLabel* label : desk.lists()->findChildren<QLabel*>())
            said |= label->isVisible() && label->text().contains(u"Nothing matches the filter"_s);
        QVERIFY(said);
        desk.press(Qt::Key_Escape);
        QVERIFY(!desk.filterLine()->isVisible());
        QVERIFY(!desk.serve(BoardName::all, 20'000).filter);
        QCOMPARE(desk.view()->model()->rowCount(), 20'000);
        QVERIFY(desk.view()->hasFocus());
        desk.server.loseConnection();
        QVERIFY(!desk.action("conversation.filter")->isEnabled());
        QVERIFY(!desk.action("conversation.filter")->toolTip().isEmpty());
    }

    void eachListKeepsItsFilterAndNarrowsTheBoardOnlyWhileItIsShown()
    {
        Listing desk;
        desk.showLong();
        desk.view()->setFocus();
        desk.chooseVip();
        desk.asked(BoardName::all);
        desk.server.says(Listing::part({BoardName::all, {}, 0, 200}, 2));
        desk.press(Qt::Key_2, Qt::ControlModifier);
        QVERIFY(!desk.filterLine()->isVisible());
        QVERIFY(!desk.serve(BoardName::all, 20'000).filter);
        QVERIFY2(desk.tabs()->tabToolTip(4).contains(u"20000"_s), qPrintable(desk.tabs()->tabToolTip(4)));
        desk.press(Qt::Key_5, Qt::ControlModifier);
        QVERIFY(desk.filterLine()->isVisible());
        QVERIFY(desk.asked(BoardName::all).filter->tier == CustomerTier::vip);
        desk.server.says(Listing::part({BoardName::all, {}, 0, 200}, 2));
        QTest::mouseClick(desk.find<QPushButton>("showAllButton"), Qt::LeftButton);
        QVERIFY(!desk.asked(BoardName::all).filter);
    }

    void aLongListIsNarrowedToUnreadByTheServer()
    {
        Listing desk;
        desk.showLong();
        desk.press(Qt::Key_U, Qt::ControlModifier | Qt::AltModifier);
        QCOMPARE(desk.asked(BoardName::all).filter->unread, std::optional(true));
        desk.server.says(BoardChanged {BoardName::all, 0, 0, {}, {}});
        QVERIFY(desk.emptyText().contains(u"Nothing unread"_s));
        desk.press(Qt::Key_U, Qt::ControlModifier | Qt::AltModifier);
        QVERIFY(!desk.asked(BoardName::all).filter);
    }
};

QTEST_MAIN(TestLongLists)
#include "tst_longlists.moc"
