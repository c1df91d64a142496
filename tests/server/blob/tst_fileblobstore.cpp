// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDirIterator>
#include <QTemporaryDir>
#include <QTest>
#include <sys/stat.h>

#include "server/blob/fileblobstore.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

namespace {

QStringList filesIn(const QString& folder)
{
    QStringList found;
    for (QDirIterator each(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories); each.hasNext();)
        found.append(each.next());
    return found;
}

mode_t modeOf(const QString& path)
{
    struct stat status { };
    return ::stat(QFile::encodeName(path).constData(), &status) == 0 ? status.st_mode & 0777 : 0;
}

} // namespace

class TestFileBlobStore final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsPutComesBackAndIsKeptOnce()
    {
        QTemporaryDir dir;
        const QString folder = dir.filePath(u"blobs"_s);
        auto store = FileBlobStore::open(folder);
        QVERIFY(store);
        const auto one = store->put("same");
        const auto two = store->put("same");
        const auto other = store->put("other");
        QCOMPARE(*one, *two);
        QVERIFY(*one != *other);
        QCOMPARE(filesIn(folder).size(), 2);
        QCOMPARE(*store->get(*one), "same"_ba);
        auto again = FileBlobStore::open(folder);
        QCOMPARE(*again->get(*other), "other"_ba);
        QCOMPARE(again->get(QByteArray(32, 'x')).error().code, Code::notFound);
        QCOMPARE(again->get("../../../etc/passwd").error().code, Code::notFound);
    }

    void nobodyElseMayLook()
    {
        const mode_t before = ::umask(0);
        QTemporaryDir dir;
        const QString folder = dir.filePath(u"blobs"_s);
        const auto hash = FileBlobStore::open(folder)->put("private");
        ::umask(before);
        const QString file = filesIn(folder).constFirst();
        QCOMPARE(modeOf(file), mode_t(0600));
        for (QString at = QFileInfo(file).absolutePath(); at.startsWith(folder); at = QFileInfo(at).absolutePath())
            QCOMPARE(modeOf(at), mode_t(0700));
        QVERIFY(file.endsWith(u'/' + QString::fromLatin1(hash->toHex().left(2)) + u'/'
            + QString::fromLatin1(hash->toHex().mid(2, 2)) + u'/' + QString::fromLatin1(hash->toHex())));
    }

    void aDamagedFileIsNotGivenOut()
    {
        QTemporaryDir dir;
        auto store = FileBlobStore::open(dir.filePath(u"blobs"_s));
        const auto hash = store->put("as it was");
        QFile file(filesIn(dir.path()).constFirst());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("as it is!");
        file.close();
        QCOMPARE(store->get(*hash).error().code, Code::storage);
    }

    void aStartClearsWhatWasHalfWritten()
    {
        QTemporaryDir dir;
        const QString folder = dir.filePath(u"blobs"_s);
        const auto hash = FileBlobStore::open(folder)->put("whole");
        QFile half(folder + u"/0123.part"_s);
        QVERIFY(half.open(QIODevice::WriteOnly));
        half.close();
        auto store = FileBlobStore::open(folder);
        QVERIFY(!half.exists());
        QVERIFY(store->get(*hash));
    }

    void aFolderThatCannotBeWrittenIsAnError()
    {
        QTemporaryDir dir;
        QFile inTheWay(dir.filePath(u"file"_s));
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        QCOMPARE(FileBlobStore::open(inTheWay.fileName() + u"/blobs"_s).error().code, Code::storage);
    }
};

QTEST_GUILESS_MAIN(TestFileBlobStore)
#include "tst_fileblobstore.moc"
