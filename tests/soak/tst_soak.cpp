// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "tests/soak/ownnetwork.h"
#include "tests/soak/soak.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

/// That the soak looks where it must, and that what is broken does not pass. That all holds under every fault is
/// tst_soakfaults.
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

    /// Sessions that end, bits that turn over under the server, strangers who ask for what is not theirs.
    void whatIsNobodysToSeeIsNotShown()
    {
        Soak::Settings settings;
        settings.seed = 1;
        settings.faults = {u"S2"_s, u"S2c"_s, u"F4r"_s, u"C8"_s};
        settings.times = 5;
        settings.quiet = 0ms;
        const Soak::Report report = Soak(settings).run();
        QVERIFY2(report.violations.empty(), told(report).constData());
        QVERIFY2(!report.schedule.filter(u"which is refused"_s).isEmpty(), told(report).constData());
        QVERIFY2(report.denied.size() > 3, told(report).constData());
    }

    /// Power cuts on a disk that never kept what it called synced: if this were not noticed, nothing else would mean much. What
    /// is left is what a store opened with synchronous=OFF leaves on an honest disk, so that one is noticed as well.
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
        QTest::newRow("letsRevokedSeeOn") << u"S2c"_s << u"S2"_s;
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
        settings.times = fault == "S2c"_L1 ? 10 : fault == "C8"_L1 ? 1 : 4;
        settings.quiet = 0ms;
        const Soak::Report report = Soak(settings).run();
        qunsetenv("GREENROOM_SERVER");
        const auto breaks = [&](const proof::Violation& each) { return each.invariant == promise; };
        QVERIFY2(std::any_of(report.violations.begin(), report.violations.end(), breaks), told(report).constData());
    }
};

QTEST_GUILESS_MAIN(SoakTest)
#include "tst_soak.moc"
