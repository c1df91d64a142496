// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/order.h"

#include <algorithm>

#include "core/text/masking.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

// Far above any price, and low enough that a hundred lines of a million pieces cannot overflow.
constexpr qint64 kMostMinor = 1'000'000'000'00;

Error wrong(const QString& field, const QString& detail)
{
    return {Code::invalidField, field, detail, 0};
}

} // namespace

OrderRow rowOf(const Order& order)
{
    OrderRow row {order.id, order.number, order.state, order.buyer, phoneTail(order.phone.value_or(QString())), {}, 0,
        order.total, order.placedAt};
    if (!order.lines.isEmpty())
        row.title = order.lines.first().title;
    for (const OrderLine& line : order.lines)
        row.pieces += line.quantity;
    return row;
}

bool isOver(OrderState state)
{
    return state == OrderState::completed || state == OrderState::cancelled || state == OrderState::refunded;
}

Result<void> check(const Order& order)
{
    if (order.number.trimmed().isEmpty())
        return wrong(u"number"_s, u"empty"_s);
    if (order.lines.isEmpty())
        return wrong(u"lines"_s, u"empty"_s);
    const auto amountIsWrong = [&](const Money& money) {
        return money.currency != order.total.currency || money.minor < 0 || money.minor > kMostMinor;
    };
    if (order.total.currency.size() != 3 || amountIsWrong(order.total))
        return wrong(u"total"_s, order.total.amount());
    if (amountIsWrong(order.shipping))
        return wrong(u"shipping"_s, order.shipping.amount());
    if (amountIsWrong(order.discount))
        return wrong(u"discount"_s, order.discount.amount());
    qint64 sum = order.shipping.minor - order.discount.minor;
    for (const OrderLine& line : order.lines) {
        if (amountIsWrong(line.price))
            return wrong(u"lines.price"_s, line.price.amount());
        if (line.quantity < 1 || line.quantity > 1'000'000)
            return wrong(u"lines.quantity"_s, QString::number(line.quantity));
        if (line.price.minor > kMostMinor / line.quantity)
            return wrong(u"lines.price"_s, line.price.amount());
        sum += line.price.minor * line.quantity;
    }
    if (sum != order.total.minor)
        return wrong(u"total"_s,
            u"%1 is not lines + shipping − discount = %2"_s.arg(
                order.total.amount(), Money {sum, order.total.currency}.amount()));
    const auto byTime = [](const LogisticsStep& a, const LogisticsStep& b) { return a.at < b.at; };
    if (!std::is_sorted(order.steps.begin(), order.steps.end(), byTime))
        return wrong(u"steps"_s, u"not in order of time"_s);
    return {};
}

} // namespace greenroom
