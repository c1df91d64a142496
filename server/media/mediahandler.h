// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/protocol/conversation.h"
#include "server/coordinator/coordinator.h"
#include "server/media/daycounts.h"
#include "server/media/mediapath.h"
#include "server/media/mediatable.h"

namespace greenroom {

/// Who may bring and fetch which picture or voice note. Knows rights, quotas and rows, never bytes: those come and go on
/// the HTTP side (MediaRoutes), which asks here. Coordinator's thread.
///
/// What is not there, not yours, expired or forged is all `notFound`.
class MediaHandler {
public:
    struct Settings {
        Millis linkLife = std::chrono::minutes(5);
        qint64 customerBytesADay = 50 * 1024 * 1024;
        qint64 staffBytesADay = 1024 * 1024 * 1024;
        qint64 customerFilesADay = 100;
        qint64 sourceBytesADay = 500 * 1024 * 1024; ///< all customers of one address together, as in SignInThrottle::sourceOf
        qint64 sourceFilesADay = 1000;
        qint64 staffFilesADay = 2000;
        qint64 filesAConversation = 500;
    };
    MediaHandler(Coordinator& coordinator, const Settings& settings);

    // ---- a file comes in, in two steps ----
    /// An upload that may go on: its bytes count against the quota from now on, kept or not.
    struct Admitted {
        MediaTable::Row row; ///< all but the file
        bool byStaff = false;
    };
    /// Any thread: was the path given out here? What it is good for is mayBring()'s to say.
    bool isSigned(QByteArrayView path) const { return m_paths.read(path).has_value(); }
    /// Would so many bytes be admitted now, if they came? `size` is none while nobody knows.
    Result<void> mayBring(QByteArrayView path, std::optional<qint64> size, const QString& bearer);
    /// `size` bytes have come for this path, with this Authorization token (or none).
    Result<Admitted> admit(QByteArrayView path, qint64 size, const QString& bearer);
    /// What was made of it is on disk: stores the row; `then` after the commit. The path is used up: admit()
    /// answers it with `conflict`.
    void keep(const Admitted& upload, const KeptFile& file, std::function<void(const Uploaded&)> then);
    /// Nothing came of it.
    void drop(const Admitted& upload) { m_uploading.remove(upload.row.blob); }

    // ---- a file goes out ----
    void open(QByteArrayView path, const QString& bearer, std::function<void(Result<MediaTable::Row>)> then);

    // ---- it is said in a conversation ----
    /// May this principal say this, as it stands? A picture or voice note must be the sender's own upload, for this
    /// conversation, not said before, measured as the server measured it. Everything else may.
    void checkSend(const Principal& who, const std::optional<ConversationId>& conversation, const Said& said,
        std::function<void(Result<void>)> then);
    /// What checkSend() has just let pass shows a QR code.
    bool showsCode(const Said& said) const;
    /// It is said, in the entry of this number.
    void said(const Said& said, const Stored& stored);

    /// Forgets what was decided and not committed.
    void onReload();

private:
    void beginUpload(const Call<BeginUpload>& call);
    void linkBlob(const Call<LinkBlob>& call);
    /// The principal of the path's session, if the path is good for it now.
    struct Holder {
        MediaPermit permit;
        Principal who;
        QString source; ///< counted apart; empty for staff, and for this machine, where a proxy stands for everybody
    };
    std::optional<Holder> holder(QByteArrayView path, MediaPermit::Use use, const QString& bearer);
    Result<Holder> uploader(QByteArrayView path, std::optional<qint64> size, const QString& bearer);
    std::optional<Error> overQuota(const Principal& who, const QString& source, qint64 more) const;
    void findReadable(const Principal& who, BlobId blob, std::function<void(Result<MediaTable::Row>)> then);
    void remember(const MediaTable::Row& row);

    Coordinator& m_coordinator;
    Settings m_settings;
    MediaPaths m_paths;
    DayCounts<Uuid> m_spent; // by uploader; read from the store at the first upload
    DayCounts<QString> m_fromSource; // since this process began
    QHash<BlobId, Instant> m_uploading; // begun, until their path ends: a path is good for one file
    QHash<BlobId, MediaTable::Row> m_recent; // uploaded lately: saying them needs no look at the store
};

} // namespace greenroom
