// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/picture.h"

#include <QBuffer>
#include <QImageReader>

namespace greenroom {

namespace {

constexpr qint64 kMostPixels = 40'000'000;
constexpr QSize kMostShown {800, 800};

} // namespace

QPixmap decodedPicture(const QByteArray& bytes)
{
    const bool png = bytes.startsWith(QByteArrayView("\x89PNG"));
    if (!png && !bytes.startsWith(QByteArrayView("\xff\xd8")))
        return {};
    QBuffer buffer;
    buffer.setData(bytes);
    buffer.open(QIODevice::ReadOnly);
    // The format is said, so that no other reader of the machine looks at these bytes.
    QImageReader reader(&buffer, png ? QByteArrayLiteral("png") : QByteArrayLiteral("jpeg"));
    reader.setAutoDetectImageFormat(false);
    const QSize size = reader.size();
    if (!size.isValid() || qint64(size.width()) * size.height() > kMostPixels)
        return {};
    reader.setScaledSize(size.scaled(size.boundedTo(kMostShown), Qt::KeepAspectRatio));
    return QPixmap::fromImage(reader.read());
}

} // namespace greenroom
