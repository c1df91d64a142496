// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>
#include <functional>

#include <QElapsedTimer>
#include <QTimer>

#include "core/protocol/limits.h"

namespace greenroom {

/// Keeps a client within what the server told it of requests a second: what would be too much waits its turn.
class Pace final {
public:
    Pace()
    {
        m_timer.setSingleShot(true);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { run(); });
        m_since.start();
    }
    Q_DISABLE_COPY_MOVE(Pace)

    /// As the server's welcome says. A tenth is left over for what the network bunches together.
    void setLimits(const Limits& limits)
    {
        m_perSecond = 0.9 * double(limits.perSecond);
        m_burst = m_room = 0.5 * double(limits.burst);
    }
    void add(std::function<void()> request)
    {
        m_waiting.push_back(std::move(request));
        if (!m_timer.isActive())
            run();
    }
    /// The connection they were meant for is gone.
    void clear() { m_waiting.clear(); }

private:
    void run()
    {
        m_room = std::min(m_burst, m_room + m_perSecond * double(m_since.restart()) / 1000);
        while (!m_waiting.empty() && m_room >= 1) {
            m_room -= 1;
            const auto request = std::move(m_waiting.front());
            m_waiting.pop_front();
            request();
        }
        if (!m_waiting.empty())
            m_timer.start(int(1000 * (1 - m_room) / m_perSecond) + 1);
    }

    double m_perSecond = 1;
    double m_burst = 1;
    double m_room = 1;
    std::deque<std::function<void()>> m_waiting;
    QElapsedTimer m_since;
    QTimer m_timer;
};

} // namespace greenroom
