// SPDX-License-Identifier: GPL-3.0-or-later
#include <QProcess>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include "server/orders/ordertable.h"
#include "server/products/producttable.h"
#include "tests/support/serverprocess.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

namespace {

/// The key the shop's own server signs its customers with.
const QByteArray kSecret(32, 'k');

void fill(Database& database, ShopId shop)
{
    IdSource ids;
    const Instant now = std::chrono::floor<Millis>(std::chrono::system_clock::now());
    Order order;
    order.id = ids.next<OrderId>(now);
    order.number = u"LM20261121"_s;
    order.state = OrderState::shipped;
    order.account = u"u-7"_s;
    order.buyer = u"王芳"_s;
    order.phone = u"138-0013-8000"_s;
    order.lines = {{u"TEE-M"_s, u"白茶 250 g"_s, {}, 1, {16800, u"CNY"_s}}};
    order.total = {16800, u"CNY"_s};
    order.shipping.currency = order.discount.currency = u"CNY"_s;
    order.placedAt = now;
    Product product;
    product.id = ids.next<ProductId>(now);
    product.code = u"CUP"_s;
    product.title = u"手绘盖碗"_s;
    product.skus = {{u"CUP-1"_s, u"蓝"_s, {8900, u"CNY"_s}, {}, {}, {}, 12}};
    const auto secret = database.run(u"UPDATE shop SET identity_secret=? WHERE shop=?"_s, kSecret, shop);
    if (!secret || !OrderTable::put(shop, order)(database) || !ProductTable::put(shop, product)(database))
        qFatal("the shop cannot be filled");
}

} // namespace

/// Customers at the widget in Chromium and agents at the staff protocol, through the real server, which is killed and started
/// again when the script says so. Each script under tests/web/system is one run.
class TestWidget final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void script_data()
    {
        QTest::addColumn<QString>("name");
        for (const char* name : {"talk", "queue", "identity"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }

    void script()
    {
        QFETCH(const QString, name);
        ServerProcess server;
        QStringList agents;
        server.prepare([&](Database& database) {
            const ShopId shop = ServerProcess::addShop(database, u"demo"_s);
            const QueueId queue = ServerProcess::addQueue(database, shop, u"sales"_s);
            for (const QString& agent : {u"林晓"_s, u"小陈"_s})
                agents.append(ServerProcess::addAgent(database, shop, agent, agent == u"林晓" ? 10 : 1, {queue}));
            fill(database, shop);
        });
        QVERIFY2(server.start(), server.output().constData());

        // One word a connection: "kill" ends the server as a power cut would, and starts it again.
        QTcpServer control;
        QVERIFY(control.listen(QHostAddress::LocalHost));
        bool startedAgain = true;
        connect(&control, &QTcpServer::newConnection, this, [&] {
            QTcpSocket* socket = control.nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket, [&, socket] {
                if (socket->readAll().trimmed() != "kill")
                    return;
                server.kill();
                startedAgain = server.start();
                socket->write("started\n");
                socket->disconnectFromHost();
            });
        });

        QProcess browser;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"GREENROOM_URL"_s, u"http://127.0.0.1:%1"_s.arg(server.url().port()));
        environment.insert(u"GREENROOM_AGENT_TOKENS"_s, agents.join(u','));
        environment.insert(u"GREENROOM_IDENTITY_SECRET"_s, QString::fromLatin1(kSecret.toHex()));
        environment.insert(u"GREENROOM_CONTROL"_s, QString::number(control.serverPort()));
        browser.setProcessEnvironment(environment);
        browser.setProcessChannelMode(QProcess::MergedChannels);
        browser.start(qEnvironmentVariable("GREENROOM_SOURCE") + u"/tests/web/run.sh"_s, {u"system/%1.mjs"_s.arg(name)});
        QVERIFY2(browser.waitForStarted(), qPrintable(browser.errorString()));
        QTRY_COMPARE_WITH_TIMEOUT(browser.state(), QProcess::NotRunning, 120'000);
        const QByteArray told = browser.readAll();
        if (browser.exitCode() != 0)
            qWarning().noquote() << told << server.output();
        QCOMPARE(browser.exitCode(), 0);
        QVERIFY(startedAgain);
    }
};

QTEST_GUILESS_MAIN(TestWidget)
#include "tst_widget.moc"
