// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/traffic.h"

#include <algorithm>

#include "tests/bench/program.h"

namespace greenroom {

using namespace std::chrono_literals;

namespace {

Instant wallClock()
{
    return std::chrono::floor<Millis>(std::chrono::system_clock::now());
}

} // namespace

Traffic::Traffic(Shop& shop, DeskServer& server, std::chrono::seconds day, int speed, quint64 seed)
    : m_shop(shop)
    , m_server(server)
    , m_speed(speed)
    , m_hours(std::chrono::duration_cast<std::chrono::hours>(day).count())
{
    std::mt19937_64 random(seed);
    writeDown(day, 40s, true, random);
    writeDown(day, 20s, false, random);
    std::stable_sort(m_lines.begin(), m_lines.end(), [](const Line& a, const Line& b) { return a.at < b.at; });
    m_ids.resize(m_isMine.size());
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &Traffic::play);
}

void Traffic::writeDown(std::chrono::seconds day, std::chrono::seconds between, bool mine, std::mt19937_64& random)
{
    std::exponential_distribution<double> next(1.0 / static_cast<double>(Millis(between).count()));
    std::uniform_int_distribution<qint64> pause(15'000, 45'000);
    std::uniform_int_distribution<qsizetype> which(0, m_shop.dialogues().size() - 1);
    for (double begins = 0; begins < static_cast<double>(Millis(day).count()); begins += next(random)) {
        const int talk = static_cast<int>(m_isMine.size());
        m_isMine.push_back(mine);
        qint64 at = static_cast<qint64>(begins);
        m_lines.push_back({at, talk, Line::What::begin, nullptr});
        for (const Dialogue::Turn& turn : m_shop.dialogues()[which(random)].turns)
            m_lines.push_back({at += pause(random), talk, Line::What::say, &turn});
        m_lines.push_back({at + 60'000, talk, Line::What::close, nullptr});
    }
}

void Traffic::start()
{
    m_startedAt = monotonicMicros();
    m_timer.start(10ms);
}

qint64 Traffic::hours() const
{
    return (monotonicMicros() - m_startedAt) * m_speed / 3'600'000'000;
}

void Traffic::play()
{
    const qint64 now = (monotonicMicros() - m_startedAt) * m_speed / 1000;
    for (; m_next < m_lines.size() && m_lines[m_next].at <= now; ++m_next) {
        const Line& line = m_lines[m_next];
        ConversationId& id = m_ids[static_cast<size_t>(line.talk)];
        switch (line.what) {
        case Line::What::begin:
            id = m_server.add(m_shop.begin(wallClock(), m_isMine[static_cast<size_t>(line.talk)])).row.id;
            break;
        case Line::What::say:
            m_server.say(
                id, line.turn->byCustomer ? AuthorKind::customer : AuthorKind::staff, Text {line.turn->text}, wallClock());
            ++m_said;
            break;
        case Line::What::close:
            m_server.say(id, AuthorKind::staff, Closed {QStringLiteral("solved"), {}}, wallClock());
            m_server.remove(id);
            break;
        }
    }
}

} // namespace greenroom
