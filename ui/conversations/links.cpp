// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/conversations/links.h"

#include <QRegularExpression>

namespace greenroom {

using namespace Qt::StringLiterals;

QList<TextLink> linksIn(const QString& text)
{
    static const QRegularExpression address(u"\\bhttps?://[^\\s<>\"'`\\x{200b}-\\x{200f}\\x{202a}-\\x{202e}\\x{2066}-\\x{2069}"
                                            "\\x{3000}-\\x{9fff}\\x{ff00}-\\x{ffef}]+"_s,
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression tail(u"[.,;:!?)\\]}]+$"_s);
    QList<TextLink> links;
    for (auto found = address.globalMatch(text); found.hasNext();) {
        const QRegularExpressionMatch match = found.next();
        const QString shown = match.captured().remove(tail);
        const QUrl url(shown, QUrl::StrictMode);
        if (url.isValid() && !url.host().isEmpty() && url.userInfo().isEmpty())
            links.append({static_cast<int>(match.capturedStart()), static_cast<int>(shown.size()), url});
    }
    return links;
}

} // namespace greenroom
