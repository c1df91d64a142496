// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace greenroom {

/// The digits of a phone number as typed ("+86 138-0013-8000" → "8613800138000"): full-width digits folded, the rest dropped.
QString phoneDigits(QStringView phone);
/// The last four digits, or fewer if there are no more; what staff may see and search by.
QString phoneTail(QStringView phone);
/// The number with every digit but the last four starred, its shape kept: "138-0013-8000" → "***-****-8000".
QString maskPhone(QStringView phone);

} // namespace greenroom
