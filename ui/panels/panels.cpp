// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/panels.h"

#include <QCoreApplication>
#include <QInputDialog>
#include <QPointer>

#include "app/knowledge/articleservice.h"
#include "app/orders/orderservice.h"
#include "app/products/productservice.h"
#include "app/tickets/ticketservice.h"
#include "ui/panels/listpanel.h"
#include "ui/words/errorwords.h"
#include "ui/words/termwords.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

struct PanelWords {
    Q_DECLARE_TR_FUNCTIONS(greenroom::PanelWords)
};

QVariant read(const QModelIndex& index, auto role)
{
    return index.data(static_cast<int>(role));
}

QString problemOf(const PanelState& state)
{
    return state.phase == PanelState::Phase::failed
        ? PanelWords::tr("What is shown may be old. %1").arg(errorSentence(state.error))
        : QString();
}

QString factsOf(const Order& order)
{
    QStringList lines;
    for (const OrderLine& line : order.lines)
        lines.append(u"%1 %2 × %3  %4"_s.arg(line.title, line.variant).arg(line.quantity).arg(moneyText(line.price)));
    lines.append(PanelWords::tr("Total %1").arg(moneyText(order.total)));
    lines.append(PanelWords::tr("To %1, %2").arg(order.buyer, order.region));
    if (!order.trackingNumber.isEmpty())
        lines.append(PanelWords::tr("%1 · tracking number %2").arg(order.carrier, order.trackingNumber));
    for (auto step = order.steps.crbegin(); step != order.steps.crend(); ++step)
        lines.append(u"%1 %2  %3 %4"_s.arg(
            dayText(step->at, step->at + std::chrono::days(7)), clockText(step->at), step->place, step->text));
    if (!order.note.isEmpty())
        lines.append(PanelWords::tr("Buyer's note: %1").arg(order.note));
    return lines.join(u'\n');
}

QString ticketStateWord(TicketState state)
{
    switch (state) {
    case TicketState::created: return PanelWords::tr("Created");
    case TicketState::classified: return PanelWords::tr("Classified");
    case TicketState::assigned: return PanelWords::tr("Assigned");
    case TicketState::inProgress: return PanelWords::tr("In progress");
    case TicketState::waiting: return PanelWords::tr("Waiting for the customer");
    case TicketState::solved: return PanelWords::tr("Solved");
    case TicketState::closed: return PanelWords::tr("Closed");
    case TicketState::followedUp: return PanelWords::tr("Followed up");
    }
    return {};
}

} // namespace

ListPanel* makeOrderPanel(OrderService& service, QWidget* parent)
{
    const auto row = [](const QModelIndex& index) -> PanelRow {
        // The found list has the same first roles as the customer's own.
        using Cell = OrderModel::Role;
        const auto state = static_cast<OrderState>(read(index, Cell::State).toInt());
        return {read(index, Cell::Number).toString(), orderStateWord(enumName(state)),
            u"%1 · %2"_s.arg(moneyText(read(index, Cell::Total).value<Money>()), read(index, Cell::Title).toString()),
            state == OrderState::refunding ? ColorRole::caution : ColorRole::positive};
    };
    auto* panel = new ListPanel(
        u"orderPanel"_s,
        [] {
            return ListPanel::Texts {PanelWords::tr("Orders"), PanelWords::tr("Find orders"), PanelWords::tr("No orders"),
                PanelWords::tr("Search by number, tracking number, name or phone tail.")};
        },
        row, service.customerOrders(), service.found(), parent);
    const auto withOrder = [&service, panel](const QModelIndex& index, std::function<void(const Order&)> act) {
        const QVariant whole = read(index, OrderModel::Role::Value);
        if (index.model() == service.customerOrders() && whole.canConvert<Order>()) {
            act(whole.value<Order>());
            return;
        }
        service.read(
            read(index, OrderModel::Role::Number).toString(), panel, [act = std::move(act)](const Result<Order>& order) {
                if (order)
                    act(*order);
            });
    };
    panel->setFind([&service](const QString& text) { service.find(text); });
    panel->setRead([withOrder, panel](const QModelIndex& index) {
        withOrder(index, [panel](const Order& order) { panel->setFacts(factsOf(order)); });
    });
    panel->addButton(
        u"orderInsert"_s, [] { return PanelWords::tr("Insert number"); },
        [withOrder, &service](
            const QModelIndex& index) { withOrder(index, [&service](const Order& order) { service.insertNumber(order); }); });
    panel->addButton(
        u"orderCard"_s, [] { return PanelWords::tr("Send card"); },
        [withOrder, &service](
            const QModelIndex& index) { withOrder(index, [&service](const Order& order) { service.sendCard(order); }); });
    QObject::connect(
        &service, &OrderService::stateChanged, panel, [panel, &service] { panel->setProblem(problemOf(service.state())); });
    return panel;
}

ListPanel* makeProductPanel(ProductService& service, QWidget* parent)
{
    const auto row = [](const QModelIndex& index) -> PanelRow {
        using Cell = ProductModel::Role;
        const bool own = read(index, Cell::Value).canConvert<PricedProduct>();
        const qint64 stock = own ? read(index, Cell::Stock).toLongLong()
                                 : read(index, ProductRowModel::Role::Stock).toLongLong();
        return {read(index, Cell::Title).toString(),
            stock > 0 ? PanelWords::tr("%n in stock", nullptr, static_cast<int>(stock)) : PanelWords::tr("Sold out"),
            PanelWords::tr("%1 · from %2")
                .arg(read(index, Cell::Code).toString(), moneyText(read(index, Cell::Lowest).value<Money>())),
            stock > 0 ? ColorRole::muted : ColorRole::critical};
    };
    auto* panel = new ListPanel(
        u"productPanel"_s,
        [] {
            return ListPanel::Texts {PanelWords::tr("Products"), PanelWords::tr("Find products"), PanelWords::tr("No products"),
                PanelWords::tr("Search by code, name or category.")};
        },
        row, service.likely(), service.found(), parent);
    const auto withProduct = [&service, panel](const QModelIndex& index, std::function<void(const PricedProduct&)> act) {
        service.read(read(index, ProductModel::Role::Code).toString(), panel,
            [act = std::move(act)](const Result<PricedProduct>& product) {
                if (product)
                    act(*product);
            });
    };
    panel->setFind([&service](const QString& text) { service.find(text); });
    panel->setRead([withProduct, panel](const QModelIndex& index) {
        withProduct(index, [panel](const PricedProduct& priced) {
            QStringList lines;
            for (const Sku& sku : priced.product.skus)
                lines.append(PanelWords::tr("%1 %2 · %3 · stock %4")
                                 .arg(sku.sku, sku.variant, moneyText(sku.price), QString::number(sku.stock)));
            for (const QString& fact :
                {priced.product.sizes, priced.product.shippingTime, priced.product.returnRule, priced.product.facts})
                if (!fact.isEmpty())
                    lines.append(fact);
            panel->setFacts(lines.join(u'\n'));
        });
    });
    panel->addButton(
        u"productCard"_s, [] { return PanelWords::tr("Send card"); },
        [withProduct, &service](const QModelIndex& index) {
            withProduct(index, [&service](const PricedProduct& priced) {
                if (!priced.product.skus.isEmpty())
                    service.sendCard(priced, priced.product.skus.first().sku);
            });
        });
    QObject::connect(
        &service, &ProductService::stateChanged, panel, [panel, &service] { panel->setProblem(problemOf(service.state())); });
    return panel;
}

ListPanel* makeTicketPanel(TicketService& service, Workspace& workspace, QWidget* parent)
{
    const auto row = [](const QModelIndex& index) -> PanelRow {
        using Cell = TicketModel::Role;
        return {read(index, Cell::Title).toString(),
            ticketStateWord(static_cast<TicketState>(read(index, Cell::State).toInt())),
            u"%1 · %2"_s.arg(read(index, Cell::Number).toString(), read(index, Cell::AssigneeName).toString()),
            read(index, Cell::Open).toBool() ? ColorRole::caution : ColorRole::muted};
    };
    auto* panel = new ListPanel(
        u"ticketPanel"_s,
        [] {
            return ListPanel::Texts {PanelWords::tr("Tickets"), PanelWords::tr("Find tickets"), PanelWords::tr("No tickets"),
                PanelWords::tr("Open one when the matter outlives this conversation.")};
        },
        row, service.customerTickets(), service.found(), parent);
    panel->setFind([&service](const QString& text) { service.find(text, false, false); });
    panel->setRead([panel](const QModelIndex& index) {
        const auto ticket = read(index, TicketModel::Role::Value).value<Ticket>();
        panel->setFacts(PanelWords::tr("%1, opened by %2\n%3").arg(ticket.number, ticket.openedBy, ticket.note));
    });
    panel->addButton(
        u"ticketSolve"_s, [] { return PanelWords::tr("Mark solved"); },
        [&service, panel](const QModelIndex& index) {
            const auto ticket = read(index, TicketModel::Role::Value).value<Ticket>();
            service.change({ticket.id, TicketState::solved, {}, {}, {}, {}, {}, {}}, panel,
                [panel](const Result<void>& done) { panel->setProblem(done ? QString() : errorSentence(done.error())); });
        });
    auto* open = new QAction(panel);
    open->setObjectName(u"ticketOpen"_s);
    QObject::connect(open, &QAction::triggered, panel, [&service, &workspace, panel] {
        if (!workspace.open())
            return;
        auto* dialog = new QInputDialog(panel);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setWindowTitle(PanelWords::tr("Open a ticket"));
        dialog->setLabelText(PanelWords::tr("What is it about?"));
        QObject::connect(dialog, &QInputDialog::textValueSelected, panel, [&service, &workspace, panel](const QString& title) {
            if (title.trimmed().isEmpty() || !workspace.open())
                return;
            service.open({workspace.open()->conversation, {}, title.trimmed(), TicketKind::other, TicketPriority::normal, {}},
                panel, [panel](const Result<QString>& number) {
                    panel->setProblem(
                        number ? PanelWords::tr("Ticket %1 opened.").arg(*number) : errorSentence(number.error()));
                });
        });
        dialog->open();
    });
    panel->addAction(open);
    return panel;
}

ListPanel* makeKnowledgePanel(ArticleService& service, QWidget* parent)
{
    const auto row = [](const QModelIndex& index) -> PanelRow {
        using Cell = ArticleModel::Role;
        return {
            read(index, Cell::Title).toString(), read(index, Cell::Category).toString(), read(index, Cell::Excerpt).toString()};
    };
    auto* panel = new ListPanel(
        u"knowledgePanel"_s,
        [] {
            return ListPanel::Texts {PanelWords::tr("Knowledge"), PanelWords::tr("Search the knowledge base"),
                PanelWords::tr("Nothing found"), PanelWords::tr("Answers that fit what the customer says appear here.")};
        },
        row, service.found(), service.found(), parent);
    const auto withArticle = [&service, panel](const QModelIndex& index, std::function<void(const Article&)> act) {
        if (const auto* hit = service.found()->rowAt(index.row()))
            service.read(hit->id, panel, [act = std::move(act)](const Result<Article>& article) {
                if (article)
                    act(*article);
            });
    };
    panel->setFind([&service](const QString& text) { service.find(text); });
    panel->setRead([withArticle, panel](const QModelIndex& index) {
        withArticle(index, [panel](const Article& article) { panel->setFacts(article.body); });
    });
    panel->addButton(
        u"articleInsert"_s, [] { return PanelWords::tr("Insert into reply"); },
        [withArticle, &service](const QModelIndex& index) {
            withArticle(index, [&service](const Article& article) { service.insert(article.body); });
        });
    QObject::connect(
        &service, &ArticleService::stateChanged, panel, [panel, &service] { panel->setProblem(problemOf(service.state())); });
    return panel;
}

} // namespace greenroom
