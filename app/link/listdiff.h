// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractItemModel>
#include <QSet>

namespace greenroom {

/// Turns `held` into `wanted` by the fewest kinds of precise steps: removals, then per place a move or an insertion.
/// `remove(row)`, `insert(row, key)` and `move(from, to)` tell the model and change `held`; keys are unique in each list.
template <class Key, class Remove, class Insert, class Move>
void applyOrder(const QList<Key>& held, const QList<Key>& wanted, Remove remove, Insert insert, Move move)
{
    const QSet<Key> keep(wanted.begin(), wanted.end());
    for (qsizetype row = held.size() - 1; row >= 0; --row)
        if (!keep.contains(held[row]))
            remove(static_cast<int>(row));
    for (qsizetype row = 0; row < wanted.size(); ++row) {
        if (row < held.size() && held[row] == wanted[row])
            continue;
        const qsizetype from = held.indexOf(wanted[row], row);
        if (from < 0) {
            insert(static_cast<int>(row), wanted[row]);
            continue;
        }
        // One that sinks is moved down once, instead of all below it being moved up.
        if (from == row + 1 && row + 1 < wanted.size()) {
            const qsizetype to = wanted.indexOf(held[row], row);
            if (to > row && to < held.size()) {
                move(static_cast<int>(row), static_cast<int>(to));
                --row;
                continue;
            }
        }
        move(static_cast<int>(from), static_cast<int>(row));
    }
}

} // namespace greenroom
