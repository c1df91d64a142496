// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QHash>
#include <QString>

#include "core/base/fields.h"
#include "core/base/ids.h"
#include "core/text/display.h"

namespace greenroom {

/// A quick phrase (快捷短语): called by its code, by the pinyin initials of its title, or by any of its words.
struct Phrase {
    PhraseId id;
    QString code; ///< short, unique in the shop and language: "fh", "ship"
    QString language;
    QString group; ///< heading it stands under
    QString title;
    QString text; ///< may hold {customer} {order} {agent} {shop} {tracking}
    QString initials; ///< pinyin initials of the title, made on import
    std::optional<bool> holding {}; ///< asks the customer for a moment: an answer is due then (待跟进)

    static constexpr auto fields = std::tuple {field("id", &Phrase::id), field("code", &Phrase::code, notEmpty, maxChars(32)),
        field("language", &Phrase::language, notEmpty, maxChars(35)), field("group", &Phrase::group, maxChars(80)),
        field("title", &Phrase::title, notEmpty, maxChars(80)), field("text", &Phrase::text, notEmpty, maxChars(kMessageChars)),
        field("initials", &Phrase::initials), field("holding", &Phrase::holding)};
    friend bool operator==(const Phrase&, const Phrase&) = default;
};

/// The text with its {variables} filled in. A variable without a value stays as it is, so that nobody sends a hole unseen.
QString expand(const QString& text, const QHash<QString, QString>& values);

/// How well a phrase answers what was typed after the slash: 0 best; none: not at all. Code equal, code begins, initials
/// begin, title begins, title holds, text holds. Case and width do not matter; nothing typed matches all.
std::optional<int> rank(const Phrase& phrase, const QString& typed);

} // namespace greenroom
