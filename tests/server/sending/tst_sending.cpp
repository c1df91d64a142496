// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/imports/importroutes.h"
#include "server/log/audittable.h"
#include "tests/support/smalldesk.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

struct Ruled : SmallDesk {
    Ruled()
    {
        agent = enterStaff(shop, lin);
        customer = enterCustomer(shop);
        asked = *ask(customer, text(u"hello"_s));
    }
    /// As POST /api/v1/import/rules does it.
    ImportReport import(const QByteArray& lines, ImportKind kind = ImportKind::rules)
    {
        ImportAsk given;
        given.kind = kind;
        given.body = lines;
        std::optional<Result<ImportReport>> report;
        ImportRun bring = importRun(shop, given, now);
        bring.then = [&](const Result<ImportReport>& done) { report = done; };
        runImport(desk->coordinator(), std::move(bring));
        run();
        return report && *report ? **report : ImportReport {};
    }
    Result<Stored> say(const QString& words, const std::optional<QString>& reason = {})
    {
        Send send = reply(asked, 1, words);
        send.ruleReason = reason;
        return ask(agent, send);
    }
    QStringList audited()
    {
        QStringList found;
        for (const auto& each : *AuditTable::last(*database, 20))
            if (each.event.action == u"send"_s)
                found.append(codeName(each.event.outcome) + u' ' + each.event.object.section(u", "_s, 1));
        return found;
    }
    std::optional<ShopRow> shopRow()
    {
        pass(1s);
        const auto told = boardOf(agent, BoardName::shop);
        return told && !told->rows.isEmpty() ? std::optional(std::get<ShopRow>(told->rows.first())) : std::nullopt;
    }

    SessionId agent;
    SessionId customer;
    Stored asked;
};

} // namespace

class TestSending : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aShopWithoutRulesHasTheProducts()
    {
        Ruled world;
        const auto rules = world.ask(world.agent, ListSendingRules {0, 20});
        QVERIFY(rules->total > 0);
        QCOMPARE(rules->rules, SendingCheck::usualRules().mid(0, 20));
        QVERIFY(world.say(u"您好，今天就能发货"_s));
        const auto refused = world.say(u"加我微信 lumen888 便宜二十块"_s);
        QCOMPARE(refused.error().code, Code::ruleBroken);
        QCOMPARE(refused.error().field, u"block"_s);
        QCOMPARE(world.audited().size(), 1); // what breaks nothing is not kept
        QVERIFY(world.audited().first().startsWith(u"ruleBroken"_s));
        // Customers may say what they like.
        QVERIFY(world.ask(world.customer, world.text(u"加我微信 abc12345"_s)));
        // A note is for colleagues.
        QVERIFY(world.ask(world.agent, AddNote {world.newId(), world.asked.conversation, u"她要加微信 abc12345"_s}));
    }

    void rulesAreImportedAndHoldAtOnce()
    {
        Ruled world;
        QVERIFY(world.ask(world.agent, WatchBoard {BoardName::shop, {}, 0, 1}));
        QVERIFY(!world.shopRow());
        const ImportReport report = world.import(R"({"name":"rival","topic":"words","action":"block","words":"牛牛店,cow shop"}
{"name":"promise","topic":"words","action":"reason","words":["三天到"],"sentence":"Ask the warehouse first."}
{"name":"careful","topic":"words","action":"warn","words":["马上"]}
{"name":"","topic":"words","action":"warn","words":["x"]}
{"name":"odd","topic":"nothing","action":"warn"}
)");
        QCOMPARE(report.stored, 3);
        QCOMPARE(int(report.problems.size()), 2);
        QVERIFY(world.shopRow()->sendingRulesAt.has_value());
        const auto rules = world.ask(world.agent, ListSendingRules {0, 20});
        QCOMPARE(rules->total, 3);
        QCOMPARE(rules->rules.first().name, u"rival"_s);
        QCOMPARE(rules->rules.first().words, (QStringList {u"牛牛店"_s, u"cow shop"_s}));
        QCOMPARE(world.ask(world.agent, ListSendingRules {1, 1})->rules.first().name, u"promise"_s);
        QVERIFY(world.ask(world.agent, ListSendingRules {3, 20})->rules.isEmpty());

        QVERIFY(world.say(u"加我微信 lumen888"_s)); // the product's hold no more
        QVERIFY(world.say(u"去牛 牛 店买吧"_s).error().detail.contains(u"rival"_s));
        const auto needs = world.say(u"三天到的"_s);
        QCOMPARE(needs.error().code, Code::ruleBroken);
        QCOMPARE(needs.error().field, u"reason"_s);
        QCOMPARE(world.say(u"三天到的"_s, u"   "_s).error().code, Code::ruleBroken);
        QVERIFY(world.say(u"三天到的"_s, u"the warehouse said so"_s));
        QVERIFY(world.say(u"马上"_s));
        const QStringList audited = world.audited();
        QVERIFY(audited.contains(u"ok rule \"promise\" (reason), because: the warehouse said so"_s));
        QVERIFY(audited.contains(u"ok rule \"careful\" (warn)"_s));
        QVERIFY(audited.contains(u"ruleBroken rule \"rival\" (block)"_s));

        // Brought up to date by its name; its place stays.
        world.import(R"({"name":"rival","topic":"words","action":"off","words":"牛牛店"})");
        QCOMPARE(world.ask(world.agent, ListSendingRules {0, 20})->rules.first().action, SendingAction::off);
        QVERIFY(world.say(u"去牛牛店买吧"_s));
        // The same after a restart.
        world.start();
        world.agent = world.enterStaff(world.shop, world.lin);
        QCOMPARE(world.ask(world.agent, ListSendingRules {0, 20})->total, 3);
        QCOMPARE(world.say(u"三天到的"_s).error().code, Code::ruleBroken);
    }

    void longRulesComeInSeveralPages()
    {
        Ruled world;
        QByteArray lines;
        for (int rule = 0; rule < 4; ++rule) {
            QByteArray words;
            for (int word = 0; word < 200; ++word)
                words += (word ? "," : "") + QByteArray("word number ") + QByteArray::number(1000 * rule + word)
                    + QByteArray(40, 'x');
            lines += "{\"name\":\"rule " + QByteArray::number(rule) + "\",\"topic\":\"words\",\"action\":\"warn\",\"words\":\""
                + words + "\"}\n";
        }
        QCOMPARE(world.import(lines).stored, 4);
        QStringList names;
        for (qint64 pages = 0; pages < 4 && names.size() < 4; ++pages) {
            const auto page = world.ask(world.agent, ListSendingRules {names.size(), 20});
            QCOMPARE(page->total, 4);
            QVERIFY(!page->rules.isEmpty() && page->rules.size() < 4);
            for (const SendingRule& rule : page->rules)
                names.append(rule.name);
        }
        QCOMPARE(names, (QStringList {u"rule 0"_s, u"rule 1"_s, u"rule 2"_s, u"rule 3"_s}));
    }

    void theGravestDecides()
    {
        Ruled world;
        world.import(R"({"name":"one","topic":"words","action":"reason","words":["one"]}
{"name":"two","topic":"words","action":"block","words":["two"]})");
        const auto refused = world.say(u"one and two"_s, u"because"_s);
        QCOMPARE(refused.error().field, u"block"_s);
        QVERIFY(refused.error().detail.contains(u"two"_s));
    }

    void aPictureWithACodeIsKeptBack()
    {
        Ruled world;
        const auto picture = [&](bool code) {
            const auto path = world.ask(world.agent, BeginUpload {world.asked.conversation, MediaKind::image, 1000});
            std::optional<Uploaded> uploaded;
            world.arrive(Task {[&](Coordinator&) {
                const auto admitted = world.desk->media().admit(path->path.toLatin1(), 1000, {});
                if (!admitted || !admitted->byStaff)
                    qFatal("it should be admitted");
                world.desk->media().keep(*admitted, {QByteArray(32, code ? 'c' : 'p'), u"image/png"_s, 900, 64, 48, 0, code},
                    [&](const Uploaded& done) { uploaded = done; });
            }});
            world.run();
            return world.ask(world.agent, Send {world.newId(), world.asked.conversation, 1, Image {uploaded->blob, 64, 48}});
        };
        QVERIFY(picture(false));
        const auto refused = picture(true);
        QCOMPARE(refused.error().code, Code::ruleBroken);
        // Without a rule on contact it may be shown.
        world.import(R"({"name":"careful","topic":"words","action":"warn","words":["now"]})");
        QVERIFY(picture(true));
    }

    void whoAsksForAMomentPromisesAnAnswer()
    {
        Ruled world;
        Send wait = world.reply(world.asked, 1, u"一会儿告诉您"_s);
        wait.holdingFor = 2min;
        QVERIFY(world.ask(world.agent, wait));
        QCOMPARE(world.at(world.asked).followUpDue, world.now + 2min);
        QVERIFY(!world.at(world.asked).owedSince);
        QVERIFY(world.ask(world.agent, wait)); // the same again is the same
        QCOMPARE(world.at(world.asked).followUpDue, world.now + 2min);
        QVERIFY(world.say(u"有货的"_s));
        QVERIFY(!world.at(world.asked).followUpDue);
    }

    void importsOfOtherThingsTellOnlyWhoKeepsThem()
    {
        Ruled world;
        QVERIFY(world.ask(world.agent, WatchBoard {BoardName::shop, {}, 0, 1}));
        world.import(R"({"code":"hi","language":"zh-CN","title":"问候","text":"您好"})", ImportKind::phrases);
        const auto row = world.shopRow();
        QVERIFY(row->phrasesAt.has_value());
        QVERIFY(!row->sendingRulesAt.has_value());
        QCOMPARE(world.ask(world.customer, WatchBoard {BoardName::shop, {}, 0, 1}).error().code, Code::forbidden);
        QCOMPARE(world.ask(world.customer, ListSendingRules {0, 20}).error().code, Code::forbidden);
    }
};

} // namespace greenroom

QTEST_GUILESS_MAIN(greenroom::TestSending)
#include "tst_sending.moc"
