// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/log/audittable.h"
#include "server/orders/ordertable.h"
#include "tests/support/smalldesk.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

namespace {

const QString kPhone = u"13812348000"_s;
const QString kCard = u"4111 1111 1111 1111"_s;

/// Lin has a customer who writes a telephone number; Sun leads, May is a colleague.
struct Hidden : SmallDesk {
    Hidden()
    {
        sun = addPerson(shop, u"Sun"_s, 1, {}, {Role::supervisor});
        may = addPerson(shop, u"May"_s, 3, {});
        enter();
        Customer known;
        known.verified = true;
        known.account = u"u-7"_s;
        known.phone = u"138-0013-80-00"_s;
        customer = enterCustomer(shop, {}, known);
        asked = *ask(customer, text(u"call me at %1, please"_s.arg(kPhone)));
    }
    void enter()
    {
        start();
        leader = enterStaff(shop, sun, Roles(Role::supervisor), false);
        agent = enterStaff(shop, lin);
        other = enterStaff(shop, may);
    }
    Reveal look(RevealReason reason = RevealReason::callBack, const QString& note = {})
    {
        Reveal ask;
        ask.conversation = asked.conversation;
        ask.number = asked.number;
        ask.reason = reason;
        ask.note = note;
        return ask;
    }
    std::optional<qint64> lookedTooOften(SessionId session)
    {
        pass(1s);
        for (const BoardRow& each : boardOf(session, BoardName::presence).value_or(BoardChanged {}).rows)
            if (const auto* row = std::get_if<PresenceRow>(&each); row && row->id == lin)
                return row->revealed;
        return {};
    }

    PersonId sun;
    PersonId may;
    SessionId leader;
    SessionId agent;
    SessionId other;
    SessionId customer;
    Stored asked;
};

QString textOf(const Entry& entry)
{
    const auto* text = std::get_if<Text>(&entry.content);
    return text ? text->text : QString();
}

QStringList textsOf(const QList<Entry>& entries)
{
    QStringList texts;
    for (const Entry& each : entries)
        if (const QString text = textOf(each); !text.isEmpty())
            texts.append(text);
    return texts;
}

} // namespace

/// What staff see starred, and what it takes to see it whole (reference/security.md P-5, P-6).
class TestDeskReveal final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void staffSeeStarsAndTheCustomerWhatWasWritten()
    {
        Hidden world;
        QVERIFY(world.ask(world.agent, WatchBoard {BoardName::mine, {}, 0, 10}));
        QCOMPARE(textsOf(world.read(world.customer, world.asked)), QStringList {u"call me at 13812348000, please"_s});
        QCOMPARE(textsOf(world.read(world.agent, world.asked)), QStringList {u"call me at *******8000, please"_s});
        QCOMPARE(textsOf(world.read(world.leader, world.asked)), QStringList {u"call me at *******8000, please"_s});
        WatchStream watch;
        watch.stream = StreamId::of(world.asked.conversation);
        QVERIFY(world.ask(world.agent, watch));
        QVERIFY(world.ask(world.customer, world.text(u"or at +86 139 1234 8001"_s)));
        world.pass(1s);
        QVERIFY(!world.events[world.agent].isEmpty());
        for (SessionId session : {world.agent, world.leader, world.other})
            for (const QString& event : std::as_const(world.events[session]))
                QVERIFY2(!event.contains(kPhone) && !event.contains(u"1391234"_s) && !event.contains(u"139 1234"_s),
                    qPrintable(event));
        // What staff wrote themselves is theirs to see.
        QVERIFY(world.ask(world.agent, world.reply(world.asked, 1, u"our driver has 13900001111"_s)));
        QVERIFY(textsOf(world.read(world.agent, world.asked)).contains(u"our driver has 13900001111"_s));
    }

    void whoHasTheConversationMayLookAndTheAuditSaysSo()
    {
        Hidden world;
        const auto shown = world.ask(world.agent, world.look());
        QVERIFY(shown);
        QCOMPARE(shown->text, u"call me at %1, please"_s.arg(kPhone));
        QVERIFY(shown->showFor > Millis(0));
        const AuditEvent event = AuditTable::last(*world.database, 1)->back().event;
        QCOMPARE(event.action, u"reveal"_s);
        QCOMPARE(event.actorName, u"Lin"_s);
        QCOMPARE(event.outcome, Code::ok);
        QVERIFY(event.object.contains(u"for callBack"_s));
        QVERIFY(!event.object.contains(kPhone));

        const auto refused = world.ask(world.other, world.look());
        QCOMPARE(refused.error().code, Code::forbidden);
        QCOMPARE(AuditTable::last(*world.database, 1)->back().event.outcome, Code::forbidden);
        QVERIFY(world.ask(world.leader, world.look(RevealReason::other, u"the police asks"_s)));
        QVERIFY(AuditTable::last(*world.database, 1)->back().event.object.endsWith(u"for other: the police asks"_s));
        QCOMPARE(world.ask(world.agent, world.look(RevealReason::other, u"  "_s)).error().code, Code::missingField);
        Reveal both = world.look();
        both.order = u"20241"_s;
        QCOMPARE(world.ask(world.agent, both).error().code, Code::invalidField);
        Reveal none = world.look();
        none.number = 99;
        QCOMPARE(world.ask(world.agent, none).error().code, Code::notFound);
        none.number = 1; // an entry that nobody said
        QCOMPARE(world.ask(world.agent, none).error().code, Code::notFound);
    }

    void anotherShopsConversationIsNone()
    {
        Hidden world;
        const auto there = world.addShop(u"other"_s);
        const PersonId eve = world.addPerson(there, u"Eve"_s, 1, {world.addQueue(there, u"sales"_s)}, {Role::supervisor});
        world.enter();
        const auto spy = world.enterStaff(there, eve, Roles(Role::supervisor), false);
        QCOMPARE(world.ask(spy, world.look()).error().code, Code::notFound);
    }

    void whoGaveItAwayMayNoLongerLook()
    {
        Hidden world;
        QVERIFY(world.ask(world.leader, TakeOver {world.newId(), world.asked.conversation, 1}));
        QCOMPARE(world.ask(world.agent, world.look()).error().code, Code::forbidden);
        QVERIFY(world.ask(world.leader, world.look()));
    }

    void anOrdersNumberIsShownOnlyWhereTheOrderBelongs()
    {
        Hidden world;
        Order order;
        order.id = world.ids.next<OrderId>(world.now);
        order.number = u"20241"_s;
        order.buyer = u"Wang"_s;
        order.phone = kPhone;
        order.placedAt = world.now;
        order.lines.append({u"L-1"_s, u"Lamp"_s, {}, 1, {}});
        world.store(OrderTable::put(world.shop, order));
        Reveal look = world.look(RevealReason::delivery);
        look.number.reset();
        look.order = order.number;
        order.account = u"u-8"_s;
        order.note = u"ring 13900001111 first"_s;
        world.store(OrderTable::put(world.shop, order));
        QCOMPARE(world.ask(world.agent, look).error().code, Code::notFound);
        // A card of it proves nothing: whoever looks may have sent it.
        OrderCard card;
        card.number = order.number;
        QVERIFY(world.ask(world.agent, Send {world.newId(), world.asked.conversation, 1, card}));
        QCOMPARE(world.ask(world.agent, look).error().code, Code::notFound);
        QCOMPARE(world.ask(world.leader, look)->phone, kPhone);
        order.account = u"u-7"_s;
        world.store(OrderTable::put(world.shop, order));
        QCOMPARE(world.ask(world.agent, look)->phone, kPhone);
        QCOMPARE(world.ask(world.agent, look)->text, order.note);
        QCOMPARE(world.ask(world.agent, ReadOrder {order.number})->order.note, u"ring *******1111 first"_s);
    }

    /// "138-0013-80-00" was shown as "0-00".
    void theCustomersOwnNumberIsMaskedAsItIsWritten()
    {
        Hidden world;
        QCOMPARE(world.ask(world.agent, ReadCustomer {world.asked.conversation})->customer.phone, u"***-****-80-00"_s);
        Reveal look = world.look();
        look.number.reset();
        QCOMPARE(world.ask(world.agent, look)->phone, u"138-0013-80-00"_s);
    }

    void whoHadItMayLookForADay()
    {
        Hidden world;
        QVERIFY(world.ask(world.agent, CloseConversation {world.newId(), world.asked.conversation, 1, u"solved"_s, {}}));
        world.pass(23h);
        QVERIFY(world.ask(world.agent, world.look()));
        world.pass(2h);
        QCOMPARE(world.ask(world.agent, world.look()).error().code, Code::forbidden);
        QVERIFY(world.ask(world.leader, world.look()));
    }

    /// Somebody who goes on asking must not fill the audit.
    void whatIsRefusedIsNotedOnceAMinute()
    {
        Hidden world;
        const auto noted = [&] { return AuditTable::head(*world.database)->number; };
        QCOMPARE(world.ask(world.other, world.look()).error().code, Code::forbidden);
        const qint64 once = noted();
        QVERIFY(once > 0);
        for (int i = 0; i < 20; ++i)
            QCOMPARE(world.ask(world.other, world.look()).error().code, Code::forbidden);
        QCOMPARE(noted(), once);
        world.pass(61s);
        QCOMPARE(world.ask(world.other, world.look()).error().code, Code::forbidden);
        QVERIFY(noted() > once);
    }

    void theAuditHasNoNumbersOfPeople()
    {
        Hidden world;
        QVERIFY(world.ask(world.agent, world.look(RevealReason::other, u"call 13912345678"_s)));
        QVERIFY(!AuditTable::last(*world.database, 1)->back().event.object.contains(u"13912345678"_s));
    }

    void aTicketWithACardsNumberIsRepeatedAsARepeat()
    {
        Hidden world;
        OpenTicket open;
        open.clientId = world.newId();
        open.title = u"paid by "_s + kCard;
        open.note = u"again "_s + kCard;
        const auto first = world.ask(world.agent, open);
        QVERIFY(first);
        QVERIFY(world.ask(world.agent, open));
    }

    /// Rows and entries that were stored before anything was starred.
    void whatIsOlderIsHiddenToo()
    {
        Hidden world;
        world.pass(10s);
        world.store([](Database& database) -> Result<void> {
            auto done = database.run(u"UPDATE conversation SET preview=?"_s, u"call me at "_s + kPhone);
            return done ? Result<void>() : done.error();
        });
        world.enter();
        QVERIFY(world.ask(world.leader, WatchBoard {BoardName::all, {}, 0, 10}));
        world.pass(1s);
        const auto told = world.boardOf(world.leader, BoardName::all);
        QVERIFY(told && told->rows.size() == 1);
        QCOMPARE(std::get<ConversationRow>(told->rows.first()).preview, u"call me at *******8000"_s);
    }

    void whatACardTellsIsHiddenToo()
    {
        Hidden world;
        OrderCard card;
        card.number = u"20241"_s;
        card.title = u"我的电话13800138000"_s;
        QVERIFY(world.ask(world.customer, Send {world.newId(), {}, {}, card}));
        const Entry last = world.read(world.agent, world.asked).last();
        QCOMPARE(std::get<OrderCard>(last.content).title, u"我的电话*******8000"_s);
    }

    void whoLooksTooOftenIsSeenAndThenStopped()
    {
        Hidden world;
        QVERIFY(world.ask(world.leader, WatchBoard {BoardName::presence, {}, 0, 10}));
        QVERIFY(world.ask(world.other, WatchBoard {BoardName::presence, {}, 0, 10}));
        for (int i = 0; i < 20; ++i)
            QVERIFY(world.ask(world.agent, world.look()));
        QVERIFY(!world.lookedTooOften(world.leader));
        QVERIFY(world.ask(world.agent, world.look()));
        QCOMPARE(world.lookedTooOften(world.leader), 21);
        QVERIFY(!world.lookedTooOften(world.other)); // for who leads
        for (int i = 21; i < 60; ++i)
            QVERIFY(world.ask(world.agent, world.look()));
        const auto stopped = world.ask(world.agent, world.look());
        QCOMPARE(stopped.error().code, Code::rateLimited);
        QVERIFY(stopped.error().limit > 0);
        QCOMPARE(AuditTable::last(*world.database, 1)->back().event.outcome, Code::rateLimited);
        // A restart forgets nothing.
        world.enter();
        QCOMPARE(world.ask(world.agent, world.look()).error().code, Code::rateLimited);
        QVERIFY(world.ask(world.leader, WatchBoard {BoardName::presence, {}, 0, 10}));
        QCOMPARE(world.lookedTooOften(world.leader), 60);
        world.pass(1h);
        QVERIFY(!world.lookedTooOften(world.leader));
        QVERIFY(world.ask(world.agent, world.look()));
    }

    /// Nowhere on disk, and not in what anybody is sent.
    void aCardsNumberIsNeverKept()
    {
        Hidden world;
        const Send send = world.text(u"卡号 "_s + kCard + u" 有效期 09/29 CVV 123"_s);
        const auto said = world.ask(world.customer, send);
        QVERIFY(said);
        QCOMPARE(world.ask(world.customer, send)->number, said->number); // a repeat is a repeat
        for (SessionId session : {world.customer, world.agent}) {
            const QString text = textsOf(world.read(session, world.asked)).last();
            QVERIFY2(
                !text.contains(u"1111 1111"_s) && !text.contains(u"09/29"_s) && !text.contains(u"123"_s), qPrintable(text));
            QVERIFY(text.contains(u"1111"_s)); // the last four stay
        }
        Reveal look = world.look();
        look.number = said->number;
        QVERIFY(!world.ask(world.agent, look)->text->contains(u"1111 1111"_s));
        QVERIFY(world.ask(world.agent, AddNote {world.newId(), world.asked.conversation, u"paid by "_s + kCard, {}}));
        Send typed = world.reply(world.asked, 1, u"yours is "_s + kCard);
        QVERIFY(world.ask(world.agent, typed));
        auto bodies = world.database->run(u"SELECT body FROM entry"_s);
        QVERIFY(bodies);
        int seen = 0;
        for (; bodies->next(); ++seen)
            QVERIFY(!bodies->get<QString>(0).contains(u"1111 1111"_s));
        QVERIFY(seen > 4);
    }
};

QTEST_GUILESS_MAIN(TestDeskReveal)
#include "tst_deskreveal.moc"
