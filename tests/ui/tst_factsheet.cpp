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
};

QTEST_MAIN(TestFactSheet)
#include "tst_factsheet.moc"
