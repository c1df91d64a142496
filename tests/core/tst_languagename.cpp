// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/text/languagename.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

class TestLanguageName final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aLanguageIsCalledAsTheReaderCallsIt_data()
    {
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("in");
        QTest::addColumn<QString>("name");
        QTest::newRow("Chinese to English") << u"zh-CN"_s << u"en"_s << u"Chinese (China)"_s;
        QTest::newRow("Chinese to Chinese") << u"zh-CN"_s << u"zh_CN"_s << u"中文（中国）"_s;
        QTest::newRow("Arabic to Chinese") << u"ar"_s << u"zh_CN"_s << u"阿拉伯语"_s;
        QTest::newRow("script") << u"zh-Hant"_s << u"en"_s << u"Chinese (Traditional)"_s;
        QTest::newRow("unknown") << u"qqx"_s << u"en"_s << u"qqx"_s;
        QTest::newRow("no code") << u"<b>ü</b>"_s << u"en"_s << u"<b>ü</b>"_s;
        QTest::newRow("too long") << QString(500, u'a') << u"en"_s << QString(500, u'a');
        QTest::newRow("none") << QString() << u"en"_s << QString();
    }
    void aLanguageIsCalledAsTheReaderCallsIt()
    {
        QFETCH(QString, code);
        QFETCH(QString, in);
        QTEST(languageName(code, in), "name");
    }
};

QTEST_GUILESS_MAIN(TestLanguageName)
#include "tst_languagename.moc"
