// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include "app/desktop.h"
#include "app/link/websockettransport.h"
#include "app/settings/keychainsecretstore.h"
#include "tests/support/serverprocess.h"
#include "tests/support/wireclient.h"
#include "ui/conversations/composer.h"
#include "ui/conversations/conversationpane.h"
#include "ui/conversations/transcriptview.h"
#include "ui/sessions/signinpage.h"
#include "ui/shell/deskpage.h"
#include "ui/shell/language.h"
#include "ui/shell/mainwindow.h"
#include "ui/theme/theme.h"
#include "ui/widgets/actionregistry.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

namespace {

/// A viewer who writes and reads.
struct Viewer {
    WireClient client;
    ConversationId conversation;
    QStringList heard; ///< what staff said
    Uuid epoch;

    void open(const QUrl& server, const QString& shop)
    {
        client.on<Entries>([this](const Entries& event) {
            for (const Entry& entry : event.entries)
                if (const auto* text = std::get_if<Text>(&entry.content); text && entry.author.kind == AuthorKind::staff)
                    heard.append(text->text);
        });
        QObject::connect(&client, &WireClient::opened, &client, [this, shop] {
            Hello hello;
            hello.app = u"test"_s;
            hello.shop = shop;
            hello.token = token;
            client.ask(hello, [this](const Result<Welcome>& welcome) {
                if (!welcome)
                    qFatal("the viewer is not let in: %s", qPrintable(sentence(welcome.error())));
                epoch = welcome->epoch;
                ready = true;
            });
        });
        client.open(server);
        if (!QTest::qWaitFor([this] { return ready; }, 10'000))
            qFatal("the viewer does not get in");
    }
    void say(const QString& text)
    {
        bool stored = false;
        client.ask(Send {ids.next<ClientId>(std::chrono::floor<Millis>(std::chrono::system_clock::now())),
                       conversation.isNull() ? std::optional<ConversationId>() : conversation, {}, Text {text}},
            [&, this](const Result<Stored>& answer) {
                if (!answer)
                    qFatal("the viewer's words are refused: %s", qPrintable(sentence(answer.error())));
                conversation = answer->conversation;
                stored = true;
            });
        if (!QTest::qWaitFor([&] { return stored; }, 10'000))
            qFatal("no answer to the viewer's words");
        client.ask(WatchStream {StreamId::of(conversation), {epoch, 0}}, [](const Result<Watching>&) {});
    }

    IdSource ids;
    std::optional<QString> token;
    bool ready = false;
};

QWidget* focus()
{
    return QApplication::focusWidget() ? QApplication::focusWidget() : QApplication::activeWindow();
}

} // namespace

/// The desktop as a person uses it, by keys alone, against the real server.
class TestDesktop final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aViewerIsAnsweredByKeysAlone()
    {
        ServerProcess server;
        for (const QStringList& command : {QStringList {u"shop"_s, u"add"_s, u"lumen"_s, u"--name"_s, u"Lumen"_s},
                 {u"queue"_s, u"add"_s, u"lumen"_s, u"Sales"_s},
                 {u"user"_s, u"add"_s, u"ann"_s, u"--name"_s, u"Ann"_s, u"--shop"_s, u"lumen"_s, u"--roles"_s, u"agent"_s,
                     u"--queue"_s, u"Sales"_s, u"--password-stdin"_s}}) {
            const auto told = server.command(command, command.last() == u"--password-stdin"_s ? "correct horse battery\n" : "");
            QVERIFY2(told.code == 0, (told.out + told.err).constData());
        }
        QVERIFY2(server.start(), server.output().constData());

        QTemporaryDir profile;
        WebSocketTransport transport(nullptr);
        MemorySecretStore secrets(nullptr);
        Desktop desk(transport, secrets, profile.filePath(u"cache"_s), profile.filePath(u"config"_s));
        installTheme(*qApp, ColorMode::light);
        Language language(nullptr);
        language.set(u"en"_s);
        MainWindow window({desk.session, desk.settings, desk.workspace, desk.clock, desk.boards, desk.drafts, desk.attachments,
                              desk.conversations, desk.typing, desk.due, desk.presence, desk.notifications, desk.orders,
                              desk.products, desk.tickets, desk.articles, desk.phrases},
            language);
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));

        QTest::keyClicks(focus(), server.url().toString());
        QTest::keyClick(focus(), Qt::Key_Tab);
        QTest::keyClicks(focus(), u"ann"_s);
        QTest::keyClick(focus(), Qt::Key_Tab);
        QTest::keyClicks(focus(), u"not my password"_s);
        QTest::keyClick(focus(), Qt::Key_Return);
        auto* problem = window.findChild<QLabel*>(u"signInProblem"_s);
        QTRY_VERIFY_WITH_TIMEOUT(problem->isVisible(), 15'000);
        QTest::keyClicks(focus(), u"correct horse battery"_s);
        QTest::keyClick(focus(), Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(desk.session.connection() == Connection::connected, 15'000);
        QTest::keyClick(focus(), Qt::Key_O, Qt::ControlModifier | Qt::AltModifier); // go online

        Viewer viewer;
        viewer.open(server.url(), u"lumen"_s);
        viewer.say(u"我的礼物送不出去"_s);
        QTRY_COMPARE_WITH_TIMEOUT(desk.boards.order(BoardName::mine).size(), 1, 15'000);
        QTest::keyClick(focus(), Qt::Key_F8);
        TranscriptView* transcript = window.desk()->pane()->transcript();
        QTRY_VERIFY(desk.workspace.open() && desk.workspace.open()->conversation == viewer.conversation);
        QTRY_VERIFY(transcript->rowCount() > 0);
        QTRY_VERIFY(focus() == window.desk()->pane()->composer());
        QTest::keyClicks(focus(), u"one moment"_s);
        QTest::keyClick(focus(), Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(viewer.heard, QStringList {u"one moment"_s}, 15'000);

        server.kill();
        auto* connection = window.findChild<QToolButton*>(u"connectionButton"_s);
        QTRY_VERIFY_WITH_TIMEOUT(connection->text().contains(u"No connection"_s), 15'000);
        QTest::keyClicks(focus(), u"written while away"_s);
        QTest::keyClick(focus(), Qt::Key_Return);
        QTRY_COMPARE(desk.outbox.items().size(), 1);
        QVERIFY2(server.start(), server.output().constData());
        desk.session.retryNow();
        QTRY_VERIFY_WITH_TIMEOUT(desk.session.connection() == Connection::connected, 20'000);
        QTRY_VERIFY_WITH_TIMEOUT(desk.outbox.items().isEmpty(), 15'000);
        QTRY_COMPARE_WITH_TIMEOUT(spoken(transcript).count(u"written while away"_s), 1, 15'000);
        QCOMPARE(spoken(transcript).count(u"one moment"_s), 1);

        window.actions().find(u"session.signOut"_s)->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(window.signInPage()->isVisible(), 15'000);
    }

private:
    static QString spoken(TranscriptView* transcript)
    {
        QString all;
        for (int row = 0; row < transcript->rowCount(); ++row)
            all += transcript->spokenRow(row) + u'\n';
        return all;
    }
};

QTEST_MAIN(TestDesktop)
#include "tst_desktop.moc"
