// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/fields.h"

namespace greenroom {

enum class ImportKind { orders, products, articles, phrases, rules, automatic };
template <>
struct EnumNames<ImportKind> {
    static constexpr std::array names {named(ImportKind::orders, "orders"), named(ImportKind::products, "products"),
        named(ImportKind::articles, "articles"), named(ImportKind::phrases, "phrases"), named(ImportKind::rules, "rules"),
        named(ImportKind::automatic, "automatic")};
};

} // namespace greenroom
