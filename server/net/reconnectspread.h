// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"

namespace greenroom {

/// Within what time clients are to come back at random after their connections broke all at once, so that they do not
/// overrun the server: the most connections there were lately, over the handshakes that one core takes in a second. That rate
/// is measured from the seconds in which many came in, by the processor time the whole process used in them; what else was done
/// meanwhile makes it careful. One thread.
class ReconnectSpread {
public:
    /// Until enough came in, a handshake counts as what it was measured to cost once: 0.2 ms, with TLS 2.5 ms.
    explicit ReconnectSpread(bool tls);

    /// Of the time since the last call: sessions opened, and processor seconds used.
    void note(quint64 opened, double seconds);
    /// To be asked once a second. At most a minute.
    Millis of(quint64 connections);

private:
    double m_secondsEach;
    quint64 m_most = 0;
};

} // namespace greenroom
