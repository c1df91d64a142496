// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/signinthrottle.h"

#include <algorithm>

#include <QHostAddress>

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

constexpr Millis kForgetAfter = std::chrono::hours(1);
constexpr Millis kKnownFor = std::chrono::hours(24 * 30);
constexpr qsizetype kMostCounts = 100'000;

QString pairKey(const QString& account, const QString& source)
{
    return u"p\n"_s + account + u'\n' + source;
}

} // namespace

QString SignInThrottle::sourceOf(const QString& peer)
{
    const QHostAddress address(peer);
    bool isV4 = false;
    const quint32 v4 = address.toIPv4Address(&isV4);
    if (isV4)
        return QHostAddress(v4).toString();
    if (address.protocol() != QAbstractSocket::IPv6Protocol)
        return peer;
    Q_IPV6ADDR bytes = address.toIPv6Address();
    std::fill(std::begin(bytes.c) + 8, std::end(bytes.c), quint8(0));
    return QHostAddress(bytes).toString();
}

Millis SignInThrottle::attempt(const QString& account, const QString& peer, Instant now)
{
    // The slopes: somebody who mistypes never notices; a guesser gets some forty tries a day at an account.
    static constexpr Slope kPair {5, 1s, 15min};
    static constexpr Slope kSource {50, 1s, 5min};
    static constexpr Slope kAccount {100, 1s, 10s};

    const QString name = account.toCaseFolded();
    const QString source = sourceOf(peer);
    const QString pair = pairKey(name, source);
    const QString fromSource = u"s\n"_s + source;
    const QString atAccount = u"a\n"_s + name;
    const auto known = m_known.constFind(pair);
    const bool isKnown = known != m_known.cend() && now - *known < kKnownFor;

    Millis wait = waitOf(pair, now);
    if (!isKnown)
        wait = std::max({wait, waitOf(fromSource, now), waitOf(atAccount, now)});
    if (wait > 0ms)
        return wait;
    if (m_counts.size() >= kMostCounts)
        sweep(now);
    add(pair, kPair, now);
    if (!isKnown) {
        add(fromSource, kSource, now);
        add(atAccount, kAccount, now);
    }
    return 0ms;
}

void SignInThrottle::succeeded(const QString& account, const QString& peer, Instant now)
{
    const QString name = account.toCaseFolded();
    const QString source = sourceOf(peer);
    m_counts.remove(pairKey(name, source));
    // The other counts only lose this try: a guesser must not wash his source clean with an account of his own.
    const auto known = m_known.constFind(pairKey(name, source));
    if (known == m_known.cend() || now - *known >= kKnownFor)
        for (const QString& key : {QString(u"s\n"_s + source), QString(u"a\n"_s + name)})
            if (const auto found = m_counts.find(key); found != m_counts.end())
                found->tries = std::max<qint64>(0, found->tries - 1);
    m_known.insert(pairKey(name, source), now);
}

void SignInThrottle::sweep(Instant now)
{
    m_counts.removeIf([&](auto it) { return now - it->last > kForgetAfter; });
    m_known.removeIf([&](auto it) { return now - it.value() > kKnownFor; });
    // Still too many: a flood of made-up names. Those of one try are the flood; the ones being guessed at stay.
    if (m_counts.size() >= kMostCounts)
        m_counts.removeIf([&](auto it) { return it->tries <= 1; });
}

Millis SignInThrottle::waitOf(const QString& key, Instant now) const
{
    const auto found = m_counts.constFind(key);
    if (found == m_counts.cend() || now - found->last > kForgetAfter)
        return 0ms;
    return std::max(found->notBefore - now, Millis(0));
}

void SignInThrottle::add(const QString& key, const Slope& slope, Instant now)
{
    Count& count = m_counts[key];
    if (now - count.last > kForgetAfter)
        count = {};
    ++count.tries;
    count.last = now;
    const qint64 over = count.tries - slope.free;
    if (over >= 0)
        count.notBefore = now + std::min(slope.most, Millis(slope.first.count() << std::min<qint64>(over, 20)));
}

} // namespace greenroom
