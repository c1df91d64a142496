// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tickets/ticketpanel.h"

#include <QAction>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>

#include "app/tickets/ticketservice.h"
#include "app/workspace/workspace.h"
#include "ui/panels/listpanel.h"
#include "ui/panels/panelnotice.h"
#include "ui/tickets/newticketdialog.h"
#include "ui/words/termwords.h"
#include "ui/words/ticketwords.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

struct TicketWords {
    Q_DECLARE_TR_FUNCTIONS(greenroom::TicketWords)
};

using Kind = Fact::Kind;

Ticket ticketOf(const QModelIndex& index)
{
    return index.data(static_cast<int>(TicketModel::Role::Value)).value<Ticket>();
}

QString momentText(const std::optional<Instant>& at)
{
    return at ? u"%1 %2"_s.arg(dateText(*at), clockText(*at)) : QString();
}

QList<Fact> factsOf(const Ticket& ticket)
{
    return {
        {Kind::heading, ticket.title, {}},
        {Kind::row, TicketWords::tr("Number"), ticket.number},
        {Kind::row, TicketWords::tr("State"), ticketStateWord(ticket.state),
            isOpen(ticket.state) ? ColorRole::caution : ColorRole::muted},
        {Kind::row, TicketWords::tr("Kind"), ticketKindWord(ticket.kind)},
        {Kind::row, TicketWords::tr("Priority"), ticketPriorityWord(ticket.priority),
            ticket.priority == TicketPriority::urgent ? ColorRole::critical : ColorRole::text},
        {Kind::row, TicketWords::tr("Order"), ticket.order.value_or(QString())},
        {Kind::row, TicketWords::tr("With"), ticket.assigneeName},
        {Kind::row, TicketWords::tr("Opened"), u"%1 %2"_s.arg(momentText(ticket.openedAt), ticket.openedBy)},
        {Kind::row, TicketWords::tr("Changed"), momentText(ticket.changedAt)},
        {Kind::row, TicketWords::tr("Due"), momentText(ticket.dueAt)},
        {Kind::row, TicketWords::tr("Solved"), momentText(ticket.solvedAt)},
        {Kind::row, TicketWords::tr("Note"), ticket.note},
    };
}

void askForTicket(TicketService& service, Workspace& workspace, const TicketSubjects& subjects, ListPanel* panel)
{
    if (!workspace.open())
        return panel->setNotice([] { return TicketWords::tr("Open a conversation first; the ticket grows out of it."); });
    auto* dialog = new NewTicketDialog(workspace.open()->customerName, subjects, panel);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(
        dialog, &QDialog::accepted, panel, [&service, panel, dialog, conversation = workspace.open()->conversation] {
            NewTicket ticket = dialog->ticket();
            ticket.conversation = conversation;
            service.open(ticket, panel, [panel](const Result<QString>& number) {
                if (!number)
                    return showFailure(panel, number.error());
                panel->setNotice([number] { return TicketWords::tr("Ticket %1 is open.").arg(*number); }, ColorRole::positive);
            });
        });
    dialog->open();
}

void offerMoves(TicketService& service, ListPanel* panel, QPushButton* button)
{
    const Ticket ticket = ticketOf(panel->current());
    auto* menu = new QMenu(button);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const TicketState state : movesFrom(ticket.state))
        QObject::connect(menu->addAction(ticketStateWord(state)), &QAction::triggered, panel, [&service, panel, ticket, state] {
            service.change({ticket.id, state, {}, {}, {}, {}, {}, {}}, panel, [panel](const Result<void>& done) {
                if (done)
                    panel->setNotice({});
                else
                    showFailure(panel, done.error());
            });
        });
    if (menu->isEmpty())
        menu->addAction(TicketWords::tr("Nothing follows this state"))->setEnabled(false);
    menu->popup(button->mapToGlobal(QPoint(0, -menu->sizeHint().height())));
}

} // namespace

ListPanel* makeTicketPanel(
    TicketService& service, Workspace& workspace, std::function<TicketSubjects()> subjects, QWidget* parent)
{
    auto* panel = new ListPanel(
        u"ticketPanel"_s, "view-task"_L1,
        [] {
            return ListPanel::Texts {TicketWords::tr("Tickets"), TicketWords::tr("Number, order, name or title"),
                TicketWords::tr("No tickets"), TicketWords::tr("Open one when the matter outlives this conversation.")};
        },
        [](const QModelIndex& index) -> PanelRow {
            const Ticket ticket = ticketOf(index);
            return {ticket.title, ticketStateWord(ticket.state),
                ticket.assigneeName.isEmpty() ? ticket.number : u"%1 · %2"_s.arg(ticket.number, ticket.assigneeName),
                isOpen(ticket.state) ? ColorRole::caution : ColorRole::muted};
        },
        service.customerTickets(), service.found(), parent);
    panel->setFind([&service](const QString& text) { service.find(text, false, false); });
    panel->setRead([panel](const QModelIndex& index) { panel->setFacts(factsOf(ticketOf(index))); });
    auto* move = panel->addButton(u"ticketMove"_s, [] { return TicketWords::tr("Move on…"); }, {});
    QObject::connect(move, &QPushButton::clicked, panel, [&service, panel, move] { offerMoves(service, panel, move); });
    auto* open = new QAction(panel);
    open->setObjectName(u"ticketOpen"_s);
    QObject::connect(open, &QAction::triggered, panel,
        [&service, &workspace, subjects = std::move(subjects), panel] { askForTicket(service, workspace, subjects(), panel); });
    panel->addAction(open);
    panel->setHeadAction(
        open, [] { return TicketWords::tr("Open a ticket…"); }, "list-add"_L1);
    const auto notice = [&service, panel] { showState(panel, service.state(), service.findState()); };
    QObject::connect(&service, &TicketService::stateChanged, panel, notice);
    QObject::connect(&service, &TicketService::findStateChanged, panel, notice);
    return panel;
}

} // namespace greenroom
