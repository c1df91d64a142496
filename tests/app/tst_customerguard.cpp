// SPDX-License-Identifier: GPL-3.0-or-later
#include <random>

#include <QRegularExpression>
#include <QSignalSpy>

#include "app/conversations/customerguard.h"
#include "tests/support/appfixture.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

const ConversationId kHere = testConversation(1);
const ConversationId kOther = testConversation(2);

bool nobody(ConversationId)
{
    return false;
}

/// The part of the text that is another's; empty: none.
QString foreignIn(const NumberIndex& index, const QString& text, ConversationId here = kHere)
{
    const auto found = index.foreign(text, here, nobody);
    return found ? text.mid(found->from, found->length) : QString();
}

/// Its letters and digits.
QString plainOf(const QString& text)
{
    static const QRegularExpression others(u"[^a-z0-9]"_s);
    return text.normalized(QString::NormalizationForm_KC).toLower().remove(others);
}

/// Whether the number stands in the text, and not within a longer one.
bool standsIn(const QString& text, const QString& number)
{
    const QStringList signs = number.split(QString(), Qt::SkipEmptyParts);
    const QRegularExpression written(u"(?<![a-z0-9])(?<![a-z0-9][-_])"_s + signs.join(u"[ ./_-]*"_s) + u"(?![-_]?[a-z0-9])"_s);
    return text.normalized(QString::NormalizationForm_KC).toLower().contains(written);
}

struct World {
    struct Kept {
        QStringList own;
        QStringList said;
    };
    static constexpr int kConversations = 6;

    explicit World(quint64 seed)
        : random(seed)
    {
    }
    quint64 below(quint64 limit) { return random() % limit; }
    /// Two conversations each have one customer.
    static int customerOf(int conversation) { return conversation / 2; }
    static ConversationId idOf(int conversation) { return testConversation(quint64(conversation + 1)); }

    /// Of a few parts, so that numbers are often parts of each other.
    QString number()
    {
        QString made = below(3) == 0 ? u"gr"_s : QString();
        for (quint64 parts = 2 + below(2); parts > 0; --parts)
            made += QStringList {u"2024"_s, u"0188"_s, u"7001"_s, u"33"_s}.at(qsizetype(below(3)));
        return made;
    }
    QString text()
    {
        static const QStringList parts {
            u"2024"_s, u"0188"_s, u"7001"_s, u"33"_s, u"gr"_s, u"GR"_s, u"２０２４"_s, u"订单"_s, u"ok"_s};
        static const QStringList between {QString(), u" "_s, u"-"_s, u" - "_s, u"，"_s, u"."_s, u"－"_s, u"\n"_s};
        QString made;
        for (quint64 count = 1 + below(8); count > 0; --count)
            made += parts.at(qsizetype(below(quint64(parts.size())))) + between.at(qsizetype(below(quint64(between.size()))));
        return made;
    }
    void step()
    {
        const int which = int(below(kConversations));
        switch (below(8)) {
        case 0:
            kept[which] = {};
            index.forget(idOf(which));
            break;
        case 1:
        case 2:
        case 3:
            kept[which].said.append(text());
            index.hear(idOf(which), kept[which].said.last(), false);
            break;
        default:
            kept[which].own.append(number());
            index.add(idOf(which), kept[which].own.last(), NumberKind::order);
            break;
        }
    }
    /// Whose number the text carries here that is not known here, by looking through everything: number, whose.
    QList<std::pair<QString, int>> foreign(const QString& text, int here) const
    {
        QList<std::pair<QString, int>> found;
        for (int other = 0; other < kConversations; ++other)
            for (const QString& number : kept[other].own) {
                bool known = false;
                for (int each = 0; each < kConversations; ++each)
                    known = known || (customerOf(each) == customerOf(here) && kept[each].own.contains(number));
                for (const QString& said : kept[here].said)
                    known = known || standsIn(said, number);
                if (!known && standsIn(text, number))
                    found.append({number, other});
            }
        return found;
    }

    std::mt19937_64 random;
    QList<Kept> kept = QList<Kept>(kConversations);
    NumberIndex index;
};

struct Desk : AppFixture {
    BoardReplica boards {*link, *cache, nullptr};
    Outbox outbox {*link, *cache, nullptr};
    Replica replica {*link, *cache, nullptr};
    Transcripts transcripts {replica, outbox, nullptr};
    Workspace workspace {nullptr};
    CustomerGuard guard {boards, transcripts, workspace, nullptr};

    Desk() { connect(); }
    void tellMine(const QList<ConversationRow>& rows)
    {
        BoardChanged changed {BoardName::mine, 0, rows.size(), {}, {}};
        for (const ConversationRow& row : rows) {
            changed.keys.append(row.id.value);
            changed.rows.append(row);
        }
        server.says(changed);
    }
    void open(quint64 number, const QList<Entry>& entries)
    {
        transcripts.open(testConversation(number));
        OpenConversation open;
        open.conversation = testConversation(number);
        workspace.setOpen(open);
        server.mustReceive<ReadStream>();
        server.answer<ReadStream>({entries, entries.last().number});
        server.mustReceive<WatchStream>();
        server.answer<WatchStream>({Resume::replayed, entries.last().number});
    }
    static Entry card(qint64 entryNumber, const QString& order)
    {
        Entry entry = testEntry(entryNumber, {});
        entry.content = OrderCard {order, u"Lamp"_s, u"paid"_s, {}};
        return entry;
    }
    QString whose(const QString& text, quint64 here) const
    {
        const auto found = guard.foreign(text, testConversation(here));
        return found ? found->customerName : QString();
    }
};

} // namespace

class TestCustomerGuard : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aNumberIsFoundHoweverItIsWrittenAndWholeOnly_data()
    {
        QTest::addColumn<QString>("number");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("found");
        const QString order = u"GR-2024-0188"_s;
        QTest::newRow("as it is") << order << u"订单GR-2024-0188已发货"_s << u"GR-2024-0188"_s;
        QTest::newRow("no hyphens, small") << order << u"your gr20240188."_s << u"gr20240188"_s;
        QTest::newRow("spaced") << order << u"GR 2024 0188 ok"_s << u"GR 2024 0188"_s;
        QTest::newRow("full width") << order << u"单号：ＧＲ２０２４０１８８。"_s << u"ＧＲ２０２４０１８８"_s;
        QTest::newRow("unseen characters") << order << u"GR2024\u200B0188"_s << u"GR2024\u200B0188"_s;
        QTest::newRow("in a link") << order << u"https://shop.example/order/GR20240188?x"_s << u"GR20240188"_s;
        QTest::newRow("longer behind") << order << u"GR202401881"_s << QString();
        QTest::newRow("longer before") << order << u"1GR20240188"_s << QString();
        QTest::newRow("longer by a hyphen") << order << u"GR-2024-0188-1"_s << QString();
        QTest::newRow("only a part") << order << u"20240188"_s << QString();
        QTest::newRow("parted by words") << order << u"GR2024，0188"_s << QString();
        QTest::newRow("another line") << order << u"GR2024\n0188"_s << QString();
        QTest::newRow("too short to tell") << u"20241"_s << u"20241"_s << QString();
        QTest::newRow("too few digits") << u"LAMP-123"_s << u"LAMP-123"_s << QString();
        QTest::newRow("country") << u"13912345678"_s << u"+86 139-1234-5678"_s << u"86 139-1234-5678"_s;
        QTest::newRow("no country") << u"+8613912345678"_s << u"13912345678"_s << u"13912345678"_s;
        QTest::newRow("hidden") << u"***-****-5678"_s << u"请打 139 1234 5678"_s << u"139 1234 5678"_s;
        QTest::newRow("hidden, with country") << u"+** *** **** 5678"_s << u"13912345678"_s << u"13912345678"_s;
        QTest::newRow("hidden, another tail") << u"***-****-5678"_s << u"13912345679"_s << QString();
        QTest::newRow("hidden, no mobile number") << u"***-****-5678"_s << u"99912345678"_s << QString();
    }
    void aNumberIsFoundHoweverItIsWrittenAndWholeOnly()
    {
        QFETCH(QString, number);
        QFETCH(QString, text);
        QFETCH(QString, found);
        NumberIndex index;
        index.add(kOther, number, NumberKind::order);
        QCOMPARE(foreignIn(index, text), found);
        QVERIFY(foreignIn(index, text, kOther).isEmpty());
    }

    void whatACustomerWritesIsTheirsIfItTellsThem_data()
    {
        QTest::addColumn<QString>("said");
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("theirs");
        QTest::newRow("phone") << u"我的电话是139 1234 5678"_s << u"13912345678"_s << true;
        QTest::newRow("hidden phone") << u"我的电话是*** **** 5678"_s << u"13912345678"_s << true;
        QTest::newRow("abroad") << u"+44 7911 123456"_s << u"447911123456"_s << true;
        QTest::newRow("order") << u"202401880001怎么还没到"_s << u"202401880001"_s << true;
        QTest::newRow("parcel") << u"SF1234567890123"_s << u"SF1234567890123"_s << true;
        QTest::newRow("price") << u"100000块"_s << u"100000"_s << false;
        QTest::newRow("day") << u"20241231"_s << u"20241231"_s << false;
        QTest::newRow("day and hour") << u"2024-12-31 20:00"_s << u"2024-12-31 20"_s << false;
        QTest::newRow("day and hour in one") << u"2024-12-31-20"_s << u"2024-12-31-20"_s << false;
        QTest::newRow("article") << u"MX-4500-2024"_s << u"MX-4500-2024"_s << false;
        QTest::newRow("service number") << u"4001234567打不通"_s << u"4001234567"_s << false;
    }
    void whatACustomerWritesIsTheirsIfItTellsThem()
    {
        QFETCH(QString, said);
        QFETCH(QString, text);
        QFETCH(bool, theirs);
        NumberIndex index;
        QVERIFY(index.hear(kOther, said, true));
        QVERIFY(!index.hear(kOther, said, true)); // nothing new
        QCOMPARE(!foreignIn(index, text).isEmpty(), theirs);
        NumberIndex ours;
        ours.hear(kOther, said, false);
        QVERIFY(foreignIn(ours, text).isEmpty()); // what the desk says belongs to nobody
    }

    void whatIsKnownHereTooIsNotForeign()
    {
        NumberIndex index;
        index.add(kOther, u"20240188"_s, NumberKind::order);
        QCOMPARE(foreignIn(index, u"20240188"_s), u"20240188"_s);
        index.hear(kHere, u"my wife's order 2024-0188"_s, true);
        QVERIFY(foreignIn(index, u"20240188"_s).isEmpty());
        QVERIFY(index.forget(kHere));
        QVERIFY(!index.forget(kHere));
        QCOMPARE(foreignIn(index, u"20240188"_s), u"20240188"_s);
        index.add(kHere, u"20240188"_s, NumberKind::order);
        QVERIFY(foreignIn(index, u"20240188"_s).isEmpty());
        index.add(kOther, u"13912345678"_s, NumberKind::phone);
        index.add(kHere, u"***-****-5678"_s, NumberKind::phone); // may well be the same
        QVERIFY(foreignIn(index, u"13912345678"_s).isEmpty());
        index.forget(kOther);
        QVERIFY(foreignIn(index, u"20240188 13912345678"_s, testConversation(3)) == u"20240188"_s);
        index.forget(kHere);
        QVERIFY(foreignIn(index, u"20240188 13912345678"_s, testConversation(3)).isEmpty());
    }

    void whatIsKnownForSureNamesTheKind()
    {
        NumberIndex index;
        index.hear(kOther, u"202401880001"_s, true);
        QCOMPARE(index.foreign(u"202401880001"_s, kHere, nobody)->kind, NumberKind::other);
        QVERIFY(index.add(kOther, u"202401880001"_s, NumberKind::order));
        QVERIFY(!index.add(kOther, u"202401880001"_s, NumberKind::parcel));
        QCOMPARE(index.foreign(u"202401880001"_s, kHere, nobody)->kind, NumberKind::order);
    }

    void aFloodOfNumbersIsNotKeptWhole()
    {
        NumberIndex index;
        for (int i = 0; i < 2 * NumberIndex::kMostSaid; ++i)
            index.hear(kOther, QString::number(1'000'000'000'000 + i), true);
        QVERIFY(!foreignIn(index, u"1000000000000"_s).isEmpty());
        QVERIFY(foreignIn(index, QString::number(1'000'000'000'000 + 2 * NumberIndex::kMostSaid - 1)).isEmpty());
        QVERIFY(index.add(kOther, u"20240188"_s, NumberKind::order)); // what the shop says of them still counts
        QCOMPARE(foreignIn(index, u"20240188"_s), u"20240188"_s);
    }

    void findsWhatASearchThroughEverythingFinds()
    {
        const quint64 seed = std::random_device {}();
        qInfo("seed %llu", seed);
        int found = 0;
        for (quint64 run = 0; run < 30; ++run) {
            World world(seed + run);
            for (int step = 0; step < 40; ++step) {
                world.step();
                const int here = int(world.below(World::kConversations));
                const QString text = world.text();
                const auto expected = world.foreign(text, here);
                const auto told = world.index.foreign(text, World::idOf(here), [&](ConversationId other) {
                    for (int each = 0; each < World::kConversations; ++each)
                        if (World::idOf(each) == other)
                            return World::customerOf(each) == World::customerOf(here);
                    return false;
                });
                const QByteArray which = u"seed %1, step %2, “%3”"_s.arg(seed + run).arg(step).arg(text).toUtf8();
                QVERIFY2(told.has_value() == !expected.isEmpty(), which.constData());
                if (!told)
                    continue;
                ++found;
                const QString number = plainOf(text.mid(told->from, told->length));
                const bool among = std::any_of(expected.begin(), expected.end(),
                    [&](const auto& each) { return each.first == number && World::idOf(each.second) == told->conversation; });
                QVERIFY2(among, which.constData());
            }
        }
        QVERIFY(found > 5); // else it says nothing
    }

    void learnsFromTranscriptsAndOrdersAndForgetsWhoLeaves()
    {
        Desk desk;
        desk.tellMine({testRow(1, u"林晓"_s), testRow(2, u"王敏"_s)});
        QSignalSpy changed(&desk.guard, &CustomerGuard::changed);
        desk.open(2, {Desk::card(1, u"GR-2024-0188"_s), testEntry(2, u"打我电话 13912345678"_s)});
        QVERIFY(changed.count() > 0);
        desk.open(1, {testEntry(1, u"hello"_s)});
        QCOMPARE(desk.whose(u"GR20240188"_s, 1), u"王敏"_s);
        QCOMPARE(desk.whose(u"13912345678"_s, 1), u"王敏"_s);
        QVERIFY(desk.whose(u"GR20240188"_s, 2).isEmpty());

        Order order;
        order.number = u"GR-2024-0200"_s;
        order.trackingNumber = u"SF123456789"_s;
        order.phone = u"***-****-0200"_s;
        desk.guard.learn(kOther, {order});
        for (const QString& each : {u"GR-2024-0200"_s, u"sf123456789"_s, u"13800000200"_s})
            QCOMPARE(desk.whose(each, 1), u"王敏"_s);
        desk.guard.learn(testConversation(9), {order}); // nobody of one's own
        changed.clear();
        desk.tellMine({testRow(1, u"林晓"_s)});
        QCOMPARE(changed.count(), 1);
        for (const QString& each : {u"GR20240188"_s, u"GR-2024-0200"_s, u"13912345678"_s})
            QVERIFY(desk.whose(each, 1).isEmpty());
        desk.tellMine({testRow(1, u"林晓"_s), testRow(2, u"王敏"_s)}); // its transcript is still kept
        QCOMPARE(desk.whose(u"GR20240188"_s, 1), u"王敏"_s);
    }

    void whatComesWhileItIsOpenCounts()
    {
        Desk desk;
        desk.tellMine({testRow(1), testRow(2, u"王敏"_s)});
        desk.open(2, {testEntry(1, u"hello"_s)});
        QVERIFY(desk.whose(u"GR20240188"_s, 1).isEmpty());
        desk.server.says(Entries {StreamId::of(kOther), {Desk::card(2, u"GR20240188"_s)}});
        QTRY_COMPARE(desk.whose(u"GR20240188"_s, 1), u"王敏"_s);
    }

    void oneCustomersTwoConversationsAreNotApart()
    {
        Desk desk;
        ConversationRow second = testRow(2);
        second.customer = testRow(1).customer;
        desk.tellMine({testRow(1), second, testRow(3)});
        desk.open(2, {Desk::card(1, u"GR20240188"_s)});
        QVERIFY(desk.whose(u"GR20240188"_s, 1).isEmpty());
        QVERIFY(!desk.whose(u"GR20240188"_s, 3).isEmpty());
    }

    void whoIsOnlyLookedAtIsForgottenWhenLeft()
    {
        Desk desk;
        desk.tellMine({testRow(1)});
        desk.open(2, {Desk::card(1, u"GR20240188"_s)}); // a colleague's
        QVERIFY(desk.guard.foreign(u"GR20240188"_s, kHere));
        desk.open(1, {testEntry(1, u"hello"_s)});
        QVERIFY(!desk.guard.foreign(u"GR20240188"_s, kHere));
    }
};

} // namespace greenroom

QTEST_GUILESS_MAIN(greenroom::TestCustomerGuard)
#include "tst_customerguard.moc"
