// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/text/privatefinders.h"

namespace greenroom {

namespace {

constexpr qsizetype kShortest = 13;
constexpr qsizetype kLongest = 19;
/// How far from the number its expiry and check value are looked for, in signs.
constexpr qsizetype kNear = 40;
constexpr int kFirstYear = 20;
constexpr int kLastYear = 49;

constexpr unsigned lengths(std::initializer_list<int> all)
{
    unsigned bits = 0;
    for (int each : all)
        bits |= 1U << each;
    return bits;
}
constexpr unsigned kAny = lengths({13, 14, 15, 16, 17, 18, 19});
constexpr unsigned kFrom16 = lengths({16, 17, 18, 19});

/// A row of the publicly known ranges. Platforms number their orders with 19 digits that begin as some of them do: `usual` are
/// the lengths that are enough by themselves, `possible` those that want a word, a grouping or an expiry beside them.
struct Range {
    int first; ///< of the first four digits
    int last;
    unsigned usual;
    unsigned possible;
    qsizetype best; ///< if several lengths hold
};

constexpr Range kRanges[] = {
    {2200, 2204, lengths({16}), kFrom16, 16}, // Mir
    {2221, 2720, lengths({16}), lengths({16}), 16}, // Mastercard
    {3000, 3099, lengths({14, 16}), kAny, 14}, // Diners Club
    {3400, 3499, lengths({15}), lengths({15}), 15}, // American Express
    {3528, 3589, kFrom16, kFrom16, 16}, // JCB
    {3600, 3699, lengths({14, 16}), kAny, 14}, // Diners Club
    {3700, 3799, lengths({15}), lengths({15}), 15}, // American Express
    {3800, 3999, lengths({14, 16}), kAny, 14}, // Diners Club
    {4367, 4367, kFrom16, kFrom16, 19}, // Visa of China Construction Bank
    {4563, 4563, kFrom16, kFrom16, 19}, // Visa of Bank of China
    {4000, 4999, lengths({16}), kAny, 16}, // Visa
    {5000, 5099, lengths({16, 17, 18}), kAny, 19}, // Maestro
    {5100, 5599, lengths({16}), lengths({16}), 16}, // Mastercard
    {5600, 5899, lengths({16, 17, 18}), kAny, 19}, // Maestro
    {6200, 6299, kFrom16, kFrom16, 19}, // UnionPay
    {6000, 6499, kFrom16, kAny, 19}, // Discover, Maestro, Bank of China
    {6500, 6899, kFrom16, kAny, 19}, // Discover, Maestro
    {6900, 6999, lengths({16, 17, 18}), kAny, 19}, // Maestro
    {8100, 8171, lengths({}), kFrom16, 16}, // UnionPay
    {9558, 9559, kFrom16, kFrom16, 19}, // ICBC, Agricultural Bank of China
};

const Range* rangeOf(std::u16string_view digits)
{
    int prefix = 0;
    for (size_t i = 0; i < 4; ++i)
        prefix = prefix * 10 + (digits[i] - u'0');
    const auto* found = std::find_if(
        std::begin(kRanges), std::end(kRanges), [&](const Range& r) { return r.first <= prefix && prefix <= r.last; });
    return found == std::end(kRanges) || !(found->possible & (1U << digits.size())) ? nullptr : found;
}

bool passesLuhn(std::u16string_view digits)
{
    int sum = 0;
    for (size_t i = 0; i < digits.size(); ++i) {
        const int digit = digits[digits.size() - 1 - i] - u'0';
        sum += i % 2 == 0 ? digit : digit < 5 ? 2 * digit : 2 * digit - 9;
    }
    return sum % 10 == 0;
}

/// A ware's bar code of 13 digits.
bool isBarCode(std::u16string_view digits)
{
    int sum = 0;
    for (size_t i = 0; i < digits.size(); ++i)
        sum += (digits[i] - u'0') * (i % 2 == 0 ? 1 : 3);
    return digits.size() == 13 && sum % 10 == 0;
}

enum class Grouping {
    none,
    asOnCards,
    byFours, ///< 4-4-4-4, as well on cards
    odd,
};

Grouping groupingOf(const DigitGroups& groups, qsizetype from, qsizetype to)
{
    const qsizetype count = to - from;
    if (count == 1)
        return Grouping::none;
    const auto size = [&](qsizetype i) { return groups[from + i].size(); };
    const auto allBut = [&](qsizetype last, auto holds) {
        for (qsizetype i = 0; i + last < count; ++i)
            if (!holds(size(i)))
                return false;
        return true;
    };
    if (count >= 4 && allBut(1, [](qsizetype n) { return n == 4; }) && size(count - 1) <= 4)
        return Grouping::byFours;
    const bool byFourOrMore = allBut(1, [](qsizetype n) { return n % 4 == 0; });
    const bool amex = count == 3 && size(0) == 4 && size(1) == 6 && size(2) <= 5;
    const bool bank = size(0) == 6 && (count == 2 || (count <= 5 && allBut(1, [](qsizetype n) { return n >= 3; })));
    const bool even = allBut(1, [&](qsizetype n) { return n == size(0); }) && size(count - 1) <= size(0);
    return byFourOrMore || amex || bank || even ? Grouping::asOnCards : Grouping::odd;
}

const WordList& expiryWords()
{
    static const WordList words(
        u"有效期|有效期至|有效期限|有效日期|有效日|有效|到期|到期日|到期日期|到期时间|失效|失效日期|期限|过期|"
        u"截止|截至|效期|exp|exp.|expiry|expires|expiring|expired|expiration|exp date|expiry date|"
        u"expiration date|valid|valid thru|valid until|valid till|valid to|good "
        u"thru|thru|until|till|ends|mm/yy|mm/yyyy|月/年|日期|年月|date");
    return words;
}

const WordList& checkWords()
{
    static const WordList words(
        u"cvv|cvv2|cvc|cvc2|cvn|cvn2|cid|csc|cav|cav2|安全码|安全代码|校验码|验证码|验证值|识别码|检查码|背面三位|背面后三位|"
        u"背面3位|"
        u"背面末三位|背面|背后三位|背面数字|背面的三位|反面三位|后三位|末三位|三位数|三位|3位|三个数|3个数|校验值|末尾三位|"
        u"安全号|末三|后三|后3位|三位码|3位数|3位码|签名条|签名栏|后面三位|最后三位|security code|"
        u"security|verification code|card code|cv2|csv|sec code|security number|last three|last 3|3-digit code|3 digit "
        u"code|three digit code|check code|on the back|the back|back|3 digits|three digits|code");
    return words;
}

/// A word of the list stands before, with no other number between.
bool isCalled(const FoldedText& text, qsizetype from, const WordList& words)
{
    constexpr qsizetype farthest = 14;
    for (qsizetype at = from; at > 0 && from - at <= farthest; --at) {
        if (words.endingAt(text, at) > 0)
            return true;
        const char16_t c = text[at - 1];
        if (isDigit(c) || c == u'。' || c == u'!' || c == u'?' || c == FoldedText::kTaken)
            return false;
    }
    return false;
}

int valueOf(const FoldedText& text, const DigitGroup& group)
{
    int value = 0;
    for (qsizetype i = group.from; i < group.to; ++i)
        value = value * 10 + (text[i] - u'0');
    return value;
}

bool isMonth(int value)
{
    return value >= 1 && value <= 12;
}
bool isYear(int value)
{
    return (value >= kFirstYear && value <= kLastYear) || (value >= 2000 + kFirstYear && value <= 2000 + kLastYear);
}

class Cards {
public:
    Cards(const FoldedText& text, const DigitGroups& groups)
        : m_text(text)
        , m_groups(groups)
    {
    }

    QList<Private> found()
    {
        for (qsizetype i = 0; i < m_groups.size();) {
            const qsizetype to = numberAt(i);
            if (to > i) {
                add(i, to);
                m_numbers.append({i, to});
            }
            i = std::max(to, i + 1);
        }
        // All numbers first: what is one is not an expiry beside another.
        for (qsizetype i = 0; i < m_numbers.size(); ++i)
            addBeside(i);
        std::sort(m_found.begin(), m_found.end(), [](const Private& a, const Private& b) { return a.from < b.from; });
        return m_found;
    }

private:
    struct Number {
        qsizetype from; ///< group
        qsizetype to;
    };

    void add(qsizetype from, qsizetype to, qsizetype more = 0, qsizetype before = 0)
    {
        m_found.append({PrivateKind::card, m_groups[from].from - before, m_groups[to - 1].to + more});
    }

    /// Behind the last group of the number that begins with group `i`; `i`: none does.
    qsizetype numberAt(qsizetype i) const
    {
        char16_t digits[kLongest];
        qsizetype count = 0;
        qsizetype best = i;
        for (qsizetype to = i; to < m_groups.size() && (to == i || m_groups[to].loose); ++to) {
            const DigitGroup& group = m_groups[to];
            if (count + group.size() > kLongest)
                break;
            for (qsizetype at = group.from; at < group.to; ++at)
                digits[count++] = m_text[at];
            if (count < kShortest)
                continue;
            const std::u16string_view number(digits, size_t(count));
            const Range* range = rangeOf(number);
            if (!range || !passesLuhn(number) || !isWritten(i, to + 1, number, *range))
                continue;
            best = to + 1;
            if (count >= range->best)
                break;
        }
        return best;
    }

    /// The way it is written, and what is around it, speak for a card.
    bool isWritten(qsizetype from, qsizetype to, std::u16string_view number, const Range& range) const
    {
        const Grouping grouping = groupingOf(m_groups, from, to);
        const qsizetype begin = m_groups[from].from;
        const qsizetype end = m_groups[to - 1].to;
        if (!isJoined(from, to))
            return isEven(from, to) && !isRound(from, to);
        const NumberName name = nameBefore(m_text, begin);
        if (name == NumberName::card)
            return true;
        if (grouping == Grouping::byFours)
            return !isRound(from, to);
        if (name == NumberName::thing || (name == NumberName::topic && number.size() < 15)
            || nameBehind(m_text, end) == NumberName::thing)
            return false;
        if (grouping == Grouping::none && isInsideOther(m_text, begin, end))
            return false;
        if (isOrderOfPinduoduo(from, to))
            return false;
        const bool usual = (range.usual & (1U << number.size())) && !isBarCode(number);
        if (grouping == Grouping::asOnCards || (grouping == Grouping::odd && usual && isLong(from, to))
            || ((grouping == Grouping::none || isBroken(from, to)) && usual))
            return true;
        return hasBeside(from, to);
    }

    /// Hardly a list of small numbers.
    bool isLong(qsizetype from, qsizetype to) const
    {
        return std::all_of(
            m_groups.begin() + from, m_groups.begin() + to - 1, [](const DigitGroup& g) { return g.size() >= 3; });
    }

    bool isJoined(qsizetype from, qsizetype to) const
    {
        return std::all_of(m_groups.begin() + from + 1, m_groups.begin() + to, [](const DigitGroup& g) { return g.joined; });
    }

    /// In fours, pairs or single digits: marks of any kind between them are then no accident.
    bool isEven(qsizetype from, qsizetype to) const
    {
        const qsizetype size = m_groups[from].size();
        const auto mark = [&](qsizetype i) { return m_text.between(m_groups[i].to, m_groups[i + 1].from); };
        for (qsizetype i = from; size <= 2 && i + 1 < to; ++i)
            if (mark(i) != mark(from) || mark(i).size() > 1 || mark(i) == u"*")
                return false;
        return (size == 4 || size <= 2) && m_groups[to - 1].size() <= size
            && std::all_of(
                m_groups.begin() + from, m_groups.begin() + to - 1, [&](const DigitGroup& g) { return g.size() == size; });
    }

    /// 3000 4500 5200: amounts beside each other.
    bool isRound(qsizetype from, qsizetype to) const
    {
        return std::all_of(m_groups.begin() + from, m_groups.begin() + to,
            [&](const DigitGroup& g) { return g.size() >= 3 && m_text[g.to - 1] == u'0' && m_text[g.to - 2] == u'0'; });
    }

    /// Only the end of a line broke it.
    bool isBroken(qsizetype from, qsizetype to) const
    {
        return to == from + 2 && m_groups[from + 1].from == m_groups[from].to + 1 && m_text[m_groups[from].to] == u'\n';
    }

    /// 231012-312345678901234: the day, then fifteen digits.
    bool isOrderOfPinduoduo(qsizetype from, qsizetype to) const
    {
        return to == from + 1 && m_groups[from].size() == 15 && m_groups[from].joined && m_groups[from - 1].size() == 6
            && m_text[m_groups[from].from - 1] == u'-';
    }

    bool hasBeside(qsizetype from, qsizetype to) const
    {
        const qsizetype end = m_groups[to - 1].to;
        for (qsizetype i = to; i < m_groups.size() && m_groups[i].from <= end + kNear; ++i)
            if (expiryAt(i, false).to > i || isCheckValue(i))
                return true;
        const qsizetype begin = m_groups[from].from;
        for (qsizetype i = from - 1; i >= 0 && m_groups[i].to >= begin - kNear; --i)
            if (expiryAt(i, false).to > i || isCheckValue(i))
                return true;
        for (qsizetype at = std::max<qsizetype>(0, begin - kNear / 2); at < std::min(m_text.size(), end + kNear / 2); ++at)
            if ((at <= begin || at > end) && namesCard(at))
                return true;
        return false;
    }

    bool namesCard(qsizetype at) const
    {
        static const WordList words(u"卡|刷|扣款|银行|银联|visa|card|cards|mastercard|maestro|discover|jcb|diners|debit|credit|"
                                    u"charged|charge|declined");
        return words.endingAt(m_text, at) > 0;
    }

    /// A group of three or four digits that the words before call a check value.
    bool isCheckValue(qsizetype i) const
    {
        const qsizetype size = m_groups[i].size();
        return (size == 3 || size == 4) && !isLatin(m_text[m_groups[i].to]) && isCalled(m_text, m_groups[i].from, checkWords());
    }

    struct Expiry {
        qsizetype to; ///< group; that of the beginning: none
        qsizetype more = 0; ///< signs behind the last group
        qsizetype before = 0; ///< signs before the first
    };

    /// "Sep 2027"
    qsizetype monthBefore(qsizetype from) const
    {
        static const WordList months(
            u"jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec|january|february|march|april|june|july|"
            u"august|september|october|november|december");
        constexpr std::u16string_view marks = u" -/.,'";
        qsizetype at = from;
        while (from - at < 2 && m_text[at - 1] != 0 && marks.find(m_text[at - 1]) != std::u16string_view::npos)
            --at;
        const qsizetype month = months.endingAt(m_text, at);
        return month > 0 ? from - at + month : 0;
    }

    /// \param beside only marks stand between it and the number
    Expiry expiryAt(qsizetype i, bool beside) const
    {
        const Expiry none {i};
        const DigitGroup& first = m_groups[i];
        const bool called = isCalled(m_text, first.from, expiryWords());
        if (const qsizetype month = monthBefore(first.from);
            month > 0 && (first.size() == 2 || first.size() == 4) && isYear(valueOf(m_text, first)))
            return {i + 1, 0, month};
        if (first.size() == 4 || first.size() == 6) {
            const int value = valueOf(m_text, first);
            const int unit = first.size() == 4 ? 100 : 10'000;
            const bool monthFirst = isMonth(value / unit) && isYear(value % unit);
            const bool yearFirst = isMonth(value % 100) && isYear(value / 100);
            if ((monthFirst && (called || beside)) || (yearFirst && called))
                return {i + 1};
        }
        if (i + 1 >= m_groups.size() || first.size() > 4)
            return none;
        const DigitGroup& second = m_groups[i + 1];
        qsizetype at = first.to;
        while (m_text[at] == u' ')
            ++at;
        const char16_t mark = m_text[at];
        const bool isWord = mark == u'月' || mark == u'年';
        if (mark == u'/' || mark == u'|' || mark == u'-' || mark == u'.' || isWord) {
            ++at;
            while (m_text[at] == u' ' || (isWord && m_text[at] == u'/'))
                ++at;
        }
        if (at != second.from || (second.size() != 2 && second.size() != 4 && second.size() != 1))
            return none;
        // A day beside them makes it a date, a check value does not.
        const bool withCheckValue = beside && i + 2 < m_groups.size() && m_groups[i + 2].size() == 3
            && m_groups[i + 2].from == second.to + 1;
        if (isWord && (isDigit(m_text[second.to + 1]) || m_text[second.to] == u'日' || m_text[second.to] == u'号'))
            return none;
        const auto isPart = [&](char16_t c) { return c == u'/' || c == u'-' || c == u'.'; };
        if ((!withCheckValue && isPart(m_text[second.to]) && isDigit(m_text[second.to + 1]) && m_text[second.to] == mark)
            || (!beside && isPart(m_text[first.from - 1]) && isDigit(m_text[first.from - 2]) && m_text[first.from - 1] == mark))
            return none;
        const int a = valueOf(m_text, first);
        const int b = valueOf(m_text, second);
        const bool monthFirst = isMonth(a) && first.size() <= 2 && isYear(b) && second.size() != 1;
        const bool yearFirst = isMonth(b) && second.size() <= 2 && isYear(a);
        if (!(monthFirst && (called || beside || isWord || mark == u'/'))
            && !(yearFirst && (called || isWord || (beside && first.size() == 4))))
            return none;
        return {i + 2, m_text[second.to] == u'年' || m_text[second.to] == u'月' ? 1 : 0};
    }

    /// Nothing but marks between the signs.
    bool areBeside(qsizetype from, qsizetype to) const
    {
        if (to - from > 4)
            return false;
        constexpr std::u16string_view marks = u" \n,;/|-、.()";
        return std::all_of(m_text.between(from, to).begin(), m_text.between(from, to).end(),
            [&](char16_t c) { return marks.find(c) != std::u16string_view::npos; });
    }

    void addBeside(qsizetype number)
    {
        const auto [from, to] = m_numbers[number];
        const qsizetype next = number + 1 < m_numbers.size() ? m_numbers[number + 1].from : m_groups.size();
        const qsizetype before = number > 0 ? m_numbers[number - 1].to : 0;
        qsizetype end = m_groups[to - 1].to;
        const qsizetype far = end + kNear;
        bool expired = false;
        for (qsizetype i = to; i < next && m_groups[i].from <= far;) {
            const bool beside = areBeside(end, m_groups[i].from);
            const Expiry expiry = isCheckValue(i) ? Expiry {i} : expiryAt(i, beside);
            if (expiry.to > i) {
                add(i, expiry.to, expiry.more, expiry.before);
                end = m_groups[expiry.to - 1].to + expiry.more;
                i = expiry.to;
                expired = true;
                continue;
            }
            // The other way round: "384 1127".
            const bool swapped = beside && m_groups[i].size() == 3 && i + 1 < next
                && areBeside(m_groups[i].to, m_groups[i + 1].from) && expiryAt(i + 1, true).to > i + 1;
            if (isCheckValue(i) || swapped || (expired && beside && m_groups[i].size() >= 3 && m_groups[i].size() <= 4)) {
                add(i, i + 1);
                end = m_groups[i].to;
            }
            ++i;
        }
        qsizetype first = from;
        while (first > before && m_groups[first - 1].to >= m_groups[from].from - kNear)
            --first;
        for (qsizetype i = first; i < from;) {
            const Expiry expiry = isCheckValue(i) ? Expiry {i} : expiryAt(i, false);
            const bool known = !m_found.isEmpty() && isKnown(m_groups[i].from);
            if (!known && expiry.to > i && expiry.to <= from)
                add(i, expiry.to, expiry.more, expiry.before);
            else if (!known && isCheckValue(i))
                add(i, i + 1);
            i = std::max(expiry.to, i + 1);
        }
    }

    /// Found already, behind the number before.
    bool isKnown(qsizetype from) const
    {
        return std::any_of(m_found.crbegin(), m_found.crbegin() + std::min<qsizetype>(m_found.size(), 2 * kNear),
            [&](const Private& each) { return each.from <= from && from < each.to; });
    }

    const FoldedText& m_text;
    const DigitGroups& m_groups;
    QList<Number> m_numbers;
    QList<Private> m_found;
};

} // namespace

QList<Private> findCards(const FoldedText& text, const DigitGroups& groups)
{
    return Cards(text, groups).found();
}

} // namespace greenroom
