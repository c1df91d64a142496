// SPDX-License-Identifier: GPL-3.0-or-later
// A desk that sends and types until it is killed, and prints what it may then be held to: one line for each message
// shown as queued, one for each draft older than 250 ms.
#include <cstdio>

#include <QCoreApplication>

#include "app/cache/outbox.h"
#include "app/conversations/draftstore.h"
#include "tests/support/fakeserver.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    FakeServer server;
    const auto link = server.makeLink();
    Cache cache(application.arguments().at(1), nullptr);
    Outbox outbox(*link, cache, nullptr);
    DraftStore drafts(cache, nullptr);
    QObject::connect(&outbox, &Outbox::added, &application, [](const OutboxItem& item) {
        std::printf("queued %s\n", qPrintable(std::get<Text>(std::get<Send>(item.request).content).text));
        std::fflush(stdout);
    });
    quint64 count = 0;
    QTimer pace;
    QObject::connect(&pace, &QTimer::timeout, &application, [&] {
        ++count;
        OutboxItem item;
        item.clientId = ClientId(testId(7, count));
        item.conversation = testConversation(1);
        item.request = Send {item.clientId, item.conversation, 1, Text {QString::number(count)}};
        outbox.add(item);
        drafts.set(testConversation(2), QString::number(count), false, {});
        QTimer::singleShot(250, Qt::PreciseTimer, &application, [typed = count] {
            std::printf("typed %llu\n", typed);
            std::fflush(stdout);
        });
    });
    cache.open(server.me.person, fromMillis(1'700'000'000'000), &application, [&](const Result<void>&) { pace.start(5); });
    return application.exec();
}
