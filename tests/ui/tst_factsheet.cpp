// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTemporaryDir>
#include <QTest>
#include <QTextBlock>

#include "ui/panels/factsheet.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

/// Articles from outside, as the panel lays them out.
class TestFactSheet final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anArticlesPictureIsNeverAFileOfThisMachine()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"secret.png"_s);
        QImage red(40, 40, QImage::Format_RGB32);
        red.fill(Qt::red);
        QVERIFY(red.save(path));
        const QString article = u"before ![the words](%1) after ![](%1) ![x](file://%1) end"_s.arg(path);
        FactSheet sheet(nullptr);
        sheet.resize(400, 400);
        sheet.setFacts({{Fact::Kind::markdown, article, {}}});
        const QImage shown = sheet.grab().toImage();
        for (int y = 0; y < shown.height(); ++y)
            for (int x = 0; x < shown.width(); ++x)
                QVERIFY(shown.pixelColor(x, y) != QColor(Qt::red));
        for (QTextBlock block = sheet.document()->begin(); block.isValid(); block = block.next())
            for (auto each = block.begin(); !each.atEnd(); ++each)
                QVERIFY(!each.fragment().charFormat().isImageFormat());
        QVERIFY(sheet.toPlainText().contains(u"before the words after"_s));
        QVERIFY(plainTextOf(article).contains(u"before the words after"_s));
    }

    /// Whatever the height: the last row of points has no letter in it, on either side.
    void noLineIsCutAtTheEdge()
    {
        FactSheet sheet(nullptr);
        QList<Fact> facts;
        for (int i = 0; i < 12; ++i)
            facts.append({Fact::Kind::item, u"gjpqy 驼色 %1"_s.arg(i), i % 3 ? u"¥1,799.00"_s : u"¥1,799.00 → ¥1,769.00"_s});
        facts.append({Fact::Kind::row, u"gjpqy"_s, u"gjpqy"_s});
        sheet.setFacts(facts);
        for (int height = 40; height < 200; ++height) {
            sheet.resize(240, height);
            const QImage shown = sheet.grab().toImage();
            for (int x = 0; x < sheet.viewport()->width(); ++x)
                QVERIFY2(shown.pixelColor(x, sheet.viewport()->height() - 1) == sheet.palette().color(QPalette::Base),
                    qPrintable(QString::number(height)));
        }
    }

    // reference/security.md Q-2: what an article may not make the desktop do, whatever it is written like.
    void hostileArticlesLoadNothingAndStayWords_data()
    {
        QTest::addColumn<QString>("article");
        const auto row = [](const char* name, const QString& article) { QTest::newRow(name) << article; };
        row("a picture in the text", u"![words](data:image/png;base64,iVBORw0KGgo=)"_s);
        row("an address without an end", u"![words](data:charset,)"_s); // CVE-2025-5455
        row("the same as a link", u"[words](data:charset,)"_s);
        row("a share of the network", u"![words](\\\\\\\\evil.example\\\\share\\\\x.png)"_s);
        row("a share by address", u"![words](file://evil.example/share/x.png)"_s);
        row("the program's own parts", u"![words](qrc:/icons/search.svg) ![words](:/icons/search.svg)"_s);
        row("a path upwards", u"![words](../../../../etc/passwd)"_s);
        row("a picture elsewhere", u"![words](https://evil.example/x.png)"_s);
        row("a picture by reference", u"![words][x]\n\n[x]: https://evil.example/x.png"_s);
        row("a picture in a link", u"[![words](https://evil.example/x.png)](https://evil.example)"_s);
        row("markup", u"words <img src=https://evil.example/x.png onerror=alert(1)><script>alert(1)</script>"_s);
        row("markup as a block", u"words\n\n<div style='position:absolute'><img src='file:///etc/passwd'></div>"_s);
        row("a style", u"words <style>*{background:url(https://evil.example/x)}</style>"_s);
        row("a program's address", u"[words](javascript:alert(1)) [words](file:///bin/sh)"_s);
        row("letters written as numbers", u"words &#60;img src=x&#62;"_s);
        row("deep lists", u"words"_s + QString(u"\n"_s) + u"- "_s.repeated(400));
        row("deep quotes", u"> "_s.repeated(400) + u"words"_s);
        row("a wide table", u"words\n\n|"_s + u"a|"_s.repeated(300) + u"\n|"_s + u"-|"_s.repeated(300));
        row("many stars", u"words "_s + u"*a_"_s.repeated(4000));
        row("many brackets", u"words "_s + u"["_s.repeated(20'000));
        row("turned text", u"words \u202egnp.exe\u2066"_s);
        row("NUL", u"words "_s + QChar(0) + u"after"_s);
    }
    void hostileArticlesLoadNothingAndStayWords()
    {
        QFETCH(QString, article);
        FactSheet sheet(nullptr);
        sheet.resize(300, 400);
        sheet.setFacts({{Fact::Kind::markdown, article, {}}});
        (void)sheet.grab();
        for (const auto& name : {u"file:///etc/passwd"_s, u":/icons/search.svg"_s, u"qrc:/icons/search.svg"_s, u"x.png"_s})
            QVERIFY(!sheet.loadResource(QTextDocument::ImageResource, QUrl(name)).isValid());
        QVERIFY2(sheet.toPlainText().contains(u"words"_s), qPrintable(sheet.toPlainText()));
        QVERIFY(plainTextOf(article).contains(u"words"_s));
        QVERIFY(!sheet.openLinks() && !sheet.openExternalLinks());
        for (QTextBlock block = sheet.document()->begin(); block.isValid(); block = block.next())
            for (auto each = block.begin(); !each.atEnd(); ++each)
                QVERIFY(!each.fragment().charFormat().isImageFormat());
    }
};

QTEST_MAIN(TestFactSheet)
#include "tst_factsheet.moc"
