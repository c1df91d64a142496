// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/netmetrics.h"

#include <QHash>
#include <QList>

#include "core/protocol/requests.h"

namespace greenroom {

namespace {

constexpr std::size_t kTypes = std::variant_size_v<Requests::Any>;
constexpr std::size_t kCodes = static_cast<std::size_t>(Code::ruleBroken) + 1;

const std::array<QLatin1StringView, kTypes>& types()
{
    static const auto names = [] {
        std::array<QLatin1StringView, kTypes> all;
        std::size_t at = 0;
        Requests::forEach([&]<class R>(std::type_identity<R>) { all[at++] = R::type; });
        return all;
    }();
    return names;
}

/// Nothing for a type that is none of ours.
std::optional<std::size_t> placeOf(QLatin1StringView type, Code code)
{
    static const auto rows = [] {
        QHash<QLatin1StringView, std::size_t> found;
        for (const QLatin1StringView name : types())
            found.insert(name, std::size_t(found.size()));
        return found;
    }();
    const auto row = rows.constFind(type);
    if (row == rows.cend())
        return std::nullopt;
    return *row * kCodes + static_cast<std::size_t>(code);
}

} // namespace

NetMetrics::NetMetrics()
    : m_answered(std::make_unique<Count[]>(kTypes * kCodes))
{
}

void NetMetrics::addAnswered(QLatin1StringView type, Code code)
{
    if (const auto place = placeOf(type, code))
        m_answered[*place].fetch_add(1, std::memory_order_relaxed);
}

quint64 NetMetrics::answered(QLatin1StringView type, Code code) const
{
    const auto place = placeOf(type, code);
    return place ? m_answered[*place].load(std::memory_order_relaxed) : 0;
}

QByteArray NetMetrics::toText() const
{
    const struct {
        const char* name;
        const char* type;
        quint64 value;
    } lines[] = {
        {"connections_open", "gauge", openConnections()},
        {"connections_total", "counter", connectionsOpened.load()},
        {"connections_refused_total", "counter", connectionsRefused.load()},
        {"sessions_open", "gauge", openSessions()},
        {"sessions_total", "counter", sessionsOpened.load()},
        {"frames_in_total", "counter", framesIn.load()},
        {"frames_out_total", "counter", framesOut.load()},
        {"bytes_in_total", "counter", bytesIn.load()},
        {"bytes_out_total", "counter", bytesOut.load()},
        {"http_requests_total", "counter", httpRequests.load()},
        {"http_refused_total", "counter", httpRefused.load()},
        {"slow_cut_total", "counter", slowCut.load()},
        {"dead_cut_total", "counter", deadCut.load()},
    };
    QByteArray out;
    for (const auto& line : lines) {
        const QByteArray name = QByteArrayLiteral("greenroom_net_") + line.name;
        out += "# TYPE " + name + ' ' + line.type + '\n' + name + ' ' + QByteArray::number(line.value) + '\n';
    }
    const QList<Code> codes = allCodes();
    out += "# HELP greenroom_requests_total Requests answered, by type and code.\n# TYPE greenroom_requests_total counter\n";
    for (const QLatin1StringView type : types())
        for (const Code code : codes)
            if (const quint64 count = answered(type, code))
                out += QByteArrayLiteral("greenroom_requests_total{type=\"") + type.data() + "\",code=\""
                    + codeName(code).toLatin1() + "\"} " + QByteArray::number(count) + '\n';
    out += "# TYPE greenroom_net_refused_total counter\n";
    for (const Code code : codes) {
        if (const quint64 count = refusedFor(code))
            out += "greenroom_net_refused_total{code=\"" + codeName(code).toLatin1() + "\"} " + QByteArray::number(count)
                + '\n';
    }
    return out;
}

} // namespace greenroom
