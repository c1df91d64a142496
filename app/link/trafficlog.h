// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>

#include <QString>

#include "core/base/instant.h"

namespace greenroom {

/// The last frames of the connection, for looking at when something went wrong: types, ids and sizes, never texts.
class TrafficLog {
public:
    enum class Direction { sent, received, state };
    struct Line {
        Instant at;
        Direction direction = Direction::state;
        QString type; ///< of the frame, or what happened to the connection
        QString id; ///< of the request; empty for events
        qsizetype size = 0; ///< characters

        friend bool operator==(const Line&, const Line&) = default;
    };

    explicit TrafficLog(size_t capacity = 200);
    void add(Line line);
    const std::deque<Line>& lines() const { return m_lines; }
    /// One line each, newest last.
    QString toText() const;

private:
    size_t m_capacity;
    std::deque<Line> m_lines;
};

} // namespace greenroom
