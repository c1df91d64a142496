// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include "core/base/result.h"

namespace greenroom {

/// A voice note as it is kept: Ogg with Opus, of our own making.
struct VoiceNote {
    QByteArray bytes;
    qint64 durationMs = 0;
};

/// Takes the Opus packets out of what a browser recorded (WebM or Ogg) and puts them in an Ogg file of our own: every
/// other byte of the original stays behind. The sound itself is not decoded here; each packet's structure is checked, and
/// the duration is the sum of what the packets say. Errors: mediaRejected (another format, broken, over two minutes).
Result<VoiceNote> makeVoiceNote(QByteArrayView bytes);

} // namespace greenroom
