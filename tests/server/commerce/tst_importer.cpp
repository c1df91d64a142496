// SPDX-License-Identifier: GPL-3.0-or-later
#include <random>

#include <QBuffer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "server/imports/importfile.h"
#include "server/knowledge/articletable.h"
#include "server/log/migrator.h"
#include "server/orders/ordertable.h"
#include "server/phrases/phrasetable.h"
#include "server/products/producttable.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

namespace {

const Instant kNow = fromMillis(1'760'000'000'000);
const ShopId kShop(Uuid {1, 1});

const QByteArray kOrder
    = R"({"number":"A1","state":"shipped","buyer":"王芳","phone":"13800138000","lines":[{"sku":"S","title":"T恤","quantity":2,"price":"39.90"}],"shipping":"6.00","discount":"5.80","total":"80.00","placedAt":"2026-01-31T18:00:00+08:00","steps":[{"at":"2026-02-01T08:00:00+08:00","text":"已揽收","place":"杭州"}]})";

struct Store {
    Store()
    {
        auto opened = Database::open(folder.filePath(u"t.db"_s), Database::Mode::readWrite);
        database = *std::move(opened);
        if (auto done = Migrator::migrate(*database); !done)
            qFatal("%s", qPrintable(sentence(done.error())));
        auto shop = database->run(u"INSERT INTO shop (shop, public_key, name, created_at) VALUES (?,'k','n',0)"_s, kShop);
        if (!shop)
            qFatal("shop");
    }
    Result<ImportReport> import(ImportKind kind, const QByteArray& bytes, ImportFormat format = ImportFormat::jsonLines,
        OnError onError = OnError::skip)
    {
        QByteArray copy = bytes;
        QBuffer buffer(&copy);
        buffer.open(QIODevice::ReadOnly);
        Importer importer(kShop, kind, onError, kNow);
        importer.read(buffer, format);
        return commit(importer.take(), onError);
    }
    Result<ImportReport> commit(const ImportPlan& plan, OnError onError)
    {
        if (!database->begin())
            qFatal("begin");
        auto report = store(*database, plan, onError);
        if (!report)
            database->rollback();
        else if (!database->commit())
            qFatal("commit");
        return report;
    }
    qint64 orders() { return OrderTable::search(*database, kShop, {}, 100)->total; }

    QTemporaryDir folder;
    std::unique_ptr<Database> database;
};

} // namespace

class TestImporter final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anOrderComesInWhole()
    {
        Store store;
        const auto report = store.import(ImportKind::orders, "\xef\xbb\xbf" + kOrder + "\r\n\r\n");
        QVERIFY(report);
        QCOMPARE(report->stored, 1);
        const auto order = OrderTable::find(*store.database, kShop, u"A1"_s);
        QVERIFY(order && *order);
        QCOMPARE((*order)->total.minor, 8000);
        QCOMPARE(toMillis((*order)->placedAt), 1769853600000);
        QCOMPARE((*order)->steps.first().place, u"杭州"_s);
    }

    void againIsTheSame()
    {
        Store store;
        (void)store.import(ImportKind::orders, kOrder);
        const auto first = OrderTable::find(*store.database, kShop, u"A1"_s);
        QCOMPARE(store.import(ImportKind::orders, kOrder + "\n" + kOrder)->stored, 2);
        QCOMPARE(store.orders(), 1);
        QCOMPARE(OrderTable::find(*store.database, kShop, u"A1"_s)->value(), first->value());
    }

    void aBadRowIsNamedByItsLineAndSkippedOrStopsAll()
    {
        Store store;
        const QByteArray bytes = "\n{\"number\":\"X\"}\n" + kOrder + "\nnot json\n";
        const auto report = store.import(ImportKind::orders, bytes);
        QCOMPARE(report->stored, 1);
        QCOMPARE(report->problems.size(), 2u);
        QCOMPARE(report->problems[0].line, 2);
        QCOMPARE(report->problems[1].line, 4);
        Store strict;
        QVERIFY(!strict.import(ImportKind::orders, kOrder + "\nnot json\n", ImportFormat::jsonLines, OnError::stop));
        QCOMPARE(strict.orders(), 0);
    }

    void wrongValuesNameTheField_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<QString>("field");
        QTest::newRow("fraction") << QByteArray("\"80.00\"") << QByteArray("80.5") << u"total"_s;
        QTest::newRow("sum") << QByteArray("\"80.00\"") << QByteArray("\"80.01\"") << u"total"_s;
        QTest::newRow("state") << QByteArray("shipped") << QByteArray("flying") << u"state"_s;
        QTest::newRow("no offset") << QByteArray("2026-01-31T18:00:00+08:00") << QByteArray("2026-01-31T18:00:00")
                                   << u"placedAt"_s;
        QTest::newRow("three decimals") << QByteArray("39.90") << QByteArray("39.901") << u"lines[0].price"_s;
        QTest::newRow("negative") << QByteArray("6.00") << QByteArray("-6.00") << u"shipping"_s;
        QTest::newRow("quantity") << QByteArray("\"quantity\":2") << QByteArray("\"quantity\":0") << u"lines[0].quantity"_s;
        QTest::newRow("huge") << QByteArray("\"39.90\"") << QByteArray("\"99999999999999999.99\"") << u"lines[0].price"_s;
        QTest::newRow("lines no list") << QByteArray("[{\"sku\"") << QByteArray("7,\"x\":[{\"sku\"") << u"lines"_s;
    }
    void wrongValuesNameTheField()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QFETCH(QString, field);
        Store store;
        const auto report = store.import(ImportKind::orders, QByteArray(kOrder).replace(from, to));
        QVERIFY(report);
        QCOMPARE(report->stored, 0);
        QCOMPARE(report->problems.size(), 1u);
        QCOMPARE(report->problems.front().error.field, field);
    }

    void csvWithQuotesBreaksAndFormulas()
    {
        Store store;
        const QByteArray csv = "\xef\xbb\xbfnumber,state,buyer,sku,title,quantity,price,note\r\n"
                               "C1,paid,\"Li, \"\"Lei\"\"\",S1,T-Shirt,2,10.00,\"two\r\nlines\"\r\n"
                               "C2,paid,=HYPERLINK(\"x\"),S1,T,1,1.00,\r\n"
                               "C3,paid,\"=1+1\",S1,T,1,1.00,\"+cmd|'/c calc'!A0\"\r\n"
                               "C4,paid\r\n"
                               "C5,paid,Wang,S1,T,1,1.00,";
        const auto report = store.import(ImportKind::orders, csv, ImportFormat::csv);
        QCOMPARE(report->stored, 3);
        QCOMPARE(report->problems.size(), 2u);
        QCOMPARE(report->problems[0].line, 4);
        QCOMPARE(report->problems[1].line, 6);
        const auto order = OrderTable::find(*store.database, kShop, u"C1"_s)->value();
        QCOMPARE(order.buyer, u"Li, \"Lei\""_s);
        QCOMPARE(order.note, u"two\r\nlines"_s);
        QCOMPARE(order.total.minor, 2000);
        QCOMPARE(OrderTable::find(*store.database, kShop, u"C3"_s)->value().buyer, u"=1+1"_s);
    }

    void hostileBytesAreErrorsOfTheirOwnLine()
    {
        Store store;
        const QByteArray bytes = QByteArray(10 * 1024 * 1024, 'x') + "\n" + "{\"number\":\"\xff\xfe\"}\n"
            + QByteArray("{\"a\":\"\0\"}\n", 10) + QByteArray(100'000, '[') + "\n" + kOrder + "\n{\"number\":\"A2\"";
        for (const ImportFormat format : {ImportFormat::jsonLines, ImportFormat::csv}) {
            const auto report = store.import(ImportKind::orders, bytes, format);
            QVERIFY(report);
            QCOMPARE(report->stored, format == ImportFormat::jsonLines ? 1 : 0);
            QVERIFY(report->problems.size() >= 4u || format == ImportFormat::csv);
            QCOMPARE(report->problems.front().line, 1);
            QCOMPARE(report->problems.front().error.code, Code::tooLong);
        }
        for (const QByteArray& empty : {QByteArray(), QByteArray("\n\n"), QByteArray("\xef\xbb\xbf")})
            QCOMPARE(store.import(ImportKind::orders, empty, ImportFormat::csv)->stored, 0);
    }

    // Whatever the bytes: no crash, and what is stored reads back.
    void randomDamageNeverLeavesHalfARow()
    {
        const quint64 seed = std::random_device {}();
        std::mt19937_64 random(seed);
        Store store;
        for (int round = 0; round < 300; ++round) {
            QByteArray bytes = kOrder + "\n" + kOrder;
            for (int i = int(random() % 6); i >= 0; --i)
                bytes[qsizetype(random() % quint64(bytes.size()))] = char(random());
            const auto report = store.import(
                ImportKind::orders, bytes, random() % 2 ? ImportFormat::csv : ImportFormat::jsonLines);
            QVERIFY2(report, qPrintable(u"seed %1 round %2"_s.arg(seed).arg(round)));
            const auto all = OrderTable::search(*store.database, kShop, {}, 100);
            QVERIFY2(all, qPrintable(u"seed %1 round %2"_s.arg(seed).arg(round)));
        }
    }

    void productsKeepTheirSkusWhole()
    {
        Store store;
        const QByteArray one
            = R"({"code":"P1","title":"卫衣","skus":[{"sku":"A","price":"199.00","stock":3},{"sku":"B","price":"199.00"}],"coupons":[{"code":"D","kind":"percent","value":"15","stackable":true},{"code":"F","value":"30","threshold":"199"}]})";
        QCOMPARE(store.import(ImportKind::products, one)->stored, 1);
        const auto product = ProductTable::find(*store.database, kShop, u"B"_s)->value();
        QCOMPARE(product.coupons[0].value, 1500);
        QCOMPARE(product.coupons[1].threshold, 19900);
        // The second takes an SKU of the first: none of it stays.
        const QByteArray thief = R"({"code":"P2","title":"偷","skus":[{"sku":"C","price":"1"},{"sku":"A","price":"1"}]})";
        const auto report = store.import(ImportKind::products, thief);
        QCOMPARE(report->stored, 0);
        QCOMPARE(report->problems.front().error.field, u"skus.sku"_s);
        QVERIFY(!ProductTable::find(*store.database, kShop, u"P2"_s)->has_value());
        QVERIFY(!ProductTable::find(*store.database, kShop, u"C"_s)->has_value());
        QCOMPARE(
            store
                .import(ImportKind::products, QByteArray("code,title,sku,price,stock\nP3,帽子,H,59.00,7\n"), ImportFormat::csv)
                ->stored,
            1);
    }

    void markdownFrontMatterOrNames()
    {
        const auto named = articleRecord(u"returns.zh-CN.md"_s, u"# 七天无理由\r\n\r\n签收后七天内。"_s);
        QCOMPARE(named->value("key"_L1).toString(), u"returns"_s);
        QCOMPARE(named->value("language"_L1).toString(), u"zh-CN"_s);
        QCOMPARE(named->value("title"_L1).toString(), u"七天无理由"_s);
        QCOMPARE(named->value("body"_L1).toString(), u"签收后七天内。"_s);
        const auto fronted = articleRecord(u"x.md"_s, u"---\nkey: a\nlanguage: en\ntitle: T: x\n---\nBody"_s);
        QCOMPARE(fronted->value("title"_L1).toString(), u"T: x"_s);
        QVERIFY(!articleRecord(u"x.md"_s, u"---\nkey: a\n"_s));
        QVERIFY(!articleRecord(u"x.md"_s, u"---\nkey\n---\n"_s));
    }

    void guidelinesBecomeArticles()
    {
        Store store;
        const QByteArray guidelines
            = R"({"Product Defect":{"description":"d","subflows":{"Initiate Refund":{"instructions":["Be kind."],"actions":[{"type":"x","button":"Pull up Account","text":"Ask the name.","subtext":["full name"]}]}}}})";
        QCOMPARE(store.import(ImportKind::articles, guidelines, ImportFormat::abcd)->stored, 1);
        const auto articles = ArticleTable::latest(*store.database, kShop, 10);
        QCOMPARE(articles->first().title, u"Initiate Refund"_s);
        QVERIFY(articles->first().body.contains(u"1. **Pull up Account** Ask the name.\n   - full name"_s));
        QVERIFY(!store.import(ImportKind::articles, "[]", ImportFormat::abcd)->problems.empty());
    }

    void theCommandReadsItsOptionsAndSaysWhatIsWrong()
    {
        Store store;
        QFile file(store.folder.filePath(u"o.jsonl"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(kOrder + "\nnonsense\n");
        file.close();
        QString out;
        QVERIFY(importCommand(*store.database, {u"orders"_s, file.fileName(), u"--shop"_s, u"k"_s}, {}, kNow, out));
        QVERIFY2(out.endsWith(u"orders: 1 stored, 1 left out\n"_s), qPrintable(out));
        QVERIFY(out.startsWith(file.fileName() + u":2: "_s));
        const auto stopped = importCommand(
            *store.database, {u"orders"_s, file.fileName(), u"--shop=k"_s, u"--on-error=stop"_s}, {}, kNow, out);
        QCOMPARE(stopped.error().code, Code::input);
        QCOMPARE(stopped.error().field, u"line 2"_s);
        for (const QStringList& wrong : {QStringList {u"orders"_s}, QStringList {u"stock"_s, u"f"_s},
                 QStringList {u"orders"_s, u"f"_s, u"--on-error"_s, u"x"_s},
                 QStringList {u"orders"_s, u"/nowhere"_s, u"--shop"_s, u"k"_s},
                 QStringList {u"orders"_s, file.fileName(), u"--shop"_s, u"nobody"_s},
                 QStringList {u"orders"_s, file.fileName(), u"--shop"_s, u"k"_s, u"--format"_s, u"xml"_s}})
            QCOMPARE(importCommand(*store.database, wrong, {}, kNow, out).error().code, Code::config);
    }

    void demoContentComesInWithoutAProblem()
    {
        const QString demo = qEnvironmentVariable("GREENROOM_SOURCE") + u"/resources/demo/"_s;
        Store store;
        for (const auto& [kind, name] : {std::pair(ImportKind::orders, u"orders.jsonl"_s),
                 std::pair(ImportKind::products, u"products.jsonl"_s), std::pair(ImportKind::phrases, u"phrases.csv"_s)}) {
            QFile file(demo + name);
            QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
            const auto report = store.import(
                kind, file.readAll(), name.endsWith(u"csv"_s) ? ImportFormat::csv : ImportFormat::jsonLines);
            QVERIFY(report);
            for (const ImportProblem& problem : report->problems)
                qWarning() << name << problem.line << sentence(problem.error);
            QVERIFY(report->problems.empty());
            QVERIFY(report->stored >= 20);
        }
        Importer importer(kShop, ImportKind::articles, OnError::stop, kNow);
        importer.readMarkdown(demo + u"articles"_s);
        const auto report = store.commit(importer.take(), OnError::stop);
        QVERIFY2(report, qPrintable(report ? QString() : sentence(report.error())));
        QVERIFY(report->stored >= 20);
    }
};

QTEST_GUILESS_MAIN(TestImporter)
#include "tst_importer.moc"
