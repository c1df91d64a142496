// SPDX-License-Identifier: GPL-3.0-or-later
#include <QImageReader>
#include <QTest>

#include <sys/resource.h>

#include "tests/support/hostilemedia.h"
#include "ui/widgets/picture.h"

using namespace greenroom;

namespace {

long peakKiB()
{
    rusage used {};
    getrusage(RUSAGE_SELF, &used);
    return used.ru_maxrss;
}

} // namespace

/// A server that was broken into cannot hurt the desktop with a picture: what the upload corpus has is handed to it as is.
class TestPicture final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QImageReader::setAllocationLimit(64); }

    void whatTheServerWritesIsShown()
    {
        QCOMPARE(decodedPicture(hostile::encoded(hostile::sample(), "png")).size(), QSize(64, 32));
        QCOMPARE(decodedPicture(hostile::encoded(hostile::sample(), "jpeg")).size(), QSize(64, 32));
        QCOMPARE(decodedPicture(hostile::encoded(hostile::sample(2000, 1000), "jpeg")).size(), QSize(800, 400));
    }

    void otherFormatsAreNotTried()
    {
        QVERIFY(decodedPicture(hostile::webpWithCanaries()).isNull());
        QVERIFY(decodedPicture(hostile::gif(1)).isNull());
    }

    void whatIsNoPictureIsNotShown_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        for (const auto& [name, bytes] : hostile::noPictures())
            QTest::newRow(name) << bytes;
    }
    void whatIsNoPictureIsNotShown()
    {
        QFETCH(QByteArray, bytes);
        const QPixmap shown = decodedPicture(bytes);
        QVERIFY(shown.width() <= 800 && shown.height() <= 800);
        const QByteArray row = QTest::currentDataTag();
        // A picture that only its first frame is of, or that ends early, may be shown as far as it goes.
        if (!row.startsWith("png") && row != "moving png")
            QVERIFY(shown.isNull());
    }

    void bombsStayWithinTheBoundOfMemory_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        for (const auto& [name, bytes] : hostile::bombs())
            QTest::newRow(name) << bytes;
    }
    void bombsStayWithinTheBoundOfMemory()
    {
        QFETCH(QByteArray, bytes);
        const long before = peakKiB();
        const QPixmap shown = decodedPicture(bytes);
        QVERIFY(shown.width() <= 800 && shown.height() <= 800);
        QVERIFY2(peakKiB() - before < 128 * 1024, QByteArray::number(peakKiB() - before).constData());
    }

    void damageAnywhereHurtsNobody()
    {
        const QList<QByteArray> whole {hostile::encoded(hostile::sample(), "png"), hostile::jpegWithCanaries(6)};
        quint32 state = 7;
        const auto next = [&state](qsizetype limit) {
            state = state * 1664525U + 1013904223U;
            return qsizetype((state >> 8) % quint32(limit));
        };
        for (int i = 0; i < 400; ++i) {
            QByteArray bytes = whole[i % whole.size()];
            for (int spot = 0; spot < 4; ++spot)
                bytes[next(bytes.size())] = static_cast<char>(next(256));
            const QPixmap shown = decodedPicture(bytes.first(1 + next(bytes.size())));
            QVERIFY(shown.width() <= 800 && shown.height() <= 800);
        }
    }
};

QTEST_MAIN(TestPicture)
#include "tst_picture.moc"
