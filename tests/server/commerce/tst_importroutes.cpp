// SPDX-License-Identifier: GPL-3.0-or-later
#include <QJsonArray>

#include "server/imports/importroutes.h"
#include "server/orders/ordertable.h"
#include "tests/support/deskworld.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

namespace {

const QByteArray kPhrase = R"({"code":"hi","language":"en","title":"Hello","text":"Hello {customer}"})";

struct World : DeskWorld {
    World()
    {
        shop = addShop(u"lumen"_s);
        other = addShop(u"other"_s);
        addImportRoutes(routes, [this](Task task) { arrive(std::move(task)); });
        start();
        desk->coordinator().onBearer = [this](SessionId, const QString& token,
                                           const std::function<void(Result<Principal>)>& then) {
            if (token == "admin"_L1)
                then(Principal {shop, Roles(Role::admin), {}, PersonId(Uuid {1, 1}), u"A"_s});
            else if (token == "agent"_L1)
                then(Principal {shop, Roles(Role::agent, Role::lead, Role::editor), {}, PersonId(Uuid {1, 2}), u"B"_s});
            else
                then(Error {Code::sessionEnded, {}, {}, 0});
        };
    }
    HttpResponse post(
        const QByteArray& path, const QByteArray& body, const QByteArray& token = "admin", const QByteArray& query = {})
    {
        const auto found = routes.find("POST", path);
        if (!found.route)
            return HttpResponse {404, {}, {}, {}};
        std::optional<HttpResponse> answer;
        HttpRequest request;
        request.method = "POST";
        request.path = path;
        request.query = query;
        request.body = body;
        if (!token.isEmpty())
            request.fields = {{"authorization", "Bearer " + token}};
        const auto step = [&](const HttpHandler& handler) {
            handler(request, HttpResponder([&answer](HttpResponse response) { answer = std::move(response); }));
            run();
        };
        // The body comes only after its head was let in.
        const QByteArray brought = std::exchange(request.body, {});
        step(found.route->ask);
        if (!answer || !answer->isGoOn())
            return answer.value_or(HttpResponse {0, {}, {}, {}});
        ++bodies;
        request.body = brought;
        step(found.route->handler);
        return answer.value_or(HttpResponse {0, {}, {}, {}});
    }
    static QJsonObject json(const HttpResponse& response) { return QJsonDocument::fromJson(response.body).object(); }

    HttpRoutes routes;
    int bodies = 0; ///< that were let in
    ShopId shop;
    ShopId other;
};

} // namespace

class TestImportRoutes final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatAnAdministratorSendsIsStoredInTheOwnShop()
    {
        World world;
        const auto response = world.post("/api/v1/import/phrases", kPhrase + "\nnonsense\n");
        QCOMPARE(response.status, 200);
        const QJsonObject body = World::json(response);
        QCOMPARE(body.value("stored"_L1).toInt(), 1);
        QCOMPARE(body.value("leftOut"_L1).toInt(), 1);
        QCOMPARE(body.value("problems"_L1).toArray().first()["line"_L1].toInt(), 2);
        auto mine = world.database->run(u"SELECT COUNT(*) FROM phrase WHERE shop=?"_s, world.shop);
        QVERIFY(mine->next());
        QCOMPARE(mine->get<qint64>(0), 1);
        auto theirs = world.database->run(u"SELECT COUNT(*) FROM phrase WHERE shop=?"_s, world.other);
        QVERIFY(theirs->next());
        QCOMPARE(theirs->get<qint64>(0), 0);
    }

    void nobodyElseMay()
    {
        World world;
        QCOMPARE(
            World::json(world.post("/api/v1/import/phrases", kPhrase, "agent")).value("code"_L1).toString(), u"forbidden"_s);
        QCOMPARE(
            World::json(world.post("/api/v1/import/phrases", kPhrase, "stale")).value("code"_L1).toString(), u"sessionEnded"_s);
        QVERIFY(world.post("/api/v1/import/phrases", kPhrase, {}).status >= 400);
        QCOMPARE(world.bodies, 0);
        auto rows = world.database->run(u"SELECT COUNT(*) FROM phrase"_s);
        QVERIFY(rows->next());
        QCOMPARE(rows->get<qint64>(0), 0);
    }

    void stopStoresNothingAndTheBatchOfOthersGoesOn()
    {
        World world;
        const auto response = world.post("/api/v1/import/phrases", kPhrase + "\nnonsense\n", "admin", "onError=stop");
        QCOMPARE(World::json(response).value("code"_L1).toString(), u"input"_s);
        auto rows = world.database->run(u"SELECT COUNT(*) FROM phrase"_s);
        QVERIFY(rows->next());
        QCOMPARE(rows->get<qint64>(0), 0);
        // A clash that only the store can see, found in the middle of the batch.
        const QByteArray products = R"({"code":"P1","title":"a","skus":[{"sku":"S","price":"1"}]})"
                                    "\n"
                                    R"({"code":"P2","title":"b","skus":[{"sku":"S","price":"1"}]})";
        QCOMPARE(
            World::json(world.post("/api/v1/import/products", products, "admin", "onError=stop")).value("code"_L1).toString(),
            u"input"_s);
        auto left = world.database->run(u"SELECT COUNT(*) FROM product"_s);
        QVERIFY(left->next());
        QCOMPARE(left->get<qint64>(0), 0);
        QCOMPARE(world.post("/api/v1/import/products", products).status, 200);
    }

    void wrongPathsAndParametersAreNamed()
    {
        World world;
        QCOMPARE(World::json(world.post("/api/v1/import/stock", kPhrase)).value("code"_L1).toString(), u"notFound"_s);
        QCOMPARE(World::json(world.post("/api/v1/import/phrases", kPhrase, "admin", "format=xml")).value("field"_L1).toString(),
            u"format"_s);
        QCOMPARE(
            World::json(world.post("/api/v1/import/phrases", kPhrase, "admin", "onError=maybe")).value("field"_L1).toString(),
            u"onError"_s);
        QCOMPARE(
            world.post("/api/v1/import/phrases", "code,language,title,text\nx,en,T,\"a, b\"\n", "admin", "format=csv").status,
            200);
        QCOMPARE(World::json(world.post("/api/v1/import/phrases", {})).value("stored"_L1).toInt(), 0);
    }
};

QTEST_GUILESS_MAIN(TestImportRoutes)
#include "tst_importroutes.moc"
