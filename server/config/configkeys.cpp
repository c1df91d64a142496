// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/config/config.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kSecond = 1000;
constexpr qint64 kMinute = 60 * kSecond;
constexpr qint64 kHour = 60 * kMinute;
constexpr qint64 kDay = 24 * kHour;

constexpr std::array kKeys {
    ConfigKey {"Store"_L1, "data-dir"_L1, &Config::dataDir, "greenroom-data"_L1, "a directory"_L1,
        "Where the database, the pictures and the lock are. Made with rights 0700 if it is not there."_L1, 1, 0},
    ConfigKey {"Store"_L1, "commit-interval"_L1, &Config::commitInterval, "4 ms"_L1, "1 ms to 1000 ms"_L1,
        "A commit begins at once if the last one began at least this long ago, else at that moment. Larger: fewer syncs under "
        "load, later answers."_L1,
        1, 1000},
    ConfigKey {"Store"_L1, "image-helper"_L1, &Config::imageHelper, ""_L1, "a program, or nothing"_L1,
        "The program greenroom-image, which writes customers' pictures anew. Nothing: the one beside greenroomd."_L1, 0, 0},

    ConfigKey {"Network"_L1, "listen"_L1, &Config::listen, "127.0.0.1"_L1, "an address of this machine"_L1,
        "Address of the one port. Any but loopback needs TLS or allow-plain-remote."_L1, 1, 0},
    ConfigKey {"Network"_L1, "port"_L1, &Config::port, "7420"_L1, "0 to 65535; 0: any free one, told in the log"_L1,
        "Port for WebSocket, HTTP and pages alike."_L1, 0, 65535},
    ConfigKey {"Network"_L1, "edge-threads"_L1, &Config::edgeThreads, "1"_L1, "1 to 64"_L1,
        "Threads that own sockets. One serves some ten thousand connections."_L1, 1, 64},
    ConfigKey {"Network"_L1, "tls-certificate"_L1, &Config::tlsCertificate, ""_L1, "a PEM file with the chain, or nothing"_L1,
        "Turns TLS on, together with tls-key."_L1, 0, 0},
    ConfigKey {"Network"_L1, "tls-key"_L1, &Config::tlsKey, ""_L1, "a PEM file that only its owner may read, or nothing"_L1,
        "The certificate's private key."_L1, 0, 0},
    ConfigKey {"Network"_L1, "allow-plain-remote"_L1, &Config::allowPlainRemote, "no"_L1, "yes, no"_L1,
        "Allows an address that other machines reach without TLS: only behind a proxy that does TLS."_L1, 0, 0},
    ConfigKey {"Network"_L1, "origins"_L1, &Config::origins, ""_L1,
        "addresses like https://shop.example, with commas between"_L1,
        "Pages elsewhere that may connect. The server's own always may, and the widget is one of them wherever it is shown."_L1,
        0, 0},
    ConfigKey {"Network"_L1, "sockets-per-source"_L1, &Config::socketsPerSource, "50"_L1, "1 to 100000"_L1,
        "Most open connections from one address."_L1, 1, 100'000},
    ConfigKey {"Network"_L1, "connects-per-source"_L1, &Config::connectsPerSource, "10"_L1, "1 to 100000"_L1,
        "Most new connections a second from one address."_L1, 1, 100'000},
    ConfigKey {"Network"_L1, "customer-requests"_L1, &Config::customerRequests, "4"_L1, "1 to 10000"_L1,
        "Requests a second that one connection of a customer may make; twice as many and two at once."_L1, 1, 10'000},
    ConfigKey {"Network"_L1, "staff-requests"_L1, &Config::staffRequests, "20"_L1, "1 to 10000"_L1,
        "The same for somebody of the staff; twice as many at once."_L1, 1, 10'000},
    ConfigKey {"Network"_L1, "shutdown-spread"_L1, &Config::shutdownSpread, "5 s"_L1, "0 ms to 5 min"_L1,
        "When the server stops, clients are told to come back at a random moment within this."_L1, 0, 5 * kMinute},

    ConfigKey {"Signing in"_L1, "session-idle"_L1, &Config::sessionIdle, "30 min"_L1, "1 min to 7 d"_L1,
        "A session ends this long after its last request or connection. A connected desktop keeps it alive."_L1, kMinute,
        7 * kDay},
    ConfigKey {"Signing in"_L1, "session-life"_L1, &Config::sessionLife, "12 h"_L1, "1 min to 30 d"_L1,
        "A session ends this long after signing in, whatever happens."_L1, kMinute, 30 * kDay},
    ConfigKey {"Signing in"_L1, "hashes-at-once"_L1, &Config::hashesAtOnce, "2"_L1, "1 to 16"_L1,
        "Passwords checked at the same time; each takes 19 MiB and some 30 ms of a core."_L1, 1, 16},
    ConfigKey {"Signing in"_L1, "hashes-waiting"_L1, &Config::hashesWaiting, "50"_L1, "1 to 1000"_L1,
        "Passwords that may wait to be checked; beyond that the answer is busy."_L1, 1, 1000},

    ConfigKey {"Distribution"_L1, "offer-time"_L1, &Config::offerTime, "20 s"_L1, "5 s to 10 min"_L1,
        "How long an offered conversation waits to be accepted, in queues that do not say otherwise."_L1, 5 * kSecond,
        10 * kMinute},
    ConfigKey {"Distribution"_L1, "sticky-within"_L1, &Config::stickyWithin, "3 d"_L1, "0 ms to 30 d"_L1,
        "A customer who comes back within this goes to the agent of last time, in queues that do not say otherwise."_L1, 0,
        30 * kDay},
    ConfigKey {"Distribution"_L1, "reopen-within"_L1, &Config::reopenWithin, "1 d"_L1, "0 ms to 30 d"_L1,
        "A message this soon after closing goes on with the same conversation; later ones begin another."_L1, 0, 30 * kDay},

    ConfigKey {"Privacy"_L1, "usual-reveals"_L1, &Config::usualReveals, "20"_L1, "1 to 1000"_L1,
        "Hidden telephone numbers and addresses that one person may look at in an hour before those who lead are told. At "
        "three "
        "times as many nothing more is shown."_L1,
        1, 1000},

    ConfigKey {"Log"_L1, "log-level"_L1, &Config::logLevel, "info"_L1, "debug, info, warning, error"_L1,
        "The least grave events that are written. One JSON line an event on standard error; ids, never texts."_L1, 0, 0},
};

} // namespace

std::span<const ConfigKey> configKeys()
{
    return kKeys;
}

} // namespace greenroom
