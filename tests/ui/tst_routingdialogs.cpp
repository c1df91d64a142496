// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCheckBox>
#include <QComboBox>
#include <QLayout>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTreeWidget>

#include "core/protocol/routing.h"
#include "tests/ui/deskfixture.h"
#include "ui/widgets/actionregistry.h"
#include "ui/widgets/label.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

namespace {

struct RoutingDesk : DeskFixture {
    explicit RoutingDesk(Role role = Role::supervisor)
        : DeskFixture(role)
    {
    }
    template <class W>
    static W* field(QDialog* dialog, const char* name)
    {
        auto* found = dialog->findChild<W*>(QString::fromLatin1(name));
        if (!found)
            qFatal("no %s", name);
        return found;
    }
    /// Whether anybody can read this on the screen now.
    bool says(const QString& text) const
    {
        for (const QLabel* label : window->findChildren<QLabel*>())
            if (label->isVisible() && label->text() == text)
                return true;
        return false;
    }
};

QueueId queueId(quint64 number)
{
    return QueueId(testId(40, number));
}

RoutingRules rules(qint64 version)
{
    RoutingRules rules;
    rules.profile.version = version;
    rules.queues = {{queueId(1), u"售前"_s}, {queueId(2), u"售后"_s}};
    for (quint64 number : {1u, 2u}) {
        routing::QueueProfile queue;
        queue.id = queueId(number);
        rules.profile.queues.append(queue);
    }
    for (qint64 each = version; each > 0; --each)
        rules.history.append({each, kNow, u"孙丽"_s, u"for the show"_s});
    rules.history.append(RoutingVersion {}); // before the first
    return rules;
}

/// The VIP would have had somebody sooner, and somebody would have been left.
RoutingTrial trial()
{
    RoutingTrial trial;
    trial.from = kNow - std::chrono::hours(1);
    trial.to = kNow;
    trial.conversations = 214;
    trial.people = 12;
    trial.now = {213, 1, 20'000, 90'000, 300'000, 8'120};
    trial.then = {212, 2, 20'400, 60'000, 420'000, 8'091};
    trial.tiers = {{CustomerTier::standard, 200, 80'000, 95'000}, {CustomerTier::vip, 14, 90'000, 12'000}};
    trial.changed = 31;
    trial.changes = {{testConversation(1), u"林晓"_s, u"Lin"_s, u"Chen"_s, 90'000, 12'000},
        {testConversation(2), {}, u"Chen"_s, {}, 61'000, 3'700'000}};
    return trial;
}

RoutingDecision waits()
{
    RoutingDecision why;
    why.at = kNow;
    why.profile = 3;
    why.queue = u"售后"_s;
    why.score.customerTier = 100;
    why.score.waited = 12;
    why.best = {{PersonId(testId(31, 1)), u"王敏"_s, routing::Exclusion::full, 10, 10, 10, 0, kNow, kNow},
        {PersonId(testId(31, 2)), u"李雷"_s, routing::Exclusion::absent, 0, 10, 0, 0, kNow, kNow}};
    why.count = {{routing::Exclusion::queue, 7}, {routing::Exclusion::absent, 1}, {routing::Exclusion::full, 1}};
    return why;
}

} // namespace

class TestRoutingDialogs final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whyItWaitsIsSaidAndItCanBePutFirst()
    {
        RoutingDesk desk;
        desk.openFirst();
        QTest::keyClick(desk.window.get(), Qt::Key_Y, Qt::ControlModifier | Qt::ShiftModifier);
        QDialog* dialog = desk.dialog("whyDialog");
        QCOMPARE(desk.server.mustReceive<ExplainRouting>().conversation, testConversation(1));
        desk.server.answer<ExplainRouting>({waits(), {}});
        auto* sentence = desk.field<QLabel>(dialog, "whySentence");
        QCOMPARE(sentence->text(), u"Waits in 售后. Nobody can take it now: 1 not online, 1 without room."_s);
        QVERIFY(desk.field<QLabel>(dialog, "whyScore")->text().contains(u"= 112 points"_s));
        auto* people = desk.field<QTreeWidget>(dialog, "whyPeople");
        QVERIFY(people->isVisible());
        QCOMPARE(people->topLevelItemCount(), 2);
        QCOMPARE(people->topLevelItem(0)->text(1), u"No room"_s);
        QVERIFY(dialog->height() >= dialog->layout()->totalHeightForWidth(dialog->width())); // nothing lies on anything
        auto* first = desk.field<QPushButton>(dialog, "whyRaise");
        QVERIFY(first->isVisible());
        first->setFocus();
        QTest::keyClick(first, Qt::Key_Space);
        const Prioritize raised = desk.server.mustReceive<Prioritize>();
        QCOMPARE(raised.conversation, testConversation(1));
        QCOMPARE(raised.points, 1'000);
        desk.server.answer<Prioritize>({testConversation(1), 4, {}});
        desk.server.mustReceive<ExplainRouting>();
        RoutingDecision now = waits();
        now.score.priority = 1'000;
        desk.server.answer<ExplainRouting>({now, {}});
        QCOMPARE(first->text(), u"No longer first"_s);
        QTest::keyClick(first, Qt::Key_Escape);
        QTRY_VERIFY(!desk.window->findChild<QDialog*>(u"whyDialog"_s));
    }

    void anAgentSeesOneSentence()
    {
        RoutingDesk desk(Role::agent);
        desk.openFirst();
        QVERIFY(!desk.action("routing.rules")->isVisible());
        desk.action("conversation.why")->trigger();
        QDialog* dialog = desk.dialog("whyDialog");
        desk.server.mustReceive<ExplainRouting>();
        RoutingDecision given = waits();
        given.given = desk.server.me.person;
        given.givenName = u"Lin"_s;
        given.best = {{desk.server.me.person, u"Lin"_s, routing::Exclusion::none, 2, 6, 2, 0, kNow, kNow}};
        RoutingDecision before = given;
        before.sticky = true;
        desk.server.answer<ExplainRouting>({{}, {given, before}});
        QCOMPARE(desk.field<QLabel>(dialog, "whySentence")->text(), u"Went to Lin (售后: Lowest saturation)."_s);
        QVERIFY(desk.field<QLabel>(dialog, "whyBefore")->text().contains(u"who had it last"_s));
        QVERIFY(!desk.field<QTreeWidget>(dialog, "whyPeople")->isVisible());
        QVERIFY(!desk.field<QPushButton>(dialog, "whyRaise")->isVisible());
        QVERIFY(!desk.field<QLabel>(dialog, "whyScore")->isVisible());
    }

    void titlesHoldAlsoOfACustomerWithoutAName()
    {
        RoutingDesk desk;
        desk.enter();
        ConversationRow row = desk.mine(1);
        row.customerName.clear();
        desk.tell(BoardName::mine, {row});
        desk.desk->workspace.requestOpen(row.id);
        desk.action("conversation.why")->trigger();
        desk.dialog("whyDialog");
        QVERIFY(desk.says(u"Visitor: why is it here?"_s));
        desk.closeDialogs();
        desk.action("conversation.classify")->trigger();
        desk.dialog("classifyDialog");
        QVERIFY(desk.says(u"Visitor: what is it about?"_s));
    }

    void rulesAreChangedByKeyboardAlone()
    {
        RoutingDesk desk;
        desk.openFirst();
        QVERIFY(desk.action("routing.rules")->isVisible());
        desk.action("routing.rules")->trigger();
        QDialog* dialog = desk.dialog("routingDialog");
        QVERIFY(!desk.server.mustReceive<ReadRouting>().version);
        desk.server.answer<ReadRouting>(rules(2));
        auto* list = desk.field<QListWidget>(dialog, "routingList");
        QTRY_COMPARE(list->count(), 3);
        QCOMPARE(QApplication::focusWidget(), list);
        auto* vip = desk.field<QSpinBox>(dialog, "routingTier.vip");
        vip->setFocus();
        vip->selectAll();
        QTest::keyClicks(vip, u"250"_s);
        list->setFocus();
        QTest::keyClick(list, Qt::Key_Down);
        auto* overflow = desk.field<QComboBox>(dialog, "routingOverflowTo");
        QVERIFY(overflow->isVisible());
        QVERIFY(!desk.field<QSpinBox>(dialog, "routingOverflowAfter")->isEnabled());
        overflow->setFocus();
        QTest::keyClick(overflow, Qt::Key_Down);
        QCOMPARE(overflow->currentText(), u"售后"_s);
        auto* after = desk.field<QSpinBox>(dialog, "routingOverflowAfter");
        QVERIFY(after->isEnabled());
        after->setFocus();
        after->selectAll();
        QTest::keyClicks(after, u"45"_s);
        auto* rings = desk.field<QLineEdit>(dialog, "routingRings");
        rings->setFocus();
        QTest::keyClicks(rings, u"30, 60"_s);
        auto* note = desk.field<QLineEdit>(dialog, "routingNote");
        note->setFocus();
        QTest::keyClicks(note, u"show tonight"_s);
        QTest::keyClick(note, Qt::Key_Return);
        const ChangeRouting change = desk.server.mustReceive<ChangeRouting>();
        QCOMPARE(change.note, u"show tonight"_s);
        QCOMPARE(change.profile.version, 2);
        QCOMPARE(change.profile.points.customerTier, (QList<routing::TierPoints> {{CustomerTier::vip, 250}}));
        const routing::QueueProfile& queue = change.profile.queues.at(0);
        QCOMPARE(queue.overflow->to, queueId(2));
        QCOMPARE(queue.overflow->after, Millis(45'000));
        QCOMPARE(queue.rings, (QList<Millis> {Millis(30'000), Millis(60'000)}));
        QCOMPARE(change.profile.queues.at(1), rules(2).profile.queues.at(1));
        desk.server.answer<ChangeRouting>({3, kNow, u"Lin"_s, {}});
        QTRY_VERIFY(!desk.window->findChild<QDialog*>(u"routingDialog"_s));
        QVERIFY(desk.says(u"Routing rules saved: version 3"_s));
    }

    void whatCannotBeRoutedByIsShownWhereItStands()
    {
        RoutingDesk desk;
        desk.openFirst();
        desk.action("routing.rules")->trigger();
        QDialog* dialog = desk.dialog("routingDialog");
        desk.server.mustReceive<ReadRouting>();
        desk.server.answer<ReadRouting>(rules(1));
        auto* list = desk.field<QListWidget>(dialog, "routingList");
        auto* error = desk.field<QLabel>(dialog, "routingError");
        QTRY_COMPARE(list->count(), 3);
        auto* note = desk.field<QLineEdit>(dialog, "routingNote");
        note->setFocus();
        QTest::keyClick(note, Qt::Key_Return);
        desk.server.mustReceive<ChangeRouting>();
        desk.server.refuse<ChangeRouting>(
            {Code::invalidField, u"profile.queues[1].overflow.to"_s, u"overflow goes in a circle"_s, 0});
        QTRY_VERIFY(error->isVisible());
        QCOMPARE(error->text(), u"Overflow to: it must not go in a circle, nor over more than five queues."_s);
        QCOMPARE(list->currentRow(), 2);
        // Below its field, which has the keys.
        auto* overflow = desk.field<QComboBox>(dialog, "routingOverflowTo");
        QCOMPARE(QApplication::focusWidget(), overflow);
        const auto below = [&](QWidget* field) {
            const int gap = error->mapTo(dialog, QPoint()).y() - field->mapTo(dialog, QPoint()).y() - field->height();
            return gap >= 0 && gap < field->height() && !error->visibleRegion().isEmpty() && !field->visibleRegion().isEmpty();
        };
        QTRY_VERIFY(below(overflow));
        // What is no number is not sent, and the page is not left with it.
        auto* rings = desk.field<QLineEdit>(dialog, "routingRings");
        rings->setText(u"soon"_s);
        list->setCurrentRow(0);
        QCOMPARE(list->currentRow(), 2);
        QVERIFY(error->text().startsWith(u"Rings"_s));
        QCOMPARE(QApplication::focusWidget(), rings);
        QTRY_VERIFY(below(rings));
        note->setFocus();
        QTest::keyClick(note, Qt::Key_Return);
        ChangeRouting none;
        QVERIFY(!desk.server.take<ChangeRouting>(none));
        rings->clear();
        QTest::keyClick(note, Qt::Key_Return);
        desk.server.mustReceive<ChangeRouting>();
        desk.server.refuse<ChangeRouting>(Code::conflict, 5);
        QTRY_VERIFY(error->text().contains(u"Somebody else"_s));
        QVERIFY(error->isVisible() && error->parentWidget() == dialog); // about no field
        QVERIFY(dialog->isVisible());
    }

    void whatTheShopLeavesOpenStaysOpen()
    {
        RoutingDesk desk;
        desk.openFirst();
        desk.action("routing.rules")->trigger();
        QDialog* dialog = desk.dialog("routingDialog");
        desk.server.mustReceive<ReadRouting>();
        desk.server.answer<ReadRouting>(rules(1));
        auto* list = desk.field<QListWidget>(dialog, "routingList");
        QTRY_COMPARE(list->count(), 3);
        list->setCurrentRow(2);
        auto* note = desk.field<QLineEdit>(dialog, "routingNote");
        note->setFocus();
        QTest::keyClick(note, Qt::Key_Return);
        QCOMPARE(desk.server.mustReceive<ChangeRouting>().profile, rules(1).profile);
        // What was said stays said, also where it is what nothing means.
        RoutingRules said = rules(2);
        said.profile.agentsMayPick = true;
        said.profile.surge = routing::SurgeRules {};
        desk.server.refuse<ChangeRouting>(Code::busy, 1000);
        auto* history = desk.field<QComboBox>(dialog, "routingHistory");
        history->setFocus();
        Q_EMIT history->activated(0);
        desk.server.mustReceive<ReadRouting>();
        desk.server.answer<ReadRouting>(said);
        QTRY_COMPARE(history->count(), 3);
        note->setFocus();
        QTest::keyClick(note, Qt::Key_Return);
        const routing::Profile profile = desk.server.mustReceive<ChangeRouting>().profile;
        QCOMPARE(profile.agentsMayPick, true);
        QCOMPARE(profile.surge, routing::SurgeRules {});
        QVERIFY(!profile.breaks && !profile.agentsMayDecline);
    }

    void breaksTransfersAndSurgeModeHaveRules()
    {
        RoutingDesk desk;
        desk.openFirst();
        desk.action("routing.rules")->trigger();
        QDialog* dialog = desk.dialog("routingDialog");
        desk.server.mustReceive<ReadRouting>();
        desk.server.answer<ReadRouting>(rules(1));
        auto* list = desk.field<QListWidget>(dialog, "routingList");
        QTRY_COMPARE(list->count(), 3);
        const auto write = [&](const char* name, const QString& text) {
            auto* box = desk.field<QSpinBox>(dialog, name);
            box->setFocus();
            box->selectAll();
            QTest::keyClicks(box, text);
        };
        const auto tick = [&](const char* name) {
            auto* box = desk.field<QCheckBox>(dialog, name);
            box->setFocus();
            QTest::keyClick(box, Qt::Key_Space);
        };
        auto* issues = desk.field<QPlainTextEdit>(dialog, "routingIssues");
        issues->setFocus();
        QTest::keyClicks(issues, u"refund 50"_s);
        QTest::keyClick(issues, Qt::Key_Return);
        QTest::keyClicks(issues, u"gift not sent 80"_s);
        write("routingTransferFor", u"45"_s);
        tick("routingTransferToQueue");
        tick("routingMayDecline");
        write("routingSilentAfter", u"20"_s);
        write("routingSilentEnds", u"10"_s);
        write("routingMostOnBreak", u"4"_s);
        write("routingMeal", u"40"_s);
        write("routingSurgeCapacity", u"130"_s);
        tick("routingSurgeOverflow");
        list->setFocus();
        QTest::keyClick(list, Qt::Key_Down);
        write("routingMostWaiting", u"50"_s);
        auto* note = desk.field<QLineEdit>(dialog, "routingNote");
        note->setFocus();
        QTest::keyClick(note, Qt::Key_Return);
        const routing::Profile profile = desk.server.mustReceive<ChangeRouting>().profile;
        QCOMPARE(profile.points.issue, (QList<routing::NamedPoints> {{u"refund"_s, 50}, {u"gift not sent"_s, 80}}));
        QCOMPARE(profile.transferFor, Millis(45'000));
        QCOMPARE(profile.transferToQueue, true);
        QCOMPARE(profile.agentsMayDecline, false);
        QVERIFY(!profile.agentsMayPick);
        QCOMPARE(profile.silentAfter, Millis(1'200'000));
        QVERIFY(!profile.silentAfterInRoom);
        QCOMPARE(profile.silentEndsAfter, Millis(600'000));
        QCOMPARE(profile.breaks, (routing::BreakRules {4, 40, 0, 0}));
        QCOMPARE(profile.surge, (routing::SurgeRules {130, true, false, 60}));
        QCOMPARE(profile.queues.at(0).mostWaiting, 50);
        QVERIFY(!profile.queues.at(1).mostWaiting);
    }

    void lookingOnUnseenIsSwitchedOnKnowingly()
    {
        RoutingDesk desk;
        desk.openFirst();
        desk.action("routing.rules")->trigger();
        QDialog* dialog = desk.dialog("routingDialog");
        desk.server.mustReceive<ReadRouting>();
        desk.server.answer<ReadRouting>(rules(1));
        QTRY_COMPARE(desk.field<QListWidget>(dialog, "routingList")->count(), 3);
        auto* unseen = desk.field<QCheckBox>(dialog, "routingWatchUnseen");
        auto* rooms = desk.field<QPlainTextEdit>(dialog, "routingRooms");
        QVERIFY(!unseen->isChecked());
        QCOMPARE(unseen->accessibleName(), u"Who leads looks on unseen"_s);
        const QString hint = unseen->accessibleDescription();
        QVERIFY(hint.contains(u"law"_s) && hint.contains(u"audit"_s));
        const auto labels = dialog->findChildren<QLabel*>();
        QVERIFY(std::any_of(labels.begin(), labels.end(),
            [&](const QLabel* each) { return each->isVisibleTo(dialog) && each->text() == hint; }));
        unseen->setFocus();
        QTest::keyClick(unseen, Qt::Key_Space);
        rooms->setFocus();
        QTest::keyClicks(rooms, u"8021 30"_s);
        auto* note = desk.field<QLineEdit>(dialog, "routingNote");
        const auto save = [&] {
            note->setFocus();
            QTest::keyClick(note, Qt::Key_Return);
            return desk.server.mustReceive<ChangeRouting>().profile;
        };
        const routing::Profile profile = save();
        QCOMPARE(profile.watchUnseen, true);
        QCOMPARE(profile.points.room, (QList<routing::NamedPoints> {{u"8021"_s, 30}}));
        desk.server.refuse<ChangeRouting>(Code::busy, 1000);
        unseen->setFocus();
        QTest::keyClick(unseen, Qt::Key_Space);
        QCOMPARE(save().watchUnseen, false);
    }

    void aLineThatIsNoNameWithPointsIsShownWhereItStands()
    {
        RoutingDesk desk;
        desk.openFirst();
        desk.action("routing.rules")->trigger();
        QDialog* dialog = desk.dialog("routingDialog");
        desk.server.mustReceive<ReadRouting>();
        RoutingRules read = rules(1);
        read.profile.points.room = {{u"8021"_s, 30}};
        desk.server.answer<ReadRouting>(read);
        auto* list = desk.field<QListWidget>(dialog, "routingList");
        auto* error = desk.field<QLabel>(dialog, "routingError");
        auto* rooms = desk.field<QPlainTextEdit>(dialog, "routingRooms");
        QTRY_COMPARE(rooms->toPlainText(), u"8021 30"_s);
        for (const QString& wrong : {u"8021"_s, u"8021 30\n8021 40"_s, u"8021 99999"_s}) {
            rooms->setPlainText(wrong);
            list->setCurrentRow(1);
            QCOMPARE(list->currentRow(), 0);
            QVERIFY2(error->isVisible() && error->text().startsWith(u"Points by room"_s), qPrintable(error->text()));
        }
        rooms->setPlainText(u"8021 40\n\n"_s);
        list->setCurrentRow(1);
        QCOMPARE(list->currentRow(), 1);
    }

    void anEarlierVersionIsPutBack()
    {
        RoutingDesk desk;
        desk.openFirst();
        desk.action("routing.rules")->trigger();
        QDialog* dialog = desk.dialog("routingDialog");
        desk.server.mustReceive<ReadRouting>();
        desk.server.answer<ReadRouting>(rules(3));
        auto* history = desk.field<QComboBox>(dialog, "routingHistory");
        QTRY_COMPARE(history->count(), 4);
        QCOMPARE(history->itemText(3), u"Version 0 · before the first change"_s);
        auto* earlier = desk.field<QLabel>(dialog, "routingEarlier");
        QVERIFY(!earlier->isVisible());
        history->setFocus();
        QTest::keyClick(history, Qt::Key_Down);
        QCOMPARE(desk.server.mustReceive<ReadRouting>().version, 2);
        RoutingRules before = rules(3);
        before.profile.version = 2;
        before.profile.rampStep = Millis(7'000);
        desk.server.answer<ReadRouting>(before);
        QTRY_COMPARE(desk.field<QSpinBox>(dialog, "routingRamp")->value(), 7);
        QVERIFY(earlier->isVisible());
        QCOMPARE(earlier->text(), u"Version 2 is shown, and version 3 holds. Saving puts version 2 back, as a new version."_s);
        auto* note = desk.field<QLineEdit>(dialog, "routingNote");
        note->setFocus();
        QTest::keyClick(note, Qt::Key_Return);
        const ChangeRouting change = desk.server.mustReceive<ChangeRouting>();
        QCOMPARE(change.profile.version, 3); // the one that holds
        QCOMPARE(change.profile.rampStep, Millis(7'000));
        Q_EMIT history->activated(3);
        QCOMPARE(desk.server.mustReceive<ReadRouting>().version, 0);
    }

    void whatOtherRulesWouldHaveDoneIsSeenBeforeTheyHold()
    {
        RoutingDesk desk;
        desk.openFirst();
        desk.action("routing.rules")->trigger();
        QDialog* dialog = desk.dialog("routingDialog");
        auto* button = desk.field<QPushButton>(dialog, "routingTry");
        QVERIFY(!button->isEnabled()); // nothing is read yet
        desk.server.mustReceive<ReadRouting>();
        desk.server.answer<ReadRouting>(rules(2));
        QTRY_VERIFY(button->isEnabled());
        auto* vip = desk.field<QSpinBox>(dialog, "routingTier.vip");
        vip->setFocus();
        vip->selectAll();
        QTest::keyClicks(vip, u"250"_s);
        button->setFocus();
        QTest::keyClick(button, Qt::Key_Return); // Enter is the button's that has the keys, not Save's
        const routing::Profile asked = desk.server.mustReceive<TryRouting>().profile;
        QCOMPARE(asked.points.customerTier, (QList<routing::TierPoints> {{CustomerTier::vip, 250}}));
        QCOMPARE(button->text(), u"Playing the last hour…"_s);
        QTest::keyClick(button, Qt::Key_Space); // one at a time
        TryRouting none;
        QVERIFY(!desk.server.take<TryRouting>(none));
        desk.server.answer<TryRouting>(trial());
        QDialog* shown = desk.dialog("trialDialog");
        QCOMPARE(button->text(), u"What would have changed…"_s);
        QCOMPARE(desk.field<QLabel>(shown, "trialSentence")->text(),
            u"In the last hour 214 waits; 31 would have gone differently."_s);
        const QString span = desk.field<QLabel>(shown, "trialSpan")->text();
        QVERIFY2(span.contains(u"12 online"_s) && span.contains(u"each time it waited"_s), qPrintable(span));
        auto* figures = desk.field<QTreeWidget>(shown, "trialFigures");
        const auto row = [](QTreeWidget* tree, int number) {
            QStringList cells;
            for (int column = 0; column < tree->columnCount(); ++column)
                cells.append(tree->topLevelItem(number)->text(column));
            return cells;
        };
        QCOMPARE(figures->topLevelItemCount(), 8);
        QCOMPARE(row(figures, 0), (QStringList {u"Waits: got somebody"_s, u"213"_s, u"212"_s, u"−1"_s}));
        QCOMPARE(row(figures, 1), (QStringList {u"Waits: got nobody"_s, u"1"_s, u"2"_s, u"+1"_s}));
        QCOMPARE(row(figures, 2), (QStringList {u"Half of the waits lasted at most"_s, u"00:20"_s, u"00:20"_s, {}}));
        QCOMPARE(
            row(figures, 3), (QStringList {u"Nine of ten waits lasted at most"_s, u"01:30"_s, u"01:00"_s, u"00:30 shorter"_s}));
        QCOMPARE(row(figures, 4), (QStringList {u"Longest wait"_s, u"05:00"_s, u"07:00"_s, u"02:00 longer"_s}));
        QCOMPARE(row(figures, 5), (QStringList {u"Saturation"_s, u"81.2 %"_s, u"80.9 %"_s, u"−0.3 %"_s}));
        QCOMPARE(row(figures, 7),
            (QStringList {u"VIP (14 waits): nine of ten lasted at most"_s, u"01:30"_s, u"00:12"_s, u"01:18 shorter"_s}));
        auto* changes = desk.field<QTreeWidget>(shown, "trialChanges");
        QCOMPARE(row(changes, 0), (QStringList {u"林晓"_s, u"Lin after 01:30"_s, u"Chen after 00:12"_s}));
        QCOMPARE(row(changes, 1).at(2), u"nobody in 1:01:40"_s);
        QCOMPARE(desk.field<QLabel>(shown, "trialWhich")->text(), u"The 2 waits that differ most:"_s);
        // Read by keyboard, and left by it; the rules are still being edited.
        QTRY_COMPARE(QApplication::focusWidget(), changes);
        QTest::keyClick(changes, Qt::Key_Down);
        QCOMPARE(changes->indexOfTopLevelItem(changes->currentItem()), 1);
        QTest::keyClick(changes, Qt::Key_Escape);
        QTRY_VERIFY(!desk.window->findChild<QDialog*>(u"trialDialog"_s));
        QVERIFY(dialog->isVisible());
        QCOMPARE(vip->value(), 250);
    }

    void anHourInWhichNobodyCameSaysSo()
    {
        RoutingDesk desk(Role::lead); // may look, and so may try
        desk.openFirst();
        desk.action("routing.rules")->trigger();
        QDialog* dialog = desk.dialog("routingDialog");
        desk.server.mustReceive<ReadRouting>();
        desk.server.answer<ReadRouting>(rules(1));
        auto* button = desk.field<QPushButton>(dialog, "routingTry");
        QTRY_VERIFY(button->isEnabled());
        button->setFocus();
        QTest::keyClick(button, Qt::Key_Space);
        QCOMPARE(desk.server.mustReceive<TryRouting>().profile, rules(1).profile);
        RoutingTrial empty;
        empty.from = kNow - std::chrono::hours(1);
        empty.to = kNow;
        desk.server.answer<TryRouting>(empty);
        QDialog* shown = desk.dialog("trialDialog");
        QCOMPARE(desk.field<QLabel>(shown, "trialSentence")->text(),
            u"Nobody came to wait in the last hour: there is nothing to compare."_s);
        QVERIFY(!desk.field<QTreeWidget>(shown, "trialFigures")->isVisible());
        QVERIFY(!desk.field<QTreeWidget>(shown, "trialChanges")->isVisible());
        QTest::keyClick(shown, Qt::Key_Escape);
        QTRY_VERIFY(!desk.window->findChild<QDialog*>(u"trialDialog"_s));
    }

    void aTrialThatIsRefusedSaysWhy()
    {
        RoutingDesk desk;
        desk.openFirst();
        desk.action("routing.rules")->trigger();
        QDialog* dialog = desk.dialog("routingDialog");
        desk.server.mustReceive<ReadRouting>();
        desk.server.answer<ReadRouting>(rules(1));
        auto* list = desk.field<QListWidget>(dialog, "routingList");
        auto* error = desk.field<QLabel>(dialog, "routingError");
        auto* button = desk.field<QPushButton>(dialog, "routingTry");
        QTRY_COMPARE(list->count(), 3);
        button->click();
        desk.server.mustReceive<TryRouting>();
        desk.server.refuse<TryRouting>(
            {Code::invalidField, u"profile.queues[0].overflow.to"_s, u"overflow goes in a circle"_s, 0});
        QTRY_VERIFY(error->isVisible());
        QCOMPARE(list->currentRow(), 1);
        button->click();
        desk.server.mustReceive<TryRouting>();
        desk.server.refuse<TryRouting>(Code::busy, 1'000);
        QTRY_VERIFY(!error->text().startsWith(u"Overflow"_s));
        QVERIFY(error->isVisible() && !error->text().isEmpty());
        QVERIFY(!desk.window->findChild<QDialog*>(u"trialDialog"_s));
        // What the page cannot say is not tried.
        desk.field<QLineEdit>(dialog, "routingRings")->setText(u"soon"_s);
        button->click();
        TryRouting none;
        QVERIFY(!desk.server.take<TryRouting>(none));
    }

    void whoMayNotChangeThemOnlySeesThem()
    {
        RoutingDesk desk(Role::lead);
        desk.openFirst();
        desk.action("routing.rules")->trigger();
        QDialog* dialog = desk.dialog("routingDialog");
        desk.server.mustReceive<ReadRouting>();
        desk.server.answer<ReadRouting>(rules(1));
        QTRY_COMPARE(desk.field<QListWidget>(dialog, "routingList")->count(), 3);
        QVERIFY(!desk.field<QSpinBox>(dialog, "routingTier.vip")->isEnabled());
        QVERIFY(!desk.field<QLineEdit>(dialog, "routingNote")->isVisible());
    }
};

QTEST_MAIN(TestRoutingDialogs)
#include "tst_routingdialogs.moc"
