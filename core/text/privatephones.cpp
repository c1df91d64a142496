// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/text/privatefinders.h"

namespace greenroom {

namespace {

constexpr qsizetype kMostDigits = 15; // E.164
constexpr qsizetype kMobile = 11;
constexpr qsizetype kShortest = 7;

/// How many digits follow a country's code.
struct Country {
    std::u16string_view code;
    qsizetype least;
    qsizetype most;
};
constexpr Country kCountries[] = {
    {u"852", 8, 8},
    {u"853", 8, 8},
    {u"886", 8, 10},
    {u"855", 8, 9},
    {u"856", 8, 10},
    {u"971", 8, 9},
    {u"972", 8, 9},
    {u"1", 10, 10},
    {u"7", 10, 10},
    {u"20", 8, 10},
    {u"31", 9, 9},
    {u"33", 9, 9},
    {u"34", 9, 9},
    {u"39", 8, 11},
    {u"41", 9, 9},
    {u"44", 9, 11},
    {u"45", 8, 8},
    {u"46", 7, 10},
    {u"47", 8, 8},
    {u"49", 7, 12},
    {u"55", 10, 11},
    {u"60", 8, 10},
    {u"61", 9, 10},
    {u"62", 8, 12},
    {u"63", 8, 10},
    {u"64", 8, 10},
    {u"65", 8, 8},
    {u"66", 8, 9},
    {u"81", 9, 11},
    {u"82", 8, 11},
    {u"84", 9, 10},
    {u"90", 10, 10},
    {u"91", 10, 10},
};
constexpr Country kElsewhere {u"", 7, 12};

bool isChineseMobile(std::u16string_view number)
{
    return qsizetype(number.size()) == kMobile && number[0] == u'1' && number[1] >= u'3';
}

/// With its area code, but for the 0 in front of it.
bool isChineseLandline(std::u16string_view number)
{
    if (number.size() < 10 || number.size() > 11 || number.front() == u'0' || number.front() == u'1')
        return number.size() == 10 && number.starts_with(u"10") && number[2] >= u'2';
    const size_t area = number.front() == u'2' ? 2 : 3;
    return number[area] >= u'2' && number.size() - area >= 7 && number.size() - area <= 8;
}

bool isService(std::u16string_view number)
{
    return number.size() == 10 && (number.starts_with(u"400") || number.starts_with(u"800"));
}

bool isTollFree(std::u16string_view area)
{
    return area == u"800" || area == u"888" || area == u"877" || area == u"866" || area == u"855" || area == u"844"
        || area == u"833" || area == u"400" || area == u"900";
}

class Phones {
public:
    Phones(const FoldedText& text, const DigitGroups& groups)
        : m_text(text)
        , m_groups(groups)
    {
    }

    QList<Private> found()
    {
        for (qsizetype i = 0; i < m_groups.size();) {
            qsizetype to = i;
            const bool international = startsInternational(i);
            if (international)
                to = internationalAt(i);
            if (to == i)
                to = mobileAt(i);
            if (to == i && !international)
                to = landlineAt(i);
            if (to == i && !international)
                to = namedAt(i);
            if (to > i)
                add(i, to);
            i = std::max(to, i + 1);
        }
        return m_found;
    }

private:
    /// As joined, and brackets as in "(010) 65521234".
    bool isJoined(qsizetype i) const
    {
        if (m_groups[i].joined)
            return true;
        const qsizetype from = m_groups[i - 1].to;
        if (m_groups[i].from - from > 3)
            return false;
        for (qsizetype at = from; at < m_groups[i].from; ++at)
            if (m_text[at] != u' ' && m_text[at] != u'-' && m_text[at] != u'(' && m_text[at] != u')')
                return false;
        return true;
    }

    void add(qsizetype from, qsizetype to)
    {
        qsizetype begin = m_groups[from].from;
        qsizetype end = m_groups[to - 1].to;
        const auto count = [&](char16_t bracket) {
            const auto signs = m_text.between(begin, end);
            return std::count(signs.begin(), signs.end(), bracket);
        };
        if (m_text[begin - 1] == u'+')
            --begin;
        if (count(u')') > count(u'(') && m_text[begin - 1] == u'(')
            --begin;
        if (m_text[begin - 1] == u'+')
            --begin;
        m_found.append({PrivateKind::phone, begin, end});
    }

    bool startsInternational(qsizetype i) const
    {
        const qsizetype from = m_groups[i].from;
        const bool plus = m_text[from - 1] == u'+' || (m_text[from - 1] == u'(' && m_text[from - 2] == u'+');
        return plus
            || (m_text[from] == u'0' && m_text[from + 1] == u'0'
                && (m_groups[i].size() >= 3 || (m_groups[i].size() == 2 && i + 1 < m_groups.size() && isJoined(i + 1))));
    }

    qsizetype internationalAt(qsizetype i) const
    {
        const bool plus = m_text[m_groups[i].from] != u'0';
        std::u16string digits;
        qsizetype best = i;
        for (qsizetype to = i; to < std::min<qsizetype>(m_groups.size(), i + 7) && (to == i || isJoined(to)); ++to) {
            digits += m_text.between(m_groups[to].from, m_groups[to].to);
            std::u16string_view number = digits;
            if (!plus)
                number.remove_prefix(2);
            if (number.empty())
                continue;
            if (qsizetype(number.size()) > kMostDigits)
                break;
            if (to > i && m_groups[to].size() < 2)
                continue;
            if (isOfCountry(number))
                best = to + 1;
        }
        if (!plus && best > i && (best == i + 1 && !digits.starts_with(u"0086") ? !isNamedPhone(i) : isOther(i, best)))
            return i;
        return best;
    }

    static bool isOfCountry(std::u16string_view number)
    {
        if (number.starts_with(u"86")) {
            number.remove_prefix(2);
            if (number.starts_with(u"0"))
                number.remove_prefix(1);
            return !isService(number) && (isChineseMobile(number) || isChineseLandline(number));
        }
        const auto* known = std::find_if(
            std::begin(kCountries), std::end(kCountries), [&](const Country& c) { return number.starts_with(c.code); });
        const Country& country = known == std::end(kCountries) ? kElsewhere : *known;
        const size_t code = known == std::end(kCountries) ? 3 : country.code.size();
        if (number.size() <= code || number.front() == u'0')
            return false;
        number.remove_prefix(code);
        if (country.code == u"1" && isTollFree(number.substr(0, 3)))
            return false;
        return qsizetype(number.size()) >= country.least && qsizetype(number.size()) <= country.most;
    }

    bool isNamedPhone(qsizetype i) const { return nameBefore(m_text, m_groups[i].from) == NumberName::phone; }

    /// Something else says what the digits are.
    bool isOther(qsizetype i, qsizetype to) const
    {
        const qsizetype begin = m_groups[i].from;
        const qsizetype end = m_groups[to - 1].to;
        if (isInsideOther(m_text, begin, end) || goesOn(i, to))
            return true;
        if (isLatin(m_text[end]) && !isLatin(m_text[end + 1]) && m_text[end] != u'v')
            return true;
        const NumberName name = nameBefore(m_text, begin);
        return name == NumberName::thing || (name == NumberName::none && nameBehind(m_text, end) == NumberName::thing);
    }

    /// One of many groups that are written alike, as in an article's number or a list.
    bool goesOn(qsizetype i, qsizetype to) const
    {
        if (to == i + 1)
            return false;
        const char16_t inner = m_text[m_groups[i].to];
        const bool before = i > 0 && m_groups[i].joined && m_text[m_groups[i].from - 1] == inner && inner != u'\n';
        const bool behind = to < m_groups.size() && m_groups[to].joined && m_groups[to].size() >= 4
            && m_text[m_groups[to - 1].to] == inner && inner != u'\n';
        return before || behind;
    }

    qsizetype mobileAt(qsizetype i) const
    {
        std::u16string digits;
        for (qsizetype to = i; to < m_groups.size() && (to == i || isJoined(to) || m_groups[to].loose); ++to) {
            digits += m_text.between(m_groups[to].from, m_groups[to].to);
            if (qsizetype(digits.size()) > kMostDigits)
                break;
            qsizetype first = i; // group in which the number itself begins
            std::u16string_view number = digits;
            for (const auto prefix : {std::u16string_view(u"0086"), std::u16string_view(u"86"), std::u16string_view(u"0")}) {
                if (number.size() != size_t(kMobile) + prefix.size() || !number.starts_with(prefix))
                    continue;
                number.remove_prefix(prefix.size());
                first = m_groups[i].size() == qsizetype(prefix.size()) ? i + 1 : i;
                break;
            }
            if (!isChineseMobile(number))
                continue;
            if (first <= to
                && isGroupedAsMobile(first, to + 1,
                    first == i ? m_groups[i].size() - (qsizetype(digits.size()) - kMobile) : m_groups[first].size())
                && !(to == first && isOther(i, to + 1)))
                return to + 1;
        }
        return i;
    }

    bool isGroupedAsMobile(qsizetype from, qsizetype to, qsizetype firstSize) const
    {
        if (to == from + 1 || isNamedPhone(from))
            return true;
        constexpr std::u16string_view usual[] = {u"344", u"335", u"353", u"443", u"38", u"74", u"56", u"434", u"47", u"3233",
            u"3332", u"32222", u"22222", u"65", u"11111111111", u"3224", u"3422", u"3242", u"2333", u"222221"};
        std::u16string sizes(1, char16_t(u'0' + std::min<qsizetype>(firstSize, 9)));
        for (qsizetype i = from + 1; i < to; ++i)
            sizes += char16_t(u'0' + std::min<qsizetype>(m_groups[i].size(), 9));
        return std::find(std::begin(usual), std::end(usual), sizes) != std::end(usual);
    }

    qsizetype landlineAt(qsizetype i) const
    {
        const DigitGroup& first = m_groups[i];
        const auto digits = m_text.between(first.from, first.to);
        // With nothing between, only if it is called a number to ring.
        if ((digits.size() == 11 || digits.size() == 12) && digits.front() == u'0' && isChineseLandline(digits.substr(1))
            && isNamedPhone(i))
            return i + 1;
        qsizetype area = i;
        if (digits == u"86" && i + 1 < m_groups.size() && isJoined(i + 1))
            ++area;
        std::u16string code(m_text.between(m_groups[area].from, m_groups[area].to));
        if (area > i && !code.starts_with(u'0'))
            code.insert(code.begin(), u'0');
        const bool isArea = (code.size() == 3 && (code == u"010" || code.starts_with(u"02")))
            || (code.size() == 4 && code[0] == u'0' && code[1] >= u'3');
        if (!isArea || area + 1 >= m_groups.size() || !isJoined(area + 1))
            return i;
        const qsizetype local = area + 1;
        const qsizetype size = m_groups[local].size();
        const bool inTwo = local + 1 < m_groups.size() && m_groups[local + 1].joined && (size == 3 || size == 4)
            && (m_groups[local + 1].size() == 4 || (size == 4 && m_groups[local + 1].size() == 3));
        const qsizetype to = local + (inTwo ? 2 : 1);
        if ((!inTwo && size != 7 && size != 8) || m_text[m_groups[local].from] < u'2' || isOther(i, to))
            return i;
        return to;
    }

    /// Numbers of elsewhere: by the way they are grouped, or because they are so called.
    qsizetype namedAt(qsizetype i) const
    {
        const auto size = [&](qsizetype at) {
            return at < m_groups.size() && (at == i || isJoined(at)) ? m_groups[at].size() : 0;
        };
        const auto begin = [&](qsizetype at) { return m_text.between(m_groups[at].from, m_groups[at].to); };
        if (i > 0 && m_groups[i].joined && m_text[m_groups[i].from - 1] != u'\n' && m_text[m_groups[i].from - 1] != u' ')
            return i;
        if (size(i) == 3 && size(i + 1) == 3 && size(i + 2) == 4 && begin(i)[0] >= u'2' && begin(i + 1)[0] >= u'2'
            && !isTollFree(begin(i)) && !isOther(i, i + 3))
            return i + 3; // United States, Canada
        if (size(i) == 1 && begin(i) == u"1" && size(i + 1) == 3 && size(i + 2) == 3 && size(i + 3) == 4
            && begin(i + 1)[0] >= u'2' && !isTollFree(begin(i + 1)) && !isOther(i, i + 4))
            return i + 4;
        if (size(i) == 4 && size(i + 1) == 3 && size(i + 2) == 3 && (begin(i).starts_with(u"09") || begin(i).starts_with(u"04"))
            && !isOther(i, i + 3))
            return i + 3; // Taiwan, Australia
        if (size(i) == 5 && begin(i).starts_with(u"07") && size(i + 1) + size(i + 2) == 6
            && (size(i + 1) == 6 || size(i + 1) == 3)) {
            const qsizetype to = i + (size(i + 1) == 6 ? 2 : 3);
            return isOther(i, to) ? i : to; // United Kingdom
        }
        if (size(i) == 3 && size(i + 1) == 4 && size(i + 2) == 4 && begin(i)[0] == u'0'
            && (begin(i) == u"010" || begin(i)[1] >= u'7') && !isOther(i, i + 3))
            return i + 3; // Japan, Korea
        if (size(i) == 4 && size(i + 1) == 3 && size(i + 2) == 4 && begin(i)[0] == u'0' && begin(i)[1] != u'0'
            && !isOther(i, i + 3))
            return i + 3; // United Kingdom
        if (size(i) == 3 && begin(i)[0] == u'0' && begin(i)[1] >= u'1' && (size(i + 1) == 7 || size(i + 1) == 8)
            && !isOther(i, i + 2))
            return i + 2; // Germany
        if (size(i) == 2 && size(i + 1) == 2 && size(i + 2) == 2 && size(i + 3) == 2 && size(i + 4) == 2 && begin(i)[0] == u'0'
            && begin(i)[1] >= u'1' && !isOther(i, i + 5))
            return i + 5; // France
        if (size(i) == 2 && begin(i)[0] == u'0' && begin(i)[1] >= u'2') { // Taiwan's landlines
            const qsizetype to = size(i + 1) == 8 || size(i + 1) == 7        ? i + 2
                : (size(i + 1) == 4 || size(i + 1) == 3) && size(i + 2) == 4 ? i + 3
                                                                             : i;
            if (to > i && !isOther(i, to))
                return to;
        }
        if (size(i) == 3 && (begin(i) == u"852" || begin(i) == u"853" || begin(i) == u"886")
            && (size(i + 1) == 8 || size(i + 1) == 9))
            return isOther(i, i + 2) ? i : i + 2;
        if (size(i) == 3 && (begin(i) == u"852" || begin(i) == u"853") && size(i + 1) == 4 && size(i + 2) == 4
            && begin(i + 1)[0] >= u'2')
            return isOther(i, i + 3) ? i : i + 3;
        if (!isNamedPhone(i))
            return i;
        std::u16string digits;
        qsizetype best = i;
        for (qsizetype to = i; to < std::min<qsizetype>(m_groups.size(), i + 5) && (to == i || isJoined(to)); ++to) {
            if (to > i && m_groups[to].size() < 2)
                break;
            digits += begin(to);
            if (qsizetype(digits.size()) >= kShortest && qsizetype(digits.size()) <= 12)
                best = to + 1;
        }
        const bool isYear = digits.starts_with(u"20") && size(i) == 4; // a date
        const auto last = m_text[m_groups[std::max(best, i + 1) - 1].to];
        return isService(digits) || digits.starts_with(u"1") || isTollFree(std::u16string_view(digits).substr(0, 3)) || isYear
                || isLatin(last)
            ? i
            : best;
    }

    const FoldedText& m_text;
    const DigitGroups& m_groups;
    QList<Private> m_found;
};

} // namespace

QList<Private> findPhones(const FoldedText& text, const DigitGroups& groups)
{
    return Phones(text, groups).found();
}

} // namespace greenroom
