// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAccessible>
#include <QClipboard>
#include <QLineEdit>
#include <QRadioButton>
#include <QScrollBar>
#include <QTest>
#include <QToolButton>

#include "core/protocol/reveal.h"
#include "tests/ui/deskfixture.h"
#include "ui/panels/factsheet.h"
#include "ui/widgets/label.h"
#include "ui/widgets/toast.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

namespace {

const QString kStarred = u"请打 138****8000"_s;
const QString kWhole = u"请打 13800138000"_s;

QString clock(Instant at)
{
    return QDateTime::fromMSecsSinceEpoch(toMillis(at)).toString(u"HH:mm:ss"_s);
}

struct Reading : DeskFixture {
    Reading()
    {
        enter();
        tell(BoardName::mine, {mine(1, u"林晓"_s), mine(2, u"王敏"_s)});
    }
    /// Older ones with nothing hidden, then two with something, then one of the staff that only looks so.
    void openHidden(int older = 1)
    {
        QList<Entry> entries = testEntries(1, older);
        const qint64 next = older + 1;
        entries.append(say(next, Text {u"or 139****9000"_s}));
        entries.append(say(next + 1, Text {kStarred}));
        entries.append(say(next + 2, Text {u"we call 138****8000"_s}, AuthorKind::staff));
        desk->workspace.requestOpen(testConversation(1));
        bring(entries);
        QTRY_COMPARE(transcript()->rowCount(), entries.size());
        QCoreApplication::processEvents();
    }
    QString spoken(int row) const { return transcript()->spokenRow(row); }
    QString problem() const
    {
        const auto* label = window->findChild<Label*>(u"revealProblem"_s);
        return label && label->isVisible() ? label->text() : QString();
    }
    /// As a window manager would: the window has the keys again when the dialog has gone.
    bool isBack() const
    {
        if (noDialog() && !window->isActiveWindow())
            window->activateWindow();
        return noDialog() && window->isActiveWindow();
    }
    bool noDialog() const
    {
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        const auto* open = window->findChild<QDialog*>(u"revealDialog"_s);
        return !open || !open->isVisible();
    }
    bool askedNothing()
    {
        for (int turn = 0; turn < 5; ++turn)
            QCoreApplication::processEvents();
        Reveal reveal;
        return !server.take<Reveal>(reveal);
    }
    void answer(const QString& text, Millis lasts = Millis(60'000)) { server.answer<Reveal>({text, {}, lasts}); }
};

} // namespace

class TestReveal final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theNewestIsShownByTwoKeysAndHiddenAgainByItself()
    {
        Reading desk;
        desk.openHidden();
        QVERIFY2(desk.spoken(2).contains(kStarred) && desk.spoken(2).contains(u"Hidden in part"_s), qPrintable(desk.spoken(2)));
        QVERIFY(!desk.spoken(3).contains(u"Hidden in part"_s));
        desk.type("half a word");
        desk.press(Qt::Key_H, Qt::ControlModifier | Qt::ShiftModifier);
        desk.dialog("revealDialog");
        QCOMPARE(desk.find<QLabel>("revealQuoted")->text(), kStarred);
        const QString hint = desk.find<QLabel>("revealHint")->text();
        QVERIFY2(hint.contains(u"recorded"_s), qPrintable(hint));
        QVERIFY(desk.askedNothing());
        desk.press(Qt::Key_1);
        const Reveal asked = desk.server.mustReceive<Reveal>();
        QCOMPARE(asked.conversation, testConversation(1));
        QCOMPARE(asked.number, 3);
        QCOMPARE(asked.reason, RevealReason::callBack);
        QVERIFY(asked.note.isEmpty());
        desk.press(Qt::Key_1); // each look counts: not twice
        QVERIFY(desk.askedNothing());
        desk.answer(kWhole, Millis(300));
        QTRY_VERIFY(desk.isBack());
        const QString until = u"Shown until "_s + clock(kNow + 300ms);
        QVERIFY2(desk.spoken(2).contains(kWhole) && desk.spoken(2).contains(until), qPrintable(desk.spoken(2)));
        QAccessibleInterface* list = QAccessible::queryAccessibleInterface(desk.transcript());
        QCOMPARE(list->child(2)->text(QAccessible::Name), desk.spoken(2));
        QCOMPARE(desk.transcript()->currentRow(), 2);
        QTRY_VERIFY(desk.composer()->hasFocus());
        QCOMPARE(desk.written(), u"half a word"_s);
        desk.transcript()->copy();
        QCOMPARE(QGuiApplication::clipboard()->text(), kWhole);
        desk.desk->clock.freeze(kNow + 300ms);
        QTRY_VERIFY(desk.spoken(2).contains(kStarred));
        QVERIFY(!desk.spoken(2).contains(u"Shown until"_s));
        desk.transcript()->copy();
        QCOMPARE(QGuiApplication::clipboard()->text(), kStarred);
    }

    void theCurrentMessageGoesBeforeTheNewestAlsoFromItsMenu()
    {
        Reading desk;
        desk.openHidden();
        desk.press(Qt::Key_M, Qt::ControlModifier);
        desk.press(Qt::Key_Up);
        desk.press(Qt::Key_Up);
        QCOMPARE(desk.transcript()->currentRow(), 1);
        const auto menu = [&] {
            QContextMenuEvent event(QContextMenuEvent::Keyboard, {5, 5}, desk.transcript()->mapToGlobal(QPoint(5, 5)));
            QApplication::sendEvent(desk.transcript()->viewport(), &event);
            return desk.find<QMenu>("transcriptMenu");
        };
        QMenu* opened = menu();
        QVERIFY(opened->actions().contains(desk.action("conversation.reveal")));
        opened->close();
        desk.action("conversation.reveal")->trigger();
        desk.dialog("revealDialog");
        QCOMPARE(desk.find<QLabel>("revealQuoted")->text(), u"or 139****9000"_s);
        desk.press(Qt::Key_3);
        const Reveal asked = desk.server.mustReceive<Reveal>();
        QCOMPARE(asked.number, 2);
        QCOMPARE(asked.reason, RevealReason::identity);
        desk.answer(u"or 13900139000"_s);
        QTRY_VERIFY(desk.isBack());
        QVERIFY(desk.spoken(1).contains(u"13900139000"_s));
        // What is shown is not asked for again: the key goes on to what is still hidden.
        desk.closeDialogs();
        QTRY_VERIFY(desk.window->isActiveWindow() && QApplication::focusWidget());
        desk.press(Qt::Key_H, Qt::ControlModifier | Qt::ShiftModifier);
        desk.dialog("revealDialog");
        QCOMPARE(desk.find<QLabel>("revealQuoted")->text(), kStarred);
        desk.press(Qt::Key_Escape);
        QTRY_VERIFY(desk.isBack());
        QVERIFY(desk.askedNothing());
    }

    void aReasonIsDemandedAndForOtherANoteToo()
    {
        Reading desk;
        desk.openHidden();
        desk.press(Qt::Key_H, Qt::ControlModifier | Qt::ShiftModifier);
        desk.dialog("revealDialog");
        desk.press(Qt::Key_Return);
        QVERIFY(desk.askedNothing());
        QVERIFY2(desk.problem().contains(u"choose"_s), qPrintable(desk.problem()));
        desk.press(Qt::Key_5);
        QTRY_VERIFY(desk.find<QLineEdit>("revealNote")->hasFocus());
        desk.press(Qt::Key_Return);
        QVERIFY(desk.askedNothing());
        QVERIFY2(desk.problem().contains(u"say what"_s), qPrintable(desk.problem()));
        desk.type("1 parcel, no answer"); // a key that means a reason is only a letter here
        desk.press(Qt::Key_Return);
        const Reveal asked = desk.server.mustReceive<Reveal>();
        QCOMPARE(asked.reason, RevealReason::other);
        QCOMPARE(asked.note, u"1 parcel, no answer"_s);
        desk.answer(kWhole);
        QTRY_VERIFY(desk.isBack());
    }

    void whyItIsNotShownIsSaidInWords()
    {
        Reading desk;
        desk.openHidden();
        desk.press(Qt::Key_H, Qt::ControlModifier | Qt::ShiftModifier);
        desk.dialog("revealDialog");
        desk.press(Qt::Key_2);
        desk.server.mustReceive<Reveal>();
        desk.server.refuse<Reveal>(Error {Code::forbidden, u"conversation"_s, {}, 0});
        QTRY_VERIFY2(desk.problem().contains(u"who leads"_s), qPrintable(desk.problem()));
        desk.press(Qt::Key_2);
        desk.server.mustReceive<Reveal>();
        desk.server.refuse<Reveal>(Error {Code::rateLimited, {}, {}, 125'000});
        QTRY_VERIFY2(
            desk.problem().contains(u"ask a lead"_s) && desk.problem().contains(u"02:05"_s), qPrintable(desk.problem()));
        QVERIFY(desk.spoken(2).contains(kStarred));
        desk.closeDialogs();
        desk.server.loseConnection();
        QVERIFY(!desk.action("conversation.reveal")->isEnabled());
        QVERIFY2(desk.action("conversation.reveal")->toolTip().contains(u"no connection"_s),
            qPrintable(desk.action("conversation.reveal")->toolTip()));
    }

    void whereNothingIsHiddenThatIsSaid()
    {
        Reading desk;
        desk.desk->workspace.requestOpen(testConversation(1));
        desk.bring({testEntry(1, u"hello"_s), say(2, Text {kStarred}, AuthorKind::staff)});
        QTRY_COMPARE(desk.transcript()->rowCount(), 2);
        desk.press(Qt::Key_H, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(desk.transcript()->findChild<Toast*>()->isVisible());
        QVERIFY(desk.noDialog());
    }

    void itGoesWhenOneLeavesOrLocksTheScreen()
    {
        Reading desk;
        desk.openHidden();
        const auto show = [&desk] {
            desk.press(Qt::Key_H, Qt::ControlModifier | Qt::ShiftModifier);
            desk.dialog("revealDialog");
            desk.press(Qt::Key_4);
            desk.server.mustReceive<Reveal>();
            desk.answer(kWhole);
            QTRY_VERIFY(desk.isBack());
            QTRY_VERIFY(desk.window->isActiveWindow());
            QVERIFY(desk.spoken(2).contains(kWhole));
        };
        show();
        Q_EMIT desk.desk->screenLock.lockedChanged(true);
        QVERIFY(desk.spoken(2).contains(kStarred));
        show();
        // Where the other one has an entry of the same number, it stays as it is.
        desk.desk->workspace.requestOpen(testConversation(2));
        desk.bring({testEntry(1, u"a"_s), testEntry(2, u"b"_s), say(3, Text {u"mine is 137****7000"_s})});
        QTRY_COMPARE(desk.transcript()->rowCount(), 3);
        QVERIFY(desk.spoken(2).contains(u"137****7000"_s));
        desk.desk->workspace.requestOpen(testConversation(1));
        QTRY_COMPARE(desk.transcript()->rowCount(), 4);
        QVERIFY(desk.spoken(2).contains(kStarred));
    }

    void nothingMovesUnderTheHand()
    {
        Reading desk;
        desk.openHidden(60);
        const int row = 61; // with what stands above and below it
        const auto places = [&desk] {
            QList<QRect> rects;
            for (int each = 55; each < desk.transcript()->rowCount(); ++each)
                rects.append(desk.transcript()->rowRect(each));
            return rects;
        };
        QScrollBar* bar = desk.transcript()->verticalScrollBar();
        for (const bool atEnd : {true, false}) {
            bar->setValue(bar->maximum() - (atEnd ? 0 : 20));
            desk.transcript()->viewport()->grab();
            const auto before = places();
            desk.press(Qt::Key_H, Qt::ControlModifier | Qt::ShiftModifier);
            desk.dialog("revealDialog");
            desk.press(Qt::Key_1);
            desk.server.mustReceive<Reveal>();
            desk.answer(kWhole);
            QTRY_VERIFY(desk.isBack());
            QVERIFY(desk.spoken(row).contains(kWhole));
            QCOMPARE(places(), before);
            desk.desk->reveals.hideAll();
            QVERIFY(desk.spoken(row).contains(kStarred));
            QCOMPARE(places(), before);
            QTRY_VERIFY(desk.window->isActiveWindow());
        }
    }

    void ofAMessageThatWasLeftTheContactToo()
    {
        Reading desk;
        LeftMessage left;
        left.text = u"call me"_s;
        left.contact = u"138****8000"_s;
        desk.desk->workspace.requestOpen(testConversation(1));
        desk.bring({say(1, left)});
        QTRY_COMPARE(desk.transcript()->rowCount(), 1);
        QVERIFY(desk.spoken(0).contains(u"138****8000"_s));
        desk.press(Qt::Key_H, Qt::ControlModifier | Qt::ShiftModifier);
        desk.dialog("revealDialog");
        desk.press(Qt::Key_1);
        desk.server.mustReceive<Reveal>();
        desk.server.answer<Reveal>({u"call me"_s, u"13800138000"_s, Millis(60'000)});
        QTRY_VERIFY(desk.isBack());
        QVERIFY2(
            desk.spoken(0).contains(u"call me"_s) && desk.spoken(0).contains(u"13800138000"_s), qPrintable(desk.spoken(0)));
    }

    void theNumberOfAnOrderIsShownInItsPanel()
    {
        Reading desk;
        desk.desk->workspace.requestOpen(testConversation(1));
        Order order;
        order.id = OrderId(testId(21, 1));
        order.number = u"LM1"_s;
        order.buyer = u"林晓"_s;
        order.phone = u"*******8000"_s;
        order.placedAt = kNow;
        order.lines.append({u"LM-1"_s, u"Lamp"_s, {}, 1, {}});
        desk.server.mustReceive<OrdersOfConversation>();
        desk.server.answer<OrdersOfConversation>({{order}, 1});
        auto* facts = desk.find<FactSheet>("orderPanelFacts");
        QTRY_VERIFY(facts->toPlainText().contains(u"*******8000"_s));
        auto* button = desk.find<QToolButton>("orderPhoneButton");
        QVERIFY(button->isEnabled());
        button->setFocus(Qt::TabFocusReason);
        desk.press(Qt::Key_Return);
        desk.dialog("revealDialog");
        QVERIFY(desk.find<QLabel>("revealQuoted")->text().contains(u"LM1"_s));
        desk.press(Qt::Key_2);
        const Reveal asked = desk.server.mustReceive<Reveal>();
        QCOMPARE(asked.order, u"LM1"_s);
        QVERIFY(!asked.number);
        QCOMPARE(asked.reason, RevealReason::delivery);
        desk.server.answer<Reveal>({{}, u"13800138000"_s, Millis(60'000)});
        QTRY_VERIFY(desk.isBack());
        QVERIFY(facts->toPlainText().contains(u"13800138000"_s));
        QVERIFY(facts->toPlainText().contains(u"Shown until "_s + clock(kNow + 60s)));
        QVERIFY(!button->isEnabled()); // it is shown
        QTRY_VERIFY(facts->hasFocus());
        desk.desk->reveals.hideAll();
        QVERIFY(facts->toPlainText().contains(u"*******8000"_s));
        QVERIFY(!facts->toPlainText().contains(u"13800138000"_s));
        QVERIFY(button->isEnabled());
        desk.server.loseConnection();
        QVERIFY(!button->isEnabled());
        QVERIFY2(button->toolTip().contains(u"no connection"_s), qPrintable(button->toolTip()));
    }

    void theCustomersNumberIsShownInTheirs()
    {
        Reading desk;
        desk.desk->workspace.requestOpen(testConversation(1));
        CustomerCard card;
        card.customer.id = CustomerId(testId(41, 1));
        card.customer.name = u"林晓"_s;
        card.customer.phone = u"•••• 8000"_s;
        card.firstSeenAt = kNow;
        desk.server.mustReceive<ReadCustomer>();
        desk.press(Qt::Key_3, Qt::AltModifier);
        auto* button = desk.find<QPushButton>("customerPhone");
        QVERIFY(!button->isVisible());
        desk.server.answer<ReadCustomer>(card);
        QTRY_VERIFY(button->isVisible());
        auto* facts = desk.find<FactSheet>("customerFacts");
        button->setFocus(Qt::TabFocusReason);
        desk.press(Qt::Key_Return);
        desk.dialog("revealDialog");
        desk.press(Qt::Key_1);
        const Reveal asked = desk.server.mustReceive<Reveal>();
        QVERIFY(!asked.order && !asked.number);
        desk.server.answer<Reveal>({{}, u"13800138000"_s, Millis(60'000)});
        QTRY_VERIFY(desk.isBack());
        QVERIFY(facts->toPlainText().contains(u"13800138000 · Shown until "_s + clock(kNow + 60s)));
        QVERIFY(!button->isEnabled());
        desk.desk->workspace.requestOpen(testConversation(2));
        QTRY_VERIFY(!facts->toPlainText().contains(u"13800138000"_s));
        QVERIFY(!button->isVisible());
    }
};

QTEST_MAIN(TestReveal)
#include "tst_reveal.moc"
