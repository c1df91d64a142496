// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "server/config/startchecks.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

namespace {

constexpr auto kOwner = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner;

void write(const QString& path, QFile::Permissions permissions)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(file.setPermissions(permissions));
}

} // namespace

class TestStartChecks final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void rootIsRefused()
    {
        QVERIFY(!checkRunner({0}));
        QVERIFY(checkRunner({1000}));
    }

    void theDataDirectoryIsMadeForItsOwnerAlone()
    {
        const QTemporaryDir dir;
        const QString path = dir.filePath(u"a/b"_s);
        QVERIFY(prepareDataDir(path, Runner::current()));
        QCOMPARE(QFile::permissions(path) & (QFile::ReadGroup | QFile::ExeGroup | QFile::ReadOther | QFile::ExeOther),
            QFile::Permissions());
        QVERIFY(prepareDataDir(path, Runner::current()));
        QVERIFY(!prepareDataDir(path, {Runner::current().uid + 1}));
        QVERIFY(QFile::setPermissions(path, kOwner | QFile::ReadOther));
        const auto open = prepareDataDir(path, Runner::current());
        QVERIFY(!open);
        QVERIFY(sentence(open.error()).contains(u"chmod 700"_s));
    }

    void aDatabaseOrKeyOthersCanReadStopsTheStart()
    {
        const QTemporaryDir dir;
        Config config;
        config.dataDir = dir.path();
        const Runner runner {Runner::current().uid == 0 ? 0 : Runner::current().uid};
        const auto check = [&]() -> Result<void> {
            // The runner is root where tests run in a container; that check has its own test.
            if (runner.uid != 0)
                return checkStart(config, runner);
            return checkPrivateFile(config.databasePath(), "data-dir"_L1)
                ? checkPrivateFile(config.tlsKey, "tls-key"_L1)
                : checkPrivateFile(config.databasePath(), "data-dir"_L1);
        };
        write(config.databasePath(), QFile::ReadOwner | QFile::WriteOwner);
        QVERIFY(check());
        write(config.databasePath(), QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther);
        QVERIFY(!check());
        QCOMPARE(check().error().field, u"data-dir"_s);
        write(config.databasePath(), QFile::ReadOwner | QFile::WriteOwner);
        config.tlsCertificate = dir.filePath(u"cert.pem"_s);
        config.tlsKey = dir.filePath(u"key.pem"_s);
        write(config.tlsCertificate, QFile::ReadOwner | QFile::ReadOther);
        write(config.tlsKey, QFile::ReadOwner | QFile::ReadGroup);
        QVERIFY(!check());
        QCOMPARE(check().error().field, u"tls-key"_s);
    }

    void onlyOneHoldsTheDataDirectory()
    {
        const QTemporaryDir dir;
        {
            const auto first = DataDirLock::take(dir.path());
            QVERIFY(first);
            const auto second = DataDirLock::take(dir.path());
            QVERIFY(!second);
            QCOMPARE(second.error().code, Code::busy);
        }
        QVERIFY(DataDirLock::take(dir.path()));
    }
};

QTEST_GUILESS_MAIN(TestStartChecks)
#include "tst_startchecks.moc"
