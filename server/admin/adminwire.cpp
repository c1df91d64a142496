// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/admin/adminwire.h"

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <pwd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <QFile>

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

constexpr char kSocketName[] = "admin.sock";

/// A socket's path is at most 107 bytes; a folder's descriptor makes a short one of any.
template <class Use>
int atSocket(const QString& folder, int type, Use use)
{
    const int at = ::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (at < 0)
        return -1;
    sockaddr_un address {};
    address.sun_family = AF_UNIX;
    const QByteArray path = "/proc/self/fd/" + QByteArray::number(at) + '/' + kSocketName;
    std::strncpy(address.sun_path, path.constData(), sizeof address.sun_path - 1);
    int descriptor = ::socket(AF_UNIX, type | SOCK_CLOEXEC, 0);
    if (descriptor >= 0 && !use(descriptor, address, at)) {
        const int why = errno;
        ::close(descriptor);
        descriptor = -1;
        errno = why;
    }
    const int why = errno;
    ::close(at);
    errno = why;
    return descriptor;
}

bool sendAll(int descriptor, const QByteArray& bytes)
{
    for (qsizetype at = 0; at < bytes.size();) {
        const auto count = ::send(descriptor, bytes.constData() + at, std::size_t(bytes.size() - at), MSG_NOSIGNAL);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return false;
        at += count;
    }
    return true;
}

} // namespace

AdminTold AdminTold::of(const Result<QString>& result)
{
    if (result)
        return {codeName(Code::ok), {}, {}, 0, *result};
    const Error& error = result.error();
    return {codeName(error.code), error.field.left(5000), error.detail.left(5000), error.limit, {}};
}

Result<QString> AdminTold::result() const
{
    const Code known = codeFromName(code).value_or(Code::internal);
    return known == Code::ok ? Result<QString>(out) : Error {known, about, detail, limit};
}

int listenAt(const QString& folder)
{
    return atSocket(folder, SOCK_STREAM | SOCK_NONBLOCK, [](int descriptor, const sockaddr_un& address, int at) {
        // Left by a server that was killed; whoever calls holds the directory's lock, so nobody listens there.
        ::unlinkat(at, kSocketName, 0);
        return ::fchmod(descriptor, S_IRUSR | S_IWUSR) == 0
            && ::bind(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0
            && ::fchmodat(at, kSocketName, S_IRUSR | S_IWUSR, 0) == 0 && ::listen(descriptor, 16) == 0;
    });
}

int connectTo(const QString& folder)
{
    return atSocket(folder, SOCK_STREAM, [](int descriptor, const sockaddr_un& address, int) {
        return ::connect(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    });
}

std::optional<unsigned> peerUser(int descriptor)
{
    ucred peer {};
    socklen_t size = sizeof peer;
    if (::getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &peer, &size) != 0)
        return std::nullopt;
    return peer.uid;
}

QString userName(unsigned user)
{
    const passwd* known = ::getpwuid(user);
    return known ? QString::fromLocal8Bit(known->pw_name) : QString::number(user);
}

Result<QString> askServer(const QString& dataDir, const AdminAsk& ask)
{
    const int descriptor = connectTo(dataDir);
    if (descriptor < 0)
        return Error {Code::busy, u"data-dir"_s, u"another greenroomd works on %1 and takes no commands now"_s.arg(dataDir), 0};
    QByteArray answer;
    if (sendAll(descriptor, toFacts(ask).toUtf8() + '\n')) {
        char part[16 * 1024];
        while (true) {
            const auto count = ::recv(descriptor, part, sizeof part, 0);
            if (count < 0 && errno == EINTR)
                continue;
            if (count <= 0)
                break;
            answer.append(part, qsizetype(count));
        }
    }
    ::close(descriptor);
    if (!answer.endsWith('\n'))
        return Error {Code::timedOut, {}, u"the server ended before it answered; whether it was done is not known"_s, 0};
    auto told = fromFacts<AdminTold>(QString::fromUtf8(answer));
    return told ? told->result() : Result<QString>(told.error());
}

} // namespace greenroom
