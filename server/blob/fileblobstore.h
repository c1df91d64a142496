// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "server/blob/blobstore.h"

namespace greenroom {

/// Files in a folder of their own (0700, files 0600), two levels deep by the first two bytes of the hash. A file shows
/// under its name only when it is whole and on disk.
class FileBlobStore final : public BlobStore {
public:
    /// Makes the folder if need be, and clears what a crash left half written. Error storage.
    static Result<FileBlobStore> open(const QString& folder);

    Result<QByteArray> put(const QByteArray& bytes) override;
    Result<QByteArray> get(const QByteArray& hash) override;

private:
    explicit FileBlobStore(const QString& folder);
    QString pathOf(const QByteArray& hash) const;

    QString m_folder;
};

} // namespace greenroom
