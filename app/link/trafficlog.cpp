// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/link/trafficlog.h"

namespace greenroom {

using namespace Qt::StringLiterals;

TrafficLog::TrafficLog(size_t capacity)
    : m_capacity(capacity)
{
}

void TrafficLog::add(Line line)
{
    if (m_lines.size() == m_capacity)
        m_lines.pop_front();
    m_lines.push_back(std::move(line));
}

QString TrafficLog::toText() const
{
    QString text;
    for (const Line& line : m_lines) {
        const auto arrow = line.direction == Direction::sent ? ">"_L1 : line.direction == Direction::received ? "<"_L1 : "#"_L1;
        text += QString::number(toMillis(line.at)) + u' ' + arrow + u' ' + line.type + u' ' + line.id + u' '
            + QString::number(line.size) + u'\n';
    }
    return text;
}

} // namespace greenroom
