// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/backup/backup.h"

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <QDir>
#include <QDirIterator>
#include <QJsonDocument>
#include <QRegularExpression>

#include "server/backup/archive.h"
#include "server/log/facts.h"
#include "server/log/migrator.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kMostManifest = 64 * 1024;
const QString kDatabase = u"greenroom.sqlite"_s;

/// The last member of the archive: that it is there says that all of it is.
struct Manifest {
    QString version; ///< of the program
    qint64 schema = 0;
    qint64 takenAt = 0;
    qint64 files = 0;
    QString database; ///< SHA-256 of the database
    static constexpr auto fields = std::tuple {field("version", &Manifest::version), field("schema", &Manifest::schema),
        field("takenAt", &Manifest::takenAt), field("files", &Manifest::files), field("database", &Manifest::database)};
};

/// A folder of our own, for what is not ready yet: nobody else looks into it or has put a link in its place, wherever it is.
/// Gone at the end, whatever happens.
class Leftover {
public:
    explicit Leftover(const QString& path)
        : m_path(path)
    {
        clear();
    }
    ~Leftover() { clear(); }
    Result<void> make() const
    {
        if (::mkdir(QFile::encodeName(m_path).constData(), S_IRWXU) != 0)
            return Error {Code::storage, {}, m_path + u": "_s + qt_error_string(errno), 0};
        return {};
    }
    Q_DISABLE_COPY_MOVE(Leftover)
    const QString& path() const { return m_path; }

private:
    void clear() const
    {
        QFile::remove(m_path);
        QDir(m_path).removeRecursively();
    }
    QString m_path;
};

Result<void> moveTo(const QString& from, const QString& to)
{
    if (::rename(QFile::encodeName(from).constData(), QFile::encodeName(to).constData()) != 0)
        return Error {Code::storage, {}, to + u": "_s + qt_error_string(errno), 0};
    const int folder = ::open(QFile::encodeName(QFileInfo(to).absolutePath()).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool synced = folder >= 0 && ::fsync(folder) == 0;
    const Error why {Code::storage, {}, to + u": "_s + qt_error_string(errno), 0};
    if (folder >= 0)
        ::close(folder);
    return synced ? Result<void>() : why;
}

Error exists(const QString& path, const QString& why)
{
    return {Code::input, path, why, 0};
}

Result<qint64> addBlobs(ArchiveWriter& archive, const QString& folder, const std::atomic<bool>& cancelled)
{
    static const QRegularExpression name(u"\\A[0-9a-f]{64}\\z"_s);
    qint64 count = 0;
    QDirIterator each(folder, QDir::Files, QDirIterator::Subdirectories);
    while (each.hasNext()) {
        const QString path = each.next();
        if (!name.match(each.fileName()).hasMatch())
            continue;
        if (cancelled)
            return Error {Code::unavailable, {}, {}, 0};
        const QString inside = u"blobs/"_s + QDir(folder).relativeFilePath(path);
        auto added = archive.addFile(inside.toLatin1(), path);
        if (!added)
            return added.error();
        if (QString::fromLatin1(added->toHex()) != each.fileName())
            return Error {Code::storage, u"blob"_s, path + u" is damaged"_s, 0};
        ++count;
    }
    return count;
}

} // namespace

Result<BackupReport> writeBackup(const QString& dataDir, const QString& file, Instant now, const std::atomic<bool>& cancelled)
{
    if (QFileInfo::exists(file))
        return exists(file, u"it is there already; name a file that is not"_s);
    const Leftover part(file + u".part"_s);
    if (auto done = part.make(); !done)
        return done.error();
    const QString copy = part.path() + u'/' + kDatabase;
    const QString whole = part.path() + u"/whole.tar"_s;
    Manifest manifest;
    manifest.version = QStringLiteral(GREENROOM_VERSION);
    manifest.takenAt = toMillis(now);
    {
        auto database = Database::open(dataDir + u'/' + kDatabase, Database::Mode::readOnly);
        if (!database)
            return database.error();
        if (auto done = (*database)->run(u"VACUUM INTO ?"_s, copy); !done)
            return done.error();
        auto schema = Migrator::version(**database);
        if (!schema)
            return schema.error();
        manifest.schema = *schema;
    }
    auto archive = ArchiveWriter::create(whole);
    if (!archive)
        return archive.error();
    auto hash = archive->addFile(kDatabase.toLatin1(), copy);
    if (!hash)
        return hash.error();
    manifest.database = QString::fromLatin1(hash->toHex());
    // After the database: what its entries speak of was on disk before they were.
    auto blobs = addBlobs(*archive, dataDir + u"/blobs"_s, cancelled);
    if (!blobs)
        return blobs.error();
    manifest.files = *blobs;
    if (auto done = archive->add("manifest.json"_ba, toFacts(manifest).toUtf8() + '\n'); !done)
        return done.error();
    if (auto done = archive->finish(); !done)
        return done.error();
    if (auto done = moveTo(whole, file); !done)
        return done.error();
    return BackupReport {manifest.files, QFileInfo(file).size(), now, int(manifest.schema)};
}

namespace {

/// Unpacks everything below `folder` and holds it against the manifest and the files' own names.
Result<Manifest> unpack(const QString& file, const QString& folder)
{
    auto archive = ArchiveReader::open(file);
    if (!archive)
        return archive.error();
    static const QRegularExpression blob(u"\\Ablobs/[0-9a-f]{2}/[0-9a-f]{2}/([0-9a-f]{64})\\z"_s);
    std::optional<Manifest> manifest;
    QString database;
    qint64 files = 0;
    while (true) {
        auto member = archive->next();
        if (!member)
            return member.error();
        if (!*member)
            break;
        const QString name = QString::fromLatin1((*member)->name);
        if (name == "manifest.json"_L1) {
            auto text = archive->read(kMostManifest);
            if (!text)
                return text.error();
            auto read = fromFacts<Manifest>(QString::fromUtf8(*text));
            if (!read)
                return Error {Code::input, file, u"its manifest does not read"_s, 0};
            manifest = *read;
            continue;
        }
        const auto matched = blob.match(name);
        if (manifest || (name != kDatabase && !matched.hasMatch()))
            return Error {Code::input, file, u"\"%1\" does not belong into a backup"_s.arg(name.left(100)), 0};
        const QString path = folder + u'/' + name;
        QDir().mkpath(QFileInfo(path).absolutePath());
        auto hash = archive->extract(path);
        if (!hash)
            return hash.error();
        const QString hex = QString::fromLatin1(hash->toHex());
        if (matched.hasMatch() && hex != matched.captured(1))
            return Error {Code::input, file, name + u" is damaged"_s, 0};
        if (matched.hasMatch())
            ++files;
        else
            database = hex;
    }
    if (!manifest)
        return Error {Code::input, file, u"it has no manifest: it is not whole"_s, 0};
    if (manifest->database != database || manifest->files != files)
        return Error {Code::input, file, u"what is in it is not what its manifest says"_s, 0};
    return *manifest;
}

Result<void> makeReady(const QString& path, const std::function<Result<void>(Database&)>& finish)
{
    auto database = Database::open(path, Database::Mode::readWrite);
    if (!database)
        return database.error();
    auto checked = (*database)->run(u"PRAGMA quick_check"_s);
    if (!checked)
        return checked.error();
    if (!checked->next() || checked->get<QString>(0) != "ok"_L1)
        return Error {Code::input, kDatabase, u"the database in it is damaged: "_s + checked->get<QString>(0), 0};
    (*database)->endLook();
    if (auto done = Migrator::migrate(**database); !done)
        return done;
    if (auto begun = (*database)->begin(); !begun)
        return begun;
    if (auto done = finish(**database); !done) {
        (*database)->rollback();
        return done;
    }
    return (*database)->commit();
}

} // namespace

Result<BackupReport> restoreBackup(
    const QString& file, const QString& dataDir, const std::function<Result<void>(Database&)>& finish)
{
    for (const QString& there : QStringList {dataDir + u'/' + kDatabase, dataDir + u"/blobs"_s})
        if (QFileInfo::exists(there))
            return exists(there, u"there are data already; name an empty --data-dir"_s);
    const Leftover part(dataDir + u"/restore.part"_s);
    if (auto done = part.make(); !done)
        return done.error();
    if (!QDir().mkpath(part.path() + u"/blobs"_s))
        return Error {Code::storage, {}, part.path() + u" cannot be made"_s, 0};
    auto manifest = unpack(file, part.path());
    if (!manifest)
        return manifest.error();
    if (auto done = makeReady(part.path() + u'/' + kDatabase, finish); !done)
        return done.error();
    if (QFileInfo(part.path() + u'/' + kDatabase + u"-wal"_s).size() > 0)
        return Error {Code::storage, {}, u"the database could not be brought into one file"_s, 0};
    // The database last: while it is not there, there is no store.
    if (auto done = moveTo(part.path() + u"/blobs"_s, dataDir + u"/blobs"_s); !done)
        return done.error();
    if (auto done = moveTo(part.path() + u'/' + kDatabase, dataDir + u'/' + kDatabase); !done)
        return done.error();
    return BackupReport {manifest->files, QFileInfo(file).size(), fromMillis(manifest->takenAt), int(manifest->schema)};
}

} // namespace greenroom
