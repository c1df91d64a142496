// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/domain/preview.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

class TestPreview final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void wordsAreOneLineOfThemselves()
    {
        QCOMPARE(previewOf(Text {u" two\n lines "_s}), u"two lines"_s);
        QVERIFY(!thingOf(u"two lines"_s));
        QVERIFY(!thingOf({}));
        QCOMPARE(previewOf(Text {QString(500, u'x')}).size(), 120);
    }

    void whatHasNoWordsComesBackByWhatItIsKnownBy()
    {
        Voice voice;
        voice.durationMs = 12'000;
        OrderCard order;
        order.number = u"20241"_s;
        ProductCard product;
        product.title = u"Reading lamp"_s;
        for (const Content& content : {Content(Image()), Content(voice), Content(order), Content(product), Content(Recalled())})
            QCOMPARE(thingOf(previewOf(content)), std::optional(content));
    }

    void nobodyWritesAThing()
    {
        const QString forged = previewOf(Image());
        QCOMPARE(previewOf(Text {forged}), u"image"_s);
        QVERIFY(!thingOf(previewOf(Text {u' ' + forged})));
        QCOMPARE(thingOf(forged + u"nary"_s), std::optional<Content>(UnknownContent()));
    }
};

QTEST_GUILESS_MAIN(TestPreview)
#include "tst_preview.moc"
