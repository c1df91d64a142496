// SPDX-License-Identifier: GPL-3.0-or-later
#include <QComboBox>
#include <QListWidget>
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
    {
        server.me.roles = {role};
        QString body;
        codec::write(body, SignedIn {u"token"_s, fromMillis(9), {server.me}}, Audience::staff);
        stub.answer = "{\"code\":\"ok\"," + body.mid(1).toUtf8();
    }
    template <class W>
    static W* field(QDialog* dialog, const char* name)
    {
        auto* found = dialog->findChild<W*>(QString::fromLatin1(name));
        if (!found)
            qFatal("no %s", name);
        return found;
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
    return rules;
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
        QCOMPARE(desk.field<QLabel>(dialog, "whySentence")->text(), u"Went to Lin (售后: Least filled)."_s);
        QVERIFY(desk.field<QLabel>(dialog, "whyBefore")->text().contains(u"who had it last"_s));
        QVERIFY(!desk.field<QTreeWidget>(dialog, "whyPeople")->isVisible());
        QVERIFY(!desk.field<QPushButton>(dialog, "whyRaise")->isVisible());
        QVERIFY(!desk.field<QLabel>(dialog, "whyScore")->isVisible());
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
        // What is no number is not sent, and the page is not left with it.
        auto* rings = desk.field<QLineEdit>(dialog, "routingRings");
        rings->setText(u"soon"_s);
        list->setCurrentRow(0);
        QCOMPARE(list->currentRow(), 2);
        QVERIFY(error->text().startsWith(u"Rings"_s));
        note->setFocus();
        QTest::keyClick(note, Qt::Key_Return);
        ChangeRouting none;
        QVERIFY(!desk.server.take<ChangeRouting>(none));
        rings->clear();
        QTest::keyClick(note, Qt::Key_Return);
        desk.server.mustReceive<ChangeRouting>();
        desk.server.refuse<ChangeRouting>(Code::conflict, 5);
        QTRY_VERIFY(error->text().contains(u"Somebody else"_s));
        QVERIFY(dialog->isVisible());
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
        QTRY_COMPARE(history->count(), 3);
        history->setFocus();
        QTest::keyClick(history, Qt::Key_Down);
        QCOMPARE(desk.server.mustReceive<ReadRouting>().version, 2);
        RoutingRules before = rules(3);
        before.profile.version = 2;
        before.profile.rampStep = Millis(7'000);
        desk.server.answer<ReadRouting>(before);
        QTRY_COMPARE(desk.field<QSpinBox>(dialog, "routingRamp")->value(), 7);
        auto* note = desk.field<QLineEdit>(dialog, "routingNote");
        note->setFocus();
        QTest::keyClick(note, Qt::Key_Return);
        const ChangeRouting change = desk.server.mustReceive<ChangeRouting>();
        QCOMPARE(change.profile.version, 3); // the one that holds
        QCOMPARE(change.profile.rampStep, Millis(7'000));
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
