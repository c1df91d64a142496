// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/voice/voicenote.h"

#include "server/voice/oggopus.h"
#include "server/voice/webmopus.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kLongest = 120 * kOpusRate;
// A recorder that was told to stop at two minutes stops a little later; it is cut there.
constexpr qint64 kGrace = 2 * kOpusRate;

Error rejected(const QString& why)
{
    return {Code::mediaRejected, {}, why, 0};
}

} // namespace

Result<VoiceNote> makeVoiceNote(QByteArrayView bytes)
{
    const bool webm = bytes.startsWith("\x1A\x45\xDF\xA3");
    if (!webm && !bytes.startsWith("OggS"))
        return rejected(u"it is not a voice note in WebM or Ogg with Opus"_s);
    auto stream = webm ? readWebmOpus(bytes) : readOggOpus(bytes);
    if (!stream)
        return stream.error();
    qint64 samples = 0;
    std::size_t kept = 0;
    for (const QByteArray& packet : stream->packets) {
        const auto more = opusSamples(packet);
        if (!more)
            return rejected(u"the voice note is broken or cut short"_s);
        samples += *more;
        if (samples <= kLongest)
            ++kept;
    }
    if (samples > kLongest + kGrace)
        return rejected(u"the voice note is longer than two minutes"_s);
    stream->packets.resize(kept);
    samples = 0;
    for (const QByteArray& packet : stream->packets)
        samples += *opusSamples(packet);
    samples -= stream->preSkip;
    if (samples <= 0)
        return rejected(u"the voice note is empty"_s);
    return VoiceNote {writeOggOpus(*stream), qMax<qint64>(1, samples * 1000 / kOpusRate)};
}

} // namespace greenroom
