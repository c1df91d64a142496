// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/domain/order.h"
#include "core/domain/phrase.h"
#include "core/domain/ticket.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

namespace {

const Instant kNow = fromMillis(1'700'000'000'000);

Entry entry(qint64 number, Content content)
{
    return {number, number - 1, ClientId(Uuid {1, quint64(number)}), kNow + Millis(number),
        {AuthorKind::staff, Uuid {2, 2}, u"陈晨"_s}, Audience::staff, std::move(content)};
}

Entry moved(qint64 number, TicketState state)
{
    TicketChanged changed;
    changed.state = state;
    return entry(number, changed);
}

} // namespace

class TestTicket final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theWholeLifeIsAllowedInOrder()
    {
        using enum TicketState;
        const QList life {created, classified, assigned, inProgress, waiting, inProgress, solved, closed, followedUp};
        for (qsizetype i = 1; i < life.size(); ++i)
            QVERIFY(canMove(life[i - 1], life[i]));
    }

    void nothingGoesBackToCreatedAndNothingIsSolvedUnworked()
    {
        using enum TicketState;
        for (const auto& [state, name] : EnumNames<TicketState>::names) {
            QVERIFY(!canMove(state, created));
            QVERIFY(!canMove(state, state));
            QVERIFY2(!movesFrom(state).isEmpty(), name.data());
        }
        QVERIFY(!canMove(created, solved));
        QVERIFY(!canMove(classified, solved));
        QVERIFY(!canMove(inProgress, followedUp));
        QVERIFY(canMove(closed, inProgress));
    }

    void foldKeepsWhatWasNotChanged()
    {
        Ticket ticket;
        TicketOpened opened;
        opened.number = u"T000001"_s;
        opened.title = u"退款未到账"_s;
        opened.ticketKind = TicketKind::refund;
        apply(ticket, entry(1, opened));
        QCOMPARE(ticket.state, TicketState::created);
        QCOMPARE(ticket.openedBy, u"陈晨"_s);
        TicketChanged urgent;
        urgent.priority = TicketPriority::urgent;
        apply(ticket, entry(2, urgent));
        QCOMPARE(ticket.title, u"退款未到账"_s);
        QCOMPARE(ticket.priority, TicketPriority::urgent);
        apply(ticket, moved(3, TicketState::inProgress));
        apply(ticket, moved(4, TicketState::solved));
        QCOMPARE(ticket.solvedAt, std::optional(kNow + 4ms));
        apply(ticket, moved(5, TicketState::closed));
        QCOMPARE(ticket.closedAt, std::optional(kNow + 5ms));
        apply(ticket, moved(6, TicketState::inProgress));
        QVERIFY(!ticket.solvedAt && !ticket.closedAt);
        QCOMPARE(ticket.head, 6);
    }

    void orderMustAddUp()
    {
        Order order;
        order.number = u"A1"_s;
        order.lines = {{u"S1"_s, u"卫衣"_s, {}, 2, {5000, u"CNY"_s}}};
        order.shipping = {800, u"CNY"_s};
        order.discount = {1000, u"CNY"_s};
        order.total = {9800, u"CNY"_s};
        QVERIFY(check(order));
        order.total.minor = 9801;
        QCOMPARE(check(order).error().field, u"total"_s);
        order.total.minor = 9800;
        order.shipping.currency = u"USD"_s;
        QCOMPARE(check(order).error().field, u"shipping"_s);
    }

    void phraseFillsOnlyWhatItKnows()
    {
        const QString text = u"{customer}您好，订单{order}已由{agent}处理 {unknown}"_s;
        QCOMPARE(expand(text, {{u"customer"_s, u"{order}"_s}, {u"order"_s, u"A1"_s}, {u"agent"_s, QString()}}),
            u"{order}您好，订单A1已由{agent}处理 {unknown}"_s);
    }

    void phraseIsFoundByCodeInitialsAndText()
    {
        const Phrase phrase {{}, u"fh"_s, u"zh-CN"_s, {}, u"催发货"_s, u"亲，仓库48小时内发出"_s, u"cfh"_s};
        QCOMPARE(rank(phrase, u"FH"_s), std::optional(0));
        QCOMPARE(rank(phrase, u"f"_s), std::optional(1));
        QCOMPARE(rank(phrase, u"cf"_s), std::optional(2));
        QCOMPARE(rank(phrase, u"发货"_s), std::optional(4));
        QCOMPARE(rank(phrase, u"仓库"_s), std::optional(5));
        QVERIFY(!rank(phrase, u"退款"_s));
        QVERIFY(rank(phrase, {}));
    }
};

QTEST_GUILESS_MAIN(TestTicket)
#include "tst_ticket.moc"
