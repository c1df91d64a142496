// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/orders/orderpanel.h"

#include <memory>

#include <QAction>
#include <QCoreApplication>

#include "app/orders/orderservice.h"
#include "app/reveal/revealservice.h"
#include "core/text/display.h"
#include "ui/panels/listpanel.h"
#include "ui/panels/panelnotice.h"
#include "ui/reveal/revealdialog.h"
#include "ui/words/errorwords.h"
#include "ui/words/termwords.h"

namespace greenroom {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

struct OrderWords {
    Q_DECLARE_TR_FUNCTIONS(greenroom::OrderWords)
};

using Cell = OrderModel::Role;
using Kind = Fact::Kind;

ColorRole roleOf(OrderState state)
{
    switch (state) {
    case OrderState::unpaid:
    case OrderState::refunding: return ColorRole::caution;
    case OrderState::paid:
    case OrderState::packed:
    case OrderState::shipped:
    case OrderState::delivered:
    case OrderState::completed: return ColorRole::positive;
    case OrderState::cancelled:
    case OrderState::refunded: break;
    }
    return ColorRole::muted;
}

template <class AnyCell>
QVariant read(const QModelIndex& index, AnyCell cell)
{
    return index.data(static_cast<int>(cell));
}

QString numberOf(const QModelIndex& index)
{
    return read(index, Cell::Number).toString();
}

/// OrderRowModel has the same roles up to PlacedAt.
PanelRow panelRow(const QModelIndex& index)
{
    const auto state = static_cast<OrderState>(read(index, Cell::State).toInt());
    return {numberOf(index), orderStateWord(enumName(state)),
        u"%1 · %2"_s.arg(moneyText(read(index, Cell::Total).value<Money>()), read(index, Cell::Title).toString()),
        roleOf(state)};
}

QString momentText(Instant at)
{
    return u"%1 %2"_s.arg(dateText(at), clockText(at));
}

/// What, and how many of it at what price: the column beside it ends in the total.
QString lineText(const OrderLine& line)
{
    const bool named = line.variant.isEmpty() || line.title.endsWith(line.variant);
    const QString what = (named ? line.title : line.title + u' ' + line.variant).simplified();
    return line.quantity > 1 ? u"%1 · %2\u00a0×\u00a0%3"_s.arg(what).arg(line.quantity).arg(moneyText(line.price)) : what;
}

QString receiverText(const Order& order, const std::optional<ShownThing>& shown)
{
    const QString phone = shown ? shown->phone : order.phone.value_or(QString());
    const QString text = QStringList {order.buyer, phone, order.region}.join(u' ').simplified();
    return shown ? u"%1 · %2"_s.arg(text, shownUntilText(shown->until)) : text;
}

/// `shown`: the receiver's number, as long as it is.
QList<Fact> factsOf(const Order& order, const std::optional<ShownThing>& shown)
{
    QList<Fact> facts;
    for (const OrderLine& line : order.lines)
        facts.append({Kind::item, lineText(line), moneyText({line.price.minor * line.quantity, line.price.currency})});
    if (order.shipping.minor != 0)
        facts.append({Kind::item, OrderWords::tr("Shipping"), moneyText(order.shipping)});
    if (order.discount.minor != 0)
        facts.append({Kind::item, OrderWords::tr("Discount"), u"−"_s + moneyText(order.discount), ColorRole::positive});
    facts.append({Kind::item, OrderWords::tr("Total"), moneyText(order.total)});
    facts.append({Kind::row, OrderWords::tr("State"), orderStateWord(enumName(order.state)), roleOf(order.state)});
    facts.append(
        {Kind::row, OrderWords::tr("Receiver"), receiverText(order, shown), shown ? ColorRole::caution : ColorRole::text});
    facts.append({Kind::row, OrderWords::tr("Ordered"), momentText(order.placedAt)});
    facts.append({Kind::row, OrderWords::tr("Paid on"), order.paidAt ? momentText(*order.paidAt) : QString()});
    facts.append({Kind::row, OrderWords::tr("Parcel"), u"%1 %2"_s.arg(order.carrier, order.trackingNumber).trimmed()});
    facts.append({Kind::row, OrderWords::tr("Buyer's note"), shown && !shown->text.isEmpty() ? shown->text : order.note});
    for (auto step = order.steps.crbegin(); step != order.steps.crend(); ++step)
        facts.append({Kind::step, momentText(step->at), u"%1 %2"_s.arg(step->place, step->text).trimmed(),
            step == order.steps.crbegin() ? ColorRole::text : ColorRole::muted});
    return facts;
}

/// The whole order of a row: at hand for the customer's own, asked for otherwise.
void withOrder(OrderService& service, ListPanel* panel, const QModelIndex& index, const std::function<void(const Order&)>& act)
{
    if (index.model() == service.customerOrders())
        return act(read(index, Cell::Value).value<Order>());
    service.read(numberOf(index), panel, [panel, act, number = numberOf(index)](const Result<Order>& order) {
        if (!order)
            return showFailure(panel, order.error());
        if (panel->current().isValid() && numberOf(panel->current()) == number)
            act(*order);
    });
}

bool hasPhone(const QModelIndex& index, OrderService& service)
{
    return index.model() == service.customerOrders()
        ? !read(index, Cell::Value).value<Order>().phone.value_or(QString()).isEmpty()
        : !read(index, OrderRowModel::Role::PhoneTail).toString().isEmpty();
}

/// A button at the top shows the receiver's number of the chosen order, for a while.
void addReveal(ListPanel* panel, OrderService& service, RevealService& reveals, const std::shared_ptr<Order>& seen)
{
    const auto text = [] { return OrderWords::tr("Show number…"); };
    const auto thing = [&reveals, panel] { return HiddenThing {reveals.conversation(), {}, numberOf(panel->current())}; };
    auto* show = new QAction(panel);
    show->setObjectName(u"orderPhone"_s);
    panel->setHeadAction(show, text, "view-visible"_L1);
    QObject::connect(show, &QAction::triggered, panel, [&reveals, panel, thing] {
        RevealDialog::openFor(
            reveals, thing(), OrderWords::tr("Order %1").arg(safeName(numberOf(panel->current()))), panel->facts());
    });
    const auto enable = [&service, &reveals, panel, show, text, thing] {
        const bool applies = panel->current().isValid() && hasPhone(panel->current(), service)
            && !reveals.conversation().isNull() && !reveals.shown(thing());
        show->setEnabled(applies && reveals.isOnline());
        show->setToolTip(applies && !reveals.isOnline() ? offlineSentence() : text());
    };
    QObject::connect(panel, &ListPanel::chosen, panel, enable);
    QObject::connect(&reveals, &RevealService::availableChanged, panel, enable);
    QObject::connect(&reveals, &RevealService::changed, panel, [&reveals, panel, seen, enable](const HiddenThing& what) {
        if (what.order == seen->number && !panel->facts()->isEmpty())
            panel->facts()->changeFacts(factsOf(*seen, reveals.shown(what)));
        enable();
    });
    enable();
}

} // namespace

ListPanel* makeOrderPanel(OrderService& service, RevealService& reveals, QWidget* parent)
{
    auto* panel = new ListPanel(
        u"orderPanel"_s, "amarok_cart_view"_L1,
        [] {
            return ListPanel::Texts {OrderWords::tr("Orders"), OrderWords::tr("Number, name or phone tail"),
                OrderWords::tr("No orders"), OrderWords::tr("Find one by number, tracking number, name or phone tail.")};
        },
        panelRow, service.customerOrders(), service.found(), parent);
    panel->setFind([&service](const QString& text) { service.find(text); });
    const auto seen = std::make_shared<Order>(); // whose facts are shown
    panel->setRead([&service, &reveals, panel, seen](const QModelIndex& index) {
        withOrder(service, panel, index, [&reveals, panel, seen](const Order& order) {
            *seen = order;
            panel->setFacts(factsOf(order, reveals.shown({reveals.conversation(), {}, order.number})));
        });
    });
    addReveal(panel, service, reveals, seen);
    panel->addButton(
        u"orderInsert"_s, [] { return OrderWords::tr("Insert number"); },
        [&service, panel](const QModelIndex& index) {
            withOrder(service, panel, index, [&service](const Order& order) { service.insertNumber(order); });
        });
    panel->addButton(
        u"orderCard"_s, [] { return OrderWords::tr("Send card"); },
        [&service, panel](const QModelIndex& index) {
            withOrder(service, panel, index, [&service](const Order& order) { service.sendCard(order); });
        });
    const auto notice = [&service, panel] { showState(panel, service.state(), service.findState()); };
    QObject::connect(&service, &OrderService::stateChanged, panel, notice);
    QObject::connect(&service, &OrderService::findStateChanged, panel, notice);
    return panel;
}

} // namespace greenroom
