// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QSet>
#include <QString>

#include "core/base/instant.h"

namespace greenroom {

/// Slows down guessing without letting a stranger lock anybody out.
///
/// Counted apart: one source at one account, one source over all accounts, and one account over all sources. A source
/// that signed in to the account within the last 30 days is slowed only by its own tries there, not by what others do
/// from other places or from the same office. The rest are slowed by all three.
/// Names that nobody has are counted like any other. A value of the coordinator's; time comes in.
class SignInThrottle {
public:
    /// Asks for one try. Zero: go on, the try is counted; else wait that long, and nothing is counted.
    Millis attempt(const QString& account, const QString& peer, Instant now);
    /// The last try was right: it was none to count, and this source is known at this account from now on.
    void succeeded(const QString& account, const QString& peer, Instant now);
    /// Forgets what no longer matters; call it now and then.
    void sweep(Instant now);

    /// Where a peer comes from: an IPv4 address, or the first 64 bits of an IPv6 one, which one subscriber has to himself.
    static QString sourceOf(const QString& peer);
    qsizetype size() const { return m_counts.size(); }

private:
    struct Count {
        qint64 tries = 0;
        Instant last;
        Instant notBefore;
    };
    struct Slope {
        qint64 free; ///< tries without a wait
        Millis first; ///< the wait after that; doubles
        Millis most;
    };

    Millis waitOf(const QString& key, Instant now) const;
    void add(const QString& key, const Slope& slope, Instant now);

    QHash<QString, Count> m_counts;
    QHash<QString, Instant> m_known; // account and source → last right sign-in
};

} // namespace greenroom
