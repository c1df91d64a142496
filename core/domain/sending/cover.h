// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <utility>
#include <vector>

#include <QtGlobal>

namespace greenroom::sending {

/// Signs from first to last.
struct Span {
    qsizetype first = 0;
    qsizetype last = 0;
    bool holds(const Span& other) const { return first <= other.first && last >= other.last; }
};

/// Sorts, and makes one of those that overlap.
inline std::vector<Span> joined(std::vector<Span> spans)
{
    std::sort(spans.begin(), spans.end(),
        [](const Span& a, const Span& b) { return std::pair(a.first, a.last) < std::pair(b.first, b.last); });
    std::vector<Span> apart;
    for (const Span& each : spans) {
        if (!apart.empty() && each.first <= apart.back().last)
            apart.back().last = std::max(apart.back().last, each.last);
        else
            apart.push_back(each);
    }
    return apart;
}

/// Of spans ascending by their last sign, whether one holds `asked` and more; in the time of the longest one.
class Cover {
public:
    explicit Cover(size_t signs)
        : m_first(signs, -1)
    {
    }
    void add(const Span& span)
    {
        qsizetype& first = m_first[size_t(span.last)];
        if (first < 0 || span.first < first)
            first = span.first;
        m_longest = std::max(m_longest, span.last - span.first);
    }
    bool isEmpty() const { return m_longest < 0; }
    bool holds(const Span& asked, bool longer) const
    {
        const qsizetype end = std::min(qsizetype(m_first.size()) - 1, asked.first + m_longest);
        for (qsizetype last = asked.last; last <= end; ++last) {
            const qsizetype first = m_first[size_t(last)];
            if (first >= 0 && first <= asked.first && (!longer || first < asked.first || last > asked.last))
                return true;
        }
        return false;
    }
    /// One ends where `asked` does, or behind it: a site's name allows the hosts below it.
    bool holdsEnd(const Span& asked) const { return holds({asked.last, asked.last}, false); }

private:
    std::vector<qsizetype> m_first;
    qsizetype m_longest = -1;
};

} // namespace greenroom::sending
