// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/media/mediahandler.h"

#include <QHostAddress>

#include "server/auth/signinthrottle.h"
#include "server/auth/token.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

constexpr Millis kDay = DayCounts<Uuid>::kDay;
constexpr Millis kRemembered = 1h;
const Error kNoBlob {Code::notFound, u"blob"_s, {}, 0};
const Error kNoPath {Code::notFound, u"path"_s, {}, 0};

Error unavailable(const Error& error)
{
    return {Code::unavailable, {}, error.detail, 0};
}

/// The blob of a picture or voice note; nothing for everything else that may be said.
std::optional<BlobId> blobOf(const Said& said)
{
    if (const auto* image = std::get_if<Image>(&said))
        return image->blob;
    if (const auto* voice = std::get_if<Voice>(&said))
        return voice->blob;
    return std::nullopt;
}

bool measuresAs(const Said& said, const MediaTable::Row& row)
{
    if (const auto* image = std::get_if<Image>(&said))
        return row.media == MediaKind::image && image->width == row.file.width && image->height == row.file.height;
    const auto& voice = std::get<Voice>(said);
    return row.media == MediaKind::voice && voice.durationMs == row.file.durationMs;
}

/// Whom a file is counted for beside its uploader: a crowd of visitors from one place may be one person.
QString sourceOf(const Principal& who, const QString& peer)
{
    return who.isCustomer() && !QHostAddress(peer).isLoopback() ? SignInThrottle::sourceOf(peer) : QString();
}

Result<void> mayBeSaid(
    const Principal& who, const std::optional<ConversationId>& conversation, const Said& said, const MediaTable::Row& row)
{
    const bool own = row.shop == who.shop && row.uploader == who.author().id;
    // A customer's conversations are all the customer's own; staff must not carry one customer's file to another's.
    const bool here = who.isCustomer() || row.conversation == conversation;
    if (!own || !here || row.number)
        return Error {Code::notFound, u"content"_s, {}, 0};
    if (!measuresAs(said, row))
        return Error {Code::mediaRejected, u"content"_s, u"it is not what the upload was answered"_s, 0};
    return {};
}

} // namespace

MediaHandler::MediaHandler(Coordinator& coordinator, const Settings& settings)
    : m_coordinator(coordinator)
    , m_settings(settings)
{
    coordinator.on<BeginUpload>([this](const Call<BeginUpload>& call) { beginUpload(call); });
    coordinator.on<LinkBlob>([this](const Call<LinkBlob>& call) { linkBlob(call); });
}

void MediaHandler::beginUpload(const Call<BeginUpload>& call)
{
    const BeginUpload& asked = call.body;
    const qint64 limit = asked.media == MediaKind::image ? kMaxImageBytes : kMaxVoiceBytes;
    if (call.via == Via::http) {
        call.fail({Code::unsupported, {}, u"an upload needs a WebSocket session"_s, 0});
        return;
    }
    if (asked.bytes > limit) {
        call.fail({Code::tooLarge, u"bytes"_s, {}, limit});
        return;
    }
    if (!call.who.isCustomer() && !asked.conversation) {
        call.fail({Code::missingField, u"conversation"_s, {}, 0});
        return;
    }
    const auto grant = [this, call] {
        struct Found {
            MediaTable::Spent spent;
            qint64 files = 0;
        };
        m_coordinator.read<Found>(
            [who = call.who, conversation = call.body.conversation, since = m_coordinator.now() - kDay](
                Database& database) -> Result<Found> {
                auto spent = MediaTable::spentSince(database, who.shop, *who.author().id, since);
                if (!spent)
                    return spent.error();
                Result<qint64> files = conversation ? MediaTable::countOf(database, *conversation) : Result<qint64>(0);
                if (!files)
                    return files.error();
                return Found {*spent, *files};
            },
            [this, call](Result<Found> found) {
                if (!found) {
                    call.fail(unavailable(found.error()));
                    return;
                }
                if (!m_spent.isCounted(*call.who.author().id, m_coordinator.now()))
                    m_spent.begin(*call.who.author().id, found->spent, m_coordinator.now());
                if (const auto over = overQuota(call.who, sourceOf(call.who, call.peer), call.body.bytes)) {
                    call.fail(*over);
                } else if (found->files >= m_settings.filesAConversation) {
                    call.fail({Code::rateLimited, u"conversation"_s, {}, 0});
                } else {
                    const Instant until = m_coordinator.now() + m_settings.linkLife;
                    const MediaPermit permit {MediaPermit::Use::upload, call.session, until,
                        m_coordinator.ids().next<BlobId>(m_coordinator.now()), call.body.media, call.body.bytes,
                        call.body.conversation};
                    call.reply({m_paths.sign(permit), until});
                }
            });
    };
    if (!asked.conversation) {
        grant();
        return;
    }
    m_coordinator.mayWatch(StreamKind::conversation)(call.who, StreamId::of(*asked.conversation), [call, grant](bool may) {
        if (may)
            grant();
        else
            call.fail({Code::notFound, u"conversation"_s, {}, 0});
    });
}

std::optional<Error> MediaHandler::overQuota(const Principal& who, const QString& source, qint64 more) const
{
    const MediaTable::Spent own {who.isCustomer() ? m_settings.customerBytesADay : m_settings.staffBytesADay,
        who.isCustomer() ? m_settings.customerFilesADay : m_settings.staffFilesADay};
    auto wait = m_spent.wait(*who.author().id, more, own, m_coordinator.now());
    if (!wait && !source.isEmpty())
        wait = m_fromSource.wait(source, more, {m_settings.sourceBytesADay, m_settings.sourceFilesADay}, m_coordinator.now());
    return wait ? std::optional(Error {Code::rateLimited, u"bytes"_s, {}, wait->count()}) : std::nullopt;
}

std::optional<MediaHandler::Holder> MediaHandler::holder(QByteArrayView path, MediaPermit::Use use, const QString& bearer)
{
    const auto permit = m_paths.read(path);
    if (!permit || permit->use != use || permit->expiresAt <= m_coordinator.now())
        return std::nullopt;
    const Coordinator::Session* session = m_coordinator.session(permit->session);
    if (!session || !session->principal)
        return std::nullopt;
    // Staff prove with their token that they, and not somebody who saw the path, are asking. The widget's frame has
    // nothing but the path.
    const bool proves = !session->tokenHash.isEmpty() && !session->principal->isCustomer();
    if (proves || !bearer.isEmpty()) {
        const auto hash = tokenHash(session->principal->isCustomer() ? TokenKind::visitor : TokenKind::session, bearer);
        if (!hash || !equalSecrets(*hash, session->tokenHash))
            return std::nullopt;
    }
    return Holder {*permit, *session->principal, sourceOf(*session->principal, session->peer)};
}

Result<MediaHandler::Holder> MediaHandler::uploader(QByteArrayView path, std::optional<qint64> size, const QString& bearer)
{
    const auto held = holder(path, MediaPermit::Use::upload, bearer);
    if (!held)
        return kNoPath;
    const MediaPermit& permit = held->permit;
    if (size && *size != permit.bytes)
        return Error {
            Code::invalidField, u"bytes"_s, u"%1 bytes came, %2 were announced"_s.arg(*size).arg(permit.bytes), permit.bytes};
    if (m_uploading.contains(permit.blob))
        return Error {Code::conflict, u"path"_s, u"this path was used"_s, 0};
    if (const auto over = overQuota(held->who, held->source, permit.bytes))
        return *over;
    return *held;
}

Result<void> MediaHandler::mayBring(QByteArrayView path, std::optional<qint64> size, const QString& bearer)
{
    const auto held = uploader(path, size, bearer);
    return held ? Result<void>() : held.error();
}

Result<MediaHandler::Admitted> MediaHandler::admit(QByteArrayView path, qint64 size, const QString& bearer)
{
    const auto held = uploader(path, size, bearer);
    if (!held)
        return held.error();
    const MediaPermit& permit = held->permit;
    m_spent.add(*held->who.author().id, size, m_coordinator.now());
    if (!held->source.isEmpty())
        m_fromSource.add(held->source, size, m_coordinator.now());
    m_uploading.removeIf([now = m_coordinator.now()](const auto& each) { return each.value() <= now; });
    m_uploading.insert(permit.blob, permit.expiresAt);
    Admitted admitted;
    admitted.byStaff = !held->who.isCustomer();
    admitted.row.blob = permit.blob;
    admitted.row.shop = held->who.shop;
    admitted.row.uploader = *held->who.author().id;
    admitted.row.conversation = permit.conversation;
    admitted.row.media = permit.media;
    admitted.row.received = size;
    admitted.row.createdAt = m_coordinator.now();
    return admitted;
}

void MediaHandler::keep(const Admitted& upload, const KeptFile& file, std::function<void(const Uploaded&)> then)
{
    MediaTable::Row row = upload.row;
    row.file = file;
    m_coordinator.write(MediaTable::insert(row));
    remember(row);
    Uploaded answer {row.blob, {}, {}, {}};
    if (row.media == MediaKind::image) {
        answer.width = file.width;
        answer.height = file.height;
    } else {
        answer.durationMs = file.durationMs;
    }
    m_coordinator.afterCommit([answer, then = std::move(then)] { then(answer); });
}

void MediaHandler::remember(const MediaTable::Row& row)
{
    m_recent.insert(row.blob, row);
    m_coordinator.at(m_coordinator.now() + kRemembered, [this, blob = row.blob] { m_recent.remove(blob); });
}

void MediaHandler::findReadable(const Principal& who, BlobId blob, std::function<void(Result<MediaTable::Row>)> then)
{
    m_coordinator.read<std::optional<MediaTable::Row>>(
        [shop = who.shop, blob](Database& database) { return MediaTable::find(database, shop, blob); },
        [this, who, then = std::move(then)](Result<std::optional<MediaTable::Row>> found) {
            if (!found) {
                then(unavailable(found.error()));
                return;
            }
            if (!*found || (*found)->cleared) {
                then(kNoBlob);
                return;
            }
            const MediaTable::Row row = **found;
            // Not said yet: nobody else's than the one's who brought it.
            if (!row.number) {
                then(row.uploader == who.author().id ? Result<MediaTable::Row>(row) : kNoBlob);
                return;
            }
            m_coordinator.mayWatch(StreamKind::conversation)(who, StreamId::of(*row.conversation),
                [row, then](bool may) { then(may ? Result<MediaTable::Row>(row) : kNoBlob); });
        });
}

void MediaHandler::linkBlob(const Call<LinkBlob>& call)
{
    if (call.via == Via::http) {
        call.fail({Code::unsupported, {}, u"a link needs a WebSocket session"_s, 0});
        return;
    }
    findReadable(call.who, call.body.blob, [this, call](Result<MediaTable::Row> row) {
        if (!row) {
            call.fail(row.error());
            return;
        }
        const Instant until = m_coordinator.now() + m_settings.linkLife;
        call.reply({m_paths.sign({MediaPermit::Use::download, call.session, until, row->blob, row->media, 0, {}}), until});
    });
}

void MediaHandler::open(QByteArrayView path, const QString& bearer, std::function<void(Result<MediaTable::Row>)> then)
{
    const auto held = holder(path, MediaPermit::Use::download, bearer);
    if (held)
        findReadable(held->who, held->permit.blob, std::move(then));
    else
        then(kNoPath);
}

void MediaHandler::checkSend(const Principal& who, const std::optional<ConversationId>& conversation, const Said& said,
    std::function<void(Result<void>)> then)
{
    const auto blob = blobOf(said);
    if (!blob) {
        then({});
        return;
    }
    if (const auto recent = m_recent.constFind(*blob); recent != m_recent.cend()) {
        then(mayBeSaid(who, conversation, said, *recent));
        return;
    }
    m_coordinator.read<std::optional<MediaTable::Row>>(
        [shop = who.shop, blob = *blob](Database& database) { return MediaTable::find(database, shop, blob); },
        [this, who, conversation, said, blob = *blob, then = std::move(then)](Result<std::optional<MediaTable::Row>> found) {
            if (!found) {
                then(unavailable(found.error()));
                return;
            }
            if (!*found) {
                then(Error {Code::notFound, u"content"_s, {}, 0});
                return;
            }
            // It may have been said while the store was asked.
            if (!m_recent.contains(blob))
                remember(**found);
            then(mayBeSaid(who, conversation, said, m_recent.value(blob)));
        });
}

bool MediaHandler::showsCode(const Said& said) const
{
    const auto blob = blobOf(said);
    return blob && m_recent.value(*blob).file.code;
}

void MediaHandler::said(const Said& said, const Stored& stored)
{
    const auto blob = blobOf(said);
    if (!blob)
        return;
    if (const auto recent = m_recent.find(*blob); recent != m_recent.end()) {
        recent->conversation = stored.conversation;
        recent->number = stored.number;
    }
    m_coordinator.write(MediaTable::attach(*blob, stored.conversation, stored.number));
}

void MediaHandler::onReload()
{
    m_recent.clear();
}

} // namespace greenroom
