// SPDX-License-Identifier: GPL-3.0-or-later
#include <QSignalSpy>

#include "app/sending/sendingservice.h"
#include "core/protocol/sending.h"
#include "tests/support/appfixture.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

SendingRule rule(const QString& word, SendingAction action = SendingAction::block)
{
    return {u"rule "_s + word, SendingTopic::words, action, {}, {word}, {}, {}};
}

struct Rules : AppFixture {
    ShopFeed feed {*link, nullptr};
    SendingService rules {*link, feed, nullptr};
    QSignalSpy changed {&rules, &SendingService::rulesChanged};

    void tellShop(std::optional<Instant> rulesAt)
    {
        ShopRow row;
        row.id = ShopId(testId(2, 1));
        row.sendingRulesAt = rulesAt;
        server.says(BoardChanged {BoardName::shop, 0, 1, {row.id.value}, {row}});
    }
    bool asks()
    {
        ListSendingRules ask;
        return server.take<ListSendingRules>(ask);
    }
};

} // namespace

class TestSendingService : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theProductsHoldUntilTheShopsHaveCome()
    {
        Rules desk;
        QTRY_VERIFY(!desk.rules.findings(u"加我微信 lumen888"_s, Channel::web).isEmpty());
        desk.changed.clear();
        desk.connect();
        QCOMPARE(desk.server.mustReceive<ListSendingRules>().from, 0);
        desk.server.answer<ListSendingRules>({{rule(u"one"_s)}, 2});
        QCOMPARE(desk.server.mustReceive<ListSendingRules>().from, 1); // half of them are none
        desk.server.answer<ListSendingRules>({{rule(u"two"_s, SendingAction::warn)}, 2});
        QTRY_COMPARE(desk.changed.count(), 1);
        QVERIFY(desk.rules.findings(u"加我微信 lumen888"_s, Channel::web).isEmpty());
        const auto found = desk.rules.findings(u"one, two"_s, Channel::web);
        QCOMPARE(found.size(), 2);
        QCOMPARE(desk.rules.rule(found.last()).name, u"rule two"_s);
    }

    void whatIsChangedIsReadAnewAtOnce()
    {
        Rules desk;
        desk.connect();
        desk.server.mustReceive<ListSendingRules>();
        desk.server.answer<ListSendingRules>({{rule(u"one"_s)}, 1});
        desk.tellShop(fromMillis(5)); // as it stands at the connect
        QVERIFY(!desk.asks());
        desk.tellShop(fromMillis(6));
        QVERIFY(desk.asks());
        desk.server.answer<ListSendingRules>({{rule(u"three"_s)}, 1});
        QTRY_VERIFY(!desk.rules.findings(u"three"_s, Channel::web).isEmpty());
        QVERIFY(desk.rules.findings(u"one"_s, Channel::web).isEmpty()); // whichever was ready first, the newest hold
        desk.tellShop(fromMillis(6));
        QVERIFY(!desk.asks());
    }

    void whatIsRefusedForTheMomentIsAskedAgain()
    {
        Rules desk;
        desk.connect();
        desk.server.mustReceive<ListSendingRules>();
        desk.server.refuse<ListSendingRules>(Code::unavailable);
        desk.server.mustReceive<ListSendingRules>();
        desk.server.answer<ListSendingRules>({{rule(u"one"_s)}, 1});
        QTRY_VERIFY(!desk.rules.findings(u"one"_s, Channel::web).isEmpty());
    }
};

} // namespace greenroom

QTEST_GUILESS_MAIN(greenroom::TestSendingService)
#include "tst_sendingservice.moc"
