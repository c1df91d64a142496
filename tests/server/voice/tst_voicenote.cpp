// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
#include <QtEndian>

#include "server/voice/oggopus.h"
#include "server/voice/voicenote.h"
#include "server/voice/webmopus.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

namespace {

const QByteArray kCanary = "CANARY-recorded-at-home";
const QByteArray kUnknown("\x01\xFF\xFF\xFF\xFF\xFF\xFF\xFF", 8);

/// Twenty milliseconds each.
std::vector<QByteArray> packets(int count)
{
    std::vector<QByteArray> all;
    for (int i = 0; i < count; ++i)
        all.push_back(QByteArray("\xF8", 1) + QByteArray(20 + i % 300, static_cast<char>(i)));
    return all;
}

OpusStream stream(int count)
{
    OpusStream made;
    made.preSkip = 312;
    made.packets = packets(count);
    return made;
}

QByteArray element(const QByteArray& id, const QByteArray& body)
{
    QByteArray size(8, '\0');
    qToBigEndian(quint64(body.size()) | 1ULL << 56, size.data());
    return id + size + body;
}

const QByteArray kHead = QByteArray("OpusHead\x01\x01\x38\x01\x80\xBB\0\0\0\0\0", 19);
const QByteArray kEbml = element("\x1A\x45\xDF\xA3", element("\x42\x82", "webm"));

QByteArray track(const QByteArray& codec = "A_OPUS", char type = 2, const QByteArray& more = {})
{
    return element("\xAE",
        element("\xD7", "\x01") + element("\x83", QByteArray(1, type)) + element("\x86", codec) + element("\x63\xA2", kHead)
            + more);
}

QByteArray block(const QByteArray& packet, char flags = '\x80')
{
    return element("\xA3", QByteArray("\x81\0\0", 3) + flags + packet);
}

/// As Chromium's recorder writes it: neither the segment nor its clusters know their size.
QByteArray webm(const std::vector<QByteArray>& all, const QByteArray& tracks = track())
{
    QByteArray out = kEbml + "\x18\x53\x80\x67" + kUnknown + element("\x15\x49\xA9\x66", element("\x4D\x80", kCanary))
        + element("\x16\x54\xAE\x6B", tracks);
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (i % 50 == 0)
            out += "\x1F\x43\xB6\x75" + kUnknown + element("\xE7", "\x01");
        // The last one in a group, as it does
        out += i + 1 < all.size() ? block(all[i]) : element("\xA0", element("\xA1", QByteArray("\x81\0\0\0", 4) + all[i]));
    }
    return out + element("\x12\x54\xC3\x67", kCanary);
}

} // namespace

class TestVoiceNote final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatBrowsersRecordIsTakenAndNothingElseOfItKept()
    {
        const std::vector<QByteArray> said = packets(150);
        QByteArray ogg = writeOggOpus(stream(150));
        const qsizetype sizes = ogg.indexOf("greenroom");
        QVERIFY(sizes > 0);
        for (const QByteArray& recorded : {ogg, webm(said)}) {
            const auto note = makeVoiceNote(recorded);
            QVERIFY2(note, qPrintable(note ? QString() : sentence(note.error())));
            QCOMPARE(note->durationMs, 3000 - 312 * 1000 / kOpusRate - 1);
            QVERIFY(!note->bytes.contains("CANARY"));
            const auto again = readOggOpus(note->bytes);
            QVERIFY(again);
            QCOMPARE(again->packets, said);
            QCOMPARE(again->preSkip, 312);
        }
    }

    void theSameSoundIsTheSameFile()
    {
        QCOMPARE(makeVoiceNote(webm(packets(10)))->bytes, makeVoiceNote(writeOggOpus(stream(10)))->bytes);
    }

    void packetsSayHowLongTheyAre_data()
    {
        QTest::addColumn<QByteArray>("packet");
        QTest::addColumn<int>("samples");
        QTest::newRow("one frame, 20 ms") << QByteArray("\xF8zzz") << 960;
        QTest::newRow("one frame, 2.5 ms") << QByteArray("\xE0zzz") << 120;
        QTest::newRow("one frame, 60 ms") << QByteArray("\x18zzz") << 2880;
        QTest::newRow("nothing but its head") << QByteArray("\xF8") << 960;
        QTest::newRow("two alike") << QByteArray("\xF9zzzz") << 1920;
        QTest::newRow("two alike that are not") << QByteArray("\xF9zzz") << -1;
        QTest::newRow("two of two sizes") << QByteArray("\xFA\x01zzz") << 1920;
        QTest::newRow("two, the first longer than all") << QByteArray("\xFA\x09zzz") << -1;
        QTest::newRow("three alike") << QByteArray("\xFB\x03zzzzzz") << 2880;
        QTest::newRow("none") << QByteArray("\xFB\x00zz", 4) << -1;
        QTest::newRow("over 120 ms") << QByteArray("\xFB\x07zzzzzzz") << -1;
        QTest::newRow("padding longer than the packet") << QByteArray("\xFB\x41\x09zz") << -1;
        QTest::newRow("empty") << QByteArray() << -1;
        QTest::newRow("a frame too long") << QByteArray("\xF8" + QByteArray(1276, 'z')) << -1;
    }

    void packetsSayHowLongTheyAre()
    {
        QFETCH(QByteArray, packet);
        QFETCH(int, samples);
        QCOMPARE(opusSamples(packet).value_or(-1), samples);
    }

    void twoMinutesAreTheMost()
    {
        QVERIFY(makeVoiceNote(webm(packets(6000))));
        const auto late = makeVoiceNote(webm(packets(6050))); // told to stop at two minutes, stopped a little later
        QVERIFY(late);
        QVERIFY(late->durationMs <= 120'000);
        QCOMPARE(makeVoiceNote(webm(packets(6200))).error().code, Code::mediaRejected);
    }

    void everythingElseIsRefused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const QByteArray good = writeOggOpus(stream(10));
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("html") << QByteArray("<!doctype html><script>alert(1)</script>");
        QTest::newRow("mp3") << QByteArray("ID3\x04").append(QByteArray(100, '\0'));
        QTest::newRow("mp4") << QByteArray("\0\0\0\x20"
                                           "ftypisom",
            12)
                                    .append(QByteArray(100, '\0'));
        QTest::newRow("ogg and then a page") << QByteArray(good + "<script>");
        QTest::newRow("a page and then ogg") << QByteArray("<script>" + good);
        QTest::newRow("two oggs") << QByteArray(good + good);
        QTest::newRow("ogg cut short") << good.chopped(5);
        QTest::newRow("ogg with one byte changed") << QByteArray(good).replace(good.size() - 3, 1, "?");
        QTest::newRow("ogg of something else") << QByteArray(good).replace("OpusHead", "\x80theora");
        QTest::newRow("ogg without sound") << writeOggOpus(stream(0));
        QTest::newRow("webm cut short") << webm(packets(10)).chopped(70);
        QTest::newRow("webm and then a page") << QByteArray(webm(packets(10)) + "<!doctype html><script>");
        QTest::newRow("webm without sound") << webm({});
        QTest::newRow("matroska") << QByteArray(webm(packets(3))).replace("webm", "mkvv");
        QTest::newRow("video") << webm(packets(10), track("V_VP9", 1));
        QTest::newRow("vorbis") << webm(packets(10), track("A_VORBIS"));
        QTest::newRow("sound and video") << webm(packets(10), track() + track("V_VP9", 1));
        QTest::newRow("encrypted") << webm(packets(10), track("A_OPUS", 2, element("\x6D\x80", "x")));
        QTest::newRow("no such packet") << webm({"\xF9zzz"});
        QTest::newRow("laced") << QByteArray(kEbml
            + element("\x18\x53\x80\x67",
                element("\x16\x54\xAE\x6B", track()) + element("\x1F\x43\xB6\x75", block("\xF8zz", '\x06'))));
    }

    void everythingElseIsRefused()
    {
        QFETCH(QByteArray, bytes);
        const auto note = makeVoiceNote(bytes);
        QVERIFY(!note);
        QCOMPARE(note.error().code, Code::mediaRejected);
    }

    void damageAnywhereIsHarmless()
    {
        quint32 random = 1;
        const auto next = [&random](quint32 below) { return (random = random * 1664525 + 1013904223) / 16 % below; };
        const QList<QByteArray> seeds {writeOggOpus(stream(20)), webm(packets(20))};
        for (int i = 0; i < 20'000; ++i) {
            QByteArray bytes = seeds[i % 2];
            if (i % 3 == 0)
                bytes.truncate(next(static_cast<quint32>(bytes.size())));
            for (int flips = 0; flips < 3 && !bytes.isEmpty(); ++flips)
                bytes[next(static_cast<quint32>(bytes.size()))] = static_cast<char>(next(256));
            if (const auto note = makeVoiceNote(bytes))
                QVERIFY(readOggOpus(note->bytes));
        }
    }
};

QTEST_GUILESS_MAIN(TestVoiceNote)
#include "tst_voicenote.moc"
