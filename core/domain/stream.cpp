// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/stream.h"

namespace greenroom {

QString StreamId::toString() const
{
    return enumName(kind) + u'/' + key.toString();
}

std::optional<StreamId> StreamId::fromString(QStringView text)
{
    const qsizetype slash = text.indexOf(u'/');
    if (slash < 0)
        return std::nullopt;
    const auto key = Uuid::fromString(text.sliced(slash + 1));
    if (!key)
        return std::nullopt;
    for (const auto& [kind, name] : EnumNames<StreamKind>::names)
        if (name == text.first(slash))
            return StreamId {kind, *key};
    return std::nullopt;
}

} // namespace greenroom
