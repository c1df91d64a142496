// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/serve/servecommand.h"

#include <csignal>
#include <cstdio>

#include <sys/resource.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <QCoreApplication>
#include <QSocketNotifier>

#include "server/config/startchecks.h"
#include "server/serve/server.h"

namespace greenroom {

namespace {

/// From now on SIGTERM and SIGINT are read from a descriptor, in every thread made later too.
int takeSignals()
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
    return signalfd(-1, &signals, SFD_NONBLOCK | SFD_CLOEXEC);
}

/// What is in memory, tokens and what people wrote, is never left on a disk by a crash; nor by the helper's.
void forbidCoreDumps()
{
    const rlimit none {0, 0};
    setrlimit(RLIMIT_CORE, &none);
}

int refuse(const Error& error)
{
    std::fprintf(stderr, "greenroomd: %s\n", qPrintable(sentence(error)));
    return 1;
}

} // namespace

int serve(const Config& config)
{
    if (auto done = checkStart(config, Runner::current()); !done)
        return refuse(done.error());
    auto lock = DataDirLock::take(config.dataDir);
    if (!lock)
        return refuse(lock.error());
    forbidCoreDumps();
    const int signals = takeSignals();
    auto server = Server::start(config);
    if (!server)
        return refuse(server.error());
    QSocketNotifier notifier(signals, QSocketNotifier::Read);
    QObject::connect(&notifier, &QSocketNotifier::activated, qApp, [] { QCoreApplication::exit(0); });
    std::printf("greenroomd ready %s://%s:%u\n", config.tlsCertificate.isEmpty() ? "http" : "https", qPrintable(config.listen),
        static_cast<unsigned>((*server)->port()));
    std::fflush(stdout);
    const int code = QCoreApplication::exec();
    (*server)->stop();
    ::close(signals);
    return code;
}

} // namespace greenroom
