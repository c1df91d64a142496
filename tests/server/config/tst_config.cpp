// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QTest>

#include "server/config/config.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

class TestConfig final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyDefaultIsAllowedByItsOwnRow()
    {
        for (const ConfigKey& key : configKeys()) {
            Config config;
            const auto done = setConfigValue(config, key, key.fallback);
            QVERIFY2(done, key.name.data());
            QCOMPARE(configValue(config, key), QString(key.fallback));
            QVERIFY(!key.allowed.isEmpty() && !key.meaning.isEmpty());
        }
    }

    void everyRowHasItsOwnNameAndPlace()
    {
        QStringList names;
        for (const ConfigKey& key : configKeys())
            names.append(key.name);
        QCOMPARE(names.removeDuplicates(), 0);
        for (std::size_t i = 0; i < configKeys().size(); ++i)
            for (std::size_t j = 0; j < i; ++j)
                QVERIFY2(configKeys()[i].place != configKeys()[j].place, configKeys()[i].name.data());
    }

    void theWrittenFileIsReadBackWithEverySettingSaid()
    {
        QString text = writeConfigText();
        for (const ConfigKey& key : configKeys())
            text.replace(u"\n#"_s + key.name + u" ="_s, u"\n"_s + key.name + u" ="_s);
        Config config;
        config.port = 1;
        const auto done = readConfigText(config, text, u"greenroom.conf"_s);
        QVERIFY2(done, qPrintable(done ? QString() : sentence(done.error())));
        QCOMPARE(config, Config());
    }

    void environmentStandsAboveTheFile()
    {
        Config config;
        QVERIFY(readConfigText(config, u"port = 1000\nsession-idle=5 min\n# a comment\n\n"_s, u"f"_s));
        QVERIFY(readConfigEnvironment(config, {{u"GREENROOM_PORT"_s, u"2000"_s}, {u"GREENROOM_SOURCE"_s, u"/x"_s}}));
        QCOMPARE(config.port, 2000);
        QCOMPARE(config.sessionIdle, Millis(5min));
    }

    void aWrongValueNamesKeyValueAndWhatIsAllowed_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("allowed");
        QTest::newRow("number") << u"port = seven"_s << u"port"_s << u"seven"_s << u"0 to 65535"_s;
        QTest::newRow("range") << u"port = 70000"_s << u"port"_s << u"70000"_s << u"0 to 65535"_s;
        QTest::newRow("negative") << u"edge-threads = -1"_s << u"edge-threads"_s << u"-1"_s << u"1 to 64"_s;
        QTest::newRow("span without unit") << u"session-idle = 30"_s << u"session-idle"_s << u"30"_s << u"1 min to 7 d"_s;
        QTest::newRow("span too long") << u"session-idle = 900 d"_s << u"session-idle"_s << u"900 d"_s << u"1 min to 7 d"_s;
        QTest::newRow("span overflow") << u"session-idle = 9223372036854775807 d"_s << u"session-idle"_s
                                       << u"9223372036854775807 d"_s << u"1 min to 7 d"_s;
        QTest::newRow("yes or no") << u"allow-plain-remote = true"_s << u"allow-plain-remote"_s << u"true"_s << u"yes, no"_s;
        QTest::newRow("choice") << u"log-level = loud"_s << u"log-level"_s << u"loud"_s << u"debug, info, warning, error"_s;
        QTest::newRow("empty") << u"data-dir ="_s << u"data-dir"_s << u"\"\""_s << u"a directory"_s;
        QTest::newRow("unknown") << u"sesion-idle = 5 min"_s << u"sesion-idle"_s << u"no such setting"_s << u"line 2"_s;
        QTest::newRow("twice") << u"port = 1\nport = 2"_s << u"port"_s << u"twice"_s << u"line 3"_s;
        QTest::newRow("no equals") << u"port 1"_s << u"port 1"_s << u"key = value"_s << u"line 2"_s;
    }
    void aWrongValueNamesKeyValueAndWhatIsAllowed()
    {
        QFETCH(QString, line);
        QFETCH(QString, key);
        QFETCH(QString, value);
        QFETCH(QString, allowed);
        Config config;
        const auto done = readConfigText(config, u"# first\n"_s + line, u"greenroom.conf"_s);
        QVERIFY(!done);
        QCOMPARE(done.error().code, Code::config);
        QCOMPARE(done.error().field, key);
        const QString said = sentence(done.error());
        QVERIFY2(said.contains(value) && said.contains(allowed) && said.contains(u"greenroom.conf line"_s), qPrintable(said));
    }

    void everySettingRefusesWhatItDoesNotAllow()
    {
        for (const ConfigKey& key : configKeys()) {
            QStringList wrong {u"§"_s};
            if (std::holds_alternative<QString Config::*>(key.place)) // files and names are looked at when they are used
                wrong = key.least > 0 ? QStringList {QString()} : QStringList();
            else if (std::holds_alternative<qint64 Config::*>(key.place))
                wrong += {QString(), QString::number(key.least - 1), QString::number(key.most + 1), u"1.5"_s, u"1 s"_s};
            else if (std::holds_alternative<Millis Config::*>(key.place))
                wrong += {QString(), QString::number(key.most + 1) + u" ms"_s, u"5"_s, u"-1 s"_s, u"5 weeks"_s};
            else if (std::holds_alternative<QStringList Config::*>(key.place))
                wrong += {u"shop.example"_s, u"https://shop.example/path"_s, u"https://a.example, *"_s};
            for (const QString& value : std::as_const(wrong)) {
                Config config;
                const auto done = setConfigValue(config, key, value);
                QVERIFY2(!done, qPrintable(key.name + u" took "_s + value));
                QCOMPARE(done.error().field, QString(key.name));
                QVERIFY(done.error().detail.contains(u'"' + value + u'"') && done.error().detail.contains(key.allowed));
            }
        }
    }

    void aWrongVariableNamesItself()
    {
        Config config;
        const auto done = readConfigEnvironment(config, {{u"GREENROOM_COMMIT_INTERVAL"_s, u"0 ms"_s}});
        QVERIFY(!done);
        QVERIFY(sentence(done.error()).contains(u"GREENROOM_COMMIT_INTERVAL"_s));
    }

    void anotherMachineWithoutTlsNeedsToBeSaid()
    {
        Config config;
        QVERIFY(checkConfig(config));
        config.listen = u"0.0.0.0"_s;
        QVERIFY(!checkConfig(config));
        QCOMPARE(checkConfig(config).error().field, u"listen"_s);
        config.allowPlainRemote = true;
        QVERIFY(checkConfig(config));
        config.allowPlainRemote = false;
        config.tlsCertificate = u"/c.pem"_s;
        QCOMPARE(checkConfig(config).error().field, u"tls-key"_s);
        config.tlsKey = u"/k.pem"_s;
        QVERIFY(checkConfig(config));
        for (const QString& loopback : {u"127.0.0.1"_s, u"::1"_s, u"127.9.9.9"_s, u"localhost"_s}) {
            Config local;
            local.listen = loopback;
            QVERIFY(checkConfig(local));
        }
    }

    void thePageOfSettingsIsWhatTheProgramWrites()
    {
        QFile page(qEnvironmentVariable("GREENROOM_SOURCE") + u"/docs/configuration.md"_s);
        QVERIFY2(page.open(QIODevice::ReadOnly), "docs/configuration.md is missing: greenroomd config --page writes it");
        QCOMPARE(QString::fromUtf8(page.readAll()), writeConfigPage());
    }
};

QTEST_GUILESS_MAIN(TestConfig)
#include "tst_config.moc"
