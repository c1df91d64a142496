// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

// What goes over the wire, byte by byte, for tests that say what no client says.
namespace greenroom {

inline QByteArray handshake(const QByteArray& more = {})
{
    return "GET /ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
           "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: greenroom.v1\r\n"
        + more + "\r\n";
}

/// A masked frame as a client sends it. `claimed`: the length in its head, if not the payload's.
inline QByteArray frame(int opcode, const QByteArray& payload, qint64 claimed = -1)
{
    const auto length = static_cast<quint64>(claimed < 0 ? payload.size() : claimed);
    QByteArray out(1, static_cast<char>(0x80 | opcode));
    const auto bytes = [&out, length](int count) {
        for (int shift = 8 * (count - 1); shift >= 0; shift -= 8)
            out += static_cast<char>((length >> shift) & 0xff);
    };
    if (length < 126) {
        out += static_cast<char>(0x80 | length);
    } else if (length < 65536) {
        out += static_cast<char>(0x80 | 126);
        bytes(2);
    } else {
        out += static_cast<char>(0x80 | 127);
        bytes(8);
    }
    return out + QByteArray(4, '\0') + payload; // a mask of zeroes leaves the payload readable
}

inline QJsonArray hostileCases(const QString& file)
{
    QFile in(qEnvironmentVariable("GREENROOM_SOURCE") + QStringLiteral("/tests/data/hostile/") + file);
    if (!in.open(QIODevice::ReadOnly))
        return {};
    return QJsonDocument::fromJson(in.readAll()).array();
}

} // namespace greenroom
