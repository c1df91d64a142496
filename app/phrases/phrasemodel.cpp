// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/phrases/phrasemodel.h"

namespace greenroom {

QVariant PhraseModel::valueOf(const Phrase& phrase, int role) const
{
    if (role == Qt::DisplayRole)
        return phrase.title;
    switch (Role(role)) {
    case Role::Code: return phrase.code;
    case Role::Title: return phrase.title;
    case Role::Group: return phrase.group;
    case Role::Text: return phrase.text;
    case Role::Language: return phrase.language;
    case Role::Holding: return phrase.holding.value_or(false);
    }
    return {};
}

} // namespace greenroom
