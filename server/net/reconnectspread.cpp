// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/reconnectspread.h"

#include <algorithm>
#include <cmath>

namespace greenroom {

namespace {

/// Fewer in one second, and what else the process does would count for more than they.
constexpr quint64 kEnough = 100;
constexpr quint64 kForgottenIn = 600; // looks until a third is left of a peak
constexpr double kNewer = 0.3; // the weight of the latest second

} // namespace

ReconnectSpread::ReconnectSpread(bool tls)
    : m_secondsEach(tls ? 2.5e-3 : 0.2e-3)
{
}

void ReconnectSpread::note(quint64 opened, double seconds)
{
    if (opened >= kEnough && seconds > 0)
        m_secondsEach += kNewer * (seconds / double(opened) - m_secondsEach);
}

Millis ReconnectSpread::of(quint64 connections)
{
    m_most = std::max(connections, m_most - (m_most + kForgottenIn - 1) / kForgottenIn);
    return std::min(Millis(std::llround(1000 * double(m_most) * m_secondsEach)), Millis(60'000));
}

} // namespace greenroom
