// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/log/audittable.h"
#include "tests/support/smalldesk.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

namespace {

/// Lin has a customer, Sun leads, May is a colleague.
struct Watched : SmallDesk {
    Watched()
    {
        sun = addPerson(shop, u"Sun"_s, 1, {}, {Role::supervisor});
        may = addPerson(shop, u"May"_s, 3, {});
        start();
        leader = enterStaff(shop, sun, Roles(Role::supervisor), false);
        agent = enterStaff(shop, lin);
        other = enterStaff(shop, may);
        customer = enterCustomer(shop);
        asked = *ask(customer, text(u"hello"_s));
    }
    ConversationId id() const { return asked.conversation; }
    const Conversation& open() { return at(asked); }
    QList<Uuid> keysOf(SessionId session, BoardName board)
    {
        pass(1s);
        return boardOf(session, board).value_or(BoardChanged {}).keys;
    }
    QList<Uuid> mineOf(SessionId session) { return keysOf(session, BoardName::mine); }

    PersonId sun;
    PersonId may;
    SessionId leader;
    SessionId agent;
    SessionId other;
    SessionId customer;
    Stored asked;
};

} // namespace

/// Stepping into what is somebody else's, asking for help, and answering what has moved on.
class TestDeskSupervision final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anAnswerToWhatHasMovedOnIsRefusedUnlessItIsMeant()
    {
        Watched world;
        Send late = world.reply(world.asked, 1, u"which size?"_s);
        late.seen = world.open().head;
        world.pass(10s);
        QVERIFY(world.ask(world.customer, world.text(u"forget it, cancel my order"_s)));
        world.pass(10s);
        const auto refused = world.ask(world.agent, late);
        QCOMPARE(refused.error().code, Code::conflict);
        QCOMPARE(refused.error().field, u"seen"_s);
        QVERIFY(world.open().owedSince);
        late.seen.reset(); // said in any case
        QVERIFY(world.ask(world.agent, late));
        QVERIFY(!world.open().owedSince);

        QVERIFY(world.ask(world.customer, world.text(u"and my address"_s)));
        Send crossing = world.reply(world.asked, 1, u"you are welcome"_s);
        crossing.seen = world.open().head - 1; // in the same moment: nobody can have read it
        QVERIFY(world.ask(world.agent, crossing));
    }

    void whatACollegueAnsweredMeanwhileIsSeenFirst()
    {
        Watched world;
        QVERIFY(world.ask(world.leader, Join {world.newId(), world.id(), true}));
        Send mine = world.reply(world.asked, 1, u"it ships today"_s);
        mine.seen = world.open().head;
        QVERIFY(world.ask(world.leader, world.reply(world.asked, 1, u"it ships tomorrow"_s)));
        QCOMPARE(world.ask(world.agent, mine).error().field, u"seen"_s);
        mine.seen = world.open().head;
        QVERIFY(world.ask(world.agent, mine));
        Send own = world.reply(world.asked, 1, u"sorry, tomorrow"_s);
        own.seen = world.open().head - 1; // one's own words are no news
        QVERIFY(world.ask(world.agent, own));
    }

    void whoHasItOpenIsSeenByStaffAndKept()
    {
        Watched world;
        QVERIFY(world.ask(world.agent, WatchBoard {BoardName::typing, world.id(), 0, 1}));
        QVERIFY(world.ask(world.customer, WatchBoard {BoardName::typing, world.id(), 0, 1}));
        QVERIFY(world.ask(world.leader, WatchBoard {BoardName::typing, world.id(), 0, 1}));
        world.pass(1s);
        const auto viewers = [&](SessionId session) {
            const auto board = world.boardOf(session, BoardName::typing);
            return board ? std::get<TypingRow>(board->rows.first()).viewers.value_or(QStringList()) : QStringList();
        };
        QCOMPARE(viewers(world.agent), (QStringList {u"Lin"_s, u"Sun"_s}));
        QCOMPARE(viewers(world.customer), QStringList());
        const auto audit = AuditTable::last(*world.database, 10);
        QCOMPARE(audit->back().event.action, u"watchBoard"_s);
        QCOMPARE(audit->back().event.actorName, u"Sun"_s);
        world.leave(world.leader);
        world.pass(1s);
        QCOMPARE(viewers(world.agent), QStringList {u"Lin"_s});
    }

    void whoLeadsLooksOnUnseenWhereTheProfileSaysSo()
    {
        Watched world;
        routing::Profile profile = world.ask(world.leader, ReadRouting {})->profile;
        profile.watchUnseen = true;
        QVERIFY(world.ask(world.leader, ChangeRouting {profile, {}}));
        QVERIFY(world.ask(world.agent, WatchBoard {BoardName::typing, world.id(), 0, 1}));
        QVERIFY(world.ask(world.leader, WatchBoard {BoardName::typing, world.id(), 0, 1}));
        QVERIFY(world.ask(world.other, WatchBoard {BoardName::typing, world.id(), 0, 1}));
        const auto viewers = [&] {
            world.pass(1s);
            return std::get<TypingRow>(world.boardOf(world.agent, BoardName::typing)->rows.first())
                .viewers.value_or(QStringList());
        };
        QCOMPARE(viewers(), (QStringList {u"Lin"_s, u"May"_s}));
        QCOMPARE(AuditTable::last(*world.database, 1)->back().event.action, u"watchBoard"_s); // in any case
        QVERIFY(world.ask(world.leader, Join {world.newId(), world.id(), true}));
        QCOMPARE(viewers(), (QStringList {u"Lin"_s, u"May"_s, u"Sun"_s})); // speaks in it now
    }

    void whoLeadsJoinsSpeaksAndLeaves()
    {
        Watched world;
        QCOMPARE(world.ask(world.leader, world.reply(world.asked, 1, u"hello"_s)).error().code, Code::reassigned);
        QCOMPARE(world.ask(world.other, Join {world.newId(), world.id(), true}).error().code, Code::forbidden);
        QVERIFY(world.ask(world.leader, Join {world.newId(), world.id(), true}));
        QVERIFY(world.ask(world.leader, world.reply(world.asked, 1, u"I am Sun, Lin's lead"_s)));
        QVERIFY(world.open().isOwnedBy(world.lin));
        QVERIFY(world.ask(world.agent, world.reply(world.asked, 1, u"as Sun says"_s)));
        bool isTold = false;
        for (const Entry& each : world.read(world.customer, world.asked))
            if (const auto* joined = std::get_if<Joined>(&each.content))
                isTold = joined->name == u"Sun"_s && joined->person == PersonId();
        QVERIFY(isTold); // by name, and not by id
        world.start(); // and after a restart
        world.leader = world.enterStaff(world.shop, world.sun, Roles(Role::supervisor), false);
        world.agent = world.enterStaff(world.shop, world.lin);
        QVERIFY(world.ask(world.leader, world.reply(world.asked, 1, u"still here"_s)));
        QVERIFY(world.ask(world.leader, Join {world.newId(), world.id(), false}));
        QCOMPARE(world.ask(world.leader, world.reply(world.asked, 1, u"and"_s)).error().code, Code::reassigned);
        QCOMPARE(world.ask(world.leader, Join {world.newId(), world.id(), false}).error().code, Code::invalidField);
    }

    void whoJoinsFindsItAmongTheirsUntilTheyLeave()
    {
        Watched world;
        const auto rowOf = [&](SessionId session) {
            return std::get<ConversationRow>(world.boardOf(session, BoardName::mine)->rows.first());
        };
        QVERIFY(world.ask(world.leader, WatchBoard {BoardName::mine, {}, 0, 50}));
        QCOMPARE(world.mineOf(world.leader), QList<Uuid> {});
        QVERIFY(world.ask(world.leader, Join {world.newId(), world.id(), true}));
        QCOMPARE(world.mineOf(world.leader), QList<Uuid> {world.id().value});
        QCOMPARE(rowOf(world.leader).joined, QList {world.sun});
        QCOMPARE(rowOf(world.leader).assignee, world.lin);
        QCOMPARE(world.desk->distribution().openOf(world.shop, world.sun), 0); // it is Lin's to answer
        world.start(); // and after a restart
        world.leader = world.enterStaff(world.shop, world.sun, Roles(Role::supervisor), false);
        world.agent = world.enterStaff(world.shop, world.lin);
        QVERIFY(world.ask(world.leader, WatchBoard {BoardName::mine, {}, 0, 50}));
        QVERIFY(world.ask(world.agent, WatchBoard {BoardName::mine, {}, 0, 50}));
        QCOMPARE(world.mineOf(world.leader), QList<Uuid> {world.id().value});
        // Asked as well, it is there once, and for as long as either holds.
        QVERIFY(world.ask(world.agent, AddNote {world.newId(), world.id(), u"what do I say?"_s, world.sun}));
        QCOMPARE(world.mineOf(world.leader), QList<Uuid> {world.id().value});
        QVERIFY(world.ask(world.leader, AddNote {world.newId(), world.id(), u"offer the coupon"_s, {}}));
        QCOMPARE(world.mineOf(world.leader), QList<Uuid> {world.id().value});
        QVERIFY(world.ask(world.leader, Join {world.newId(), world.id(), false}));
        QCOMPARE(world.mineOf(world.leader), QList<Uuid> {});
        QCOMPARE(world.mineOf(world.agent), QList<Uuid> {world.id().value});
        QVERIFY(world.ask(world.leader, Join {world.newId(), world.id(), true}));
        QCOMPARE(world.mineOf(world.leader), QList<Uuid> {world.id().value});
        const qint64 version = world.open().assignmentVersion;
        QVERIFY(world.ask(world.agent, CloseConversation {world.newId(), world.id(), version, u"solved"_s, {}}));
        QCOMPARE(world.mineOf(world.leader), QList<Uuid> {});
    }

    void whoLeadsTakesOverEvenWhenFull()
    {
        Watched world;
        QVERIFY(world.ask(world.agent, AskHelp {world.newId(), world.id(), true, {}}));
        QCOMPARE(world.ask(world.agent, WatchBoard {BoardName::help, {}, 0, 10}).error().code, Code::forbidden);
        QVERIFY(world.ask(world.leader, WatchBoard {BoardName::help, {}, 0, 10}));
        QCOMPARE(world.keysOf(world.leader, BoardName::help), QList<Uuid> {world.id().value});
        QCOMPARE(world.ask(world.other, TakeOver {world.newId(), world.id(), 1}).error().code, Code::forbidden);
        QCOMPARE(world.ask(world.leader, TakeOver {world.newId(), world.id(), 7}).error().code, Code::reassigned);
        QVERIFY(world.ask(world.leader, TakeOver {world.newId(), world.id(), 1}));
        QVERIFY(world.open().isOwnedBy(world.sun));
        QVERIFY(!world.open().helpSince);
        QCOMPARE(world.keysOf(world.leader, BoardName::help), QList<Uuid>());
        QCOMPARE(world.ask(world.agent, world.reply(world.asked, 1, u"late"_s)).error().code, Code::reassigned);
        const auto next = world.ask(world.enterCustomer(world.shop), world.text(u"me too"_s));
        QVERIFY(world.ask(world.leader, TakeOver {world.newId(), next->conversation, world.at(*next).assignmentVersion}));
        QCOMPARE(world.desk->distribution().openOf(world.shop, world.sun), 2); // above the capacity of one
    }

    /// Taken over while offline, it stayed theirs for ever when they left.
    void whatWasTakenOverByWhoIsOfflineComesBackWhenTheyLeave()
    {
        Watched world;
        QVERIFY(world.ask(world.leader, TakeOver {world.newId(), world.id(), 1}));
        QVERIFY(world.open().isOwnedBy(world.sun));
        world.leave(world.leader);
        world.pass(31s);
        QVERIFY(world.open().isOwnedBy(world.lin));
    }

    /// The same, when it was the server that went.
    void whatWasTakenOverByWhoIsOfflineComesBackAfterARestart()
    {
        Watched world;
        QVERIFY(world.ask(world.leader, TakeOver {world.newId(), world.id(), 1}));
        world.start();
        world.enterStaff(world.shop, world.lin);
        QVERIFY(world.open().isOwnedBy(world.sun));
        world.pass(31s);
        QVERIFY(world.open().isOwnedBy(world.lin));
    }

    void whoDoesNotLeadAnyMoreSpeaksNoMore()
    {
        Watched world;
        QVERIFY(world.ask(world.leader, Join {world.newId(), world.id(), true}));
        const auto demoted = world.enterStaff(world.shop, world.sun, Roles(Role::agent), false);
        QCOMPARE(world.ask(demoted, world.reply(world.asked, 1, u"still me"_s)).error().code, Code::reassigned);
    }

    void nobodyIsAskedAboutWhatIsOver()
    {
        Watched world;
        QVERIFY(world.ask(world.agent, CloseConversation {world.newId(), world.id(), 1, u"solved"_s, {}}));
        QCOMPARE(world.ask(world.agent, AddNote {world.newId(), world.id(), u"?"_s, world.may}).error().code, Code::closed);
        QVERIFY(world.ask(world.agent, AddNote {world.newId(), world.id(), u"for the record"_s, {}}));
    }

    void takingOverWhatIsOfferedEndsTheOffer()
    {
        SmallDesk world(QueueMode::offer);
        const PersonId sun = world.addPerson(world.shop, u"Sun"_s, 1, {}, {Role::supervisor});
        world.start();
        const auto leader = world.enterStaff(world.shop, sun, Roles(Role::supervisor), false);
        const auto agent = world.enterStaff(world.shop, world.lin);
        const auto asked = world.ask(world.enterCustomer(world.shop), world.text(u"hello"_s));
        QCOMPARE(world.at(*asked).state, ConversationState::offered);
        QVERIFY(world.ask(leader, TakeOver {world.newId(), asked->conversation, 0}));
        QVERIFY(world.at(*asked).isOwnedBy(sun));
        QCOMPARE(world.desk->distribution().agent(world.shop, world.lin)->load, 0);
        QCOMPARE(world.ask(agent, AcceptOffer {world.newId(), asked->conversation}).error().code, Code::offerEnded);
    }

    void aCallForHelpStandsFirstWhereAllAreSeen()
    {
        Watched world;
        QVERIFY(world.ask(world.leader, WatchBoard {BoardName::all, {}, 0, 50}));
        world.pass(60s);
        const auto second = world.ask(world.enterCustomer(world.shop), world.text(u"me too"_s));
        QVERIFY(world.at(*second).isOwnedBy(world.lin));
        QCOMPARE(world.ask(world.other, AskHelp {world.newId(), world.id(), true, {}}).error().code, Code::reassigned);
        QVERIFY(world.ask(world.agent, AskHelp {world.newId(), second->conversation, true, u"a threat"_s}));
        world.pass(1s);
        const auto board = world.boardOf(world.leader, BoardName::all);
        QCOMPARE(board->keys.first(), second->conversation.value);
        QCOMPARE(
            world.ask(world.agent, AskHelp {world.newId(), second->conversation, true, {}}).error().code, Code::invalidField);
        QVERIFY(world.ask(world.leader, AskHelp {world.newId(), second->conversation, false, {}}));
        QVERIFY(!world.at(*second).helpSince);
    }

    void whoIsAskedFindsItUntilTheyAnswer()
    {
        Watched world;
        QVERIFY(world.ask(world.other, WatchBoard {BoardName::mine, {}, 0, 50}));
        QVERIFY(world.ask(world.agent, AddNote {world.newId(), world.id(), u"does the red one run small?"_s, world.may}));
        QCOMPARE(world.mineOf(world.other), QList<Uuid> {world.id().value});
        QCOMPARE(world.ask(world.other, world.reply(world.asked, 1, u"yes"_s)).error().code, Code::reassigned);
        QVERIFY(world.ask(world.other, AddNote {world.newId(), world.id(), u"one size"_s, {}}));
        QCOMPARE(world.mineOf(world.other), QList<Uuid> {});
        // To whoever owns it, it is a whisper: they have it among their own already.
        QVERIFY(world.ask(world.leader, AddNote {world.newId(), world.id(), u"offer the coupon"_s, world.lin}));
        QVERIFY(world.open().asked.isEmpty());
        const auto entries = world.read(world.leader, world.asked);
        QCOMPARE(std::get<Note>(entries.last().content).toName, u"Lin"_s);
        for (const Entry& each : world.read(world.customer, world.asked))
            QVERIFY(!std::holds_alternative<Note>(each.content));
        const AddNote stranger {world.newId(), world.id(), u"?"_s, PersonId(Uuid {1, 2})};
        QCOMPARE(world.ask(world.agent, stranger).error().code, Code::notFound);
    }

    void whatItIsAboutDecidesWhoGetsItAndWhen()
    {
        Watched world;
        Classified classes;
        classes.issue = u"  refund "_s;
        classes.emotion = 80;
        classes.skills = QList<routing::Skill> {{u"returns"_s, 3}};
        QCOMPARE(world.ask(world.other, Classify {world.newId(), world.id(), classes}).error().code, Code::reassigned);
        QVERIFY(world.ask(world.agent, Classify {world.newId(), world.id(), classes}));
        QCOMPARE(world.open().issue, u"refund"_s);
        routing::Profile profile = world.ask(world.leader, ReadRouting {})->profile;
        profile.points.issue = {{u"refund"_s, 40}};
        profile.points.emotion = 100;
        QVERIFY(world.ask(world.leader, ChangeRouting {profile, {}}));
        QVERIFY(world.ask(world.agent, Transfer {world.newId(), world.id(), 1, {}, world.queue, u"not mine"_s}));
        world.start(); // and after a restart
        world.leader = world.enterStaff(world.shop, world.sun, Roles(Role::supervisor), false);
        world.pass(61s);
        const auto why = world.ask(world.leader, ExplainRouting {world.id()});
        QVERIFY(why->waits);
        QCOMPARE(why->waits->score.issue, 40);
        QCOMPARE(why->waits->score.emotion, 80);
        QVERIFY(std::any_of(why->waits->count.begin(), why->waits->count.end(),
            [](const ExcludedCount& each) { return each.why == routing::Exclusion::skill && each.people > 0; }));
        world.store(QueueTable::setSkills(world.shop, world.lin, SkillKind::skill, {{u"returns"_s, 4}}));
        world.agent = world.enterStaff(world.shop, world.lin);
        QVERIFY(world.open().isOwnedBy(world.lin));
        Classified nameless;
        nameless.skills = QList<routing::Skill> {{u" \n"_s, 1}};
        QCOMPARE(world.ask(world.agent, Classify {world.newId(), world.id(), nameless}).error().code, Code::invalidField);
    }

    void whoWasRatedLowIsNotPreferredAgain_data()
    {
        QTest::addColumn<qint64>("score");
        QTest::addColumn<bool>("again");
        QTest::newRow("rude") << 2LL << false;
        QTest::newRow("so so") << 3LL << true;
    }
    void whoWasRatedLowIsNotPreferredAgain()
    {
        QFETCH(qint64, score);
        QFETCH(bool, again);
        SmallDesk world;
        const PersonId ada = world.addPerson(world.shop, u"Ada"_s, 30, {world.queue});
        world.start();
        const auto agent = world.enterStaff(world.shop, world.lin);
        const auto customer = world.enterCustomer(world.shop);
        const auto first = world.ask(customer, world.text(u"hello"_s));
        QVERIFY(world.at(*first).isOwnedBy(world.lin));
        QVERIFY(world.ask(agent, CloseConversation {world.newId(), first->conversation, 1, u"solved"_s, {}}));
        QVERIFY(world.ask(customer, Rate {world.newId(), first->conversation, score, {}}));
        world.enterStaff(world.shop, ada); // with ten times the room
        QVERIFY(world.ask(world.enterCustomer(world.shop), world.text(u"Lin is not idle"_s)));
        QVERIFY(world.ask(customer, world.text(u"again"_s))); // the same conversation goes on
        QCOMPARE(world.at(*first).isOwnedBy(world.lin), again);
        QVERIFY(world.at(*first).isOwnedBy(ada) || again);
        world.pass(30h);
        const auto second = world.ask(customer, world.text(u"a day later"_s));
        QCOMPARE(world.at(*second).ratedLow.contains(world.lin), !again);
    }

    void aConversationLaterStillGoesToWhoHadTheLastOne()
    {
        SmallDesk world;
        const PersonId ada = world.addPerson(world.shop, u"Ada"_s, 30, {world.queue});
        world.start();
        const auto agent = world.enterStaff(world.shop, world.lin);
        auto customer = world.enterCustomer(world.shop);
        const auto first = world.ask(customer, world.text(u"hello"_s));
        QVERIFY(world.ask(agent, CloseConversation {world.newId(), first->conversation, 1, u"solved"_s, {}}));
        world.pass(30h); // too late to go on with it, and not to be known
        world.enterStaff(world.shop, ada); // with ten times the room
        const auto second = world.ask(customer, world.text(u"hello again"_s));
        QVERIFY(second->conversation != first->conversation);
        QVERIFY(world.at(*second).isOwnedBy(world.lin));
    }

    void listsAreReadPageByPageByWhoLeads()
    {
        Watched world;
        const Instant from = world.open().openedAt;
        for (int i = 0; i < 6; ++i) {
            QVERIFY(world.ask(world.enterCustomer(world.shop), world.text(u"number %1"_s.arg(i))));
            if (i % 2)
                world.pass(1s); // others at the same instant
        }
        ListConversations list {from, world.now + 1s, {}, 2};
        QCOMPARE(world.ask(world.agent, list).error().code, Code::forbidden);
        QList<ConversationId> seen;
        for (;;) {
            const auto page = world.ask(world.leader, list);
            QVERIFY(page);
            QCOMPARE(page->total, 7);
            if (page->rows.isEmpty())
                break;
            for (const ConversationRow& row : page->rows) {
                QVERIFY(!seen.contains(row.id));
                QVERIFY(row.openedAt && *row.openedAt >= from);
                seen.append(row.id);
            }
            list.after = seen.last();
        }
        QCOMPARE(seen.size(), 7);
        list.to = from;
        list.after.reset();
        QCOMPARE(world.ask(world.leader, list)->total, 0);
        // Every page is kept, wherever somebody begins.
        list.after = ConversationId(Uuid {1, 2});
        QVERIFY(world.ask(world.leader, list));
        const auto audit = AuditTable::last(*world.database, 50);
        const auto isList = [](const AuditTable::Row& each) { return each.event.action == u"listConversations"_s; };
        QCOMPARE(std::count_if(audit->begin(), audit->end(), isList), 7);
    }
};

QTEST_GUILESS_MAIN(TestDeskSupervision)
#include "tst_desksupervision.moc"
