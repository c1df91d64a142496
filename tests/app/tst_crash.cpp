// SPDX-License-Identifier: GPL-3.0-or-later
#include <random>

#include <QProcess>

#include "app/conversations/draftstore.h"
#include "tests/support/appfixture.h"

namespace greenroom {

using namespace Qt::StringLiterals;

/// A real process, killed in the middle of sending and typing at a random moment: nothing it showed as kept is lost.
class TestCrash : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void killedInMidSendAndMidDraftItKeepsEverything()
    {
        const auto seed = qEnvironmentVariableIsSet("SEED") ? qEnvironmentVariableIntValue("SEED")
                                                            : static_cast<int>(std::random_device {}() & 0x7fffffff);
        qInfo("SEED=%d", seed);
        std::mt19937 random(static_cast<unsigned>(seed));
        for (int run = 0; run < 4; ++run) {
            AppFixture app;
            app.cache.reset();
            QProcess victim;
            victim.start(qEnvironmentVariable("DESK_VICTIM"), {app.directory.path()});
            QVERIFY(victim.waitForStarted());
            const int lines = std::uniform_int_distribution(60, 200)(random);
            QByteArray output;
            while (output.count('\n') < lines && victim.waitForReadyRead(10'000))
                output += victim.readAllStandardOutput();
            victim.kill();
            QVERIFY(victim.waitForFinished());
            output += victim.readAllStandardOutput();

            QStringList queued;
            int typed = 0;
            for (const QByteArray& line : output.left(output.lastIndexOf('\n')).split('\n')) {
                if (line.startsWith("queued "))
                    queued += QString::fromLatin1(line.mid(7));
                else
                    typed = line.mid(6).toInt();
            }
            QVERIFY(queued.size() > 10);
            QVERIFY(typed > 0);

            app.cache = std::make_unique<Cache>(app.directory.path(), nullptr);
            app.openCache();
            Outbox outbox(*app.link, *app.cache, nullptr);
            DraftStore drafts(*app.cache, nullptr);
            outbox.load();
            drafts.load();
            QTRY_VERIFY(drafts.has(testConversation(2)));
            QVERIFY(drafts.draft(testConversation(2)).text.toInt() >= typed);
            app.connect();
            for (const QString& text : queued) {
                const Send send = app.server.mustReceive<Send>();
                QCOMPARE(std::get<Text>(send.content).text, text);
                app.server.answer<Send>({testConversation(1), 1, {}});
            }
        }
    }
};

} // namespace greenroom

QTEST_GUILESS_MAIN(greenroom::TestCrash)
#include "tst_crash.moc"
