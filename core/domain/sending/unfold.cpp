// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/sending/unfold.h"

#include <algorithm>
#include <array>
#include <memory>
#include <string_view>
#include <unordered_map>

#include <QString>

#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include "core/domain/sending/alike.h"

namespace greenroom {

namespace {

constexpr char32_t kFirstSyllable = 0x110000;
constexpr size_t kLongestSyllable = 5;

constexpr quint64 packed(const char* letters)
{
    quint64 value = 0;
    for (; *letters; ++letters)
        value = value << 8 | static_cast<unsigned char>(*letters);
    return value;
}

bool isHeart(char32_t c)
{
    return c == U'❤' || c == U'♥' || c == U'♡' || c == U'❣' || (c >= 0x1F493 && c <= 0x1F49F) || c == 0x1F5A4 || c == 0x1F90D
        || c == 0x1F90E || c == 0x1F9E1;
}

/// What each code point of the first two planes is read as, made once.
class Table {
public:
    static constexpr char32_t kNothing = 0; ///< not seen at all
    static constexpr char32_t kMark = 0x8000'0000; ///< only stands between; the rest is the mark
    static constexpr char32_t kSeveral = 0x4000'0000; ///< the rest says which of m_several

    static const Table& the()
    {
        static const Table table;
        return table;
    }

    char32_t read(char32_t c) const
    {
        if (c < m_read.size())
            return m_read[c];
        return c < 0x40000 ? c : c >= 0xE0000 && c < 0xE1000 ? kNothing : kMark | U' ';
    }
    const std::u32string& several(char32_t read) const { return m_several[read & ~kSeveral]; }
    char32_t sound(char32_t plain) const { return plain < m_sound.size() ? m_sound[plain] : plain; }
    /// The character these two are the halves of; 0: none.
    char32_t whole(char32_t left, char32_t right) const
    {
        const auto found = m_whole.find(quint64(left) << 32 | right);
        return found == m_whole.end() ? 0 : found->second;
    }
    const char32_t* picture(char32_t c) const
    {
        const auto found = c < 0x1F400 ? m_pictures.end() : m_pictures.find(c);
        return found == m_pictures.end() ? nullptr : found->second;
    }
    /// The sign for a run of letters; 0 if it is no syllable of ours.
    char32_t syllable(quint64 letters) const
    {
        const auto found = m_syllables.find(letters);
        return found == m_syllables.end() ? 0 : found->second;
    }

private:
    Table()
        : m_read(0x20000)
        , m_sound(0x10000)
    {
        UErrorCode error = U_ZERO_ERROR;
        m_folding = icu::Normalizer2::getNFKCCasefoldInstance(error);
        m_parting = icu::Normalizer2::getNFDInstance(error);
        for (const char32_t* group : kLookAlikes)
            for (const char32_t* each = group + 1; *each; ++each)
                m_alike.emplace(*each, *group);
        for (char32_t c = 0; c < m_read.size(); ++c)
            m_read[c] = U_SUCCESS(error) ? readingOf(c) : c;
        simplify();
        for (char32_t c = 0; c < m_sound.size(); ++c)
            m_sound[c] = char16_t(c);
        for (const char32_t* group : kSoundAlikes)
            for (const char32_t* each = group + 1; *each; ++each)
                m_sound[*each] = char16_t(*group);
        m_sound[U'i'] = u'l'; // look the same, and 1 is written for both
        for (const Halves& each : kHalves)
            m_whole.emplace(quint64(each.left) << 32 | each.right, each.whole);
        for (const Picture& each : kPictures)
            m_pictures.emplace(each.emoji, each.meant);
        char32_t next = kFirstSyllable;
        for (const Syllable& each : kSyllables)
            m_syllables.emplace(packed(each.letters), next++);
    }

    char32_t readingOf(char32_t c)
    {
        const auto alike = m_alike.find(c);
        if (alike != m_alike.end())
            return alike->second;
        // Keys and flags are letters in a frame, of which Unicode decomposes only some.
        if (c >= 0x1F150 && c <= 0x1F169)
            return U'a' + (c - 0x1F150);
        if (c >= 0x1F170 && c <= 0x1F189)
            return U'a' + (c - 0x1F170);
        if (c >= 0x1F1E6 && c <= 0x1F1FF)
            return U'a' + (c - 0x1F1E6);
        if (c == U'%' || c == U'@')
            return c;
        if (c == U'\'' || c == U'’' || c == U'ʼ') // "don't" is one word
            return kNothing;
        const auto point = UChar32(c);
        const int8_t type = u_charType(point);
        if (U_GET_GC_MASK(point) & (U_GC_MN_MASK | U_GC_ME_MASK | U_GC_CF_MASK | U_GC_CS_MASK)
            || u_hasBinaryProperty(point, UCHAR_DEFAULT_IGNORABLE_CODE_POINT))
            return kNothing;
        if (type == U_UNASSIGNED || type == U_PRIVATE_USE_CHAR)
            return kMark | U' ';
        if (c < 0x80)
            return u_isalnum(point) ? char32_t(u_tolower(point)) : kMark | c;
        UErrorCode error = U_ZERO_ERROR;
        const std::u32string folded = lettersOf(m_folding->normalize(icu::UnicodeString(point), error), c);
        if (folded.empty())
            return kMark | markOf(c);
        if (folded.size() == 1)
            return folded.front();
        m_several.push_back(folded);
        return kSeveral | char32_t(m_several.size() - 1);
    }

    /// The letters and digits of a compatibility form: "(1)" is 1, "é" is e.
    std::u32string lettersOf(const icu::UnicodeString& form, char32_t source)
    {
        std::u32string letters;
        for (int32_t i = 0; i < form.length(); i = form.moveIndex32(i, 1)) {
            UChar32 c = form.char32At(i);
            icu::UnicodeString parts;
            if (c < 0x2000 && m_parting->getDecomposition(c, parts))
                c = parts.char32At(0);
            const auto alike = m_alike.find(char32_t(c));
            if (alike != m_alike.end())
                c = UChar32(alike->second);
            const bool sign = u_isalnum(c) || c == '@' || c == '%' || (U_GET_GC_MASK(c) & U_GC_N_MASK);
            if (sign && (char32_t(c) != source || u_isalnum(c) || (U_GET_GC_MASK(c) & U_GC_N_MASK))) {
                const int32_t value = u_charDigitValue(c);
                letters += value >= 0 ? U'0' + char32_t(value) : char32_t(c);
            }
        }
        return letters;
    }

    static char32_t markOf(char32_t c)
    {
        switch (c) {
        case U'。':
        case U'．':
        case U'｡':
        case U'·':
        case U'•': return c == U'。' || c == U'｡' ? U'。' : U'.';
        case U'，':
        case U'﹐': return U',';
        case U'：':
        case U'﹕':
        case U'︰':
        case U'∶': return U':';
        case U'！': return U'!';
        case U'？': return U'?';
        case U'；': return U';';
        case U'／': return U'/';
        case U'＋': return U'+';
        case U'＃': return U'#';
        case U'＿': return U'_';
        case U'－':
        case U'–':
        case U'—':
        case U'‐':
        case U'‑': return U'-';
        default: return u_isUWhiteSpace(UChar32(c)) ? U' ' : c;
        }
    }

    void simplify()
    {
        UErrorCode error = U_ZERO_ERROR;
        const std::unique_ptr<icu::Transliterator> simpler(
            icu::Transliterator::createInstance(icu::UnicodeString::fromUTF8("Traditional-Simplified"), UTRANS_FORWARD, error));
        if (U_FAILURE(error))
            return;
        // All at once, parted by spaces: one call for each character would take a second.
        icu::UnicodeString all;
        for (char32_t c = 0x3400; c < 0xA000; ++c)
            all.append(UChar32(m_read[c] < 0x10000 ? m_read[c] : U' ')).append(u' ');
        simpler->transliterate(all);
        if (all.length() != 2 * (0xA000 - 0x3400))
            return;
        for (char32_t c = 0x3400; c < 0xA000; ++c) {
            const char32_t plain = all.charAt(int32_t(2 * (c - 0x3400)));
            const auto alike = m_alike.find(plain);
            if (m_read[c] < 0x10000)
                m_read[c] = alike == m_alike.end() ? plain : alike->second;
        }
    }

    const icu::Normalizer2* m_folding = nullptr;
    const icu::Normalizer2* m_parting = nullptr;
    std::unordered_map<char32_t, char32_t> m_alike;
    std::vector<char32_t> m_read;
    std::vector<char16_t> m_sound;
    std::vector<std::u32string> m_several;
    std::unordered_map<quint64, char32_t> m_syllables;
    std::unordered_map<quint64, char32_t> m_whole;
    std::unordered_map<char32_t, const char32_t*> m_pictures;
};

/// `endsHere`: a full stop is no decimal point and parts no name.
Sign::Gap gapOf(char32_t mark, bool endsHere)
{
    switch (mark) {
    case U'。':
    case U'!':
    case U'?':
    case U'\n': return Sign::Gap::stop;
    case U'.': return endsHere ? Sign::Gap::stop : Sign::Gap::soft;
    case U',':
    case U';': return Sign::Gap::comma;
    default: return Sign::Gap::soft;
    }
}

class Unfolding {
public:
    explicit Unfolding(QStringView text)
        : m_text(text)
    {
        m_signs.reserve(size_t(text.size()));
    }

    std::vector<Sign> all()
    {
        for (m_at = 0; m_at < m_text.size();) {
            const qsizetype from = m_at;
            const char32_t c = next();
            const char32_t read = m_table.read(c);
            if (read == Table::kNothing) {
                if (m_gap == Sign::Gap::none && !m_signs.empty() && m_signs.back().end == from)
                    m_signs.back().end = qint32(m_at);
            } else if (const char32_t meant = meantBy(c)) {
                put(meant, from);
            } else if (const char32_t* picture = m_table.picture(c); picture && !isBetween(c)) {
                for (; *picture; ++picture)
                    put(*picture, from);
            } else if (read & Table::kMark) {
                addMark(read & ~Table::kMark);
            } else if (read & Table::kSeveral) {
                for (const char32_t each : m_table.several(read))
                    put(each, from);
            } else {
                put(read, from);
            }
        }
        endRun();
        hearLeet();
        number();
        return std::move(m_signs);
    }

private:
    char32_t next()
    {
        const QChar high = m_text[m_at++];
        if (high.isHighSurrogate() && m_at < m_text.size() && m_text[m_at].isLowSurrogate())
            return QChar::surrogateToUcs4(high, m_text[m_at++]);
        return high.unicode();
    }

    /// Emoji and signs that say something in one place and are only in between elsewhere; 0: only in between.
    char32_t meantBy(char32_t c) const
    {
        const char32_t before = m_signs.empty() ? 0 : m_signs.back().sound;
        if (isHeart(c))
            return before == U'v' || before == U'微' || before == U'维' || before == U'卫' || before == U'魏' ? U'心' : 0;
        if (c == U'❌' || c == U'✘' || c == U'❎')
            return before == U'v' || before == U'w' || before == U'微' ? U'x' : 0;
        if (c == U'+' || c == U'＋')
            return plusAdds() ? U'加' : 0;
        if (c == U'#' || c == U'＃') // "#1"
            return m_text.mid(m_at).startsWith(u'1') && (m_at + 1 >= m_text.size() || !m_text[m_at + 1].isDigit()) ? U'#' : 0;
        // A satellite and a penguin sound or look like a messenger; they are its name where nothing is spelled on.
        if (c == 0x1F6F0 || c == 0x1F427)
            return isHanNext() ? 0 : c;
        if (c == U'⭐' || c == 0x1F31F)
            return before == U'五' || before == U'5' || isAfterFive() ? U'星' : 0;
        if (c == U'$') // "ca$h"
            return isLetter(before) && m_gap == Sign::Gap::none && m_at < m_text.size()
                    && isLetter(m_text[m_at].toLower().unicode())
                ? U's'
                : 0;
        return 0;
    }

    static bool isLetter(char32_t c) { return c >= U'a' && c <= U'z'; }

    bool isAfterFive() const
    {
        static constexpr std::u32string_view kFive = U"five";
        const size_t size = m_signs.size();
        for (size_t i = 0; i < kFive.size(); ++i)
            if (size < kFive.size() || m_signs[size - kFive.size() + i].plain != kFive[i])
                return false;
        return true;
    }

    /// The same emoji stands between the characters near by as well.
    bool isBetween(char32_t emoji) const
    {
        constexpr qsizetype kNear = 4;
        const QString same = QString::fromUcs4(&emoji, 1);
        const qsizetype at = m_at - same.size();
        const qsizetype from = std::max<qsizetype>(0, at - kNear);
        return m_text.mid(m_at + 1, kNear).contains(same)
            || m_text.mid(from, std::max<qsizetype>(0, at - from - 1)).contains(same);
    }

    bool isHanNext() const
    {
        for (qsizetype i = m_at; i < m_text.size() && i < m_at + 2; ++i) {
            const char32_t read = m_table.read(m_text[i].unicode());
            if (read != Table::kNothing)
                return read > 0x2E80 && read < 0xA000 && read != U'号';
        }
        return false;
    }

    /// "+V" and "＋我薇": before what somebody can be added by.
    bool plusAdds() const
    {
        for (qsizetype i = m_at; i < m_text.size() && i < m_at + 4; ++i) {
            const char32_t read = m_table.read(m_text[i].unicode());
            if (read == Table::kNothing || (read & Table::kMark))
                continue;
            const char32_t sound = m_table.sound(read);
            return sound == U'v' || sound == U'w' || sound == U'q' || sound == U'微' || sound == U'扣' || sound == U'我'
                || sound == U'群';
        }
        return false;
    }

    void addMark(char32_t mark)
    {
        const bool space = mark == U' ' || mark == U'\t' || mark == U'\r';
        const bool atEnd = m_at >= m_text.size();
        const bool digitFollows = m_at + 1 < m_text.size() && m_text[m_at + 1].isDigit(); // "No. 1"
        m_gap = std::max(m_gap, gapOf(mark, atEnd || (m_text[m_at].isSpace() && !digitFollows)));
        if (!m_mark || (m_mark == u' ' && !space))
            m_mark = space ? u' ' : mark < 0x10000 ? char16_t(mark) : u'*';
        ++m_marks;
    }

    void put(char32_t plain, qsizetype from)
    {
        if (m_gap == Sign::Gap::none && !m_signs.empty() && m_signs.back().kind == Sign::Kind::other) {
            if (const char32_t whole = m_table.whole(m_signs.back().plain, plain)) {
                m_signs.back().plain = whole;
                m_signs.back().sound = m_table.sound(whole);
                m_signs.back().end = qint32(m_at);
                return;
            }
        }
        Sign sign;
        sign.plain = plain;
        sign.sound = m_table.sound(plain);
        sign.kind = plain >= U'a' && plain <= U'z' ? Sign::Kind::letter
            : plain >= U'0' && plain <= U'9'       ? Sign::Kind::digit
                                                   : Sign::Kind::other;
        sign.gap = m_gap;
        sign.mark = m_mark;
        sign.alone = m_marks == 1;
        // Several signs may come of one character; the first one has its range, the others stand behind it.
        sign.from = qint32(from);
        if (!m_signs.empty() && m_signs.back().end > sign.from)
            sign.from = m_signs.back().from;
        sign.end = qint32(m_at);
        if (sign.kind != Sign::Kind::letter || sign.gap != Sign::Gap::none)
            endRun();
        if (sign.kind == Sign::Kind::letter && m_run++ < kLongestSyllable)
            m_letters = m_letters << 8 | plain;
        m_gap = Sign::Gap::none;
        m_mark = 0;
        m_marks = 0;
        m_signs.push_back(sign);
    }

    /// A run of letters that is a pinyin syllable becomes one sign.
    void endRun()
    {
        const char32_t syllable = m_run >= 2 && m_run <= kLongestSyllable ? m_table.syllable(m_letters) : 0;
        if (syllable) {
            const qint32 end = m_signs.back().end;
            m_signs.resize(m_signs.size() - m_run + 1);
            Sign& sign = m_signs.back();
            sign.plain = syllable;
            sign.sound = kSyllables[syllable - kFirstSyllable].sound;
            sign.kind = Sign::Kind::other;
            sign.end = end;
        }
        m_run = 0;
        m_letters = 0;
    }

    /// In a word of letters, or behind four of them, a digit sounds like the letter it looks like.
    void hearLeet()
    {
        size_t word = 0; // letters and what stands for them, directly before
        for (size_t i = 0; i < m_signs.size(); ++i) {
            Sign& sign = m_signs[i];
            const auto joins = [&](size_t index) { return index < m_signs.size() && m_signs[index].gap == Sign::Gap::none; };
            if (sign.gap != Sign::Gap::none)
                word = 0;
            if (sign.kind == Sign::Kind::letter) {
                ++word;
                continue;
            }
            const auto leet = std::find_if(
                std::begin(kLeet), std::end(kLeet), [&](const Leet& each) { return each.sign == sign.plain; });
            const auto isLetterAt = [&](size_t index) { return joins(index) && m_signs[index].kind == Sign::Kind::letter; };
            const bool inside = isLetterAt(i + 1) || (joins(i + 1) && isLetterAt(i + 2));
            const bool last = word >= 4 && (!joins(i + 1) || m_signs[i + 1].kind == Sign::Kind::other);
            if (word == 0 || leet == std::end(kLeet) || !(inside || last)) {
                word = 0;
                continue;
            }
            sign.sound = leet->letter;
            ++word;
        }
    }

    bool standsApart(size_t index) const
    {
        return m_signs[index].gap != Sign::Gap::none
            && (index + 1 >= m_signs.size() || m_signs[index + 1].gap != Sign::Gap::none);
    }

    void number()
    {
        qint32 place = 0;
        qint32 clause = 0;
        qint32 sentence = 0;
        bool apart = true;
        for (size_t i = 0; i < m_signs.size(); ++i) {
            Sign& sign = m_signs[i];
            const bool before = apart;
            apart = standsApart(i) || (i == 0 && m_signs.size() > 1 && m_signs[1].gap != Sign::Gap::none);
            const bool ends = i > 0 && !(before && apart);
            clause += ends && sign.gap >= Sign::Gap::comma;
            sentence += ends && sign.gap >= Sign::Gap::stop;
            sign.clause = clause;
            sign.sentence = sentence;
            sign.place = place;
            place += sign.kind == Sign::Kind::other ? Sign::kWide : 1;
        }
    }

    const Table& m_table = Table::the();
    QStringView m_text;
    std::vector<Sign> m_signs;
    qsizetype m_at = 0;
    Sign::Gap m_gap = Sign::Gap::none;
    char16_t m_mark = 0;
    int m_marks = 0;
    size_t m_run = 0; ///< letters directly before
    quint64 m_letters = 0;
};

} // namespace

std::vector<Sign> unfold(QStringView text)
{
    return Unfolding(text).all();
}

int digitOf(const Sign& sign)
{
    if (sign.kind == Sign::Kind::digit)
        return int(sign.plain - U'0');
    static constexpr char32_t kDigits[] = U"零一二三四五六七八九";
    if (sign.plain == U'洞')
        return 0;
    if (sign.plain == U'两')
        return 2;
    for (int i = 0; i < 10; ++i)
        if (kDigits[i] == sign.plain)
            return i;
    return -1;
}

} // namespace greenroom
