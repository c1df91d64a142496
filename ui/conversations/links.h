// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QUrl>

namespace greenroom {

/// A web address in a text.
struct TextLink {
    int from = 0;
    int length = 0;
    QUrl address;
};

/// http and https only, without a name or password in it. An address ends before punctuation, before anything that turns
/// the direction of writing, and before CJK text.
QList<TextLink> linksIn(const QString& text);

} // namespace greenroom
