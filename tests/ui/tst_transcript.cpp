// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAccessible>
#include <QClipboard>
#include <QDesktopServices>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTest>
#include <QToolButton>

#include "core/protocol/media.h"
#include "tests/ui/deskfixture.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

namespace {

struct Reading : DeskFixture {
    Reading()
    {
        enter();
        tell(BoardName::mine, {mine(1, u"林晓"_s), mine(2, u"王敏"_s)});
    }
    void open(const QList<Entry>& entries, quint64 number = 1)
    {
        desk->workspace.requestOpen(testConversation(number));
        bring(entries);
        QTRY_COMPARE(transcript()->rowCount(), entries.size());
        QCoreApplication::processEvents();
    }
    void follow(const Entry& entry) { server.says(Entries {StreamId::of(testConversation(1)), {entry}}); }
    QScrollBar* bar() const { return transcript()->verticalScrollBar(); }
    bool atEnd() const { return bar()->value() == bar()->maximum(); }
    TranscriptModel* model() const { return desk->conversations.transcript(); }
    /// The first row whose top is on screen, and where.
    std::pair<qint64, int> place() const
    {
        for (int row = 0; row < transcript()->rowCount(); ++row)
            if (const QRect rect = transcript()->rowRect(row); rect.bottom() >= 0)
                return {model()->index(row, 0).data(int(TranscriptModel::Role::Number)).toLongLong(), rect.top()};
        return {0, 0};
    }
    QImage shot() const { return transcript()->viewport()->grab().toImage(); }
};

/// In the place of the browser.
class Browser final : public QObject {
    Q_OBJECT

public:
    QList<QUrl> opened;

    Browser()
    {
        for (const QString& scheme : {u"http"_s, u"https"_s})
            QDesktopServices::setUrlHandler(scheme, this, "open");
    }
    ~Browser() override
    {
        for (const QString& scheme : {u"http"_s, u"https"_s})
            QDesktopServices::unsetUrlHandler(scheme);
    }
    Q_DISABLE_COPY_MOVE(Browser)

public Q_SLOTS:
    void open(const QUrl& address) { opened.append(address); }
};

} // namespace

class TestTranscript final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tenThousandEntriesCostWhatIsOnScreen()
    {
        Reading desk;
        desk.open(testEntries(1, 10));
        // As large as it can get: everything of it is here.
        QElapsedTimer clock;
        clock.start();
        for (qint64 number = 11; number <= 10'000; number += 500)
            desk.server.says(
                Entries {StreamId::of(testConversation(1)), testEntries(number, std::min<qint64>(number + 499, 10'000))});
        QTRY_COMPARE(desk.transcript()->rowCount(), 10'000);
        QVERIFY2(clock.elapsed() < 20'000, qPrintable(QString::number(clock.elapsed())));
        QVERIFY(desk.atEnd());
        clock.restart();
        desk.desk->workspace.requestOpen(testConversation(2));
        desk.desk->workspace.requestOpen(testConversation(1));
        desk.shot();
        QVERIFY2(clock.elapsed() < 400, qPrintable(QString::number(clock.elapsed()))); // a debug build; 30 ms is the bench's
        QVERIFY(desk.atEnd());
        clock.restart();
        for (int i = 0; i < 100; ++i) {
            desk.bar()->setValue(desk.bar()->value() - 60);
            desk.shot();
        }
        QVERIFY2(clock.elapsed() < 6000, qPrintable(QString::number(clock.elapsed())));
    }

    void whatIsNotSentLooksLikeNothingThatWasSaid()
    {
        Reading desk;
        desk.open(testEntries(1, 3));
        const auto looks = [&desk](ColorRole role, int inside) {
            const QRect bubble = desk.transcript()->bubbleOf(3).translated(desk.transcript()->rowRect(3).topLeft());
            return desk.shot().pixelColor(bubble.left() + inside, bubble.center().y())
                == color(role, desk.transcript()->palette());
        };
        const auto outlined = [&looks] { return looks(ColorRole::outline, 0) && looks(ColorRole::surface, 4); };
        const auto says = [&desk](const QString& word) { return desk.transcript()->spokenRow(3).endsWith(word); };
        desk.server.loseConnection();
        desk.desk->conversations.sendText(testConversation(1), u"later"_s);
        QTRY_COMPARE(desk.transcript()->rowCount(), 4);
        QVERIFY(says(u"Waiting to be sent"_s));
        QVERIFY(outlined());
        desk.connectAgain();
        desk.server.mustReceive<Send>();
        QVERIFY(says(u"Sending…"_s));
        QVERIFY(outlined());
        desk.server.answer<Send>({testConversation(1), 4, {}});
        QVERIFY(says(u"later"_s));
        QVERIFY(looks(ColorRole::agentBubble, 4));
    }

    void staysAtTheEndWhileThere()
    {
        Reading desk;
        desk.open(testEntries(1, 60));
        QVERIFY(desk.bar()->maximum() > 0);
        QVERIFY(desk.atEnd());
        desk.follow(testEntry(61, u"new"_s));
        QTRY_COMPARE(desk.transcript()->rowCount(), 61);
        QVERIFY(desk.atEnd());
        QVERIFY(!desk.find<QPushButton>("newBelowButton")->isVisible());
    }

    void elsewhereItStaysAndSaysWhatIsNewBelow()
    {
        Reading desk;
        desk.open(testEntries(1, 60));
        desk.bar()->setValue(desk.bar()->maximum() / 2);
        desk.shot(); // what is on screen is laid out when it is painted
        const auto place = desk.place();
        desk.follow(testEntry(61, u"new"_s));
        desk.follow(testEntry(62, u"newer"_s));
        QTRY_COMPARE(desk.transcript()->rowCount(), 62);
        QCOMPARE(desk.place(), place);
        auto* below = desk.find<QPushButton>("newBelowButton");
        QVERIFY(below->isVisible());
        QVERIFY2(below->text().contains(u'2'), qPrintable(below->text()));
        QTest::mouseClick(below, Qt::LeftButton);
        QVERIFY(desk.atEnd());
        QVERIFY(!below->isVisible());
    }

    void keepsItsPlaceWhenOlderEntriesCome()
    {
        Reading desk;
        desk.desk->workspace.requestOpen(testConversation(1));
        desk.bring(testEntries(801, 1000));
        QTRY_COMPARE(desk.transcript()->rowCount(), 200);
        desk.transcript()->setFocus();
        desk.press(Qt::Key_Home);
        QCOMPARE(desk.server.mustReceive<ReadStream>().before, 801);
        const int top = desk.transcript()->rowRect(0).top();
        desk.server.answer<ReadStream>({testEntries(601, 800), 1000});
        QTRY_COMPARE(desk.transcript()->rowCount(), 400);
        desk.shot();
        const int row = desk.model()->rowOfNumber(801);
        QVERIFY2(qAbs(desk.transcript()->rowRect(row).top() - top) <= 12, // it is no group's or day's first any more
            qPrintable(QString::number(desk.transcript()->rowRect(row).top())));
    }

    void thePlaceComesBackWithTheConversation()
    {
        Reading desk;
        desk.open(testEntries(1, 100));
        desk.bar()->setValue(desk.bar()->maximum() / 3);
        desk.shot();
        const auto place = desk.place();
        desk.open(testEntries(1, 3), 2);
        desk.desk->workspace.requestOpen(testConversation(1));
        desk.shot();
        QCOMPARE(desk.place().first, place.first);
        QVERIFY(qAbs(desk.place().second - place.second) <= 2);
    }

    void whatCameMeanwhileIsToldWhereOneComesBackTo()
    {
        Reading desk;
        desk.open(testEntries(1, 100));
        desk.bar()->setValue(desk.bar()->maximum() / 3);
        desk.open(testEntries(1, 3), 2);
        desk.follow(testEntry(101, u"still there?"_s));
        desk.follow(testEntry(102, u"hello?"_s));
        desk.desk->workspace.requestOpen(testConversation(1));
        auto* below = desk.find<QPushButton>("newBelowButton");
        QTRY_VERIFY(below->isVisible());
        QVERIFY2(below->text().startsWith(u'2'), qPrintable(below->text()));
        QTest::mouseClick(below, Qt::LeftButton);
        QVERIFY(desk.atEnd());
        QVERIFY(!below->isVisible());
        desk.desk->workspace.requestOpen(testConversation(2));
        desk.desk->workspace.requestOpen(testConversation(1));
        QVERIFY(!below->isVisible());
    }

    void daysGroupsAndHappeningsAreShown()
    {
        Reading desk;
        QList<Entry> entries;
        entries.append(say(1, Text {u"day one"_s}, AuthorKind::customer, kNow - 30h));
        entries.append(say(2, Text {u"same group"_s}, AuthorKind::customer, kNow - 30h + 1s));
        entries.append(say(3, Assigned {desk.server.me.person, u"Lin"_s, 1, {}}, AuthorKind::system, kNow - 1h));
        entries.append(say(4, Text {u"answer"_s}, AuthorKind::staff, kNow - 59min));
        entries.append(say(5, Note {u"only us"_s}, AuthorKind::staff, kNow - 58min));
        entries.last().audience = Audience::staff;
        entries.append(say(6, OrderCard {u"A1"_s, u"Lamp"_s, u"shipped"_s, {3990, u"CNY"_s}}, AuthorKind::staff));
        entries.append(say(7, Closed {u"solved"_s, {}}, AuthorKind::staff));
        desk.open(entries);
        TranscriptView* view = desk.transcript();
        const auto cell = [&](int row, TranscriptModel::Role role) {
            return desk.model()->index(row, 0).data(static_cast<int>(role)).toBool();
        };
        QVERIFY(cell(0, TranscriptModel::Role::DayStart) && cell(2, TranscriptModel::Role::DayStart));
        QVERIFY(!cell(1, TranscriptModel::Role::GroupStart));
        QVERIFY(view->rowRect(0).height() > view->rowRect(1).height()); // the day's line and the name
        QVERIFY(cell(2, TranscriptModel::Role::System));
        QVERIFY(view->spokenRow(4).contains(u"internal note"_s));
        QVERIFY(view->spokenRow(5).contains(u"A1"_s) && view->spokenRow(5).contains(u"¥39.90"_s));
        QVERIFY(!view->spokenRow(6).isEmpty());
        desk.shot();
    }

    void picturesAreFetchedOnceAndNeverChangeTheHeight()
    {
        Reading desk;
        Image image;
        image.blob = BlobId(testId(7, 1));
        image.width = 400;
        image.height = 200;
        desk.open({say(1, image), testEntry(2, u"below"_s)});
        const int height = desk.transcript()->rowRect(0).height();
        QVERIFY(height > 100);
        desk.shot();
        desk.shot();
        LinkBlob wanted;
        int asked = 0;
        QCoreApplication::processEvents();
        while (desk.server.take<LinkBlob>(wanted))
            ++asked;
        QCOMPARE(asked, 1);
        QCOMPARE(desk.transcript()->rowRect(0).height(), height);
    }

    void aVoiceNotePlaysAtAClickAndByEnter()
    {
        Reading desk;
        Voice voice;
        voice.blob = BlobId(testId(7, 2));
        voice.durationMs = 12'000;
        desk.open({testEntry(1, u"above"_s), say(2, voice)});
        QSignalSpy asked(desk.transcript(), &TranscriptView::voiceRequested);
        const QRect row = desk.transcript()->rowRect(1);
        QTest::mouseClick(desk.transcript()->viewport(), Qt::LeftButton, {}, QPoint(row.left() + 40, row.center().y()));
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked[0][0].value<BlobId>(), voice.blob);
        QTest::keyClick(desk.transcript(), Qt::Key_Return);
        QCOMPARE(asked.size(), 2);
        QTest::mouseClick(desk.transcript()->viewport(), Qt::LeftButton, {},
            QPoint(row.left() + 40, desk.transcript()->rowRect(0).center().y()));
        QTest::keyClick(desk.transcript(), Qt::Key_Return);
        QCOMPARE(asked.size(), 2);
    }

    void searchGoesUpAndDownAndSaysWhenThereIsNoMore()
    {
        Reading desk;
        QList<Entry> entries = testEntries(1, 80);
        for (const int number : {10, 40, 70})
            entries[number - 1].content = Text {u"the Lantern"_s};
        desk.open(entries);
        desk.press(Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
        auto* field = desk.find<QLineEdit>("transcriptSearch");
        QVERIFY(field->hasFocus());
        desk.type("lantern");
        QCOMPARE(desk.transcript()->foundRow(), 69);
        desk.press(Qt::Key_Return);
        QCOMPARE(desk.transcript()->foundRow(), 39);
        const QRect rect = desk.transcript()->rowRect(39);
        QVERIFY(rect.top() >= 0 && rect.bottom() <= desk.transcript()->viewport()->height());
        desk.press(Qt::Key_F3);
        QCOMPARE(desk.transcript()->foundRow(), 9);
        auto* answer = desk.find<QLabel>("transcriptSearchAnswer");
        QVERIFY2(answer->text().contains(u"messages found"_s), qPrintable(answer->text()));
        desk.press(Qt::Key_Return);
        QTRY_COMPARE(answer->text(), u"Nothing more found"_s);
        QCOMPARE(desk.transcript()->foundRow(), 9);
        desk.press(Qt::Key_Return, Qt::ShiftModifier);
        QCOMPARE(desk.transcript()->foundRow(), 39);
        QVERIFY2(answer->text().contains(u"messages found"_s), qPrintable(answer->text()));
        desk.press(Qt::Key_Escape);
        QVERIFY(!field->isVisible());
        QVERIFY(desk.composer()->hasFocus());
        QCOMPARE(desk.transcript()->foundRow(), -1);
        desk.press(Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
        desk.type("nowhere");
        QTRY_COMPARE(answer->text(), u"Nothing found"_s);
        QTest::mouseClick(desk.find<QToolButton>("searchEndButton"), Qt::LeftButton);
        QVERIFY(!field->isVisible());
        QVERIFY(desk.composer()->hasFocus());
    }

    void searchReachesWhatIsNotHereYet()
    {
        Reading desk;
        desk.desk->workspace.requestOpen(testConversation(1));
        desk.bring(testEntries(401, 600));
        QTRY_COMPARE(desk.transcript()->rowCount(), 200);
        desk.server.ignoreRest();
        desk.press(Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
        QTest::keyClicks(desk.focus(), u"text 37"_s.left(7));
        desk.server.mustReceive<ReadStream>();
        desk.server.answer<ReadStream>({testEntries(201, 400), 600});
        QTRY_VERIFY(desk.transcript()->foundRow() >= 0);
        QVERIFY(desk.transcript()->spokenRow(desk.transcript()->foundRow()).contains(u"text 379"_s));
    }

    void textIsCopied()
    {
        Reading desk;
        desk.open({testEntry(1, u"copy me"_s)});
        const QRect rect = desk.transcript()->rowRect(0);
        QTest::mouseClick(desk.transcript()->viewport(), Qt::LeftButton, {}, {40, rect.bottom() - 14});
        QVERIFY(desk.transcript()->hasFocus());
        desk.press(Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), u"copy me"_s);
    }

    void aLinkIsOpenedWhenItsAddressWasSeen()
    {
        Reading desk;
        Browser browser;
        desk.open({testEntry(1, u"see https://user:x@bank.example, javascript:alert(1), file:///etc/passwd"_s),
            testEntry(2, u"看 https://greenroom.example/票?n=1，谢谢"_s)});
        const QRect rect = desk.transcript()->bubbleOf(1).translated(0, desk.transcript()->rowRect(1).top());
        QTest::mouseClick(desk.transcript()->viewport(), Qt::LeftButton, {}, {rect.left() + 12, rect.center().y()});
        QVERIFY(!desk.window->findChild<QDialog*>(u"linkDialog"_s)); // beside the link
        QTest::mouseClick(desk.transcript()->viewport(), Qt::LeftButton, {}, {rect.left() + 100, rect.center().y()});
        QDialog* dialog = desk.dialog("linkDialog");
        QCOMPARE(dialog->findChild<QPlainTextEdit*>(u"linkAddress"_s)->toPlainText(), u"https://greenroom.example/"_s);
        desk.press(Qt::Key_Escape);
        QVERIFY(browser.opened.isEmpty());
        QTRY_VERIFY(!desk.window->findChild<QDialog*>(u"linkDialog"_s));
        const auto back = [&] {
            desk.closeDialogs();
            QTRY_VERIFY(desk.window->isActiveWindow());
            desk.transcript()->setFocus(Qt::TabFocusReason);
        };
        back();
        QCOMPARE(desk.transcript()->currentRow(), 1);
        desk.press(Qt::Key_Return);
        desk.dialog("linkDialog");
        desk.press(Qt::Key_Return);
        QTRY_COMPARE(browser.opened, QList<QUrl> {QUrl(u"https://greenroom.example/"_s)});
        back();
        desk.press(Qt::Key_Up);
        desk.press(Qt::Key_Return); // no link of a kind that is followed
        QTRY_VERIFY(!desk.window->findChild<QDialog*>(u"linkDialog"_s));
    }

    void addressesEndWhereTheyWereMeantTo_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("addresses");
        QTest::newRow("none") << u"no link, http:// neither, xhttp://a.example nor"_s << QStringList();
        QTest::newRow("sentence") << u"(see http://a.example/b.)"_s << QStringList {u"http://a.example/b"_s};
        QTest::newRow("two") << u"https://a.example https://b.example/?q=1&r"_s
                             << QStringList {u"https://a.example"_s, u"https://b.example/?q=1&r"_s};
        QTest::newRow("han") << u"打开https://a.example/x。再看"_s << QStringList {u"https://a.example/x"_s};
        QTest::newRow("turned") << u"https://a.example/\u202Egpj.exe"_s << QStringList {u"https://a.example/"_s};
        QTest::newRow("lookalike") << u"https://аpple.example/"_s << QStringList {u"https://xn--pple-43d.example/"_s};
        QTest::newRow("user") << u"https://shop.example@evil.example/"_s << QStringList();
        QTest::newRow("others") << u"ftp://a.example javascript:alert(1) file:///etc/passwd mailto:a@b.example"_s
                                << QStringList();
    }

    void addressesEndWhereTheyWereMeantTo()
    {
        QFETCH(const QString, text);
        QFETCH(const QStringList, addresses);
        QStringList found;
        for (const TextLink& link : linksIn(text))
            found.append(QString::fromLatin1(link.address.toEncoded()));
        QCOMPARE(found, addresses);
    }

    void keysWalkTheRowsAndOpenTheirMenu()
    {
        Reading desk;
        desk.open(testEntries(1, 40));
        desk.transcript()->setFocus(Qt::TabFocusReason);
        QCOMPARE(desk.transcript()->currentRow(), 39);
        for (int i = 0; i < 39; ++i)
            desk.press(Qt::Key_Up);
        QCOMPARE(desk.transcript()->currentRow(), 0);
        QVERIFY(desk.transcript()->rowRect(0).top() >= 0);
        desk.press(Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), u"text 1"_s);
        QContextMenuEvent event(QContextMenuEvent::Keyboard, {5, 5}, desk.transcript()->mapToGlobal(QPoint(5, 5)));
        QApplication::sendEvent(desk.transcript()->viewport(), &event);
        auto* menu = desk.find<QMenu>("transcriptMenu");
        QVERIFY(menu->isVisible());
        // At the message, which stands on the left, and not in the middle of the row.
        QVERIFY(desk.transcript()->mapFromGlobal(menu->pos()).x() < desk.transcript()->width() / 4);
        menu->close();
        desk.press(Qt::Key_End);
        QVERIFY(desk.atEnd());
        QCOMPARE(desk.transcript()->currentRow(), 39);
        desk.press(Qt::Key_Home);
        QCOMPARE(desk.transcript()->currentRow(), 0);
        QCOMPARE(desk.bar()->value(), 0);
        desk.press(Qt::Key_Down);
        QCOMPARE(desk.transcript()->currentRow(), 1);
    }

    void onesOwnLastWordsCanBeTakenBack()
    {
        Reading desk;
        Entry own = say(
            1, Text {u"oops"_s}, AuthorKind::staff, std::chrono::floor<Millis>(std::chrono::system_clock::now()) - 10s);
        own.author.id = desk.server.me.person.value;
        desk.open({own, testEntry(2, u"customer"_s)});
        desk.transcript()->setFocus(Qt::TabFocusReason);
        desk.press(Qt::Key_Up);
        const auto menu = [&] {
            QContextMenuEvent event(QContextMenuEvent::Keyboard, {5, 5}, desk.transcript()->mapToGlobal(QPoint(5, 5)));
            QApplication::sendEvent(desk.transcript()->viewport(), &event);
            return desk.find<QMenu>("transcriptMenu");
        };
        menu()->actions().at(1)->trigger();
        QCOMPARE(desk.server.mustReceive<Recall>().number, 1);
        Entry recalled = say(3, Recalled {1}, AuthorKind::staff);
        desk.follow(recalled);
        QTRY_VERIFY(!desk.transcript()->spokenRow(0).contains(u"oops"_s));
    }

    void aScreenReaderWalksTheRows()
    {
        Reading desk;
        desk.open({testEntry(1, u"hello"_s), say(2, Text {u"answer"_s}, AuthorKind::staff)});
        QAccessibleInterface* list = QAccessible::queryAccessibleInterface(desk.transcript());
        QVERIFY(list);
        QCOMPARE(list->role(), QAccessible::List);
        QVERIFY(!list->text(QAccessible::Name).isEmpty());
        QCOMPARE(list->childCount(), 2);
        QVERIFY(list->child(0)->text(QAccessible::Name).contains(u"hello"_s));
        QVERIFY(list->child(1)->text(QAccessible::Name).contains(u"answer"_s));
        QCOMPARE(list->indexOfChild(list->child(1)), 1);
        QVERIFY(!list->child(1)->rect().isEmpty());
    }

    void hostileTextsAreHarmless_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("bidi") << u"\u202Ealert\u202D \u2067abc\u2066 שלום \u200F end"_s;
        QTest::newRow("arabic") << u"مرحبا، أين طلبي؟ رقم الطلب 12345 من فضلك"_s.repeated(20);
        QTest::newRow("zalgo") << u"z\u0300\u0301\u0302\u0303"_s + QString(3000, QChar(0x0310)) + u"end"_s;
        QTest::newRow("one word") << QString(4000, u'W');
        QTest::newRow("lines") << QString(7999, u'\n') + u'x';
        QTest::newRow("html") << u"<b>bold</b><img src='file:///etc/passwd'><script>x()</script><table border=9>"_s;
        QTest::newRow("surrogates") << QString(QChar(0xD83D)) + u"x"_s + QChar(0xDE00);
        QTest::newRow("controls") << u"a\u0000b\u0007c\u001Bd\u2028e\u2029f"_s;
        QTest::newRow("emoji") << u"👩‍👩‍👧‍👦🏳️‍🌈"_s.repeated(200);
        QTest::newRow("spaces") << QString(5000, QChar(0x3000)) + u'x';
        QTest::newRow("invisible") << u"\u200B\u2060\uFEFF"_s;
    }
    void hostileTextsAreHarmless()
    {
        QFETCH(QString, text);
        Reading desk;
        QElapsedTimer clock;
        clock.start();
        Entry named = testEntry(2, text);
        named.author.name = text.left(60);
        desk.open({testEntry(1, u"before"_s), named, testEntry(3, u"after"_s)});
        desk.bar()->setValue(0);
        desk.shot();
        QVERIFY2(clock.elapsed() < 4000, qPrintable(QString::number(clock.elapsed())));
        const int width = desk.transcript()->viewport()->width();
        for (int row = 0; row < 3; ++row) {
            const QRect rect = desk.transcript()->rowRect(row);
            QVERIFY(rect.height() > 0 && rect.height() < 40'000);
            const QRect bubble = desk.transcript()->bubbleOf(row);
            QVERIFY2(bubble.left() >= 0 && bubble.right() < width && bubble.width() > 0,
                qPrintable(u"%1…%2 of %3"_s.arg(bubble.left()).arg(bubble.right()).arg(width)));
        }
        QVERIFY(desk.transcript()->rowRect(2).top() >= desk.transcript()->rowRect(1).bottom() - 1);
        // Also as the customer's name, and as what the list says was said last.
        ConversationRow row = desk.mine(1, text.left(80));
        row.preview = text.left(200);
        desk.tell(BoardName::mine, {row, desk.mine(2)});
        desk.window->grab();
        // The field holds it as it is: what is pasted is what is sent.
        desk.composer()->setFocus();
        QGuiApplication::clipboard()->setText(text);
        desk.press(Qt::Key_V, Qt::ControlModifier);
        desk.window->grab();
    }

    void markupIsTextAndNothingIsLoaded()
    {
        Reading desk;
        desk.open({testEntry(1, u"<img src='http://127.0.0.1:9/x'><b>x</b>"_s)});
        QVERIFY(desk.transcript()->spokenRow(0).contains(u"<b>x</b>"_s));
        ConversationRow row = desk.mine(1, u"<b>Mallory</b>"_s);
        desk.tell(BoardName::mine, {row, desk.mine(2)});
        for (const QLabel* label : desk.window->findChildren<QLabel*>())
            QVERIFY2(label->textFormat() == Qt::PlainText || !Qt::mightBeRichText(label->text()), qPrintable(label->text()));
    }

    void whatIsReadWhileOpenIsTold()
    {
        Reading desk;
        desk.open(testEntries(1, 3));
        QCOMPARE(desk.server.mustReceive<MarkRead>().number, 3);
        desk.follow(testEntry(4, u"more"_s));
        QCOMPARE(desk.server.mustReceive<MarkRead>().number, 4);
    }
};

QTEST_MAIN(TestTranscript)
#include "tst_transcript.moc"
