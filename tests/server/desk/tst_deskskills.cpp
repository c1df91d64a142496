// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/routing/issuetable.h"
#include "tests/support/smalldesk.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

namespace {

/// Lin knows returns, Ada nothing, Sun leads.
struct SkilledDesk : SmallDesk {
    SkilledDesk()
    {
        know(lin, {{u"returns"_s, 2}});
        ada = addPerson(shop, u"Ada"_s, 30, {queue});
        sun = addPerson(shop, u"Sun"_s, 1, {}, {Role::supervisor});
        begin();
    }
    void begin()
    {
        start();
        leader = enterStaff(shop, sun, Roles(Role::supervisor), false);
    }
    void know(PersonId person, const QList<routing::Skill>& skills)
    {
        store(QueueTable::setSkills(shop, person, SkillKind::skill, skills));
    }
    /// As an administrator does while the server runs.
    void change(const QString& issue, const IssueSkills& skills)
    {
        store(IssueTable::set(shop, issue, skills));
        bool learnt = false;
        arrive(Task {[&](Coordinator&) { desk->learn([&learnt] { learnt = true; }); }});
        run();
        QVERIFY(learnt);
    }
    void setRings(const QList<Millis>& rings)
    {
        routing::Profile profile = ask(leader, ReadRouting {})->profile;
        profile.queues[0].rings = rings;
        pass(1s); // not more often
        QVERIFY(ask(leader, ChangeRouting {profile, {}}));
    }
    /// Requires that nobody has room: it waits when it is said what it is about.
    Stored asksAbout(const QString& issue, const std::optional<QList<routing::Skill>>& skills = {})
    {
        const auto asked = ask(enterCustomer(shop), text(u"hello"_s));
        Classified classes;
        classes.issue = issue;
        classes.skills = skills;
        if (!ask(leader, Classify {newId(), asked->conversation, classes}))
            qFatal("not classified");
        return *asked;
    }
    bool waits(const Stored& which) { return at(which).state == ConversationState::waiting; }

    PersonId ada;
    PersonId sun;
    SessionId leader;
};

const IssueSkills kReturns {{{u"returns"_s, 2}}, {}};

} // namespace

/// What an issue asks of whoever is given a conversation about it.
class TestDeskSkills final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aWishIsKeptForItsRingAndANeedForEver()
    {
        SkilledDesk world;
        const PersonId may = world.addPerson(world.shop, u"May"_s, 1, {world.queue});
        world.know(may, {{u"lamps"_s, 1}, {u"returns"_s, 3}});
        world.begin();
        world.setRings({30s, 40s});
        world.change(u"refund"_s, {kReturns.needs, {{{u"french"_s, 1}, 5}, {{u"lamps"_s, 1}, 0}}});
        world.change(u"law"_s, {{{u"law"_s, 1}}, {}});
        const Stored first = world.asksAbout(u"refund"_s);
        world.pass(1s);
        const Stored second = world.asksAbout(u"refund"_s);
        world.pass(1s);
        const Stored third = world.asksAbout(u"law"_s);
        for (const PersonId person : {world.lin, world.ada, may})
            world.enterStaff(world.shop, person);
        world.pass(27s);
        QVERIFY(world.waits(first)); // nobody has French
        world.pass(2s);
        QVERIFY(world.at(first).isOwnedBy(may));
        QVERIFY(world.waits(second)); // for May, who has no room
        world.pass(39s);
        QVERIFY(world.waits(second));
        world.pass(2s);
        QVERIFY(world.at(second).isOwnedBy(world.lin)); // not Ada, who has the most room
        world.pass(1h);
        QVERIFY(world.waits(third));
        const auto why = world.ask(world.leader, ExplainRouting {third.conversation});
        QVERIFY(why && why->waits);
        QVERIFY(std::any_of(why->waits->count.begin(), why->waits->count.end(),
            [](const ExcludedCount& each) { return each.why == routing::Exclusion::skill && each.people == 3; }));
    }

    void withoutRingsNothingIsWishedFor()
    {
        SkilledDesk world;
        world.change(u"refund"_s, {{}, {{{u"french"_s, 1}, 0}}});
        const Stored asked = world.asksAbout(u"refund"_s);
        world.enterStaff(world.shop, world.ada);
        QVERIFY(world.at(asked).isOwnedBy(world.ada));
    }

    void aChangeHoldsForWhoWaits()
    {
        SkilledDesk world;
        const Stored asked = world.asksAbout(u"refund"_s);
        world.change(u"refund"_s, kReturns);
        world.enterStaff(world.shop, world.ada);
        QVERIFY(world.waits(asked));
        world.change(u"refund"_s, {});
        QVERIFY(world.at(asked).isOwnedBy(world.ada));
    }

    void whatItIsAboutMayChangeWhileItWaits()
    {
        SkilledDesk world;
        world.change(u"refund"_s, kReturns);
        const Stored asked = world.asksAbout(u"refund"_s);
        world.enterStaff(world.shop, world.ada);
        QVERIFY(world.waits(asked));
        Classified other;
        other.issue = u"sizes"_s;
        QVERIFY(world.ask(world.leader, Classify {world.newId(), asked.conversation, other}));
        QVERIFY(world.at(asked).isOwnedBy(world.ada));
    }

    void aRestartKnowsIt()
    {
        SkilledDesk world;
        world.setRings({30s});
        world.change(u"refund"_s, {kReturns.needs, {{{u"french"_s, 1}, 0}}});
        const Stored asked = world.asksAbout(u"refund"_s);
        world.pass(10s);
        world.begin();
        world.enterStaff(world.shop, world.ada);
        world.enterStaff(world.shop, world.lin);
        world.pass(19s);
        QVERIFY(world.waits(asked));
        world.pass(2s);
        QVERIFY(world.at(asked).isOwnedBy(world.lin));
    }

    void whatTheConversationNeedsItselfIsAskedForToo()
    {
        SkilledDesk world;
        world.change(u"refund"_s, kReturns);
        const Stored lower = world.asksAbout(u"refund"_s, QList<routing::Skill> {{u"returns"_s, 1}});
        const Stored higher = world.asksAbout(u"refund"_s, QList<routing::Skill> {{u"returns"_s, 3}});
        const Stored more = world.asksAbout(u"refund"_s, QList<routing::Skill> {{u"lamps"_s, 1}});
        world.enterStaff(world.shop, world.ada);
        QVERIFY(world.waits(lower)); // the issue asks for 2
        world.enterStaff(world.shop, world.lin);
        QVERIFY(world.at(lower).isOwnedBy(world.lin));
        QVERIFY(world.waits(higher));
        QVERIFY(world.waits(more));
    }

    void anotherShopsIssueAsksForNothingHere()
    {
        SkilledDesk world;
        world.store(IssueTable::set(world.addShop(u"other"_s), u"refund"_s, kReturns));
        world.begin();
        const Stored asked = world.asksAbout(u"refund"_s);
        world.enterStaff(world.shop, world.ada);
        QVERIFY(world.at(asked).isOwnedBy(world.ada));
    }

    void theTrialGoesByTheSame()
    {
        SkilledDesk world;
        world.setRings({30s});
        world.change(u"refund"_s, {kReturns.needs, {{{u"french"_s, 1}, 0}}});
        const Stored asked = world.asksAbout(u"refund"_s);
        world.enterStaff(world.shop, world.lin);
        world.enterStaff(world.shop, world.ada);
        world.pass(60s);
        QVERIFY(world.at(asked).isOwnedBy(world.lin));
        routing::Profile profile = world.ask(world.leader, ReadRouting {})->profile;
        profile.queues[0].rings.clear();
        const auto trial = world.ask(world.leader, TryRouting {profile});
        QVERIFY(trial);
        QCOMPARE(trial->now.given, 1);
        QCOMPARE(trial->changes.size(), 1);
        QCOMPARE(trial->changes[0], (TrialChange {asked.conversation, {}, u"Lin"_s, u"Lin"_s, 30'000, 0}));
    }
};

QTEST_GUILESS_MAIN(TestDeskSkills)
#include "tst_deskskills.moc"
