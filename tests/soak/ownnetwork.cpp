// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/soak/ownnetwork.h"

#include <arpa/inet.h>
#include <net/if.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstring>

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

bool entered = false;

bool tell(int socket, unsigned long what, const char* device, const char* address)
{
    ifreq request {};
    std::strncpy(request.ifr_name, device, IFNAMSIZ - 1);
    if (address) {
        sockaddr_in value {};
        value.sin_family = AF_INET;
        ::inet_pton(AF_INET, address, &value.sin_addr);
        std::memcpy(&request.ifr_addr, &value, sizeof value);
    } else {
        request.ifr_flags = IFF_UP | IFF_RUNNING | IFF_LOOPBACK;
    }
    return ::ioctl(socket, what, &request) == 0;
}

} // namespace

bool OwnNetwork::enter()
{
    if (::unshare(CLONE_NEWNET) != 0)
        return false;
    const int socket = ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    // Of a prefix on the loopback device every address is this machine's.
    const bool made = socket >= 0 && tell(socket, SIOCSIFFLAGS, "lo", nullptr) && tell(socket, SIOCSIFADDR, "lo:1", "10.66.0.1")
        && tell(socket, SIOCSIFNETMASK, "lo:1", "255.255.0.0");
    ::close(socket);
    if (!made)
        qFatal("a network of its own that cannot be set up");
    entered = true;
    return true;
}

bool OwnNetwork::isEntered()
{
    return entered;
}

QString OwnNetwork::address()
{
    return u"10.66.0.1"_s;
}

QString OwnNetwork::addressesBegin()
{
    return u"10.66"_s;
}

} // namespace greenroom
