// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace greenroom {

/// What somebody types to call a title by its pinyin initials: 发货时间 is "fhsj", VIP退款 is "viptk". A Chinese character
/// gives the first letter of its usual reading, letters and digits stay (in lower case, without accents), the rest goes.
QString pinyinInitials(const QString& text);

} // namespace greenroom
