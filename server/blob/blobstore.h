// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include "core/base/result.h"

namespace greenroom {

/// Bytes kept under their SHA-256; the same bytes are kept once. Any thread, one call at a time.
class BlobStore {
public:
    virtual ~BlobStore() = default;
    /// On disk for certain when it returns. Returns the hash, 32 bytes. Error storage: nothing is kept.
    virtual Result<QByteArray> put(const QByteArray& bytes) = 0;
    /// Errors: notFound; storage when what lies there is not what was put.
    virtual Result<QByteArray> get(const QByteArray& hash) = 0;
};

} // namespace greenroom
