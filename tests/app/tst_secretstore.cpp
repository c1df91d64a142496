// SPDX-License-Identifier: GPL-3.0-or-later
#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include "app/settings/keychainsecretstore.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

/// Set in the run inside a session with a real vault.
constexpr auto kWithVault = "SECRETSTORE_WITH_VAULT";

} // namespace

class TestSecretStore : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void withoutAVaultSecretsLastForTheSessionAndItSaysSo()
    {
        if (qEnvironmentVariableIsSet(kWithVault))
            QSKIP("the other run's test");
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
        KeychainSecretStore store(u"greenroom-test"_s, nullptr);
        QSignalSpy told(&store, &SecretStore::sessionOnlyChanged);
        std::optional<bool> written;
        store.write(u"token"_s, u"secret"_s, this, [&](const Result<void>& done) { written = bool(done); });
        QTRY_COMPARE_WITH_TIMEOUT(written, true, 15000);
        QVERIFY(store.isSessionOnly());
        QCOMPARE(told.count(), 1);
        QString read;
        store.read(u"token"_s, this, [&](const Result<QString>& secret) { read = *secret; });
        QTRY_COMPARE(read, u"secret"_s);
        std::optional<Code> code;
        store.remove(u"token"_s, this, [](const Result<void>&) {});
        store.read(u"token"_s, this, [&](const Result<QString>& secret) { code = secret.error().code; });
        QTRY_COMPARE(code, Code::notFound);
    }

    void withAVaultAnotherStoreFindsTheSecret()
    {
        if (!qEnvironmentVariableIsSet(kWithVault))
            QSKIP("only in a session with a vault");
        std::optional<bool> written;
        {
            KeychainSecretStore store(u"greenroom-test"_s, nullptr);
            store.write(u"token"_s, u"secret"_s, this, [&](const Result<void>& done) { written = bool(done); });
            QTRY_COMPARE_WITH_TIMEOUT(written, true, 15000);
            QVERIFY(!store.isSessionOnly());
        }
        KeychainSecretStore store(u"greenroom-test"_s, nullptr);
        QString read;
        store.read(u"token"_s, this, [&](const Result<QString>& secret) { read = secret ? *secret : u"none"_s; });
        QTRY_COMPARE_WITH_TIMEOUT(read, u"secret"_s, 15000);
        bool removed = false;
        store.remove(u"token"_s, this, [&](const Result<void>& done) { removed = bool(done); });
        QTRY_VERIFY_WITH_TIMEOUT(removed, 15000);
        std::optional<Code> code;
        store.read(u"token"_s, this, [&](const Result<QString>& secret) { code = secret ? Code::ok : secret.error().code; });
        QTRY_COMPARE_WITH_TIMEOUT(code, Code::notFound, 15000);
        QVERIFY(!store.isSessionOnly());
    }

    /// Runs this program again inside a bus of its own with gnome-keyring on it.
    void aRealSecretServiceKeepsIt()
    {
        if (qEnvironmentVariableIsSet(kWithVault))
            QSKIP("this is that run");
        if (QStandardPaths::findExecutable(u"gnome-keyring-daemon"_s).isEmpty()
            || QStandardPaths::findExecutable(u"dbus-run-session"_s).isEmpty())
            QSKIP("gnome-keyring and dbus-run-session are not installed");
        QTemporaryDir home;
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.remove(u"DBUS_SESSION_BUS_ADDRESS"_s);
        environment.insert(u"HOME"_s, home.path());
        environment.insert(u"XDG_DATA_HOME"_s, home.path());
        environment.insert(u"XDG_RUNTIME_DIR"_s, home.path());
        environment.insert(QString::fromLatin1(kWithVault), u"1"_s);
        process.setProcessEnvironment(environment);
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(u"dbus-run-session"_s,
            {u"--"_s, u"sh"_s, u"-c"_s,
                u"printf secret | gnome-keyring-daemon --unlock --components=secrets >/dev/null && exec \"$0\" withAVaultAnotherStoreFindsTheSecret"_s,
                QCoreApplication::applicationFilePath()});
        QVERIFY(process.waitForFinished(60000));
        const QByteArray output = process.readAll();
        QVERIFY2(process.exitCode() == 0, output.constData());
        QVERIFY2(
            output.contains("PASS   : greenroom::TestSecretStore::withAVaultAnotherStoreFindsTheSecret"), output.constData());
    }

    void memoryAloneAnswersLaterAndSaysWhatItIs()
    {
        MemorySecretStore store(nullptr);
        QVERIFY(store.isSessionOnly());
        QString read;
        store.write(u"a"_s, u"b"_s, this, [](const Result<void>&) {});
        store.read(u"a"_s, this, [&](const Result<QString>& secret) { read = *secret; });
        QVERIFY(read.isEmpty());
        QTRY_COMPARE(read, u"b"_s);
    }
};

} // namespace greenroom

QTEST_GUILESS_MAIN(greenroom::TestSecretStore)
#include "tst_secretstore.moc"
