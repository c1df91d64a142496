// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdio>

#include <QFileInfo>
#include <QTest>

#include "server/sending/sendingtable.h"
#include "tests/sim/play.h"
#include "tests/support/serverprocess.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

/// Dialogues of real people, and a few of our own, played by customers and twenty agents against the real server: what is
/// stored equals the source, entry by entry, in order, author and text.
class TestDialogues final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void stored_data()
    {
        const QString source = qEnvironmentVariable("GREENROOM_SOURCE");
        const QString data = qEnvironmentVariable("GREENROOM_DATA", source + u"/../shared/data"_s);
        const QString own = source + u"/resources/demo/dialogues.jsonl"_s;
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("format");
        QTest::addColumn<QString>("mode");
        QTest::addColumn<int>("least");
        QTest::newRow("own, assigned at once") << own << u"greenroom"_s << u"direct"_s << 30;
        QTest::newRow("own, offered") << own << u"greenroom"_s << u"offer"_s << 30;
        QTest::newRow("crosswoz, in Chinese") << data + u"/crosswoz/val.jsonl"_s << u"crosswoz"_s << u"direct"_s << 300;
        QTest::newRow("multidogo, in English")
            << data + u"/multidogo/fastfood_dev.tsv,"_s + data + u"/multidogo/airline_dev.tsv"_s << u"multidogo"_s << u"offer"_s
            << 300;
    }

    void stored()
    {
        QFETCH(const QString, file);
        QFETCH(const QString, format);
        QFETCH(const QString, mode);
        QFETCH(const int, least);
        QList<Dialogue> dialogues;
        for (const QString& each : file.split(u',')) {
            if (!QFileInfo::exists(each))
                QSKIP(qPrintable(u"%1 is not there: these real dialogues are not played. "
                                 "GREENROOM_DATA names the folder that holds crosswoz and multidogo."_s.arg(each)));
            const auto read = readDialogues(each, format, 300 - dialogues.size());
            QVERIFY2(read, read ? "" : qPrintable(sentence(read.error())));
            dialogues += *read;
        }
        const auto count = dialogues.size();
        QVERIFY2(count >= least, qPrintable(QString::number(count)));

        ServerProcess server;
        Play::Settings settings;
        settings.shop = u"lumen"_s;
        settings.customers = 100;
        settings.within = std::chrono::seconds(200);
        server.prepare([&](Database& database) {
            const ShopId shop = ServerProcess::addShop(database, settings.shop);
            const QueueId queue = ServerProcess::addQueue(database, shop, u"sales"_s, mode);
            // The people of these sets give telephone numbers away: they are of no platform that forbids it.
            const SendingRule free {u"none"_s, SendingTopic::contact, SendingAction::off, {}, {}, {}, {}};
            if (!SendingTable::put(shop, free)(database))
                qFatal("the rule cannot be stored");
            for (int i = 0; i < 20; ++i)
                settings.agentTokens.append(ServerProcess::addAgent(database, shop, u"agent%1"_s.arg(i), 4, {queue}));
        });
        QVERIFY2(server.start({u"--log-level"_s, u"warning"_s}), server.output().constData());
        settings.server = server.url();
        Play play(settings, dialogues);
        std::optional<Play::Report> report;
        connect(&play, &Play::finished, this, [&](const Play::Report& done) { report = done; });
        play.start();
        QTRY_VERIFY_WITH_TIMEOUT(report.has_value(), 210'000);
        for (const QString& line : report->wrong)
            qWarning().noquote() << line;
        std::printf("%s: %lld dialogues, %lld messages in %.1f s, %.0f a second; %lld of them offered\n",
            QTest::currentDataTag(), static_cast<long long>(report->played), static_cast<long long>(report->messages),
            report->seconds, double(report->messages) / std::max(report->seconds, 0.001),
            static_cast<long long>(report->accepted));
        QVERIFY(report->inTime);
        QVERIFY(report->wrong.isEmpty());
        QCOMPARE(report->played, count);
        QCOMPARE(report->equal, count);
        QCOMPARE(report->accepted >= count, mode == "offer"_L1);
        // And nothing that is done is left with an agent.
        QCOMPARE(server.terminate(), 0);
        auto database = Database::open(server.dataDir() + u"/greenroom.sqlite"_s, Database::Mode::readWrite);
        QVERIFY(database);
        auto open = (*database)->run(u"SELECT COUNT(*) FROM conversation WHERE state<>'closed'"_s);
        QVERIFY(open && open->next());
        QCOMPARE(open->get<qint64>(0), 0);
        // It has noted how far each stream got, so that a missing end shows.
        auto behind = (*database)->run(
            u"SELECT COUNT(*) FROM stream s WHERE head<>(SELECT MAX(number) FROM entry WHERE stream=s.id)"_s);
        QVERIFY(behind && behind->next());
        QCOMPARE(behind->get<qint64>(0), 0);
    }
};

QTEST_GUILESS_MAIN(TestDialogues)
#include "tst_dialogues.moc"
