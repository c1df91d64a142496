// SPDX-License-Identifier: GPL-3.0-or-later
#include <QBuffer>
#include <QClipboard>
#include <QListView>
#include <QMimeData>
#include <QPaintEvent>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

#include "core/protocol/media.h"
#include "tests/ui/deskfixture.h"
#include "ui/theme/colors.h"
#include "ui/widgets/toast.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

namespace {

struct Writing : DeskFixture {
    Writing() { openFirst(); }

    void givePhrases()
    {
        const auto phrase = [](const QString& code, const QString& title, const QString& text) {
            return Phrase {PhraseId(testId(9, qHash(code))), code, u"zh-CN"_s, u"g"_s, title, text, {}};
        };
        server.mustReceive<ListPhrases>();
        server.answer<ListPhrases>(
            {{phrase(u"hi"_s, u"问候"_s, u"{customer}，您好！我是{agent}。"_s), phrase(u"s1"_s, u"发货时间"_s, u"今天发货。"_s),
                 phrase(u"ret"_s, u"退货"_s, u"七天内可以退。\n运费我们出。"_s)},
                3});
    }
    QListView* phrases() const { return composer()->phrasePopup(); }
    Send sent() { return server.mustReceive<Send>(); }
    QString sentText() { return std::get<Text>(sent().content).text; }
    Toast* toast() const { return window->findChild<Toast*>(); }
    void settleCache()
    {
        bool done = false;
        desk->cache.loadDrafts(&desk->cache, [&](const Result<QList<Draft>>&) { done = true; });
        QTRY_VERIFY(done);
    }
};

void dropOn(QWidget* field, const QMimeData& data)
{
    QDragEnterEvent enter({5, 5}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(field, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop({5, 5}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(field, &drop);
}

QImage picture()
{
    QImage image(8, 8, QImage::Format_RGB32);
    image.fill(Qt::red);
    return image;
}

} // namespace

class TestComposer final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aHoldingPhrasePromisesAnAnswer()
    {
        Writing desk;
        desk.server.mustReceive<ListPhrases>();
        Phrase wait {PhraseId(testId(9, 7)), u"w"_s, u"zh-CN"_s, u"g"_s, u"稍等"_s, u"请稍等，我查一下。"_s, {}};
        wait.holding = true;
        desk.server.answer<ListPhrases>({{wait}, 1});
        desk.type("/w");
        QTRY_VERIFY(desk.phrases()->isVisible());
        QTest::keyClick(desk.composer(), Qt::Key_Return);
        QTest::keyClick(desk.composer(), Qt::Key_Return);
        QCOMPARE(desk.sent().holdingFor, std::optional<Millis>(2min));
        desk.server.answer<Send>({testConversation(1), 4, kNow});
        desk.type("in stock");
        QTest::keyClick(desk.composer(), Qt::Key_Return);
        QCOMPARE(desk.sent().holdingFor, std::nullopt);
        QTest::keyClick(desk.composer(), Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(desk.server.mustReceive<SetFollowUp>().dueAt, kNow + 2min);
    }

    void enterSendsAndShiftEnterBreaksTheLine()
    {
        Writing desk;
        QVERIFY(desk.composer()->hasFocus());
        desk.type("one");
        desk.press(Qt::Key_Return, Qt::ShiftModifier);
        desk.type("two");
        desk.press(Qt::Key_Return);
        QCOMPARE(desk.sentText(), u"one\ntwo"_s);
        QCOMPARE(desk.written(), QString());
        desk.press(Qt::Key_Return); // nothing written, nothing sent
        QVERIFY(desk.sentNothing());
    }

    void theEnterOfTheKeypadSendsToo()
    {
        Writing desk;
        desk.type("x");
        desk.press(Qt::Key_Enter, Qt::KeypadModifier);
        QCOMPARE(desk.sentText(), u"x"_s);
    }

    void ctrlEnterSendsByChoice()
    {
        Writing desk;
        desk.action("write.enterSends")->trigger();
        desk.type("one");
        desk.press(Qt::Key_Return);
        desk.type("two");
        QVERIFY(desk.sentNothing());
        desk.press(Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(desk.sentText(), u"one\ntwo"_s);
        QCOMPARE(desk.desk->settings.value(setting::sendKey), SendKey::ctrlEnter);
    }

    void enterWhileComposingNeverSends()
    {
        Writing desk;
        desk.compose(u"ni hao"_s);
        desk.press(Qt::Key_Return);
        desk.press(Qt::Key_Return, Qt::ControlModifier);
        desk.press(Qt::Key_Return, Qt::AltModifier);
        QVERIFY(desk.sentNothing());
        desk.pane()->send(); // nor does the button
        QVERIFY(desk.sentNothing());
        desk.commit(u"你好"_s);
        QVERIFY(!desk.composer()->isComposing());
        desk.press(Qt::Key_Return);
        QCOMPARE(desk.sentText(), u"你好"_s);
    }

    void enterWhileComposingChoosesNoPhraseEither()
    {
        Writing desk;
        desk.givePhrases();
        desk.commit(u"、"_s);
        QVERIFY(desk.phrases()->isVisible());
        desk.compose(u"fa"_s);
        desk.press(Qt::Key_Return);
        desk.press(Qt::Key_1);
        QVERIFY(desk.sentNothing());
        QVERIFY(!desk.written().contains(u"发货"_s));
        QVERIFY(!desk.written().contains(u"您好"_s));
    }

    void aPhraseIsTheOneOnTheRowWhateverLanguageSharesItsCode()
    {
        Writing desk;
        desk.server.mustReceive<ListPhrases>();
        desk.server.answer<ListPhrases>(
            {{Phrase {PhraseId(testId(9, 1)), u"hi"_s, u"en"_s, u"g"_s, u"Hello"_s, u"Hello!"_s, {}},
                 Phrase {PhraseId(testId(9, 2)), u"hi"_s, u"zh-CN"_s, u"g"_s, u"问候"_s, u"您好！"_s, {}}},
                2});
        desk.type("/hi");
        QCOMPARE(desk.phrases()->model()->rowCount(), 2);
        desk.press(Qt::Key_Down);
        desk.press(Qt::Key_Return);
        QCOMPARE(desk.written(), u"您好！"_s);
    }

    void phrasesOpenAtTheLineStart_data()
    {
        QTest::addColumn<QString>("opener");
        QTest::newRow("slash") << u"/"_s;
        QTest::newRow("enumeration comma") << u"、"_s;
        QTest::newRow("wide slash") << u"／"_s;
    }
    void phrasesOpenAtTheLineStart()
    {
        QFETCH(QString, opener);
        Writing desk;
        desk.givePhrases();
        desk.type("a");
        desk.commit(opener); // not at the start
        QVERIFY(!desk.phrases()->isVisible());
        desk.press(Qt::Key_Return, Qt::ShiftModifier);
        desk.commit(opener);
        QVERIFY(desk.phrases()->isVisible());
        QCOMPARE(desk.phrases()->model()->rowCount(), 3);
        desk.press(Qt::Key_Escape);
        QVERIFY(!desk.phrases()->isVisible());
        QCOMPARE(desk.written(), u"a"_s + opener + u'\n' + opener); // Esc discards no text
    }

    void phrasesAreFoundByCodeInitialsAndText_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("inserted");
        QTest::newRow("code") << u"ret"_s << u"七天内可以退。\n运费我们出。"_s;
        QTest::newRow("initials") << u"fhsj"_s << u"今天发货。"_s;
        QTest::newRow("text") << u"运费"_s << u"七天内可以退。\n运费我们出。"_s;
        QTest::newRow("variables") << u"hi"_s << u"林晓，您好！我是Lin。"_s;
    }
    void phrasesAreFoundByCodeInitialsAndText()
    {
        QFETCH(QString, typed);
        QFETCH(QString, inserted);
        Writing desk;
        desk.givePhrases();
        desk.type("/");
        desk.commit(typed);
        QCOMPARE(desk.phrases()->model()->rowCount(), 1);
        desk.press(Qt::Key_Return);
        QVERIFY(!desk.phrases()->isVisible());
        QCOMPARE(desk.written(), inserted);
        QVERIFY(desk.sentNothing());
        desk.press(Qt::Key_Return);
        QCOMPARE(desk.sentText(), inserted);
    }

    void digitsChooseAndCtrlEnterSends()
    {
        Writing desk;
        desk.givePhrases();
        desk.type("/");
        desk.press(Qt::Key_3);
        QCOMPARE(desk.written(), u"七天内可以退。\n运费我们出。"_s);
        desk.composer()->clear();
        desk.type("/9"); // there is no ninth: it is typed
        QCOMPARE(desk.written(), u"/9"_s);
        desk.composer()->clear();
        desk.type("/");
        desk.press(Qt::Key_Down);
        desk.press(Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(desk.sentText(), u"今天发货。"_s);
    }

    void pastedAndDroppedPicturesAreSent()
    {
        Writing desk;
        QSignalSpy given(desk.composer(), &Composer::pictureGiven);
        QGuiApplication::clipboard()->setImage(picture());
        desk.press(Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(given.count(), 1);
        QCOMPARE(QImage::fromData(given[0][0].toByteArray()).size(), QSize(8, 8));
        QCOMPARE(desk.server.mustReceive<BeginUpload>().conversation, testConversation(1));

        const QString path = desk.directory.filePath(u"p.png"_s);
        QVERIFY(picture().save(path));
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(path)});
        dropOn(desk.composer()->viewport(), data);
        QCOMPARE(given.count(), 2);
        QCOMPARE(desk.written(), QString());
    }

    void everyDroppedPictureIsTakenAndOtherFilesAreNamed()
    {
        Writing desk;
        QSignalSpy given(desk.composer(), &Composer::pictureGiven);
        QMimeData data;
        QList<QUrl> urls;
        for (const QString& name : {u"1.png"_s, u"2.png"_s}) {
            QVERIFY(picture().save(desk.directory.filePath(name)));
            urls.append(QUrl::fromLocalFile(desk.directory.filePath(name)));
        }
        data.setUrls(urls);
        dropOn(desk.composer()->viewport(), data);
        QCOMPARE(given.count(), 2);
        QFile big(desk.directory.filePath(u"big.png"_s));
        QVERIFY(big.open(QIODevice::WriteOnly) && big.resize(11 * 1024 * 1024));
        big.close();
        QMimeData tooBig;
        tooBig.setUrls({QUrl::fromLocalFile(big.fileName())});
        dropOn(desk.composer()->viewport(), tooBig);
        QCOMPARE(given.count(), 2);
        QVERIFY(desk.toast()->isVisible());
    }

    void pastedTextIsPlain()
    {
        Writing desk;
        auto* data = new QMimeData;
        data->setHtml(u"<b>bold</b><img src=x>"_s);
        data->setText(u"bold\u0007"_s);
        QGuiApplication::clipboard()->setMimeData(data);
        desk.press(Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(desk.written(), u"bold"_s);
    }

    void draftsBelongToTheirConversation()
    {
        Writing desk;
        desk.type("for the first");
        desk.press(Qt::Key_Down, Qt::ControlModifier);
        QCOMPARE(desk.openId(), testConversation(2));
        QCOMPARE(desk.written(), QString());
        desk.press(Qt::Key_Z, Qt::ControlModifier); // undo does not reach over
        QCOMPARE(desk.written(), QString());
        desk.type("for the second");
        desk.press(Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier); // as a note
        desk.press(Qt::Key_Up, Qt::ControlModifier);
        QCOMPARE(desk.openId(), testConversation(1));
        QCOMPARE(desk.written(), u"for the first"_s);
        QVERIFY(!desk.find<QToolButton>("noteToggle")->isChecked());
        desk.press(Qt::Key_Down, Qt::ControlModifier);
        QCOMPARE(desk.written(), u"for the second"_s);
        QVERIFY(desk.find<QToolButton>("noteToggle")->isChecked());
    }

    void undoNeverBringsAnotherConversationsWords()
    {
        Writing desk;
        desk.type("secret");
        for (int i = 0; i < 6; ++i)
            desk.press(Qt::Key_Backspace);
        desk.press(Qt::Key_Down, Qt::ControlModifier);
        QCOMPARE(desk.openId(), testConversation(2));
        for (int i = 0; i < 3; ++i)
            desk.press(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(desk.written(), QString());
    }

    void failedSendsStayMarkedWithRetryAndDiscard()
    {
        Writing desk;
        desk.type("hello");
        desk.press(Qt::Key_Return);
        desk.sent();
        desk.server.refuse<Send>(Code::forbidden);
        TranscriptModel* model = desk.desk->conversations.transcript();
        const auto delivery = [&] {
            return model->index(model->rowCount() - 1, 0).data(int(TranscriptModel::Role::Delivery)).toInt();
        };
        QTRY_COMPARE(delivery(), int(TranscriptModel::Delivery::failed));
        QCOMPARE(model->rowCount(), 4);
        desk.action("conversation.retryFailed")->trigger();
        QCOMPARE(desk.sentText(), u"hello"_s);
        desk.server.refuse<Send>(Code::forbidden);
        QTRY_COMPARE(delivery(), int(TranscriptModel::Delivery::failed));
        desk.action("conversation.discardFailed")->trigger();
        QTRY_COMPARE(model->rowCount(), 3);
        QVERIFY(!desk.action("conversation.retryFailed")->isEnabled());
    }

    void altEnterSendsAndGoesToTheNextOwed()
    {
        Writing desk;
        ConversationRow third = desk.mine(3, u"Maria"_s);
        third.owedSince = kNow - 60s;
        ConversationRow second = desk.mine(2, u"王敏"_s);
        second.owedSince = kNow - 20s;
        desk.tell(BoardName::mine, {desk.mine(1, u"林晓"_s), second, third});
        desk.type("done");
        desk.press(Qt::Key_Return, Qt::AltModifier);
        QCOMPARE(desk.openId(), testConversation(3));
        const Send send = desk.sent();
        QCOMPARE(send.conversation, testConversation(1));
        QVERIFY(desk.composer()->hasFocus());
    }

    void tooLongIsRefusedInPlaceWithNothingLost()
    {
        Writing desk;
        ConversationRow second = desk.mine(2, u"王敏"_s);
        second.owedSince = kNow - 20s;
        desk.tell(BoardName::mine, {desk.mine(1, u"林晓"_s), second});
        const QString text(8001, u'字');
        desk.commit(text);
        desk.press(Qt::Key_Return);
        QVERIFY(desk.sentNothing());
        QCOMPARE(desk.written(), text);
        QVERIFY(desk.toast()->isVisible());
        desk.press(Qt::Key_Return, Qt::AltModifier); // nor does it leave the conversation
        QVERIFY(desk.sentNothing());
        QCOMPARE(desk.openId(), testConversation(1));
        desk.press(Qt::Key_Backspace);
        desk.press(Qt::Key_Return);
        QCOMPARE(desk.sentText().size(), 8000);
    }

    void escapeNeverDiscards()
    {
        Writing desk;
        desk.type("half a thought");
        desk.press(Qt::Key_Escape);
        desk.press(Qt::Key_Escape);
        QCOMPARE(desk.written(), u"half a thought"_s);
        QVERIFY(desk.window->isVisible());
        QCOMPARE(desk.openId(), testConversation(1));
    }

    void notesAreMarkedAndGoAsNotes()
    {
        Writing desk;
        desk.press(Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(desk.find<QPushButton>("sendButton")->text(), u"Add note"_s);
        QVERIFY(desk.composer()->hasFocus());
        desk.type("careful");
        desk.press(Qt::Key_Return);
        QCOMPARE(desk.server.mustReceive<AddNote>().text, u"careful"_s);
        QVERIFY(desk.sentNothing());
        QCOMPARE(desk.find<QPushButton>("sendButton")->text(), u"Send"_s); // the next one is a reply again
    }

    void aPictureIsNeverSentFromANote()
    {
        Writing desk;
        desk.press(Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(!desk.find<QToolButton>("pictureButton")->isEnabled());
        QGuiApplication::clipboard()->setImage(picture());
        desk.press(Qt::Key_V, Qt::ControlModifier);
        QVERIFY(desk.sentNothing());
        BeginUpload upload;
        QVERIFY(!desk.server.take<BeginUpload>(upload));
        QVERIFY(desk.toast()->isVisible());
        desk.press(Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(desk.find<QToolButton>("pictureButton")->isEnabled());
    }

    void anothersConversationTakesNotesButNoReply()
    {
        Writing desk;
        ConversationRow row = desk.mine(1, u"林晓"_s);
        row.assignee = PersonId(testId(5, 5));
        row.assigneeName = u"Wang"_s;
        desk.tell(BoardName::mine, {row, desk.mine(2)});
        desk.type("mine to say");
        desk.press(Qt::Key_Return);
        QVERIFY(desk.sentNothing());
        QCOMPARE(desk.written(), u"mine to say"_s);
        QVERIFY(desk.toast()->isVisible());
        QVERIFY(desk.toast()->findChild<QLabel*>()->text().contains(u"colleague"_s)); // why, and nothing that cannot be done
        desk.press(Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
        desk.press(Qt::Key_Return);
        QCOMPARE(desk.server.mustReceive<AddNote>().text, u"mine to say"_s);
    }

    void aCardIsSentOnce()
    {
        Writing desk;
        desk.desk->workspace.requestSendCard(ProductCard {u"SKU"_s, u"Lamp"_s, {3990, u"CNY"_s}, {}});
        desk.sent();
        desk.server.answer<Send>({testConversation(1), 4, {}});
        QVERIFY(desk.sentNothing());
    }

    void whatAPhraseLeavesOpenIsMarkedAndNotSent()
    {
        Writing desk;
        desk.server.mustReceive<ListPhrases>();
        desk.server.answer<ListPhrases>(
            {{Phrase {PhraseId(testId(9, 1)), u"o"_s, u"zh-CN"_s, u"g"_s, u"订单"_s, u"订单{order}已发货。"_s, {}}}, 1});
        desk.type("/o");
        QTRY_VERIFY(desk.phrases()->isVisible());
        desk.press(Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(desk.sentNothing());
        QCOMPARE(desk.composer()->textCursor().selectedText(), u"{order}"_s);
        desk.type("LM7");
        QCOMPARE(desk.written(), u"订单LM7已发货。"_s);
    }

    void theFieldSaysWhatIsWrittenInItAndIsPaintedAnew()
    {
        Writing desk;
        QVERIFY(desk.composer()->placeholderText().contains(u"reply"_s));
        struct Paints : QObject {
            int widest = 0; // the cursor alone is painted all the time
            bool eventFilter(QObject*, QEvent* event) override
            {
                if (event->type() == QEvent::Paint)
                    widest = qMax(widest, static_cast<QPaintEvent*>(event)->rect().width());
                return false;
            }
        } paints;
        QCoreApplication::processEvents();
        desk.composer()->viewport()->installEventFilter(&paints);
        desk.window->actions().find(u"conversation.note"_s)->trigger();
        QVERIFY(desk.composer()->placeholderText().contains(u"note"_s));
        const int whole = desk.composer()->viewport()->width();
        QTRY_COMPARE(paints.widest, whole);
        // Nothing but the words changes when the conversation goes to somebody else.
        QCoreApplication::processEvents();
        paints.widest = 0;
        ConversationRow row = desk.mine(1, u"林晓"_s);
        row.assignee = PersonId(testId(8, 8));
        desk.window->actions().find(u"conversation.note"_s)->trigger();
        desk.tell(BoardName::mine, {row});
        QVERIFY(desk.composer()->placeholderText().contains(u"colleague"_s));
        QTRY_COMPARE(paints.widest, whole);
    }

    void aNoteIsWrittenOnItsOwnGround()
    {
        Writing desk;
        const auto ground = [&] {
            const QImage seen = desk.composer()->viewport()->grab().toImage();
            return seen.pixelColor(seen.width() - 2, seen.height() - 2);
        };
        QCOMPARE(ground(), color(ColorRole::surface, ColorMode::light));
        desk.window->actions().find(u"conversation.note"_s)->trigger();
        QCOMPARE(ground(), color(ColorRole::note, ColorMode::light));
        setTheme(ColorMode::dark);
        QTRY_COMPARE(ground(), color(ColorRole::note, ColorMode::dark));
        desk.window->actions().find(u"conversation.note"_s)->trigger();
        QCOMPARE(ground(), color(ColorRole::surface, ColorMode::dark));
        setTheme(ColorMode::light);
        QTRY_COMPARE(ground(), color(ColorRole::surface, ColorMode::light));
    }

    void onesOwnWritingIsNotShownToOneself()
    {
        Writing desk;
        ConversationRow row = desk.mine(1, u"林晓"_s);
        row.state = ConversationState::waiting;
        desk.tell(BoardName::mine, {row});
        const auto writes = [&](const QString& name) {
            const TypingRow typing {testConversation(1), false, true, name, 0, 0};
            desk.server.says(BoardChanged {BoardName::typing, 0, 1, {typing.id.value}, {typing}});
            for (const QLabel* label : desk.pane()->findChildren<QLabel*>())
                if (label->text() == u"%1 is writing"_s.arg(name))
                    return true;
            return false;
        };
        QVERIFY(writes(u"王敏"_s));
        QVERIFY(!writes(desk.server.me.name));
    }

    void writingIsToldToTheCustomerSide()
    {
        Writing desk;
        desk.type("x");
        QVERIFY(desk.server.mustReceive<SetTyping>().typing);
        desk.press(Qt::Key_Return);
        QVERIFY(!desk.server.mustReceive<SetTyping>().typing);
    }

    void theComposerNamesWhoGetsIt()
    {
        Writing desk;
        bool named = false;
        for (const QLabel* label : desk.composer()->parentWidget()->findChildren<QLabel*>())
            named |= label->text().contains(u"林晓"_s) && label->text().contains(u"Shop"_s);
        QVERIFY(named);
    }
};

QTEST_MAIN(TestComposer)
#include "tst_composer.moc"
