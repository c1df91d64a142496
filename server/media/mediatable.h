// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/protocol/media.h"
#include "server/log/log.h"

namespace greenroom {

/// What is known of the bytes of a stored file, which lie under their hash in the BlobStore.
struct KeptFile {
    QByteArray hash; ///< SHA-256 of the bytes as stored, 32 bytes
    QString mime; ///< one of the few types the server itself makes
    qint64 bytes = 0;
    qint64 width = 0; ///< pictures
    qint64 height = 0;
    qint64 durationMs = 0; ///< voice notes
    bool code = false; ///< pictures of staff: a QR code is in it
};

/// The table `blob`: one row for each file somebody brought, whoever else brought the same bytes.
class MediaTable {
public:
    struct Row {
        BlobId blob;
        ShopId shop;
        Uuid uploader; ///< the customer or person
        std::optional<ConversationId> conversation; ///< it was brought for, or said in
        std::optional<qint64> number; ///< of the entry that shows it; none until it is sent
        MediaKind media = MediaKind::image;
        KeptFile file;
        qint64 received = 0; ///< bytes as they came
        Instant createdAt;
        bool cleared = false; ///< the entry was recalled or erased (only read)
    };
    static Write insert(const Row& row);
    /// It is said in the entry of that number.
    static Write attach(BlobId blob, ConversationId conversation, qint64 number);
    static Result<std::optional<Row>> find(Database& database, ShopId shop, BlobId blob);

    struct Spent {
        qint64 bytes = 0;
        qint64 files = 0;
    };
    /// What this uploader brought since.
    static Result<Spent> spentSince(Database& database, ShopId shop, const Uuid& uploader, Instant since);
    static Result<qint64> countOf(Database& database, ConversationId conversation);
};

} // namespace greenroom
