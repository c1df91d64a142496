// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "server/voice/opuspacket.h"

namespace greenroom {

/// A WebM file as browsers record it: one audio track, Opus, no lacing, no encryption; sizes known or not. Error
/// mediaRejected.
Result<OpusStream> readWebmOpus(QByteArrayView bytes);

} // namespace greenroom
