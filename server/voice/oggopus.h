// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "server/voice/opuspacket.h"

namespace greenroom {

/// Ogg pages (RFC 3533) of one Opus stream (RFC 7845), strictly: every checksum, every sequence number, nothing before,
/// between or after. Error mediaRejected.
Result<OpusStream> readOggOpus(QByteArrayView bytes);
/// A file of our own making: the stream's packets, an empty comment, nothing else.
QByteArray writeOggOpus(const OpusStream& stream);

} // namespace greenroom
