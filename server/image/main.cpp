// SPDX-License-Identifier: GPL-3.0-or-later
// greenroom-image: one picture on standard input, the same picture written anew on standard output, nothing else of it.
// Run by the server for each picture somebody brings; everything hostile about a picture happens in here.
//
// Output: a line "png <width> <height>" or "jpeg <width> <height>", with " code" behind it when --codes was asked for and a QR
// code is in the picture, then the file. Status 0; 1 when it is no picture
// that is taken, with the reason on standard error; anything else is a crash.

#include <algorithm>
#include <cstdio>

#include <QBuffer>
#include <QColorSpace>
#include <QCoreApplication>
#include <QImageReader>
#include <QImageWriter>
#include <ZXing/ReadBarcode.h>
#include <unistd.h>

#include "core/protocol/limits.h"
#include "server/image/imageheader.h"
#include "server/image/sandbox.h"

using namespace greenroom;

namespace {

constexpr int kLongestEdge = 4096; // what a chat needs; larger pictures are scaled down
constexpr int kAllocationMiB = 192; // 40 million pixels at four bytes, and some

int reject(const char* why)
{
    std::fprintf(stderr, "%s", why);
    return 1;
}

const char* nameOf(ImageFormat format)
{
    switch (format) {
    case ImageFormat::png: return "png";
    case ImageFormat::jpeg: return "jpeg";
    case ImageFormat::gif: return "gif";
    case ImageFormat::webp: return "webp";
    }
    return "";
}

QByteArray readInput()
{
    QByteArray bytes;
    QByteArray piece(1 << 16, Qt::Uninitialized);
    for (;;) {
        const auto count = ::read(STDIN_FILENO, piece.data(), std::size_t(piece.size()));
        if (count <= 0 || bytes.size() > kMaxImageBytes)
            return bytes;
        bytes.append(piece.constData(), count);
    }
}

bool writeOutput(const QByteArray& bytes)
{
    for (qsizetype at = 0; at < bytes.size();) {
        const auto count = ::write(STDOUT_FILENO, bytes.constData() + at, std::size_t(bytes.size() - at));
        if (count <= 0)
            return false;
        at += count;
    }
    return true;
}

/// Loads what reads and writes these formats: in the sandbox nothing can be loaded any more.
void loadCodecs(const char* source)
{
    for (const char* format : {source, "png", "jpeg"}) {
        QBuffer empty;
        empty.open(QIODevice::ReadWrite);
        QImageReader reader(&empty, format);
        reader.setAutoDetectImageFormat(false);
        (void)reader.canRead();
        QImage dot(1, 1, QImage::Format_RGB32);
        dot.fill(0);
        QImageWriter(&empty, format).write(dot);
    }
    (void)QColorSpace(QColorSpace::SRgb).transformationToColorSpace(QColorSpace::DisplayP3);
}

/// The pixels and nothing else: texts, profiles and resolutions stay behind.
QImage bare(const QImage& picture)
{
    QImage image = picture;
    if (image.colorSpace().isValid() && image.colorSpace() != QColorSpace(QColorSpace::SRgb))
        image.convertToColorSpace(QColorSpace::SRgb);
    if (std::max(image.width(), image.height()) > kLongestEdge)
        image = image.scaled(kLongestEdge, kLongestEdge, Qt::KeepAspectRatio, Qt::SmoothTransformation);
    image = std::move(image).convertToFormat(image.hasAlphaChannel() ? QImage::Format_ARGB32 : QImage::Format_RGB32);
    return QImage(image.constBits(), image.width(), image.height(), image.bytesPerLine(), image.format()).copy();
}

QByteArray encode(const QImage& image, const char* format, int quality)
{
    QByteArray bytes;
    QBuffer out(&bytes);
    out.open(QIODevice::WriteOnly);
    QImageWriter writer(&out, format);
    writer.setQuality(quality);
    return writer.write(image) ? bytes : QByteArray();
}

/// As a phone held to the screen sees it; small prints in large pictures are looked for half and a quarter as large too.
bool hasCode(const QImage& image)
{
    const QImage grey = image.convertToFormat(QImage::Format_Grayscale8);
    ZXing::DecodeHints hints;
    hints.setFormats(ZXing::BarcodeFormat::QRCode | ZXing::BarcodeFormat::MicroQRCode);
    hints.setTryHarder(true);
    for (int part = 1; part <= 4; part *= 2) {
        const QImage each = part == 1
            ? grey
            : grey.scaled(grey.width() / part, grey.height() / part, Qt::KeepAspectRatio, Qt::SmoothTransformation);
        if (each.width() < 21 || each.height() < 21)
            return false;
        const ZXing::ImageView view(
            each.constBits(), each.width(), each.height(), ZXing::ImageFormat::Lum, static_cast<int>(each.bytesPerLine()));
        if (ZXing::ReadBarcode(view, hints).isValid())
            return true;
    }
    return false;
}

QImage onWhite(const QImage& image)
{
    QImage flat(image.size(), QImage::Format_RGB32);
    for (int y = 0; y < image.height(); ++y) {
        const auto* from = reinterpret_cast<const QRgb*>(image.constScanLine(y));
        auto* to = reinterpret_cast<QRgb*>(flat.scanLine(y));
        for (int x = 0; x < image.width(); ++x) {
            const int alpha = qAlpha(from[x]);
            const auto mix = [alpha](int colour) { return (colour * alpha + 255 * (255 - alpha)) / 255; };
            to[x] = qRgb(mix(qRed(from[x])), mix(qGreen(from[x])), mix(qBlue(from[x])));
        }
    }
    return flat;
}

} // namespace

int main(int argc, char** argv)
{
    qputenv("QT_NO_GLIB", "1"); // GLib gives up where Qt's own event loop gets by with what the sandbox leaves
    QCoreApplication application(argc, argv); // finds the codecs
    QByteArray input = readInput();
    if (input.size() > kMaxImageBytes)
        return reject("the picture is too large");
    const auto header = readImageHeader(input);
    if (!header)
        return reject(qUtf8Printable(header.error().detail));
    loadCodecs(nameOf(header->format));
    if (!enterSandbox()) {
        std::fprintf(stderr, "the sandbox cannot be entered");
        return 2;
    }

    QImageReader::setAllocationLimit(kAllocationMiB);
    QBuffer in(&input);
    in.open(QIODevice::ReadOnly);
    QImageReader reader(&in, nameOf(header->format));
    reader.setAutoDetectImageFormat(false);
    reader.setDecideFormatFromContent(false);
    reader.setAutoTransform(true);
    const QSize size = reader.size();
    if (!size.isValid() || size.width() != header->width || size.height() != header->height)
        return reject("the picture's parts do not agree about its size");
    QImage decoded;
    if (!reader.read(&decoded) || decoded.isNull())
        return reject("the picture is broken or cut short");
    const QImage image = bare(decoded);
    decoded = {};
    if (image.isNull())
        return reject("the picture is too large");

    const bool lossy = header->format == ImageFormat::jpeg || (header->format == ImageFormat::webp && !image.hasAlphaChannel());
    const char* format = lossy ? "jpeg" : "png";
    QByteArray output = encode(image, format, lossy ? 88 : -1);
    for (int quality = 80; output.size() > kMaxImageBytes && quality >= 60; quality -= 20) {
        format = "jpeg";
        output = encode(image.hasAlphaChannel() ? onWhite(image) : image, format, quality);
    }
    if (output.isEmpty() || output.size() > kMaxImageBytes)
        return reject("the picture cannot be written small enough");
    const bool code = argc == 2 && QByteArrayView(argv[1]) == "--codes"
        && hasCode(image.hasAlphaChannel() ? onWhite(image) : image);
    const QByteArray line = QByteArray(format) + ' ' + QByteArray::number(image.width()) + ' '
        + QByteArray::number(image.height()) + (code ? " code\n" : "\n");
    const bool written = writeOutput(line) && writeOutput(output);
    ::_exit(written ? 0 : 2); // nothing is left to tidy, and less runs
}
