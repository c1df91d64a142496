// SPDX-License-Identifier: GPL-3.0-or-later
#include <random>

#include <QTest>

#include "server/coordinator/boards.h"

using namespace greenroom;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const ShopId kShop {Uuid {1, 1}};
const BoardId kAll {BoardName::all, kShop, {}};

ConversationRow rowOf(quint64 number)
{
    ConversationRow row;
    row.id = ConversationId(Uuid {7, number});
    return row;
}

/// What a client holds: the rows it was told of, and the window's order.
struct Client {
    QList<Uuid> keys;
    QHash<Uuid, ConversationRow> rows;
    qint64 total = -1;
    qsizetype sent = 0; ///< rows in the last event

    void take(const BoardChanged& changed)
    {
        keys = changed.keys;
        total = changed.total;
        sent = changed.rows.size();
        for (const BoardRow& row : changed.rows)
            rows.insert(std::get<ConversationRow>(row).id.value, std::get<ConversationRow>(row));
    }
};

struct World {
    Boards boards {[this](SessionId session, const BoardChanged& changed) { clients[session.serial].take(changed); }};
    std::map<quint64, Client> clients;
    Instant now = fromMillis(1'760'000'000'000);

    void tell()
    {
        now += 1s;
        boards.tick(now);
    }
    Client& of(quint64 session) { return clients[session]; }
};

} // namespace

class TestBoards final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aWindowStandsAnywhereInALongBoard()
    {
        World world;
        for (quint64 i = 0; i < 20'000; ++i)
            world.boards.put(kAll, Uuid {7, i}, qint64(i), rowOf(i));
        QVERIFY(world.boards.watch({0, 1}, kAll, 15'000, 200));
        world.tell();
        QCOMPARE(world.of(1).total, 20'000);
        QCOMPARE(world.of(1).keys.size(), 200);
        QCOMPARE(world.of(1).keys.first(), (Uuid {7, 15'000}));
        world.boards.remove(kAll, Uuid {7, 3}); // above the window: all move up by one
        world.tell();
        QCOMPARE(world.of(1).keys.first(), (Uuid {7, 15'001}));
        QCOMPARE(world.of(1).sent, 1); // the others it has
        QVERIFY(world.boards.watch({0, 1}, kAll, 19'950, 200));
        world.tell();
        QCOMPARE(world.of(1).keys.size(), 49);
        QVERIFY(world.boards.watch({0, 1}, kAll, 30'000, 200));
        world.tell();
        QVERIFY(world.of(1).keys.isEmpty());
        QCOMPARE(world.of(1).total, 19'999);
    }

    void aFilterLetsThroughWhatIsAllThatItSays()
    {
        World world;
        const QueueId queue {Uuid {2, 2}};
        for (quint64 i = 0; i < 100; ++i) {
            ConversationRow row = rowOf(i);
            row.queue = i % 2 ? std::optional(queue) : std::nullopt;
            row.tier = i % 3 ? CustomerTier::standard : CustomerTier::vip;
            row.unread = qint64(i % 5);
            row.lastSaidAt = fromMillis(qint64(1000 + i));
            world.boards.put(kAll, Uuid {7, i}, qint64(i), row);
        }
        BoardFilter filter;
        filter.queue = queue;
        filter.tier = CustomerTier::vip;
        filter.unread = true;
        filter.newestFirst = true;
        QVERIFY(world.boards.watch({0, 1}, kAll, 0, 200, filter));
        world.tell();
        QList<Uuid> expected;
        for (quint64 i = 100; i-- > 0;)
            if (i % 2 && i % 3 == 0 && i % 5)
                expected.append(Uuid {7, i});
        QCOMPARE(world.of(1).keys, expected);
        QCOMPARE(world.of(1).total, expected.size());
        ConversationRow read = rowOf(99);
        read.queue = queue;
        read.tier = CustomerTier::vip;
        world.boards.put(kAll, Uuid {7, 99}, 99, read); // unread no more
        world.tell();
        QCOMPARE(world.of(1).keys, expected.mid(1));
        world.boards.clear();
        world.tell();
        QCOMPARE(world.of(1).total, 0);
    }

    /// An offer waited until the changes of what somebody had already were told: a quarter of a second.
    void whatComesToSomebodyIsToldAtOnce()
    {
        World world;
        const BoardId mine {BoardName::mine, kShop, Uuid {5, 5}};
        for (const BoardId& board : {mine, kAll}) {
            const quint64 session = board == mine ? 1 : 2;
            QVERIFY(world.boards.watch({0, session}, board, 0, 10));
            world.boards.put(board, Uuid {7, 1}, 1, rowOf(1));
            world.tell();
            world.boards.put(board, Uuid {7, 2}, 2, rowOf(2));
            world.boards.tick(world.now + 10ms);
            QCOMPARE(world.of(session).keys.size(), board == mine ? 2 : 1);
            ConversationRow changed = rowOf(1);
            changed.unread = 3;
            world.boards.put(board, Uuid {7, 1}, 1, changed);
            world.boards.tick(world.now + 20ms);
            QCOMPARE(world.of(session).rows.value(Uuid {7, 1}).unread, 0); // that can wait for more of it
            world.boards.tick(world.now + 300ms);
            QCOMPARE(world.of(session).rows.value(Uuid {7, 1}).unread, 3);
        }
    }

    void thereAreOnlySoManyFiltersOnABoard()
    {
        World world;
        const auto room = [](qint64 number) {
            BoardFilter filter;
            filter.room = QString::number(number);
            return filter;
        };
        for (qint64 i = 0; i < Boards::kMostFilters; ++i)
            QVERIFY(world.boards.watch({0, quint64(i)}, kAll, 0, 10, room(i)));
        QVERIFY(!world.boards.watch({0, 1'000}, kAll, 0, 10, room(1'000)));
        QVERIFY(world.boards.watch({0, 1'000}, kAll, 0, 10, room(3))); // shared
        QVERIFY(world.boards.watch({0, 1'001}, kAll, 0, 10)); // none
        world.boards.endSession({0, 3});
        QVERIFY(!world.boards.watch({0, 1'002}, kAll, 0, 10, room(1'002))); // somebody else looks through it still
        world.boards.endSession({0, 1'000});
        QVERIFY(world.boards.watch({0, 1'002}, kAll, 0, 10, room(1'002)));
    }

    /// Whatever happens to the rows, each window shows what sorting all of them anew would.
    void everyWindowIsAPartOfAllRowsInOrder()
    {
        bool given = false;
        quint64 seed = qEnvironmentVariable("GREENROOM_SEED").toULongLong(&given);
        if (!given)
            seed = std::random_device {}();
        qInfo("GREENROOM_SEED=%llu", seed);
        std::mt19937_64 random(seed);
        const auto below = [&](quint64 most) { return random() % most; };
        World world;
        std::map<quint64, std::pair<qint64, ConversationRow>> rows;
        struct Window {
            qint64 from = 0;
            qint64 count = 0;
            BoardFilter filter;
        };
        std::map<quint64, Window> windows;
        for (int step = 0; step < 4'000; ++step) {
            const quint64 id = below(300);
            if (below(4)) {
                ConversationRow row = rowOf(id);
                row.tier = below(2) ? CustomerTier::vip : CustomerTier::standard;
                row.unread = qint64(below(3));
                row.room = below(2) ? std::optional(QString::number(below(3))) : std::nullopt;
                if (below(5))
                    row.lastSaidAt = fromMillis(qint64(below(50)));
                rows[id] = {qint64(below(100)), row};
                world.boards.put(kAll, Uuid {7, id}, rows[id].first, row);
            } else {
                rows.erase(id);
                world.boards.remove(kAll, Uuid {7, id});
            }
            if (below(20) == 0) {
                Window window {qint64(below(150)), qint64(1 + below(200)), {}};
                if (below(2))
                    window.filter.tier = CustomerTier::vip;
                if (below(2))
                    window.filter.unread = below(2) == 0;
                if (below(3) == 0)
                    window.filter.room = QString::number(below(3));
                if (below(2))
                    window.filter.newestFirst = below(2) == 0;
                const quint64 session = below(8);
                QVERIFY(world.boards.watch({0, session}, kAll, window.from, window.count, window.filter));
                world.of(session).rows.clear(); // all of a new window is sent
                windows[session] = window;
            }
            if (below(10))
                continue;
            world.tell();
            for (const auto& [session, window] : windows) {
                const BoardFilter& filter = window.filter;
                std::vector<std::pair<qint64, Uuid>> expected;
                for (const auto& [number, row] : rows) {
                    const auto& [order, values] = row;
                    if ((filter.tier && filter.tier != values.tier) || (filter.room && filter.room != values.room)
                        || (filter.unread && *filter.unread != (values.unread > 0)))
                        continue;
                    const qint64 said = values.lastSaidAt ? -toMillis(*values.lastSaidAt) : 0;
                    expected.emplace_back(filter.newestFirst.value_or(false) ? said : order, Uuid {7, number});
                }
                std::sort(expected.begin(), expected.end());
                const Client& client = world.of(session);
                QCOMPARE(client.total, qint64(expected.size()));
                QList<Uuid> keys;
                for (qint64 i = window.from; i < std::min<qint64>(window.from + window.count, qint64(expected.size())); ++i)
                    keys.append(expected[size_t(i)].second);
                QCOMPARE(client.keys, keys);
                for (const Uuid& key : keys)
                    QVERIFY(client.rows.value(key) == rows[key.low].second);
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestBoards)
#include "tst_boards.moc"
