// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <bit>
#include <vector>

#include <QtGlobal>

namespace greenroom::routing {

/// A set of seats, a bit each: what two of them have in common is a few words to look at.
class SeatSet {
public:
    void grow(size_t seats) { m_words.resize((seats + 63) / 64); }
    void set(size_t seat, bool in)
    {
        const quint64 bit = quint64(1) << (seat % 64);
        if (in)
            m_words[seat / 64] |= bit;
        else
            m_words[seat / 64] &= ~bit;
    }
    bool has(size_t seat) const { return m_words[seat / 64] >> (seat % 64) & 1; }
    void clear() { std::fill(m_words.begin(), m_words.end(), 0); }

    // ---- with another one as large ----
    bool meets(const SeatSet& other) const
    {
        for (size_t i = 0; i < m_words.size(); ++i)
            if (m_words[i] & other.m_words[i])
                return true;
        return false;
    }
    qint64 common(const SeatSet& other) const
    {
        qint64 count = 0;
        for (size_t i = 0; i < m_words.size(); ++i)
            count += std::popcount(m_words[i] & other.m_words[i]);
        return count;
    }
    template <class Do>
    void forEachCommon(const SeatSet& other, Do&& each) const
    {
        for (size_t i = 0; i < m_words.size(); ++i)
            for (quint64 rest = m_words[i] & other.m_words[i]; rest; rest &= rest - 1)
                each(i * 64 + static_cast<size_t>(std::countr_zero(rest)));
    }

private:
    std::vector<quint64> m_words;
};

} // namespace greenroom::routing
