// SPDX-License-Identifier: GPL-3.0-or-later
#include <QClipboard>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

#include "core/protocol/sending.h"
#include "tests/ui/deskfixture.h"
#include "ui/conversations/composer.h"
#include "ui/widgets/label.h"
#include "ui/widgets/toast.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

namespace {

struct Writing : DeskFixture {
    Writing()
    {
        openFirst();
        server.mustReceive<ListSendingRules>();
        server.answer<ListSendingRules>(
            {{rule(u"rival"_s, SendingAction::block, u"牛牛店"_s),
                 rule(u"promise"_s, SendingAction::reason, u"三天到"_s, u"Ask the warehouse first."_s),
                 rule(u"careful"_s, SendingAction::warn, u"马上"_s)},
                3});
        (void)QTest::qWaitFor([&] { return !desk->sending.findings(u"牛牛店"_s, Channel::web).isEmpty(); });
    }
    static SendingRule rule(const QString& name, SendingAction action, const QString& word, const QString& sentence = {})
    {
        return {name, SendingTopic::words, action, {}, {word}, {}, sentence};
    }
    void write(const QString& text)
    {
        composer()->setPlainText(text);
        composer()->setFocus();
    }
    QString said() const
    {
        const auto* bar = window->findChild<QWidget*>(u"sendingBar"_s);
        const auto* label = bar && bar->isVisible() ? bar->findChild<Label*>() : nullptr;
        return label ? label->text() : QString();
    }
    void pushByKey(const char* button) const
    {
        auto* found = find<QWidget>(button);
        found->setFocus();
        QTest::keyClick(found, Qt::Key_Space);
    }
    void press(Qt::Key key, Qt::KeyboardModifiers held = Qt::NoModifier) { QTest::keyClick(composer(), key, held); }
};

const QString kTheirs = u"GR-2024-0188"_s;

/// The second one's order and telephone number are known; the first one is open.
struct Guarded : Writing {
    Guarded()
    {
        desk->workspace.requestOpen(testConversation(2));
        bring({say(1, OrderCard {kTheirs, u"灯"_s, u"paid"_s, {3990, u"CNY"_s}}), say(2, Text {u"我的电话 13912345678"_s})});
        desk->workspace.requestOpen(testConversation(1));
    }
    bool isHeldBack() const { return said().contains(u"It was not sent"_s); }
};

} // namespace

class TestSendingBar final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatARuleFindsIsSaidAndUnderlinedAsOneWrites()
    {
        Writing desk;
        QVERIFY(desk.said().isEmpty());
        desk.write(u"请去牛牛店看看"_s);
        QVERIFY2(desk.said().contains(u"牛牛店"_s) && desk.said().contains(u"cannot be sent"_s), qPrintable(desk.said()));
        const auto marks = desk.composer()->extraSelections();
        QCOMPARE(marks.size(), 1);
        QCOMPARE(marks.first().cursor.selectedText(), u"牛牛店"_s);
        QCOMPARE(marks.first().format.underlineStyle(), QTextCharFormat::WaveUnderline);
        desk.pushByKey("sendingPlace");
        QCOMPARE(desk.composer()->textCursor().selectedText(), u"牛牛店"_s);
        QVERIFY(desk.composer()->hasFocus());
        desk.type("here"); // what is chosen is written over
        QVERIFY(desk.said().isEmpty());
        QVERIFY(desk.composer()->extraSelections().isEmpty());
    }

    void whatIsBlockedStaysAndIsNotSent()
    {
        Writing desk;
        desk.write(u"请去牛牛店看看"_s);
        desk.press(Qt::Key_Return);
        QVERIFY(desk.sentNothing());
        QCOMPARE(desk.composer()->toPlainText(), u"请去牛牛店看看"_s);
        QCOMPARE(desk.composer()->accessibleDescription(), desk.said()); // and the bar says so gravely
        desk.press(Qt::Key_Return); // however often
        QVERIFY(desk.sentNothing());
    }

    /// A parcel's number that passes for a card's would reach the customer broken.
    void whatLosesDigitsIsSaidBefore()
    {
        Writing desk;
        desk.write(u"您的单号 6222021001116245702"_s);
        QVERIFY2(desk.said().isEmpty(), qPrintable(desk.said())); // named as what it is
        desk.write(u"6222021001116245702"_s);
        QVERIFY2(desk.said().contains(u"middle digits"_s), qPrintable(desk.said()));
        desk.write(u"hello"_s);
        QVERIFY(desk.said().isEmpty());
    }

    void aReasonIsAskedForAndGoesWithIt()
    {
        Writing desk;
        desk.write(u"三天到"_s);
        QVERIFY2(desk.said().contains(u"Ask the warehouse first."_s), qPrintable(desk.said()));
        desk.press(Qt::Key_Return);
        QDialog* dialog = desk.dialog("ruleReasonDialog");
        QTRY_VERIFY(desk.find<QLineEdit>("ruleReasonText")->hasFocus());
        QVERIFY(desk.sentNothing());
        QTest::keyClick(desk.find<QLineEdit>("ruleReasonText"), Qt::Key_Return); // without one it does not go
        QVERIFY(dialog->isVisible());
        desk.type("they said so");
        QTest::keyClick(desk.find<QLineEdit>("ruleReasonText"), Qt::Key_Return);
        const Send sent = desk.server.mustReceive<Send>();
        QCOMPARE(std::get<Text>(sent.content).text, u"三天到"_s);
        QCOMPARE(sent.ruleReason, u"they said so"_s);
        QTRY_VERIFY(desk.composer()->toPlainText().isEmpty());
    }

    void aWarningOnlyWarns()
    {
        Writing desk;
        desk.write(u"马上"_s);
        QVERIFY(!desk.said().isEmpty());
        desk.press(Qt::Key_Return);
        QCOMPARE(desk.server.mustReceive<Send>().ruleReason, std::nullopt);
        QVERIFY(desk.said().isEmpty());
    }

    void aNoteMaySayEverything()
    {
        Writing desk;
        desk.write(u"她说去牛牛店买"_s);
        QVERIFY(!desk.said().isEmpty());
        desk.find<QToolButton>("noteToggle")->setChecked(true);
        QVERIFY(desk.said().isEmpty());
        desk.press(Qt::Key_Return);
        desk.server.mustReceive<AddNote>();
    }

    void whatTheServerRefusesByANewerRuleComesBack()
    {
        Writing desk;
        desk.write(u"今天下单"_s);
        desk.press(Qt::Key_Return);
        desk.server.mustReceive<Send>();
        desk.server.refuse<Send>(Error {Code::ruleBroken, u"reason"_s, u"promise"_s, 0});
        QTRY_COMPARE(desk.composer()->toPlainText(), u"今天下单"_s);
        desk.dialog("ruleReasonDialog");
        QTRY_VERIFY(desk.find<QLineEdit>("ruleReasonText")->hasFocus());
        desk.type("agreed");
        QTest::keyClick(desk.find<QLineEdit>("ruleReasonText"), Qt::Key_Return);
        QCOMPARE(desk.server.mustReceive<Send>().ruleReason, u"agreed"_s);
    }

    void anotherCustomersNumberIsSaidAsItIsTypedAndPasted()
    {
        Guarded desk;
        desk.composer()->setFocus();
        desk.type("gr2024018");
        QVERIFY(desk.said().isEmpty());
        desk.type("8");
        QCOMPARE(desk.said(), u"This carries an order number of 王敏's conversation, not of this one."_s);
        QCOMPARE(desk.composer()->extraSelections().value(0).cursor.selectedText(), u"gr20240188"_s);
        desk.type("1"); // another number
        QVERIFY(desk.said().isEmpty());
        desk.composer()->clear();
        QApplication::clipboard()->setText(u"打 139-1234-5678"_s);
        desk.press(Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(desk.said(), u"This carries a phone number of 王敏's conversation, not of this one."_s);
        desk.pushByKey("sendingPlace");
        QCOMPARE(desk.composer()->textCursor().selectedText(), u"139-1234-5678"_s);
    }

    void theFirstEnterStopsItTheSecondSendsIt()
    {
        Guarded desk;
        const QString reply = u"您的订单 "_s + kTheirs + u" 已发货"_s;
        desk.write(reply);
        QVERIFY(!desk.isHeldBack());
        desk.press(Qt::Key_Return);
        QVERIFY(desk.sentNothing());
        QCOMPARE(desk.written(), reply);
        QVERIFY(desk.isHeldBack());
        QCOMPARE(desk.composer()->accessibleDescription(), desk.said()); // screen readers say it where one writes
        desk.press(Qt::Key_Return);
        QCOMPARE(std::get<Text>(desk.server.mustReceive<Send>().content).text, reply);
        QVERIFY(desk.said().isEmpty());
        QVERIFY(desk.composer()->accessibleDescription().isEmpty());
        desk.write(kTheirs); // it was said here now
        QVERIFY(desk.said().isEmpty());
    }

    void aChangedTextIsStoppedAgain()
    {
        Guarded desk;
        desk.write(kTheirs);
        desk.press(Qt::Key_Return);
        QVERIFY(desk.isHeldBack());
        desk.press(Qt::Key_End);
        desk.type(" ok");
        QVERIFY(!desk.isHeldBack() && !desk.said().isEmpty());
        desk.press(Qt::Key_Return);
        QVERIFY(desk.sentNothing());
        QVERIFY(desk.isHeldBack());
    }

    void goingToAnotherConversationMeanwhileStopsAgain()
    {
        Guarded desk;
        desk.write(kTheirs);
        desk.press(Qt::Key_Return);
        QVERIFY(desk.isHeldBack());
        desk.desk->workspace.requestOpen(testConversation(2));
        desk.write(kTheirs); // theirs
        QVERIFY(desk.said().isEmpty());
        desk.composer()->clear();
        desk.desk->workspace.requestOpen(testConversation(1));
        QCOMPARE(desk.written(), kTheirs); // the draft
        QVERIFY(!desk.isHeldBack() && !desk.said().isEmpty());
        desk.press(Qt::Key_Return);
        QVERIFY(desk.sentNothing());
    }

    void whatIsForgottenIsNotSaidAnyMore()
    {
        Guarded desk;
        desk.write(kTheirs);
        QVERIFY(!desk.said().isEmpty());
        desk.tell(BoardName::mine, {desk.mine(1, u"林晓"_s)});
        QVERIFY(desk.said().isEmpty());
    }

    void aRuleThatStopsItHasTheLastWord()
    {
        Guarded desk;
        desk.write(kTheirs + u"，请去牛牛店看看"_s);
        QVERIFY2(desk.said().contains(u"王敏"_s) && desk.said().contains(u"牛牛店"_s), qPrintable(desk.said()));
        for (int times = 0; times < 2; ++times) {
            desk.press(Qt::Key_Return);
            QVERIFY(desk.sentNothing());
        }
        desk.write(kTheirs + u"，三天到"_s);
        desk.press(Qt::Key_Return);
        QVERIFY(desk.isHeldBack());
        desk.press(Qt::Key_Return); // now the reason is asked for
        desk.dialog("ruleReasonDialog");
        QTRY_VERIFY(desk.find<QLineEdit>("ruleReasonText")->hasFocus());
        desk.type("they know");
        QTest::keyClick(desk.find<QLineEdit>("ruleReasonText"), Qt::Key_Return);
        QCOMPARE(desk.server.mustReceive<Send>().ruleReason, u"they know"_s);
    }

    void aNoteMayCarryAnyNumber()
    {
        Guarded desk;
        desk.find<QToolButton>("noteToggle")->setChecked(true);
        desk.write(kTheirs);
        QVERIFY(desk.said().isEmpty());
        desk.press(Qt::Key_Return);
        desk.server.mustReceive<AddNote>();
    }

    void whomOneWritesToStandsInTheShopsColour()
    {
        Writing desk;
        const auto* to = desk.find<Label>("addressee");
        QCOMPARE(to->text(), u"To 林晓 · Shop"_s);
        const QColor own = color(shopRole(desk.server.me.shop), ColorMode::light);
        QCOMPARE(to->palette().color(QPalette::Text), own);
        const QImage pane = desk.pane()->grab().toImage();
        QCOMPARE(pane.pixelColor(pane.width() / 2, 1), own);
        desk.find<QToolButton>("noteToggle")->setChecked(true);
        QCOMPARE(to->palette().color(QPalette::Text), color(ColorRole::caution, ColorMode::light));
    }
};

QTEST_MAIN(TestSendingBar)
#include "tst_sendingbar.moc"
