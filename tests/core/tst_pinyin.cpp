// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/text/pinyin.h"

namespace greenroom {

using namespace Qt::StringLiterals;

class TestPinyin : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initials_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("typed");
        QTest::newRow("two") << u"发货"_s << u"fh"_s;
        QTest::newRow("four") << u"发货时间"_s << u"fhsj"_s;
        QTest::newRow("traditional") << u"退款說明"_s << u"tksm"_s;
        QTest::newRow("mixed") << u"VIP 退款，7天"_s << u"viptk7t"_s;
        QTest::newRow("wide") << u"ＡＢ运费"_s << u"abyf"_s;
        QTest::newRow("accents") << u"Café"_s << u"cafe"_s;
        QTest::newRow("beyond the first plane") << QString::fromUcs4(U"\U00020000好") << u"hh"_s;
        QTest::newRow("signs") << u"！？ 😀"_s << QString();
        QTest::newRow("empty") << QString() << QString();
    }
    void initials()
    {
        QFETCH(QString, text);
        QFETCH(QString, typed);
        QCOMPARE(pinyinInitials(text), typed);
    }
};

} // namespace greenroom

QTEST_GUILESS_MAIN(greenroom::TestPinyin)
#include "tst_pinyin.moc"
