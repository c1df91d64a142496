// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>
#include <QInputMethodEvent>
#include <QSignalSpy>
#include <QTemporaryDir>

#include "app/desktop.h"
#include "app/settings/keychainsecretstore.h"
#include "tests/support/fakeserver.h"
#include "tests/support/httpstub.h"
#include "ui/conversations/composer.h"
#include "ui/conversations/conversationlists.h"
#include "ui/conversations/conversationpane.h"
#include "ui/conversations/transcriptview.h"
#include "ui/shell/deskpage.h"
#include "ui/shell/language.h"
#include "ui/shell/mainwindow.h"
#include "ui/theme/theme.h"
#include "ui/widgets/actionregistry.h"
#include "ui/widgets/ticker.h"

namespace greenroom {

/// The moment the scripted server lives in.
inline const Instant kNow = fromMillis(1'700'000'000'000);

/// The whole desktop as app/main.cpp makes it, offscreen; the test is the server, and the person at the keys.
class DeskFixture {
public:
    QTemporaryDir directory;
    FakeServer server;
    HttpStub stub;
    MemorySecretStore secrets {nullptr};
    Language language {nullptr};
    std::unique_ptr<Desktop> desk;
    std::unique_ptr<MainWindow> window;

    DeskFixture()
    {
        QString body;
        codec::write(body, SignedIn {QStringLiteral("token"), fromMillis(9), {server.me}}, Audience::staff);
        stub.answer = "{\"code\":\"ok\"," + body.mid(1).toUtf8();
        installTheme(*qApp, ColorMode::light);
        language.set(QStringLiteral("en"));
        start();
    }
    ~DeskFixture() { window.reset(); }

    void start()
    {
        desk = std::make_unique<Desktop>(server.transport, secrets, directory.filePath(QStringLiteral("cache")),
            directory.filePath(QStringLiteral("config")));
        window = std::make_unique<MainWindow>(
            DeskParts {desk->session, desk->settings, desk->workspace, desk->clock, desk->boards, desk->drafts,
                desk->attachments, desk->conversations, desk->typing, desk->due, desk->presence, desk->notifications,
                desk->orders, desk->products, desk->tickets, desk->articles, desk->phrases},
            language);
        window->resize(1360, 820);
        window->show();
        window->activateWindow();
        if (!QTest::qWaitForWindowActive(window.get()))
            qFatal("the window does not become active");
    }
    /// The program ends and begins anew; somebody who stayed signed in is there again, without a connection.
    void restart()
    {
        window->close();
        window.reset();
        desk.reset();
        server.transport.sent.clear();
        server.transport.drop(); // a connection of the one that ended is none of the new one
        start();
        desk->session.restore(window.get(), [](const Result<void>&) {});
        (void)QTest::qWaitFor([&] { return desk->session.me().has_value(); }, 5000);
    }

    /// Signed in and connected, the clock standing at kNow.
    void enter()
    {
        desk->clock.freeze(kNow);
        desk->session.signIn(
            stub.url().toString(), QStringLiteral("lin"), QStringLiteral("pw"), window.get(), [](const Result<void>&) {});
        if (!QTest::qWaitFor([&] { return server.transport.isOpen; }, 5000))
            qFatal("the sign-in does not go through");
        server.welcome();
    }
    void connectAgain()
    {
        desk->link.retryNow();
        server.welcome();
    }
    void tell(BoardName board, const QList<ConversationRow>& rows)
    {
        BoardChanged changed {board, 0, rows.size(), {}, {}};
        for (const ConversationRow& row : rows) {
            changed.keys.append(row.id.value);
            changed.rows.append(row);
        }
        server.says(changed);
    }
    ConversationRow mine(quint64 number, const QString& name = {}) const
    {
        ConversationRow row = testRow(number, name);
        row.state = ConversationState::assigned;
        row.assignee = server.me.person;
        row.assigneeName = server.me.name;
        row.assignmentVersion = 1;
        return row;
    }
    /// Answers what a transcript asks when it opens.
    void bring(const QList<Entry>& entries, qint64 head = 0)
    {
        const qint64 last = head > 0 ? head : (entries.isEmpty() ? 0 : entries.last().number);
        server.mustReceive<ReadStream>();
        server.answer<ReadStream>({entries, last});
        server.mustReceive<WatchStream>();
        server.answer<WatchStream>({Resume::replayed, last});
    }
    /// Two of one's own conversations, the first one open with a few words in it.
    void openFirst()
    {
        enter();
        tell(BoardName::mine, {mine(1, QStringLiteral("林晓")), mine(2, QStringLiteral("王敏"))});
        desk->workspace.requestOpen(testConversation(1));
        bring(testEntries(1, 3));
    }

    ConversationPane* pane() const { return window->desk()->pane(); }
    Composer* composer() const { return pane()->composer(); }
    TranscriptView* transcript() const { return pane()->transcript(); }
    QString written() const { return composer()->toPlainText(); }
    QAction* action(const char* name) const { return window->actions().find(QString::fromLatin1(name)); }
    ConversationId openId() const { return desk->workspace.open() ? desk->workspace.open()->conversation : ConversationId(); }

    template <class W = QWidget>
    W* find(const char* name) const
    {
        W* found = window->findChild<W*>(QString::fromLatin1(name));
        if (!found)
            qFatal("no %s", name);
        return found;
    }
    /// To whatever has the keys.
    static QWidget* focus() { return QApplication::focusWidget() ? QApplication::focusWidget() : QApplication::activeWindow(); }
    static void press(Qt::Key key, Qt::KeyboardModifiers held = Qt::NoModifier) { QTest::keyClick(focus(), key, held); }
    static void type(const char* letters) { QTest::keyClicks(focus(), QString::fromLatin1(letters)); }
    /// As an input method gives it.
    static void commit(const QString& text)
    {
        QInputMethodEvent event;
        event.setCommitString(text);
        QApplication::sendEvent(focus(), &event);
    }
    static void compose(const QString& preedit)
    {
        QInputMethodEvent event(preedit, {});
        QApplication::sendEvent(focus(), &event);
    }
    /// The next second, as far as the screen knows.
    void tick(Instant now)
    {
        desk->clock.freeze(now);
        Q_EMIT window->findChild<Ticker*>()->ticked();
    }
};

inline Entry say(qint64 number, const Content& content, AuthorKind kind = AuthorKind::customer, Instant at = {})
{
    Entry entry = testEntry(number, QString(), kind);
    entry.content = content;
    if (at != Instant())
        entry.at = at;
    return entry;
}

} // namespace greenroom
