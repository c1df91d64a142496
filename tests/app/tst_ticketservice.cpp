// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractItemModelTester>

#include "app/tickets/ticketservice.h"
#include "tests/support/panelfixture.h"

namespace greenroom {

using namespace Qt::StringLiterals;

class TestTicketService : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aNewTicketIsToldByNumberAndTheListIsAskedAgain()
    {
        PanelFixture desk;
        TicketService tickets(*desk.link, desk.workspace, desk.clock, nullptr);
        const QAbstractItemModelTester tester(
            tickets.customerTickets(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        desk.connect();
        desk.open(1);
        desk.server.mustReceive<TicketsOfConversation>();
        desk.server.answer<TicketsOfConversation>({});
        QString number;
        tickets.open({testConversation(1), u"2024"_s, u"坏了"_s, TicketKind::quality, TicketPriority::normal, {}}, this,
            [&](const Result<QString>& opened) { number = *opened; });
        const OpenTicket request = desk.server.mustReceive<OpenTicket>();
        QCOMPARE(request.kind, TicketKind::quality);
        QCOMPARE(request.order, u"2024"_s);
        QVERIFY(!request.clientId.isNull());
        desk.server.answer<OpenTicket>({TicketId(testId(12, 1)), u"T000042"_s, 1, {}});
        QCOMPARE(number, u"T000042"_s);
        desk.server.mustReceive<TicketsOfConversation>();
        Ticket ticket;
        ticket.id = TicketId(testId(12, 1));
        ticket.number = number;
        ticket.title = u"坏了"_s;
        desk.server.answer<TicketsOfConversation>({{ticket}, 1});
        QCOMPARE(tickets.customerTickets()->index(0).data().toString(), u"坏了"_s);
        QVERIFY(!tickets.customerTickets()->index(0).data(int(TicketModel::Role::DueAt)).isValid());
    }

    void aRefusedChangeKeepsItsCode()
    {
        PanelFixture desk;
        TicketService tickets(*desk.link, desk.workspace, desk.clock, nullptr);
        desk.connect();
        std::optional<Code> code;
        TicketChange change;
        change.ticket = TicketId(testId(12, 1));
        change.state = TicketState::closed;
        tickets.change(change, this, [&](const Result<void>& done) { code = done ? Code::ok : done.error().code; });
        QCOMPARE(desk.server.mustReceive<ChangeTicket>().state, TicketState::closed);
        desk.server.refuse<ChangeTicket>(Code::invalidField);
        QCOMPARE(code, Code::invalidField);
        QVERIFY(desk.server.nothingElse());
    }
};

} // namespace greenroom

QTEST_GUILESS_MAIN(greenroom::TestTicketService)
#include "tst_ticketservice.moc"
