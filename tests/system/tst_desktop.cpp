// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QRegularExpression>
#include <QToolButton>

#include "app/link/websockettransport.h"
#include "app/settings/keychainsecretstore.h"
#include "tests/support/serverprocess.h"
#include "tests/support/wireperson.h"
#include "tests/ui/deskscreen.h"
#include "ui/sessions/signinpage.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

namespace {

/// Nothing waits this long; a machine with much to do may take a while.
constexpr int kCeiling = 30'000;

/// What a desktop is connected to: the real connection, and secrets that end with the test.
struct Outside {
    WebSocketTransport transport {nullptr};
    MemorySecretStore secrets {nullptr};
};

struct Desk : Outside, DeskScreen {
    Desk()
        : DeskScreen(transport, secrets)
    {
        start();
    }
    Connection connection() const { return desk->session.connection(); }
    /// What the open transcript shows of this text, by rows.
    int shown(const QString& text) const
    {
        int rows = 0;
        for (int row = 0; row < transcript()->rowCount(); ++row)
            rows += transcript()->spokenRow(row).contains(text) ? 1 : 0;
        return rows;
    }
    void command(const char* words) const
    {
        // Offscreen, nobody gives the keys back to the window that was behind.
        window->activateWindow();
        if (!QTest::qWaitForWindowActive(window.get(), kCeiling))
            qFatal("the window does not become active");
        press(Qt::Key_K, Qt::ControlModifier);
        if (!QTest::qWaitFor(
                [this] { return qobject_cast<QLineEdit*>(focus()) && focus()->window() != window.get(); }, kCeiling))
            qFatal("the commands do not open");
        type(words);
        press(Qt::Key_Return);
    }
    bool keepsToken()
    {
        std::optional<bool> found;
        secrets.read(u"session-token"_s, window.get(), [&](const Result<QString>& token) { found = bool(token); });
        return QTest::qWaitFor([&] { return found.has_value(); }, kCeiling) && *found;
    }
};

/// Somebody in the shop's page, who writes and reads.
struct Viewer {
    WirePerson person;
    std::optional<ConversationId> conversation;
    QMap<qint64, QString> heard; ///< what staff said, by its number

    explicit Viewer(const QUrl& server)
        : person(server)
    {
    }
    /// Comes, or comes again, and reads everything from the beginning.
    bool arrive()
    {
        heard.clear();
        const auto welcome = person.enterCustomer(u"lumen"_s);
        if (!welcome)
            return false;
        m_epoch = welcome->epoch;
        person.client().on<Entries>([this](const Entries& event) {
            for (const Entry& entry : event.entries)
                if (const auto* text = std::get_if<Text>(&entry.content); text && entry.author.kind == AuthorKind::staff)
                    heard.insert(entry.number, text->text);
        });
        return !conversation || watch();
    }
    bool say(const QString& words)
    {
        const auto stored = person.ask(Send {WirePerson::newId(), conversation, {}, Text {words}});
        if (!stored)
            return false;
        const bool first = !conversation;
        conversation = stored->conversation;
        return !first || watch();
    }

private:
    bool watch() { return bool(person.ask(WatchStream {StreamId::of(*conversation), {m_epoch, 0}})); }

    Uuid m_epoch;
};

} // namespace

/// The desktop as a person uses it, by keys alone, against the real server.
class TestDesktop final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aViewerIsAnsweredByKeysAloneAndNothingIsLostWhenTheServerIsKilled()
    {
        ServerProcess server;
        for (const QStringList& command : {QStringList {u"shop"_s, u"add"_s, u"lumen"_s, u"--name"_s, u"Lumen"_s},
                 {u"queue"_s, u"add"_s, u"lumen"_s, u"Sales"_s},
                 {u"user"_s, u"add"_s, u"ann"_s, u"--name"_s, u"Ann"_s, u"--shop"_s, u"lumen"_s, u"--roles"_s, u"agent"_s,
                     u"--queue"_s, u"Sales"_s, u"--password-stdin"_s}}) {
            const auto told = server.command(command, "correct horse battery\n");
            QVERIFY2(told.code == 0, QByteArray(told.out + told.err).constData());
        }
        QVERIFY2(server.start(), server.output().constData());

        Desk desk;
        QVERIFY(desk.window->signInPage()->isVisible());
        desk.type(qPrintable(server.url().toString()));
        desk.press(Qt::Key_Tab);
        desk.type("ann");
        desk.press(Qt::Key_Tab);
        desk.type("not my password");
        desk.press(Qt::Key_Return);
        auto* problem = desk.find<QLabel>("signInProblem");
        QTRY_VERIFY_WITH_TIMEOUT(problem->isVisible(), kCeiling);
        QCOMPARE(problem->text(), u"The name or the password is not right."_s);
        QVERIFY(!desk.keepsToken());
        desk.type("correct horse battery");
        desk.press(Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(desk.connection(), Connection::connected, kCeiling);
        QTRY_VERIFY_WITH_TIMEOUT(desk.action("presence.online")->isEnabled(), kCeiling);
        desk.press(Qt::Key_O, Qt::ControlModifier | Qt::AltModifier);
        QTRY_COMPARE_WITH_TIMEOUT(desk.desk->presence.presence(), Presence::online, kCeiling);

        Viewer viewer(server.url());
        QVERIFY(viewer.arrive());
        QVERIFY(viewer.say(u"我的礼物送不出去"_s));
        QTRY_COMPARE_WITH_TIMEOUT(desk.desk->boards.order(BoardName::mine).size(), 1, kCeiling);
        desk.press(Qt::Key_F8);
        QTRY_COMPARE_WITH_TIMEOUT(desk.openId(), *viewer.conversation, kCeiling);
        QTRY_COMPARE_WITH_TIMEOUT(desk.shown(u"我的礼物送不出去"_s), 1, kCeiling);
        QTRY_VERIFY_WITH_TIMEOUT(desk.composer()->hasFocus(), kCeiling);
        desk.type("one moment");
        desk.press(Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(viewer.heard.values(), QStringList {u"one moment"_s}, kCeiling);

        server.kill();
        auto* strip = desk.find<QToolButton>("connectionButton");
        QTRY_VERIFY_WITH_TIMEOUT(strip->text().contains(u"No connection"_s), kCeiling);
        desk.type("written while away");
        desk.press(Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(desk.desk->outbox.items().size(), 1, kCeiling);
        QCOMPARE(desk.shown(u"written while away"_s), 1);
        QVERIFY2(server.start(), server.output().constData());
        // What has come back by itself meanwhile needs no command, and then there is none.
        desk.command("connect now");
        if (QApplication::focusWidget() && QApplication::focusWidget()->window() != desk.window.get())
            desk.press(Qt::Key_Escape);
        QTRY_COMPARE_WITH_TIMEOUT(desk.connection(), Connection::connected, kCeiling);
        QTRY_VERIFY_WITH_TIMEOUT(desk.desk->outbox.items().isEmpty(), kCeiling);
        QVERIFY(viewer.arrive());
        QTRY_COMPARE_WITH_TIMEOUT(viewer.heard.values(), QStringList({u"one moment"_s, u"written while away"_s}), kCeiling);
        QTRY_COMPARE_WITH_TIMEOUT(desk.shown(u"written while away"_s), 1, kCeiling);
        QCOMPARE(desk.shown(u"one moment"_s), 1);
        QCOMPARE(desk.shown(u"我的礼物送不出去"_s), 1);

        QVERIFY(desk.keepsToken());
        desk.command("sign out");
        QTRY_VERIFY_WITH_TIMEOUT(desk.window->signInPage()->isVisible(), kCeiling);
        QTRY_VERIFY_WITH_TIMEOUT(!desk.keepsToken(), kCeiling);
        QTRY_VERIFY_WITH_TIMEOUT(
            QDir(desk.directory.filePath(u"cache"_s)).entryList(QDir::Files | QDir::Hidden).isEmpty(), kCeiling);
    }

    void whoGetsACodeSignsInWithItAndHasAPasswordAfterwards()
    {
        ServerProcess server;
        QCOMPARE(server.command({u"shop"_s, u"add"_s, u"lumen"_s}).code, 0);
        const auto added = server.command({u"user"_s, u"add"_s, u"bo"_s, u"--shop"_s, u"lumen"_s, u"--roles"_s, u"agent"_s});
        QVERIFY2(added.code == 0, added.err.constData());
        const QRegularExpressionMatch code = QRegularExpression(u"grc_[A-Za-z0-9_-]+"_s).match(QString::fromUtf8(added.out));
        QVERIFY2(code.hasMatch(), added.out.constData());
        QVERIFY2(server.start(), server.output().constData());

        Desk desk;
        desk.type(qPrintable(server.url().toString()));
        desk.press(Qt::Key_Tab);
        desk.type("bo");
        desk.press(Qt::Key_Tab);
        desk.type(qPrintable(code.captured()));
        desk.press(Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(desk.find<QLineEdit>("newPasswordField")->hasFocus(), kCeiling);
        const auto choose = [&](const char* password) {
            desk.find<QLineEdit>("newPasswordField")->clear();
            desk.find<QLineEdit>("newPasswordAgainField")->clear();
            desk.find<QLineEdit>("newPasswordField")->setFocus();
            desk.type(password);
            desk.press(Qt::Key_Tab);
            desk.type(password);
            desk.press(Qt::Key_Return);
        };
        auto* problem = desk.find<QLabel>("signInProblem");
        choose("short");
        QTRY_COMPARE_WITH_TIMEOUT(problem->text(), u"This password is too short: it needs 8 characters at least."_s, kCeiling);
        choose("qwertyuiop");
        QTRY_VERIFY_WITH_TIMEOUT(problem->text().contains(u"one of the first that are tried"_s), kCeiling);
        choose("seven lamps on the stairs");
        QTRY_COMPARE_WITH_TIMEOUT(desk.connection(), Connection::connected, kCeiling);
        QVERIFY(desk.desk->session.me());

        const auto again = postApi(server.url(), u"setPassword"_s,
            (u"{\"name\":\"bo\",\"password\":\""_s + code.captured() + u"\",\"newPassword\":\"another lamp entirely\"}"_s)
                .toUtf8());
        QVERIFY(again);
        QCOMPARE(again->value("code"_L1).toString(), u"signInFailed"_s); // a code opens once
        QVERIFY(signIn(server.url(), u"bo"_s, u"seven lamps on the stairs"_s));
    }
};

QTEST_MAIN(TestDesktop)
#include "tst_desktop.moc"
