// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/money.h"

#include <array>

namespace greenroom {

using namespace Qt::StringLiterals;

int Money::decimals(QStringView currency)
{
    // ISO 4217, the currencies whose minor unit is not a hundredth.
    static constexpr std::array none {"BIF"_L1, "CLP"_L1, "DJF"_L1, "GNF"_L1, "ISK"_L1, "JPY"_L1, "KMF"_L1, "KRW"_L1, "PYG"_L1,
        "RWF"_L1, "UGX"_L1, "VND"_L1, "VUV"_L1, "XAF"_L1, "XOF"_L1, "XPF"_L1};
    static constexpr std::array three {"BHD"_L1, "IQD"_L1, "JOD"_L1, "KWD"_L1, "LYD"_L1, "OMR"_L1, "TND"_L1};
    for (QLatin1StringView each : none)
        if (each == currency)
            return 0;
    for (QLatin1StringView each : three)
        if (each == currency)
            return 3;
    return 2;
}

Result<Money> Money::parse(QStringView amount, const QString& currency)
{
    const auto wrong = [&] { return Error {Code::invalidField, u"amount"_s, amount.toString(), 0}; };
    if (currency.size() != 3 || !std::all_of(currency.begin(), currency.end(), [](QChar c) { return c >= u'A' && c <= u'Z'; }))
        return Error {Code::invalidField, u"currency"_s, currency, 0};
    QStringView rest = amount.trimmed();
    const bool negative = rest.startsWith(u'-');
    if (negative)
        rest = rest.sliced(1);
    const qsizetype point = rest.indexOf(u'.');
    const QStringView whole = point < 0 ? rest : rest.first(point);
    const QStringView part = point < 0 ? QStringView() : rest.sliced(point + 1);
    const int places = decimals(currency);
    if (whole.isEmpty() || whole.size() > 15 || part.size() > places || (point >= 0 && part.isEmpty()))
        return wrong();
    qint64 minor = 0;
    for (QStringView digits : {whole, part})
        for (QChar c : digits) {
            if (c < u'0' || c > u'9')
                return wrong();
            minor = minor * 10 + (c.unicode() - u'0');
        }
    for (qsizetype i = part.size(); i < places; ++i)
        minor *= 10;
    return Money {negative ? -minor : minor, currency};
}

QString Money::amount() const
{
    const int places = decimals(currency);
    QString digits = QString::number(qAbs(minor)).rightJustified(places + 1, u'0');
    if (places > 0)
        digits.insert(digits.size() - places, u'.');
    return minor < 0 ? u'-' + digits : digits;
}

} // namespace greenroom
