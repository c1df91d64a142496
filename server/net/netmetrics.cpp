// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/netmetrics.h"

#include <QList>

namespace greenroom {

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
    out += "# TYPE greenroom_net_refused_total counter\n";
    const QList<Code> codes = allCodes();
    for (const Code code : codes) {
        if (const quint64 count = refusedFor(code))
            out += "greenroom_net_refused_total{code=\"" + codeName(code).toLatin1() + "\"} " + QByteArray::number(count)
                + '\n';
    }
    return out;
}

} // namespace greenroom
