// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/deskworld.h"

namespace greenroom {

/// A desk with one shop, one queue and one agent, Lin.
struct SmallDesk : DeskWorld {
    explicit SmallDesk(QueueMode mode = QueueMode::direct, qint64 capacity = 3)
    {
        shop = addShop(QStringLiteral("lumen"));
        queue = addQueue(shop, QStringLiteral("sales"), mode);
        lin = addPerson(shop, QStringLiteral("Lin"), capacity, {queue});
        start();
    }
    ClientId newId() { return ids.next<ClientId>(now); }
    Send text(const QString& said) { return {newId(), {}, {}, Text {said}}; }
    Send reply(const Stored& to, qint64 version, const QString& said)
    {
        return {newId(), to.conversation, version, Text {said}};
    }
    /// All that this session may see of the conversation.
    QList<Entry> read(SessionId session, const Stored& of)
    {
        ReadStream all;
        all.stream = StreamId::of(of.conversation);
        const auto page = ask(session, all);
        return page ? page->entries : QList<Entry>();
    }
    const Conversation& at(const Stored& stored) { return *desk->conversations().find(stored.conversation); }

    ShopId shop;
    QueueId queue;
    PersonId lin;
};

} // namespace greenroom
