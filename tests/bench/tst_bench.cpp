// SPDX-License-Identifier: GPL-3.0-or-later
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

using namespace Qt::StringLiterals;

/// Each measurement of the server still runs against the server there is and says what docs/performance.md reads off it. How
/// fast anything is is not asked here.
class TestBench final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aRunIsOneLineOfFigures_data()
    {
        QTest::addColumn<QString>("arguments");
        QTest::addColumn<QString>("figures"); // keys that have a number
        QTest::addColumn<QString>("nothing"); // keys whose number is 0
        const QString traffic = u"messages cpu_us_per_message p50_ms p99_ms per_second"_s;
        const QString whole = u"lost duplicated reordered unanswered refused cut"_s;
        const QString little = u" --connections 20 --rate 40 --seconds 1 --agents 2"_s;
        QTest::newRow("relay") << u"relay --stored 50"_s + little << traffic + u" rss_bytes_per_connection start_s"_s << whole;
        QTest::newRow("limit") << u"limit"_s + little << traffic << whole;
        QTest::newRow("offer") << u"offer --connections 20 --agents 2 --rate 20 --talk 20 --seconds 2"_s
                               << u"offers p50_ms p99_ms most_ms"_s << u"missing refused cut"_s;
        QTest::newRow("restart") << u"restart --connections 20 --rate 40 --seconds 1 --stored 50"_s
                                 << u"start_s welcome_s wal_bytes"_s << QString();
        QTest::newRow("idle") << u"idle --connections 20 --seconds 1"_s << u"rss_bytes_per_connection rss_mb"_s << u"cut"_s;
        QTest::newRow("connect") << u"connect --connections 20"_s << u"per_second seconds cpu_ms_per_handshake"_s << QString();
        QTest::newRow("connect over TLS") << u"connect --tls --connections 20"_s << u"per_second seconds cpu_ms_per_handshake"_s
                                          << QString();
        QTest::newRow("resume") << u"resume --connections 20"_s << u"seconds said_meanwhile cpu_ms_per_client"_s
                                << u"missed cut"_s;
    }
    void aRunIsOneLineOfFigures()
    {
        QFETCH(QString, arguments);
        QFETCH(QString, figures);
        QFETCH(QString, nothing);
        QProcess bench;
        bench.start(qEnvironmentVariable("GREENROOM_BUILD") + u"/tests/bench/greenroom-bench"_s, arguments.split(u' '));
        QVERIFY(bench.waitForFinished(120'000));
        const QByteArray out = bench.readAllStandardOutput();
        const QByteArray all = out + bench.readAllStandardError();
        QVERIFY2(bench.exitStatus() == QProcess::NormalExit && bench.exitCode() == 0, all.constData());
        QVERIFY2(out.count('\n') == 1 && out.endsWith('\n'), all.constData());
        const QJsonObject line = QJsonDocument::fromJson(out).object();
        QCOMPARE(line.value("command"_L1).toString(), arguments.section(u' ', 0, 0));
        for (const QString& key : figures.split(u' '))
            QVERIFY2(line.value(key).isDouble(), qPrintable(key + u" of "_s + QString::fromUtf8(out)));
        QVERIFY2(line.value("messages"_L1).toInt(1) > 0, out.constData());
        for (const QString& key : nothing.split(u' ', Qt::SkipEmptyParts))
            QVERIFY2(line.value(key).toDouble(-1) == 0, qPrintable(key + u" of "_s + QString::fromUtf8(out)));
    }
};

QTEST_GUILESS_MAIN(TestBench)
#include "tst_bench.moc"
