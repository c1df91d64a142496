// SPDX-License-Identifier: GPL-3.0-or-later
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <ZXing/BitMatrix.h>
#include <ZXing/MultiFormatWriter.h>
#include <fcntl.h>
#include <unistd.h>

#include "core/protocol/limits.h"
#include "server/image/imageheader.h"
#include "server/image/imageworker.h"
#include "tests/support/hostilemedia.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

namespace {

Result<CleanImage> cleanBy(ImageWorker& worker, const QByteArray& bytes)
{
    std::optional<Result<CleanImage>> answer;
    worker.clean(bytes, true, [&](const Result<CleanImage>& result) { answer = result; });
    if (!QTest::qWaitFor([&] { return answer.has_value(); }, 30'000))
        return Error {Code::timedOut, {}, {}, 0};
    return *answer;
}

Result<CleanImage> clean(const QByteArray& bytes)
{
    ImageWorker worker({qEnvironmentVariable("GREENROOM_IMAGE"), 2, 8, 20s});
    return cleanBy(worker, bytes);
}

/// A QR code of so many pixels, in the middle of a picture that is otherwise like any other.
QByteArray pictureWithCode(int pixels, int width, int height, const char* format)
{
    const ZXing::BitMatrix code = ZXing::MultiFormatWriter(ZXing::BarcodeFormat::QRCode)
                                      .encode(std::string("https://u.example/abc"), pixels, pixels);
    QImage picture = hostile::sample(width, height);
    for (int y = 0; y < code.height(); ++y)
        for (int x = 0; x < code.width(); ++x)
            picture.setPixel(
                (width - pixels) / 2 + x, (height - pixels) / 2 + y, code.get(x, y) ? qRgb(20, 20, 40) : qRgb(250, 250, 240));
    return hostile::encoded(picture, format);
}

/// A helper that does something else.
QString impostor(const QTemporaryDir& dir, const QByteArray& script)
{
    QFile file(dir.filePath(u"helper"_s));
    if (!file.open(QIODevice::WriteOnly))
        qFatal("no script");
    file.write("#!/bin/sh\nPATH=/bin:/usr/bin\n" + script + "\n");
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return file.fileName();
}

} // namespace

class TestImage final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void picturesAreWrittenAnew_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("mime");
        QTest::addColumn<QSize>("size");
        QTest::newRow("png") << hostile::pngWithCanaries() << u"image/png"_s << QSize(64, 32);
        QTest::newRow("jpeg, upright") << hostile::jpegWithCanaries(1) << u"image/jpeg"_s << QSize(64, 32);
        QTest::newRow("jpeg, turned by the camera") << hostile::jpegWithCanaries(6) << u"image/jpeg"_s << QSize(32, 64);
        QTest::newRow("webp") << hostile::webpWithCanaries() << u"image/jpeg"_s << QSize(64, 32);
        QTest::newRow("gif, one frame") << hostile::gif(1) << u"image/png"_s << QSize(2, 1);
        QTest::newRow("large") << hostile::encoded(hostile::sample(5000, 1000), "jpeg") << u"image/jpeg"_s << QSize(4096, 819);
        QImage clear(10, 10, QImage::Format_ARGB32);
        clear.fill(Qt::transparent);
        clear.setText(u"Comment"_s, QString::fromLatin1(hostile::kCanary));
        QTest::newRow("see-through") << hostile::encoded(clear, "png") << u"image/png"_s << QSize(10, 10);
    }

    void picturesAreWrittenAnew()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, mime);
        QFETCH(QSize, size);
        const auto made = clean(bytes);
        QVERIFY2(made, qPrintable(made ? QString() : sentence(made.error())));
        QCOMPARE(made->mime, mime);
        QCOMPARE(QSize(int(made->width), int(made->height)), size);
        QCOMPARE(QImage::fromData(made->bytes).size(), size);
        QVERIFY(!made->bytes.contains(hostile::kCanary));
        QVERIFY(!made->bytes.contains("CANARY") && !made->bytes.contains("Exif") && !made->bytes.contains("tEXt"));
    }

    void theColoursStay()
    {
        const auto made = clean(hostile::encoded(hostile::sample(), "png"));
        QCOMPARE(QImage::fromData(made->bytes).convertToFormat(QImage::Format_RGB32), hostile::sample());
    }

    void aCodeInAPictureIsFound_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<bool>("code");
        QTest::newRow("alone") << pictureWithCode(200, 200, 200, "png") << true;
        QTest::newRow("in a photo") << pictureWithCode(160, 1200, 900, "jpeg") << true;
        QTest::newRow("in a large photo") << pictureWithCode(900, 5000, 3000, "jpeg") << true;
        QTest::newRow("none") << hostile::encoded(hostile::sample(1200, 900), "jpeg") << false;
        QTest::newRow("nothing to see") << hostile::encoded(hostile::sample(5, 5), "png") << false;
    }

    void aCodeInAPictureIsFound()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(bool, code);
        QCOMPARE(clean(bytes)->code, code);
    }

    void whatIsNoPictureIsRefused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        for (const auto& [name, bytes] : hostile::noPictures())
            QTest::newRow(name) << bytes;
    }

    void whatIsNoPictureIsRefused()
    {
        QFETCH(QByteArray, bytes);
        const auto made = clean(bytes);
        QVERIFY(!made);
        QCOMPARE(made.error().code, Code::mediaRejected);
        QVERIFY(!made.error().detail.isEmpty());
    }

    void bombsGoOffInTheHelper_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        for (const auto& [name, bytes] : hostile::bombs())
            QTest::newRow(name) << bytes;
    }

    void bombsGoOffInTheHelper()
    {
        QFETCH(QByteArray, bytes);
        const auto made = clean(bytes);
        // Taken or not, what comes out is a small picture or a refusal.
        if (made)
            QVERIFY(made->bytes.size() < kMaxImageBytes);
        else
            QCOMPARE(made.error().code, Code::mediaRejected);
    }

    void damageAnywhereNeverHurtsTheServer()
    {
        quint32 random = 1;
        const auto next = [&random](quint32 below) { return (random = random * 1664525 + 1013904223) / 16 % below; };
        const QList<QByteArray> seeds {
            hostile::pngWithCanaries(), hostile::jpegWithCanaries(3), hostile::webpWithCanaries(), hostile::gif(1)};
        ImageWorker worker({qEnvironmentVariable("GREENROOM_IMAGE"), 2, 8, 20s});
        for (int i = 0; i < 40; ++i) {
            QByteArray bytes = seeds[i % seeds.size()];
            for (int flips = 0; flips < 4; ++flips)
                bytes[next(static_cast<quint32>(bytes.size()))] = static_cast<char>(next(256));
            const auto made = cleanBy(worker, bytes);
            QVERIFY(made ? !made->bytes.contains(hostile::kCanary) : made.error().code == Code::mediaRejected);
        }
        for (int i = 0; i < 20'000; ++i) {
            QByteArray bytes = seeds[i % seeds.size()].first(next(static_cast<quint32>(seeds[i % seeds.size()].size())));
            for (int flips = 0; flips < 8 && !bytes.isEmpty(); ++flips)
                bytes[next(static_cast<quint32>(bytes.size()))] = static_cast<char>(next(256));
            (void)bool(readImageHeader(bytes));
        }
    }

    void aHelperThatDiesLiesOrHangsIsOnlyARefusal_data()
    {
        QTest::addColumn<QByteArray>("script");
        QTest::newRow("crashes") << QByteArray("kill -SEGV $$");
        QTest::newRow("is killed for memory") << QByteArray("kill -KILL $$");
        QTest::newRow("hangs") << QByteArray("exec sleep 60");
        QTest::newRow("says nothing") << QByteArray("exit 0");
        QTest::newRow("babbles without end") << QByteArray("exec cat /dev/zero");
        QTest::newRow("gives back what it got") << QByteArray("echo png 64 32; exec cat >/dev/null");
        QTest::newRow("gives a page for a picture") << QByteArray("echo png 1 1; echo '<script>'");
        QTest::newRow("lies about the size") << QByteArray("echo png 9999 9999; exec cat");
    }

    void aHelperThatDiesLiesOrHangsIsOnlyARefusal()
    {
        QFETCH(QByteArray, script);
        const QTemporaryDir dir;
        ImageWorker worker({impostor(dir, script), 1, 4, 2s});
        const QByteArray good = hostile::encoded(hostile::sample(), "png");
        for (int i = 0; i < 2; ++i)
            QCOMPARE(cleanBy(worker, good).error().code, Code::mediaRejected);
    }

    void theHelperKnowsNothingOfTheServer()
    {
        const QTemporaryDir dir;
        qputenv("GREENROOM_SECRET", "x");
        const QString seen = dir.filePath(u"seen"_s);
        QFile open(dir.filePath(u"open"_s)); // without close-on-exec, as some library might
        const int leaked = ::open(QFile::encodeName(open.fileName()).constData(), O_CREAT | O_RDWR, 0600);
        QVERIFY(leaked >= 0);
        ImageWorker worker(
            {impostor(dir, "env > " + seen.toUtf8() + "; ls -l /proc/self/fd >> " + seen.toUtf8() + "; exit 1"), 1, 4, 10s});
        QCOMPARE(cleanBy(worker, hostile::encoded(hostile::sample(), "png")).error().code, Code::mediaRejected);
        ::close(leaked);
        QFile file(seen);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll();
        QVERIFY(!text.contains("GREENROOM_SECRET"));
        QVERIFY2(!text.contains("/open"), text.constData());
    }

    void aMissingHelperIsOurFaultNotThePictures()
    {
        ImageWorker worker({u"/nonexistent/greenroom-image"_s, 1, 4, 10s});
        QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(u"cannot be run"_s));
        QCOMPARE(cleanBy(worker, hostile::encoded(hostile::sample(), "png")).error().code, Code::internal);
        QVERIFY(!ImageWorker::isRunnable(u"greenroom-image"_s));
    }

    void moreThanCanWaitIsToldToComeBack()
    {
        const QTemporaryDir dir;
        const QByteArray good = hostile::encoded(hostile::sample(), "png");
        QList<Code> answers;
        {
            ImageWorker worker({impostor(dir, "exec sleep 60"), 1, 2, 60s});
            for (int i = 0; i < 5; ++i)
                worker.clean(good, false,
                    [&](const Result<CleanImage>& result) { answers.append(result ? Code::ok : result.error().code); });
            QCOMPARE(answers, (QList<Code> {Code::busy, Code::busy}));
        }
        QCOMPARE(answers.size(), 2); // the end of the worker answers nobody, and ends the helper
    }
};

QTEST_GUILESS_MAIN(TestImage)
#include "tst_image.moc"
