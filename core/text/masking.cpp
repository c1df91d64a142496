// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/masking.h"

namespace greenroom {

namespace {

constexpr int kTail = 4;

} // namespace

QString phoneDigits(QStringView phone)
{
    QString digits;
    for (QChar c : phone)
        if (c.isDigit())
            digits += QChar(static_cast<char16_t>(u'0' + c.digitValue()));
    return digits;
}

QString phoneTail(QStringView phone)
{
    return phoneDigits(phone).right(kTail);
}

QString maskPhone(QStringView phone)
{
    QString masked = phone.toString();
    int seen = 0;
    for (qsizetype i = masked.size() - 1; i >= 0; --i)
        if (masked[i].isDigit() && ++seen > kTail)
            masked[i] = u'*';
    return masked;
}

} // namespace greenroom
