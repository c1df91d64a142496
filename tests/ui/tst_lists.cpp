// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAccessible>
#include <QPushButton>
#include <QScrollBar>
#include <QTest>
#include <QToolButton>

#include "tests/ui/listfixture.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

class TestLists final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tabsSayHowManyThereAre()
    {
        Listing desk;
        QCOMPARE(desk.tabs()->count(), 5);
        desk.tell(BoardName::mine, {desk.mine(1), desk.mine(2)});
        QVERIFY2(desk.tabs()->tabText(0).contains(u'2'), qPrintable(desk.tabs()->tabText(0)));
        BoardChanged waiting {BoardName::waiting, 0, 23, {}, {}};
        ConversationRow row = testRow(9, u"Maria"_s);
        row.waitingSince = kNow - 61s;
        waiting.keys = {row.id.value};
        waiting.rows = {row};
        desk.server.says(waiting);
        QVERIFY2(desk.tabs()->tabText(1).contains(u"23"_s), qPrintable(desk.tabs()->tabText(1)));
        desk.tabs()->setCurrentIndex(1);
        QCOMPARE(desk.names().first(), u"Maria"_s);
        QCOMPARE(desk.names().size(), 23); // the others are not here yet
        QVERIFY(!desk.isLoading(0) && desk.isLoading(1));
    }

    void aCountIsWholeOrLeftOutAndExactInTheToolTip()
    {
        Listing desk;
        desk.tell(BoardName::mine, {desk.mine(1)});
        desk.serve(BoardName::all, 20'000);
        QCOMPARE(desk.tabs()->tabText(0), u"Mine 1"_s);
        QCOMPARE(desk.tabs()->tabText(4), u"All 20k"_s);
        QCOMPARE(desk.tabs()->tabToolTip(4), u"All 20000"_s);
        int wanted = 0;
        for (int tab = 0; tab < desk.tabs()->count(); ++tab)
            wanted += desk.tabs()->fontMetrics().horizontalAdvance(desk.tabs()->tabText(tab)) + 10;
        desk.tabs()->setFixedWidth(wanted);
        QCOMPARE(desk.tabs()->tabText(4), u"All 20k"_s);
        desk.tabs()->setFixedWidth(wanted - 1);
        QCOMPARE(desk.tabs()->tabText(0), u"Mine 1"_s);
        QCOMPARE(desk.tabs()->tabText(4), u"All"_s);
        QCOMPARE(desk.tabs()->tabToolTip(4), u"All 20000"_s);
    }

    void everyListSaysWhatToDoWhenItIsEmpty()
    {
        Listing desk;
        QSet<QString> told;
        for (int tab = 0; tab < desk.tabs()->count(); ++tab) {
            desk.tabs()->setCurrentIndex(tab);
            QVERIFY(!desk.emptyText().isEmpty());
            told.insert(desk.emptyText());
        }
        QCOMPARE(told.size(), 5);
    }

    void theClockTintsAtHalfAtFourFifthsAndPast()
    {
        Listing desk;
        desk.tell(BoardName::mine,
            {desk.owing(1, u"a"_s, 89s), desk.owing(2, u"b"_s, 91s), desk.owing(3, u"c"_s, 145s), desk.owing(4, u"d"_s, 181s)});
        QCOMPARE(desk.names(), QStringList({u"d"_s, u"c"_s, u"b"_s, u"a"_s})); // who is due first stands first
        const QPalette palette = desk.window->palette();
        QCOMPARE(desk.ground(0), color(ColorRole::overdueTint, palette));
        QCOMPARE(desk.ground(1), color(ColorRole::overdueTint, palette));
        QVERIFY(desk.ground(2) != color(ColorRole::overdueTint, palette));
        QVERIFY(desk.has(2, ColorRole::caution));
        QVERIFY(!desk.has(3, ColorRole::caution) && !desk.has(3, ColorRole::critical));
        for (int row = 0; row < 4; ++row) {
            const QString spoken = QAccessible::queryAccessibleInterface(desk.view())->child(row)->text(QAccessible::Name);
            QCOMPARE(spoken.contains(u"Overdue"_s), row == 0); // never by colour alone
            QVERIFY2(spoken.contains(desk.names().at(row)), qPrintable(spoken));
        }
    }

    void moreMessagesDoNotRestartTheClock()
    {
        Listing desk;
        ConversationRow row = desk.owing(1, u"a"_s, 100s);
        desk.tell(BoardName::mine, {row});
        const QImage before = desk.row(0);
        row.lastSaidAt = kNow;
        row.unread = 1;
        desk.tell(BoardName::mine, {row});
        QCOMPARE(desk.row(0), before);
        desk.tick(kNow + 50s); // 150 s of 180
        QCOMPARE(desk.ground(0), color(ColorRole::overdueTint, desk.window->palette()));
        row.owedSince.reset();
        row.unread = 0;
        desk.tell(BoardName::mine, {row});
        QVERIFY(desk.ground(0) != color(ColorRole::overdueTint, desk.window->palette()));
    }

    void nothingMovesUnderThePointer()
    {
        Listing desk;
        desk.tell(BoardName::mine, {desk.owing(1, u"a"_s, 60s), desk.owing(2, u"b"_s, 50s), desk.owing(3, u"c"_s, 40s)});
        QCOMPARE(desk.names(), QStringList({u"a"_s, u"b"_s, u"c"_s}));
        const QRect first = desk.rowRect(0);
        const QPoint corner = desk.view()->viewport()->mapTo(desk.window.get(), QPoint());
        desk.moveInside(desk.rowRect(1).center());
        desk.tell(BoardName::mine, {desk.owing(3, u"c"_s, 170s), desk.owing(1, u"a"_s, 60s), desk.owing(2, u"b"_s, 50s)});
        QCOMPARE(desk.names(), QStringList({u"a"_s, u"b"_s, u"c"_s}));
        desk.tick(kNow + 1s);
        QVERIFY(desk.hint()->isVisible());
        QVERIFY2(desk.hint()->text().contains(u'1'), qPrintable(desk.hint()->text()));
        QCOMPARE(desk.rowRect(0), first);
        QCOMPARE(desk.view()->viewport()->mapTo(desk.window.get(), QPoint()), corner); // nor does the hint push it down
        QTRY_COMPARE_WITH_TIMEOUT(desk.names(), QStringList({u"c"_s, u"a"_s, u"b"_s}), 3000);
        QVERIFY(!desk.hint()->isVisible());
    }

    void aKeyInTheListHoldsItToo()
    {
        Listing desk;
        desk.tell(BoardName::mine, {desk.owing(1, u"a"_s, 60s), desk.owing(2, u"b"_s, 50s)});
        desk.view()->setFocus();
        desk.press(Qt::Key_Down);
        desk.tell(BoardName::mine, {desk.owing(2, u"b"_s, 120s), desk.owing(1, u"a"_s, 60s)});
        QCOMPARE(desk.names(), QStringList({u"a"_s, u"b"_s}));
        QTRY_COMPARE_WITH_TIMEOUT(desk.names(), QStringList({u"b"_s, u"a"_s}), 3000);
    }

    void jumpKeysGoToWhatCanBeMetElseTheLongestOverdue()
    {
        Listing desk;
        desk.tell(BoardName::mine,
            {desk.owing(1, u"long overdue"_s, 500s), desk.owing(2, u"overdue"_s, 200s), desk.owing(3, u"nearly"_s, 170s),
                desk.owing(4, u"fresh"_s, 5s)});
        desk.press(Qt::Key_F8);
        QCOMPARE(desk.openId(), testConversation(3));
        desk.press(Qt::Key_F8, Qt::ShiftModifier);
        QCOMPARE(desk.openId(), testConversation(1));
        desk.tell(BoardName::mine, {desk.owing(1, u"long overdue"_s, 500s), desk.owing(2, u"overdue"_s, 200s)});
        desk.desk->workspace.requestOpen(testConversation(2));
        desk.press(Qt::Key_F8);
        QCOMPARE(desk.openId(), testConversation(1));
    }

    void ctrlArrowsWalkTheListFromTheComposer()
    {
        Listing desk;
        desk.tell(BoardName::mine, {desk.owing(1, u"a"_s, 60s), desk.owing(2, u"b"_s, 50s), desk.owing(3, u"c"_s, 40s)});
        desk.press(Qt::Key_Down, Qt::ControlModifier);
        QCOMPARE(desk.openId(), testConversation(1));
        QVERIFY(desk.composer()->hasFocus());
        desk.press(Qt::Key_Down, Qt::ControlModifier);
        desk.press(Qt::Key_Down, Qt::ControlModifier);
        desk.press(Qt::Key_Down, Qt::ControlModifier); // stays at the last
        QCOMPARE(desk.openId(), testConversation(3));
        desk.press(Qt::Key_Up, Qt::ControlModifier);
        QCOMPARE(desk.openId(), testConversation(2));
    }

    void aClickAndEnterOpen()
    {
        Listing desk;
        desk.tell(BoardName::mine, {desk.owing(1, u"a"_s, 60s), desk.owing(2, u"b"_s, 50s)});
        QTest::mouseClick(desk.view()->viewport(), Qt::LeftButton, {}, desk.rowRect(1).center());
        QCOMPARE(desk.openId(), testConversation(2));
        desk.view()->setFocus();
        desk.press(Qt::Key_Up);
        desk.press(Qt::Key_Return);
        QCOMPARE(desk.openId(), testConversation(1));
    }

    void enterOpensWhatWasAskedForAndNothingElse()
    {
        Listing desk;
        desk.tell(BoardName::mine, {desk.mine(1, u"a"_s)});
        desk.press(Qt::Key_F, Qt::ControlModifier);
        QVERIFY(desk.field()->hasFocus());
        desk.type("1380");
        desk.press(Qt::Key_Return); // at once, before anything was found
        QCOMPARE(desk.openId(), ConversationId());
        QCOMPARE(desk.server.mustReceive<FindConversations>().text, u"1380"_s);
        desk.server.answer<FindConversations>({{testRow(7, u"found"_s)}, 1});
        QCOMPARE(desk.openId(), testConversation(7));
        QCOMPARE(desk.names(), QStringList {u"found"_s});
    }

    void findingWaitsForTheLastLetterAndEscGoesBack()
    {
        Listing desk;
        desk.tell(BoardName::mine, {desk.mine(1, u"a"_s)});
        desk.press(Qt::Key_F, Qt::ControlModifier);
        desk.type("lin");
        QCOMPARE(desk.server.mustReceive<FindConversations>().text, u"lin"_s);
        const QString id = desk.server.lastId;
        desk.type("x");
        QCOMPARE(desk.server.mustReceive<FindConversations>().text, u"linx"_s);
        desk.server.answer<FindConversations>({{}, 0});
        desk.server.answerTo<FindConversations>(id, {{testRow(7, u"late"_s)}, 1}); // the old answer counts no more
        QCOMPARE(desk.names(), QStringList());
        QVERIFY(desk.emptyText().contains(u"Nothing found"_s));
        desk.press(Qt::Key_Escape);
        QCOMPARE(desk.field()->text(), QString());
        QCOMPARE(desk.tabs()->currentIndex(), 0);
        QCOMPARE(desk.names(), QStringList {u"a"_s});
    }

    void whatWasFoundBeforeIsNoAnswerWithoutAConnection()
    {
        Listing desk;
        desk.press(Qt::Key_F, Qt::ControlModifier);
        desk.type("lin");
        desk.press(Qt::Key_Return);
        desk.server.mustReceive<FindConversations>();
        desk.server.answer<FindConversations>({{testRow(7, u"found"_s)}, 1});
        QCOMPARE(desk.names(), QStringList {u"found"_s});
        desk.server.loseConnection();
        desk.press(Qt::Key_F, Qt::ControlModifier);
        desk.type("wang");
        QTRY_COMPARE(desk.names(), QStringList());
        QVERIFY2(desk.emptyText().contains(u"no connection"_s), qPrintable(desk.emptyText()));
        // Asked by itself once there is one again.
        desk.connectAgain();
        QCOMPARE(desk.server.mustReceive<FindConversations>().text, u"wang"_s);
        desk.server.answer<FindConversations>({{testRow(8, u"wang"_s)}, 1});
        QCOMPARE(desk.names(), QStringList {u"wang"_s});
        // The list of recent ones, asked for while what was found stands in it.
        desk.press(Qt::Key_3, Qt::ControlModifier);
        QCOMPARE(desk.server.mustReceive<FindConversations>().text, QString());
    }

    void anOfferCountsDownAndIsTakenByKey()
    {
        Listing desk;
        ConversationRow row = testRow(1, u"Maria"_s);
        row.offeredTo = desk.server.me.person;
        row.offerUntil = kNow + 20s;
        row.waitingSince = kNow - 5s;
        desk.tell(BoardName::mine, {row});
        desk.press(Qt::Key_Down, Qt::ControlModifier);
        auto* accept = desk.find<QPushButton>("acceptButton");
        QVERIFY(accept->isVisible());
        bool counts = false;
        desk.tick(kNow + 3s);
        for (const QLabel* label : desk.pane()->findChildren<QLabel*>())
            counts |= label->isVisible() && label->text().contains(u"00:17"_s);
        QVERIFY(counts);
        desk.press(Qt::Key_A, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(desk.server.mustReceive<AcceptOffer>().conversation, testConversation(1));
        desk.server.refuse<AcceptOffer>(Code::forbidden);
        desk.press(Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
        QTest::keyClick(desk.find<QMenu>("declineMenu"), Qt::Key_1);
        QCOMPARE(desk.server.mustReceive<DeclineOffer>().conversation, testConversation(1));
        row.offeredTo.reset();
        row.offerUntil.reset();
        desk.tell(BoardName::mine, {row});
        QVERIFY(!accept->isVisible());
        QVERIFY(!desk.action("conversation.accept")->isEnabled());
        QVERIFY(desk.action("conversation.claim")->isEnabled());
    }

    void draftsAndFailedSendsAreMarkedInTheList()
    {
        Listing desk;
        desk.tell(BoardName::mine, {desk.mine(1, u"a"_s), desk.mine(2, u"b"_s)});
        desk.desk->workspace.requestOpen(testConversation(1));
        const auto cell = [&](ConversationListModel::Role role) {
            for (int row = 0; row < desk.view()->model()->rowCount(); ++row)
                if (desk.view()->model()->index(row, 0).data().toString() == u"a"_s)
                    return desk.view()->model()->index(row, 0).data(static_cast<int>(role)).toInt();
            return -1;
        };
        desk.composer()->setFocus();
        desk.type("half");
        QCOMPARE(cell(ConversationListModel::Role::HasDraft), 1);
        desk.press(Qt::Key_Return);
        QCOMPARE(cell(ConversationListModel::Role::HasDraft), 0);
        desk.server.mustReceive<Send>();
        desk.server.refuse<Send>(Code::forbidden);
        QTRY_COMPARE(cell(ConversationListModel::Role::FailedCount), 1);
    }

    void unreadOnlyIsAKeyAndKeepsWhatOneReads()
    {
        Listing desk;
        ConversationRow a = desk.owing(1, u"a"_s, 60s);
        desk.tell(BoardName::mine, {a, desk.mine(2, u"b"_s), desk.owing(3, u"c"_s, 40s)});
        desk.press(Qt::Key_U, Qt::ControlModifier | Qt::AltModifier);
        QCOMPARE(desk.names(), QStringList({u"a"_s, u"c"_s}));
        QVERIFY(desk.find<QToolButton>("unreadOnlyButton")->isChecked());
        QTest::mouseClick(desk.view()->viewport(), Qt::LeftButton, {}, desk.rowRect(0).center());
        QCOMPARE(desk.openId(), testConversation(1));
        a.unread = 0;
        desk.tell(BoardName::mine, {a, desk.mine(2, u"b"_s), desk.owing(3, u"c"_s, 40s)});
        QCOMPARE(desk.names(), QStringList({u"a"_s, u"c"_s}));
        QTRY_VERIFY_WITH_TIMEOUT(
            !qobject_cast<ConversationFilterModel*>(desk.view()->model())->isFrozen(), 3000); // and longer than that
        QCOMPARE(desk.names(), QStringList({u"a"_s, u"c"_s}));
        desk.desk->workspace.requestOpen(testConversation(3));
        QCOMPARE(desk.names(), QStringList {u"c"_s});
        desk.tell(BoardName::mine, {});
        QVERIFY(desk.emptyText().contains(u"Nothing unread"_s));
        desk.tell(BoardName::mine, {desk.mine(2, u"b"_s)});
        QTest::mouseClick(desk.find<QToolButton>("unreadOnlyButton"), Qt::LeftButton);
        QCOMPARE(desk.names(), QStringList {u"b"_s});
    }

    void whatIsPinnedStandsOnTopOfEachList()
    {
        Listing desk;
        const QList<ConversationRow> rows {desk.owing(1, u"a"_s, 60s), desk.owing(2, u"b"_s, 50s), desk.owing(3, u"c"_s, 40s)};
        desk.tell(BoardName::mine, rows);
        desk.tell(BoardName::all, rows);
        QVERIFY(!desk.action("conversation.pin")->isEnabled());
        desk.desk->workspace.requestOpen(testConversation(3));
        desk.press(Qt::Key_P, Qt::ControlModifier);
        QVERIFY(desk.action("conversation.pin")->isChecked());
        QCOMPARE(desk.names(), QStringList({u"c"_s, u"a"_s, u"b"_s}));
        const QString spoken = QAccessible::queryAccessibleInterface(desk.view())->child(0)->text(QAccessible::Name);
        QVERIFY2(spoken.contains(u"pinned"_s), qPrintable(spoken));
        desk.press(Qt::Key_5, Qt::ControlModifier);
        QCOMPARE(desk.names(), QStringList({u"c"_s, u"a"_s, u"b"_s}));
        desk.press(Qt::Key_1, Qt::ControlModifier);
        desk.press(Qt::Key_F8); // by what is due, pinned or not
        QCOMPARE(desk.openId(), testConversation(1));
        QVERIFY(!desk.action("conversation.pin")->isChecked());
        desk.desk->workspace.requestOpen(testConversation(3));
        desk.action("conversation.pin")->trigger();
        QVERIFY(!desk.action("conversation.pin")->isChecked());
        QTRY_COMPARE_WITH_TIMEOUT(desk.names(), QStringList({u"a"_s, u"b"_s, u"c"_s}), 3000);
    }

    void aPinMovesNothingUnderThePointer()
    {
        Listing desk;
        desk.tell(BoardName::mine, {desk.owing(1, u"a"_s, 60s), desk.owing(2, u"b"_s, 50s), desk.owing(3, u"c"_s, 40s)});
        desk.desk->workspace.requestOpen(testConversation(3));
        desk.moveInside(desk.rowRect(1).center());
        desk.action("conversation.pin")->trigger();
        QCOMPARE(desk.names(), QStringList({u"a"_s, u"b"_s, u"c"_s}));
        QTRY_COMPARE_WITH_TIMEOUT(desk.names(), QStringList({u"c"_s, u"a"_s, u"b"_s}), 3000);
        desk.moveInside(desk.rowRect(1).center());
        desk.tell(BoardName::mine, {desk.owing(1, u"a"_s, 60s), desk.owing(2, u"b"_s, 150s), desk.owing(3, u"c"_s, 40s)});
        desk.tick(kNow + 1s);
        QVERIFY(!desk.hint()->isVisible()); // nothing goes above what is pinned
    }

    void notMoreThanTwentyArePinned()
    {
        Listing desk;
        QList<ConversationRow> rows;
        for (quint64 number = 1; number <= 21; ++number)
            rows.append(desk.mine(number));
        desk.tell(BoardName::mine, rows);
        for (quint64 number = 1; number <= 20; ++number)
            QVERIFY(desk.desk->pins.pin(testConversation(number)));
        desk.desk->workspace.requestOpen(testConversation(21));
        desk.press(Qt::Key_P, Qt::ControlModifier);
        QVERIFY(!desk.action("conversation.pin")->isChecked());
        bool told = false;
        for (const QLabel* label : desk.lists()->findChildren<QLabel*>())
            told |= label->isVisible() && label->text().contains(u"20 conversations are pinned already"_s);
        QVERIFY(told);
    }

    void pinsOutliveARestartAndGoWithWhoSignsOut()
    {
        Listing desk;
        desk.tell(BoardName::mine, {desk.mine(1, u"a"_s), desk.mine(2, u"b"_s)});
        desk.desk->workspace.requestOpen(testConversation(2));
        desk.press(Qt::Key_P, Qt::ControlModifier);
        desk.restart();
        QVERIFY(desk.desk->pins.has(testConversation(2)));
        QTRY_VERIFY(desk.server.transport.isOpen);
        desk.server.welcome();
        desk.tell(BoardName::mine, {desk.mine(1, u"a"_s), desk.mine(2, u"b"_s)});
        QCOMPARE(desk.names(), QStringList({u"b"_s, u"a"_s}));
        desk.desk->session.signOut();
        desk.server.mustReceive<SignOut>();
        desk.server.answer<SignOut>({});
        QTRY_VERIFY(desk.desk->pins.conversations().isEmpty());
        QVERIFY(desk.desk->settings.members(setting::pinned).isEmpty());
    }

    void whatIsOnNoListCannotBePinned()
    {
        Listing desk;
        desk.tell(BoardName::mine, {desk.mine(1, u"a"_s)});
        desk.desk->workspace.requestOpen(testConversation(7)); // an old one, found
        QVERIFY(!desk.action("conversation.pin")->isEnabled());
        desk.desk->workspace.requestOpen(testConversation(1));
        QVERIFY(desk.action("conversation.pin")->isEnabled());
        desk.server.loseConnection();
        QVERIFY(desk.action("conversation.pin")->isEnabled()); // it is this desk's alone
    }

    void aClosedConversationStaysOpenAsClosedAndNoOtherIsMarked()
    {
        Listing desk;
        desk.tell(BoardName::mine, {desk.owing(1, u"a"_s, 60s), desk.mine(2, u"b"_s), desk.mine(3, u"c"_s)});
        desk.desk->workspace.requestOpen(testConversation(1));
        desk.bring(testEntries(1, 3));
        QVERIFY(desk.action("conversation.close")->isEnabled());
        desk.server.says(Entries {StreamId::of(testConversation(1)), {say(4, Closed {u"solved"_s, {}}, AuthorKind::staff)}});
        desk.tell(BoardName::mine, {desk.mine(2, u"b"_s), desk.mine(3, u"c"_s)});
        QCOMPARE(desk.openId(), testConversation(1));
        QVERIFY(!desk.view()->currentIndex().isValid());
        QVERIFY(desk.view()->selectionModel()->selectedIndexes().isEmpty());
        bool closed = false;
        bool clock = false;
        for (const QLabel* label : desk.pane()->findChildren<QLabel*>()) {
            closed |= label->isVisible() && label->text().contains(u"Closed"_s);
            clock |= label->isVisible() && label->text().contains(u"owed"_s);
        }
        QVERIFY(closed);
        QVERIFY(!clock);
        QVERIFY(!desk.find<QPushButton>("sendButton")->isEnabled());
        QVERIFY(!desk.action("conversation.close")->isEnabled());
        QVERIFY(!desk.action("conversation.transfer")->isEnabled());
        QVERIFY(desk.action("conversation.claim")->isEnabled());
        QVERIFY(desk.composer()->placeholderText().contains(u"closed"_s));
        desk.press(Qt::Key_Down, Qt::ControlModifier); // on from where it stood
        QCOMPARE(desk.openId(), testConversation(2));
    }

    void theOpenConversationIsMarkedWhereverTheListOnScreenHasIt()
    {
        Listing desk;
        const QList<ConversationRow> others {desk.owing(1, u"a"_s, 60s), desk.owing(2, u"b"_s, 50s)};
        desk.tell(BoardName::mine, others);
        desk.tell(BoardName::waiting, {testRow(3, u"c"_s)});
        desk.press(Qt::Key_2, Qt::ControlModifier);
        desk.desk->workspace.requestOpen(testConversation(3));
        QCOMPARE(desk.marked(), u"c"_s);
        desk.press(Qt::Key_T, Qt::ControlModifier | Qt::ShiftModifier);
        desk.server.mustReceive<Claim>();
        desk.server.answer<Claim>({testConversation(3), 4, {}});
        desk.tell(BoardName::waiting, {});
        desk.press(Qt::Key_1, Qt::ControlModifier);
        QCOMPARE(desk.marked(), QString());
        desk.tell(BoardName::mine, others + QList {desk.owing(3, u"c"_s, 40s)}); // it comes a moment later
        QCOMPARE(desk.marked(), u"c"_s);
        desk.composer()->setFocus();
        desk.tell(BoardName::mine, others);
        QCOMPARE(desk.marked(), QString());
        desk.tell(BoardName::mine, others + QList {desk.owing(3, u"c"_s, 40s)});
        QCOMPARE(desk.marked(), u"c"_s);
        QVERIFY(desk.composer()->hasFocus());
        // A transfer that is accepted: the same list, another place.
        ConversationRow transfer = desk.owing(3, u"c"_s, 40s);
        transfer.assignee = PersonId(testId(31, 1));
        transfer.offeredTo = desk.server.me.person;
        transfer.offerUntil = kNow + 20s;
        desk.tell(BoardName::mine, others + QList {transfer});
        QCOMPARE(desk.marked(), u"c"_s);
        desk.tell(BoardName::mine, QList {desk.owing(3, u"c"_s, 40s)} + others);
        QCOMPARE(desk.marked(), u"c"_s);
        // Found, it is in the list of recent ones.
        desk.press(Qt::Key_3, Qt::ControlModifier);
        desk.server.mustReceive<FindConversations>();
        QCOMPARE(desk.marked(), QString());
        desk.server.answer<FindConversations>({{testRow(7, u"old"_s), desk.owing(3, u"c"_s, 40s)}, 2});
        QCOMPARE(desk.marked(), u"c"_s);
    }

    void theMarkComesWithoutMovingTheListOrTakingTheKeys()
    {
        Listing desk;
        QList<ConversationRow> others;
        for (quint64 number = 1; number <= 40; ++number)
            others.append(desk.owing(number, u"c%1"_s.arg(number), 100s - std::chrono::seconds(number)));
        const QList<ConversationRow> all = others + QList {desk.owing(50, u"open"_s, 5s)};
        desk.tell(BoardName::mine, others);
        desk.desk->workspace.requestOpen(testConversation(50));
        QScrollBar* bar = desk.view()->verticalScrollBar();
        QVERIFY(!desk.rowRect(0).isEmpty());
        bar->setValue(bar->maximum() / 2);
        const int place = bar->value();
        QVERIFY(place > 0);
        desk.tell(BoardName::mine, all);
        QCOMPARE(desk.marked(), u"open"_s);
        QVERIFY(!desk.rowRect(0).isEmpty()); // laid out
        QCOMPARE(bar->value(), place);
        QVERIFY(desk.composer()->hasFocus());
        // Where the keys are in the list, the mark is theirs.
        desk.tell(BoardName::mine, others);
        desk.view()->setFocus();
        desk.press(Qt::Key_Down);
        QCOMPARE(desk.marked(), u"c1"_s);
        desk.tell(BoardName::mine, all);
        QCOMPARE(desk.marked(), u"c1"_s);
    }

    void aRowOfAllSaysWhoseItIs()
    {
        Listing desk;
        ConversationRow theirs = desk.owing(1, u"林晓"_s, 60s);
        theirs.assignee = PersonId(testId(31, 1));
        theirs.assigneeName = u"陈晨"_s;
        theirs.joined = QList {desk.server.me.person};
        desk.tell(BoardName::mine, {theirs});
        desk.tell(BoardName::all, {theirs, testRow(2, u"Maria"_s)});
        const auto spoken = [&](int row) {
            return desk.view()->model()->index(row, 0).data(Qt::AccessibleTextRole).toString();
        };
        QVERIFY2(!spoken(0).contains(u"陈晨"_s) && spoken(0).contains(u"Joined"_s), qPrintable(spoken(0)));
        const int height = desk.rowRect(0).height();
        const QImage own = desk.row(0);
        desk.press(Qt::Key_5, Qt::ControlModifier);
        QVERIFY2(spoken(0).contains(u"Answered by 陈晨"_s), qPrintable(spoken(0)));
        QVERIFY2(!spoken(1).contains(u"Answered"_s), qPrintable(spoken(1)));
        QCOMPARE(desk.rowRect(0).height(), height);
        QVERIFY(desk.row(0) != own);
    }

    void eachListHasAKey()
    {
        Listing desk;
        for (int list = 4; list >= 0; --list) {
            desk.press(Qt::Key(Qt::Key_1 + list), Qt::ControlModifier);
            QCOMPARE(desk.tabs()->currentIndex(), list);
            QVERIFY(desk.view()->hasFocus() || desk.view()->model()->rowCount() == 0);
        }
    }

    void compactRowsAreOneLine()
    {
        Listing desk;
        desk.tell(BoardName::mine, {desk.owing(1, u"a"_s, 60s)});
        const int tall = desk.rowRect(0).height();
        desk.press(Qt::Key_C, Qt::ControlModifier | Qt::AltModifier);
        QTRY_VERIFY(desk.rowRect(0).height() < tall);
    }
};

QTEST_MAIN(TestLists)
#include "tst_lists.moc"
