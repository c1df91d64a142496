// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractItemModelTester>
#include <QSignalSpy>

#include "app/orders/orderservice.h"
#include "tests/support/panelfixture.h"

namespace greenroom {

using namespace Qt::StringLiterals;

class TestOrderService : public QObject {
    Q_OBJECT

    static Order order(quint64 number)
    {
        Order made;
        made.id = OrderId(testId(10, number));
        made.number = u"2024%1"_s.arg(number);
        made.state = OrderState::paid;
        made.lines = {{u"SKU"_s, u"灯"_s, {}, 2, {1995, u"CNY"_s}}};
        made.shipping = made.discount = {0, u"CNY"_s};
        made.total = {3990, u"CNY"_s};
        return made;
    }

private Q_SLOTS:
    void theOpenCustomersOrdersAreThereWithoutAsking()
    {
        PanelFixture desk;
        OrderService orders(*desk.link, desk.workspace, nullptr);
        const QAbstractItemModelTester tester(orders.customerOrders(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        desk.connect();
        desk.open(1);
        QCOMPARE(orders.state().phase, PanelState::Phase::loading);
        QCOMPARE(desk.server.mustReceive<OrdersOfConversation>().conversation, testConversation(1));
        desk.server.answer<OrdersOfConversation>({{order(2), order(1)}, 7});
        QCOMPARE(orders.state().phase, PanelState::Phase::ready);
        QCOMPARE(orders.customerOrders()->rowCount(), 2);
        QCOMPARE(orders.customerOrders()->index(0).data(int(OrderModel::Role::Pieces)).toLongLong(), 2);
        QCOMPARE(orders.customerOrders()->index(0).data(int(OrderModel::Role::Total)).value<Money>(), (Money {3990, u"CNY"_s}));
    }

    void nothingOfTheCustomerBeforeStaysAndGoingBackIsInstant()
    {
        PanelFixture desk;
        OrderService orders(*desk.link, desk.workspace, nullptr);
        desk.connect();
        desk.open(1);
        desk.server.mustReceive<OrdersOfConversation>();
        const QString first = desk.server.lastId;
        desk.open(2);
        desk.server.mustReceive<OrdersOfConversation>();
        const QString second = desk.server.lastId;
        desk.server.answerTo<OrdersOfConversation>(first, {{order(1)}, 1}); // too late to be shown
        QCOMPARE(orders.customerOrders()->rowCount(), 0);
        desk.server.answerTo<OrdersOfConversation>(second, {{order(2)}, 1});
        QCOMPARE(orders.customerOrders()->rowAt(0)->number, u"20242"_s);
        desk.open(1);
        QCOMPARE(orders.customerOrders()->rowAt(0)->number, u"20241"_s);
        desk.workspace.setOpen({});
        QCOMPARE(orders.customerOrders()->rowCount(), 0);
        QCOMPARE(orders.state().phase, PanelState::Phase::empty);
    }

    void offlineItSaysSoAndAsksAgainWhenConnected()
    {
        PanelFixture desk;
        OrderService orders(*desk.link, desk.workspace, nullptr);
        desk.open(1);
        QTRY_COMPARE(orders.state().error.code, Code::offline);
        desk.connect();
        desk.server.mustReceive<OrdersOfConversation>();
        desk.server.answer<OrdersOfConversation>({{order(1)}, 1});
        QCOMPARE(orders.state().phase, PanelState::Phase::ready);
    }

    void onlyTheLastSearchCounts()
    {
        PanelFixture desk;
        OrderService orders(*desk.link, desk.workspace, nullptr);
        const QAbstractItemModelTester tester(orders.found(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        desk.connect();
        orders.find(u"1"_s);
        orders.find(u" 12 "_s);
        desk.server.mustReceive<FindOrders>();
        const QString first = desk.server.lastId;
        QCOMPARE(desk.server.mustReceive<FindOrders>().text, u"12"_s);
        desk.server.answer<FindOrders>({{rowOf(order(12))}, 1});
        desk.server.answerTo<FindOrders>(first, {{rowOf(order(1)), rowOf(order(12))}, 2});
        QCOMPARE(orders.found()->rowCount(), 1);
    }

    void whatIsRefusedForTheMomentIsAskedAgain()
    {
        PanelFixture desk;
        OrderService orders(*desk.link, desk.workspace, nullptr);
        desk.connect();
        desk.open(1);
        for (const Code code : {Code::rateLimited, Code::unavailable}) {
            desk.server.mustReceive<OrdersOfConversation>();
            desk.server.refuse<OrdersOfConversation>(code);
            QCOMPARE(orders.state().phase, code == Code::rateLimited ? PanelState::Phase::loading : PanelState::Phase::failed);
        }
        desk.server.mustReceive<OrdersOfConversation>();
        desk.server.answer<OrdersOfConversation>({});
        QCOMPARE(orders.state().phase, PanelState::Phase::ready);
    }

    void aCardGoesToTheOpenConversation()
    {
        PanelFixture desk;
        OrderService orders(*desk.link, desk.workspace, nullptr);
        QSignalSpy cards(&desk.workspace, &Workspace::sendCardRequested);
        orders.sendCard(order(1));
        QCOMPARE(cards.count(), 0);
        desk.open(1);
        orders.sendCard(order(1));
        QCOMPARE(cards.count(), 1);
        QCOMPARE(
            std::get<OrderCard>(cards[0][0].value<Content>()), (OrderCard {u"20241"_s, u"灯"_s, u"paid"_s, {3990, u"CNY"_s}}));
    }
};

} // namespace greenroom

QTEST_GUILESS_MAIN(greenroom::TestOrderService)
#include "tst_orderservice.moc"
