// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/imports/importvalues.h"

#include <QDateTime>
#include <QJsonArray>

#include "core/protocol/codec.h"
#include "core/text/pinyin.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

/// A record on its way to the wire's form: each step changes one member; the first failure stays.
class Shaper {
public:
    Shaper(const QJsonObject& record, const QString& currency, const QString& path = {})
        : m_record(record)
        , m_currency(currency)
        , m_path(path)
    {
    }

    const QJsonObject& record() const { return m_record; }
    const std::optional<Error>& error() const { return m_error; }
    bool has(const QString& name) const { return !m_record.value(name).isUndefined() && !m_record.value(name).isNull(); }
    void set(const QString& name, const QJsonValue& value) { m_record.insert(name, value); }
    void fail(const QString& name, const QString& detail)
    {
        if (!m_error)
            m_error = Error {Code::input, m_path + name, detail, 0};
    }
    void fail(const Error& error)
    {
        if (!m_error)
            m_error = error;
    }

    void texts(std::initializer_list<QString> names)
    {
        for (const QString& name : names)
            if (!has(name))
                set(name, QString());
    }
    /// The amount in minor units.
    std::optional<qint64> minor(const QString& name)
    {
        const QJsonValue value = m_record.value(name);
        // A whole number is exact as JSON has it; a fraction is not.
        const QString text = value.isDouble() && value.toInteger(0) == value.toInteger(1) ? QString::number(value.toInteger())
                                                                                          : value.toString();
        auto money = Money::parse(text, m_currency);
        if (!money) {
            fail(name,
                value.isDouble() ? u"write amounts as text, like \"39.90\""_s
                                 : u"\"%1\" is no amount in %2"_s.arg(text, m_currency));
            return std::nullopt;
        }
        return money->minor;
    }
    void money(const QString& name, bool optional = false)
    {
        if (!has(name)) {
            if (!optional)
                set(name, QJsonObject {{u"minor"_s, 0}, {u"currency"_s, m_currency}});
            return;
        }
        if (const auto amount = minor(name))
            set(name, QJsonObject {{u"minor"_s, *amount}, {u"currency"_s, m_currency}});
    }
    void number(const QString& name, qint64 otherwise)
    {
        if (!has(name)) {
            set(name, otherwise);
            return;
        }
        if (!m_record.value(name).isString())
            return;
        bool isNumber = false;
        const qint64 value = m_record.value(name).toString().trimmed().toLongLong(&isNumber);
        if (isNumber)
            set(name, value);
        else
            fail(name, u"\"%1\" is no whole number"_s.arg(m_record.value(name).toString().left(40)));
    }
    void flag(const QString& name)
    {
        if (!has(name)) {
            set(name, false);
        } else if (m_record.value(name).isString()) {
            const QString text = m_record.value(name).toString().toLower();
            if (text == "true"_L1 || text == "1"_L1 || text == "yes"_L1)
                set(name, true);
            else if (text == "false"_L1 || text == "0"_L1 || text == "no"_L1)
                set(name, false);
            else
                fail(name, u"yes or no is expected"_s);
        }
    }
    void time(const QString& name, std::optional<Instant> otherwise = {})
    {
        if (!has(name)) {
            if (otherwise)
                set(name, toMillis(*otherwise));
            return;
        }
        if (!m_record.value(name).isString())
            return;
        const QDateTime at = QDateTime::fromString(m_record.value(name).toString(), Qt::ISODateWithMs);
        // Without an offset nobody knows which moment is meant.
        if (!at.isValid() || at.timeSpec() == Qt::LocalTime)
            fail(name, u"\"%1\" is no time like 2026-01-31T18:00:00+08:00"_s.arg(m_record.value(name).toString().left(40)));
        else
            set(name, at.toMSecsSinceEpoch());
    }
    template <class Each>
    void list(const QString& name, Each each)
    {
        if (!has(name)) {
            set(name, QJsonArray());
            return;
        }
        if (!m_record.value(name).isArray()) {
            fail(name, u"a list is expected"_s);
            return;
        }
        QJsonArray shaped;
        for (const QJsonValue& value : m_record.value(name).toArray()) {
            Shaper inner(value.toObject(), m_currency, m_path + name + u'[' + QString::number(shaped.size()) + u"]."_s);
            each(inner);
            if (inner.error())
                fail(*inner.error());
            shaped.append(inner.record());
        }
        set(name, shaped);
    }
    template <class T>
    Result<T> read() const
    {
        if (m_error)
            return *m_error;
        T value {};
        Rule rule;
        if (auto done = codec::read(m_record, value, rule, {}); !done)
            return Error {Code::input, done.error().field, sentence(done.error()), done.error().limit};
        return value;
    }

private:
    QJsonObject m_record;
    QString m_currency;
    QString m_path;
    std::optional<Error> m_error;
};

QString currencyOf(const QJsonObject& record)
{
    return record.value("currency"_L1).toString(u"CNY"_s);
}

/// One line or SKU whose columns stand in the record itself.
void liftOne(Shaper& shaper, const QString& list, std::initializer_list<QString> names)
{
    if (shaper.has(list) || !shaper.has(u"sku"_s))
        return;
    QJsonObject one;
    for (const QString& name : names)
        if (shaper.has(name))
            one.insert(name, shaper.record().value(name));
    shaper.set(list, QJsonArray {one});
}

template <class T>
Result<T> checked(Result<T> value)
{
    if (!value)
        return value;
    if (auto done = check(*value); !done)
        return Error {Code::input, done.error().field, done.error().detail, 0};
    return value;
}

void shapeCoupon(Shaper& coupon)
{
    coupon.texts({u"title"_s});
    if (!coupon.has(u"kind"_s))
        coupon.set(u"kind"_s, u"fixed"_s);
    if (coupon.record().value("kind"_L1).toString() == "percent"_L1) {
        Shaper percent(QJsonObject {{u"value"_s, coupon.record().value("value"_L1)}}, u"CNY"_s);
        // Two decimals of a percent, read as exactly as money is.
        if (const auto value = percent.minor(u"value"_s))
            coupon.set(u"value"_s, *value);
        else
            coupon.fail(u"value"_s, u"a percentage is expected"_s);
    } else if (const auto value = coupon.minor(u"value"_s)) {
        coupon.set(u"value"_s, *value);
    }
    for (const QString& name : {u"threshold"_s, u"most"_s})
        if (!coupon.has(name))
            coupon.set(name, 0);
        else if (const auto value = coupon.minor(name))
            coupon.set(name, *value);
    coupon.flag(u"stackable"_s);
    coupon.time(u"from"_s);
    coupon.time(u"until"_s);
}

void shapeSku(Shaper& sku)
{
    sku.texts({u"variant"_s});
    sku.money(u"price"_s);
    sku.money(u"showPrice"_s, true);
    sku.time(u"showFrom"_s);
    sku.time(u"showUntil"_s);
    sku.number(u"stock"_s, 0);
}

/// A list, or a text with commas; nothing is an empty list.
void liftList(Shaper& shaper, const QJsonObject& record, QLatin1StringView name)
{
    const QJsonValue value = record.value(name);
    QJsonArray list;
    if (value.isString())
        for (const QString& each : value.toString().split(u',', Qt::SkipEmptyParts))
            list.append(each.trimmed());
    if (value.isString() || value.isUndefined() || value.isNull())
        shaper.set(name, list);
}

} // namespace

Result<Order> orderFrom(const QJsonObject& record, OrderId id, Instant now)
{
    Shaper shaper(record, currencyOf(record));
    shaper.set(u"id"_s, id.toString());
    liftOne(shaper, u"lines"_s, {u"sku"_s, u"title"_s, u"variant"_s, u"quantity"_s, u"price"_s});
    shaper.texts({u"buyer"_s, u"region"_s, u"carrier"_s, u"trackingNumber"_s, u"note"_s});
    shaper.list(u"lines"_s, [](Shaper& line) {
        line.texts({u"variant"_s});
        line.number(u"quantity"_s, 1);
        line.money(u"price"_s);
    });
    shaper.money(u"shipping"_s);
    shaper.money(u"discount"_s);
    const bool totalGiven = shaper.has(u"total"_s);
    shaper.money(u"total"_s);
    shaper.time(u"placedAt"_s, now);
    for (const QString& name : {u"paidAt"_s, u"shippedAt"_s, u"deliveredAt"_s})
        shaper.time(name);
    shaper.list(u"steps"_s, [](Shaper& step) {
        step.texts({u"place"_s});
        step.time(u"at"_s);
    });
    auto order = shaper.read<Order>();
    if (!order)
        return order;
    order->buyer = safeName(order->buyer);
    if (!totalGiven) {
        order->total.minor = order->shipping.minor - order->discount.minor;
        for (const OrderLine& line : order->lines)
            if (qint64 sum = 0; __builtin_mul_overflow(line.price.minor, line.quantity, &sum)
                || __builtin_add_overflow(order->total.minor, sum, &order->total.minor))
                return Error {Code::input, u"lines"_s, u"the amounts are too large"_s, 0};
    }
    return checked(std::move(order));
}

Result<Product> productFrom(const QJsonObject& record, ProductId id)
{
    Shaper shaper(record, currencyOf(record));
    shaper.set(u"id"_s, id.toString());
    liftOne(shaper, u"skus"_s, {u"sku"_s, u"variant"_s, u"price"_s, u"showPrice"_s, u"showFrom"_s, u"showUntil"_s, u"stock"_s});
    shaper.texts({u"category"_s, u"sizes"_s, u"shippingTime"_s, u"returnRule"_s, u"facts"_s});
    shaper.list(u"skus"_s, shapeSku);
    shaper.list(u"coupons"_s, shapeCoupon);
    return checked(shaper.read<Product>());
}

Result<Article> articleFrom(const QJsonObject& record, ArticleId id, Instant now)
{
    Shaper shaper(record, {});
    shaper.set(u"id"_s, id.toString());
    shaper.texts({u"category"_s});
    liftList(shaper, record, "tags"_L1);
    shaper.time(u"validFrom"_s);
    shaper.time(u"validUntil"_s);
    shaper.time(u"updatedAt"_s, now);
    return shaper.read<Article>();
}

Result<Phrase> phraseFrom(const QJsonObject& record, PhraseId id)
{
    Shaper shaper(record, {});
    shaper.set(u"id"_s, id.toString());
    shaper.texts({u"group"_s});
    if (shaper.has(u"holding"_s))
        shaper.flag(u"holding"_s);
    shaper.set(u"initials"_s, pinyinInitials(record.value("title"_L1).toString()).left(80));
    return shaper.read<Phrase>();
}

Result<SendingRule> ruleFrom(const QJsonObject& record)
{
    Shaper shaper(record, {});
    shaper.texts({u"sentence"_s});
    liftList(shaper, record, "words"_L1);
    liftList(shaper, record, "allowed"_L1);
    auto rule = shaper.read<SendingRule>();
    if (rule)
        if (auto done = check(QList<SendingRule> {*rule}); !done)
            return Error {Code::input, done.error().field.section(u'.', 1), done.error().detail, 0};
    return rule;
}

Result<AutomaticMessage> automaticFrom(const QJsonObject& record)
{
    constexpr qint64 latest = AutomaticMessage::kLatest / 1s;
    Shaper shaper(record, {});
    shaper.texts({u"text"_s});
    if (record.value("text"_L1).toString(u"-"_s).trimmed().isEmpty())
        shaper.set(u"text"_s, QString());
    if (record.value("language"_L1).isString())
        shaper.set(u"language"_s, record.value("language"_L1).toString().trimmed().toLower());
    shaper.number(u"seconds"_s, 0);
    const qint64 seconds = shaper.record().value("seconds"_L1).toInteger(-1);
    if (seconds < 0 || seconds > latest)
        shaper.fail(u"seconds"_s, u"a whole number up to %1 is expected"_s.arg(latest));
    shaper.set(u"after"_s, std::clamp(seconds, 0LL, latest) * 1000);
    auto message = checked(shaper.read<AutomaticMessage>());
    if (!message && message.error().field == "after"_L1)
        return Error {Code::input, u"seconds"_s, message.error().detail, 0};
    return message;
}

} // namespace greenroom
