// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/phrase.h"
#include "core/protocol/message.h"

namespace greenroom {

struct PhraseList {
    QList<Phrase> phrases; ///< by group, then code
    qint64 total = 0;
    static constexpr auto fields = std::tuple {field("phrases", &PhraseList::phrases), field("total", &PhraseList::total)};
    friend bool operator==(const PhraseList&, const PhraseList&) = default;
};

/// The shop's quick phrases, a page at a time; the desktop keeps them and looks them up by itself (rank()).
struct ListPhrases {
    static constexpr QLatin1StringView type {"listPhrases"};
    static constexpr Roles roles = kDeskRoles.with(Role::editor);
    using Reply = PhraseList;
    qint64 from = 0;
    qint64 limit = 100;
    static constexpr auto fields = std::tuple {
        field("from", &ListPhrases::from, between(0, 100'000)), field("limit", &ListPhrases::limit, between(1, 200))};
    friend bool operator==(const ListPhrases&, const ListPhrases&) = default;
};

} // namespace greenroom
