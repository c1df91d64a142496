// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDateTimeEdit>
#include <QDialog>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QTest>
#include <QToolButton>
#include <QTreeWidget>

#include "tests/ui/deskfixture.h"
#include "ui/sessions/signinpage.h"
#include "ui/widgets/toast.h"
#include "ui/words/termwords.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

namespace {

struct Shell : DeskFixture {
    void fillSignIn(const char* password)
    {
        find<QLineEdit>("serverField")->setFocus();
        find<QLineEdit>("serverField")->clear();
        type(qPrintable(stub.url().toString()));
        press(Qt::Key_Tab);
        find<QLineEdit>("nameField")->clear();
        type("lin");
        press(Qt::Key_Tab);
        type(password);
        press(Qt::Key_Return);
    }
    SignInPage* page() const { return window->signInPage(); }
    QString problem() const
    {
        for (const QLabel* label : page()->findChildren<QLabel*>(u"signInProblem"_s))
            if (label->isVisible())
                return label->text();
        return {};
    }
};

} // namespace

class TestShell final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void oneSignsInByKeyboard()
    {
        Shell desk;
        QVERIFY(desk.page()->isVisible());
        QVERIFY(desk.find<QLineEdit>("serverField")->hasFocus());
        desk.fillSignIn("pw");
        QTRY_VERIFY(desk.server.transport.isOpen);
        QVERIFY(desk.stub.request.contains(R"("name":"lin")"));
        desk.server.welcome();
        QTRY_VERIFY(!desk.page()->isVisible());
        QVERIFY(desk.window->desk()->isVisible());
        QCOMPARE(desk.find<QToolButton>("connectionButton")->text(), u"Connected"_s);
    }

    void aWrongPasswordSaysSoInPlace()
    {
        Shell desk;
        desk.stub.status = "401 Unauthorized";
        desk.stub.answer = R"({"code":"signInFailed","detail":"x"})";
        desk.fillSignIn("wrong");
        QTRY_VERIFY(!desk.problem().isEmpty());
        QCOMPARE(desk.find<QLineEdit>("nameField")->text(), u"lin"_s);
        QCOMPARE(desk.find<QLineEdit>("passwordField")->text(), QString());
        QVERIFY(desk.find<QLineEdit>("passwordField")->hasFocus());
        QVERIFY(desk.find<QPushButton>("signInButton")->isEnabled());
        QVERIFY(!QApplication::activeModalWidget());
    }

    void whatWentWrongStandsBetweenTheFieldsAndTheButton()
    {
        Shell desk;
        const auto gap = [&desk](const QWidget* upper, const QWidget* lower) {
            return lower->mapTo(desk.page(), QPoint()).y() - upper->mapTo(desk.page(), QPoint(0, upper->height())).y();
        };
        const auto* password = desk.find<QLineEdit>("passwordField");
        const auto* button = desk.find<QPushButton>("signInButton");
        QCOMPARE(gap(password, button), 16); // the fields of the other step leave no room behind
        desk.stub.status = "401 Unauthorized";
        desk.stub.answer = R"({"code":"signInFailed","detail":"x"})";
        desk.fillSignIn("wrong");
        QTRY_VERIFY(!desk.problem().isEmpty());
        const auto* problem = desk.find<QLabel>("signInProblem");
        QTRY_COMPARE(gap(password, problem), 8);
        QVERIFY(gap(problem, button) >= gap(password, problem));
    }

    void theMenuOfThePresencesTicksTheOneThatIs()
    {
        Shell desk;
        desk.enter();
        const auto be = [&desk](Presence presence, BreakReason reason) {
            PresenceRow row;
            row.id = desk.server.me.person;
            row.presence = presence;
            row.reason = reason;
            row.since = kNow;
            desk.server.says(BoardChanged {BoardName::presence, 0, 1, {row.id.value}, {row}});
        };
        auto* menu = desk.find<QToolButton>("presenceButton")->menu();
        const auto ticked = [menu] {
            Q_EMIT menu->aboutToShow();
            QStringList names;
            for (const QAction* each : menu->actions())
                if (each->isChecked())
                    names.append(each->objectName());
            return names;
        };
        be(Presence::online, BreakReason::none);
        QCOMPARE(ticked(), QStringList {u"presence.online"_s});
        be(Presence::onBreak, BreakReason::meal);
        QCOMPARE(ticked(), QStringList {u"presence.meal"_s});
        desk.action("presence.training")->trigger(); // the server has not said yes yet
        QCOMPARE(ticked(), QStringList {u"presence.meal"_s});
    }

    void noServerSaysSoInPlace()
    {
        Shell desk;
        desk.stub.server.close();
        desk.fillSignIn("pw");
        QTRY_VERIFY(!desk.problem().isEmpty());
        QVERIFY(!QApplication::activeModalWidget());
    }

    void withoutAVaultItSaysThisSessionOnly()
    {
        Shell desk; // its secrets are kept in memory
        bool said = false;
        for (const QLabel* label : desk.page()->findChildren<QLabel*>())
            said |= label->isVisible() && label->text().contains(u"only until the program ends"_s);
        QVERIFY(said);
    }

    void aTransferIsOnlyOfferedToWhoCanTakeItAndNothingWrittenIsLost()
    {
        Shell desk;
        desk.openFirst();
        desk.action("conversation.transfer")->trigger();
        QDialog* dialog = desk.dialog("transferDialog");
        auto* list = dialog->findChild<QTreeWidget*>(u"transferTargets"_s);
        auto* note = dialog->findChild<QPlainTextEdit*>(u"transferNote"_s);
        const auto person = [](quint64 id, const QString& name, Presence presence, qint64 load) {
            return PresenceRow {PersonId(testId(31, id)), name, presence, BreakReason::none, kNow, load, 10};
        };
        desk.server.mustReceive<ListTransferTargets>();
        desk.server.answer<ListTransferTargets>(
            {{person(1, u"王敏"_s, Presence::offline, 0), person(2, u"李雷"_s, Presence::online, 10),
                 person(3, u"小陈"_s, Presence::online, 2)},
                {}});
        QTRY_COMPARE(list->topLevelItemCount(), 5); // and two other lines of support
        QCOMPARE(list->indexOfTopLevelItem(list->currentItem()), 0); // who can take it
        for (const auto& [row, why] : {std::pair(3, u"Offline"_s), std::pair(4, u"No room"_s)}) {
            QVERIFY(!(list->topLevelItem(row)->flags() & Qt::ItemIsEnabled));
            QCOMPARE(list->topLevelItem(row)->text(1), why);
        }
        note->setPlainText(u"promised for today"_s);
        for (QPushButton* each : dialog->findChildren<QPushButton*>())
            if (each->text() == u"Transfer"_s)
                each->setFocus();
        Shell::press(Qt::Key_Return);
        QCOMPARE(desk.server.mustReceive<Transfer>().toAgent, PersonId(testId(31, 3)));
        desk.server.refuse<Transfer>(Code::overCapacity);
        QTRY_VERIFY(list->hasFocus());
        QVERIFY(dialog->isVisible());
        QCOMPARE(note->toPlainText(), u"promised for today"_s);
        bool theirs = false;
        for (const QLabel* label : dialog->findChildren<QLabel*>())
            theirs |= label->isVisible() && label->text().startsWith(u"小陈"_s);
        QVERIFY(theirs);
    }

    void signingOutLeavesNothing()
    {
        Shell desk;
        desk.openFirst();
        desk.type("secret words");
        desk.action("session.signOut")->trigger();
        desk.server.mustReceive<SignOut>();
        desk.server.answer<SignOut>({});
        QTRY_VERIFY(desk.page()->isVisible());
        QVERIFY(desk.find<QLineEdit>("passwordField")->text().isEmpty());
        QTRY_VERIFY(QDir(desk.directory.filePath(u"cache"_s)).entryList(QDir::Files | QDir::Hidden).isEmpty());
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        for (const QPlainTextEdit* field : desk.window->findChildren<QPlainTextEdit*>())
            QCOMPARE(field->toPlainText(), QString());
        for (const QLabel* label : desk.window->findChildren<QLabel*>())
            QVERIFY2(!label->text().contains(u"林晓"_s), qPrintable(label->objectName()));
        for (const QListView* view : desk.window->findChildren<QListView*>())
            QVERIFY(!view->model() || view->model()->rowCount() == 0);
        for (const char* name : {"conversation.next", "conversation.find", "conversation.accept", "ticket.open", "panel.1",
                 "presence.online", "session.signOut"})
            QVERIFY2(!desk.action(name)->isEnabled(), name);
        desk.restart(); // and nobody is here again
        QVERIFY(!desk.desk->session.me());
    }

    void signingInAgainGivesADeskAnew()
    {
        Shell desk;
        desk.openFirst();
        desk.action("session.signOut")->trigger();
        desk.server.mustReceive<SignOut>();
        desk.server.answer<SignOut>({});
        QTRY_VERIFY(desk.page()->isVisible());
        desk.server.transport.sent.clear();
        desk.openFirst();
        desk.type("again");
        desk.press(Qt::Key_Return);
        QCOMPARE(std::get<Text>(desk.server.mustReceive<Send>().content).text, u"again"_s);
    }

    void anEndedSessionSaysWhy()
    {
        Shell desk;
        desk.openFirst();
        desk.server.says(Goodbye {Code::sessionEnded, 0});
        desk.server.loseConnection();
        QTRY_VERIFY(desk.page()->isVisible());
        QVERIFY(!desk.problem().isEmpty());
    }

    void whatIsTypedWhenTheSessionEndsGoesIntoNoField_data()
    {
        QTest::addColumn<QString>("above");
        QTest::newRow("the composer") << QString();
        QTest::newRow("a dialog") << u"conversation.transfer"_s;
        QTest::newRow("the palette") << u"palette.open"_s;
        QTest::newRow("a menu") << u"menuButton"_s;
    }
    void whatIsTypedWhenTheSessionEndsGoesIntoNoField()
    {
        QFETCH(QString, above);
        Shell desk;
        desk.openFirst();
        desk.type("Your parcel ");
        if (above == "menuButton"_L1)
            desk.find<QToolButton>("menuButton")->menu()->popup({});
        else if (!above.isEmpty())
            desk.action(qPrintable(above))->trigger();
        QTRY_COMPARE(QApplication::activePopupWidget() || QApplication::activeModalWidget(), !above.isEmpty());
        desk.stub.request.clear();
        desk.server.says(Goodbye {Code::sessionEnded, 0});
        desk.server.loseConnection();
        QVERIFY(desk.page()->isVisible());
        QVERIFY(!QApplication::activePopupWidget());
        QVERIFY(!QApplication::activeModalWidget());
        QVERIFY(QTest::qWaitForWindowActive(desk.window.get()));
        const QString server = desk.find<QLineEdit>("serverField")->text();
        desk.type("leaves today");
        desk.press(Qt::Key_Space);
        desk.press(Qt::Key_Return);
        QCOMPARE(desk.find<QLineEdit>("passwordField")->text(), QString());
        QCOMPARE(desk.find<QLineEdit>("nameField")->text(), u"lin"_s);
        QCOMPARE(desk.find<QLineEdit>("serverField")->text(), server);
        QVERIFY(desk.find<QPushButton>("signInButton")->isEnabled());
        QVERIFY(desk.stub.request.isEmpty());
        desk.press(Qt::Key_Tab);
        QVERIFY(desk.find<QLineEdit>("serverField")->hasFocus());
        desk.press(Qt::Key_Tab);
        desk.press(Qt::Key_Tab);
        desk.type("pw");
        QCOMPARE(desk.find<QLineEdit>("passwordField")->text(), u"pw"_s);
    }

    void aOneTimeCodeLeadsToAPasswordOfOnesOwn()
    {
        const QString code = u"grc_"_s + QString(43, u'k');
        Shell desk;
        desk.fillSignIn(qPrintable(code));
        auto* fresh = desk.find<QLineEdit>("newPasswordField");
        auto* again = desk.find<QLineEdit>("newPasswordAgainField");
        QTRY_VERIFY(fresh->hasFocus());
        QVERIFY(desk.stub.request.isEmpty()); // a code is not tried as a password
        desk.type("correct horse");
        desk.press(Qt::Key_Return);
        QVERIFY(again->hasFocus());
        desk.type("correct hose");
        desk.press(Qt::Key_Return);
        QTRY_COMPARE(desk.problem(), u"The two passwords are not the same."_s);
        QVERIFY(again->hasFocus());
        QVERIFY(desk.stub.request.isEmpty());
        desk.type("correct horse");
        desk.press(Qt::Key_Return);
        QTRY_VERIFY(desk.server.transport.isOpen);
        QVERIFY(desk.stub.request.contains("POST /api/v1/setPassword "));
        QVERIFY(desk.stub.request.contains((u"\"password\":\""_s + code).toUtf8()));
        QVERIFY(desk.stub.request.contains(R"("newPassword":"correct horse")"));
        QTRY_VERIFY(desk.stub.request.contains("POST /api/v1/signIn "));
        QTRY_VERIFY(desk.stub.request.contains(R"("password":"correct horse")"));
        desk.server.welcome();
        QTRY_VERIFY(!desk.page()->isVisible());
        for (const QLineEdit* field : {fresh, again, desk.find<QLineEdit>("passwordField")})
            QVERIFY(field->text().isEmpty());
    }

    void whyAPasswordIsRefusedIsSaidWhereItIsChosen_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<QString>("problem");
        QTest::addColumn<QString>("field");
        QTest::newRow("short") << QByteArray(R"({"code":"invalidField","field":"newPassword","limit":8})")
                               << u"This password is too short: it needs 8 characters at least."_s << u"newPasswordField"_s;
        QTest::newRow("easy")
            << QByteArray(R"({"code":"invalidField","field":"newPassword"})")
            << u"This password is one of the first that are tried: a common word, a row of keys, or the name. "
               "Please choose another."_s
            << u"newPasswordField"_s;
        QTest::newRow("long") << QByteArray(R"({"code":"tooLong","field":"newPassword","limit":256})")
                              << u"This password is too long: it may have 256 characters at most."_s << u"newPasswordField"_s;
        QTest::newRow("code")
            << QByteArray(R"({"code":"signInFailed"})")
            << u"The name or the code is not right, or the code was used or is older than a day. Ask for a new one."_s
            << u"passwordField"_s;
    }
    void whyAPasswordIsRefusedIsSaidWhereItIsChosen()
    {
        QFETCH(QByteArray, answer);
        QFETCH(QString, problem);
        QFETCH(QString, field);
        Shell desk;
        desk.stub.status = "400 Bad Request";
        desk.stub.answer = answer;
        desk.fillSignIn(qPrintable(u"grc_"_s + QString(43, u'k')));
        desk.type("whatever it is");
        desk.press(Qt::Key_Tab);
        desk.type("whatever it is");
        desk.press(Qt::Key_Return);
        QTRY_COMPARE(desk.problem(), problem);
        QVERIFY(desk.find<QLineEdit>(qPrintable(field))->hasFocus());
        QVERIFY(!desk.stub.request.contains("POST /api/v1/signIn "));
        QCOMPARE(desk.find<QLineEdit>("newPasswordField")->text(), u"whatever it is"_s); // kept, to be mended
    }

    void whoHasACodeFindsWhereItGoes()
    {
        Shell desk;
        auto* other = desk.find<QPushButton>("otherWayButton");
        QVERIFY(!desk.find<QLineEdit>("newPasswordField")->isVisible());
        other->setFocus();
        desk.press(Qt::Key_Space);
        QVERIFY(desk.find<QLineEdit>("newPasswordField")->isVisible());
        QCOMPARE(desk.find<QLineEdit>("passwordField")->accessibleName(), u"One-time code"_s);
        QVERIFY(desk.find<QLineEdit>("passwordField")->hasFocus());
        other->setFocus();
        desk.press(Qt::Key_Space);
        QVERIFY(!desk.find<QLineEdit>("newPasswordField")->isVisible());
        QCOMPARE(desk.find<QLineEdit>("passwordField")->accessibleName(), u"Password"_s);
    }

    void aFollowUpIsPromisedAndTakenBackByKeys()
    {
        Shell desk;
        desk.openFirst();
        const auto openDialog = [&] {
            desk.press(Qt::Key_L, Qt::ControlModifier);
            desk.dialog("followUpDialog");
        };
        const auto answered = [&] {
            const auto asked = desk.server.mustReceive<SetFollowUp>();
            desk.server.answer<SetFollowUp>({testConversation(1), 4, {}});
            (void)QTest::qWaitFor([&] { return !desk.window->findChild<QDialog*>(u"followUpDialog"_s); });
            desk.window->activateWindow();
            (void)QTest::qWaitForWindowActive(desk.window.get());
            return asked.dueAt;
        };
        openDialog();
        QVERIFY(!desk.find<QRadioButton>("followUpNone")->isEnabled()); // nothing was promised
        desk.press(Qt::Key_Return);
        QCOMPARE(answered(), std::optional(kNow + 30min));

        ConversationRow row = desk.mine(1, u"林晓"_s);
        row.followUpDue = kNow + 30min;
        desk.tell(BoardName::mine, {row});
        const QString time = momentText(kNow + 30min, kNow);
        bool said = false;
        for (const QLabel* label : desk.pane()->findChildren<QLabel*>())
            said = said || (label->isVisible() && label->text() == u"Follow up at "_s + time);
        QVERIFY(said);

        openDialog(); // what was promised stays
        QVERIFY(desk.find<QRadioButton>("followUpOwn")->isChecked());
        QCOMPARE(desk.find<QDateTimeEdit>("followUpTime")->dateTime().toMSecsSinceEpoch(), toMillis(kNow + 30min));
        desk.press(Qt::Key_Return);
        QCOMPARE(answered(), std::optional(kNow + 30min));

        openDialog();
        desk.press(Qt::Key_Up); // tomorrow
        desk.press(Qt::Key_Return);
        const QDateTime tomorrow(QDateTime::fromMSecsSinceEpoch(toMillis(kNow)).date().addDays(1), QTime(9, 0));
        QCOMPARE(answered(), std::optional(fromMillis(tomorrow.toMSecsSinceEpoch())));

        openDialog();
        desk.press(Qt::Key_Down);
        QVERIFY(desk.find<QRadioButton>("followUpNone")->isChecked());
        desk.press(Qt::Key_Return);
        QCOMPARE(answered(), std::optional<Instant>());

        desk.tick(kNow + 1h); // a promise that was broken is no choice any more
        openDialog();
        QVERIFY(desk.find<QRadioButton>("followUpSoon")->isChecked());
    }

    void whatIsUnfinishedIsSaidBeforeAConversationIsClosed()
    {
        Shell desk;
        desk.openFirst();
        const auto said = [&] {
            desk.press(Qt::Key_W, Qt::ControlModifier);
            auto* label = desk.dialog("closeDialog")->findChild<QLabel*>(u"closeUnfinished"_s);
            return label->isVisible() ? label->text() : QString();
        };
        QCOMPARE(said(), QString());
        desk.closeDialogs();
        (void)QTest::qWaitForWindowActive(desk.window.get());
        ConversationRow row = desk.mine(1, u"林晓"_s);
        row.owedSince = kNow - 20s;
        row.followUpDue = kNow + 30min;
        row.helpSince = kNow;
        desk.tell(BoardName::mine, {row});
        QCOMPARE(said(),
            u"林晓 still waits for a reply.\nA follow-up is promised for "_s + momentText(kNow + 30min, kNow)
                + u".\nHelp is still asked for."_s);
        desk.press(Qt::Key_Return); // it hinders nothing
        desk.server.mustReceive<CloseConversation>();
    }

    void aFollowUpInThePastIsRefusedInPlaceAndSoIsWhatTheServerRefuses()
    {
        Shell desk;
        desk.openFirst();
        desk.press(Qt::Key_L, Qt::ControlModifier);
        QDialog* dialog = desk.dialog("followUpDialog");
        const auto problem = [&] { return dialog->findChild<QLabel*>(u"followUpProblem"_s)->text(); };
        auto* time = dialog->findChild<QDateTimeEdit*>(u"followUpTime"_s);
        time->setFocus();
        time->setSelectedSection(QDateTimeEdit::DaySection);
        desk.press(Qt::Key_Down); // the day before
        QVERIFY(desk.find<QRadioButton>("followUpOwn")->isChecked());
        desk.press(Qt::Key_Return);
        QCOMPARE(problem(), u"This time is over already. Please choose a later one."_s);
        QVERIFY(time->hasFocus());
        QVERIFY(dialog->isVisible());
        desk.press(Qt::Key_Up);
        desk.press(Qt::Key_Up);
        desk.press(Qt::Key_Return);
        QCOMPARE(desk.server.mustReceive<SetFollowUp>().dueAt, std::optional(fromMillis(time->dateTime().toMSecsSinceEpoch())));
        desk.server.refuse<SetFollowUp>(Code::reassigned);
        QTRY_VERIFY(problem().startsWith(u"The conversation has moved on"_s));
        QVERIFY(dialog->isVisible());
    }

    void whatIsDoneHasAPictureOfItsOwn()
    {
        Shell desk;
        QList<QImage> pictures;
        for (const char* name : {"list.4", "conversation.unreadOnly", "conversation.transfer", "routing.rules"}) {
            const QImage picture = desk.action(name)->icon().pixmap(22).toImage();
            QVERIFY2(!picture.isNull() && !pictures.contains(picture), name);
            pictures.append(picture);
        }
    }

    void coloursAndLanguageChangeWhileRunning()
    {
        Shell desk;
        desk.openFirst();
        desk.type("unsent");
        desk.action("look.dark")->trigger();
        QTRY_COMPARE(modeOf(desk.window->palette()), ColorMode::dark);
        QTRY_COMPARE(modeOf(desk.transcript()->palette()), ColorMode::dark);
        QVERIFY(desk.action("look.dark")->isChecked() && !desk.action("look.light")->isChecked());
        const QString english = desk.find<QPushButton>("sendButton")->text();
        desk.action("look.chinese")->trigger();
        QTRY_VERIFY(desk.find<QPushButton>("sendButton")->text() != english);
        QVERIFY(!desk.action("conversation.next")->text().contains(u"Next"_s));
        QVERIFY(desk.action("look.chinese")->isChecked() && !desk.action("look.english")->isChecked());
        QCOMPARE(desk.written(), u"unsent"_s);
        desk.action("look.english")->trigger();
        QTRY_COMPARE(desk.find<QPushButton>("sendButton")->text(), english);
        desk.action("look.light")->trigger();
        QTRY_COMPARE(modeOf(desk.window->palette()), ColorMode::light);
        QCOMPARE(desk.desk->settings.value(setting::theme), ThemeChoice::light);
        QCOMPARE(desk.desk->settings.value(setting::language), u"en"_s);
    }

    void closingTheWindowLosesNoWord()
    {
        Shell desk;
        desk.openFirst();
        desk.type("not sent yet");
        desk.restart(); // at once, before anything was written down by itself
        QVERIFY(desk.desk->session.me());
        desk.desk->workspace.requestOpen(testConversation(1));
        QTRY_COMPARE(desk.written(), u"not sent yet"_s);
    }

    void whatWasSentOfflineOutlivesTheProgram()
    {
        Shell desk;
        desk.openFirst();
        desk.server.ignoreRest();
        desk.server.loseConnection();
        desk.type("kept");
        desk.press(Qt::Key_Return);
        QTRY_COMPARE(desk.transcript()->rowCount(), 4);
        desk.restart();
        desk.desk->workspace.requestOpen(testConversation(1));
        QTRY_VERIFY(desk.server.transport.isOpen);
        desk.server.welcome();
        QCOMPARE(std::get<Text>(desk.server.mustReceive<Send>().content).text, u"kept"_s);
    }

    void jumpKeysSayWhenNothingIsOwed()
    {
        Shell desk;
        desk.openFirst();
        desk.press(Qt::Key_F8);
        bool said = false;
        for (const Toast* toast : desk.window->findChildren<Toast*>())
            said |= toast->isVisible();
        QVERIFY(said);
    }

    void ctrlQCloses()
    {
        Shell desk;
        desk.openFirst();
        desk.press(Qt::Key_Q, Qt::ControlModifier);
        QVERIFY(!desk.window->isVisible());
    }
};

QTEST_MAIN(TestShell)
#include "tst_shell.moc"
