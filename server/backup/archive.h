// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>

#include "core/base/result.h"

namespace greenroom {

/// Writes files one after the other into a tar archive (POSIX ustar), which any tar lists and unpacks. Error storage.
class ArchiveWriter {
public:
    /// The file must not exist; it is made for its owner alone.
    static Result<ArchiveWriter> create(const QString& path);
    Result<void> add(const QByteArray& name, const QByteArray& bytes);
    /// The hash (SHA-256) of what was added.
    Result<QByteArray> addFile(const QByteArray& name, const QString& path);
    /// Everything is on disk. Without it the archive is not whole.
    Result<void> finish();

private:
    explicit ArchiveWriter(std::unique_ptr<QFile> file);
    Result<void> header(const QByteArray& name, qint64 size);
    Result<void> pad(qint64 size);

    std::unique_ptr<QFile> m_file;
};

/// Reads such an archive from its beginning to its end. Errors: input (no such archive, or cut short), storage.
class ArchiveReader {
public:
    static Result<ArchiveReader> open(const QString& path);

    struct Member {
        QByteArray name;
        qint64 size = 0;
    };
    /// The next member; nothing at the end. What is left of the one before is passed over.
    Result<std::optional<Member>> next();
    /// All of this member, at most `most` bytes.
    Result<QByteArray> read(qint64 most);
    /// Writes this member to a new file, for its owner alone, on disk; its hash (SHA-256).
    Result<QByteArray> extract(const QString& path);

private:
    explicit ArchiveReader(std::unique_ptr<QFile> file);

    std::unique_ptr<QFile> m_file;
    qint64 m_left = 0; // of the member, unread
    qint64 m_padding = 0; // behind it
};

} // namespace greenroom
