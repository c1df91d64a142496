// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/netlog.h"

namespace greenroom {

Q_LOGGING_CATEGORY(netLog, "greenroom.net")

QString logged(QStringView foreign)
{
    QString word = QStringLiteral("\"");
    for (const QChar c : foreign.left(120))
        word += c >= u' ' && c <= u'~' && c != u'"' && c != u'\\' ? c : QChar(u'?');
    word += u'"';
    return word;
}

} // namespace greenroom
