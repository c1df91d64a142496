// SPDX-License-Identifier: GPL-3.0-or-later
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include "tests/proof/mutants.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

namespace {

constexpr int kSeconds = 20;

/// How long it took, and what the simulator said; the exit code is 1 when a promise was broken.
struct Run {
    int code = 0;
    qint64 took = 0;
    QString said;
};
Run simulate(const QStringList& arguments)
{
    QElapsedTimer timer;
    timer.start();
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(qEnvironmentVariable("GREENROOM_BUILD") + u"/tests/proof/greenroom-mutants"_s, arguments);
    if (!process.waitForFinished(120'000))
        return {-1, timer.elapsed(), process.errorString()};
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1, timer.elapsed(),
        QString::fromUtf8(process.readAll())};
}

} // namespace

/// The proof is worth something if it fails when a rule is broken: one run for each rule.
class TestMutants final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aMutantIsCaught_data()
    {
        QTest::addColumn<QString>("name");
        for (const auto& [which, name] : EnumNames<Mutant>::names)
            QTest::newRow(name.data()) << QString(name);
    }
    void aMutantIsCaught()
    {
        QFETCH(QString, name);
        const Run run = simulate({u"--mutant"_s, name, u"--seeds"_s, u"100000"_s, u"--seconds"_s, QString::number(kSeconds)});
        QVERIFY2(run.code == 1, qPrintable(name + u" survived:\n"_s + run.said));
        const QStringList lines = run.said.split(u'\n');
        const auto seed = lines.filter(u"replay:"_s);
        const auto broken = lines.filter(u"BROKEN"_s);
        QVERIFY(!seed.isEmpty() && !broken.isEmpty());
        qInfo("%s: caught in %.1f s, seed %s, %s", qPrintable(name), double(run.took) / 1000,
            qPrintable(seed.first().section(u"--from "_s, 1).section(u' ', 0, 0)), qPrintable(broken.first().mid(7)));
    }
    void noMutantNoViolation()
    {
        const Run run = simulate({u"--seeds"_s, u"20"_s});
        QVERIFY2(run.code == 0, qPrintable(run.said));
    }
    void aSeedRepeatsItself()
    {
        for (int seed : {3, 4, 5}) {
            const QStringList arguments {u"--from"_s, QString::number(seed)};
            const auto trace = [&] { return simulate(arguments).said.section(u"trace "_s, 1).section(u'\n', 0, 0); };
            const QString first = trace();
            QCOMPARE(first.size(), 16);
            QCOMPARE(trace(), first);
        }
    }
    void theProductHasNoMutants_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QByteArray>("known"); // it is the program we mean
        QTest::addColumn<bool>("mutates");
        QTest::newRow("server") << u"/server/greenroomd"_s << QByteArray("greenroom.coordinator") << false;
        QTest::newRow("desktop") << u"/app/greenroom"_s << QByteArray("greenroom.cache") << false;
        // The same look does find them where they are.
        QTest::newRow("mutants' simulator") << u"/tests/proof/greenroom-mutants"_s << QByteArray("greenroom.cache") << true;
        QTest::newRow("mutants' server") << u"/tests/soak/greenroomd-mutants"_s << QByteArray("greenroom.coordinator") << true;
    }
    void theProductHasNoMutants()
    {
        QFETCH(QString, path);
        QFETCH(QByteArray, known);
        QFETCH(bool, mutates);
        // What a debugger is told names every enumerator, used or not; it is no part of what runs.
        const QTemporaryDir folder;
        const QString bare = folder.filePath(u"bare"_s);
        QCOMPARE(
            QProcess::execute(u"strip"_s, {u"--strip-debug"_s, u"-o"_s, bare, qEnvironmentVariable("GREENROOM_BUILD") + path}),
            0);
        QFile program(bare);
        QVERIFY(program.open(QFile::ReadOnly));
        const QByteArray bytes = program.readAll();
        QVERIFY(bytes.contains(known));
        for (const auto& [which, name] : EnumNames<Mutant>::names)
            QVERIFY2(bytes.contains(QByteArray(name.data(), name.size())) == mutates, name.data());
        QCOMPARE(bytes.contains("6mutant"), mutates); // as the compiler would name the function that asks
    }
};

QTEST_GUILESS_MAIN(TestMutants)
#include "tst_mutants.moc"
