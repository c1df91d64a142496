// SPDX-License-Identifier: GPL-3.0-or-later
#include <ctime>

#include <QTest>

#include "server/auth/passwordhasher.h"
#include "server/auth/passwordrules.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

namespace {

/// Of this process, all threads together, in nanoseconds.
qint64 processorTime()
{
    timespec time {};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return qint64(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
}

} // namespace

class TestPasswords final : public QObject {
    Q_OBJECT

    PasswordHasher::Deliver toHere()
    {
        return
            [this](std::function<void()> answer) { QMetaObject::invokeMethod(this, std::move(answer), Qt::QueuedConnection); };
    }

private Q_SLOTS:
    //
    void theStoredHashIsArgon2idWithNineteenMebibytesAndTwoPasses()
    {
        const QString stored = PasswordHasher::hashNow(u"correct horse"_s);
        QVERIFY2(stored.startsWith(u"$argon2id$v=19$m=19456,t=2,p=1$"_s), qPrintable(stored));
        QVERIFY(PasswordHasher::verifyNow(u"correct horse"_s, stored));
        QVERIFY(!PasswordHasher::verifyNow(u"correct horsf"_s, stored));
        QVERIFY(PasswordHasher::hashNow(u"correct horse"_s) != stored);
        QVERIFY(!PasswordHasher::verifyNow(u"x"_s, QString()));
    }

    void composedAndDecomposedLettersAreTheSamePassword()
    {
        const QString stored = PasswordHasher::hashNow(u"caf\u00e9 au lait"_s);
        QVERIFY(PasswordHasher::verifyNow(u"cafe\u0301 au lait"_s, stored));
    }

    // a flood gets `busy`, and what was accepted is answered.
    void beyondTheQueueTheAnswerIsBusy()
    {
        PasswordHasher hasher({2, 5}, toHere());
        const QString stored = PasswordHasher::hashNow(u"correct horse"_s);
        int right = 0;
        int busy = 0;
        for (int i = 0; i < 200; ++i) {
            const auto taken = hasher.verify(u"correct horse"_s, stored, [&](bool yes) { right += yes ? 1 : 0; });
            if (!taken) {
                QCOMPARE(taken.error().code, Code::busy);
                QVERIFY(taken.error().limit > 0);
                ++busy;
            }
        }
        QCOMPARE(busy, 193);
        QTRY_COMPARE_WITH_TIMEOUT(right, 7, 20'000);
        bool again = false;
        QVERIFY(hasher.verify(u"correct horse"_s, stored, [&](bool yes) { again = yes; }));
        QTRY_VERIFY_WITH_TIMEOUT(again, 20'000);
    }

    // medians of processor time, because other work on the machine stretches the clock's and not this; both kinds in
    // turn, because caches and frequencies are shared all the same.
    void anUnknownNameTakesAsLongAsAWrongPassword()
    {
        constexpr int kSamples = 150;
        PasswordHasher hasher({1, 1}, toHere());
        const QString stored = PasswordHasher::hashNow(u"correct horse"_s);
        std::array<std::vector<qint64>, 2> times;
        for (int i = 0; i < 2 * kSamples; ++i) {
            const bool known = i % 2 == 0;
            std::optional<bool> answer;
            const qint64 before = processorTime();
            QVERIFY(hasher.verify(u"wrong"_s, known ? std::optional(stored) : std::nullopt, [&](bool yes) { answer = yes; }));
            while (!answer)
                QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
            times[known ? 0 : 1].push_back(processorTime() - before);
            QCOMPARE(*answer, false);
        }
        for (auto& each : times)
            std::nth_element(each.begin(), each.begin() + kSamples / 2, each.end());
        const double ratio = double(times[0][kSamples / 2]) / double(times[1][kSamples / 2]);
        QVERIFY2(ratio > 0.95 && ratio < 1.05, qPrintable(QString::number(ratio)));
    }

    //
    void passwordRules_data()
    {
        QTest::addColumn<QString>("password");
        QTest::addColumn<bool>("allowed");
        const auto row = [](const char* name, const QString& password, bool allowed) {
            QTest::newRow(name) << password << allowed;
        };
        row("empty", QString(), false);
        row("seven", u"kx9#Qm2"_s, false);
        row("eight", u"kx9#Qm2v"_s, true);
        row("lower case only", u"tiefseeratte"_s, true);
        row("digits only, no row", u"83920174"_s, true);
        row("a sentence", u"the lamp hums at four"_s, true);
        row("chinese", u"后台灯光偏冷茶已凉"_s, true);
        row("seven hanzi", u"后台灯光偏冷茶"_s, false);
        row("emoji count once each", u"🍵🎬🪴🧦🛵🪁🎻"_s, false);
        row("64", QString(u"k7v-"_s + u"qpw82hzm"_s.repeated(8)).first(64), true);
        row("256", u"zebra"_s.repeated(51) + u"x"_s, true);
        row("257", u"zebra"_s.repeated(51) + u"xy"_s, false);
        for (const char* common : {"password", "Password1", "P@ssw0rd", "password123!", "12345678", "123456789", "87654321",
                 "qwertyui", "QWERTYUIOP", "1qaz2wsx", "asdfghjkl", "iloveyou", "woaini1314", "abcd1234", "aaaaaaaa",
                 "abababab", "admin123", "Admin@2024", "letmein!", "welcome1", "5201314520", "147258369", "greenroom",
                 "Greenroom2024", "passpass", "testtest", "superman1", "changeme", "qazwsxedc", "1q2w3e4r"})
            row(common, QString::fromLatin1(common), false);
        row("full-width", u"ｐａｓｓｗｏｒｄ"_s, false);
        row("the name", u"lin.xiaoyu"_s, false);
        row("the name and a year", u"Lin.XiaoYu2024"_s, false);
    }
    void passwordRules()
    {
        QFETCH(QString, password);
        QFETCH(bool, allowed);
        const auto done = checkPassword(password, u"lin.xiaoyu"_s);
        QCOMPARE(bool(done), allowed);
        if (!done)
            QVERIFY(password.isEmpty() || password == u"password"_s || !sentence(done.error()).contains(password));
    }

    void howLongItMustBeIsToldAsANumber()
    {
        QCOMPARE(checkPassword(u"kx9#Qm2", u"lin").error().limit, kPasswordLeast);
        QCOMPARE(checkPassword(u"password1", u"lin").error().limit, 0);
        QCOMPARE(checkPassword(u"zebra"_s.repeated(60), u"lin").error().limit, kPasswordMost);
    }
};

QTEST_GUILESS_MAIN(TestPasswords)
#include "tst_passwords.moc"
