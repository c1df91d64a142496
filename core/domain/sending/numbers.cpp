// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/sending/numbers.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace greenroom::sending {

namespace {

using Gap = Sign::Gap;

/// Digits written as words: English, and pinyin as it is said on the telephone.
struct NumberWord {
    std::string_view word;
    int digit;
};
constexpr NumberWord kNumberWords[] = {{"zero", 0}, {"oh", 0}, {"one", 1}, {"two", 2}, {"three", 3}, {"four", 4}, {"five", 5},
    {"six", 6}, {"seven", 7}, {"eight", 8}, {"nine", 9}, {"ling", 0}, {"yao", 1}, {"yi", 1}, {"er", 2}, {"san", 3}, {"si", 4},
    {"wu", 5}, {"liu", 6}, {"qi", 7}, {"ba", 8}, {"jiu", 9}};
/// Said before a digit that comes more than once.
constexpr NumberWord kTimes[] = {{"double", 2}, {"triple", 3}};
constexpr size_t kLongestNumberWord = 6;
/// What leads from one part of a number to the next where it is told in words: "一开头，三八零零，再接一三八".
constexpr std::u32string_view kTelling = U"开头再接着然后面中间最前是跟先又尾末段的";
constexpr size_t kLongestTelling = 4;
constexpr size_t kLongestLetterNumber = 12;

/// Endings of outside links. What is also the beginning of a sentence ("Thank you.Me too") counts with a path behind it.
constexpr std::string_view kEndings[] = {"com", "cn", "net", "org", "shop", "top", "xyz", "vip", "cc", "tv", "club", "site",
    "store", "online", "link", "ltd", "wang", "biz", "info", "ru", "hk", "tw", "jp", "uk", "de", "kr", "ly", "gl", "io", "app",
    "icu", "mobi", "asia", "example"};
constexpr std::string_view kEndingsWithPath[] = {"me", "co", "pro", "live", "fun", "tk", "page", "gg", "to", "be", "im", "ink",
    "cloud", "world", "work", "life", "today", "group", "art", "tech", "fit", "plus", "pub", "click", "website", "space"};
/// Where the shop sells and who carries its parcels: links that agents send all day. Rules forbid one by naming it.
constexpr std::string_view kKnownSites[] = {"taobao.com", "tmall.com", "tmall.hk", "jd.com", "douyin.com", "jinritemai.com",
    "pinduoduo.com", "yangkeduo.com", "kuaishou.com", "kwaixiaodian.com", "xiaohongshu.com", "1688.com", "vip.com",
    "amazon.com", "ebay.com", "aliexpress.com", "shopee.com", "lazada.com", "tiktok.com", "etsy.com", "temu.com",
    "sf-express.com", "kuaidi100.com", "ems.com.cn", "fedex.com", "dhl.com", "ups.com", "usps.com"};

struct Digits {
    size_t first = 0;
    size_t last = 0;
    int count = 0;
    int start[3] = {-1, -1, -1}; ///< the first three
    Gap gap = Gap::none; ///< before it
    char16_t mark = 0;
    bool afterLetter = false;
    bool beforeLetter = false;
    bool told = false; ///< words lead from the group before to it
};

class Scanner {
public:
    explicit Scanner(std::span<const Sign> signs)
        : m_signs(signs)
    {
    }

    std::vector<Address> all()
    {
        groupDigits();
        for (size_t i = 0; i < m_groups.size(); ++i)
            number(i);
        for (size_t i = 0; i < m_signs.size();)
            i = run(i);
        std::stable_sort(m_found.begin(), m_found.end(), [](const Address& a, const Address& b) { return a.last < b.last; });
        return std::move(m_found);
    }

private:
    void add(Address::Kind kind, size_t first, size_t last) { m_found.push_back({kind, qsizetype(first), qsizetype(last)}); }
    bool isLetter(size_t index) const { return m_signs[index].kind == Sign::Kind::letter; }
    bool joined(size_t index) const { return index > 0 && index < m_signs.size() && m_signs[index].gap == Gap::none; }

    std::string_view letters(size_t from, size_t most)
    {
        m_letters.clear();
        for (size_t i = from; i < m_signs.size() && m_letters.size() < most && isLetter(i) && (i == from || joined(i)); ++i)
            m_letters += char(m_signs[i].plain);
        return m_letters;
    }

    /// The digits at `index`, if a whole run of letters there is made of number words: how many signs; 0: none.
    size_t numberWords(size_t index, std::vector<int>& digits)
    {
        if (joined(index) && isLetter(index - 1))
            return 0;
        digits.clear();
        size_t at = index;
        int times = 1;
        do {
            const std::string_view here = letters(at, kLongestNumberWord);
            const auto repeats = std::find_if(
                std::begin(kTimes), std::end(kTimes), [&](const NumberWord& each) { return here == each.word; });
            if (repeats != std::end(kTimes) && times == 1) {
                times = repeats->digit;
                at += repeats->word.size();
                if (at < m_signs.size() && isLetter(at) && !joined(at) && m_signs[at].gap < Gap::comma)
                    continue;
                return 0;
            }
            const auto found = std::find_if(std::begin(kNumberWords), std::end(kNumberWords),
                [&](const NumberWord& each) { return here.starts_with(each.word); });
            if (found == std::end(kNumberWords))
                return 0;
            digits.insert(digits.end(), size_t(times), found->digit);
            times = 1;
            at += found->word.size();
        } while (at < m_signs.size() && isLetter(at) && (joined(at) || times > 1));
        return at - index;
    }

    static int digitLikeLetter(char32_t c) { return c == U'o' ? 0 : c == U'l' || c == U'i' ? 1 : -1; }

    /// A letter that stands for a digit in a number: 138OO138OOO, l38 OOl3.
    int letterAsDigit(size_t index, bool inNumber) const
    {
        const int digit = digitLikeLetter(m_signs[index].plain);
        if (digit < 0 || (inNumber && joined(index)))
            return digit;
        if (joined(index) && isLetter(index - 1))
            return -1;
        int digits = 0;
        size_t end = index;
        for (; end < m_signs.size() && end - index < kLongestLetterNumber && (end == index || joined(end)); ++end) {
            if (isLetter(end) && digitLikeLetter(m_signs[end].plain) < 0)
                return -1;
            digits += !isLetter(end);
        }
        return digits > 0 && end - index >= 3 ? digit : -1;
    }

    /// 么 is written for 幺; elsewhere it ends "what" and "how".
    int digitAt(size_t index) const
    {
        const int digit = digitOf(m_signs[index]);
        if (digit >= 0 || m_signs[index].plain != U'么' || index + 1 >= m_signs.size())
            return digit;
        static constexpr std::u32string_view kBeforeMe = U"什怎那这多要";
        const bool word = index > 0 && kBeforeMe.find(m_signs[index - 1].plain) != std::u32string_view::npos;
        return !word && m_signs[index + 1].kind == Sign::Kind::other && digitOf(m_signs[index + 1]) >= 0 ? 1 : -1;
    }

    void groupDigits()
    {
        std::vector<int> words;
        bool open = false; // the sign before was a digit
        bool opened = false; // and belongs to m_groups.back()
        bool told = false; // only words that lead on are in between
        for (size_t i = 0; i < m_signs.size();) {
            size_t length = 1;
            int value = digitAt(i);
            if (value < 0 && m_signs[i].kind == Sign::Kind::letter)
                value = letterAsDigit(i, opened);
            words.assign(1, value);
            if (value < 0 && isLetter(i))
                length = numberWords(i, words);
            if (value < 0 && (length == 0 || !isLetter(i))) {
                if (const size_t next = open || told ? toldUntil(i) : 0) {
                    told = true;
                    open = opened = false;
                    i = next;
                    continue;
                }
                told = false;
                if (opened && joined(i) && isLetter(i))
                    m_groups.back().beforeLetter = true;
                open = opened = false;
                ++i;
                continue;
            }
            // Chinese digits and number words each stand in the group of their neighbours.
            const bool continues = opened && (joined(i) || m_wordLast);
            if (!continues || (m_signs[i].gap != Gap::none && !(m_wordLast && length > 1))) {
                Digits group;
                group.first = i;
                const bool comma = m_signs[i].gap == Gap::comma && m_signs[i].alone; // "139,1234,5678"
                group.gap = !open ? Gap::stop : comma ? Gap::soft : m_signs[i].gap;
                group.mark = m_signs[i].mark;
                if (std::exchange(told, false)) {
                    group.told = true;
                    group.gap = Gap::soft;
                    group.mark = u' ';
                }
                if (isPlus(i))
                    group.mark = u'+';
                group.afterLetter = joined(i) && isLetter(i - 1);
                m_groups.push_back(group);
            }
            Digits& group = m_groups.back();
            for (const int digit : words) {
                if (group.count < 3)
                    group.start[group.count] = digit;
                ++group.count;
            }
            group.last = i + length - 1;
            m_wordLast = length > 1;
            open = opened = true;
            i += length;
        }
    }

    /// Behind the words at `index` that lead from one part of a number to the next; 0: there are none, or no digit follows.
    size_t toldUntil(size_t index) const
    {
        size_t end = index;
        while (end < m_signs.size() && kTelling.find(m_signs[end].plain) != std::u32string_view::npos)
            if (++end - index > kLongestTelling)
                return 0;
        return end > index && end < m_signs.size() && digitOf(m_signs[end]) >= 0 ? end : 0;
    }

    /// "plus four four": the word is before `index`.
    bool isPlus(size_t index) const
    {
        static constexpr std::string_view kPlus = "plus";
        if (index < kPlus.size() || (index > kPlus.size() && isLetter(index - kPlus.size()) && joined(index - kPlus.size())))
            return false;
        for (size_t i = 0; i < kPlus.size(); ++i)
            if (m_signs[index - kPlus.size() + i].plain != char32_t(kPlus[i]))
                return false;
        return true;
    }

    bool isMobile(size_t from, size_t to) const
    {
        int start[2] = {-1, -1};
        int count = 0;
        for (size_t i = from; i <= to && count < 2; ++i)
            for (int k = 0; k < std::min(m_groups[i].count, 3) && count < 2; ++k)
                start[count++] = m_groups[i].start[k];
        return start[0] == 1 && start[1] >= 3;
    }
    bool isNear(size_t group) const { return group < m_groups.size() && m_groups[group].gap < Gap::comma; }
    bool isCountryCode(size_t group) const
    {
        const Digits& digits = m_groups[group];
        return (digits.count == 2 && digits.start[0] == 8 && digits.start[1] == 6)
            || (digits.count == 4 && digits.start[0] == 0 && digits.start[1] == 0 && digits.start[2] == 8);
    }

    void number(size_t index)
    {
        const Digits& group = m_groups[index];
        if (group.count >= 5 && group.count <= 12 && (!group.afterLetter || isName(group.first)) && !group.beforeLetter)
            add(Address::Kind::handle, group.first, group.last);
        if (group.count == 11 && isMobile(index, index)) {
            if (!group.afterLetter || isName(group.first))
                add(Address::Kind::phone, group.first, group.last);
            return;
        }
        if (group.count == 13 && group.start[0] == 8 && group.start[1] == 6 && group.start[2] == 1 && group.mark == u'+')
            add(Address::Kind::phone, group.first, group.last);
        if (group.count >= 16 && group.count <= 19)
            add(Address::Kind::card, group.first, group.last);
        if (group.count == 10 && group.start[0] == 4 && group.start[1] == 0 && group.start[2] == 0)
            add(Address::Kind::hotline, group.first, group.last);
        if ((group.count == 11 || group.count == 12) && group.start[0] == 0 && group.start[1] >= 1 && !group.afterLetter)
            add(Address::Kind::landline, group.first, group.last);
        if (!isNear(index) || isCountryCode(index - 1))
            several(index);
    }

    /// A number in pieces that begins with this group.
    void several(size_t index)
    {
        const Digits& first = m_groups[index];
        const bool plus = first.mark == u'+';
        int count = first.count;
        bool same = true;
        bool tiny = first.count <= 2;
        bool decimal = false;
        bool told = false;
        size_t last = index;
        const auto ends = [&] { return !isNear(last + 1); };
        while (last + 1 < m_groups.size() && count < 20) {
            const Digits& next = m_groups[last + 1];
            if (next.gap >= Gap::stop || (next.gap == Gap::comma && !(tiny && next.count <= 2)))
                break;
            ++last;
            told = told || next.told;
            count += next.count;
            tiny = tiny && next.count <= 2;
            same = same && (last == index + 1 || next.mark == m_groups[index + 1].mark);
            decimal = decimal || next.mark == u'.' || next.mark == u':' || next.mark == u'/';
            const size_t pieces = last - index + 1;
            if (count == 11 && (ends() || tiny) && isMobile(index, last) && (!first.afterLetter || isName(first.first))
                && (same || !decimal || shaped(index, last))) {
                add(Address::Kind::phone, first.first, m_groups[last].last);
                return;
            }
            if (told)
                continue;
            if (pieces == 2 && ends() && first.start[0] == 0 && (first.count == 3 || first.count == 4)
                && (next.count == 7 || next.count == 8) && next.mark != u'.')
                add(Address::Kind::landline, first.first, next.last);
            if (pieces == 3 && ends() && first.start[0] == 0 && first.count <= 4 && first.count >= 3 && count >= 10
                && count <= 12 && !told && !decimal)
                add(Address::Kind::landline, first.first, next.last);
            if (ends() && count == 10 && first.count == 4 && first.start[0] == 0 && first.start[1] == 9)
                add(Address::Kind::landline, first.first, next.last); // a mobile number of Taiwan
            if (pieces <= 3 && ends() && count == 10 && first.count == 3 && next.mark != u'.') {
                const bool hotline = (first.start[0] == 4 || first.start[0] == 8) && first.start[1] == 0 && first.start[2] == 0;
                if (hotline || first.start[0] > 1)
                    add(hotline ? Address::Kind::hotline : Address::Kind::landline, first.first, next.last);
            }
        }
        if (told)
            return;
        if (last > index && plus && count >= 9 && count <= 15)
            add(Address::Kind::abroad, first.first, m_groups[last].last);
        else if (plus && last == index && count >= 10 && count <= 15)
            add(Address::Kind::abroad, first.first, first.last);
        if (last > index && count >= 5 && count <= 12 && (tiny || (same && !decimal)) && !first.afterLetter)
            add(Address::Kind::handle, first.first, m_groups[last].last);
        if (last > index && count >= 16 && count <= 19 && same && !decimal)
            add(Address::Kind::card, first.first, m_groups[last].last);
    }

    bool shaped(size_t from, size_t to) const { return to - from == 2 && m_groups[from].count == 3 && m_groups[to].count == 4; }

    /// "vx138…": letters before a number that say whose it is; other letters make it a parcel's number.
    bool isName(size_t digit)
    {
        size_t from = digit;
        while (from > 0 && digit - from < 6 && isLetter(from - 1) && (from == digit || joined(from)))
            --from;
        static constexpr std::string_view kNames[] = {
            "v", "vx", "tg", "line", "ws", "wx", "tel", "q", "qq", "phone", "call", "weixin", "wechat"};
        const std::string_view before = letters(from, digit - from);
        return std::find(std::begin(kNames), std::end(kNames), before) != std::end(kNames);
    }

    /// Letters, digits and what stands in an account's name or in a link: returns where the next one begins.
    size_t run(size_t from)
    {
        if (m_signs[from].plain == U'@')
            return email(from);
        if (m_signs[from].kind == Sign::Kind::other)
            return from + 1;
        size_t end = from + 1;
        while (end < m_signs.size() && m_signs[end].kind != Sign::Kind::other
            && (joined(end) || (m_signs[end].alone && (m_signs[end].mark == u'_' || m_signs[end].mark == u'-'))))
            ++end;
        handle(from, end);
        host(from, end);
        const std::string whole = textOf(from, end);
        if (whole.size() >= 8 && whole.starts_with("www") && (whole.ends_with("com") || whole.ends_with("cn")))
            add(Address::Kind::site, from, end - 1);
        return end;
    }

    void handle(size_t from, size_t end)
    {
        bool letter = false;
        bool digit = false;
        bool line = false;
        for (size_t i = from; i < end; ++i) {
            (isLetter(i) ? letter : digit) = true;
            line = line || (i > from && m_signs[i].mark == u'_');
        }
        const size_t size = end - from;
        const bool named = m_signs[from].mark == u':' || m_signs[from].mark == u'@'
            || (from > 0 && (m_signs[from - 1].plain == U'是' || m_signs[from - 1].plain == U'号'));
        if (size >= 4 && size <= 30 && letter && (digit || line || named))
            add(Address::Kind::handle, from, end - 1);
    }

    /// The host of a link whose first label is [from, end).
    void host(size_t from, size_t end)
    {
        if (m_host > from)
            return;
        size_t last = end;
        size_t label = from;
        std::string text = textOf(from, end);
        bool known = false;
        bool spaced = false;
        const bool web = text == "http" || text == "https";
        if (web)
            return;
        while (last < m_signs.size() && m_signs[last].kind != Sign::Kind::other && (m_signs[last].alone || isSpacedDot(last))
            && (m_signs[last].mark == u'.' || m_signs[last].mark == u'。'
                || (m_signs[last].mark == u',' && text.starts_with("www")))
            && text.size() < 200) {
            spaced = spaced || !m_signs[last].alone;
            label = last;
            ++last;
            while (last < m_signs.size() && m_signs[last].kind != Sign::Kind::other
                && (joined(last) || (m_signs[last].alone && m_signs[last].mark == u'-')))
                ++last;
            text += '.' + textOf(label, last);
        }
        if (label == from)
            return;
        m_host = last;
        const std::string ending = textOf(label, last);
        const bool path = last < m_signs.size() && m_signs[last].alone && m_signs[last].mark == u'/';
        const bool scheme = from > 0 && m_signs[from].mark == u':' && !m_signs[from].alone
            && (m_signs[from - 1].plain == U'p' || m_signs[from - 1].plain == U's');
        const auto isOne = [&](const auto& list) {
            return std::find(std::begin(list), std::end(list), ending) != std::end(list);
        };
        static constexpr std::string_view kEndingsApart[] = {"com", "cn", "net", "org"}; // others begin a sentence
        if (spaced && !isOne(kEndingsApart))
            return;
        if (!scheme && !text.starts_with("www.") && !isOne(kEndings) && !(path && isOne(kEndingsWithPath)))
            return;
        if (from > 0 && m_signs[from - 1].plain == U'@')
            return;
        for (const std::string_view site : kKnownSites)
            known = known || text == site
                || (text.size() > site.size() && text.ends_with(site) && text[text.size() - site.size() - 1] == '.');
        if (!known && !numeric(text, ending))
            add(Address::Kind::site, from, last - 1);
    }

    /// The dot of "shop . com", with a space on both sides.
    bool isSpacedDot(size_t index) const
    {
        return m_signs[index].mark == u'.' && m_signs[index].from - m_signs[index - 1].end == 3;
    }

    static bool numeric(const std::string& text, const std::string& ending)
    {
        return text.find_first_not_of("0123456789.") == std::string::npos || ending.size() > 10;
    }

    std::string textOf(size_t from, size_t end) const
    {
        std::string text;
        for (size_t i = from; i < end && text.size() < 64; ++i) {
            if (i > from && m_signs[i].gap != Gap::none)
                text += char(m_signs[i].mark);
            text += char(m_signs[i].plain);
        }
        return text;
    }

    size_t email(size_t at)
    {
        size_t from = at;
        while (from > 0 && at - from < 40 && m_signs[from - 1].kind != Sign::Kind::other && m_signs[from].gap < Gap::comma
            && (from == at || m_signs[from].mark != u' '))
            --from;
        size_t last = at + 1;
        bool dot = false;
        while (last < m_signs.size() && last - at < 40 && m_signs[last].kind != Sign::Kind::other
            && (joined(last) || m_signs[last].mark == u'.' || m_signs[last].mark == u'-' || m_signs[last].mark == u'。'
                || last == at + 1)) {
            dot = dot || (last > at + 1 && (m_signs[last].mark == u'.' || m_signs[last].mark == u'。'));
            ++last;
        }
        if (dot && from < at)
            add(Address::Kind::email, from, last - 1);
        m_host = last;
        return at + 1;
    }

    std::span<const Sign> m_signs;
    std::vector<Digits> m_groups;
    std::vector<Address> m_found;
    std::string m_letters;
    size_t m_host = 0; ///< behind the last host or e-mail address looked at
    bool m_wordLast = false;
};

} // namespace

std::vector<Address> addressesIn(std::span<const Sign> signs)
{
    return Scanner(signs).all();
}

} // namespace greenroom::sending
