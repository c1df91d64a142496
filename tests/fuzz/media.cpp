// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/image/imageheader.h"
#include "server/voice/voicenote.h"
#include "tests/fuzz/promise.h"
#include "tests/fuzz/readers.h"

namespace greenroom {

void fuzzMedia(const QByteArray& bytes)
{
    if (const auto header = readImageHeader(bytes)) {
        promise(header->width > 0 && header->height > 0 && header->width <= kMaxEdge && header->height <= kMaxEdge
                && header->width * header->height <= kMaxPixels,
            "a picture that is taken has its bounds");
        promise(!header->animated, "a picture that is taken stands still");
    } else {
        promiseWhole(header.error());
    }
    const auto note = makeVoiceNote(bytes);
    if (!note) {
        promiseWhole(note.error());
        return;
    }
    const auto again = makeVoiceNote(note->bytes);
    promise(
        again && again->durationMs == note->durationMs && again->bytes == note->bytes, "what is kept of a note is that note");
}

} // namespace greenroom
