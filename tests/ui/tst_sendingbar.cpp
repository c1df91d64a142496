// SPDX-License-Identifier: GPL-3.0-or-later
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
        QVERIFY(desk.window->findChild<Toast*>()->isVisible());
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
};

QTEST_MAIN(TestSendingBar)
#include "tst_sendingbar.moc"
