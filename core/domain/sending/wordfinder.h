// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <span>
#include <unordered_map>
#include <vector>

#include "core/domain/sending/unfold.h"

namespace greenroom::sending {

/// Finds many words in one walk over a text's signs (Aho and Corasick): by their sound, and then looks at how they are written
/// and at what stands between. Chinese may have anything but the end of a sentence inside. A word of letters is either whole or
/// spelled out one by one ("v x", "w.e.c.h.a.t"), and no part of a longer one; where it is written with a space, any may be.
class WordFinder {
public:
    using Found = std::function<void(int value, qsizetype first, qsizetype last)>;

    /// `heard`: characters that sound alike count as well. `open`: more digits or letters may follow. A word without any sign
    /// is left out.
    void add(QStringView word, bool heard, int value, bool open = false);
    /// After the last word, before the first walk.
    void prepare();
    bool isEmpty() const { return m_words.empty(); }
    /// Calls `found` for every word, ascending by its last sign.
    void walk(std::span<const Sign> signs, const Found& found) const;

private:
    struct Word {
        std::vector<Sign> signs;
        bool heard = false;
        bool open = false;
        int value = 0;
        int nextHere = -1; ///< the next word that ends in the same node
    };
    struct Node {
        int back = 0; ///< longest other node that ends like this one
        int shorter = 0; ///< nearest on that way in which a word ends; 0: none
        int word = -1;
    };

    static quint64 edge(int node, char32_t sound) { return quint64(node) << 32 | sound; }
    int step(int node, char32_t sound) const;
    static bool isThere(const Word& word, std::span<const Sign> signs, size_t first);

    std::vector<Word> m_words;
    std::vector<Node> m_nodes {Node {}};
    std::unordered_map<quint64, int> m_building;
    std::vector<std::pair<quint64, int>> m_edges; ///< hashed, open; node 0 as a goal: free
    size_t m_mask = 0;
};

} // namespace greenroom::sending
