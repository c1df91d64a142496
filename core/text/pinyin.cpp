// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/pinyin.h"

#include <memory>

#include <QHash>

#include <unicode/translit.h>
#include <unicode/uscript.h>

namespace greenroom {

namespace {

/// One for each thread: a transliterator costs milliseconds to make and must not be shared.
class Initials {
public:
    QString of(char32_t character)
    {
        const auto known = m_known.constFind(character);
        if (known != m_known.constEnd())
            return *known;
        QString letters;
        if (m_latin) {
            icu::UnicodeString text(static_cast<UChar32>(character));
            m_latin->transliterate(text);
            UErrorCode error = U_ZERO_ERROR;
            const bool han = uscript_getScript(static_cast<UChar32>(character), &error) == USCRIPT_HAN;
            for (int32_t i = 0; i < text.length(); ++i) {
                const QChar letter = QChar(text.charAt(i)).toLower();
                if (letter.unicode() >= 0x80 || !letter.isLetterOrNumber())
                    continue;
                letters += letter;
                if (han)
                    break;
            }
        }
        m_known.insert(character, letters);
        return letters;
    }

private:
    static std::unique_ptr<icu::Transliterator> make()
    {
        UErrorCode error = U_ZERO_ERROR;
        std::unique_ptr<icu::Transliterator> made(icu::Transliterator::createInstance(
            icu::UnicodeString::fromUTF8("Han-Latin; Fullwidth-Halfwidth; Latin-ASCII"), UTRANS_FORWARD, error));
        return U_SUCCESS(error) ? std::move(made) : nullptr;
    }

    std::unique_ptr<icu::Transliterator> m_latin = make();
    QHash<char32_t, QString> m_known;
};

} // namespace

QString pinyinInitials(const QString& text)
{
    thread_local Initials initials;
    QString out;
    for (const char32_t character : text.toUcs4())
        out += initials.of(character);
    return out;
}

} // namespace greenroom
