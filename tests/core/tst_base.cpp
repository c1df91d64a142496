// SPDX-License-Identifier: GPL-3.0-or-later
#include <random>

#include <QSet>
#include <QTest>

#include "core/base/error.h"
#include "core/base/ids.h"
#include "core/base/money.h"
#include "core/domain/stream.h"
#include "core/text/display.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

class TestBase final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anIdHasOneSpelling()
    {
        const auto id = Uuid::fromString(u"0190c0de-0000-7000-8000-0123456789ab");
        QVERIFY(id);
        QCOMPARE(id->toString(), u"0190c0de-0000-7000-8000-0123456789ab"_s);
        QCOMPARE(Uuid::fromBytes(id->toBytes()), id);
        for (const QString& wrong : {u"0190C0DE-0000-7000-8000-0123456789ab"_s, u"{0190c0de-0000-7000-8000-0123456789ab}"_s,
                 u"0190c0de000070008000-0123456789ab"_s, u"0190c0de-0000-7000-8000-0123456789a"_s,
                 u"0190c0de-0000-7000-8000-0123456789ag"_s, u"00000000-0000-0000-0000-000000000000"_s, QString()})
            QVERIFY2(!Uuid::fromString(wrong), qPrintable(wrong));
        QVERIFY(!Uuid::fromBytes(QByteArray(15, 'x')));
    }

    void idsAscendWithinAMillisecondAndWithTheClockSetBack()
    {
        IdSource source(7);
        const Instant now = fromMillis(1'763'692'800'000);
        Uuid last;
        for (int i = 0; i < 20'000; ++i) {
            const Uuid next = source.next(i % 100 == 99 ? now - 5s : now);
            QVERIFY(last < next);
            QCOMPARE(next.high >> 12 & 0xf, quint64(7));
            QCOMPARE(next.low >> 62, quint64(2));
            last = next;
        }
        QCOMPARE(IdSource(7).next(now).high >> 16, quint64(1'763'692'800'000));
    }

    /// Ids are shown to strangers: what they are made of must not be, or the ones to come could be computed.
    void anIdDoesNotShowTheNumbersItIsMadeOf()
    {
        const Instant now = fromMillis(1'763'692'800'000);
        IdSource source(7);
        std::mt19937_64 same(7);
        constexpr quint64 mask = 0x3fff'ffff'ffff'ffffULL;
        QSet<quint64> numbers;
        for (int i = 0; i < 4000; ++i)
            numbers.insert(same() & mask);
        for (int i = 0; i < 1000; ++i)
            QVERIFY(!numbers.contains(source.next(now).low & mask));
    }

    /// Ids that collide whatever the seed can be made by whoever knows the function; tables of them become slow by the square.
    void idsThatCollideDoSoForOneSeedOnly()
    {
        std::mt19937_64 random(7);
        constexpr size_t kLow = 0xffff;
        const size_t seed = random();
        const size_t other = random();
        const quint64 high = random();
        QHash<size_t, quint64> first;
        int pairs = 0;
        int again = 0;
        for (int i = 0; i < 20'000; ++i) {
            const quint64 low = random();
            const size_t place = qHash(Uuid {high, low}, seed) & kLow;
            if (!first.contains(place)) {
                first.insert(place, low);
                continue;
            }
            ++pairs;
            again += (qHash(Uuid {high, low}, other) & kLow) == (qHash(Uuid {high, first[place]}, other) & kLow) ? 1 : 0;
        }
        QVERIFY(pairs > 1000);
        QVERIFY2(again < pairs / 100, qPrintable(QString::number(again)));
    }

    void moneyByCurrency_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("currency");
        QTest::addColumn<qint64>("minor");
        QTest::addColumn<QString>("amount");
        QTest::newRow("yuan") << u"39.90"_s << u"CNY"_s << 3990LL << u"39.90"_s;
        QTest::newRow("one place") << u"39.9"_s << u"CNY"_s << 3990LL << u"39.90"_s;
        QTest::newRow("whole") << u"39"_s << u"USD"_s << 3900LL << u"39.00"_s;
        QTest::newRow("yen") << u"1200"_s << u"JPY"_s << 1200LL << u"1200"_s;
        QTest::newRow("dinar") << u"1.234"_s << u"KWD"_s << 1234LL << u"1.234"_s;
        QTest::newRow("less than one") << u"-0.05"_s << u"EUR"_s << -5LL << u"-0.05"_s;
    }
    void moneyByCurrency()
    {
        QFETCH(QString, text);
        QFETCH(QString, currency);
        QFETCH(qint64, minor);
        const auto money = Money::parse(text, currency);
        QVERIFY(money);
        QCOMPARE(money->minor, minor);
        QTEST(money->amount(), "amount");
    }

    void whatIsNoMoney()
    {
        for (const QString& text : {u""_s, u"-"_s, u"1."_s, u".5"_s, u"1.234"_s, u"1,000"_s, u"1e3"_s, u"+1"_s, u"１"_s,
                 u"1.2.3"_s, u"9999999999999999"_s})
            QVERIFY2(!Money::parse(text, u"CNY"_s), qPrintable(text));
        QVERIFY(!Money::parse(u"1"_s, u"cny"_s));
        QVERIFY(!Money::parse(u"1.5"_s, u"JPY"_s));
    }

    void moneyReadsBackAsWritten()
    {
        const quint64 seed = std::random_device {}();
        qInfo("seed %llu", seed);
        std::mt19937_64 random(seed);
        for (int i = 0; i < 5000; ++i) {
            const Money money {static_cast<qint64>(random() % 2'000'000'000) - 1'000'000'000, i % 2 ? u"CNY"_s : u"KWD"_s};
            const auto back = Money::parse(money.amount(), money.currency);
            QVERIFY2(back && *back == money, qPrintable(money.amount()));
        }
    }

    void everyCodeHasANameAndASentence()
    {
        for (const Code code : allCodes()) {
            QVERIFY(!codeName(code).isEmpty());
            QCOMPARE(codeFromName(codeName(code)), code);
            const QString said = sentence({code, u"theField"_s, u"the detail"_s, 42});
            QVERIFY2(said.size() > 4 && !said.contains(u'%'), qPrintable(said));
        }
        QVERIFY(!codeFromName(u"nonsense"));
    }

    void whatADetailSaysIsNotTakenForAPlaceholder()
    {
        QVERIFY(sentence({Code::missingField, u"a"_s, {}, 0}).contains(u"\"a\""_s));
        QVERIFY(sentence({Code::malformed, {}, u"100%1"_s, 0}).contains(u"100%1"_s));
    }

    void streamsHaveOneSpelling()
    {
        const StreamId stream {StreamKind::ticket, {1, 2}};
        QCOMPARE(StreamId::fromString(stream.toString()), stream);
        QVERIFY(stream.toString().startsWith(u"ticket/"));
        for (const QString& wrong : {u"ticket"_s, u"tickets/0190c0de-0000-7000-8000-0123456789ab"_s, u"ticket/1"_s, u"/"_s})
            QVERIFY2(!StreamId::fromString(wrong), qPrintable(wrong));
    }

    void textsFromOutsideAreCapped()
    {
        QCOMPARE(safeForDisplay(u"a" + QString(500, QChar(0x0301))).size(), 21);
        QCOMPARE(safeForDisplay(QString(3000, u'\n')).count(u'\n'), 999);
        QCOMPARE(safeForDisplay(u"a\u0007b\r\nc"_s), u"ab\nc"_s);
        QCOMPARE(safeForDisplay(QString(QChar(0xd83d))), QString(QChar(QChar::ReplacementCharacter)));
        const QString fair = u"我的快递呢？ \U0001F600 ‏שלום"_s;
        QCOMPARE(safeForDisplay(fair), fair);
        QCOMPARE(codePoints(u"a\U0001F600b"), 3);
    }

    void aNameIsOneHonestLine()
    {
        QCOMPARE(safeName(u" A\u202elmin\u200b\n B "_s), u"Almin B"_s);
        QCOMPARE(codePoints(safeName(QString(500, u'x'))), 80);
        QCOMPARE(safeName(safeName(u"a\tb"_s)), safeName(u"a\tb"_s));
    }
};

QTEST_GUILESS_MAIN(TestBase)
#include "tst_base.moc"
