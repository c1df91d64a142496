// SPDX-License-Identifier: GPL-3.0-or-later
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include "tests/support/serverprocess.h"
#include "tests/support/wireclient.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

namespace {

QByteArray order(int number)
{
    return "{\"number\":\"A" + QByteArray::number(number)
        + "\",\"state\":\"shipped\",\"buyer\":\"Ann\",\"phone\":\"13800138000\",\"lines\":[{\"sku\":\"S\",\"title\":\"T\","
          "\"quantity\":2,\"price\":\"39.90\"}],\"total\":\"79.80\",\"placedAt\":\"2026-01-31T18:00:00+08:00\"}\n";
}

QString codeOf(const Result<QJsonObject>& answer)
{
    return answer ? answer->value("code"_L1).toString() : sentence(answer.error());
}

} // namespace

/// What the people who run a server do to it, against the real process.
class TestOperations final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatComesByHttpIsFoundAtOnce()
    {
        ServerProcess server;
        QString admin;
        QString agent;
        server.prepare([&](Database& database) {
            const ShopId shop = ServerProcess::addShop(database, u"lumen"_s);
            const QueueId queue = ServerProcess::addQueue(database, shop, u"sales"_s);
            admin = ServerProcess::addAgent(database, shop, u"root"_s, 0, {}, {u"integration"_s});
            agent = ServerProcess::addAgent(database, shop, u"ann"_s, 10, {queue});
        });
        QVERIFY2(server.start(), server.output().constData());
        QByteArray orders;
        for (int i = 0; i < 700; ++i) // more than go in at a time
            orders += i == 350 ? QByteArray("nonsense\n") : order(i);
        const auto stored = postApi(server.url(), u"import/orders"_s, orders, admin);
        QCOMPARE(codeOf(stored), u"ok"_s);
        QCOMPARE(stored->value("stored"_L1).toInt(), 699);
        QCOMPARE(stored->value("problems"_L1)[0]["line"_L1].toInt(), 351);
        const auto found = postApi(server.url(), u"findOrders"_s, R"({"text":"A699","limit":5})", agent);
        QVERIFY2(
            found && found->value("total"_L1).toInt() == 1, QJsonDocument(found ? *found : QJsonObject()).toJson().constData());

        const QByteArray article = R"({"key":"returns","language":"en","title":"Returns","body":"Send the lantern back."})";
        QCOMPARE(postApi(server.url(), u"findArticles"_s, R"({"text":"lantern","limit":5})", agent)
                     ->value("hits"_L1)
                     .toArray()
                     .size(),
            0);
        QCOMPARE(codeOf(postApi(server.url(), u"import/articles"_s, article, admin)), u"ok"_s);
        QCOMPARE(postApi(server.url(), u"findArticles"_s, R"({"text":"lantern","limit":5})", agent)
                     ->value("hits"_L1)
                     .toArray()
                     .size(),
            1);

        QCOMPARE(codeOf(postApi(server.url(), u"import/orders"_s, orders, agent)), u"forbidden"_s);
        QCOMPARE(codeOf(postApi(server.url(), u"import/orders"_s, orders, u"no token"_s)), u"sessionEnded"_s);
        QCOMPARE(codeOf(postApi(server.url(), u"import/orders"_s, orders)), u"sessionEnded"_s);
    }
};

QTEST_GUILESS_MAIN(TestOperations)
#include "tst_operations.moc"
