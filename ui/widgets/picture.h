// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPixmap>

namespace greenroom {

/// A picture as the transcript shows it, at most 800 px a side; null for anything but the PNG and JPEG the server writes
/// (reference/security.md Q-4). The program's bound on an image's memory (QImageReader::setAllocationLimit) holds here too.
QPixmap decodedPicture(const QByteArray& bytes);

} // namespace greenroom
