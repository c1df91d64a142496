// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTemporaryDir>
#include <QTest>

#include "server/desk/epoch.h"
#include "server/log/sqllog.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

namespace {

struct Told {
    quint64 batch = 0;
    Outcome outcome = Outcome::committed;
    friend bool operator==(const Told&, const Told&) = default;
};

/// A log over a file, and what it told, in order.
struct World {
    World()
    {
        const QString path = folder.filePath(u"greenroom.sqlite"_s);
        auto opened = SqlLog::open(
            {path, 4ms, 2},
            [this](quint64 batch, Outcome outcome, const Error&) {
                told.post({batch, outcome});
            },
            [this](std::function<void()> found) { continued.post(std::move(found)); });
        if (!opened)
            qFatal("%s", qPrintable(sentence(opened.error())));
        log = *std::move(opened);
    }
    ~World() { log.reset(); }
    Q_DISABLE_COPY_MOVE(World)

    static Batch batch(quint64 number, Write write = note)
    {
        Batch made;
        made.number = number;
        made.writes.push_back(std::move(write));
        return made;
    }
    static Result<void> note(Database& database)
    {
        auto done = database.run(u"INSERT INTO store (name, value) VALUES (?, 'x')"_s, QString::number(++notes));
        return done ? Result<void>() : done.error();
    }
    static Result<void> fail(Database&) { return Error {Code::storage, {}, u"planted"_s, 0}; }
    /// Holds the writer inside its transaction until `go`.
    Write held()
    {
        return [this](Database&) {
            inside.release();
            go.acquire();
            return Result<void>();
        };
    }
    std::vector<Told> outcomes(std::size_t count)
    {
        std::vector<Told> all;
        const bool came = QTest::qWaitFor([&] {
            for (const Told& each : told.take())
                all.push_back(each);
            return all.size() >= count;
        });
        return came ? all : std::vector<Told>();
    }
    qint64 stored()
    {
        std::optional<qint64> count;
        log->read([&count](Database* database) {
            auto rows = database->run(u"SELECT COUNT(*) FROM store WHERE value='x'"_s);
            const qint64 found = rows && rows->next() ? rows->get<qint64>(0) : -1;
            return [&count, found] { count = found; };
        });
        return QTest::qWaitFor([&] {
            for (const auto& each : continued.take())
                each();
            return count.has_value();
        })
            ? *count
            : -1;
    }
    qint64 commits() const
    {
        for (const QByteArray& line : log->metrics().split('\n'))
            if (line.startsWith("greenroom_commit_seconds_count "))
                return line.mid(line.lastIndexOf(' ') + 1).toLongLong();
        return -1;
    }

    static inline int notes = 0;
    QTemporaryDir folder;
    Mailbox<Told> told {[] {}};
    Mailbox<std::function<void()>> continued {[] {}};
    std::binary_semaphore inside {0};
    std::binary_semaphore go {0};
    std::unique_ptr<SqlLog> log;
};

} // namespace

/// The writer's thread: what waits goes to the disk together, and its outcomes come in its order.
class TestSqlLog final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatWaitsIsOneTransaction()
    {
        World world;
        world.log->append(World::batch(1, world.held()));
        world.inside.acquire();
        for (quint64 number = 2; number <= 50; ++number)
            world.log->append(World::batch(number));
        QCOMPARE(world.log->waiting(), 50);
        QVERIFY(world.told.take().empty()); // nobody is told before the commit
        world.go.release();
        const auto all = world.outcomes(50);
        QCOMPARE(all.size(), 50U);
        for (std::size_t i = 0; i < all.size(); ++i)
            QCOMPARE(all[i], (Told {i + 1, Outcome::committed}));
        QCOMPARE(world.commits(), 2);
        QCOMPARE(world.log->waiting(), 0);
        QCOMPARE(world.stored(), 49);
    }

    void oneThatFailsTakesWhatIsBehindItAlong()
    {
        World world;
        world.log->append(World::batch(1));
        QCOMPARE(world.outcomes(1), (std::vector<Told> {{1, Outcome::committed}}));
        world.log->append(World::batch(2, world.held()));
        world.inside.acquire();
        world.log->append(World::batch(3)); // together with the one that fails: all or none
        world.log->append(World::batch(4, World::fail));
        world.log->append(World::batch(5));
        world.go.release();
        QCOMPARE(world.outcomes(4),
            (std::vector<Told> {{2, Outcome::committed}, {3, Outcome::refused}, {4, Outcome::refused}, {5, Outcome::refused}}));
        // What rests on a refused decision is on its way still; it counts again from resume() on.
        world.log->append(World::batch(6));
        QCOMPARE(world.outcomes(1), (std::vector<Told> {{6, Outcome::refused}}));
        QCOMPARE(world.stored(), 1);
        world.log->resume();
        world.log->append(World::batch(7));
        QCOMPARE(world.outcomes(1), (std::vector<Told> {{7, Outcome::committed}}));
        QCOMPARE(world.stored(), 2);
    }

    void whatWaitsAtTheEndIsStored()
    {
        World world;
        world.log->append(World::batch(1, world.held()));
        world.inside.acquire();
        for (quint64 number = 2; number <= 5; ++number)
            world.log->append(World::batch(number));
        world.go.release();
        world.log.reset();
        const auto all = world.told.take();
        QCOMPARE(all.size(), 5U);
        QCOMPARE(all.back(), (Told {5, Outcome::committed}));
    }

    /// A row looked at and not read to its end kept the writer in the past: nothing was ever moved out of the write-ahead log,
    /// which grew for as long as the server ran.
    void whatTheWriterLooksAtDoesNotHoldTheLog()
    {
        World world;
        const auto look = [](Database& database) -> Result<void> {
            auto rows = database.run(u"SELECT name FROM store"_s);
            if (!rows || !rows->next())
                return Error {Code::storage, {}, u"nothing there"_s, 0};
            return World::note(database);
        };
        world.log->append(World::batch(1));
        world.log->append(World::batch(2, look));
        QCOMPARE(world.outcomes(2).size(), 2U);
        auto other = Database::open(world.folder.filePath(u"greenroom.sqlite"_s), Database::Mode::readWrite);
        QVERIFY(other);
        auto rows = (*other)->run(u"PRAGMA wal_checkpoint(TRUNCATE)"_s);
        QVERIFY(rows && rows->next());
        QCOMPARE(rows->get<qint64>(0), 0); // not busy
        QCOMPARE(QFileInfo(world.folder.filePath(u"greenroom.sqlite-wal"_s)).size(), 0);
    }

    void aReaderSeesWhatWasToldAsStored()
    {
        World world;
        for (quint64 number = 1; number <= 30; ++number) {
            world.log->append(World::batch(number));
            QCOMPARE(world.outcomes(1), (std::vector<Told> {{number, Outcome::committed}}));
            QCOMPARE(world.stored(), qint64(number));
        }
    }
};

QTEST_GUILESS_MAIN(TestSqlLog)
#include "tst_sqllog.moc"
