// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/sending/topicfinder.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "core/domain/sending/cover.h"
#include "core/domain/sending/numbers.h"
#include "core/domain/sending/wordfinder.h"

namespace greenroom::sending {

namespace {

using Within = Together::Within;

constexpr qint32 kDenialReaches = 14 * Sign::kWide;
constexpr qint32 kDenialOfClaimReaches = 4 * Sign::kWide;
constexpr qint32 kParcelReaches = 10 * Sign::kWide;
constexpr size_t kLookBack = 4; ///< hits of one meaning

/// The parts between those | that stand in no bracket.
QList<QStringView> choices(QStringView list)
{
    QList<QStringView> parts;
    qsizetype from = 0;
    int depth = 0;
    for (qsizetype i = 0; i < list.size(); ++i) {
        depth += list[i] == u'(' ? 1 : list[i] == u')' ? -1 : 0;
        if (list[i] == u'|' && depth == 0) {
            parts.append(list.mid(from, i - from));
            from = i + 1;
        }
    }
    parts.append(list.mid(from));
    return parts;
}

qsizetype closing(QStringView text, qsizetype open)
{
    int depth = 0;
    for (qsizetype i = open; i < text.size(); ++i) {
        depth += text[i] == u'(' ? 1 : text[i] == u')' ? -1 : 0;
        if (depth == 0)
            return i;
    }
    return text.size() - 1;
}

/// Writes out the choices of one word: "(加|添加)[vq]" gives four.
void addWord(WordFinder& finder, const Words& words, const QString& before, QStringView rest)
{
    for (qsizetype i = 0; i < rest.size(); ++i) {
        if (rest[i] == u'[') {
            const qsizetype end = rest.indexOf(u']', i);
            for (const QChar each : rest.mid(i + 1, end - i - 1))
                addWord(finder, words, before + rest.left(i) + each, rest.mid(end + 1));
            return;
        }
        if (rest[i] == u'(') {
            const qsizetype end = closing(rest, i);
            for (const QStringView each : choices(rest.mid(i + 1, end - i - 1)))
                addWord(finder, words, before + rest.left(i), QString(each + rest.mid(end + 1)));
            return;
        }
    }
    finder.add(QString(before + rest), words.heard, int(words.cue), rest.endsWith(u'~'));
}

const WordFinder& allWords()
{
    static const WordFinder words = [] {
        WordFinder finder;
        for (const TopicWords* topic :
            {&commonWords(), &contactWords(), &absoluteWords(), &paidReviewWords(), &privatePaymentWords()})
            for (const Words& each : topic->words)
                for (const QStringView word : choices(each.list))
                    addWord(finder, each, {}, word);
        finder.prepare();
        return finder;
    }();
    return words;
}

const TopicWords& wordsOf(SendingTopic topic)
{
    static constexpr TopicWords kNone;
    switch (topic) {
    case SendingTopic::contact: return contactWords();
    case SendingTopic::absolute: return absoluteWords();
    case SendingTopic::paidReview: return paidReviewWords();
    case SendingTopic::privatePayment: return privatePaymentWords();
    case SendingTopic::words: break;
    }
    return kNone;
}

Cue cueOf(Address::Kind kind)
{
    switch (kind) {
    case Address::Kind::phone:
    case Address::Kind::abroad: return Cue::phone;
    case Address::Kind::landline: return Cue::landline;
    case Address::Kind::hotline: return Cue::hotline;
    case Address::Kind::email:
    case Address::Kind::site: return Cue::link;
    case Address::Kind::handle: return Cue::handle;
    case Address::Kind::card: break;
    }
    return Cue::card;
}

} // namespace

TopicFinder::TopicFinder(std::span<const Sign> signs)
    : m_signs(signs)
{
    if (signs.empty())
        return;
    std::vector<Hit> all;
    Cover harmless(signs.size());
    Cover accounts(signs.size());
    allWords().walk(signs, [&](int value, qsizetype first, qsizetype last) {
        const auto cue = static_cast<Cue>(value);
        if (cue == Cue::harmless)
            harmless.add({first, last});
        else
            all.push_back({cue, {first, last}});
        if (cue == Cue::account)
            accounts.add({first, last});
    });
    const std::vector<Address> addresses = addressesIn(signs);
    m_hits.reserve(all.size() + addresses.size());
    auto address = addresses.begin();
    const auto addAddresses = [&](qsizetype before) {
        for (; address != addresses.end() && address->last < before; ++address)
            m_hits.push_back({cueOf(address->kind), {address->first, address->last}});
    };
    for (const Hit& hit : all) {
        addAddresses(hit.span.last);
        const bool part = harmless.holds(hit.span, true) || (hit.cue == Cue::nick && accounts.holds(hit.span, true));
        if (!part)
            m_hits.push_back(hit);
    }
    addAddresses(qsizetype(signs.size()));
}

void TopicFinder::prepare()
{
    allWords();
}

/// One topic read in one text.
class TopicFinder::Reading {
public:
    Reading(std::span<const Sign> signs, std::span<const Hit> hits, const TopicWords& topic, const Cover& allowed)
        : m_signs(signs)
        , m_hits(hits)
        , m_topic(topic)
        , m_allowed(allowed)
        , m_banned(size_t(signs.back().clause) + 1)
        , m_safeClause(m_banned.size())
        , m_deniedUntil(m_banned.size(), -1)
        , m_warned(size_t(signs.back().sentence) + 1)
        , m_safe(m_warned.size())
    {
        for (const Hit& hit : hits) {
            const Sign& sign = signs[size_t(hit.span.first)];
            if (hit.cue == Cue::ban)
                m_banned[size_t(sign.clause)] = true;
            else if (hit.cue == Cue::noAfter)
                m_deniedUntil[size_t(sign.clause)] = hit.span.first;
            else if (hit.cue == Cue::warn)
                m_warned[size_t(sign.sentence)] = true;
            else if (hit.cue == Cue::safe)
                m_safeClause[size_t(sign.clause)] = m_safe[size_t(sign.sentence)] = true;
        }
    }

    std::vector<Span> all()
    {
        for (const Hit& hit : m_hits) {
            if (isAllowed(hit))
                continue;
            if (std::find(m_topic.alone.begin(), m_topic.alone.end(), hit.cue) != m_topic.alone.end())
                alone(hit);
            for (const Together& each : m_topic.together)
                if (each.second == hit.cue)
                    together(each, hit);
            m_seen[size_t(hit.cue)].push_back(hit.span);
        }
        return joined(std::move(m_found));
    }

private:
    const Sign& at(qsizetype index) const { return m_signs[size_t(index)]; }
    const std::vector<Span>& seen(Cue cue) const { return m_seen[size_t(cue)]; }

    bool isAllowed(const Hit& hit) const
    {
        return !m_allowed.isEmpty() && (hit.cue == Cue::link ? m_allowed.holdsEnd(hit.span) : m_allowed.holds(hit.span, false));
    }

    /// What lies between the end of one and the beginning of the other, in places.
    qint32 between(const Span& before, const Span& after) const
    {
        const Sign& last = at(before.last);
        return at(after.first).place - last.place - (last.kind == Sign::Kind::other ? Sign::kWide : 1);
    }

    void alone(const Hit& hit)
    {
        const bool claim = hit.cue == Cue::claim;
        if (isDenied(hit.span, claim ? kDenialOfClaimReaches : kDenialReaches, claim))
            return;
        if (hit.cue == Cue::phone && isSomebodyElses(hit.span))
            return;
        if (hit.cue == Cue::payUs && m_safeClause[size_t(at(hit.span.first).clause)])
            return;
        m_found.push_back(hit.span);
    }

    void together(const Together& pair, const Hit& second)
    {
        const std::vector<Span>& firsts = seen(pair.first);
        for (size_t i = firsts.size(); i > 0 && i + kLookBack > firsts.size(); --i) {
            const Span& first = firsts[i - 1];
            if (first.last >= second.span.first)
                continue;
            if (between(first, second.span) > pair.apart * Sign::kWide)
                return;
            const Sign& a = at(first.last);
            const Sign& b = at(second.span.first);
            if (pair.within == Within::clause && a.clause != b.clause)
                continue;
            if (pair.within == Within::sentence && a.sentence != b.sentence)
                continue;
            if (pair.within == Within::joined && !isOnlyGlue(first.last + 1, second.span.first))
                continue;
            const Span whole {first.first, second.span.last};
            if (isDenied(whole, kDenialReaches, false) || isDeniedBetween(first, second.span))
                continue;
            if ((second.cue == Cue::landline || second.cue == Cue::hotline)
                && (isSomebodyElses(second.span) || isNear(Cue::official, second.span)))
                continue;
            const bool payment = pair.second == Cue::wallet || pair.first == Cue::wallet || pair.first == Cue::transfer;
            if (payment && m_safe[size_t(a.sentence)])
                continue;
            m_found.push_back(whole);
            return;
        }
    }

    bool isDenied(const Span& span, qint32 reach, bool claim) const
    {
        const Sign& first = at(span.first);
        const Sign& last = at(span.last);
        if (!claim
            && (m_warned[size_t(first.sentence)] || m_warned[size_t(last.sentence)] || m_banned[size_t(first.clause)]
                || m_banned[size_t(last.clause)]))
            return true;
        if (m_deniedUntil[size_t(last.clause)] > span.last)
            return true;
        const std::vector<Span>& denials = seen(Cue::no);
        for (size_t i = denials.size(); i > 0 && i + kLookBack > denials.size(); --i) {
            const Span& denial = denials[i - 1];
            if (denial.last < span.first)
                return at(denial.last).clause == first.clause && between(denial, span) <= reach;
        }
        return false;
    }

    bool isDeniedBetween(const Span& first, const Span& second) const
    {
        const std::vector<Span>& denials = seen(Cue::no);
        for (size_t i = denials.size(); i > 0 && i + kLookBack > denials.size(); --i)
            if (denials[i - 1].first > first.last && denials[i - 1].last < second.first)
                return true;
        return false;
    }

    bool isNear(Cue cue, const Span& span) const
    {
        const std::vector<Span>& before = seen(cue);
        for (size_t i = before.size(); i > 0 && i + kLookBack > before.size(); --i)
            if (before[i - 1].last < span.first)
                return at(before[i - 1].last).clause == at(span.first).clause && between(before[i - 1], span) <= kParcelReaches;
        return false;
    }

    /// A parcel's number, or that of whoever brings it.
    bool isSomebodyElses(const Span& number) const
    {
        if (isNear(Cue::courier, number))
            return true;
        if (!isNear(Cue::parcel, number))
            return false;
        const qsizetype parcel = seen(Cue::parcel).back().last;
        const auto isBetween = [&](Cue cue) {
            return !seen(cue).empty() && seen(cue).back().last < number.first && seen(cue).back().first > parcel;
        };
        return !isBetween(Cue::phoneWord) && !isBetween(Cue::account) && !isBetween(Cue::nick);
    }

    /// "微信号是", "WeChat id is": nothing but that stands between.
    bool isOnlyGlue(qsizetype from, qsizetype to) const
    {
        static constexpr std::u32string_view kGlue
            = U"@号是为群码账我的就在搜邮箱叫昵称名个人哦呢哈信手机同您直接加联系下面这找搜叫";
        static constexpr std::string_view kWords[] = {"id", "is", "number", "no", "me", "at", "on", "my", "it", "s", "us",
            "account", "the", "to", "app", "handle", "contact", "our", "add", "here", "via"};
        std::string word;
        for (qsizetype i = from; i < to; ++i) {
            const Sign& sign = at(i);
            if (sign.kind != Sign::Kind::letter) {
                if (kGlue.find(sign.plain) == std::u32string_view::npos && kGlue.find(sign.sound) == std::u32string_view::npos)
                    return false;
                continue;
            }
            word += char(sign.plain);
            const bool ends = i + 1 == to || at(i + 1).kind != Sign::Kind::letter || at(i + 1).gap != Sign::Gap::none;
            if (!ends)
                continue;
            if (std::find(std::begin(kWords), std::end(kWords), word) == std::end(kWords))
                return false;
            word.clear();
        }
        return true;
    }

    std::span<const Sign> m_signs;
    std::span<const Hit> m_hits;
    const TopicWords& m_topic;
    const Cover& m_allowed;
    std::array<std::vector<Span>, kCues> m_seen;
    std::vector<bool> m_banned; ///< by clause
    std::vector<bool> m_safeClause;
    std::vector<qsizetype> m_deniedUntil; ///< by clause
    std::vector<bool> m_warned; ///< by sentence
    std::vector<bool> m_safe;
    std::vector<Span> m_found;
};

std::vector<Span> TopicFinder::find(SendingTopic topic, std::span<const Span> allowed) const
{
    if (m_hits.empty() || topic == SendingTopic::words)
        return {};
    Cover cover(allowed.empty() ? 0 : m_signs.size());
    for (const Span& each : allowed)
        cover.add(each);
    return Reading(m_signs, m_hits, wordsOf(topic), cover).all();
}

} // namespace greenroom::sending
