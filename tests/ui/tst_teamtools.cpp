// SPDX-License-Identifier: GPL-3.0-or-later
#include <QComboBox>
#include <QDateEdit>
#include <QFile>
#include <QLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>
#include <QTreeWidget>

#include "core/protocol/routing.h"
#include "core/protocol/supervision.h"
#include "tests/ui/deskfixture.h"
#include "ui/theme/style.h"
#include "ui/widgets/focusring.h"
#include "ui/widgets/label.h"
#include "ui/words/termwords.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

namespace {

QueueRow queue(quint64 id, const QString& name, qint64 waiting, Millis longest = {})
{
    QueueRow row;
    row.id = QueueId(testId(40, id));
    row.name = name;
    row.waiting = waiting;
    row.online = 2;
    if (waiting > 0) {
        row.longestSince = kNow - longest;
        row.longest = testConversation(id + 20);
    }
    return row;
}

struct ToolsDesk : DeskFixture {
    explicit ToolsDesk(Role role = Role::supervisor)
        : DeskFixture(role)
    {
        openFirst();
        if (role != Role::agent)
            action("go.team")->trigger();
    }
    void tellQueues(const QList<QueueRow>& rows)
    {
        BoardChanged changed {BoardName::queue, 0, rows.size(), {}, {}};
        for (const QueueRow& row : rows) {
            changed.keys.append(row.id.value);
            changed.rows.append(row);
        }
        server.says(changed);
    }
    QTreeWidget* queues() const { return find<QTreeWidget>("teamQueues"); }
    QTreeWidget* people() const { return find<QTreeWidget>("teamList"); }
    /// What has the keys on the page after each press, until the people have them again.
    QStringList walk(Qt::Key key, Qt::KeyboardModifiers held) const
    {
        QStringList names;
        people()->setFocus();
        for (int presses = 0; presses < 60 && (presses == 0 || !people()->hasFocus()); ++presses) {
            press(key, held);
            if (find<QWidget>("teamPage")->isAncestorOf(focus()))
                names.append(focus()->objectName());
        }
        return names;
    }
    QString surge() const { return find<QLabel>("surgeSaid")->isVisible() ? find<QLabel>("surgeSaid")->text() : QString(); }
    QDialog* openRules()
    {
        action("routing.rules")->trigger();
        QDialog* opened = dialog("routingDialog");
        server.mustReceive<ReadRouting>();
        RoutingRules rules;
        rules.profile.version = 1;
        rules.history = {{1, kNow, u"孙丽"_s, u"for the show"_s}, {}};
        server.answer<ReadRouting>(rules);
        return opened;
    }
    QString exported() const { return find<QLabel>("exportSaid")->text(); }
    void pushByKey(const char* button) const
    {
        auto* found = find<QPushButton>(button);
        found->setFocus();
        QTest::keyClick(found, Qt::Key_Space);
    }
    /// The dialog with these fields, the file in this test's directory.
    QString openExport()
    {
        action("team.export")->trigger();
        dialog("exportDialog");
        const QString path = directory.filePath(u"all.csv"_s);
        find<QDateEdit>("exportFrom")->setDate({2026, 3, 1});
        find<QDateEdit>("exportTo")->setDate({2026, 3, 2});
        auto* field = find<QLineEdit>("exportPath");
        field->setFocus();
        QTest::keyClicks(field, path);
        return path;
    }
};

Instant midnight(int day)
{
    return fromMillis(QDate(2026, 3, day).startOfDay().toMSecsSinceEpoch());
}

} // namespace

class TestTeamTools final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theQueuesAreLiveTheLongestWaitFirst()
    {
        ToolsDesk desk;
        QueueRow after = queue(2, u"售后"_s, 15, 150s);
        after.why = QList<WaitReason> {{routing::Exclusion::full, 12}, {routing::Exclusion::skill, 3}};
        desk.tellQueues({queue(1, u"售前"_s, 0), after, queue(3, u"VIP"_s, 1, 20s)});
        QTRY_COMPARE(desk.queues()->topLevelItemCount(), 3);
        const auto row = [&](int number) {
            QStringList texts;
            for (int column = 0; column < desk.queues()->columnCount(); ++column)
                texts.append(desk.queues()->topLevelItem(number)->text(column));
            return texts;
        };
        const auto ink = [&] { return desk.queues()->topLevelItem(0)->foreground(2).color(); };
        QCOMPARE(
            row(0), (QStringList {u"售后"_s, u"15"_s, u"02:30"_s, u"2"_s, u"12 everybody full · 3 nobody with the skill"_s}));
        QCOMPARE(row(1).first(), u"VIP"_s);
        QCOMPARE(row(2), (QStringList {u"售前"_s, u"0"_s, QString(), u"2"_s, QString()}));
        QCOMPARE(ink(), color(ColorRole::critical, desk.queues()->palette()));
        desk.tick(kNow + 31s);
        QCOMPARE(row(0).at(2), u"03:01 · too long"_s);
        desk.desk->settings.set(setting::longestWaitAlert, 300);
        QCOMPARE(row(0).at(2), u"03:01"_s);
        QCOMPARE(ink(), color(ColorRole::caution, desk.queues()->palette()));
        // Whoever is chosen stays so wherever the row goes.
        desk.queues()->setCurrentItem(desk.queues()->topLevelItem(1));
        desk.tellQueues({queue(1, u"售前"_s, 0), queue(2, u"售后"_s, 0), queue(3, u"VIP"_s, 1, 20s)});
        QTRY_COMPARE(row(0).first(), u"VIP"_s);
        QCOMPARE(desk.queues()->currentItem(), desk.queues()->topLevelItem(0));
    }

    void theOneThatWaitsLongestIsOpenedAndExplainedByKeys()
    {
        ToolsDesk desk;
        desk.tellQueues({queue(1, u"售前"_s, 0), queue(2, u"售后"_s, 3, 65s)});
        QTRY_COMPARE(desk.queues()->topLevelItemCount(), 2);
        desk.queues()->setCurrentItem(desk.queues()->topLevelItem(0));
        desk.queues()->setFocus();
        desk.press(Qt::Key_Y, Qt::ControlModifier | Qt::ShiftModifier);
        desk.dialog("whyDialog");
        QCOMPARE(desk.server.mustReceive<ExplainRouting>().conversation, testConversation(22));
        desk.closeDialogs();
        QTRY_VERIFY(desk.window->isActiveWindow());
        desk.queues()->setFocus();
        desk.press(Qt::Key_Down);
        QVERIFY(!desk.find<QPushButton>("queueOpen")->isEnabled()); // nobody waits there
        desk.press(Qt::Key_Up);
        QCOMPARE(desk.openId(), testConversation(1));
        desk.press(Qt::Key_Return);
        QTRY_COMPARE(desk.openId(), testConversation(22));
        QVERIFY(desk.window->desk()->isVisible());
    }

    void openingThePageByKeyGivesTheKeysToThePeople()
    {
        ToolsDesk desk;
        desk.action("go.desk")->trigger();
        desk.composer()->setFocus();
        const auto goToTeam = [] { ToolsDesk::press(Qt::Key_2, Qt::ControlModifier | Qt::AltModifier); };
        goToTeam();
        QTRY_VERIFY(desk.people()->hasFocus());
        desk.queues()->setFocus();
        goToTeam(); // also when it is there already
        QTRY_VERIFY(desk.people()->hasFocus());
        desk.queues()->setFocus();
        desk.press(Qt::Key_1, Qt::ControlModifier | Qt::AltModifier);
        QTRY_VERIFY(desk.window->desk()->isVisible());
        goToTeam();
        QTRY_VERIFY(desk.people()->hasFocus());
    }

    void tabGoesThroughThePageInReadingOrderAndBack()
    {
        ToolsDesk desk;
        PresenceRow gone {PersonId(testId(31, 2)), u"李雷"_s, Presence::disconnected, BreakReason::none, kNow, 3, 10};
        PresenceRow asks {PersonId(testId(31, 1)), u"王敏"_s, Presence::online, BreakReason::none, kNow, 3, 10};
        gone.held = 3;
        asks.asks = BreakReason::rest;
        desk.server.says(BoardChanged {BoardName::presence, 0, 2, {asks.id.value, gone.id.value}, {asks, gone}});
        desk.tellQueues({queue(2, u"售后"_s, 3, 20s)});
        QTRY_VERIFY(desk.find<QPushButton>("teamAlert")->isVisible());
        desk.people()->setCurrentItem(desk.people()->findItems(u"王敏"_s, Qt::MatchExactly).first());
        QVERIFY(desk.find<QPushButton>("teamNotNow")->isVisible());
        const QStringList onwards {u"teamPresence"_s, u"teamHandOver"_s, u"teamGiveBreak"_s, u"teamNotNow"_s, u"queueOpen"_s,
            u"queueWhy"_s, u"teamQueues"_s, u"teamSurge"_s, u"teamExport"_s, u"teamAlert"_s, u"teamList"_s};
        QCOMPARE(desk.walk(Qt::Key_Tab, Qt::NoModifier), onwards);
        QStringList back(onwards.rbegin() + 1, onwards.rend());
        back.append(u"teamList"_s);
        QCOMPARE(desk.walk(Qt::Key_Backtab, Qt::ShiftModifier), back);
    }

    void whatBurnsStandsInTheHeadAndLeadsThere()
    {
        ToolsDesk desk;
        auto* alert = desk.find<QPushButton>("teamAlert");
        QVERIFY(!alert->isVisible());
        PresenceRow gone {PersonId(testId(31, 2)), u"李雷"_s, Presence::disconnected, BreakReason::none, kNow, 3, 10};
        PresenceRow here {PersonId(testId(31, 1)), u"王敏"_s, Presence::online, BreakReason::none, kNow, 3, 10};
        gone.held = here.held = 3;
        desk.server.says(BoardChanged {BoardName::presence, 0, 2, {here.id.value, gone.id.value}, {here, gone}});
        desk.tellQueues({queue(2, u"售后"_s, 3, 200s)});
        QTRY_COMPARE(alert->text(), u"李雷 lost the connection, with 3 conversations open (and 1 more)"_s);
        QVERIFY(alert->isVisible());
        desk.pushByKey("teamAlert");
        auto* people = desk.find<QTreeWidget>("teamList");
        QCOMPARE(people->currentItem()->text(0), u"李雷"_s);
        QVERIFY(people->hasFocus());
        gone.presence = Presence::online;
        desk.server.says(BoardChanged {BoardName::presence, 0, 2, {here.id.value, gone.id.value}, {gone}});
        QTRY_COMPARE(alert->text(), u"售后: 3 waiting, the longest for 03:20"_s);
        desk.tick(kNow + 5s);
        QCOMPARE(alert->text(), u"售后: 3 waiting, the longest for 03:25"_s);
        ConversationRow helped = testRow(5, u"Maria"_s);
        helped.state = ConversationState::assigned;
        helped.assigneeName = u"王敏"_s;
        helped.helpSince = kNow;
        desk.server.says(BoardChanged {BoardName::help, 0, 1, {helped.id.value}, {helped}}); // whatever list is looked at
        QTRY_COMPARE(alert->text(), u"王敏 asks for help with Maria (and 1 more)"_s);
        QCOMPARE(desk.window->findChild<QAction*>(u"page.team"_s)->toolTip(), alert->text()); // also seen from the desk
        desk.pushByKey("teamAlert");
        QCOMPARE(desk.openId(), testConversation(5));
        QVERIFY(desk.window->desk()->isVisible());
    }

    void whoLooksAtMuchThatIsHiddenStandsInTheHeadAndInTheirRow()
    {
        ToolsDesk desk;
        PresenceRow looks {PersonId(testId(31, 1)), u"Chen Jie"_s, Presence::online, BreakReason::none, kNow, 3, 10};
        looks.revealed = 34;
        PresenceRow other {PersonId(testId(31, 2)), u"李雷"_s, Presence::online, BreakReason::none, kNow, 3, 10};
        desk.server.says(BoardChanged {BoardName::presence, 0, 2, {other.id.value, looks.id.value}, {other, looks}});
        auto* alert = desk.find<QPushButton>("teamAlert");
        QTRY_COMPARE(alert->text(), u"Chen Jie looked at 34 hidden details in the last hour"_s);
        desk.pushByKey("teamAlert");
        const QTreeWidgetItem* row = desk.people()->currentItem();
        QCOMPARE(row->text(0), u"Chen Jie"_s);
        QVERIFY2(row->text(1).contains(u"looked at 34 hidden details in an hour"_s), qPrintable(row->text(1)));
        looks.revealed.reset();
        desk.server.says(BoardChanged {BoardName::presence, 0, 2, {other.id.value, looks.id.value}, {looks}});
        QTRY_VERIFY(!alert->isVisible());
        QVERIFY2(!row->text(1).contains(u"hidden"_s), qPrintable(row->text(1)));
    }

    void theRoutingRulesAreWalkedAsTheyAreRead()
    {
        ToolsDesk desk;
        desk.openRules();
        auto* versions = desk.find<QComboBox>("routingHistory");
        QTRY_COMPARE(versions->count(), 2);
        versions->setFocus();
        desk.press(Qt::Key_Tab);
        QCOMPARE(desk.focus(), desk.find<QListWidget>("routingList"));
        desk.press(Qt::Key_Tab);
        QCOMPARE(desk.focus(), desk.find<QSpinBox>("routingTier.standard")); // not the page around the fields, unseen
        auto* note = desk.find<QLineEdit>("routingNote");
        note->setFocus();
        desk.press(Qt::Key_Backtab, Qt::ShiftModifier);
        QCOMPARE(desk.focus(), desk.find<QSpinBox>("routingSurgeMinutes"));
        desk.press(Qt::Key_Tab);
        QCOMPARE(desk.focus(), note);
        desk.press(Qt::Key_Tab);
        QVERIFY(qobject_cast<QPushButton*>(desk.focus()));
    }

    void whereNoFieldTakesTheKeysTheRulesAreScrolledByThem()
    {
        ToolsDesk desk(Role::lead);
        desk.openRules();
        auto* list = desk.find<QListWidget>("routingList");
        QTRY_VERIFY(desk.find<QComboBox>("routingHistory")->isVisible());
        list->setFocus();
        desk.press(Qt::Key_Tab);
        const auto* page = qobject_cast<QScrollArea*>(desk.focus());
        QVERIFY(page);
        QVERIFY(page->findChild<FocusRing*>()->isVisible()); // and it is seen that they are there
        desk.press(Qt::Key_Tab);
        QVERIFY(qobject_cast<QPushButton*>(desk.focus())); // nor do they stay there
    }

    void tabPassesAButtonThatIsNotThere()
    {
        ToolsDesk desk;
        desk.action("conversation.why")->trigger();
        desk.dialog("whyDialog");
        desk.server.mustReceive<ExplainRouting>();
        RoutingDecision given;
        given.given = desk.server.me.person; // there is nothing to put first
        given.best = {{desk.server.me.person, u"Lin"_s, routing::Exclusion::none, 2, 6, 2, 0, kNow, kNow}};
        desk.server.answer<ExplainRouting>({{}, {given}});
        auto* people = desk.find<QTreeWidget>("whyPeople");
        QTRY_VERIFY(people->isVisible());
        people->setFocus();
        desk.press(Qt::Key_Tab);
        QVERIFY(qobject_cast<QPushButton*>(desk.focus()));
    }

    void thatTheRoutingRulesAreSavedIsSaidOnWhateverPageIsSeen()
    {
        ToolsDesk desk; // the team's
        QDialog* dialog = desk.openRules();
        QTRY_VERIFY(desk.find<QComboBox>("routingHistory")->isVisible());
        auto* note = desk.find<QLineEdit>("routingNote");
        note->setFocus();
        QTest::keyClick(note, Qt::Key_Return);
        desk.server.mustReceive<ChangeRouting>();
        QTest::keyClick(note, Qt::Key_Return); // once
        ChangeRouting none;
        QVERIFY(!desk.server.take<ChangeRouting>(none));
        QVERIFY(dialog->isVisible());
        desk.server.answer<ChangeRouting>({2, kNow, u"Lin"_s, {}});
        QTRY_VERIFY(!desk.window->findChild<QDialog*>(u"routingDialog"_s));
        const auto labels = desk.window->findChildren<QLabel*>();
        QVERIFY(std::any_of(labels.begin(), labels.end(),
            [](const QLabel* each) { return each->isVisible() && each->text() == u"Routing rules saved: version 2"_s; }));
    }

    void surgeModeSaysWhatItDoesBeforeItIsOn()
    {
        ToolsDesk desk;
        desk.tellQueues({queue(1, u"售前"_s, 0)});
        QCOMPARE(desk.surge(), QString());
        desk.pushByKey("teamSurge");
        desk.dialog("surgeDialog");
        desk.server.mustReceive<ReadRouting>();
        auto* begin = desk.find<QPushButton>("surgeBegin");
        QVERIFY(!begin->isEnabled());
        RoutingRules rules;
        rules.profile.surge = routing::SurgeRules {150, true, false, 90};
        desk.server.answer<ReadRouting>(rules);
        const QString effect = desk.find<QLabel>("surgeEffect")->text();
        QVERIFY2(effect.contains(u"150 %"_s) && effect.contains(u"leave a message"_s), qPrintable(effect));
        QVERIFY2(!effect.contains(u"overflow"_s) && effect.contains(clockText(kNow + 90min)), qPrintable(effect));
        QVERIFY(!desk.find<QPushButton>("surgeEnd")->isVisible());
        QTRY_COMPARE(desk.focus(), begin);
        desk.press(Qt::Key_Tab);
        QVERIFY(desk.focus() != begin);
        desk.press(Qt::Key_Tab); // past the button that is not there
        QCOMPARE(desk.focus(), begin);
        desk.pushByKey("surgeBegin");
        QVERIFY(desk.server.mustReceive<SetSurge>().on);
        desk.server.answer<SetSurge>({});
        QTRY_VERIFY(!desk.window->findChild<QDialog*>(u"surgeDialog"_s));
        QueueRow row = queue(1, u"售前"_s, 0);
        row.surgeUntil = kNow + 90min;
        desk.tellQueues({row});
        const QString said = u"Surge mode until "_s + clockText(kNow + 90min);
        QTRY_COMPARE(desk.surge(), said);
        QCOMPARE(desk.find<QLabel>("teamSurgeSaid")->text(), said);
        QVERIFY(!desk.find<QPushButton>("teamSurge")->isVisible());
        desk.pushByKey("teamSurgeEnd");
        QVERIFY(!desk.server.mustReceive<SetSurge>().on);
        desk.server.answer<SetSurge>({});
        QTRY_VERIFY(!desk.find<QLabel>("teamSaid")->text().isEmpty());
        desk.tellQueues({queue(1, u"售前"_s, 0)});
        QTRY_COMPARE(desk.surge(), QString());
        QVERIFY(desk.find<QPushButton>("teamSurge")->isVisible());
    }

    void surgeModeThatIsOnIsEndedOrExtended()
    {
        ToolsDesk desk;
        QueueRow row = queue(1, u"售前"_s, 0);
        row.surgeUntil = kNow + 40min;
        desk.tellQueues({row});
        QTRY_VERIFY(!desk.surge().isEmpty());
        desk.action("team.surge")->trigger();
        QDialog* dialog = desk.dialog("surgeDialog");
        auto* extend = desk.find<QPushButton>("surgeBegin");
        QVERIFY(!extend->isVisible()); // until when is not known yet
        desk.server.mustReceive<ReadRouting>();
        RoutingRules rules;
        rules.profile.surge = routing::SurgeRules {150, true, true, 90};
        desk.server.answer<ReadRouting>(rules);
        const QString later = clockText(kNow + 90min);
        QTRY_COMPARE(extend->text(), u"Extend to "_s + later);
        QVERIFY(extend->isVisible() && extend->isEnabled() && !extend->hasFocus());
        QVERIFY(!extend->property(kPrimaryProperty).toBool());
        const QString effect = desk.find<QLabel>("surgeEffect")->text();
        QVERIFY2(
            effect.contains(u"If restarted, it ends at "_s + later) && !effect.contains(u"by itself"_s), qPrintable(effect));
        QVERIFY(dialog->height() >= dialog->layout()->totalHeightForWidth(dialog->width()));
        desk.pushByKey("surgeBegin");
        QVERIFY(desk.server.mustReceive<SetSurge>().on);
        desk.server.answer<SetSurge>({});
        QTRY_VERIFY(!desk.window->findChild<QDialog*>(u"surgeDialog"_s));
    }

    void everybodySeesSurgeModeAndFewSwitchIt()
    {
        QueueRow row = queue(1, u"售前"_s, 0);
        row.surgeUntil = kNow + 90min;
        {
            ToolsDesk agent(Role::agent);
            agent.tellQueues({row});
            QTRY_VERIFY(!agent.surge().isEmpty());
            QVERIFY(!agent.action("team.surge")->isVisible() && !agent.action("team.surge")->isEnabled());
            QVERIFY(!agent.action("team.export")->isEnabled());
        }
        ToolsDesk lead(Role::lead);
        lead.tellQueues({row});
        QTRY_VERIFY(lead.find<QLabel>("teamSurgeSaid")->isVisible());
        QVERIFY(!lead.find<QPushButton>("teamSurgeEnd")->isVisible());
        QVERIFY(lead.find<QPushButton>("teamExport")->isVisible());
        lead.server.loseConnection();
        QTRY_VERIFY(!lead.find<QPushButton>("teamExport")->isEnabled());
        QCOMPARE(lead.find<QPushButton>("teamExport")->toolTip(), u"Not while there is no connection."_s);
    }

    void conversationsOfSomeDaysAreExported()
    {
        ToolsDesk desk(Role::lead);
        const QString path = desk.openExport();
        desk.press(Qt::Key_Return);
        const ListConversations asked = desk.server.mustReceive<ListConversations>();
        QCOMPARE(asked.from, midnight(1));
        QCOMPARE(asked.to, midnight(3));
        QVERIFY(desk.find<QWidget>("exportProgress")->isVisible());
        QVERIFY(!desk.find<QPushButton>("exportStart")->isEnabled());
        desk.server.answer<ListConversations>({{testRow(1, u"林晓"_s), testRow(2)}, 2});
        QTRY_COMPARE(desk.exported(), u"2 conversations are in %1"_s.arg(path));
        QVERIFY(!desk.find<QWidget>("exportProgress")->isVisible());
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray table = file.readAll();
        QVERIFY2(table.contains("Customer") && table.contains("林晓"), table.constData());
    }

    void anExportIsCancelledAndWhatCannotBeIsSaid()
    {
        ToolsDesk desk(Role::lead);
        const QString path = desk.openExport();
        desk.press(Qt::Key_Return);
        desk.server.mustReceive<ListConversations>();
        desk.press(Qt::Key_Escape);
        QVERIFY2(desk.exported().startsWith(u"Cancelled"_s), qPrintable(desk.exported()));
        QVERIFY(!QFile::exists(path));
        QVERIFY(desk.dialog("exportDialog")->isVisible());
        desk.find<QDateEdit>("exportFrom")->setDate({2026, 3, 3});
        desk.pushByKey("exportStart");
        QVERIFY(desk.exported().contains(u"before the first"_s));
        desk.find<QDateEdit>("exportFrom")->setDate({2026, 3, 1});
        desk.find<QLineEdit>("exportPath")->setText(desk.directory.filePath(u"nowhere/all.csv"_s));
        desk.pushByKey("exportStart");
        QTRY_VERIFY2(desk.exported().startsWith(u"The file could not be written"_s), qPrintable(desk.exported()));
        desk.find<QLineEdit>("exportPath")->setText(path);
        desk.pushByKey("exportStart");
        desk.server.mustReceive<ListConversations>();
        desk.server.refuse<ListConversations>(Code::forbidden);
        QTRY_VERIFY2(desk.exported().contains(u"role"_s), qPrintable(desk.exported()));
        desk.press(Qt::Key_Escape);
        QTRY_VERIFY(!desk.window->findChild<QDialog*>(u"exportDialog"_s));
    }
};

QTEST_MAIN(TestTeamTools)
#include "tst_teamtools.moc"
