// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "tests/soak/ownnetwork.h"
#include "tests/soak/soakfaults.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

/// Every fault there is, but for those that are long on purpose, is there at least once, and what is promised holds. A row for
/// each kind, which are entries of their own in the check, so that all processors share them.
class SoakFaultsTest final : public QObject {
    Q_OBJECT

private:
    static QString kindOf(const SoakFault& fault)
    {
        if (fault.isStrangers)
            return u"strangers"_s;
        if (fault.wantsPeace)
            return u"crowd"_s;
        switch (fault.name.front().unicode()) {
        case u'K': return u"process"_s;
        case u'F': return u"disk"_s;
        case u'N':
        case u'C': return u"network"_s;
        case u'S':
        case u'T': return u"sessions"_s;
        default: return {};
        }
    }
    /// All that is asked for has been there much earlier, but on a very busy machine.
    static constexpr std::chrono::seconds kAtMost {120};
    static QByteArray told(const Soak::Report& report, const QString& missing = {})
    {
        QStringList lines = report.schedule;
        for (const proof::Violation& each : report.violations)
            lines.append(u"%1 at %2: %3"_s.arg(each.invariant).arg(each.position).arg(each.what));
        lines.append(u"%1 said, %2 cut while strangers were there, %3 connections at most"_s.arg(report.said)
                         .arg(report.cut)
                         .arg(report.connections));
        if (!missing.isEmpty())
            lines.append(missing + u" was not there"_s);
        return lines.join(u'\n').toUtf8();
    }

private Q_SLOTS:
    void initTestCase() { OwnNetwork::enter(); }

    void promisesHold_data()
    {
        QTest::addColumn<QStringList>("faults");
        QMap<QString, QStringList> kinds;
        for (const SoakFault& each : SoakFault::all())
            if (each.takes == 0s)
                kinds[kindOf(each)].append(each.name);
        for (auto each = kinds.constBegin(); each != kinds.constEnd(); ++each)
            QTest::newRow(qPrintable(each.key())) << *each;
    }
    void promisesHold()
    {
        QFETCH(QStringList, faults);
        Soak::Settings settings;
        settings.faultsFor = kAtMost;
        settings.seed = 1;
        settings.faults = faults;
        settings.each = 1;
        const Soak::Report report = Soak(settings).run();
        QVERIFY2(report.violations.empty(), told(report).constData());
        for (const QString& each : std::as_const(faults))
            QVERIFY2(report.counts.contains(each), told(report, each).constData());
        QVERIFY2(report.said > 20, told(report).constData());
    }

    void promisesHoldWhereTwoMeet_data()
    {
        QTest::addColumn<QStringList>("faults");
        QTest::addColumn<quint64>("seed");
        QTest::newRow("K1N1") << QStringList {u"K1"_s, u"N1"_s} << 1ULL;
        QTest::newRow("F1K1p") << QStringList {u"F1"_s, u"K1p"_s} << 1ULL;
        QTest::newRow("drawn") << SoakFault::within(0s) << 3ULL;
    }
    void promisesHoldWhereTwoMeet()
    {
        QFETCH(QStringList, faults);
        QFETCH(quint64, seed);
        Soak::Settings settings;
        settings.faultsFor = kAtMost;
        settings.seed = seed;
        settings.faults = faults;
        settings.pair = true;
        settings.each = 3;
        const Soak::Report report = Soak(settings).run();
        QVERIFY2(report.violations.empty(), told(report).constData());
        QCOMPARE(report.counts.size(), 2);
        for (int count : report.counts)
            QVERIFY2(count >= settings.each, told(report).constData());
    }

    /// None is in no entry of the check.
    void everyKindIsInTheCheck()
    {
        const QStringList inTheCheck = QStringLiteral(GREENROOM_SOAK_KINDS).split(u' ');
        for (const SoakFault& each : SoakFault::all())
            QVERIFY2(inTheCheck.contains(kindOf(each)), qPrintable(each.name));
    }
};

QTEST_GUILESS_MAIN(SoakFaultsTest)
#include "tst_soakfaults.moc"
