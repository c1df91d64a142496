// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "core/base/fields.h"
#include "core/base/result.h"

namespace greenroom {

/// An amount in the currency's minor unit (fen, cent, yen), never a floating number.
struct Money {
    qint64 minor = 0;
    QString currency; ///< ISO 4217, three capital letters

    static constexpr auto fields = std::tuple {field("minor", &Money::minor), field("currency", &Money::currency, maxChars(3))};
    friend bool operator==(const Money&, const Money&) = default;

    /// How many digits of the currency's amounts stand behind the point: 2 for CNY, 0 for JPY, 3 for KWD.
    static int decimals(QStringView currency);
    /// "39.90" and "CNY" → 3990. Digits, at most one point, at most decimals() behind it, optional leading minus.
    static Result<Money> parse(QStringView amount, const QString& currency);
    /// "39.90": the plain amount, without symbol or grouping. The reverse of parse().
    QString amount() const;
};

} // namespace greenroom
