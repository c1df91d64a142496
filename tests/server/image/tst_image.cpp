// SPDX-License-Identifier: GPL-3.0-or-later
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
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
    worker.clean(bytes, [&](const Result<CleanImage>& result) { answer = result; });
    if (!QTest::qWaitFor([&] { return answer.has_value(); }, 30'000))
        return Error {Code::timedOut, {}, {}, 0};
    return *answer;
}

Result<CleanImage> clean(const QByteArray& bytes)
{
    ImageWorker worker({qEnvironmentVariable("GREENROOM_IMAGE"), 2, 8, 20s});
    return cleanBy(worker, bytes);
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

    void whatIsNoPictureIsRefused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const QByteArray svg = "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>";
        const QByteArray html = "<!doctype html><script>alert(1)</script>";
        const QByteArray png = hostile::encoded(hostile::sample(), "png");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("one byte") << QByteArray("\x89");
        QTest::newRow("svg as png") << svg;
        QTest::newRow("html as jpg") << html;
        QTest::newRow("png's first bytes, then html") << QByteArray(png.first(8) + html);
        QTest::newRow("jpeg's first bytes, then html") << QByteArray(QByteArray("\xFF\xD8\xFF\xE0") + html);
        QTest::newRow("gif's first bytes, then script") << QByteArray("GIF89a/*" + html + "*/=1;");
        QTest::newRow("html, then a picture") << QByteArray(html + png);
        QTest::newRow("bmp") << hostile::encoded(hostile::sample(), "bmp");
        QTest::newRow("ico") << QByteArray("\0\0\1\0\1\0\x10\x10\0\0\1\0\x20\0", 14).append(QByteArray(2000, '\0'));
        QTest::newRow("tiff") << hostile::exif(1);
        QTest::newRow("30 000 x 30 000") << hostile::png(30'000, 30'000, QByteArray(1000, 0));
        QTest::newRow("1 x 4 000 000 000") << hostile::png(1, 4'000'000'000U, QByteArray(1000, 0));
        QTest::newRow("0 x 0") << hostile::png(0, 0, {});
        QTest::newRow("just over 40 million pixels") << hostile::png(8000, 5001, QByteArray(1000, 0));
        QTest::newRow("png without its data") << hostile::png(64, 64, {});
        QTest::newRow("png cut short") << png.first(png.size() / 2);
        QTest::newRow("png cut in its header") << png.first(20);
        QTest::newRow("png with a wrong checksum") << QByteArray(png).replace(png.size() - 40, 3, "xyz");
        QTest::newRow("gif of 10 000 frames") << hostile::gif(10'000);
        QTest::newRow("gif of two frames") << hostile::gif(2);
        QTest::newRow("gif without a frame") << hostile::gif(0);
        QTest::newRow("moving png") << hostile::png(8, 8, QByteArray(72, 0), hostile::pngChunk("acTL", QByteArray(8, 1)));
        QTest::newRow("webp cut short") << hostile::webpWithCanaries().first(60);
        QTest::newRow("zip") << QByteArray("PK\x03\x04").append(QByteArray(1000, 'a'));
        QTest::newRow("eicar") << QByteArray("X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*");
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
        QTest::newRow("36 million pixels of nothing") << hostile::png(6000, 6000, QByteArray(6000LL * 6001, 0));
        QTest::newRow("a comment of 64 MB") << hostile::png(8, 8, QByteArray(72, 0),
            hostile::pngChunk("zTXt", "Bomb" + QByteArray(2, '\0') + hostile::deflated(QByteArray(64 << 20, 'A'))));
        QTest::newRow("more data than pixels") << hostile::png(8, 8, QByteArray(32 << 20, 0));
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
                worker.clean(
                    good, [&](const Result<CleanImage>& result) { answers.append(result ? Code::ok : result.error().code); });
            QCOMPARE(answers, (QList<Code> {Code::busy, Code::busy}));
        }
        QCOMPARE(answers.size(), 2); // the end of the worker answers nobody, and ends the helper
    }
};

QTEST_GUILESS_MAIN(TestImage)
#include "tst_image.moc"
