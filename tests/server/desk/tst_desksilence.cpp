// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/smalldesk.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

namespace {

/// Lin has answered a customer, who says nothing more: silent after five minutes, over ten after that.
struct Silent : SmallDesk {
    explicit Silent(const QString& room = {})
    {
        sun = addPerson(shop, u"Sun"_s, 1, {}, {Role::supervisor});
        start();
        const auto leader = enterStaff(shop, sun, Roles(Role::supervisor), false);
        agent = enterStaff(shop, lin);
        routing::Profile profile = ask(leader, ReadRouting {})->profile;
        profile.silentAfter = 5min;
        profile.silentAfterInRoom = 3min;
        profile.silentEndsAfter = 10min;
        if (!ask(leader, ChangeRouting {profile, {}}))
            qFatal("the profile is refused");
        customer = openSession();
        Hello hello;
        hello.app = u"widget"_s;
        hello.shop = u"lumen"_s;
        if (!room.isEmpty())
            hello.room = room;
        if (!ask(customer, hello))
            qFatal("the customer is refused");
        asked = *ask(customer, text(u"is it waterproof?"_s));
        if (!ask(agent, reply(asked, 1, u"yes, to 30 metres. Anything else?"_s)))
            qFatal("the answer is refused");
    }
    const Conversation* conversation() { return desk->conversations().find(asked.conversation); }
    bool isOver() { return !conversation() || conversation()->state == ConversationState::closed; }
    int remindersIn(SessionId session)
    {
        int reminders = 0;
        for (const Entry& each : read(session, asked))
            reminders += each.author.kind == AuthorKind::bot && std::holds_alternative<Text>(each.content) ? 1 : 0;
        return reminders;
    }
    qint64 load()
    {
        for (const PresenceRow& each : desk->distribution().people(shop))
            if (each.id == lin)
                return each.load;
        return -1;
    }

    PersonId sun;
    SessionId agent;
    SessionId customer;
    Stored asked;
};

} // namespace

/// Staff spoke last and the customer is quiet: no load, one reminder, and it ends by itself.
class TestDeskSilence final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void itIsRemindedOfOnceAndEnds()
    {
        Silent world;
        world.pass(4min + 59s);
        QCOMPARE(world.remindersIn(world.customer), 0);
        QCOMPARE(world.load(), 1);
        world.pass(2s);
        QCOMPARE(world.remindersIn(world.customer), 1);
        QCOMPARE(world.load(), 0);
        QVERIFY(!world.conversation()->owedSince);
        world.pass(9min);
        QCOMPARE(world.remindersIn(world.customer), 1);
        QVERIFY(!world.isOver());
        world.pass(61s);
        QVERIFY(world.isOver());
        const QList<Entry> entries = world.read(world.agent, world.asked);
        const auto* closed = std::get_if<Closed>(&entries.last().content);
        QVERIFY(closed);
        QCOMPARE(closed->reason, QString(Distribution::kSilentReason));
        QCOMPARE(entries.last().author.kind, AuthorKind::system);
        QCOMPARE(world.load(), 0);
        world.pass(1h);
        QCOMPARE(world.read(world.agent, world.asked).size(), entries.size());
    }

    void inALiveRoomItIsSooner()
    {
        Silent world(u"room 7"_s);
        world.pass(3min + 1s);
        QCOMPARE(world.remindersIn(world.customer), 1);
        QCOMPARE(world.load(), 0);
    }

    void neverWhileAReplyIsOwed()
    {
        Silent world;
        world.pass(4min);
        QVERIFY(world.ask(world.customer, world.text(u"and the strap?"_s)));
        world.pass(1h);
        QVERIFY(!world.isOver());
        QCOMPARE(world.remindersIn(world.customer), 0);
        QCOMPARE(world.load(), 1);
    }

    void neverWhileAFollowUpIsPromised()
    {
        Silent world;
        QVERIFY(world.ask(world.agent, SetFollowUp {world.newId(), world.asked.conversation, world.now + 2h}));
        world.pass(1h);
        QVERIFY(!world.isOver());
        QCOMPARE(world.remindersIn(world.customer), 0);
        QCOMPARE(world.load(), 1);
        // The promise is taken back: the silence is as old as it is.
        QVERIFY(world.ask(world.agent, SetFollowUp {world.newId(), world.asked.conversation, {}}));
        world.pass(1s);
        QCOMPARE(world.remindersIn(world.customer), 1);
    }

    /// It ended in the moment in which the promise was taken back.
    void whoTakesAPromiseBackHasTimeToAnswer()
    {
        Silent world;
        world.pass(6min);
        QVERIFY(world.ask(world.agent, SetFollowUp {world.newId(), world.asked.conversation, world.now + 2h}));
        world.pass(1h);
        QVERIFY(world.ask(world.agent, SetFollowUp {world.newId(), world.asked.conversation, {}}));
        world.pass(9min);
        QVERIFY(!world.isOver());
        world.pass(2min);
        QVERIFY(world.isOver());
    }

    void whoSpeaksAfterTheReminderIsThereAgain()
    {
        Silent world;
        world.pass(6min);
        QCOMPARE(world.remindersIn(world.customer), 1);
        QVERIFY(world.ask(world.customer, world.text(u"yes, one thing"_s)));
        QCOMPARE(world.load(), 1);
        world.pass(20min);
        QVERIFY(!world.isOver());
        QVERIFY(world.ask(world.agent, world.reply(world.asked, 1, u"which?"_s)));
        world.pass(5min + 1s);
        QCOMPARE(world.remindersIn(world.customer), 2); // once in each silence
        world.pass(10min + 1s);
        QVERIFY(world.isOver());
    }

    void theAgentMaySpeakOnAfterTheReminder()
    {
        Silent world;
        world.pass(6min);
        QVERIFY(world.ask(world.agent, world.reply(world.asked, 1, u"it is in stock, by the way"_s)));
        QCOMPARE(world.load(), 1);
        world.pass(10min); // the first reminder's time is over, the second's is not
        QVERIFY(!world.isOver());
        QCOMPARE(world.remindersIn(world.customer), 2);
    }

    void aRestartRemindsNobodyTwice()
    {
        Silent world;
        world.pass(6min);
        QCOMPARE(world.remindersIn(world.customer), 1);
        world.start();
        world.agent = world.enterStaff(world.shop, world.lin);
        world.pass(6min);
        QCOMPARE(world.remindersIn(world.agent), 1);
        QVERIFY(!world.isOver());
        world.pass(5min);
        QVERIFY(world.isOver());
    }

    /// The server was away for long: the customer has the time that the reminder promises.
    void whoIsRemindedLateHasTimeToAnswer()
    {
        Silent world;
        world.now += 24h;
        world.start();
        world.agent = world.enterStaff(world.shop, world.lin);
        world.pass(9min);
        QCOMPARE(world.remindersIn(world.agent), 1);
        QVERIFY(!world.isOver());
        world.pass(2min);
        QVERIFY(world.isOver());
    }

    /// A transfer's answer is waited for.
    void neverWhileSomebodyIsAskedToTakeIt()
    {
        Silent world;
        const PersonId may = world.addPerson(world.shop, u"May"_s, 3, {world.queue});
        world.start();
        world.agent = world.enterStaff(world.shop, world.lin);
        world.enterStaff(world.shop, may);
        world.pass(14min + 55s);
        Transfer give;
        give.clientId = world.newId();
        give.conversation = world.asked.conversation;
        give.assignmentVersion = world.conversation()->assignmentVersion;
        give.toAgent = may;
        QVERIFY(world.ask(world.agent, give));
        world.pass(10s);
        QVERIFY(!world.isOver());
        world.pass(40s); // nobody took it
        QVERIFY(world.isOver());
    }

    /// Whoever is given one that has long been quiet has time to look at it.
    void whoIsGivenItHasTheirTime()
    {
        Silent world;
        world.pass(6min);
        const auto leader = world.enterStaff(world.shop, world.sun, Roles(Role::supervisor), false);
        QVERIFY(world.ask(leader, TakeOver {world.newId(), world.asked.conversation, 1}));
        world.pass(4min);
        QCOMPARE(world.remindersIn(world.agent), 1);
        world.pass(61s);
        QCOMPARE(world.remindersIn(world.agent), 2);
        world.pass(9min);
        QVERIFY(!world.isOver());
    }
};

QTEST_GUILESS_MAIN(TestDeskSilence)
#include "tst_desksilence.moc"
