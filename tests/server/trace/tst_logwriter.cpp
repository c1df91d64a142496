// SPDX-License-Identifier: GPL-3.0-or-later
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include "server/trace/logwriter.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

namespace {

const Instant kAt = fromMillis(1'700'000'000'123);

} // namespace

class TestLogWriter final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anEventIsOneLineOfJson()
    {
        const QByteArray line = logLine(QtWarningMsg, "greenroom.net", u"session 0/7 closed"_s, kAt);
        QCOMPARE(line,
            QByteArray("{\"at\":\"2023-11-14T22:13:20.123Z\",\"level\":\"warning\",\"category\":\"greenroom.net\","
                       "\"event\":\"session 0/7 closed\"}\n"));
    }

    // I-14
    void plantedControlCharactersAreEscaped_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("crlf") << u"a\r\n{\"level\":\"error\"}"_s;
        QTest::newRow("ansi") << u"\u001b[2J\u001b]0;x\u0007"_s;
        QTest::newRow("quotes") << u"\"}\\\""_s;
        QTest::newRow("c1, del, separators") << u"\u009b31m\u007f\u2028\u2029\u0085"_s;
        QTest::newRow("nul") << QString(QChar(0)) + u"x"_s;
        QTest::newRow("chinese") << u"幕后"_s;
    }
    void plantedControlCharactersAreEscaped()
    {
        QFETCH(QString, text);
        const QByteArray line = logLine(QtInfoMsg, "c", text, kAt);
        QCOMPARE(line.count('\n'), 1);
        for (const QChar c : QString::fromUtf8(line.chopped(1)))
            QVERIFY(c.category() != QChar::Other_Control && c.unicode() != 0x2028 && c.unicode() != 0x2029);
        QCOMPARE(QJsonDocument::fromJson(line).object().value("event"_L1).toString(), text);
    }

    //
    void aTokenIsStruckOut()
    {
        for (const char* prefix : {"grs_", "grv_", "grc_"}) {
            const QString token = QString::fromLatin1(prefix) + QString(43, u'k');
            const QByteArray line = logLine(QtInfoMsg, "c", u"refused: "_s + token + u" of ann"_s, kAt);
            QVERIFY(!line.contains("kkkk"));
            QVERIFY(line.contains("of ann"));
        }
    }
};

QTEST_GUILESS_MAIN(TestLogWriter)
#include "tst_logwriter.moc"
