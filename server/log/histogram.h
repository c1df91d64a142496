// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <atomic>

#include <QByteArray>

namespace greenroom {

/// How often a value was how large. Written by one thread, read by any.
template <std::size_t Count>
class Histogram {
public:
    /// The upper ends, ascending; what is above the last is counted too.
    explicit constexpr Histogram(const std::array<double, Count>& ends)
        : m_ends(ends)
    {
    }

    void add(double value)
    {
        std::size_t at = 0;
        while (at < Count && value > m_ends[at])
            ++at;
        m_counts[at].fetch_add(1, std::memory_order_relaxed);
        m_sum.store(m_sum.load(std::memory_order_relaxed) + value, std::memory_order_relaxed);
    }

    /// Prometheus text.
    QByteArray toText(const QByteArray& name, const QByteArray& help) const
    {
        QByteArray out = "# HELP " + name + ' ' + help + "\n# TYPE " + name + " histogram\n";
        quint64 below = 0;
        for (std::size_t at = 0; at <= Count; ++at) {
            below += m_counts[at].load(std::memory_order_relaxed);
            const QByteArray end = at < Count ? QByteArray::number(m_ends[at]) : QByteArrayLiteral("+Inf");
            out += name + "_bucket{le=\"" + end + "\"} " + QByteArray::number(below) + '\n';
        }
        const QByteArray sum = QByteArray::number(m_sum.load(std::memory_order_relaxed), 'g', 12);
        return out + name + "_sum " + sum + '\n' + name + "_count " + QByteArray::number(below) + '\n';
    }

private:
    std::array<double, Count> m_ends;
    std::array<std::atomic<quint64>, Count + 1> m_counts {};
    std::atomic<double> m_sum {0};
};

} // namespace greenroom
