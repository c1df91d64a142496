// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/content.h"
#include "core/domain/reveal.h"
#include "core/protocol/message.h"

namespace greenroom {

/// As it is stored.
struct Revealed {
    std::optional<QString> text {}; ///< what the entry says, nothing hidden but what is not kept of a card
    std::optional<QString> phone {}; ///< of the order, or of the customer; of a message that was left: the contact
    Millis showFor {60'000}; ///< then it is hidden again
    static constexpr auto fields = std::tuple {field("text", &Revealed::text, maxChars(kMessageChars)),
        field("phone", &Revealed::phone), field("showFor", &Revealed::showFor)};
    friend bool operator==(const Revealed&, const Revealed&) = default;
};

/// What staff see starred (core/text/privacy.h), whole: of an entry, of an order, or, with neither, the customer's telephone
/// number. For whom the conversation is, and who leads. It is written into the audit; who does it more often than the shop
/// thinks usual is shown to those who lead, and beyond three times that nothing is shown (`rateLimited`).
struct Reveal {
    static constexpr QLatin1StringView type {"reveal"};
    static constexpr Roles roles = kDeskRoles;
    using Reply = Revealed;
    ConversationId conversation;
    std::optional<qint64> number {}; ///< of the entry
    std::optional<QString> order {}; ///< its number
    RevealReason reason = RevealReason::other;
    QString note; ///< for `other`: what for
    static constexpr auto fields = std::tuple {field("conversation", &Reveal::conversation),
        field("number", &Reveal::number, between(1, 1LL << 53)), field("order", &Reveal::order, notEmpty, maxChars(64)),
        field("reason", &Reveal::reason), field("note", &Reveal::note, maxChars(200))};
    friend bool operator==(const Reveal&, const Reveal&) = default;
};

} // namespace greenroom
