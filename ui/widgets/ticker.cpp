// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/ticker.h"

namespace greenroom {

using namespace std::chrono_literals;

Ticker::Ticker(QObject* parent)
    : QObject(parent)
{
    m_timer.setTimerType(Qt::CoarseTimer);
    connect(&m_timer, &QTimer::timeout, this, &Ticker::ticked);
    m_timer.start(1s);
}

} // namespace greenroom
