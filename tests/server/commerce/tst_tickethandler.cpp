// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/deskworld.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

namespace {

struct World : DeskWorld {
    World()
    {
        shop = addShop(u"lumen"_s);
        other = addShop(u"other"_s);
        lin = addPerson(shop, u"Lin"_s, 3, {addQueue(shop, u"sales"_s)});
        spy = addPerson(other, u"Spy"_s, 3, {addQueue(other, u"sales"_s)});
        start();
        agent = enterStaff(shop, lin);
    }
    OpenTicket opening(std::optional<ConversationId> conversation = {})
    {
        OpenTicket ask;
        ask.clientId = ids.next<ClientId>(now);
        ask.conversation = conversation;
        ask.title = u"退款未到账"_s;
        ask.kind = TicketKind::refund;
        return ask;
    }
    ChangeTicket changing(TicketId ticket, TicketState state)
    {
        ChangeTicket ask;
        ask.clientId = ids.next<ClientId>(now);
        ask.ticket = ticket;
        ask.state = state;
        return ask;
    }

    ShopId shop;
    ShopId other;
    PersonId lin;
    PersonId spy;
    SessionId agent;
};

} // namespace

class TestTicketHandler final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aTicketOpenedFromAConversationIsLinkedAndNumbered()
    {
        World world;
        const auto customer = world.enterCustomer(world.shop);
        const auto said = world.ask(customer, Send {world.ids.next<ClientId>(world.now), {}, {}, Text {u"退款呢"_s}});
        QVERIFY(said);
        const auto opened = world.ask(world.agent, world.opening(said->conversation));
        QVERIFY(opened);
        QCOMPARE(opened->ticketNumber, u"T000001"_s);
        QCOMPARE(world.ask(world.agent, world.opening())->ticketNumber, u"T000002"_s);
        const auto history = world.ask(world.agent, TicketsOfConversation {said->conversation});
        QCOMPARE(history->tickets.size(), 1);
        QCOMPARE(history->tickets.first().openedBy, u"Lin"_s);
        const auto page = world.ask(world.agent, ReadStream {StreamId::of(said->conversation), 0, {}, 200});
        const auto* linked = std::get_if<TicketLinked>(&page->entries.last().content);
        QVERIFY(linked);
        QCOMPARE(linked->ticket, opened->ticket);
        // the customer sees nothing of it
        const auto theirs = world.ask(customer, ReadStream {StreamId::of(said->conversation), 0, {}, 200});
        for (const Entry& entry : theirs->entries)
            QVERIFY(!std::holds_alternative<TicketLinked>(entry.content));
        QVERIFY(!world.ask(customer, ReadStream {StreamId::of(opened->ticket), 0, {}, 200}));
    }

    void itIsChangedOnlyAsAllowedAndFollowed()
    {
        World world;
        const auto opened = world.ask(world.agent, world.opening());
        const StreamId stream = StreamId::of(opened->ticket);
        QVERIFY(world.ask(world.agent, WatchStream {stream, {}}));
        QCOMPARE(world.ask(world.agent, world.changing(opened->ticket, TicketState::solved)).error().field, u"state"_s);
        ChangeTicket take = world.changing(opened->ticket, TicketState::inProgress);
        take.assignee = world.lin;
        QVERIFY(world.ask(world.agent, take));
        QVERIFY(world.ask(world.agent, world.changing(opened->ticket, TicketState::solved)));
        const auto facts = world.ask(world.agent, ReadTicket {opened->ticket});
        QCOMPARE(facts->ticket.state, TicketState::solved);
        QCOMPARE(facts->ticket.assigneeName, u"Lin"_s);
        QCOMPARE(facts->ticket.head, 3);
        QCOMPARE(world.entriesOf(world.agent, stream).size(), 3);
        QCOMPARE(world.ask(world.agent, FindTickets {u"T000001"_s, true, false, 10})->total, 0);
        QCOMPARE(world.ask(world.agent, FindTickets {u"t000001"_s, false, true, 10})->total, 1);
        QCOMPARE(world.ask(world.agent, FindTickets {u"退款"_s, false, false, 10})->total, 1);
    }

    void theSameClientIdOpensOneTicket()
    {
        World world;
        OpenTicket ask = world.opening();
        const auto first = world.ask(world.agent, ask);
        QCOMPARE(*world.ask(world.agent, ask), *first);
        ask.title = u"别的事"_s;
        QCOMPARE(world.ask(world.agent, ask).error().code, Code::conflict);
        ChangeTicket change = world.changing(first->ticket, TicketState::inProgress);
        const auto changed = world.ask(world.agent, change);
        QCOMPARE(*world.ask(world.agent, change), *changed);
        change.note = u"x"_s;
        QCOMPARE(world.ask(world.agent, change).error().code, Code::conflict);
    }

    void numbersGoOnAfterARestartAndAreEachShopsOwn()
    {
        World world;
        QVERIFY(world.ask(world.agent, world.opening()));
        world.now += 1s; // ids of the same moment and seed would be the same ids
        world.start();
        world.agent = world.enterStaff(world.shop, world.lin);
        QCOMPARE(world.ask(world.agent, world.opening())->ticketNumber, u"T000002"_s);
        const auto spy = world.enterStaff(world.other, world.spy);
        QCOMPARE(world.ask(spy, world.opening())->ticketNumber, u"T000001"_s);
    }

    void whomAComplaintIsAboutIsNotPreferredAgain()
    {
        World world;
        const auto customer = world.enterCustomer(world.shop);
        const auto said = world.ask(customer, Send {world.ids.next<ClientId>(world.now), {}, {}, Text {u"退款呢"_s}});
        OpenTicket refund = world.opening(said->conversation);
        refund.about = world.lin;
        QCOMPARE(world.ask(world.agent, refund).error().field, u"about"_s);
        QVERIFY(world.desk->conversations().find(said->conversation)->ratedLow.isEmpty());
        OpenTicket complaint = world.opening(said->conversation);
        complaint.kind = TicketKind::complaint;
        complaint.about = world.spy; // of another shop
        QCOMPARE(world.ask(world.agent, complaint).error().field, u"about"_s);
        complaint.clientId = world.ids.next<ClientId>(world.now);
        complaint.about = world.lin;
        QVERIFY(world.ask(world.agent, complaint));
        QCOMPARE(world.desk->conversations().find(said->conversation)->ratedLow, QList<PersonId> {world.lin});
        QVERIFY(world.ask(world.agent, complaint)); // asked again: the same
        world.start(); // and after a restart
        QCOMPARE(world.desk->conversations().find(said->conversation)->ratedLow, QList<PersonId> {world.lin});
    }

    /// What was filed on an earlier conversation was not known in the later ones.
    void aComplaintAboutAnEarlierConversationIsKnownInTheLatest()
    {
        World world;
        const auto customer = world.enterCustomer(world.shop);
        const auto say = [&](const QString& words) {
            return *world.ask(customer, Send {world.ids.next<ClientId>(world.now), {}, {}, Text {words}});
        };
        const Stored first = say(u"退款呢"_s);
        QVERIFY(world.ask(
            world.agent, CloseConversation {world.ids.next<ClientId>(world.now), first.conversation, 1, u"solved"_s, {}}));
        world.pass(std::chrono::days(3));
        const Stored later = say(u"还没到账"_s);
        QVERIFY(later.conversation != first.conversation);
        OpenTicket complaint = world.opening(first.conversation);
        complaint.kind = TicketKind::complaint;
        complaint.about = world.lin;
        QVERIFY(world.ask(world.agent, complaint));
        QCOMPARE(world.desk->conversations().find(later.conversation)->ratedLow, QList<PersonId> {world.lin});
    }

    void anotherShopSeesAndChangesNothing()
    {
        World world;
        const auto opened = world.ask(world.agent, world.opening());
        const auto spy = world.enterStaff(world.other, world.spy);
        QCOMPARE(world.ask(spy, ReadTicket {opened->ticket}).error().code, Code::notFound);
        QCOMPARE(world.ask(spy, world.changing(opened->ticket, TicketState::inProgress)).error().code, Code::notFound);
        QCOMPARE(world.ask(spy, FindTickets {{}, false, false, 10})->total, 0);
        QVERIFY(!world.ask(spy, WatchStream {StreamId::of(opened->ticket), {}}));
        ChangeTicket give = world.changing(opened->ticket, TicketState::assigned);
        give.assignee = world.spy;
        QCOMPARE(world.ask(world.agent, give).error().field, u"assignee"_s);
    }
};

QTEST_GUILESS_MAIN(TestTicketHandler)
#include "tst_tickethandler.moc"
