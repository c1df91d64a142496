// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <random>

#include "tests/bench/deskserver.h"

namespace greenroom {

/// A day at the desk, written down beforehand from dialogues and then played faster than it was: a new conversation for
/// this desk every 40 s on average and one for somebody else every 20 s, 15 to 45 s between two lines, closed a minute
/// after the last. About ten conversations are open at a time.
class Traffic final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Traffic)

public:
    Traffic(Shop& shop, DeskServer& server, std::chrono::seconds day, int speed, quint64 seed);

    void start();
    bool isOver() const { return hours() >= m_hours; }
    /// Whole hours of the day that have been played.
    qint64 hours() const;
    qint64 said() const { return m_said; }

private:
    struct Line {
        qint64 at = 0; ///< milliseconds from the day's beginning
        int talk = 0;
        enum class What { begin, say, close } what = What::say;
        const Dialogue::Turn* turn = nullptr;
    };
    void writeDown(std::chrono::seconds day, std::chrono::seconds between, bool mine, std::mt19937_64& random);
    void play();

    Shop& m_shop;
    DeskServer& m_server;
    int m_speed;
    qint64 m_hours;
    std::vector<Line> m_lines;
    std::vector<bool> m_isMine;
    std::vector<ConversationId> m_ids;
    size_t m_next = 0;
    qint64 m_said = 0;
    qint64 m_startedAt = 0;
    QTimer m_timer;
};

} // namespace greenroom
