// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "tests/soak/ownnetwork.h"
#include "tests/soak/soak.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

/// The soak's short runs; the long ones are greenroom-soak.
class SoakTest final : public QObject {
    Q_OBJECT

private:
    static QByteArray told(const Soak::Report& report)
    {
        QStringList lines = report.schedule;
        for (const proof::Violation& each : report.violations)
            lines.append(u"%1 at %2: %3"_s.arg(each.invariant).arg(each.position).arg(each.what));
        return lines.join(u'\n').toUtf8();
    }

private Q_SLOTS:
    void initTestCase() { OwnNetwork::enter(); }

    void promisesHoldUnderFaultsAtRandom()
    {
        Soak::Settings settings;
        settings.seed = 1;
        settings.faultsFor = 8s;
        const Soak::Report report = Soak(settings).run();
        QVERIFY2(report.violations.empty(), told(report).constData());
        QVERIFY2(report.counts.size() >= 3, told(report).constData());
        QVERIFY2(report.said > 50, told(report).constData());
    }

    void promisesHoldWhenTheServerDiesOrItsDiskFails()
    {
        Soak::Settings settings;
        settings.seed = 2;
        settings.faults = {u"K1"_s, u"K1p"_s, u"K1c"_s, u"K1m"_s, u"K4"_s, u"F1"_s, u"F2"_s, u"F3"_s};
        settings.times = 8;
        const Soak::Report report = Soak(settings).run();
        QVERIFY2(report.violations.empty(), told(report).constData());
        QVERIFY2(report.said > 50, told(report).constData());
    }

    /// Sessions that end, bits that turn over under the server, strangers who ask for what is not theirs.
    void whatIsNobodysToSeeIsNotShown()
    {
        Soak::Settings settings;
        settings.seed = 1;
        settings.faults = {u"S2"_s, u"F4r"_s, u"C8"_s};
        settings.times = 5;
        settings.quiet = 0ms;
        const Soak::Report report = Soak(settings).run();
        QVERIFY2(report.violations.empty(), told(report).constData());
        QVERIFY2(!report.schedule.filter(u"which is refused"_s).isEmpty(), told(report).constData());
        QVERIFY2(report.denied.size() > 3, told(report).constData());
    }

    /// Power cuts on a disk that never kept what it called synced: if this were not noticed, nothing above would mean much.
    void aDiskThatLiesIsCaught()
    {
        Soak::Settings settings;
        settings.seed = 1;
        settings.faults = {u"K4"_s};
        settings.times = 4;
        settings.diskLies = true;
        settings.quiet = 0ms;
        const Soak::Report report = Soak(settings).run();
        QVERIFY2(report.lost > 0, told(report).constData());
    }

    void aServerThatBreaksARuleIsCaught_data()
    {
        QTest::addColumn<QString>("fault");
        QTest::addColumn<QString>("promise");
        QTest::newRow("acknowledgesBeforeCommit") << u"F1"_s << u"D1"_s;
        QTest::newRow("doesNotDeduplicate") << u"K1p"_s << u"D2"_s;
        QTest::newRow("skipsOneOnResume") << u"K2"_s << u"D12"_s;
        QTest::newRow("leaksNotes") << u"K2"_s << u"S1"_s;
        QTest::newRow("writesNoDenials") << u"C8"_s << u"C8"_s;
        QTest::newRow("letsRevokedSeeOn") << u"S2"_s << u"S2"_s;
    }
    void aServerThatBreaksARuleIsCaught()
    {
        QFETCH(QString, fault);
        QFETCH(QString, promise);
        qputenv("GREENROOM_SERVER", GREENROOM_MUTANT_SERVER);
        qputenv("GREENROOM_MUTANT", QTest::currentDataTag());
        Soak::Settings settings;
        settings.seed = 1;
        settings.faults = {fault};
        settings.times = fault == "S2"_L1 ? 10 : fault == "C8"_L1 ? 1 : 4;
        settings.quiet = 0ms;
        const Soak::Report report = Soak(settings).run();
        qunsetenv("GREENROOM_SERVER");
        const auto breaks = [&](const proof::Violation& each) { return each.invariant == promise; };
        QVERIFY2(std::any_of(report.violations.begin(), report.violations.end(), breaks), told(report).constData());
    }
};

QTEST_GUILESS_MAIN(SoakTest)
#include "tst_soak.moc"
