// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop.h"
#include "app/settings/keychainsecretstore.h"
#include "tests/support/fakeserver.h"
#include "tests/support/httpstub.h"
#include "ui/shell/deskparts.h"

namespace greenroom {

/// What a desktop needs from outside, with the test as the server.
struct ScreenWorld {
    QTemporaryDir place;
    FakeServer server;
    HttpStub door; ///< answers the sign-in
    MemorySecretStore vault {nullptr};
};

/// All that the window stands on, as the program makes it. The clock stands still.
struct ScreenFixture : ScreenWorld, Desktop {
    ScreenFixture()
        : Desktop(server.transport, vault, place.filePath(QStringLiteral("cache")), place.filePath(QStringLiteral("config")))
    {
        clock.freeze(fromMillis(1'700'000'000'000));
        QString body;
        codec::write(body, SignedIn {QStringLiteral("token"), fromMillis(9), {server.me}}, Audience::staff);
        door.answer = "{\"code\":\"ok\"," + body.mid(1).toUtf8();
    }
    DeskParts parts() { return DeskParts::of(static_cast<Desktop&>(*this)); }
    void signIn()
    {
        session.signIn(door.url().toString(), QStringLiteral("lin"), QStringLiteral("pw"), &cache, [](const Result<void>&) {});
        if (!QTest::qWaitFor([this] { return server.transport.isOpen; }, 5000))
            qFatal("the desk does not sign in");
        server.welcome();
    }
    /// A conversation of one's own, open, with its panels still loading.
    void openOwn(const ConversationRow& row)
    {
        server.says(BoardChanged {BoardName::mine, 0, 1, {row.id.value}, {row}});
        workspace.requestOpen(row.id);
        if (!QTest::qWaitFor([this] { return workspace.open().has_value(); }, 5000))
            qFatal("the conversation does not open");
    }
};

} // namespace greenroom
