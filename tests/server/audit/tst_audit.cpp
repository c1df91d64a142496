// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "server/log/verify.h"
#include "tests/support/deskworld.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

namespace {

Result<VerifyReport> verify(Database& database, const std::optional<AuditHead>& noted = {})
{
    return verifyStore(database, noted, false);
}

struct World : DeskWorld {
    World()
    {
        shop = addShop(u"lumen"_s);
        queue = addQueue(shop, u"sales"_s);
        ann = addPerson(shop, u"ann"_s, 5, {queue});
        start();
    }
    void note(int count)
    {
        for (int i = 0; i < count; ++i)
            store(AuditTable::write(
                {shop, AuditActor::person, ann.value, u"Ann"_s, u"10.0.0.1"_s, u"command"_s, u"shop add %1"_s.arg(i), Code::ok},
                now));
    }
    void sql(const QString& text)
    {
        auto done = database->run(text);
        if (!done)
            qFatal("%s", qPrintable(sentence(done.error())));
        QVERIFY2(done->affected() > 0, qPrintable(text));
    }
    void talk()
    {
        const SessionId customer = enterCustomer(shop);
        for (int i = 0; i < 5; ++i) {
            now += 1s;
            QVERIFY(ask(customer, Send {ids.next<ClientId>(now), {}, {}, Text {u"word %1"_s.arg(i)}}));
        }
    }
    ShopId shop;
    QueueId queue;
    PersonId ann;
};

} // namespace

class TestAudit final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatWasWrittenVerifies()
    {
        World world;
        world.note(10);
        world.talk();
        const auto report = verify(*world.database);
        QVERIFY2(report, qPrintable(report ? QString() : sentence(report.error())));
        QCOMPARE(report->audit.number, 10);
        QVERIFY(report->entries >= 6);
        const auto rows = AuditTable::last(*world.database, 3);
        QCOMPARE(rows->size(), 3u);
        QCOMPARE(rows->front().number, 8);
        QCOMPARE(rows->back().event.object, u"shop add 9"_s);
        QCOMPARE(rows->back().digest, report->audit.digest);
    }

    void aChangedEntryIsNamed_data()
    {
        QTest::addColumn<QString>("change");
        QTest::addColumn<QString>("named");
        const auto set = [](const char* column, const char* value) {
            QTest::newRow(column) << u"UPDATE audit SET %1=%2 WHERE number=4"_s.arg(
                QLatin1StringView(column), QLatin1StringView(value))
                                  << u"audit entry 4"_s;
        };
        set("at", "at+1");
        set("shop", "NULL");
        set("actor_kind", "'console'");
        set("actor", "NULL");
        set("actor_name", "'Ben'");
        set("source", "'console'");
        set("action", "'import'");
        set("object", "'nothing'");
        set("outcome", "'forbidden'");
        set("digest", "X'00'");
        QTest::newRow("unknown kind") << u"UPDATE audit SET actor_kind='ghost' WHERE number=4"_s << u"audit entry 4"_s;
        QTest::newRow("taken out") << u"DELETE FROM audit WHERE number=4"_s << u"audit entry 4"_s;
        QTest::newRow("the first taken out") << u"DELETE FROM audit WHERE number=1"_s << u"audit entry 1"_s;
        QTest::newRow("moved") << u"UPDATE audit SET number=number+1 WHERE number=10"_s << u"audit entry 10"_s;
        QTest::newRow("put in behind")
            << u"INSERT INTO audit SELECT 11, at, shop, actor_kind, actor, actor_name, source, action, "
               "object, outcome, digest FROM audit WHERE number=10"_s
            << u"audit entry 11"_s;
    }
    void aChangedEntryIsNamed()
    {
        QFETCH(QString, change);
        QFETCH(QString, named);
        World world;
        world.note(10);
        world.sql(change);
        const auto report = verify(*world.database);
        QVERIFY(!report);
        QCOMPARE(report.error().code, Code::input);
        QCOMPARE(report.error().field, named);
    }

    void whatWasCutOffOrWrittenAnewShowsToWhoNotedTheHead()
    {
        World world;
        world.note(6);
        const AuditHead noted = *AuditTable::head(*world.database);
        world.note(4);
        QVERIFY(verify(*world.database, noted));
        world.sql(u"DELETE FROM audit WHERE number>4"_s);
        QVERIFY(verify(*world.database));
        QCOMPARE(verify(*world.database, noted).error().field, u"audit entry 5"_s);
        world.now += 1s;
        world.note(5);
        QVERIFY(verify(*world.database));
        QCOMPARE(verify(*world.database, noted).error().field, u"audit entry 6"_s);
    }

    void aHoleOrAChangeInAConversationIsNamed_data()
    {
        QTest::addColumn<QString>("change");
        QTest::addColumn<QString>("entry");
        QTest::newRow("hole") << u"DELETE FROM entry WHERE number=3"_s << u" entry 3"_s;
        QTest::newRow("first") << u"DELETE FROM entry WHERE number=1"_s << u" entry 1"_s;
        QTest::newRow("end") << u"DELETE FROM entry WHERE number=(SELECT MAX(number) FROM entry)"_s << u" entry "_s;
        QTest::newRow("text") << u"UPDATE entry SET body='{\"kind\":\"text\",\"text\":\"other\"}' WHERE number=3"_s
                              << u" entry 3"_s;
        QTest::newRow("link") << u"UPDATE entry SET after_customer=after_customer+1 WHERE number=4"_s << u" entry 4"_s;
        QTest::newRow("head") << u"UPDATE stream SET head=head+1"_s << u" entry "_s;
    }
    void aHoleOrAChangeInAConversationIsNamed()
    {
        QFETCH(QString, change);
        QFETCH(QString, entry);
        World world;
        world.talk();
        QVERIFY(verify(*world.database));
        world.sql(change);
        const auto report = verify(*world.database);
        QVERIFY(!report);
        QVERIFY2(report.error().field.startsWith(u"conversation/"_s) && report.error().field.contains(entry),
            qPrintable(report.error().field));
    }

    void aRecalledEntryIsAsItShouldBe()
    {
        World world;
        world.talk();
        world.sql(u"UPDATE entry SET body=NULL WHERE number=2"_s);
        QVERIFY(verify(*world.database));
    }

    void aDenialThatWasNotStoredIsWrittenTheNextTime()
    {
        World world;
        const SessionId editor = world.enterStaff(world.shop, world.ann, Roles(Role::editor), false);
        world.log->failNext(Outcome::refused);
        QCOMPARE(world.ask(editor, ListTransferTargets {}).error().code, Code::unavailable);
        world.pass(2s); // the state is read again
        QCOMPARE(AuditTable::last(*world.database, 10)->size(), 0u);
        QCOMPARE(world.ask(editor, ListTransferTargets {}).error().code, Code::forbidden);
        QCOMPARE(AuditTable::last(*world.database, 10)->size(), 1u);
    }

    void aRoleThatForbidsIsWrittenOnceAMinute()
    {
        World world;
        const SessionId agent = world.enterStaff(world.shop, world.ann);
        const SessionId editor = world.enterStaff(world.shop, world.ann, Roles(Role::editor), false);
        for (int i = 0; i < 5; ++i)
            QCOMPARE(world.ask(editor, ListTransferTargets {}).error().code, Code::forbidden);
        QVERIFY(world.ask(agent, ListTransferTargets {}));
        world.run();
        auto rows = AuditTable::last(*world.database, 10);
        QCOMPARE(rows->size(), 1u);
        QCOMPARE(rows->front().event.action, u"denied"_s);
        QCOMPARE(rows->front().event.object, u"listTransferTargets"_s);
        QCOMPARE(rows->front().event.actorId, std::optional(world.ann.value));
        QCOMPARE(rows->front().event.outcome, Code::forbidden);
        world.now += 61s;
        QCOMPARE(world.ask(editor, ListTransferTargets {}).error().code, Code::forbidden);
        world.run();
        QCOMPARE(AuditTable::last(*world.database, 10)->size(), 2u);
    }
};

QTEST_GUILESS_MAIN(TestAudit)
#include "tst_audit.moc"
