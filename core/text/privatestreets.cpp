// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/text/privatefinders.h"

namespace greenroom {

namespace {

/// An address in letters: the house's number and its street, then perhaps the town.
class Street {
public:
    /// \param at where the number of the house begins
    /// \param least nothing before it is looked at
    Street(const FoldedText& text, qsizetype at, qsizetype least)
        : m_text(text)
        , m_least(least)
        , m_number(at)
    {
    }

    bool read() { return readEnglish() || readEuropean(); }
    Private found() const { return {PrivateKind::address, m_from, m_to, m_openFrom, m_openTo}; }

private:
    bool readEnglish()
    {
        qsizetype at = m_number;
        while (isDigit(m_text[at]) || m_text[at] == u'-')
            ++at;
        if (isLatin(m_text[at]) && !isLatin(m_text[at + 1]))
            ++at;
        if (at - m_number > 7)
            return false;
        if (m_text[at] == u',')
            ++at;
        if (!isBlank(m_text[at]))
            return false;
        const qsizetype street = streetEnd(at);
        const qsizetype line = street > at ? street : lineEnd(at);
        if (line == at)
            return false;
        m_openFrom = m_to = unitEnd(line);
        m_openTo = m_openFrom;
        const bool called = isCalled();
        const bool inTown = readTown();
        m_from = unitBegin();
        // Words that are no street's count with all that follows.
        return street > at ? inTown || called : m_hasState && m_hasCode;
    }
    /// The number behind the street, then the postal code: "Musterstraße 5, 10115 Berlin".
    bool readEuropean()
    {
        constexpr int mostWords = 4;
        const qsizetype end = wordEnd(m_number);
        const qsizetype code = skipped(end, u" ,\n");
        const qsizetype codeEnd = wordEnd(code);
        const auto signs = m_text.between(code, codeEnd);
        const bool isCode = (signs.size() == 5 || signs.size() == 4) && std::all_of(signs.begin(), signs.end(), isDigit);
        const qsizetype town = skipped(codeEnd, u" ");
        if (end - m_number > 4 || (m_text[end] != u',' && m_text[end] != u'\n') || !isCode || town == codeEnd
            || !isLatin(m_text[town]) || m_text[m_number - 1] != u' ')
            return false;
        qsizetype at = m_number;
        for (int i = 0; i < mostWords && m_text[at - 1] == u' ' && at - 1 > m_least; ++i) {
            qsizetype word = at - 1;
            while (word > m_least
                && (isLatin(m_text[word - 1]) || m_text[word - 1] == u'.'
                    || (m_text[word - 1] >= 0xc0 && m_text[word - 1] < 0x250)))
                --word;
            if (word == at - 1)
                break;
            at = word;
        }
        if (at == m_number)
            return false;
        m_from = at;
        m_to = codeEnd;
        m_openFrom = m_openTo = codeEnd;
        return true;
    }
    static constexpr int kMostStreetWords = 5;
    static constexpr qsizetype kTown = 60;

    qsizetype wordEnd(qsizetype at) const
    {
        while (isLatin(m_text[at]) || isDigit(m_text[at]) || m_text[at] == u'\'' || (m_text[at] >= 0xc0 && m_text[at] < 0x250))
            ++at;
        return at;
    }
    qsizetype skipped(qsizetype at, std::u16string_view marks) const
    {
        while (isOneOf(m_text[at], marks))
            ++at;
        return at;
    }

    qsizetype streetEnd(qsizetype at) const
    {
        static const WordList streets(
            u"street|st|avenue|ave|av|road|rd|boulevard|blvd|lane|ln|drive|dr|way|court|ct|place|pl|square|sq|terrace|ter|"
            u"parkway|"
            u"pkwy|highway|hwy|circle|cir|trail|trl|close|crescent|cres|gardens|grove|mews|row|hill|broadway|alley|plaza|walk|"
            u"quay|park|parade|pde|gate|drove|loop|path|pike|route|expressway|green|rise|vale|view|wharf");
        static const WordList never(
            u"is|was|are|you|to|the|and|for|my|it|in|by|from|off|with|minutes|min|days|weeks|hours|times|people|"
            u"tickets|ticket|items|orders|stars|star|percent|dollars|usd|pcs|x|of");
        qsizetype last = at;
        qsizetype word = skipped(at, u" \n");
        for (int i = 0; i < kMostStreetWords; ++i) {
            const qsizetype end = wordEnd(word);
            if (end == word || never.startingAt(m_text, word) == end - word)
                break;
            static const WordList kinds(u"jalan|jln|jl|lorong|rue|via|calle|avenida|rua|broadway");
            if (i == 0 && kinds.startingAt(m_text, word) == end - word) {
                last = wordEnd(skipped(end, u" ."));
                if (isDigit(m_text[skipped(last, u" ")]))
                    last = wordEnd(skipped(last, u" "));
                return last;
            }
            if (i > 0 && streets.startingAt(m_text, word) == end - word) {
                last = end;
                const qsizetype number = skipped(end, u" ");
                if (isDigit(m_text[number]) && wordEnd(number) - number <= 2)
                    last = wordEnd(number); // Tampines Street 11
            }
            word = skipped(end, u" .");
        }
        static const WordList directions(u"n|s|e|w|ne|nw|se|sw|north|south|east|west");
        const qsizetype next = skipped(last, u" .");
        if (last > at && directions.startingAt(m_text, next) > 0)
            return wordEnd(next);
        return last;
    }

    /// "56 Orchard Gate,"
    qsizetype lineEnd(qsizetype at) const
    {
        qsizetype word = skipped(at, u" ");
        for (int i = 0; i < kMostStreetWords && isLatin(m_text[word]); ++i) {
            const qsizetype end = wordEnd(word);
            if (m_text[end] == u',' || m_text[end] == u'\n')
                return end;
            word = skipped(end, u" ");
        }
        return at;
    }

    /// "Flat B, 18/F, Wing Fat Mansion, 60 Nathan Path": what is before the number and belongs to it.
    qsizetype unitBegin() const
    {
        static const WordList units(
            u"apt|apartment|suite|ste|unit|floor|room|rm|flat|bldg|building|block|blk|tower|villa|lane|no|house|lot");
        constexpr qsizetype farthest = 50;
        qsizetype begin = m_number;
        for (qsizetype at = m_number; at > m_least && m_number - at < farthest; --at) {
            const char16_t c = m_text[at - 1];
            if (!isLatin(c) && !isDigit(c) && c != u' ' && c != u',' && c != u'/' && c != u'#' && c != u'.' && c != u'-')
                break;
            if (isLatin(m_text[at - 1]) && !isLatin(m_text[at - 2])) {
                const qsizetype word = units.startingAt(m_text, at - 1);
                const qsizetype number = skipped(at - 1 + word, u" .#");
                if (word > 0 && number > at - 1 + word && wordEnd(number) - number <= 5)
                    begin = at - 1;
            }
        }
        return begin;
    }

    qsizetype unitEnd(qsizetype at) const
    {
        static const WordList units(u"apt|apartment|suite|ste|unit|floor|fl|room|rm|flat|bldg|building|no");
        for (int i = 0; i < 2; ++i) {
            qsizetype next = skipped(at, u" .,\n");
            const bool hash = m_text[next] == u'#';
            if (isDigit(m_text[next])) { // 21st Floor
                const qsizetype ordinal = wordEnd(next);
                const qsizetype floor = skipped(ordinal, u" ");
                static const WordList floors(u"floor|fl");
                if (const qsizetype word = floors.startingAt(m_text, floor)) {
                    at = floor + word;
                    continue;
                }
            }
            const qsizetype word = units.startingAt(m_text, next);
            if (!hash && word == 0)
                break;
            next = skipped(next + (hash ? 1 : word), u" .#");
            qsizetype end = wordEnd(next);
            if (m_text[end] == u'-' && isDigit(m_text[end + 1]))
                end = wordEnd(end + 1); // #05-01
            if (end == next || end - next > 6)
                break;
            at = end;
        }
        return at;
    }

    bool isCalled() const
    {
        static const WordList words(
            u"address|address is|address to|addr|live at|living at|ship to|ship it to|deliver to|deliver it to|"
            u"send to|send it to|delivery to|moved to|located at|reside at|new address|shipped to|shipping to|"
            u"sent to|mail to|mail it to|delivered to|no|at|to|left it at|lives at|house is");
        qsizetype at = m_number;
        while (isBlank(m_text[at - 1]) || m_text[at - 1] == u':' || m_text[at - 1] == u'.')
            --at;
        return words.endingAt(m_text, at) > 0;
    }

    /// Town, state and postal code.
    bool readTown()
    {
        static const WordList states(
            u"al|ak|az|ar|ca|co|ct|de|fl|ga|hi|id|il|in|ia|ks|ky|la|me|md|ma|mi|mn|ms|mo|mt|ne|nv|nh|nj|nm|ny|nc|nd|oh|ok|or|"
            u"pa|ri|sc|"
            u"sd|tn|tx|ut|vt|va|wa|wv|wi|wy|dc|alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|"
            u"florida|"
            u"georgia|hawaii|idaho|illinois|indiana|iowa|kansas|kentucky|louisiana|maine|maryland|massachusetts|michigan|"
            u"minnesota|"
            u"mississippi|missouri|montana|nebraska|nevada|new hampshire|new jersey|new mexico|new york|north carolina|"
            u"north dakota|ohio|oklahoma|oregon|pennsylvania|rhode island|south carolina|south "
            u"dakota|tennessee|texas|utah|vermont|"
            u"virginia|washington|west "
            u"virginia|wisconsin|wyoming|on|qc|bc|ab|mb|ns|nsw|vic|qld|london|uk|england|shanghai|beijing|"
            u"shenzhen|guangzhou|hangzhou|singapore|hong kong|australia|canada|ontario");
        const qsizetype begin = skipped(m_to, u" .,\n");
        if (begin == m_to)
            return false;
        bool comma = m_text[m_to] == u',' || m_text[m_to] == u'\n';
        for (qsizetype at = begin; at < std::min(m_text.size(), begin + kTown);) {
            const char16_t c = m_text[at];
            if (c == u',' || c == u'\n')
                comma = true;
            else if (!isLatin(c) && !isDigit(c) && c != u' ' && c != u'.' && c != u'-' && c != u'\'')
                break;
            if (!isLatin(c) && !isDigit(c)) {
                ++at;
                continue;
            }
            const qsizetype end = wordEnd(at);
            if (const qsizetype code = postalCodeEnd(at, end); code > at && (m_hasState || comma)) {
                setTown(begin, at, code);
                m_hasCode = true;
                return true;
            }
            if (isDigit(c))
                break;
            if (const qsizetype state = comma || m_text[at - 1] == u' ' ? states.startingAt(m_text, at) : 0) {
                m_hasState = true;
                setTown(begin, at + state, at + state);
                at += state;
                continue;
            }
            if (m_hasState)
                break;
            at = end;
        }
        return m_hasState;
    }

    void setTown(qsizetype from, qsizetype to, qsizetype end)
    {
        m_openFrom = from;
        m_openTo = to;
        m_to = end;
    }

    /// Five or six digits, and four more; or British and Canadian: "NW1 6XE", "K1A 0B1".
    qsizetype postalCodeEnd(qsizetype from, qsizetype to) const
    {
        const auto allDigits = [&](qsizetype begin, qsizetype end) {
            const auto signs = m_text.between(begin, end);
            return std::all_of(signs.begin(), signs.end(), isDigit);
        };
        if ((to - from == 5 || to - from == 6) && allDigits(from, to)) {
            const qsizetype more = wordEnd(to + 1);
            return to - from == 5 && m_text[to] == u'-' && more == to + 5 && allDigits(to + 1, more) ? more : to;
        }
        if (to - from == 4 && m_hasState && allDigits(from, to))
            return to; // Australia
        if (to - from < 2 || to - from > 4 || !isLatin(m_text[from]) || m_text[to] != u' ')
            return from;
        const qsizetype second = wordEnd(to + 1);
        const auto hasDigit = [&](qsizetype begin, qsizetype end) {
            const auto signs = m_text.between(begin, end);
            return std::any_of(signs.begin(), signs.end(), isDigit);
        };
        const bool british = second == to + 4 && isDigit(m_text[to + 1]) && isLatin(m_text[to + 2]);
        const bool irish = to - from == 3 && second == to + 5 && hasDigit(to + 1, second);
        return hasDigit(from, to) && (british || irish) ? second : from;
    }

    const FoldedText& m_text;
    qsizetype m_least;
    qsizetype m_number; ///< of the house
    qsizetype m_from = 0;
    qsizetype m_to = 0;
    qsizetype m_openFrom = 0;
    qsizetype m_openTo = 0;
    bool m_hasState = false;
    bool m_hasCode = false;
};

} // namespace

QList<Private> findStreets(const FoldedText& text)
{
    QList<Private> found;
    qsizetype end = 0;
    for (qsizetype at = 0; at < text.size(); ++at) {
        const char16_t before = text[at - 1];
        if (!isDigit(text[at]) || at < end || isDigit(before) || isLatin(before) || before == u'-' || before == u'.')
            continue;
        Street street(text, at, end);
        if (street.read()) {
            found.append(street.found());
            end = found.last().to;
        }
    }
    return found;
}

} // namespace greenroom
