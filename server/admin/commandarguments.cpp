// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/admin/commandarguments.h"

#include "core/text/display.h"

namespace greenroom {

using namespace Qt::StringLiterals;

Error wrong(const QString& what, const QString& why)
{
    return {Code::input, what, why, 0};
}

Result<Shop> shopOf(AdminContext& context, const std::optional<QString>& key)
{
    auto shops = ShopTable::all(context.database);
    if (!shops)
        return shops.error();
    for (const Shop& shop : *shops)
        if (key && shop.publicKey == *key)
            return shop;
    return wrong(u"--shop"_s, u"there is no shop \"%1\"; \"greenroomd shop list\" lists them"_s.arg(key.value_or(QString())));
}

Result<void> finish(const QStringList& left)
{
    return left.isEmpty() ? Result<void>() : wrong(left.first(), u"not understood; --help explains"_s);
}

Result<QString> readName(const QString& what, const QString& text, qsizetype most)
{
    const bool hasControls = std::any_of(
        text.begin(), text.end(), [](QChar c) { return c.category() == QChar::Other_Control; });
    if (text.trimmed().isEmpty() || hasControls || codePoints(text) > most)
        return wrong(what, u"1 to %1 characters are allowed, none of them invisible"_s.arg(most));
    return text;
}

} // namespace greenroom
