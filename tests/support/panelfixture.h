// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workspace/deskclock.h"
#include "app/workspace/workspace.h"
#include "tests/support/fakeserver.h"

namespace greenroom {

/// A connected desk with a workspace and nothing else.
struct PanelFixture {
    FakeServer server;
    std::unique_ptr<Link> link = server.makeLink();
    Workspace workspace {nullptr};
    DeskClock clock;

    void connect()
    {
        link->start(QUrl(QStringLiteral("http://localhost:1")), QStringLiteral("token"));
        server.welcome();
    }
    void open(quint64 number)
    {
        OpenConversation open;
        open.conversation = testConversation(number);
        open.customerName = QStringLiteral("林晓");
        workspace.setOpen(open);
    }
};

} // namespace greenroom
