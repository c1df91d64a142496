// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "app/settings/settings.h"

namespace greenroom {

using namespace Qt::StringLiterals;

class TestSettings : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fallbacksHoldUntilSomethingIsChosenAndSurviveARestart()
    {
        QTemporaryDir dir;
        {
            Settings settings(dir.path(), nullptr);
            QCOMPARE(settings.value(setting::owedReplyTarget), 180);
            QCOMPARE(settings.value(setting::sendKey), SendKey::enter);
            QCOMPARE(settings.value(setting::soundNearlyDue), true);
            settings.set(setting::theme, ThemeChoice::dark);
            settings.set(setting::soundNearlyDue, false);
            settings.set(setting::owedReplyTarget, 90);
            settings.set(setting::shortcut, u"sendReply"_s, u"Ctrl+Return"_s);
            settings.set(setting::layout, u"mainWindow"_s, QByteArray("\0\1\xff", 3));
        }
        Settings settings(dir.path(), nullptr);
        QCOMPARE(settings.value(setting::theme), ThemeChoice::dark);
        QCOMPARE(settings.value(setting::soundNearlyDue), false);
        QCOMPARE(settings.value(setting::owedReplyTarget), 90);
        QCOMPARE(settings.value(setting::shortcut, u"sendReply"_s), u"Ctrl+Return"_s);
        QCOMPARE(settings.members(setting::shortcut), QStringList {u"sendReply"_s});
        QCOMPARE(settings.value(setting::layout, u"mainWindow"_s), QByteArray("\0\1\xff", 3));
        QVERIFY(QFile::exists(QDir(dir.path()).filePath(u"state.ini"_s)));
        settings.reset(setting::theme);
        QCOMPARE(settings.value(setting::theme), ThemeChoice::system);
    }

    void changesAreToldOnceAndByName()
    {
        QTemporaryDir dir;
        Settings settings(dir.path(), nullptr);
        QSignalSpy changed(&settings, &Settings::changed);
        settings.set(setting::theme, ThemeChoice::light);
        settings.set(setting::theme, ThemeChoice::light);
        QCOMPARE(changed.count(), 1);
        QVERIFY(Settings::is(changed[0][0].toString(), setting::theme));
        QVERIFY(!Settings::is(changed[0][0].toString(), setting::language));
        settings.set(setting::shortcut, u"a"_s, u"F2"_s);
        QVERIFY(Settings::is(changed[1][0].toString(), setting::shortcut));
    }

    void nonsenseInTheFileReadsAsTheFallback()
    {
        QTemporaryDir dir;
        QFile file(dir.filePath(u"preferences.ini"_s));
        QVERIFY(file.open(QFile::WriteOnly));
        file.write("[General]\ntheme=purple\nsendKey=\n");
        file.close();
        Settings settings(dir.path(), nullptr);
        QCOMPARE(settings.value(setting::theme), ThemeChoice::system);
        QCOMPARE(settings.value(setting::sendKey), SendKey::enter);
    }
};

} // namespace greenroom

QTEST_GUILESS_MAIN(greenroom::TestSettings)
#include "tst_settings.moc"
