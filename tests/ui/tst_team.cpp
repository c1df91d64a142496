// SPDX-License-Identifier: GPL-3.0-or-later
#include <QContextMenuEvent>
#include <QLayout>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QToolButton>
#include <QTreeWidget>

#include "tests/ui/deskfixture.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/label.h"
#include "ui/widgets/toast.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

namespace {

enum Column { kName, kState, kSince, kLoad, kOwed, kLongest, kTaken, kFirst, kInTime, kBreaks };

PresenceRow person(quint64 id, const QString& name, Presence presence, qint64 owed = 0, Millis longest = {})
{
    PresenceRow row {PersonId(testId(31, id)), name, presence, BreakReason::none, kNow - std::chrono::minutes(5), 3, 10};
    row.held = 4; // one of them silent
    if (owed > 0) {
        row.owed = owed;
        row.owedSince = kNow - longest;
    }
    return row;
}

struct TeamDesk : DeskFixture {
    explicit TeamDesk(Role role = Role::supervisor)
        : DeskFixture(role)
    {
        enter();
    }
    void tellPeople(const QList<PresenceRow>& rows)
    {
        BoardChanged changed {BoardName::presence, 0, rows.size(), {}, {}};
        for (const PresenceRow& row : rows) {
            changed.keys.append(row.id.value);
            changed.rows.append(row);
        }
        server.says(changed);
    }
    /// One's own row.
    void be(Presence presence, BreakReason reason = BreakReason::none, std::optional<Instant> until = {},
        std::optional<BreakReason> asks = {})
    {
        PresenceRow row = person(0, u"Lin"_s, presence);
        row.id = server.me.person;
        row.reason = reason;
        row.until = until;
        row.asks = asks;
        tellPeople({row});
    }
    QLabel* ownBreak() const { return find<QLabel>("presenceSaid"); }
    /// What the toast says, as long as it is there.
    QString toast() const
    {
        for (const Toast* each : window->findChildren<Toast*>())
            if (each->isVisible())
                return each->findChild<QLabel*>()->text();
        return {};
    }
    void pushByKey(const char* button) const
    {
        auto* found = find<QWidget>(button);
        found->setFocus();
        QTest::keyClick(found, Qt::Key_Space);
    }
    QTreeWidget* list() const { return find<QTreeWidget>("teamList"); }
    QString said() const { return find<QLabel>("teamSaid")->text(); }
    QTreeWidgetItem* itemOf(const QString& name) const
    {
        const auto found = list()->findItems(name, Qt::MatchExactly);
        if (found.isEmpty())
            qFatal("nobody of this name");
        return found.first();
    }
    void choose(const QString& name) const { list()->setCurrentItem(itemOf(name)); }
};

} // namespace

class TestTeam final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whoOwesLongestStandsFirstAndTheRowsAreLive()
    {
        TeamDesk desk;
        QTest::keyClick(desk.window.get(), Qt::Key_2, Qt::ControlModifier | Qt::AltModifier);
        QTRY_VERIFY(desk.list()->isVisible());
        desk.tellPeople({person(1, u"王敏"_s, Presence::online), person(2, u"李雷"_s, Presence::online, 1, Millis(65'000)),
            person(3, u"小陈"_s, Presence::onBreak, 4, Millis(601'000))});
        QTRY_COMPARE(desk.list()->topLevelItemCount(), 3);
        QStringList names;
        for (int row = 0; row < 3; ++row)
            names.append(desk.list()->topLevelItem(row)->text(0));
        QCOMPARE(names, (QStringList {u"小陈"_s, u"李雷"_s, u"王敏"_s}));
        QCOMPARE(desk.list()->topLevelItem(0)->text(5), u"10:01"_s);
        QCOMPARE(desk.list()->topLevelItem(2)->text(5), QString());
        QCOMPARE(desk.list()->topLevelItem(1)->text(2), u"05:00"_s);
        PresenceRow changed = person(3, u"小陈"_s, Presence::onBreak);
        changed.changedBy = u"孙丽"_s;
        changed.reason = BreakReason::rest;
        BoardChanged event {BoardName::presence, 0, 3, {}, {changed}};
        for (quint64 id : {1u, 2u, 3u})
            event.keys.append(testId(31, id));
        desk.server.says(event);
        QTRY_COMPARE(desk.list()->topLevelItem(0)->text(0), u"李雷"_s);
        QVERIFY(desk.list()->findItems(u"小陈"_s, Qt::MatchExactly).first()->text(1).endsWith(u"by 孙丽"_s));
        desk.tellPeople({person(2, u"李雷"_s, Presence::online)});
        QTRY_COMPARE(desk.list()->topLevelItemCount(), 1);
    }

    void somebodysStateIsChangedAndWhyNotIsSaid()
    {
        TeamDesk desk;
        desk.action("go.team")->trigger();
        desk.tellPeople({person(1, u"王敏"_s, Presence::online), person(2, u"李雷"_s, Presence::online)});
        QTRY_COMPARE(desk.list()->topLevelItemCount(), 2);
        desk.choose(u"李雷"_s);
        auto* menu = desk.find<QPushButton>("teamPresence")->menu();
        const auto choose = [&](const QString& word) {
            for (QAction* each : menu->actions())
                if (each->text() == word)
                    each->trigger();
        };
        choose(u"Training"_s);
        const SetPresenceOf asked = desk.server.mustReceive<SetPresenceOf>();
        QCOMPARE(asked.person, PersonId(testId(31, 2)));
        QCOMPARE(asked.presence, Presence::training);
        desk.server.answer<SetPresenceOf>({});
        QTRY_VERIFY(desk.said().contains(u"李雷"_s));
        choose(u"Offline"_s);
        desk.server.mustReceive<SetPresenceOf>();
        desk.server.refuse<SetPresenceOf>(Code::conflict, 3);
        QTRY_VERIFY2(desk.said().contains(u"3 conversations"_s), qPrintable(desk.said()));
    }

    void allThatIsSomebodysIsHandedOverAfterAQuestion()
    {
        TeamDesk desk;
        desk.action("go.team")->trigger();
        desk.tellPeople({person(1, u"王敏"_s, Presence::online, 2, 40s)});
        QTRY_COMPARE(desk.list()->topLevelItemCount(), 1);
        desk.choose(u"王敏"_s);
        desk.pushByKey("teamHandOver");
        QDialog* dialog = desk.dialog("handOverDialog");
        QStringList said;
        for (const QLabel* label : dialog->findChildren<QLabel*>())
            said.append(label->text());
        QVERIFY(said.contains(u"Give 4 conversations of 王敏 back to their queues?"_s));
        QVERIFY(said.join(u'|').contains(u"In 2 of them a customer waits for an answer."_s));
        QTRY_VERIFY(desk.find<QPlainTextEdit>("handOverNote")->hasFocus());
        desk.type("promised a call");
        HandOver none;
        QVERIFY(!desk.server.take<HandOver>(none));
        desk.pushByKey("handOverYes");
        const HandOver asked = desk.server.mustReceive<HandOver>();
        QCOMPARE(asked.person, PersonId(testId(31, 1)));
        QCOMPARE(asked.note, u"promised a call"_s);
        desk.server.refuse<HandOver>(Code::busy, 1000);
        QTRY_VERIFY(desk.find<QLabel>("handOverProblem")->isVisible());
        QVERIFY(dialog->isVisible());
        QVERIFY(dialog->height() >= dialog->layout()->totalHeightForWidth(dialog->width())); // nothing of it is cut
        QCOMPARE(desk.find<QPushButton>("handOverYes")->text(), u"Give back"_s);
        desk.pushByKey("handOverYes");
        desk.server.mustReceive<HandOver>();
        desk.server.answer<HandOver>({5});
        QTRY_COMPARE(desk.said(), u"5 conversations of 王敏 were handed over."_s);
        QTRY_VERIFY(!desk.window->findChild<QDialog*>(u"handOverDialog"_s));
        desk.tick(kNow + 29s);
        QVERIFY(!desk.said().isEmpty());
        desk.tick(kNow + 31s);
        QCOMPARE(desk.said(), QString());
    }

    void whatWasSaidGoesWhenTheNextThingIsDone()
    {
        TeamDesk desk;
        desk.action("go.team")->trigger();
        desk.tellPeople({person(1, u"王敏"_s, Presence::online)});
        QTRY_COMPARE(desk.list()->topLevelItemCount(), 1);
        const auto choose = [&](const QString& word) {
            for (QAction* each : desk.find<QPushButton>("teamPresence")->menu()->actions())
                if (each->text() == word)
                    each->trigger();
        };
        choose(u"Offline"_s);
        desk.server.mustReceive<SetPresenceOf>();
        desk.server.refuse<SetPresenceOf>(Code::conflict, 3);
        QTRY_VERIFY(desk.said().contains(u"3 conversations"_s));
        choose(u"Winding down, then offline"_s);
        QCOMPARE(desk.said(), QString());
        QCOMPARE(desk.server.mustReceive<SetPresenceOf>().presence, Presence::windingDown);
    }

    void aBreakRunsDownInOnesOwnStrip()
    {
        TeamDesk desk(Role::agent);
        desk.be(Presence::online);
        QVERIFY(!desk.ownBreak()->isVisible());
        desk.be(Presence::onBreak, BreakReason::rest, kNow + 460s);
        QTRY_COMPARE(desk.ownBreak()->text(), u"07:40 left"_s);
        QVERIFY(desk.ownBreak()->isVisible());
        const auto shows = [&](ColorRole role) {
            const QPalette palette = desk.ownBreak()->palette();
            return palette.color(QPalette::Text) == color(role, palette);
        };
        QVERIFY(shows(ColorRole::muted));
        desk.tick(kNow + 420s);
        QCOMPARE(desk.ownBreak()->text(), u"00:40 left"_s);
        QVERIFY(shows(ColorRole::caution));
        desk.tick(kNow + 590s);
        QCOMPARE(desk.ownBreak()->text(), u"over by 02:10"_s);
        QVERIFY(shows(ColorRole::critical));
        desk.be(Presence::online);
        QTRY_VERIFY(!desk.ownBreak()->isVisible());
    }

    void aBreakThatIsNotFreeIsAskedForAndTakenBack()
    {
        TeamDesk desk(Role::agent);
        desk.be(Presence::online);
        auto* ask = desk.find<QToolButton>("presenceAsk");
        QVERIFY(!ask->isVisible());
        QVERIFY(!desk.action("presence.ask")->isEnabled());
        desk.action("presence.meal")->trigger();
        desk.server.mustReceive<SetPresence>();
        desk.server.refuse<SetPresence>({Code::conflict, u"reason"_s, {}, 4});
        QTRY_COMPARE(desk.ownBreak()->text(), u"4 people are on break already"_s);
        QVERIFY(ask->isVisible());
        QCOMPARE(ask->text(), u"Ask for a break"_s);
        QVERIFY(desk.find<QToolButton>("presenceButton")->menu()->actions().contains(desk.action("presence.ask")));
        QVERIFY(desk.action("presence.ask")->isVisible());
        desk.pushByKey("presenceAsk");
        QCOMPARE(desk.server.mustReceive<SetPresence>(), (SetPresence {Presence::onBreak, BreakReason::meal, {}, true}));
        desk.server.answer<SetPresence>({});
        desk.be(Presence::online, BreakReason::none, {}, BreakReason::meal);
        QTRY_COMPARE(desk.ownBreak()->text(), u"asks for a break (meal)"_s);
        QVERIFY(!desk.action("presence.ask")->isVisible());
        QVERIFY(desk.action("presence.withdraw")->isVisible());
        QCOMPARE(ask->text(), desk.action("presence.withdraw")->text());
        desk.pushByKey("presenceAsk");
        QCOMPARE(desk.server.mustReceive<SetPresence>(), (SetPresence {Presence::online, BreakReason::none}));
        desk.server.answer<SetPresence>({});
        desk.be(Presence::online);
        QTRY_VERIFY(!ask->isVisible());
        QVERIFY(!desk.ownBreak()->isVisible());
    }

    void windingDownLeadsToABreakOrHome()
    {
        TeamDesk desk(Role::agent);
        desk.action("presence.windingDownBreak")->trigger();
        QCOMPARE(desk.server.mustReceive<SetPresence>(),
            (SetPresence {Presence::windingDown, BreakReason::rest, Presence::onBreak}));
        const auto windDown = [&](std::optional<Presence> then) {
            PresenceRow row = person(0, u"Lin"_s, Presence::windingDown);
            row.id = desk.server.me.person;
            row.then = then;
            desk.tellPeople({row});
        };
        windDown(Presence::onBreak);
        QCOMPARE(desk.find<QToolButton>("presenceButton")->text(), u"Winding down, then break"_s);
        auto* menu = desk.find<QToolButton>("presenceButton")->menu();
        Q_EMIT menu->aboutToShow();
        QVERIFY(desk.action("presence.windingDownBreak")->isChecked());
        QVERIFY(!desk.action("presence.windingDown")->isChecked());
        desk.action("presence.windingDown")->trigger();
        QCOMPARE(desk.server.mustReceive<SetPresence>().then, Presence::offline);
        windDown({});
        QCOMPARE(desk.find<QToolButton>("presenceButton")->text(), u"Winding down, then offline"_s);
    }

    void whoChangedOnesStateIsSaidAtTheDesk()
    {
        TeamDesk desk(Role::agent);
        desk.be(Presence::online);
        QCOMPARE(desk.toast(), QString());
        PresenceRow row = person(0, u"Lin"_s, Presence::onBreak);
        row.id = desk.server.me.person;
        row.reason = BreakReason::meal;
        row.since = kNow;
        row.changedBy = u"李娜"_s;
        desk.tellPeople({row});
        QCOMPARE(desk.toast(), u"李娜 changed your state to “Break: meal”"_s);
        QCOMPARE(desk.ownBreak()->text(), u"by 李娜"_s);
        QVERIFY(desk.ownBreak()->isVisible());
        row.until = kNow + 460s;
        desk.tellPeople({row});
        QCOMPARE(desk.ownBreak()->text(), u"07:40 left · by 李娜"_s);
        desk.be(Presence::online);
        QVERIFY(!desk.ownBreak()->isVisible());
    }

    void conversationsThatSomebodyHandedOverAreSaidAtTheDesk()
    {
        TeamDesk desk(Role::agent);
        desk.tell(BoardName::mine, {desk.mine(1, u"林晓"_s), desk.mine(2, u"王敏"_s)});
        desk.tell(BoardName::mine, {desk.mine(2, u"王敏"_s)});
        desk.server.mustReceive<ReadStream>();
        Entry gone = say(1, Released {desk.server.me.person, 2, {}}, AuthorKind::staff);
        gone.author.name = u"李娜"_s;
        desk.server.answer<ReadStream>({{gone}, 1});
        QTRY_COMPARE(desk.toast(), u"李娜 handed over your conversation with 林晓"_s);
    }

    void whoLeadsSeesBreaksAndGivesThem()
    {
        TeamDesk desk;
        desk.action("go.team")->trigger();
        PresenceRow away = person(1, u"王敏"_s, Presence::onBreak);
        away.reason = BreakReason::rest;
        away.until = kNow + 460s;
        PresenceRow asks = person(2, u"李雷"_s, Presence::online);
        asks.asks = BreakReason::meal;
        PresenceRow leaves = person(3, u"小陈"_s, Presence::windingDown);
        leaves.then = Presence::onBreak;
        desk.tellPeople({away, asks, leaves});
        QTRY_COMPARE(desk.list()->topLevelItemCount(), 3);
        const auto state = [&](const QString& name) { return desk.list()->findItems(name, Qt::MatchExactly).first()->text(1); };
        QCOMPARE(state(u"王敏"_s), u"Break: rest · 07:40 left"_s);
        QCOMPARE(state(u"李雷"_s), u"Online · asks for a break (meal)"_s);
        QCOMPARE(state(u"小陈"_s), u"Winding down, then break"_s);
        desk.tick(kNow + 590s);
        QCOMPARE(state(u"王敏"_s), u"Break: rest · over by 02:10"_s);
        desk.choose(u"王敏"_s);
        QVERIFY(!desk.find<QPushButton>("teamGiveBreak")->isVisible());
        desk.choose(u"李雷"_s);
        QVERIFY(desk.find<QPushButton>("teamGiveBreak")->isVisible());
        desk.pushByKey("teamGiveBreak");
        QCOMPARE(desk.server.mustReceive<SetPresenceOf>(), (SetPresenceOf {asks.id, Presence::onBreak, BreakReason::meal}));
        desk.server.answer<SetPresenceOf>({});
        desk.pushByKey("teamNotNow");
        QCOMPARE(desk.server.mustReceive<SetPresenceOf>(), (SetPresenceOf {asks.id, Presence::online, BreakReason::none}));
        desk.server.answer<SetPresenceOf>({});
        asks.asks.reset();
        desk.tellPeople({away, asks});
        QTRY_VERIFY(!desk.find<QPushButton>("teamNotNow")->isVisible());
        desk.server.loseConnection();
        QTRY_VERIFY(!desk.find<QPushButton>("teamHandOver")->isEnabled());
        QCOMPARE(desk.find<QPushButton>("teamHandOver")->toolTip(), u"Not while there is no connection."_s);
    }

    void figuresOfTheDayStandWithHowManyTheyAreOf()
    {
        TeamDesk desk;
        desk.action("go.team")->trigger();
        QTreeWidget* list = desk.list();
        list->setFixedWidth(1400);
        PresenceRow busy = person(1, u"王敏"_s, Presence::online);
        const PresenceRow fresh = person(2, u"李雷"_s, Presence::online);
        desk.tellPeople({busy, fresh});
        QTRY_COMPARE(list->topLevelItemCount(), 2);
        for (const int column : {kTaken, kFirst, kInTime, kBreaks})
            QVERIFY(list->isColumnHidden(column)); // nobody's figures are told
        busy.today = DayFigures {41, 38, 38 * 32'400, 212, 207, 600'000};
        desk.tellPeople({busy, fresh});
        QTRY_VERIFY(!list->isColumnHidden(kBreaks));
        const QTreeWidgetItem* item = desk.itemOf(u"王敏"_s);
        QCOMPARE(item->text(kTaken), u"41"_s);
        QCOMPARE(item->text(kFirst), u"00:32"_s);
        QVERIFY2(item->toolTip(kFirst).contains(u"38 first answer"_s), qPrintable(item->toolTip(kFirst)));
        QCOMPARE(item->text(kInTime), u"97.6 % (212)"_s);
        QVERIFY2(item->toolTip(kInTime).startsWith(u"207 of 212"_s), qPrintable(item->toolTip(kInTime)));
        QCOMPARE(item->text(kBreaks), u"10:00"_s);
        const QTreeWidgetItem* none = desk.itemOf(u"李雷"_s);
        QCOMPARE(none->text(kTaken), u"0"_s);
        QCOMPARE(none->text(kFirst), u"—"_s);
        QCOMPARE(none->text(kInTime), u"—"_s);
        QCOMPARE(none->text(kBreaks), u"00:00"_s);
        busy.today->turns = 2'000;
        busy.today->turnsInTime = 1'999;
        desk.tellPeople({busy, fresh});
        QTRY_COMPARE(item->text(kInTime), u"99.9 % (2000)"_s); // not all of them
        QCOMPARE(desk.find<QLabel>("teamCount")->text(), u"2 people"_s);
        list->setFixedWidth(560); // what matters least gives way, and is told by the name
        QTRY_VERIFY(list->isColumnHidden(kBreaks));
        QVERIFY2(item->toolTip(kName).contains(u"10:00"_s), qPrintable(item->toolTip(kName)));
        PresenceRow named = person(3, u"Alexander Konstantinopoulos-Whitfield of the night shift"_s, Presence::online);
        desk.tellPeople({busy, fresh, named});
        QTRY_COMPARE(list->topLevelItemCount(), 3);
        for (const int width : {1400, 900, 760, 560, 360}) { // the state is never narrower
            list->setFixedWidth(width);
            QTRY_VERIFY2(list->columnWidth(kState) >= scaled(160, list), qPrintable(QString::number(width)));
            QVERIFY(list->columnWidth(kName) <= scaled(200, list));
        }
        QVERIFY(desk.itemOf(named.name)->toolTip(kName).startsWith(named.name));
    }

    void whatIsOwedTooLongIsMarkedNotByColourAlone()
    {
        TeamDesk desk;
        desk.action("go.team")->trigger();
        QTreeWidget* list = desk.list();
        desk.tellPeople({person(1, u"王敏"_s, Presence::online), person(2, u"李雷"_s, Presence::online, 1, Millis(89'000))});
        QTRY_COMPARE(list->topLevelItemCount(), 2);
        const QTreeWidgetItem* item = desk.itemOf(u"李雷"_s);
        const auto shows = [&](ColorRole role) { return item->foreground(kLongest).color() == color(role, list->palette()); };
        QVERIFY(shows(ColorRole::text) && item->icon(kLongest).isNull());
        desk.tick(kNow + 1s);
        QVERIFY(shows(ColorRole::caution) && item->icon(kLongest).isNull());
        desk.tick(kNow + 55s);
        QVERIFY(shows(ColorRole::critical) && !item->icon(kLongest).isNull());
        QVERIFY(desk.itemOf(u"王敏"_s)->icon(kLongest).isNull());
        PresenceRow answered = person(2, u"李雷"_s, Presence::online);
        desk.tellPeople({person(1, u"王敏"_s, Presence::online), answered});
        QTRY_COMPARE(item->text(kLongest), QString());
        QVERIFY(shows(ColorRole::text) && item->icon(kLongest).isNull());
    }

    void aBreakThatRunsCountsWhereItIsSeen()
    {
        TeamDesk desk;
        desk.action("go.team")->trigger();
        QTreeWidget* list = desk.list();
        list->setFixedWidth(1400);
        QList<PresenceRow> rows;
        for (quint64 id = 101; id <= 250; ++id) {
            rows.append(person(id, u"p%1"_s.arg(id), Presence::onBreak));
            rows.last().today = DayFigures {0, 0, 0, 0, 0, 240'000};
        }
        desk.tellPeople(rows);
        QTRY_COMPARE(list->topLevelItemCount(), 150);
        list->sortByColumn(kName, Qt::AscendingOrder);
        const QTreeWidgetItem* first = desk.itemOf(u"p101"_s);
        const QTreeWidgetItem* last = desk.itemOf(u"p250"_s);
        list->scrollToTop();
        QVERIFY(list->visualItemRect(last).top() > list->viewport()->height());
        QCOMPARE(first->text(kBreaks), u"09:00"_s);
        desk.tick(kNow + 90s);
        QCOMPARE(first->text(kBreaks), u"10:30"_s);
        QCOMPARE(last->text(kBreaks), u"09:00"_s); // nobody sees it
        list->scrollToBottom();
        desk.tick(kNow + 91s);
        QCOMPARE(last->text(kBreaks), u"10:31"_s);
    }

    void theListIsSortedByKeyboard()
    {
        TeamDesk desk;
        desk.action("go.team")->trigger();
        QTreeWidget* list = desk.list();
        list->setFixedWidth(1400);
        PresenceRow quick = person(1, u"王敏"_s, Presence::online);
        quick.today = DayFigures {9, 9, 9'000, 10, 10, 600'000};
        PresenceRow slow = person(2, u"李雷"_s, Presence::onBreak);
        slow.today = DayFigures {9, 9, 9'000, 10, 7, 240'000}; // and five minutes that run
        desk.tellPeople({quick, slow, person(3, u"小陈"_s, Presence::online)});
        QTRY_COMPARE(list->topLevelItemCount(), 3);
        const auto sortBy = [&](const QString& column) {
            list->setFocus();
            QContextMenuEvent key(QContextMenuEvent::Keyboard, {}, list->mapToGlobal(QPoint()));
            QApplication::sendEvent(list, &key);
            auto* menu = list->findChild<QMenu*>(u"teamSort"_s);
            if (!menu)
                qFatal("no menu");
            for (QAction* each : menu->actions())
                if (each->text().endsWith(column))
                    menu->setActiveAction(each);
            QTest::keyClick(menu, Qt::Key_Return);
            QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        };
        const auto names = [&] {
            QStringList all;
            for (int row = 0; row < list->topLevelItemCount(); ++row)
                all.append(list->topLevelItem(row)->text(kName));
            return all;
        };
        sortBy(u"3-min rate"_s);
        QCOMPARE(names(), (QStringList {u"李雷"_s, u"王敏"_s, u"小陈"_s})); // who has none comes last
        sortBy(u"Breaks today"_s);
        QCOMPARE(names(), (QStringList {u"小陈"_s, u"李雷"_s, u"王敏"_s}));
        desk.tick(kNow + 120s);
        QCOMPARE(names(), (QStringList {u"小陈"_s, u"王敏"_s, u"李雷"_s}));
        sortBy(u"Breaks today"_s);
        QCOMPARE(names(), (QStringList {u"李雷"_s, u"王敏"_s, u"小陈"_s}));
    }

    void agentsDoNotSeeIt()
    {
        TeamDesk desk(Role::agent);
        QVERIFY(!desk.action("go.team")->isVisible());
        QVERIFY(!desk.action("go.team")->isEnabled());
        for (QAction* each : desk.window->findChildren<QAction*>(u"page.team"_s))
            QVERIFY(!each->isVisible());
    }
};

QTEST_MAIN(TestTeam)
#include "tst_team.moc"
