// SPDX-License-Identifier: GPL-3.0-or-later
#include <QElapsedTimer>
#include <QFileInfo>
#include <QSqlQuery>

#include "app/cache/cachemigrations.h"
#include "tests/support/appfixture.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

const PersonId kOwner {testId(5, 1)};
const StreamId kStream = StreamId::of(testConversation(1));
const Uuid kEpoch = testId(6, 1);

} // namespace

class TestCacheDatabase : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void onlyItsOwnerMayReadTheFiles()
    {
        QTemporaryDir dir;
        const QString path = dir.filePath(u"cache"_s);
        CacheDatabase db;
        QVERIFY(db.open(path, kOwner));
        QVERIFY(db.saveEntries(kStream, testEntries(1, 3), Cursor {kEpoch, 3}));
        const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther | QFile::WriteOther
            | QFile::ExeOther;
        QVERIFY(!(QFile::permissions(path) & others));
        for (const QString& name : QDir(path).entryList(QDir::Files))
            QVERIFY2(!(QFile::permissions(QDir(path).filePath(name)) & others), qPrintable(name));
    }

    void pagesComeNewestFirstInAscendingOrder()
    {
        QTemporaryDir dir;
        CacheDatabase db;
        QVERIFY(db.open(dir.path(), kOwner));
        QVERIFY(db.saveEntries(kStream, testEntries(1, 500), Cursor {kEpoch, 500}));
        auto page = *db.entries(kStream, 0, 200);
        QCOMPARE(page.size(), 200);
        QCOMPARE(page.first().number, 301);
        QCOMPARE(page.last().number, 500);
        page = *db.entries(kStream, 301, 200);
        QCOMPARE(page.first(), testEntry(101, u"text 101"_s));
        QCOMPARE(db.cursor(kStream)->number, 500);
        QCOMPARE(db.cursor(kStream)->epoch, kEpoch);
    }

    void recallClearsTheBodyOnDisk()
    {
        QTemporaryDir dir;
        CacheDatabase db;
        QVERIFY(db.open(dir.path(), kOwner));
        QVERIFY(db.saveEntries(kStream, {testEntry(1, u"a regretted word"_s)}, Cursor {kEpoch, 1}));
        Entry recalled = testEntry(2, {});
        recalled.content = Recalled {1};
        QVERIFY(db.saveEntries(kStream, {recalled}, Cursor {kEpoch, 2}));
        QVERIFY(std::holds_alternative<Tombstone>(db.entries(kStream, 2, 1)->first().content));
    }

    void anotherPersonFindsNothingOfTheFirst()
    {
        QTemporaryDir dir;
        {
            CacheDatabase db;
            QVERIFY(db.open(dir.path(), kOwner));
            QVERIFY(db.saveEntries(kStream, testEntries(1, 3), Cursor {kEpoch, 3}));
            QVERIFY(db.saveDrafts({{testConversation(1), u"mine"_s, false, {}}}));
        }
        CacheDatabase db;
        QVERIFY(db.open(dir.path(), PersonId(testId(5, 2))));
        QVERIFY(db.entries(kStream, 0, 10)->isEmpty());
        QVERIFY(db.drafts()->isEmpty());
        QVERIFY(!db.cursor(kStream)->epoch);
    }

    void wipeLeavesNoFile()
    {
        QTemporaryDir dir;
        CacheDatabase db;
        QVERIFY(db.open(dir.path(), kOwner));
        QVERIFY(db.saveEntries(kStream, testEntries(1, 3), Cursor {kEpoch, 3}));
        db.wipe(dir.path());
        QVERIFY(QDir(dir.path()).entryList(QDir::Files | QDir::Hidden).isEmpty());
        QVERIFY(db.open(dir.path(), kOwner));
        QVERIFY(db.entries(kStream, 0, 10)->isEmpty());
    }

    void boardsKeepOrderAndForgetRowsThatLeft()
    {
        QTemporaryDir dir;
        CacheDatabase db;
        QVERIFY(db.open(dir.path(), kOwner));
        const auto a = testRow(1), b = testRow(2), c = testRow(3);
        QVERIFY(db.saveBoard(BoardName::mine, {b.id.value, a.id.value}, {a, b}));
        QVERIFY(db.saveBoard(BoardName::all, {a.id.value, c.id.value}, {c}));
        QVERIFY(db.saveBoard(BoardName::mine, {a.id.value}, {}));
        const auto boards = CacheDatabase::readBoards(dir.path(), kOwner);
        QCOMPARE(boards.size(), 2);
        QCOMPARE(boards[0].board, BoardName::all);
        QCOMPARE(boards[0].rows, (QList {a, c}));
        QCOMPARE(boards[1].rows, QList {a});
        QVERIFY(CacheDatabase::readBoards(dir.path(), PersonId(testId(9, 9))).isEmpty());
        QSqlDatabase raw = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"raw"_s);
        raw.setDatabaseName(dir.filePath(CacheDatabase::fileName()));
        QVERIFY(raw.open());
        {
            QSqlQuery query(u"SELECT count(*) FROM conversation_row"_s, raw);
            QVERIFY(query.next());
            QCOMPARE(query.value(0).toInt(), 2); // b is in no board any more
        }
        raw = {};
        QSqlDatabase::removeDatabase(u"raw"_s);
    }

    void readingAThousandRowsAtStartIsQuick()
    {
        QTemporaryDir dir;
        CacheDatabase db;
        QVERIFY(db.open(dir.path(), kOwner));
        QList<ConversationRow> rows;
        QList<Uuid> keys;
        for (quint64 i = 1; i <= 1000; ++i) {
            rows.append(testRow(i));
            rows.last().preview = u"一句不太长的话，大概二十来个字的样子吧"_s;
            rows.last().owedSince = fromMillis(1'700'000'000'000);
            keys.append(rows.last().id.value);
        }
        QVERIFY(db.saveBoard(BoardName::all, keys, rows));
        QElapsedTimer timer;
        timer.start();
        const auto boards = CacheDatabase::readBoards(dir.path(), kOwner);
        const qint64 took = timer.elapsed();
        QCOMPARE(boards.first().rows, rows);
        qInfo("1000 rows in %lld ms", took);
        QVERIFY2(took < 400, qPrintable(QString::number(took))); // an unoptimised build on a busy machine
    }

    void outboxKeepsOrderAndReason()
    {
        QTemporaryDir dir;
        CacheDatabase db;
        QVERIFY(db.open(dir.path(), kOwner));
        QList<OutboxItem> items;
        for (quint64 i = 1; i <= 3; ++i) {
            OutboxItem item;
            item.clientId = ClientId(testId(7, 10 - i)); // ids descend: the order is that of putting
            item.conversation = testConversation(i);
            item.at = fromMillis(1000);
            item.seen = 7;
            if (i == 2)
                item.request = AddNote {item.clientId, item.conversation, u"note"_s};
            else
                item.request = Send {item.clientId, item.conversation, 3, Text {u"text"_s}};
            QVERIFY(db.putOutbox(item));
            items.append(item);
        }
        QCOMPARE(*db.outbox(), items);
        QVERIFY(!db.putOutbox(items[0])); // one id is stored once
        QVERIFY(db.markOutbox(items[1].clientId, {Code::reassigned, {}, u"why"_s, 0}));
        QVERIFY(db.removeOutbox(items[0].clientId));
        const auto left = *db.outbox();
        QCOMPARE(left.size(), 2);
        QCOMPARE(left[0].state, OutboxItem::State::failed);
        QCOMPARE(left[0].error, (Error {Code::reassigned, {}, u"why"_s, 0}));
        QCOMPARE(left[1], items[2]);
    }

    void whatIsOlderThanThirtyDaysIsForgottenButNotWhatIsUnsent()
    {
        QTemporaryDir dir;
        CacheDatabase db;
        QVERIFY(db.open(dir.path(), kOwner));
        QList<Entry> entries = testEntries(1, 10);
        for (Entry& entry : entries)
            entry.at = fromMillis(entry.number <= 4 ? 1000 : 5'000'000'000);
        QVERIFY(db.saveEntries(kStream, entries, Cursor {kEpoch, 10}));
        const StreamId old = StreamId::of(testConversation(2));
        QVERIFY(db.saveEntries(old, {entries.first()}, Cursor {kEpoch, 1}));
        QVERIFY(db.saveDrafts({{testConversation(2), u"kept"_s, false, fromMillis(1)}}));
        QVERIFY(db.prune(fromMillis(2000)));
        QCOMPARE(db.entries(kStream, 0, 50)->size(), 6);
        QCOMPARE(db.cursor(kStream)->number, 10);
        QVERIFY(!db.cursor(old)->epoch);
        QCOMPARE(db.drafts()->size(), 1);
    }

    void aNewerSchemaIsRefusedAndLeftAlone()
    {
        QTemporaryDir dir;
        {
            CacheDatabase db;
            QVERIFY(db.open(dir.path(), kOwner));
            QVERIFY(db.saveDrafts({{testConversation(1), u"kept"_s, false, {}}}));
        }
        const auto setVersion = [&](int version) {
            {
                QSqlDatabase raw = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"raw"_s);
                raw.setDatabaseName(dir.filePath(CacheDatabase::fileName()));
                QVERIFY(raw.open());
                QSqlQuery(raw).exec(u"PRAGMA user_version=%1"_s.arg(version));
            }
            QSqlDatabase::removeDatabase(u"raw"_s);
        };
        setVersion(999);
        CacheDatabase db;
        QCOMPARE(db.open(dir.path(), kOwner).error().code, Code::schemaNewer);
        setVersion(static_cast<int>(cacheMigrations().size()));
        QVERIFY(db.open(dir.path(), kOwner));
        QCOMPARE(db.drafts()->size(), 1);
    }

    /// What an earlier version kept has customers' numbers in it.
    void whatWasKeptUnhiddenIsReadAnewAndDraftsStay()
    {
        QTemporaryDir dir;
        const QString path = dir.filePath(CacheDatabase::fileName());
        {
            CacheDatabase db;
            QVERIFY(db.open(dir.path(), kOwner));
            QVERIFY(db.saveEntries(kStream, {testEntry(1, u"call me at 13812348000"_s)}, Cursor {kEpoch, 1}));
            QVERIFY(db.saveDrafts({{testConversation(1), u"kept"_s, false, {}}}));
        }
        {
            QSqlDatabase raw = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"raw"_s);
            raw.setDatabaseName(path);
            QVERIFY(raw.open());
            QVERIFY(QSqlQuery(raw).exec(u"PRAGMA user_version=1"_s));
        }
        QSqlDatabase::removeDatabase(u"raw"_s);
        CacheDatabase db;
        QVERIFY(db.open(dir.path(), kOwner));
        QVERIFY(db.entries(kStream, 0, 10)->isEmpty());
        QCOMPARE(db.cursor(kStream)->number, 0);
        QCOMPARE(db.drafts()->size(), 1);
        for (const QString& name : QDir(dir.path()).entryList(QDir::Files)) {
            QFile file(dir.filePath(name));
            QVERIFY(file.open(QFile::ReadOnly));
            QVERIFY2(!file.readAll().contains("13812348000"), qPrintable(name));
        }
    }

    void aDamagedFileIsAnErrorNotACrash()
    {
        QTemporaryDir dir;
        QFile file(dir.filePath(CacheDatabase::fileName()));
        QVERIFY(file.open(QFile::WriteOnly));
        file.write(QByteArray(8192, 'x'));
        file.close();
        CacheDatabase db;
        QCOMPARE(db.open(dir.path(), kOwner).error().code, Code::storage);
        QVERIFY(CacheDatabase::readBoards(dir.path(), kOwner).isEmpty());
    }
};

} // namespace greenroom

QTEST_GUILESS_MAIN(greenroom::TestCacheDatabase)
#include "tst_cachedatabase.moc"
