// SPDX-License-Identifier: GPL-3.0-or-later
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabBar>
#include <QToolButton>
#include <QTreeWidget>

#include "tests/ui/deskfixture.h"
#include "ui/conversations/lists/conversationdelegate.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

namespace {

constexpr Qt::KeyboardModifiers kBoth = Qt::ControlModifier | Qt::ShiftModifier;
const PersonId kColleague(testId(31, 1));

struct Steps : DeskFixture {
    using DeskFixture::DeskFixture;
    /// Of 王敏, open at this desk, told by the board of what is this person's.
    ConversationRow openColleagues(const std::function<void(ConversationRow&)>& with = {})
    {
        enter();
        ConversationRow row = colleagues();
        if (with)
            with(row);
        tell(BoardName::mine, {row});
        desk->workspace.requestOpen(row.id);
        bring(testEntries(1, 3));
        return row;
    }
    static ConversationRow colleagues()
    {
        ConversationRow row = testRow(1, u"林晓"_s);
        row.state = ConversationState::assigned;
        row.assignee = kColleague;
        row.assigneeName = u"王敏"_s;
        row.assignmentVersion = 5;
        return row;
    }
    static PresenceRow person(quint64 id, const QString& name, Presence presence)
    {
        return {PersonId(testId(31, id)), name, presence, BreakReason::none, kNow, 0, 10};
    }
    /// Whether anybody can read this on the screen now.
    bool says(const QString& text) const
    {
        for (const QLabel* label : window->findChildren<QLabel*>())
            if (label->isVisible() && label->text().contains(text))
                return true;
        return false;
    }
    QPushButton* button(const QString& text) const
    {
        for (QPushButton* each : window->findChildren<QPushButton*>())
            if (each->isVisible() && each->text() == text)
                return each;
        return nullptr;
    }
    QString spokenRow(int row) const
    {
        return find<QListView>("conversationView")->model()->index(row, 0).data(Qt::AccessibleTextRole).toString();
    }
    template <class W>
    static W* field(QDialog* dialog, const char* name)
    {
        auto* found = dialog->findChild<W*>(QString::fromLatin1(name));
        if (!found)
            qFatal("no %s", name);
        return found;
    }
    static bool isEnabledStep(const QAction* action) { return action->isVisible() && action->isEnabled(); }
};

} // namespace

class TestSteps final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatWasSaidMeanwhileBringsTheTextBack()
    {
        const Error collision {Code::conflict, u"seen"_s, {}, 0};
        Steps desk;
        desk.openFirst();
        desk.type("it is sent");
        Steps::press(Qt::Key_Return);
        QCOMPARE(desk.server.mustReceive<Send>().seen, 3);
        QVERIFY(!desk.action("conversation.sendAnyway")->isEnabled());
        desk.server.says(Entries {StreamId::of(testConversation(1)), {testEntry(4, u"cancel it, please"_s)}});
        desk.server.refuse<Send>(collision);
        QTRY_COMPARE(desk.written(), u"it is sent"_s);
        QVERIFY(desk.says(u"While you wrote, more was said."_s));
        // Sent again as always: by what is seen now.
        desk.composer()->setFocus();
        Steps::press(Qt::Key_Return);
        QCOMPARE(desk.server.mustReceive<Send>().seen, 4);
        QVERIFY(!desk.says(u"While you wrote"_s));
        desk.server.refuse<Send>(collision);
        QTRY_VERIFY(desk.action("conversation.sendAnyway")->isEnabled());
        QVERIFY(desk.button(u"Send anyway"_s));
        Steps::press(Qt::Key_S, kBoth);
        const Send anyway = desk.server.mustReceive<Send>();
        QVERIFY(!anyway.seen);
        QCOMPARE(std::get<Text>(anyway.content).text, u"it is sent"_s);
        QVERIFY(!desk.action("conversation.sendAnyway")->isEnabled());
        QCOMPARE(desk.written(), QString());
    }

    void whoThrowsTheTextAwayIsAskedNothing()
    {
        Steps desk;
        desk.openFirst();
        desk.type("it is sent");
        Steps::press(Qt::Key_Return);
        desk.server.mustReceive<Send>();
        desk.server.refuse<Send>({Code::conflict, u"seen"_s, {}, 0});
        QTRY_VERIFY(desk.says(u"While you wrote"_s));
        // Elsewhere it is no matter, and it stands when one comes back.
        desk.desk->workspace.requestOpen(testConversation(2));
        QVERIFY(!desk.says(u"While you wrote"_s));
        desk.desk->workspace.requestOpen(testConversation(1));
        QVERIFY(desk.says(u"While you wrote"_s));
        desk.composer()->clear();
        QVERIFY(!desk.says(u"While you wrote"_s));
        QVERIFY(!desk.action("conversation.sendAnyway")->isEnabled());
    }

    void whoHasItOpenTooIsSaid()
    {
        Steps desk;
        desk.openFirst();
        TypingRow typing {testConversation(1), false, false, {}, 0, 0};
        const auto tell = [&](const QStringList& viewers) {
            typing.viewers = viewers;
            desk.server.says(BoardChanged {BoardName::typing, 0, 1, {typing.id.value}, {typing}});
        };
        tell({desk.server.me.name});
        QVERIFY(!desk.says(u"open too"_s));
        tell({desk.server.me.name, u"王敏"_s});
        QVERIFY(desk.says(u"王敏 has this open too"_s));
        tell({u"李雷"_s, u"王敏"_s});
        QVERIFY(desk.says(u"李雷, 王敏 have this open too"_s));
        typing.staffTyping = true;
        typing.staffName = u"王敏"_s;
        tell({u"王敏"_s});
        QVERIFY(desk.says(u"王敏 is writing"_s) && !desk.says(u"open too"_s));
    }

    void theRoomTheCustomerCameFromIsSaid()
    {
        Steps desk;
        desk.enter();
        ConversationRow row = desk.mine(1, u"林晓"_s);
        row.room = u"8021"_s;
        desk.tell(BoardName::mine, {row});
        desk.desk->workspace.requestOpen(row.id);
        QVERIFY(desk.says(u"Room 8021"_s));
    }

    void aTransferHasAReasonByKeyAndANoteThatIsBegun()
    {
        Steps desk;
        desk.enter();
        ConversationRow row = desk.mine(1, u"林晓"_s);
        row.transfers = 1;
        desk.tell(BoardName::mine, {row});
        desk.desk->workspace.requestOpen(row.id);
        desk.bring({testEntry(1, u"hello"_s), say(2, OrderCard {u"LM2"_s, {}, {}, {}}, AuthorKind::staff),
            testEntry(3, u"where  is\nit?"_s), testEntry(4, u"one moment"_s, AuthorKind::staff)});
        QTRY_COMPARE(desk.transcript()->rowCount(), 4);
        QVERIFY(desk.says(u"Transferred 1×"_s));
        desk.composer()->setFocus();
        Steps::press(Qt::Key_T, Qt::ControlModifier);
        QDialog* dialog = desk.dialog("transferDialog");
        auto* list = Steps::field<QTreeWidget>(dialog, "transferTargets");
        auto* note = Steps::field<QPlainTextEdit>(dialog, "transferNote");
        auto* reason = Steps::field<QComboBox>(dialog, "transferReason");
        auto* problem = Steps::field<QLabel>(dialog, "transferProblem");
        QCOMPARE(note->toPlainText(), u"Asked: where is it?\nOrder: LM2\nTried:"_s);
        QCOMPARE(note->textCursor().selectedText().size(), note->toPlainText().size());
        QVERIFY(Steps::field<QLabel>(dialog, "transferBefore")->isVisible());
        desk.server.mustReceive<ListTransferTargets>();
        desk.server.answer<ListTransferTargets>(
            {{Steps::person(1, u"王敏"_s, Presence::onBreak), Steps::person(2, u"李雷"_s, Presence::training)}, {}});
        QTRY_COMPARE(list->topLevelItemCount(), 4);
        QVERIFY(list->topLevelItem(0)->flags() & Qt::ItemIsEnabled); // a break takes transfers
        QVERIFY(list->topLevelItem(0)->isSelected()); // the first who can take it
        QVERIFY(!(list->topLevelItem(3)->flags() & Qt::ItemIsEnabled));
        QCOMPARE(list->topLevelItem(1)->text(0), u"Second line (L2)"_s);
        list->setCurrentItem(list->topLevelItem(1));
        auto* give = desk.button(u"Transfer"_s);
        QVERIFY(give);
        QTest::keyClick(give, Qt::Key_Space);
        QVERIFY(problem->isVisible() && problem->text().contains(u"needs a reason"_s));
        Transfer none;
        QVERIFY(!desk.server.take<Transfer>(none));
        QTest::keyClick(list, Qt::Key_2, Qt::AltModifier);
        QCOMPARE(reason->currentIndex(), 2);
        QTest::keyClick(give, Qt::Key_Space);
        const Transfer asked = desk.server.mustReceive<Transfer>();
        QCOMPARE(asked.toTier, routing::Tier::l2);
        QVERIFY(!asked.toAgent && !asked.toQueue);
        QCOMPARE(asked.reason, TransferReason::skill);
        QCOMPARE(asked.note, u"Asked: where is it?\nOrder: LM2"_s); // nothing was tried, nothing is said of it
        desk.server.refuse<Transfer>({Code::conflict, u"transfers"_s, {}, 2});
        QTRY_VERIFY(problem->text().contains(u"ask for help"_s));
        list->setCurrentItem(list->topLevelItem(0));
        QTest::keyClick(give, Qt::Key_Space);
        QCOMPARE(desk.server.mustReceive<Transfer>().toAgent, kColleague);
        desk.server.answer<Transfer>({row.id, 5, {}});
        QTRY_VERIFY(!desk.window->findChild<QDialog*>(u"transferDialog"_s));
    }

    void aConversationGoesBackToTheFirstLine()
    {
        Steps desk;
        desk.enter();
        ConversationRow row = desk.mine(1, u"林晓"_s);
        row.supportTier = routing::Tier::l3;
        desk.tell(BoardName::mine, {row});
        desk.desk->workspace.requestOpen(row.id);
        desk.bring({});
        QVERIFY(desk.says(u"Third line (L3)"_s));
        desk.action("conversation.transfer")->trigger();
        QDialog* dialog = desk.dialog("transferDialog");
        QVERIFY(Steps::field<QPlainTextEdit>(dialog, "transferNote")->toPlainText().isEmpty());
        desk.server.mustReceive<ListTransferTargets>();
        desk.server.answer<ListTransferTargets>({{}, {}});
        auto* list = Steps::field<QTreeWidget>(dialog, "transferTargets");
        QTRY_COMPARE(list->topLevelItemCount(), 2);
        QCOMPARE(list->topLevelItem(0)->text(0), u"First line (L1)"_s);
        QCOMPARE(list->topLevelItem(1)->text(0), u"Second line (L2)"_s);
    }

    void whoAsksWaitsAndCanCancel()
    {
        Steps desk;
        desk.openFirst();
        ConversationRow row = desk.mine(1, u"林晓"_s);
        row.offeredTo = kColleague;
        row.offerUntil = kNow + 24s;
        Transferred asked;
        asked.toAgent = kColleague;
        asked.toName = u"王敏"_s;
        asked.until = row.offerUntil;
        desk.server.says(Entries {StreamId::of(row.id), {say(4, asked, AuthorKind::staff)}});
        desk.tell(BoardName::mine, {row});
        QVERIFY(desk.says(u"Waiting for 王敏 to accept · 00:24"_s));
        desk.tick(kNow + 4s);
        QVERIFY(desk.says(u"Waiting for 王敏 to accept · 00:20"_s));
        QVERIFY(desk.spokenRow(0).contains(u"On transfer"_s));
        QVERIFY(!desk.action("conversation.transfer")->isEnabled());
        QVERIFY(desk.find<QPushButton>("sendButton")->isEnabled()); // still one's own
        desk.composer()->setFocus();
        Steps::press(Qt::Key_B, kBoth);
        QVERIFY(!desk.server.mustReceive<DeclineOffer>().reason);
        desk.server.answer<DeclineOffer>({row.id, 5, {}});
        desk.tell(BoardName::mine, {desk.mine(1, u"林晓"_s)});
        QVERIFY(!desk.says(u"Waiting for"_s));
        QVERIFY(desk.action("conversation.transfer")->isEnabled());
        QVERIFY(!desk.action("conversation.cancelTransfer")->isEnabled());
    }

    void whoIsAskedAcceptsOrSaysWhyNot()
    {
        Steps desk;
        desk.openColleagues([&](ConversationRow& row) {
            row.offeredTo = desk.server.me.person;
            row.offerUntil = kNow + 20s;
        });
        desk.tick(kNow + 3s);
        QVERIFY(desk.says(u"王敏 wants to transfer this to you · 00:17"_s));
        QVERIFY(desk.spokenRow(0).contains(u"Accept transfer?"_s));
        QCOMPARE(desk.find<QPushButton>("acceptButton")->text(), u"Accept transfer"_s); // not what those who lead do
        QVERIFY(!desk.find<QPushButton>("sendButton")->isEnabled());
        desk.composer()->setFocus();
        Steps::press(Qt::Key_A, kBoth);
        QCOMPARE(desk.server.mustReceive<AcceptOffer>().conversation, testConversation(1));
        desk.server.refuse<AcceptOffer>(Code::offerEnded);
        Steps::press(Qt::Key_D, kBoth);
        auto* menu = desk.window->findChild<QMenu*>(u"declineMenu"_s);
        QVERIFY(menu);
        QTRY_VERIFY(menu->isVisible());
        QTest::keyClick(menu, Qt::Key_2);
        QCOMPARE(desk.server.mustReceive<DeclineOffer>().reason, DeclineReason::skill);
        desk.server.refuse<DeclineOffer>(Code::forbidden);
        QTRY_VERIFY(desk.says(u"agents do not decline"_s));
    }

    void theNextOneIsTakenByKey()
    {
        Steps desk;
        desk.enter();
        QVERIFY(desk.action("conversation.takeNext")->isEnabled());
        auto* offered = desk.find<QToolButton>("takeNextButton");
        QVERIFY(!offered->isVisible());
        desk.find<QTabBar>("conversationTabs")->setCurrentIndex(1);
        QVERIFY(offered->isVisible());
        Steps::press(Qt::Key_F9);
        desk.server.mustReceive<TakeNext>();
        desk.server.refuse<TakeNext>(Code::notFound);
        QTRY_VERIFY(desk.says(u"Nobody waits whom you could take."_s));
        QTest::mouseClick(offered, Qt::LeftButton);
        desk.server.mustReceive<TakeNext>();
        desk.server.answer<TakeNext>({testConversation(7), 3, {}});
        QCOMPARE(desk.openId(), testConversation(7));
        desk.server.loseConnection();
        QVERIFY(!desk.action("conversation.takeNext")->isEnabled());
        QCOMPARE(offered->toolTip(), u"Not while there is no connection."_s);
    }

    void whereNobodyPicksTheNextOneIsOffered()
    {
        Steps desk;
        desk.enter();
        desk.tell(BoardName::waiting, {testRow(3, u"Maria"_s)});
        desk.desk->workspace.requestOpen(testConversation(3));
        desk.composer()->setFocus();
        Steps::press(Qt::Key_T, kBoth);
        desk.server.mustReceive<Claim>();
        desk.server.refuse<Claim>(Code::forbidden);
        QTRY_VERIFY(desk.says(u"agents take the next one in turn"_s));
        QPushButton* next = desk.button(u"Take the next (F9)"_s);
        QVERIFY(next);
        QTest::mouseClick(next, Qt::LeftButton);
        desk.server.mustReceive<TakeNext>();
    }

    void helpIsAskedForAndEnded()
    {
        Steps desk;
        desk.openFirst();
        Steps::press(Qt::Key_H, Qt::ControlModifier);
        desk.dialog("helpDialog");
        QVERIFY(!desk.action("conversation.help")->isChecked()); // not asked yet
        desk.find<QLineEdit>("helpNote")->setFocus();
        desk.type("over my limit");
        Steps::press(Qt::Key_Return);
        const AskHelp asked = desk.server.mustReceive<AskHelp>();
        QVERIFY(asked.wanted);
        QCOMPARE(asked.note, u"over my limit"_s);
        desk.server.answer<AskHelp>({testConversation(1), 4, {}});
        QTRY_VERIFY(!desk.window->findChild<QDialog*>(u"helpDialog"_s));
        ConversationRow row = desk.mine(1, u"林晓"_s);
        row.helpSince = kNow - 80s;
        desk.tell(BoardName::mine, {row});
        QVERIFY(desk.says(u"Asks for help · 01:20"_s));
        QVERIFY(desk.action("conversation.help")->isChecked());
        QVERIFY(desk.spokenRow(0).contains(u"Help"_s));
        desk.window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(desk.window.get()));
        desk.composer()->setFocus();
        Steps::press(Qt::Key_H, Qt::ControlModifier);
        QVERIFY(!desk.server.mustReceive<AskHelp>().wanted);
        QVERIFY(desk.action("conversation.help")->isChecked()); // until the server says otherwise
    }

    void whoLeadsEndsTheHelpOfOthers_data()
    {
        QTest::addColumn<bool>("leads");
        QTest::newRow("lead") << true;
        QTest::newRow("agent") << false;
    }
    void whoLeadsEndsTheHelpOfOthers()
    {
        QFETCH(bool, leads);
        Steps desk(leads ? Role::lead : Role::agent);
        ConversationRow row = desk.openColleagues([](ConversationRow& each) { each.helpSince = kNow - 80s; });
        QVERIFY(desk.says(u"王敏 asks for help · 01:20"_s)); // everybody sees it
        desk.server.says(Entries {StreamId::of(row.id), {say(4, HelpWanted {true, u"over my limit"_s}, AuthorKind::staff)}});
        desk.tick(kNow + 1s);
        QVERIFY(desk.says(u"王敏 asks for help · over my limit · 01:21"_s));
        QPushButton* join = desk.button(u"Join"_s);
        QCOMPARE(join != nullptr, leads);
        QPushButton* end = desk.button(u"No longer needed"_s);
        QCOMPARE(end != nullptr, leads);
        QCOMPARE(desk.action("conversation.help")->isEnabled(), leads);
        if (!leads)
            return;
        QTest::mouseClick(end, Qt::LeftButton);
        QVERIFY(!desk.server.mustReceive<AskHelp>().wanted);
        QTest::mouseClick(join, Qt::LeftButton);
        QVERIFY(desk.server.mustReceive<Join>().on);
        row.joined = QList {desk.server.me.person};
        desk.tell(BoardName::mine, {row});
        QVERIFY(!join->isVisible());
        row.joined.reset();
        desk.tell(BoardName::mine, {row});
        QVERIFY(join->isVisible() && join->isEnabled());
        desk.server.loseConnection();
        QVERIFY(!join->isEnabled());
    }

    void aColleagueIsAskedByANote()
    {
        Steps desk;
        desk.openFirst();
        Steps::press(Qt::Key_M, kBoth);
        desk.server.mustReceive<ListTransferTargets>();
        desk.server.answer<ListTransferTargets>({{Steps::person(1, u"王敏"_s, Presence::offline)}, {}});
        auto* to = desk.find<QComboBox>("noteTo");
        QTRY_COMPARE(to->count(), 2);
        QVERIFY(to->hasFocus());
        Steps::press(Qt::Key_Down);
        QVERIFY(desk.says(u"Note to 王敏"_s));
        // It stays so while one looks elsewhere.
        desk.desk->workspace.requestOpen(testConversation(2));
        QVERIFY(!desk.says(u"Note to"_s));
        desk.desk->workspace.requestOpen(testConversation(1));
        desk.action("conversation.note")->trigger();
        QVERIFY(desk.says(u"Note to 王敏"_s));
        desk.composer()->setFocus();
        desk.type("is it in stock?");
        Steps::press(Qt::Key_Return);
        const AddNote note = desk.server.mustReceive<AddNote>();
        QCOMPARE(note.to, kColleague);
        QCOMPARE(note.text, u"is it in stock?"_s);
        desk.action("conversation.note")->trigger();
        QVERIFY(desk.says(u"Internal note · the customer never sees it"_s)); // the next one is for everybody again
    }

    void aNoteToWhoseItIsIsAWhisper()
    {
        Steps desk;
        desk.openColleagues();
        desk.action("conversation.ask")->trigger();
        auto* to = desk.find<QComboBox>("noteTo");
        QCOMPARE(to->count(), 2);
        QCOMPARE(to->itemText(1), u"Whisper to 王敏"_s);
        to->setCurrentIndex(1);
        desk.composer()->setFocus();
        desk.type("be kind");
        Steps::press(Qt::Key_Return);
        QCOMPARE(desk.server.mustReceive<AddNote>().to, kColleague);
        Assigned assigned;
        assigned.agent = kColleague;
        assigned.agentName = u"王敏"_s;
        desk.server.says(Entries {StreamId::of(testConversation(1)),
            {say(4, assigned, AuthorKind::system), say(5, Note {u"be kind"_s, kColleague, u"王敏"_s}, AuthorKind::staff),
                say(6, Note {u"and you?"_s, PersonId(testId(31, 9)), u"孙丽"_s}, AuthorKind::staff)}});
        const auto spoken = [&](const QString& text) {
            for (int row = 0; row < desk.transcript()->rowCount(); ++row)
                if (desk.transcript()->spokenRow(row).contains(text))
                    return true;
            return false;
        };
        QTRY_VERIFY(spoken(u"A whispers to 王敏"_s));
        QVERIFY(spoken(u"A asks 孙丽"_s));
    }

    void whoIsAskedAnswersByANote()
    {
        Steps desk;
        desk.openColleagues([&](ConversationRow& row) { row.asked = QList {desk.server.me.person}; });
        QVERIFY(desk.spokenRow(0).contains(u"Asks you"_s));
        QVERIFY(desk.find<QToolButton>("noteToggle")->isChecked());
        desk.composer()->setFocus();
        desk.type("yes, two are left");
        Steps::press(Qt::Key_Return);
        QCOMPARE(desk.server.mustReceive<AddNote>().text, u"yes, two are left"_s);
        desk.type("to the customer"); // a note is all there is to write
        Steps::press(Qt::Key_Return);
        Send none;
        QVERIFY(!desk.server.take<Send>(none));
        QCOMPARE(desk.written(), u"to the customer"_s);
    }

    void whoLeadsJoinsAndTakesOver()
    {
        Steps desk(Role::lead);
        ConversationRow row = desk.openColleagues();
        QVERIFY(!desk.find<QPushButton>("sendButton")->isEnabled());
        desk.composer()->setFocus();
        Steps::press(Qt::Key_J, Qt::ControlModifier);
        QVERIFY(desk.server.mustReceive<Join>().on);
        desk.server.answer<Join>({row.id, 4, {}});
        QVERIFY(!desk.action("conversation.join")->isChecked());
        row.joined = QList {desk.server.me.person};
        desk.tell(BoardName::mine, {row});
        QVERIFY(desk.action("conversation.join")->isChecked());
        QVERIFY(desk.says(u"You speak here too"_s));
        desk.type("hello from me");
        Steps::press(Qt::Key_Return);
        QCOMPARE(desk.server.mustReceive<Send>().assignmentVersion, 5);
        Steps::press(Qt::Key_J, Qt::ControlModifier);
        QVERIFY(!desk.server.mustReceive<Join>().on);
        desk.server.answer<Join>({row.id, 6, {}});
        Steps::press(Qt::Key_E, kBoth);
        const TakeOver taken = desk.server.mustReceive<TakeOver>();
        QCOMPARE(taken.conversation, row.id);
        QCOMPARE(taken.assignmentVersion, 5);
        desk.server.answer<TakeOver>({row.id, 7, {}});
        QTRY_VERIFY(desk.says(u"Taken over from 王敏."_s));
        desk.tell(BoardName::mine, {desk.mine(1, u"林晓"_s)});
        QVERIFY(!desk.action("conversation.takeOver")->isEnabled()); // it is one's own
    }

    void anAgentStepsIntoNothing()
    {
        Steps desk;
        desk.openColleagues();
        for (const char* name : {"conversation.join", "conversation.takeOver"})
            QVERIFY2(!Steps::isEnabledStep(desk.action(name)), name);
        desk.composer()->setFocus();
        Steps::press(Qt::Key_J, Qt::ControlModifier);
        Steps::press(Qt::Key_E, kBoth);
        Join none;
        TakeOver neither;
        QVERIFY(!desk.server.take<Join>(none) && !desk.server.take<TakeOver>(neither));
        // In another's conversation one asks for nothing, and gives nothing away.
        QVERIFY(!desk.action("conversation.help")->isEnabled());
        QVERIFY(!desk.action("conversation.transfer")->isEnabled());
    }

    void aConversationIsClassified()
    {
        Steps desk;
        desk.openFirst();
        Steps::press(Qt::Key_C, kBoth);
        QDialog* dialog = desk.dialog("classifyDialog");
        Steps::field<QComboBox>(dialog, "classifyIssue")->setCurrentText(u"refund"_s);
        auto* mood = Steps::field<QComboBox>(dialog, "classifyMood");
        mood->setFocus();
        for (int step = 0; step < 3; ++step)
            Steps::press(Qt::Key_Down);
        QCOMPARE(mood->currentText(), u"Angry"_s);
        auto* skills = Steps::field<QLineEdit>(dialog, "classifySkills");
        QVERIFY(skills->accessibleDescription().contains(u"refunds=3 is refunds at level 3"_s));
        QVERIFY(desk.says(skills->accessibleDescription()));
        skills->setFocus();
        skills->setText(u"refunds=9"_s);
        Steps::press(Qt::Key_Return);
        QVERIFY(Steps::field<QLabel>(dialog, "classifyProblem")->isVisible());
        Classify none;
        QVERIFY(!desk.server.take<Classify>(none));
        skills->setText(u"refunds=3, zh"_s);
        Steps::press(Qt::Key_Return);
        const Classified said = desk.server.mustReceive<Classify>().classes;
        QCOMPARE(said.issue, u"refund"_s);
        QCOMPARE(said.emotion, 70);
        QVERIFY(said.skills == (QList<routing::Skill> {{u"refunds"_s, 3}, {u"zh"_s, 1}}));
        desk.server.answer<Classify>({testConversation(1), 4, {}});
        QTRY_VERIFY(!desk.window->findChild<QDialog*>(u"classifyDialog"_s));
        ConversationRow row = desk.mine(1, u"林晓"_s);
        row.issue = u"refund"_s;
        row.emotion = 70;
        desk.tell(BoardName::mine, {row});
        QVERIFY(desk.says(u"refund · Angry"_s));
        desk.server.says(Entries {StreamId::of(row.id), {say(4, said, AuthorKind::staff)}});
        // What stands is shown, and only what is changed is said; what was used before is offered.
        desk.action("conversation.classify")->trigger();
        dialog = desk.dialog("classifyDialog");
        auto* issue = Steps::field<QComboBox>(dialog, "classifyIssue");
        QCOMPARE(issue->findText(u"refund"_s), 0);
        QCOMPARE(issue->currentText(), u"refund"_s);
        QCOMPARE(Steps::field<QComboBox>(dialog, "classifyMood")->currentText(), u"Angry"_s);
        QCOMPARE(Steps::field<QLineEdit>(dialog, "classifySkills")->text(), u"refunds=3, zh"_s);
        Steps::field<QLineEdit>(dialog, "classifySkills")->clear();
        Steps::field<QLineEdit>(dialog, "classifySkills")->setFocus();
        Steps::press(Qt::Key_Return);
        const Classified changed = desk.server.mustReceive<Classify>().classes;
        QVERIFY(!changed.issue && !changed.emotion);
        QVERIFY(changed.skills && changed.skills->isEmpty());
    }
};

QTEST_MAIN(TestSteps)
#include "tst_steps.moc"
