// SPDX-License-Identifier: GPL-3.0-or-later
#include <QRandomGenerator>
#include <QTest>
#include <QTimer>

#include "tests/sim/play.h"
#include "tests/support/serverprocess.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

namespace {

QList<Dialogue> smallTalk(int count, int turns)
{
    QList<Dialogue> dialogues;
    for (int i = 0; i < count; ++i) {
        Dialogue dialogue {QString::number(i), {}};
        for (int t = 0; t < turns; ++t)
            dialogue.turns.append({t % 3 != 2, u"%1·%2 你好 😀 \"quoted\"\n<b>line</b>"_s.arg(i).arg(t)});
        dialogues.append(dialogue);
    }
    return dialogues;
}

} // namespace

/// What was acknowledged is there, once and in order, however often the server is killed while people talk.
class TestKilled final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void dialoguesSurviveKillNine()
    {
        const quint64 seed = qEnvironmentVariableIsSet("GREENROOM_SEED") ? qEnvironmentVariable("GREENROOM_SEED").toULongLong()
                                                                         : QRandomGenerator::global()->generate();
        qInfo("GREENROOM_SEED=%llu", seed);
        QRandomGenerator random(static_cast<quint32>(seed));
        ServerProcess server;
        Play::Settings settings;
        settings.shop = u"lumen"_s;
        server.prepare([&](Database& database) {
            const ShopId shop = ServerProcess::addShop(database, settings.shop);
            const QueueId queue = ServerProcess::addQueue(database, shop, u"sales"_s);
            for (int i = 0; i < 4; ++i)
                settings.agentTokens.append(ServerProcess::addAgent(database, shop, u"agent%1"_s.arg(i), 10, {queue}));
        });
        QVERIFY2(server.start(), server.output().constData());
        settings.server = server.url();
        settings.customers = 20;
        settings.within = 100s;
        settings.seed = seed;
        Play play(settings, smallTalk(60, 12));
        std::optional<Play::Report> report;
        connect(&play, &Play::finished, this, [&](const Play::Report& finished) { report = finished; });
        int kills = 0;
        QTimer killer;
        connect(&killer, &QTimer::timeout, this, [&] {
            if (kills++ == 12) {
                killer.stop();
                return;
            }
            server.kill();
            QVERIFY2(server.start(), server.output().constData());
            killer.setInterval(int(random.bounded(150, 900)));
        });
        killer.start(300);
        play.start();
        QTRY_VERIFY_WITH_TIMEOUT(report.has_value(), 110'000);
        for (const QString& line : report->wrong)
            qWarning().noquote() << line;
        QVERIFY(report->inTime);
        QCOMPARE(report->equal, 60);
        QVERIFY(kills > 3);
    }

    void terminateCommitsTellsAndLeaves()
    {
        ServerProcess server;
        server.prepare([&](Database& database) { ServerProcess::addShop(database, u"lumen"_s); });
        QVERIFY2(server.start(), server.output().constData());
        WireClient client;
        bool goodbye = false;
        client.on<Goodbye>([&](const Goodbye&) { goodbye = true; });
        std::optional<Result<Stored>> stored;
        connect(&client, &WireClient::opened, this, [&] {
            Hello hello;
            hello.app = u"test"_s;
            hello.shop = u"lumen"_s;
            client.ask(hello, [&](const Result<Welcome>& welcome) {
                QVERIFY(welcome);
                client.ask(Send {IdSource().next<ClientId>(fromMillis(1'700'000'000'000)), {}, {}, Text {u"hi"_s}},
                    [&](const Result<Stored>& answer) { stored = answer; });
            });
        });
        client.open(server.url());
        QTRY_VERIFY(stored.has_value());
        QVERIFY(*stored);
        QCOMPARE(server.terminate(), 0);
        QTRY_VERIFY(goodbye);
        QTRY_VERIFY(!client.isOpen());
    }
};

QTEST_GUILESS_MAIN(TestKilled)
#include "tst_killed.moc"
