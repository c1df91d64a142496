// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "server/auth/signinthrottle.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

namespace {

const Instant kNow = fromMillis(1'700'000'000'000);
const QString kOwner = u"203.0.113.7"_s;

QString stranger(int n)
{
    return u"198.51.%1.%2"_s.arg(n / 250).arg(n % 250 + 1);
}

} // namespace

//
class TestSignInThrottle final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aFewMistakesCostNothing()
    {
        SignInThrottle throttle;
        for (int i = 0; i < 4; ++i)
            QCOMPARE(throttle.attempt(u"ann"_s, kOwner, kNow), 0ms);
        throttle.succeeded(u"ann"_s, kOwner, kNow);
        for (int i = 0; i < 5; ++i)
            QCOMPARE(throttle.attempt(u"ann"_s, kOwner, kNow), 0ms);
    }

    void guessingFromOneSourceGetsSlowerAndSlower()
    {
        SignInThrottle throttle;
        Instant now = kNow;
        int tries = 0;
        for (; now < kNow + 24h; now += 1s)
            if (throttle.attempt(u"ann"_s, kOwner, now) == 0ms)
                ++tries;
        QVERIFY2(tries < 120, qPrintable(QString::number(tries)));
        // Parallel tries count before any of them is answered.
        SignInThrottle another;
        int atOnce = 0;
        for (int i = 0; i < 200; ++i)
            atOnce += another.attempt(u"ann"_s, kOwner, kNow) == 0ms ? 1 : 0;
        QCOMPARE(atOnce, 5);
    }

    void oneSourceWalkingThroughNamesIsSlowed()
    {
        SignInThrottle throttle;
        int tries = 0;
        for (int i = 0; i < 1000; ++i)
            tries += throttle.attempt(u"name%1"_s.arg(i), kOwner, kNow) == 0ms ? 1 : 0;
        QCOMPARE(tries, 50);
    }

    void strangersCannotLockTheOwnerOut()
    {
        SignInThrottle throttle;
        QCOMPARE(throttle.attempt(u"ann"_s, kOwner, kNow), 0ms);
        throttle.succeeded(u"ann"_s, kOwner, kNow);
        for (int i = 0; i < 5000; ++i)
            throttle.attempt(u"ann"_s, stranger(i), kNow + 1s);
        QCOMPARE(throttle.attempt(u"ann"_s, kOwner, kNow + 2s), 0ms);
        // Nor somebody in the same office who walks through names.
        for (int i = 0; i < 1000; ++i)
            throttle.attempt(u"name%1"_s.arg(i), kOwner, kNow + 3s);
        QCOMPARE(throttle.attempt(u"ann"_s, kOwner, kNow + 4s), 0ms);
    }

    void anAccountUnderAttackIsSlowButNotClosedForANewPlace()
    {
        SignInThrottle throttle;
        for (int i = 0; i < 5000; ++i)
            throttle.attempt(u"ann"_s, stranger(i), kNow);
        const Millis wait = throttle.attempt(u"ann"_s, u"192.0.2.1"_s, kNow);
        QVERIFY(wait > 0ms && wait <= 10s);
        QCOMPARE(throttle.attempt(u"ann"_s, u"192.0.2.1"_s, kNow + wait), 0ms);
    }

    void aRightSignInElsewhereDoesNotWashASourceClean()
    {
        SignInThrottle throttle;
        int tries = 0;
        for (int i = 0; i < 400; ++i) {
            tries += throttle.attempt(u"victim%1"_s.arg(i), kOwner, kNow) == 0ms ? 1 : 0;
            if (i % 20 == 19 && throttle.attempt(u"mallory"_s, kOwner, kNow) == 0ms)
                throttle.succeeded(u"mallory"_s, kOwner, kNow);
        }
        QVERIFY(tries < 60);
    }

    void aSubscribersWholeIpv6NetworkIsOneSource()
    {
        QCOMPARE(SignInThrottle::sourceOf(u"2001:db8:1:2:3:4:5:6"_s), SignInThrottle::sourceOf(u"2001:db8:1:2::9"_s));
        QVERIFY(SignInThrottle::sourceOf(u"2001:db8:1:2::1"_s) != SignInThrottle::sourceOf(u"2001:db8:1:3::1"_s));
        QCOMPARE(SignInThrottle::sourceOf(u"::ffff:192.0.2.1"_s), u"192.0.2.1"_s);
    }

    void memoryIsBounded()
    {
        SignInThrottle throttle;
        for (int i = 0; i < 300'000; ++i)
            throttle.attempt(u"name%1"_s.arg(i), u"10.%1.%2.%3"_s.arg(i >> 16 & 255).arg(i >> 8 & 255).arg(i & 255), kNow);
        QVERIFY(throttle.size() <= 100'003);
        throttle.sweep(kNow + 2h);
        QCOMPARE(throttle.size(), 0);
    }
};

QTEST_GUILESS_MAIN(TestSignInThrottle)
#include "tst_signinthrottle.moc"
