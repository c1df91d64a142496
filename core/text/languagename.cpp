// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/languagename.h"

#include <unicode/locid.h>

namespace greenroom {

QString languageName(const QString& code, const QString& in)
{
    // What is longer than any tag is none, and ICU shall not look at it.
    if (code.isEmpty() || code.size() > 35)
        return code;
    const icu::Locale named(code.toLatin1().constData());
    const icu::Locale reader(in.toLatin1().constData());
    icu::UnicodeString language;
    named.getDisplayLanguage(reader, language);
    // A code nobody knows is its own name.
    if (language.isEmpty() || language == icu::UnicodeString(named.getLanguage()))
        return code;
    icu::UnicodeString name;
    named.getDisplayName(reader, name);
    return QString::fromUtf16(name.getBuffer(), name.length());
}

} // namespace greenroom
