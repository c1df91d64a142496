// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QInputMethodEvent>
#include <QMenu>
#include <QSignalSpy>

#include "app/settings/keychainsecretstore.h"
#include "tests/support/fakeserver.h"
#include "tests/support/httpstub.h"
#include "tests/ui/deskscreen.h"
#include "ui/widgets/ticker.h"

namespace greenroom {

/// The moment the scripted server lives in.
inline const Instant kNow = fromMillis(1'700'000'000'000);

/// What a desktop is connected to in a test that is the server too.
struct DeskOutside {
    FakeServer server;
    HttpStub stub;
    MemorySecretStore secrets {nullptr};
};

/// The whole desktop; the test is the server, and the person at the keys.
class DeskFixture : public DeskOutside, public DeskScreen {
public:
    explicit DeskFixture(Role role = Role::agent)
        : DeskScreen(server.transport, secrets)
    {
        server.me.roles = {role};
        QString body;
        codec::write(body, SignedIn {QStringLiteral("token"), fromMillis(9), {server.me}}, Audience::staff);
        stub.answer = "{\"code\":\"ok\"," + body.mid(1).toUtf8();
        start();
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
    /// No message was sent, also not in the next turns of the event loop.
    bool sentNothing()
    {
        for (int turn = 0; turn < 5; ++turn)
            QCoreApplication::processEvents();
        Send send;
        return !server.take<Send>(send);
    }
    /// Two of one's own conversations, the first one open with a few words in it.
    void openFirst()
    {
        enter();
        tell(BoardName::mine, {mine(1, QStringLiteral("林晓")), mine(2, QStringLiteral("王敏"))});
        desk->workspace.requestOpen(testConversation(1));
        bring(testEntries(1, 3));
    }

    QDialog* dialog(const char* name) const
    {
        (void)QTest::qWaitFor([&] {
            const auto* found = window->findChild<QDialog*>(QString::fromLatin1(name));
            return found && found->isVisible() && found->isActiveWindow();
        });
        return find<QDialog>(name);
    }
    void closeDialogs() const
    {
        for (QWidget* each : QApplication::topLevelWidgets())
            if (each->isVisible() && each != window.get() && (qobject_cast<QDialog*>(each) || qobject_cast<QMenu*>(each)))
                each->close();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        window->activateWindow();
    }

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
