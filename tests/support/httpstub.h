// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHostAddress>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

namespace greenroom {

/// Answers every request with the same bytes and keeps what it was asked.
class HttpStub : public QObject {
public:
    HttpStub()
    {
        if (!server.listen(QHostAddress::LocalHost))
            qFatal("no free port");
        connect(&server, &QTcpServer::newConnection, this, [this] {
            QTcpSocket* socket = server.nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] {
                request += socket->readAll();
                const auto head = request.indexOf("\r\n\r\n");
                const auto length = request.indexOf("Content-Length: ");
                const auto body = length < 0
                    ? 0
                    : request.mid(length + 16, request.indexOf("\r\n", length) - length - 16).toLongLong();
                if (head < 0 || request.size() < head + 4 + body || silent)
                    return;
                socket->write("HTTP/1.1 " + status + "\r\n" + headers + "Content-Length: " + QByteArray::number(answer.size())
                    + "\r\nConnection: close\r\n\r\n" + answer);
                socket->disconnectFromHost();
            });
        });
    }
    QUrl url() const { return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(server.serverPort())); }

    QTcpServer server;
    QByteArray request;
    QByteArray status = "200 OK";
    QByteArray headers;
    QByteArray answer;
    bool silent = false;
};

} // namespace greenroom
