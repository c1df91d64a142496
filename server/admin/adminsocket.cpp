// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/admin/adminsocket.h"

#include <atomic>
#include <cerrno>
#include <memory>

#include <unistd.h>

#include <QCoreApplication>
#include <QFile>
#include <QLoggingCategory>
#include <QTimer>

namespace greenroom {

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(adminLog, "greenroom.admin")

namespace {

constexpr Millis kAskWithin = 10s;
constexpr int kMostAskers = 16;

/// Says the one answer; if nobody does, because what it rested on was given up, says that.
class Pending {
public:
    explicit Pending(std::function<void(const Result<QString>&)> say)
        : m_say(std::move(say))
    {
    }
    ~Pending()
    {
        if (!m_said.exchange(true))
            m_say(Error {Code::unavailable, {}, {}, 0});
    }
    Q_DISABLE_COPY_MOVE(Pending)
    void say(const Result<QString>& result)
    {
        if (!m_said.exchange(true))
            m_say(result);
    }

private:
    std::function<void(const Result<QString>&)> m_say;
    std::atomic<bool> m_said = false;
};

} // namespace

AdminSocket::AdminSocket(Handler handler)
    : m_handler(std::move(handler))
{
    connect(&m_server, &QLocalServer::newConnection, this, &AdminSocket::accept);
}

AdminSocket::~AdminSocket()
{
    stopAccepting();
    // Before the base class deletes them, whose last words would find this gone.
    for (QLocalSocket* socket : findChildren<QLocalSocket*>())
        delete socket;
}

Result<void> AdminSocket::listen(const QString& dataDir)
{
    const int descriptor = listenAt(dataDir);
    if (descriptor < 0 || !m_server.listen(descriptor))
        return Error {Code::config, u"data-dir"_s, u"admin.sock cannot be made: "_s + qt_error_string(errno), 0};
    m_folder = dataDir;
    return {};
}

void AdminSocket::stopAccepting()
{
    if (!m_server.isListening())
        return;
    m_server.close();
    QFile::remove(m_folder + u"/admin.sock"_s);
}

void AdminSocket::finish()
{
    QCoreApplication::sendPostedEvents(this);
    for (QLocalSocket* socket : findChildren<QLocalSocket*>())
        while (socket->bytesToWrite() > 0 && socket->waitForBytesWritten(1000)) { }
}

void AdminSocket::accept()
{
    while (QLocalSocket* socket = m_server.nextPendingConnection()) {
        socket->setParent(this);
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        const auto user = peerUser(int(socket->socketDescriptor()));
        if (!user || *user != ::geteuid() || findChildren<QLocalSocket*>().size() > kMostAskers) {
            qCWarning(adminLog).noquote() << "command-refused user" << (user ? userName(*user) : u"?"_s);
            socket->abort();
            continue;
        }
        connect(socket, &QLocalSocket::readyRead, this, [this, socket] { read(socket); });
        QTimer::singleShot(kAskWithin, socket, [this, socket] {
            if (!m_askers.key(socket, 0))
                socket->abort();
        });
        read(socket);
    }
}

void AdminSocket::read(QLocalSocket* socket)
{
    if (m_askers.key(socket, 0))
        return;
    if (!socket->canReadLine()) {
        if (socket->bytesAvailable() > kMostAdminAsk)
            socket->abort();
        return;
    }
    const quint64 asker = ++m_lastAsker;
    m_askers.insert(asker, socket);
    connect(socket, &QObject::destroyed, this, [this, asker] { m_askers.remove(asker); });
    const auto ask = fromFacts<AdminAsk>(QString::fromUtf8(socket->readLine(kMostAdminAsk)));
    if (!ask) {
        answer(asker, Error {Code::malformed, {}, sentence(ask.error()), 0});
        return;
    }
    qCInfo(adminLog).noquote() << "command" << ask->command << "user" << userName(::geteuid());
    const auto pending = std::make_shared<Pending>([this, asker](const Result<QString>& result) {
        QMetaObject::invokeMethod(
            this, [this, asker, result] { answer(asker, result); }, Qt::QueuedConnection);
    });
    m_handler(*ask, userName(::geteuid()), [pending](const Result<QString>& result) { pending->say(result); });
}

void AdminSocket::answer(quint64 asker, const Result<QString>& result)
{
    QLocalSocket* socket = m_askers.value(asker);
    if (!socket)
        return;
    socket->write(toFacts(AdminTold::of(result)).toUtf8() + '\n');
    socket->disconnectFromServer();
}

} // namespace greenroom
