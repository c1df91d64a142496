// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/sending/wordfinder.h"

#include <bit>
#include <deque>

namespace greenroom::sending {

namespace {

constexpr char32_t kBeyondUnicode = 0x110000;

size_t hashed(quint64 key)
{
    key *= 0x9E37'79B9'7F4A'7C15;
    return size_t(key >> 32);
}

bool isLetterOrDigit(const Sign& sign)
{
    return sign.kind != Sign::Kind::other;
}

} // namespace

void WordFinder::add(QStringView word, bool heard, int value, bool open)
{
    Word made {unfold(word), heard, open, value};
    if (made.signs.empty())
        return;
    int node = 0;
    for (const Sign& sign : made.signs) {
        const auto [at, isNew] = m_building.try_emplace(edge(node, sign.sound), int(m_nodes.size()));
        if (isNew)
            m_nodes.emplace_back();
        node = at->second;
    }
    made.nextHere = m_nodes[size_t(node)].word;
    m_nodes[size_t(node)].word = int(m_words.size());
    m_words.push_back(std::move(made));
}

void WordFinder::prepare()
{
    m_edges.assign(std::bit_ceil(m_building.size() * 2 + 1), {0, 0});
    m_mask = m_edges.size() - 1;
    std::vector<std::vector<std::pair<char32_t, int>>> children(m_nodes.size());
    for (const auto& [key, goal] : m_building) {
        size_t slot = hashed(key) & m_mask;
        while (m_edges[slot].second)
            slot = (slot + 1) & m_mask;
        m_edges[slot] = {key, goal};
        children[key >> 32].emplace_back(char32_t(key), goal);
    }
    m_building.clear();
    std::deque<int> open {0};
    while (!open.empty()) {
        const int node = open.front();
        open.pop_front();
        for (const auto& [sound, child] : children[size_t(node)]) {
            int back = m_nodes[size_t(node)].back;
            int goal = node ? step(back, sound) : 0;
            while (!goal && back) {
                back = m_nodes[size_t(back)].back;
                goal = step(back, sound);
            }
            const Node& there = m_nodes[size_t(goal)];
            m_nodes[size_t(child)].back = goal;
            m_nodes[size_t(child)].shorter = there.word >= 0 ? goal : there.shorter;
            open.push_back(child);
        }
    }
}

int WordFinder::step(int node, char32_t sound) const
{
    const quint64 key = edge(node, sound);
    for (size_t slot = hashed(key) & m_mask; m_edges[slot].second; slot = (slot + 1) & m_mask)
        if (m_edges[slot].first == key)
            return m_edges[slot].second;
    return 0;
}

void WordFinder::walk(std::span<const Sign> signs, const Found& found) const
{
    if (m_words.empty())
        return;
    int node = 0;
    for (size_t i = 0; i < signs.size(); ++i) {
        int goal = step(node, signs[i].sound);
        while (!goal && node) {
            node = m_nodes[size_t(node)].back;
            goal = step(node, signs[i].sound);
        }
        node = goal;
        for (int ends = m_nodes[size_t(node)].word >= 0 ? node : m_nodes[size_t(node)].shorter; ends;
             ends = m_nodes[size_t(ends)].shorter) {
            for (int each = m_nodes[size_t(ends)].word; each >= 0; each = m_words[size_t(each)].nextHere) {
                const Word& word = m_words[size_t(each)];
                const size_t first = i + 1 - word.signs.size();
                if (isThere(word, signs, first))
                    found(word.value, qsizetype(first), qsizetype(i));
            }
        }
    }
}

bool WordFinder::isThere(const Word& word, std::span<const Sign> signs, size_t first)
{
    const size_t size = word.signs.size();
    const size_t last = first + size - 1;
    if (signs[first].sentence != signs[last].sentence)
        return false;
    const auto joins = [&](size_t index) {
        return index > 0 && index < signs.size() && signs[index].gap == Sign::Gap::none && isLetterOrDigit(signs[index])
            && signs[index].kind == signs[index - 1].kind;
    };
    if (joins(first) || (!word.open && joins(last + 1)))
        return false;
    // A word of letters: all together, or each apart.
    int apart = 0;
    int together = 0;
    for (size_t i = 0; i < size; ++i) {
        const Sign& asked = word.signs[i];
        const Sign& there = signs[first + i];
        if (asked.plain != there.plain) {
            const bool leet = asked.kind == Sign::Kind::letter && there.kind != Sign::Kind::letter;
            // Pinyin between Chinese characters says which one is meant.
            const bool pinyin = there.plain >= kBeyondUnicode && size > 1;
            if (!word.heard && !leet && !pinyin)
                return false;
            // "您好，平台…" is no 好评: what only sounds alike does not reach over a comma.
            if (signs[first].clause != signs[last].clause)
                return false;
        }
        const bool inside = i > 0 && asked.gap == Sign::Gap::none && asked.kind == Sign::Kind::letter
            && word.signs[i - 1].kind == Sign::Kind::letter;
        if (!inside) {
            apart = together = 0;
            continue;
        }
        // "we-chat" is a word as well as "wechat"; "we chat" is two.
        if (there.gap == Sign::Gap::none)
            ++together;
        else if (there.mark == u' ')
            ++apart;
        if (apart && together)
            return false;
    }
    return true;
}

} // namespace greenroom::sending
