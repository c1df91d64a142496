// SPDX-License-Identifier: GPL-3.0-or-later
#include <sys/inotify.h>
#include <unistd.h>

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include "server/backup/archive.h"
#include "server/backup/backup.h"
#include "server/blob/fileblobstore.h"
#include "server/desk/epoch.h"
#include "server/shops/shoptable.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

namespace {

const Instant kNow = fromMillis(1'760'000'000'000);

struct World {
    World()
    {
        QDir().mkdir(data());
        auto opened = Database::open(data() + u"/greenroom.sqlite"_s, Database::Mode::readWrite);
        if (!opened || !prepareStore(**opened, kNow))
            qFatal("no store");
        database = *std::move(opened);
        add(u"first"_s);
        auto blobs = FileBlobStore::open(data() + u"/blobs"_s);
        for (const QByteArray& bytes : {"one"_ba, QByteArray(700'000, 'x')})
            if (!blobs || !blobs->put(bytes))
                qFatal("no blobs");
    }
    void add(const QString& key)
    {
        const Shop shop {IdSource().next<ShopId>(kNow), key, key, {}, {}, kNow};
        if (!ShopTable::insert(shop)(*database))
            qFatal("no shop");
    }
    QString path(const QString& name) const { return folder.filePath(name); }
    QString data() const { return path(u"data"_s); }
    Result<BackupReport> backup(const QString& name) const { return writeBackup(data(), path(name), kNow, false); }
    Result<BackupReport> restore(const QString& name, const QString& to) const
    {
        QDir().mkdir(path(to));
        return restoreBackup(path(name), path(to), [](Database& made) { return renewEpoch(made, kNow + 1h); });
    }
    QTemporaryDir folder;
    std::unique_ptr<Database> database;
};

QString shopsIn(const QString& dataDir)
{
    auto database = Database::open(dataDir + u"/greenroom.sqlite"_s, Database::Mode::readWrite);
    QStringList keys;
    if (database)
        for (const Shop& shop : *ShopTable::all(**database))
            keys.append(shop.publicKey);
    return keys.join(u' ');
}

QByteArray readAll(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void writeAll(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

} // namespace

class TestBackup final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsRestoredIsWhatWasThereAtThatMoment()
    {
        World world;
        const auto report = world.backup(u"b.tar"_s);
        QVERIFY2(report, qPrintable(report ? QString() : sentence(report.error())));
        QCOMPARE(report->files, 2);
        QCOMPARE(QFile::permissions(world.path(u"b.tar"_s)) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
        world.add(u"later"_s);
        const auto restored = world.restore(u"b.tar"_s, u"new"_s);
        QVERIFY2(restored, qPrintable(restored ? QString() : sentence(restored.error())));
        QCOMPARE(shopsIn(world.path(u"new"_s)), u"first"_s);
        auto blobs = FileBlobStore::open(world.path(u"new/blobs"_s));
        QCOMPARE(*blobs->get(QCryptographicHash::hash("one", QCryptographicHash::Sha256)), "one"_ba);
        auto old = readEpoch(*world.database);
        auto made = Database::open(world.path(u"new/greenroom.sqlite"_s), Database::Mode::readWrite);
        QVERIFY(*readEpoch(**made) != *old);
        // Nothing is left over, there or here.
        QCOMPARE(QDir(world.path(u"new"_s)).entryList({u"*.part*"_s}, QDir::AllEntries), QStringList());
        QCOMPARE(QDir(world.folder.path()).entryList({u"*.part*"_s}, QDir::AllEntries), QStringList());
    }

    void anyTarListsIt()
    {
        World world;
        QVERIFY(world.backup(u"b.tar"_s));
        QProcess tar;
        tar.start(u"tar"_s, {u"-tf"_s, world.path(u"b.tar"_s)});
        QVERIFY(tar.waitForFinished());
        QCOMPARE(tar.exitCode(), 0);
        const QByteArray names = tar.readAllStandardOutput();
        QVERIFY(names.startsWith("greenroom.sqlite\n"));
        QVERIFY(names.endsWith("manifest.json\n"));
        QCOMPARE(names.count("blobs/"), 2);
    }

    void nothingThatIsThereIsWrittenOver()
    {
        World world;
        QVERIFY(world.backup(u"b.tar"_s));
        const auto again = world.backup(u"b.tar"_s);
        QCOMPARE(again.error().code, Code::input);
        const auto over = world.restore(u"b.tar"_s, u"data"_s);
        QCOMPARE(over.error().code, Code::input);
        QVERIFY(sentence(over.error()).contains(u"data already"_s));
        QCOMPARE(shopsIn(world.data()), u"first"_s);
    }

    void aBrokenFileIsRefusedWhole_data()
    {
        QTest::addColumn<QString>("how");
        for (const QString& how : {u"cut"_s, u"cut within"_s, u"no manifest"_s, u"byte of the database"_s,
                 u"byte of a picture"_s, u"no archive"_s, u"empty"_s, u"stranger"_s, u"outside"_s})
            QTest::newRow(qPrintable(how)) << how;
    }
    void aBrokenFileIsRefusedWhole()
    {
        QFETCH(QString, how);
        World world;
        QVERIFY(world.backup(u"b.tar"_s));
        QByteArray bytes = readAll(world.path(u"b.tar"_s));
        if (how == u"cut"_s) {
            bytes.chop(1024);
        } else if (how == u"cut within"_s) {
            bytes.truncate(bytes.size() / 2);
        } else if (how == u"no manifest"_s) {
            bytes.truncate(bytes.indexOf("manifest.json"));
            bytes.append(QByteArray(1024, '\0'));
        } else if (how == u"byte of the database"_s) {
            bytes[5000] = char(bytes[5000] ^ 1);
        } else if (how == u"byte of a picture"_s) {
            const qsizetype at = bytes.indexOf(QByteArray(600, 'x'));
            bytes[at] = 'y';
        } else if (how == u"no archive"_s) {
            bytes = QByteArray(2048, 'a');
        } else if (how == u"empty"_s) {
            bytes.clear();
        } else {
            QFile::remove(world.path(u"b.tar"_s));
            auto archive = ArchiveWriter::create(world.path(u"b.tar"_s));
            QVERIFY(archive->add(how == u"outside"_s ? "../escaped"_ba : "more.txt"_ba, "x"));
            QVERIFY(archive->finish());
            bytes = readAll(world.path(u"b.tar"_s));
        }
        writeAll(world.path(u"b.tar"_s), bytes);
        const auto done = world.restore(u"b.tar"_s, u"new"_s);
        QVERIFY(!done);
        QCOMPARE(done.error().code, Code::input);
        QCOMPARE(QDir(world.path(u"new"_s)).entryList(QDir::AllEntries | QDir::NoDotAndDotDot), QStringList());
        QVERIFY(!QFile::exists(world.path(u"escaped"_s)));
    }

    void aNameThatGoesOnAfterItsEndIsRefused()
    {
        World world;
        QVERIFY(world.backup(u"b.tar"_s));
        auto from = ArchiveReader::open(world.path(u"b.tar"_s));
        auto to = ArchiveWriter::create(world.path(u"c.tar"_s));
        while (auto member = *from->next()) {
            const auto bytes = from->read(member->size);
            QVERIFY(to->add(member->name.startsWith("blobs/") ? member->name + '\n' : member->name, *bytes));
        }
        QVERIFY(to->finish());
        QCOMPARE(world.restore(u"c.tar"_s, u"new"_s).error().code, Code::input);
    }

    void whatIsNotReadyYetLiesWhereNobodyElseLooks()
    {
        World world;
        // A link in the place of what is made meanwhile leads nowhere.
        writeAll(world.path(u"victim"_s), "kept");
        QVERIFY(QFile::link(world.path(u"victim"_s), world.path(u"b.tar.part"_s)));
        const int notify = ::inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
        QVERIFY(::inotify_add_watch(notify, QFile::encodeName(world.folder.path()).constData(), IN_CREATE) >= 0);
        QVERIFY(world.backup(u"b.tar"_s));
        alignas(inotify_event) char events[4096];
        const ssize_t size = ::read(notify, events, sizeof events);
        ::close(notify);
        QVERIFY(size > 0);
        for (ssize_t at = 0; at < size;) {
            const auto* event = reinterpret_cast<const inotify_event*>(events + at);
            QVERIFY2(event->mask & IN_ISDIR, event->name); // made with its owner's rights alone, and the rest in it
            at += ssize_t(sizeof(inotify_event) + event->len);
        }
        QCOMPARE(readAll(world.path(u"victim"_s)), "kept"_ba);
    }

    void aDamagedPictureStopsTheBackup()
    {
        World world;
        const QString hex = QString::fromLatin1(QCryptographicHash::hash("one", QCryptographicHash::Sha256).toHex());
        writeAll(world.data() + u"/blobs/"_s + hex.first(2) + u'/' + hex.sliced(2, 2) + u'/' + hex, "two");
        const auto done = world.backup(u"b.tar"_s);
        QCOMPARE(done.error().code, Code::storage);
        QVERIFY(!QFile::exists(world.path(u"b.tar"_s)));
    }
};

QTEST_GUILESS_MAIN(TestBackup)
#include "tst_backup.moc"
