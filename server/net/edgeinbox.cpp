// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/edgeinbox.h"

#include <cerrno>

#include <sys/eventfd.h>
#include <unistd.h>

namespace greenroom {

EdgeInbox::EdgeInbox()
    : m_eventFd(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC))
    , m_box([this] {
        const quint64 one = 1;
        while (::write(m_eventFd, &one, sizeof one) < 0 && errno == EINTR) { }
    })
{
    if (m_eventFd < 0)
        qFatal("EdgeInbox: no eventfd: errno %d", errno);
}

EdgeInbox::~EdgeInbox()
{
    for (const EdgeMail& mail : m_box.take()) {
        if (const auto* accepted = std::get_if<SocketAccepted>(&mail))
            ::close(accepted->descriptor);
    }
    ::close(m_eventFd);
}

std::vector<EdgeMail> EdgeInbox::take()
{
    quint64 count = 0;
    [[maybe_unused]] const auto read = ::read(m_eventFd, &count, sizeof count);
    return m_box.take();
}

} // namespace greenroom
