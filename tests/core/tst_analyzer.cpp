// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/text/analyzer.h"
#include "core/text/masking.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

namespace {

QStringList words(const QString& text)
{
    QStringList found;
    for (const Token& token : analyze(text))
        found.append(token.text);
    return found;
}

} // namespace

class TestAnalyzer final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void chineseAndEnglishMixed()
    {
        QCOMPARE(words(u"退款 Refund-ID 12"_s), (QStringList {u"退"_s, u"退款"_s, u"款"_s, u"refund"_s, u"id"_s, u"12"_s}));
    }

    void traditionalAndFullWidthAreFolded()
    {
        QCOMPARE(words(u"退貨運費"_s), words(u"退货运费"_s));
        QCOMPARE(words(u"ＶＩＰ　１２"_s), (QStringList {u"vip"_s, u"12"_s}));
    }

    void hostileTextsGiveNoMoreThanTwiceTheirLength()
    {
        for (const QString& text : {QString(), QString(3, QChar(0)), u"\U0001F600\U0001F600"_s, QString(5000, u'中'),
                 QString(5000, u'a'), QString(2000, QChar(0x0301)), QString(10, QChar(0xd800)), u"\"AND OR ( * NEAR"_s})
            QVERIFY(analyze(text).size() <= 2 * text.size());
    }

    void phonesShowFourDigits()
    {
        QCOMPARE(maskPhone(u"138-0013-8000"_s), u"***-****-8000"_s);
        QCOMPARE(maskPhone(u"8000"_s), u"8000"_s);
        QCOMPARE(phoneTail(u"+86 138 ００１３ 8001"_s), u"8001"_s);
        QCOMPARE(phoneTail(u"12"_s), u"12"_s);
    }
};

QTEST_GUILESS_MAIN(TestAnalyzer)
#include "tst_analyzer.moc"
