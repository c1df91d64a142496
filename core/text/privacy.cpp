// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/privacy.h"

#include <algorithm>
#include <set>

#include "core/text/privatefinders.h"

namespace greenroom {

namespace {

constexpr char16_t kBullet = u'•';
constexpr char16_t kStar = u'*';
constexpr qsizetype kCardHead = 6;
constexpr qsizetype kCardTail = 4;
constexpr qsizetype kPhoneTail = 4;
constexpr qsizetype kShortestCard = 13;
constexpr qsizetype kLongestLocal = 64;
constexpr qsizetype kLongestDomain = 255;

/// Addresses may have their numbers in Chinese, but then something is numbered.
bool mayHoldPrivate(QStringView text)
{
    return std::any_of(text.begin(), text.end(), [](QChar c) {
        const char16_t u = c.unicode();
        if (u < 0x80)
            return (u >= u'0' && u <= u'9') || u == u'@';
        constexpr std::u16string_view numbered = u"号號室栋棟幢楼樓层層组組社弄元座户戶门門铺鋪＠";
        return c.isDigit() || c.isHighSurrogate() || numbered.find(u) != std::u16string_view::npos;
    });
}

bool mayHoldCard(QStringView text)
{
    qsizetype digits = 0;
    for (QChar c : text)
        digits += c.isDigit() || c.isHighSurrogate();
    return digits >= kShortestCard;
}

bool isOfLocal(char16_t c)
{
    return isLatin(c) || isDigit(c) || (c >= 0xc0 && c < 0x250) || c == u'.' || c == u'_' || c == u'%' || c == u'+' || c == u'-'
        || c == u'\'';
}

/// Chinese keyboards put '。' where a dot is meant.
bool isDot(const FoldedText& text, qsizetype i)
{
    return text[i] == u'.' || (text[i] == u'。' && isLatin(text[i + 1]));
}

/// Behind the domain that begins at `from`; `from`: there is none. It ends with the last label of letters.
qsizetype domainEnd(const FoldedText& text, qsizetype from)
{
    static const WordList files(u"png|jpg|jpeg|gif|webp|svg|pdf|js|css|html");
    const auto isOfLabel = [](char16_t c) { return isLatin(c) || isDigit(c) || c == u'-'; };
    qsizetype found = from;
    for (qsizetype label = from; label - from < kLongestDomain;) {
        qsizetype letters = label;
        while (isLatin(text[letters]))
            ++letters;
        qsizetype end = letters;
        while (isOfLabel(text[end]))
            ++end;
        if (label > from && letters - label >= 2 && files.startingAt(text, label) == 0)
            found = letters;
        if (end == label || !isDot(text, end))
            break;
        label = end + 1;
    }
    return found;
}

struct Marks {
    qsizetype end = 0;
    qsizetype count = 0;
};

/// Stars or bullets that begin at `at`, as they stand for the digits of one number, blanks and words between them.
Marks marksAt(const FoldedText& text, qsizetype at)
{
    const char16_t mark = text[at];
    Marks marks {at, 0};
    for (qsizetype i = at; i - marks.end <= 3; ++i) {
        if (text[i] == mark)
            marks = {i + 1, marks.count + 1};
        else if (!isBetweenDigits(text[i]) && text[i] != u'(' && text[i] != u')' && text[i] != u',')
            break;
    }
    return marks;
}

/// So many digits and no more, forwards or backwards from `at`; `at`: there are others.
qsizetype digitsEnd(const FoldedText& text, qsizetype at, qsizetype count, qsizetype direction)
{
    qsizetype i = at;
    qsizetype between = 0;
    const auto sign = [&](qsizetype k) { return text[direction > 0 ? k : k - 1]; };
    for (qsizetype found = 0; found < count; i += direction) {
        if (isDigit(sign(i))) {
            ++found;
            between = 0;
        } else if (!isBetweenDigits(sign(i)) || ++between > 3) {
            return at;
        }
    }
    return isDigit(sign(i)) ? at : i;
}

class Finder {
public:
    explicit Finder(QStringView text)
        : m_text(text)
    {
        takeHidden(m_text);
    }

    const FoldedText& text() const { return m_text; }

    QList<Private> cards()
    {
        take(findMails(m_text));
        take(findIdentities(m_text, digitGroups(m_text)));
        m_found.clear();
        take(findCards(m_text, digitGroups(m_text)));
        return m_found;
    }

    QList<Private> all()
    {
        take(findMails(m_text));
        take(findIdentities(m_text, digitGroups(m_text)));
        take(findCards(m_text, digitGroups(m_text)));
        take(findPhones(m_text, digitGroups(m_text)));
        take(findCodes(m_text, digitGroups(m_text)));
        take(findAddresses(m_text));
        take(findStreets(m_text));
        std::sort(m_found.begin(), m_found.end(), [](const Private& a, const Private& b) { return a.from < b.from; });
        return m_found;
    }

private:
    void take(const QList<Private>& found)
    {
        for (const Private& each : found)
            m_text.take(each.from, each.to);
        m_found += found;
    }

    FoldedText m_text;
    QList<Private> m_found;
};

/// Writes over what is private in a text, in the places a folded text tells.
class Cover {
public:
    Cover(const QString& text, const FoldedText& folded)
        : m_text(text)
        , m_folded(folded)
    {
    }

    QString text() const
    {
        QString text = m_text;
        for (auto at = m_gone.crbegin(); at != m_gone.crend(); ++at)
            text.remove(*at, 1);
        return text;
    }

    void card(const Private& found)
    {
        qsizetype digits = 0;
        for (qsizetype i = found.from; i < found.to; ++i)
            digits += isDigitAt(i);
        const bool isNumber = digits >= kShortestCard;
        qsizetype nth = 0;
        for (qsizetype i = found.from; i < found.to; ++i) {
            if (isNumber && (!isDigitAt(i) || nth++ < kCardHead || nth > digits - kCardTail))
                continue;
            write(i, kBullet);
        }
    }

    /// The letters and digits but for so many of the first and last, and what may stay open.
    void star(const Private& found, qsizetype firstShown, qsizetype lastShown)
    {
        const qsizetype all = count(found.from, found.to);
        qsizetype nth = 0;
        for (qsizetype i = found.from; i < found.to; ++i) {
            if (!isSigned(i))
                continue;
            ++nth;
            if (nth > firstShown && nth <= all - lastShown && (i < found.openFrom || i >= found.openTo))
                write(i, kStar);
        }
    }

    void hide(const Private& found)
    {
        switch (found.kind) {
        case PrivateKind::card: card(found); break;
        case PrivateKind::identity: star(found, 1, 1); break;
        case PrivateKind::phone: star(found, 0, kPhoneTail); break;
        case PrivateKind::mail: star(found, count(found.from, found.openFrom) > 1 ? 1 : 0, 0); break; // something always
        case PrivateKind::address:
        case PrivateKind::code: star(found, 0, 0); break;
        }
    }

private:
    char32_t character(qsizetype i) const
    {
        const qsizetype at = m_folded.from(i);
        const char16_t c = m_text[at].unicode();
        const bool isPair = QChar::isHighSurrogate(c) && m_folded.end(i) - at > 1 && m_text[at + 1].isLowSurrogate();
        return isPair ? QChar::surrogateToUcs4(c, m_text[at + 1].unicode()) : c;
    }
    bool isDigitAt(qsizetype i) const { return QChar::isDigit(character(i)); }
    /// A letter or digit.
    bool isSigned(qsizetype i) const { return QChar::isLetterOrNumber(character(i)); }
    qsizetype count(qsizetype from, qsizetype to) const
    {
        qsizetype all = 0;
        for (qsizetype i = from; i < to; ++i)
            all += isSigned(i);
        return all;
    }
    /// One mark for each character, also for one that takes two units: no text becomes longer than it may be.
    void write(qsizetype i, char16_t c)
    {
        for (qsizetype at = m_folded.from(i); at < m_folded.end(i); ++at) {
            if (m_text[at].isLowSurrogate() && at > m_folded.from(i))
                m_gone.insert(at);
            m_text[at] = QChar(c);
        }
    }

    QString m_text;
    std::set<qsizetype> m_gone; ///< units that are no characters of their own any more
    const FoldedText& m_folded;
};

/// What is covered no longer stands beside the rest, which may then be read in another way. A text made to go on like that for
/// long loses all digits instead.
template <class Once>
QString untilStable(const QString& text, char16_t cover, Once once)
{
    constexpr int mostTimes = 8;
    QString now = text;
    for (int i = 0; i < mostTimes; ++i) {
        const QString next = once(now);
        if (next == now)
            return now;
        now = next;
    }
    for (qsizetype i = 0; i < now.size(); ++i)
        if (now[i].isDigit())
            now[i] = QChar(cover);
    return once(now);
}

} // namespace

bool takeHidden(FoldedText& text)
{
    constexpr qsizetype fewest = 3;
    constexpr qsizetype ofIdentity = 14;
    constexpr qsizetype farthest = 4; // from the name of a place
    constexpr qsizetype ofCard = 3;
    static const WordList places(
        u"省|市|区|县|州|盟|旗|镇|乡|道|路|街|巷|村|庄|屯|园|苑|寓|同|舍|院|庭|府|墅|馆|邸|城|塘|墩|围|寨|架");
    bool any = false;
    for (qsizetype at = 0; at < text.size();) {
        if (text[at] != kStar && text[at] != kBullet) {
            ++at;
            continue;
        }
        const bool star = text[at] == kStar;
        const auto [end, count] = marksAt(text, at);
        if (!star && count >= ofCard) {
            const qsizetype from = digitsEnd(text, at, kCardHead, -1);
            const qsizetype to = digitsEnd(text, end, kCardTail, 1);
            if (from < at && to > end)
                text.take(from, to);
        }
        qsizetype mark = end;
        while (text[mark] == u' ' || (isOfLocal(text[mark]) && !isLatin(text[mark]) && !isDigit(text[mark])))
            ++mark;
        if (star && text[mark] == u'@') {
            any = true;
            text.take(mark, std::max(mark, domainEnd(text, text[mark + 1] == u' ' ? mark + 2 : mark + 1)));
        } else if (star && count >= ofIdentity && isDigit(text[at - 1]) && (isDigit(text[end]) || text[end] == u'x')) {
            any = true;
            text.take(at - 1, end + 1);
        } else if (const qsizetype tail = star && count >= fewest ? digitsEnd(text, end, kPhoneTail, 1) : end; tail > end) {
            any = true;
            text.take(end, tail);
        } else if (star && count >= fewest) {
            any = true;
        } else if (star) {
            qsizetype before = at;
            while (at - before < farthest && before > 0 && !isHan(text[before - 1]) && !isDigit(text[before - 1]))
                --before;
            any = any || places.endingAt(text, before) > 0;
        }
        at = end;
    }
    return any;
}

QList<Private> findMails(const FoldedText& text)
{
    QList<Private> found;
    qsizetype last = 0;
    for (qsizetype at = 0; at < text.size(); ++at) {
        if (text[at] != u'@')
            continue;
        qsizetype from = at;
        if (text[from - 1] == u' ' && text[at + 1] == u' ')
            --from;
        while (from > last && at - from < kLongestLocal && isOfLocal(text[from - 1]))
            --from;
        while (from < at && !isLatin(text[from]) && !isDigit(text[from]) && text[from] != u'_')
            ++from;
        const qsizetype domain = text[at + 1] == u' ' ? at + 2 : at + 1; // as telephones put it behind a mark
        const qsizetype to = from < at ? domainEnd(text, domain) : domain;
        if (to == domain)
            continue;
        found.append({PrivateKind::mail, from, to, at, to});
        last = to;
    }
    return found;
}

QList<PrivateSpan> privateSpans(QStringView text)
{
    QList<PrivateSpan> spans;
    if (!mayHoldPrivate(text))
        return spans;
    Finder finder(text);
    for (const Private& each : finder.all()) {
        const qsizetype from = finder.text().from(each.from);
        spans.append({each.kind, from, finder.text().end(each.to - 1) - from});
    }
    return spans;
}

QString withoutCards(const QString& text)
{
    return untilStable(text, kBullet, [](const QString& before) {
        if (!mayHoldCard(before))
            return before;
        Finder finder(before);
        const QList<Private> found = finder.cards();
        Cover cover(before, finder.text());
        for (const Private& each : found)
            cover.card(each);
        return cover.text();
    });
}

QString hidden(const QString& text)
{
    return untilStable(text, kStar, [](const QString& before) {
        if (!mayHoldPrivate(before))
            return before;
        Finder finder(before);
        const QList<Private> found = finder.all();
        Cover cover(before, finder.text());
        for (const Private& each : found)
            cover.hide(each);
        return cover.text();
    });
}

bool isHidden(QStringView text)
{
    if (!std::any_of(text.begin(), text.end(), [](QChar c) { return c == kStar || c == u'＊'; }))
        return false;
    FoldedText folded(text);
    return takeHidden(folded);
}

} // namespace greenroom
