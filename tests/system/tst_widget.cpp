// SPDX-License-Identifier: GPL-3.0-or-later
#include <QProcess>
#include <QTest>

#include "tests/support/serverprocess.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

/// A customer at the widget in Chromium and an agent at the staff protocol, through the real server.
class TestWidget final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void customerAndAgentUnderstandEachOther()
    {
        ServerProcess server;
        QString agent;
        server.prepare([&](Database& database) {
            const ShopId shop = ServerProcess::addShop(database, u"demo"_s);
            agent = ServerProcess::addAgent(
                database, shop, u"林晓"_s, 10, {ServerProcess::addQueue(database, shop, u"sales"_s)});
        });
        QVERIFY2(server.start(), server.output().constData());
        QProcess browser;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"GREENROOM_URL"_s, u"http://127.0.0.1:%1"_s.arg(server.url().port()));
        environment.insert(u"GREENROOM_AGENT_TOKEN"_s, agent);
        browser.setProcessEnvironment(environment);
        browser.setProcessChannelMode(QProcess::MergedChannels);
        browser.start(qEnvironmentVariable("GREENROOM_SOURCE") + u"/tests/web/run.sh"_s, {u"system/talk.mjs"_s});
        QVERIFY2(browser.waitForStarted(), qPrintable(browser.errorString()));
        QTRY_COMPARE_WITH_TIMEOUT(browser.state(), QProcess::NotRunning, 90'000);
        const QByteArray said = browser.readAll() + server.output();
        QVERIFY2(browser.exitCode() == 0, said.constData());
    }
};

QTEST_GUILESS_MAIN(TestWidget)
#include "tst_widget.moc"
