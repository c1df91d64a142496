// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/blob/fileblobstore.h"

#include <cerrno>
#include <cstdio>

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

Error storage(const QString& path)
{
    return {Code::storage, {}, path + u": "_s + qt_error_string(errno), 0};
}

class Descriptor {
public:
    explicit Descriptor(int descriptor)
        : m_descriptor(descriptor)
    {
    }
    ~Descriptor()
    {
        if (m_descriptor >= 0)
            ::close(m_descriptor);
    }
    Q_DISABLE_COPY_MOVE(Descriptor)
    int get() const { return m_descriptor; }

private:
    int m_descriptor;
};

/// A new name in a folder survives a power cut only once the folder itself is on disk.
Result<void> syncFolder(const QString& path)
{
    const Descriptor folder(::open(QFile::encodeName(path).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (folder.get() < 0 || ::fsync(folder.get()) != 0)
        return storage(path);
    return {};
}

/// Makes one folder, on disk; its parent is there.
Result<void> makeFolder(const QString& path)
{
    if (::mkdir(QFile::encodeName(path).constData(), 0700) == 0)
        return syncFolder(QFileInfo(path).absolutePath());
    return errno == EEXIST ? Result<void>() : storage(path);
}

Result<void> writeFile(const QString& path, const QByteArray& bytes)
{
    const Descriptor file(
        ::open(QFile::encodeName(path).constData(), O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600));
    if (file.get() < 0)
        return storage(path);
    for (qsizetype at = 0; at < bytes.size();) {
        const auto count = ::write(file.get(), bytes.constData() + at, std::size_t(bytes.size() - at));
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return storage(path);
        at += count;
    }
    return ::fsync(file.get()) == 0 ? Result<void>() : storage(path);
}

} // namespace

FileBlobStore::FileBlobStore(const QString& folder)
    : m_folder(folder)
{
}

Result<FileBlobStore> FileBlobStore::open(const QString& folder)
{
    if (auto done = makeFolder(folder); !done)
        return done.error();
    // Whatever stood under a temporary name was never promised to anybody.
    for (const QString& name : QDir(folder).entryList({u"*.part"_s}, QDir::Files))
        QFile::remove(folder + u'/' + name);
    return FileBlobStore(folder);
}

QString FileBlobStore::pathOf(const QByteArray& hash) const
{
    const QString name = QString::fromLatin1(hash.toHex());
    return m_folder + u'/' + name.first(2) + u'/' + name.sliced(2, 2) + u'/' + name;
}

Result<QByteArray> FileBlobStore::put(const QByteArray& bytes)
{
    const QByteArray hash = QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
    const QString path = pathOf(hash);
    if (QFileInfo::exists(path))
        return hash;
    const QString inner = QFileInfo(path).absolutePath();
    if (auto done = makeFolder(QFileInfo(inner).absolutePath()); !done)
        return done.error();
    if (auto done = makeFolder(inner); !done)
        return done.error();
    const QString part = m_folder + u'/' + QString::fromLatin1(hash.toHex()) + u".part"_s;
    if (auto done = writeFile(part, bytes); !done) {
        QFile::remove(part);
        return done.error();
    }
    if (::rename(QFile::encodeName(part).constData(), QFile::encodeName(path).constData()) != 0) {
        const Error error = storage(path);
        QFile::remove(part);
        return error;
    }
    if (auto done = syncFolder(inner); !done)
        return done.error();
    return hash;
}

Result<QByteArray> FileBlobStore::get(const QByteArray& hash)
{
    QFile file(pathOf(hash));
    if (hash.size() != 32 || !file.open(QIODevice::ReadOnly))
        return Error {Code::notFound, u"blob"_s, {}, 0};
    const QByteArray bytes = file.readAll();
    if (QCryptographicHash::hash(bytes, QCryptographicHash::Sha256) != hash)
        return Error {Code::storage, u"blob"_s, file.fileName() + u" is damaged"_s, 0};
    return bytes;
}

} // namespace greenroom
