// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTcpSocket>

namespace greenroom {

/// How many bytes of a socket its reader has taken. To be made before the reader is connected to the socket, which it belongs
/// to; on the socket's thread.
class ReadCount final : public QObject {
public:
    explicit ReadCount(QTcpSocket& socket)
        : QObject(&socket)
        , m_socket(socket)
    {
        connect(&socket, &QTcpSocket::readyRead, this, [this] {
            m_came += m_socket.bytesAvailable() - m_left;
            m_left = m_socket.bytesAvailable();
        });
    }

    /// Counts from now on.
    void start() { m_came = m_left = m_socket.bytesAvailable(); }
    /// After the reader had its turn at what came last.
    qint64 taken()
    {
        m_left = m_socket.bytesAvailable();
        return m_came - m_left;
    }

private:
    const QTcpSocket& m_socket;
    qint64 m_came = 0;
    qint64 m_left = 0; // not taken when last looked at
};

} // namespace greenroom
