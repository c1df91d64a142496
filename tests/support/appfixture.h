// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTemporaryDir>

#include "app/cache/outbox.h"
#include "app/cache/replica.h"
#include "tests/support/fakeserver.h"

namespace greenroom {

/// A desk without a screen: a scripted server, a connection, a cache in a directory of its own.
struct AppFixture {
    QTemporaryDir directory;
    FakeServer server;
    std::unique_ptr<Link> link = server.makeLink();
    std::unique_ptr<Cache> cache = std::make_unique<Cache>(directory.path(), nullptr);

    AppFixture() { openCache(); }
    void openCache()
    {
        bool open = false;
        cache->open(
            server.me.person, fromMillis(1'700'000'000'000), cache.get(), [&](const Result<void>& done) { open = bool(done); });
        if (!QTest::qWaitFor([&] { return open; }, 5000))
            qFatal("the cache does not open");
    }
    /// The same directory, opened anew: what a restart of the program sees.
    void restartCache()
    {
        cache.reset();
        cache = std::make_unique<Cache>(directory.path(), nullptr);
        openCache();
    }
    void connect()
    {
        link->start(QUrl(QStringLiteral("http://localhost:1")), QStringLiteral("token"));
        server.welcome();
    }
    /// Comes back after a lost connection without waiting for the timer.
    void reconnect()
    {
        link->retryNow();
        server.welcome();
    }
    /// Everything asked of the cache so far is done.
    void settleCache()
    {
        bool done = false;
        cache->loadCursor({}, cache.get(), [&](const Result<Cursor>&) { done = true; });
        if (!QTest::qWaitFor([&] { return done; }, 5000))
            qFatal("the cache does not answer");
    }
};

} // namespace greenroom
