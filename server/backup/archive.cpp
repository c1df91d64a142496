// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/backup/archive.h"

#include <cerrno>
#include <unistd.h>

#include <QCryptographicHash>

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kBlock = 512;
constexpr qint64 kPart = 256 * 1024;
constexpr qsizetype kSumAt = 148;
constexpr qsizetype kSumSize = 8;
constexpr auto kOwner = QFile::ReadOwner | QFile::WriteOwner;

Error storage(const QFileDevice& file)
{
    return {Code::storage, {}, file.fileName() + u": "_s + file.errorString(), 0};
}

Error broken(const QFile& file, const QString& why)
{
    return {Code::input, file.fileName(), why, 0};
}

qint64 paddingOf(qint64 size)
{
    return (kBlock - size % kBlock) % kBlock;
}

QByteArray octal(qint64 number, qsizetype width)
{
    return QByteArray::number(number, 8).rightJustified(width - 1, '0') + '\0';
}

/// Sizes beyond what eleven octal digits hold are written as GNU tar writes them: big-endian, with the first bit set.
QByteArray sizeField(qint64 size)
{
    if (size < (1LL << 33))
        return octal(size, 12);
    QByteArray field(12, '\0');
    for (qsizetype i = 11; i >= 4; --i, size >>= 8)
        field[i] = char(size & 0xff);
    field[0] = char(0x80);
    return field;
}

qint64 readSize(const QByteArray& field)
{
    if (!(field[0] & 0x80))
        return field.left(11).trimmed().toLongLong(nullptr, 8);
    qint64 size = 0;
    for (qsizetype i = 4; i < 12; ++i)
        size = (size << 8) | quint8(field[i]);
    return size;
}

qint64 sumOf(QByteArray block)
{
    block.replace(kSumAt, kSumSize, QByteArray(kSumSize, ' '));
    qint64 sum = 0;
    for (const char byte : block)
        sum += quint8(byte);
    return sum;
}

bool sync(QFile& file)
{
    return file.flush() && ::fsync(file.handle()) == 0;
}

} // namespace

ArchiveWriter::ArchiveWriter(std::unique_ptr<QFile> file)
    : m_file(std::move(file))
{
}

Result<ArchiveWriter> ArchiveWriter::create(const QString& path)
{
    auto file = std::make_unique<QFile>(path);
    if (!file->open(QIODevice::WriteOnly | QIODevice::NewOnly, kOwner))
        return storage(*file);
    return ArchiveWriter(std::move(file));
}

Result<void> ArchiveWriter::header(const QByteArray& name, qint64 size)
{
    Q_ASSERT(name.size() < 100);
    QByteArray block = name.leftJustified(100, '\0') + octal(0600, 8) + octal(0, 8) + octal(0, 8) + sizeField(size)
        + octal(0, 12) + QByteArray(kSumSize, ' ') + '0' + QByteArray(100, '\0')
        + QByteArray("ustar\0"
                     "00",
            8);
    block = block.leftJustified(kBlock, '\0');
    block.replace(kSumAt, kSumSize, QByteArray(octal(sumOf(block), 7) + ' '));
    return m_file->write(block) == kBlock ? Result<void>() : storage(*m_file);
}

Result<void> ArchiveWriter::pad(qint64 size)
{
    const QByteArray zeros(paddingOf(size), '\0');
    return m_file->write(zeros) == zeros.size() ? Result<void>() : storage(*m_file);
}

Result<void> ArchiveWriter::add(const QByteArray& name, const QByteArray& bytes)
{
    if (auto done = header(name, bytes.size()); !done)
        return done;
    if (m_file->write(bytes) != bytes.size())
        return storage(*m_file);
    return pad(bytes.size());
}

Result<QByteArray> ArchiveWriter::addFile(const QByteArray& name, const QString& path)
{
    QFile from(path);
    if (!from.open(QIODevice::ReadOnly))
        return storage(from);
    const qint64 size = from.size();
    if (auto done = header(name, size); !done)
        return done.error();
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (qint64 left = size; left > 0;) {
        const QByteArray part = from.read(std::min(left, kPart));
        if (part.isEmpty())
            return storage(from);
        hash.addData(part);
        if (m_file->write(part) != part.size())
            return storage(*m_file);
        left -= part.size();
    }
    if (auto done = pad(size); !done)
        return done.error();
    return hash.result();
}

Result<void> ArchiveWriter::finish()
{
    const QByteArray end(2 * kBlock, '\0');
    if (m_file->write(end) != end.size() || !sync(*m_file))
        return storage(*m_file);
    m_file->close();
    return {};
}

ArchiveReader::ArchiveReader(std::unique_ptr<QFile> file)
    : m_file(std::move(file))
{
}

Result<ArchiveReader> ArchiveReader::open(const QString& path)
{
    auto file = std::make_unique<QFile>(path);
    if (!file->open(QIODevice::ReadOnly))
        return Error {Code::input, path, file->errorString(), 0};
    return ArchiveReader(std::move(file));
}

Result<std::optional<ArchiveReader::Member>> ArchiveReader::next()
{
    if (m_file->skip(m_left + m_padding) != m_left + m_padding)
        return broken(*m_file, u"the file is cut short"_s);
    m_left = m_padding = 0;
    const QByteArray block = m_file->read(kBlock);
    if (block.size() != kBlock)
        return broken(*m_file, u"the file is cut short"_s);
    if (block.count('\0') == kBlock)
        return std::optional<Member>();
    const bool isOurs = block.mid(257, 5) == "ustar" && (block[156] == '0' || block[156] == '\0')
        && block.mid(kSumAt, 6).toLongLong(nullptr, 8) == sumOf(block);
    Member member {QByteArray(block.first(100).constData()), readSize(block.mid(124, 12))};
    if (!isOurs || member.size < 0)
        return broken(*m_file, u"this is no archive that greenroomd wrote"_s);
    m_left = member.size;
    m_padding = paddingOf(member.size);
    return std::optional(std::move(member));
}

Result<QByteArray> ArchiveReader::read(qint64 most)
{
    if (m_left > most)
        return broken(*m_file, u"a member is too large"_s);
    const QByteArray bytes = m_file->read(m_left);
    if (bytes.size() != m_left)
        return broken(*m_file, u"the file is cut short"_s);
    m_left = 0;
    return bytes;
}

Result<QByteArray> ArchiveReader::extract(const QString& path)
{
    QFile to(path);
    if (!to.open(QIODevice::WriteOnly | QIODevice::NewOnly, kOwner))
        return storage(to);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    while (m_left > 0) {
        const QByteArray part = m_file->read(std::min(m_left, kPart));
        if (part.isEmpty())
            return broken(*m_file, u"the file is cut short"_s);
        hash.addData(part);
        if (to.write(part) != part.size())
            return storage(to);
        m_left -= part.size();
    }
    if (!sync(to))
        return storage(to);
    return hash.result();
}

} // namespace greenroom
