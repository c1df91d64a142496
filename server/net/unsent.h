// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSslSocket>

namespace greenroom {

/// What was written and the kernel has not taken yet. Over TLS Qt keeps that where bytesToWrite() does not look.
inline qint64 unsentBytes(const QTcpSocket& socket)
{
    const auto* secure = qobject_cast<const QSslSocket*>(&socket);
    return socket.bytesToWrite() + (secure ? secure->encryptedBytesToWrite() : 0);
}

} // namespace greenroom
