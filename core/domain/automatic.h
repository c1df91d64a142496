// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QHash>
#include <QString>

#include "core/base/fields.h"
#include "core/base/instant.h"
#include "core/base/result.h"
#include "core/text/display.h"

namespace greenroom {

/// When a program speaks to a customer by itself.
enum class AutomaticMoment {
    welcome, ///< they opened a conversation, and it waits for the first time
    waiting, ///< they have waited so long
    nobodyThere, ///< they wait, and nobody of the shop takes conversations now
    reminder, ///< they have said nothing for long, and the conversation will end by itself
    closing, ///< it ends
};

template <>
struct EnumNames<AutomaticMoment> {
    static constexpr std::array names {
        named(AutomaticMoment::welcome, "welcome"),
        named(AutomaticMoment::waiting, "waiting"),
        named(AutomaticMoment::nobodyThere, "nobodyThere"),
        named(AutomaticMoment::reminder, "reminder"),
        named(AutomaticMoment::closing, "closing"),
    };
};

/// What a shop has said at a moment, in one language (自动回复).
struct AutomaticMessage {
    static constexpr Millis kLatest = std::chrono::hours(24);

    AutomaticMoment moment = AutomaticMoment::welcome;
    QString language; ///< BCP 47, in small letters: "zh", "pt-br"
    Millis after {0}; ///< of waiting alone: since the wait began
    QString text; ///< may hold {shop}, while waiting {place} {minutes}, at the end {agent}

    static constexpr auto fields = std::tuple {field("moment", &AutomaticMessage::moment),
        field("language", &AutomaticMessage::language, notEmpty, maxChars(35)),
        field("after", &AutomaticMessage::after, between(0, kLatest.count())),
        field("text", &AutomaticMessage::text, maxChars(kMessageChars))};
    friend bool operator==(const AutomaticMessage&, const AutomaticMessage&) = default;
};

inline constexpr qint64 kMostAutomaticMessages = 100; ///< of one shop

/// `invalidField` if it could not be said as it stands: no language, a time where none is waited for, a variable that this
/// moment does not know (with its place), or longer than a message may be once its variables are filled in.
Result<void> check(const AutomaticMessage& message);

/// The text with its variables filled in, each by its name. None if one of them has no value now: what is not known is not
/// said. Requires a message that check() takes and values of at most 80 code points.
std::optional<QString> filledIn(const AutomaticMessage& message, const QHash<QString, QString>& values);

} // namespace greenroom
