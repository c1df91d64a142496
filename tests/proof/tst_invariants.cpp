// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "tests/proof/invariants.h"
#include "tests/proof/rules.h"

namespace greenroom::proof {

using namespace Qt::StringLiterals;

namespace {

constexpr Instant kNoon {Millis(1'760'000'000'000)};

Instant second(int seconds)
{
    return kNoon + std::chrono::seconds(seconds);
}

Uuid id(quint64 kind, quint64 number)
{
    return {0x0190c0de00007000 | (kind << 20), 0x8000000000000000 | number};
}

const ShopId kShop(id(1, 1));
const ShopId kOtherShop(id(1, 9));
const PersonId kStranger(id(3, 9));
const CustomerId kCustomer(id(2, 1));
const PersonId kAgent(id(3, 1));
const PersonId kOther(id(3, 2));
const ConversationId kConversation(id(4, 1));
const StreamId kStream = StreamId::of(kConversation);
const QueueId kQueue(id(5, 1));
const Uuid kEpoch = id(6, 1);

/// A run in which all went well: the customer asks, an agent is offered it, accepts, answers and notes something.
/// Client 0 is the customer, client 1 the agent.
struct Run {
    History history;
    qint64 customerHead = 0;
    Conversation row;

    Run()
    {
        history.clients = {{false, kCustomer.value, kShop, u"customer"_s}, {true, kAgent.value, kShop, u"agent"_s}};
        history.agents = {{kAgent, 2}, {kOther, 1}};
        history.dumps.resize(1);
        history.dumps[0].epoch = kEpoch;
        history.add(second(0), Started {.took = 900ms, .loaded = 3, .open = 3});
        history.clients.push_back({true, kStranger.value, kOtherShop, u"another shop's agent"_s});
        history.add(second(0), Listed {1, 2, u"conversation"_s, kConversation.value});
        history.add(second(0), Listed {1, 2, u"presence"_s, kAgent.value});
        history.add(second(0), Listed {2, 3, u"presence"_s, kStranger.value});
        for (int client : {0, 1}) {
            history.add(second(0), Listed {client, quint64(client) + 1, u"queue"_s, kQueue.value});
            history.add(second(0), Listed {client, quint64(client) + 1, u"typing"_s, kConversation.value});
        }
        for (int client : {0, 1}) {
            history.add(second(0), Followed {client, kStream});
            history.add(second(0), Resumed {client, quint64(client) + 1, kStream, {}, Resume::replayed, 1});
        }
        store(second(0), {}, Opened {});
        say(second(1), 0, id(9, 1), Text {u"where is my parcel"_s});
        store(second(1), {}, Queued {kQueue, second(1)});
        store(second(1), {}, Offered {kAgent, second(21)});
        store(second(2), staff(), Assigned {kAgent, u"A"_s, 1, AssignReason::accepted});
        say(second(3), 1, id(9, 2), Text {u"on its way"_s}, 1);
        say(second(4), 1, id(9, 3), Note {u"third time"_s});
        history.quiet = true;
        history.connected = {0, 1};
        history.endedAt = second(60);
        finish();
    }
    static Author staff() { return {AuthorKind::staff, kAgent.value, u"A"_s}; }

    /// Stores an entry, and everybody who may sees it, then or at `seen`.
    void store(Instant at, const Author& author, const Content& content, std::optional<Uuid> clientId = {},
        std::optional<Instant> seen = {})
    {
        Entry entry;
        entry.number = row.head + 1;
        entry.clientId = ClientId(clientId.value_or(id(7, quint64(entry.number))));
        entry.at = at;
        entry.author = author;
        entry.content = content;
        entry.audience = isInternal(content) ? Audience::staff : Audience::customer;
        apply(row, entry);
        history.dumps[0].entries.push_back({kStream, kShop, entry});
        for (int client : {0, 1}) {
            if (client == 0 && entry.audience == Audience::staff)
                continue;
            entry.after = client == 0 ? customerHead : entry.number - 1;
            const Digest digest = digestOf(entry, client == 0 ? Audience::customer : Audience::staff);
            history.add(seen.value_or(at),
                Observed {client, quint64(client) + 1, kEpoch, kStream, entry.number, entry.after, entry.audience, digest, true,
                    false, isInternal(content)});
            history.add(seen.value_or(at), Applied {client, kStream, kEpoch, entry.number, entry.after, digest, false});
        }
        if (entry.audience == Audience::customer)
            customerHead = entry.number;
    }
    void say(Instant at, int client, Uuid clientId, const Content& content, std::optional<qint64> version = {})
    {
        const Op op = std::holds_alternative<Note>(content) ? Op::note : Op::say;
        const auto attempt = history.add(
            at, Invoked {client, quint64(client) + 1, ClientId(clientId), op, digestOf(content), version});
        store(at, client == 0 ? Author {AuthorKind::customer, kCustomer.value, {}} : staff(), content, clientId);
        history.add(at, Answered {attempt, Ending::ok, Code::ok, {kConversation, row.head, at}, kEpoch});
    }
    /// Somebody waits this long while the agent is seen to be free.
    void wait(Millis time)
    {
        const Waiting waiting {kConversation, kQueue, second(1), {}, {}, {}};
        const AgentState agent {kAgent, Presence::online, 2, 0, second(0), {kQueue}};
        for (Millis at {0}; at <= time; at += 500ms)
            history.samples.push_back({second(10) + at, {waiting}, {agent}});
    }
    /// The agent takes back what they said, and both read it once more.
    void recall(qint64 number)
    {
        const auto attempt = history.add(
            second(7), Invoked {1, 2, ClientId(id(9, 20)), Op::other, digestOf(Recalled {number}), {}});
        StoredEntry& taken = entries()[std::size_t(number - 1)];
        taken.entry.content = Tombstone {};
        store(second(7), staff(), Recalled {number}, id(9, 20));
        history.add(second(7), Answered {attempt, Ending::ok, Code::ok, {kConversation, row.head, second(7)}, kEpoch});
        for (int client : {0, 1})
            history.add(second(8),
                Observed {client, quint64(client) + 1, kEpoch, kStream, number, number - 1, Audience::customer,
                    digestOf(entries()[std::size_t(number - 1)].entry, client == 0 ? Audience::customer : Audience::staff),
                    false, true});
        finish();
    }
    /// From now on a sender's n-th observation (or what they show) is a tombstone of what was there.
    template <class T>
    void bury(int n)
    {
        T& seen = event<T>(n);
        Entry buried = entries()[std::size_t(seen.number - 1)].entry;
        buried.content = Tombstone {};
        seen.tombstone = true;
        seen.digest = digestOf(
            buried, history.clients[std::size_t(seen.client)].isStaff ? Audience::staff : Audience::customer);
    }
    /// The server's clock is worth nothing; the offer ran out when nobody outside would have said so.
    void expire(int customerSays, int seenEnded)
    {
        history.clocksApart.reset();
        // All ends when everybody has seen the offer.
        entries().resize(4);
        history.events.erase(history.events.begin() + std::ptrdiff_t(positionOf<Applied>(6)) + 1, history.events.end());
        row = {};
        for (const StoredEntry& each : entries())
            apply(row, each.entry);
        customerHead = row.customerHead;
        say(second(customerSays), 0, id(9, 30), Text {u"hello"_s});
        store(second(21), {}, OfferEnded {kAgent, OfferEnd::expired}, {}, second(seenEnded));
    }
    void finish()
    {
        row.id = kConversation;
        row.shop = kShop;
        row.customer = kCustomer;
        history.dumps[0].conversations = {row};
    }
    std::vector<StoredEntry>& entries() { return history.dumps[0].entries; }
    /// The n-th event of a kind, from 0.
    template <class T>
    T& event(int n)
    {
        for (Event& each : history.events)
            if (T* found = std::get_if<T>(&each.what); found && n-- == 0)
                return *found;
        qFatal("no such event");
    }
    template <class T>
    std::size_t positionOf(int n)
    {
        for (std::size_t i = 0; i < history.events.size(); ++i)
            if (std::holds_alternative<T>(history.events[i].what) && n-- == 0)
                return i;
        qFatal("no such event");
    }
    template <class T>
    int count() const
    {
        return int(std::count_if(history.events.begin(), history.events.end(),
            [](const Event& each) { return std::holds_alternative<T>(each.what); }));
    }
    template <class T>
    void remove(int n)
    {
        const std::size_t position = positionOf<T>(n);
        history.events.erase(history.events.begin() + std::ptrdiff_t(position));
        for (Event& each : history.events)
            if (auto* told = std::get_if<Answered>(&each.what); told && told->attempt > position)
                --told->attempt;
    }
    void restore(std::size_t kept)
    {
        history.dumps.insert(history.dumps.begin(), history.dumps[0]);
        history.dumps[1].epoch = id(6, 2);
        history.add(second(5), Restored {id(6, 2), kept});
    }
};

/// A way to break the good history so that this invariant, and no other in its place, has to say so.
struct Broken {
    const char* invariant;
    const char* how;
    std::function<void(Run&)> breaks;
};

std::vector<Broken> brokenHistories()
{
    std::vector<Broken> all;
    const auto row = [&all](const char* invariant, const char* how, std::function<void(Run&)> breaks) {
        all.push_back({invariant, how, std::move(breaks)});
    };

    row("D1", "acknowledged and lost", [](Run& run) { run.entries().erase(run.entries().begin() + 5); });
    row("D1", "acknowledged under another number", [](Run& run) { run.event<Answered>(1).stored.number = 9; });
    row("D1", "stored with other words", [](Run& run) { run.entries()[5].entry.content = Text {u"elsewhere"_s}; });
    row("D1", "acknowledged and cleared, though nobody took it back",
        [](Run& run) { run.entries()[5].entry.content = Tombstone {}; });
    row("D2", "the same id twice", [](Run& run) { run.entries().push_back(run.entries()[1]); });
    row("D2", "the same words under a new id", [](Run& run) {
        run.entries().push_back(run.entries()[1]);
        run.entries().back().entry.clientId = ClientId(id(9, 77));
    });
    row("D3", "nobody said it", [](Run& run) {
        run.store(second(6), {AuthorKind::customer, kCustomer.value, {}}, Text {u"a ghost"_s});
    });
    row("D3", "stored under another name", [](Run& run) { run.entries()[1].entry.author.id = kOther.value; });
    row("D3", "nobody took it back", [](Run& run) { run.store(second(6), Run::staff(), Recalled {6}); });
    row("D3", "another was taken back", [](Run& run) {
        run.recall(6);
        run.entries().back().entry.content = Recalled {2};
    });
    row("D4", "refused and stored", [](Run& run) { run.event<Answered>(0).how = Ending::fail; });
    row("D4", "refused, stored, and then acknowledged", [](Run& run) {
        run.event<Answered>(0).how = Ending::fail;
        Invoked again = run.event<Invoked>(0);
        const auto attempt = run.history.add(second(9), again);
        run.history.add(second(9), Answered {attempt, Ending::ok, Code::ok, {kConversation, 2, second(1)}, kEpoch});
    });
    row("D5", "a hole", [](Run& run) { run.entries()[3].entry.number = 9; });
    row("D6", "seen with other words", [](Run& run) { run.event<Observed>(2).digest ^= 1; });
    row("D6", "seen and never stored", [](Run& run) { run.event<Observed>(2).number = 99; });
    row("D6", "a tombstone is sent of what was not cleared", [](Run& run) { run.bury<Observed>(3); });
    row("D6", "another tombstone than its own", [](Run& run) {
        run.recall(6);
        run.event<Observed>(run.count<Observed>() - 1).digest ^= 1;
    });
    row("D6", "cleared, and nobody took it back", [](Run& run) { run.entries()[5].entry.content = Tombstone {}; });
    row("D6", "two readings of what was cleared later", [](Run& run) {
        Observed again = run.event<Observed>(9);
        again.digest ^= 1;
        run.history.add(second(6), again);
        run.recall(again.number);
    });
    row("D6", "of no epoch there was", [](Run& run) { run.event<Observed>(2).epoch = id(6, 9); });
    row("D7", "the order turned",
        [](Run& run) { std::swap(run.entries()[5].entry.clientId, run.entries()[6].entry.clientId); });
    row("D8", "the answer stands before the question", [](Run& run) { run.entries()[5].entry.number = 1; });
    row("D9", "another answer", [](Run& run) {
        const auto attempt = run.history.add(second(9), Invoked(run.event<Invoked>(0)));
        run.history.add(second(9), Answered {attempt, Ending::ok, Code::ok, {kConversation, 2, second(8)}, kEpoch});
    });
    row("D10", "a hole on screen", [](Run& run) { run.event<Applied>(4).after -= 1; });
    row("D10", "on screen and not in the log", [](Run& run) { run.entries().pop_back(); });
    row("D10", "a tombstone on screen for what was not cleared", [](Run& run) { run.bury<Applied>(3); });
    row("D10", "before it was cleared, other words on screen than were sent", [](Run& run) {
        for (int n = 0; n < run.count<Applied>(); ++n)
            if (run.event<Applied>(n).number == 6)
                run.event<Applied>(n).digest ^= 1;
        run.recall(6);
    });
    row("D11", "the last is missing on screen", [](Run& run) { run.remove<Applied>(run.count<Applied>() - 1); });
    row("D12", "one is skipped", [](Run& run) { run.remove<Observed>(2); });
    row("D12", "one is pushed again", [](Run& run) { run.history.add(second(9), Observed(run.event<Observed>(2))); });
    row("D12", "nobody watches", [](Run& run) { run.remove<Resumed>(1); });
    row("D13", "the old copy goes on", [](Run& run) { run.event<Applied>(5).epoch = id(6, 2); });
    row("D13", "never offered again", [](Run& run) {
        run.restore(0);
        run.event<Answered>(1).how = Ending::unknown;
    });
    row("A1", "a version is skipped", [](Run& run) { std::get<Assigned>(run.entries()[4].entry.content).version = 2; });
    row("A1", "offered twice at once", [](Run& run) { run.entries()[2].entry.content = Offered {kOther, second(21)}; });
    row("A1", "two owners", [](Run& run) {
        run.store(second(7), {}, Assigned {kOther, u"B"_s, 2, AssignReason::longestIdle});
    });
    row("A1", "accepted by somebody else", [](Run& run) { std::get<Assigned>(run.entries()[4].entry.content).agent = kOther; });
    row("A1", "taken over by somebody who was not asked", [](Run& run) {
        Transferred asked;
        asked.toAgent = PersonId(Uuid {77, 77});
        asked.until = second(37);
        run.store(second(7), {}, asked);
        run.store(second(8), {}, Assigned {kOther, u"B"_s, 2, AssignReason::transferred});
    });
    row("A2", "waits more than a second while somebody is free", [](Run& run) { run.wait(1500ms); });
    row("A2", "waits, and nobody says of which queues they are", [](Run& run) {
        run.wait(1500ms);
        for (Sample& each : run.history.samples)
            each.agents.front().queues.clear();
    });
    row("A3", "more than the capacity", [](Run& run) { run.history.agents[0].capacity = 0; });
    row("A3", "the rows say otherwise", [](Run& run) { run.history.dumps[0].conversations[0].assignee = kOther; });
    row("A4", "a stale version", [](Run& run) { run.event<Invoked>(1).version = 0; });
    row("A4", "not the owner", [](Run& run) { std::get<Assigned>(run.entries()[4].entry.content).agent = kOther; });
    row("A5", "a customer's words end nowhere", [](Run& run) { run.event<Answered>(0).how = Ending::unknown; });
    row("A6", "an offer ends before its time", [](Run& run) {
        run.entries()[4].entry.content = OfferEnded {kAgent, OfferEnd::expired};
    });
    row("A6", "an offer ends late", [](Run& run) {
        run.entries()[4].entry.content = OfferEnded {kAgent, OfferEnd::expired};
        run.entries()[4].entry.at = second(30);
    });
    row("A6", "an offer never ends", [](Run& run) { run.entries().resize(4); });
    row("A6", "an offer ends late by everybody's clock but the server's", [](Run& run) { run.expire(40, 41); });
    row("A6", "an offer ends early by everybody's clock but the server's", [](Run& run) {
        run.expire(9, 10);
        // It was made after this was asked for.
        run.event<Invoked>(0).id = run.entries()[2].entry.clientId;
    });
    row("A6", "by everybody's clock but the server's an offer never ends", [](Run& run) {
        run.expire(9, 10);
        run.entries().pop_back();
    });
    row("A6", "an offer runs out twice", [](Run& run) {
        run.expire(9, 22);
        run.store(second(23), {}, OfferEnded {kAgent, OfferEnd::expired});
    });
    row("S1", "an entry for staff", [](Run& run) { run.event<Observed>(0).audience = Audience::staff; });
    row("S1", "somebody else's", [](Run& run) { run.history.dumps[0].conversations[0].customer = CustomerId(id(2, 9)); });
    row("S1", "another shop's", [](Run& run) { run.history.dumps[0].conversations[0].shop = ShopId(id(1, 9)); });
    row("S1", "what customers are not told in an entry of theirs", [](Run& run) { run.event<Observed>(0).internal = true; });
    row("S1", "the id of somebody of the staff", [](Run& run) { run.history.add(second(9), PersonSeen {0}); });
    const auto lists = [&row](const char* how, int client, const char* kind, Uuid which) {
        row("S1", how, [client, kind, which](Run& run) {
            Conversation& another = run.history.dumps[0].conversations.emplace_back(run.row);
            another.id = ConversationId(id(4, 2));
            another.customer = CustomerId(id(2, 2));
            run.history.dumps[0].conversations.push_back(another);
            run.history.dumps[0].conversations.back().id = ConversationId(id(4, 3));
            run.history.dumps[0].conversations.back().shop = kOtherShop;
            run.history.add(second(9), Listed {client, quint64(client) + 1, QString::fromLatin1(kind), which});
        });
    };
    lists("a conversation's row to a customer, their own", 0, "conversation", kConversation.value);
    lists("a conversation's row of another shop", 1, "conversation", id(4, 3));
    lists("a colleague's row to a customer", 0, "presence", kAgent.value);
    lists("a colleague's row of another shop", 1, "presence", kStranger.value);
    lists("a row of who types in somebody else's conversation", 0, "typing", id(4, 2));
    lists("a row of who types in another shop's conversation", 1, "typing", id(4, 3));
    lists("another shop's queue", 2, "queue", kQueue.value);
    lists("a row of an unknown kind", 1, "rumour", kQueue.value);
    row("S1", "the words of a note", [](Run& run) { run.history.add(second(9), NoteSeen {0}); });
    row("S2", "sees on", [](Run& run) {
        run.history.events.insert(run.history.events.begin() + 1, Event {second(-9), Revoked {0}});
        for (Event& each : run.history.events) // the answers' positions moved
            if (auto* told = std::get_if<Answered>(&each.what))
                ++told->attempt;
    });
    row("S2", "lists go on", [](Run& run) {
        run.history.add(second(9), Revoked {0});
        run.history.add(second(15), Listed {0, 1, u"queue"_s, kQueue.value});
    });
    row("R1", "more than the caps", [](Run& run) { run.history.memory = {{second(9), 300'000, 100'000, 2, 0, 0}}; });
    row("R2", "no answer", [](Run& run) { run.history.add(second(9), Invoked {0, 1, ClientId(id(9, 8)), Op::say, 0, {}}); });
    row("R2", "passed over", [](Run& run) {
        const auto first = run.history.add(second(9), Invoked {0, 1, ClientId(id(9, 8)), Op::say, 0, {}});
        const auto later = run.history.add(second(10), Invoked {0, 1, ClientId(id(9, 9)), Op::say, 0, {}});
        run.history.add(second(10), Answered {later, Ending::fail, Code::unavailable, {}, kEpoch});
        run.history.add(second(16), Answered {first, Ending::unknown, Code::offline, {}, kEpoch});
    });
    row("R2", "two answers", [](Run& run) { run.history.add(second(9), Answered(run.event<Answered>(0))); });
    row("R3", "the store is torn", [](Run& run) { run.event<Started>(0).whole = false; });
    row("R3", "ready too late", [](Run& run) { run.event<Started>(0).took = 3100ms; });
    row("R3", "what is over is taken into memory at a start", [](Run& run) { run.event<Started>(0).loaded = 4; });
    row("R3", "a row is not its entries' fold", [](Run& run) { ++run.history.dumps[0].conversations[0].head; });
    row("R3", "a row is behind what was decided", [](Run& run) {
        Conversation& c = run.history.dumps[0].conversations[0];
        --c.head;
        --c.assignmentVersion;
    });
    row("R3", "no row", [](Run& run) { run.history.dumps[0].conversations.clear(); });
    row("R4", "not in the audit", [](Run& run) {
        run.history.add(second(9), Audited {0, u"denied"_s, u"addNote"_s, false});
        run.history.add(second(9), Audited {0, u"denied"_s, u"addNote"_s, true});
    });
    row("R4", "twice in the audit", [](Run& run) {
        run.history.add(second(9), Audited {0, u"denied"_s, u"addNote"_s, false});
        run.history.dumps[0].audit.assign(2, {kCustomer.value, u"denied"_s, u"addNote"_s});
    });
    row("R4", "the chain is broken", [](Run& run) { run.history.dumps[0].auditWhole = false; });
    return all;
}

} // namespace

class InvariantsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aGoodHistoryPasses_data();
    void aGoodHistoryPasses();
    void aBrokenHistoryIsCaught_data();
    void aBrokenHistoryIsCaught();
    void aRestoreExcusesOnlyWhatItTook();
    void everyInvariantIsBrokenByATest();
};

void InvariantsTest::aGoodHistoryPasses_data()
{
    QTest::addColumn<int>("which");
    QTest::newRow("as it is") << 0;
    QTest::newRow("with something taken back") << 1;
    QTest::newRow("with a wait of a second") << 2;
    QTest::newRow("with a server whose clock was bent") << 3;
}

void InvariantsTest::aGoodHistoryPasses()
{
    QFETCH(int, which);
    Run run;
    switch (which) {
    case 1: run.recall(6); break;
    case 2: run.wait(1000ms); break;
    case 3: run.expire(9, 22); break;
    }
    run.finish();
    for (const Violation& violation : checkAll(run.history))
        QFAIL(qPrintable(violation.invariant + u": "_s + violation.what));
}

void InvariantsTest::aBrokenHistoryIsCaught_data()
{
    QTest::addColumn<int>("which");
    const std::vector<Broken> all = brokenHistories();
    for (std::size_t i = 0; i < all.size(); ++i)
        QTest::addRow("%s: %s", all[i].invariant, all[i].how) << int(i);
}

void InvariantsTest::aBrokenHistoryIsCaught()
{
    QFETCH(int, which);
    const Broken broken = brokenHistories()[std::size_t(which)];
    Run run;
    broken.breaks(run);
    const Violations found = check(broken.invariant, run.history);
    QVERIFY(!found.empty());
    QCOMPARE(found.front().invariant, QString::fromLatin1(broken.invariant));
    QVERIFY(!found.front().what.isEmpty());
}

void InvariantsTest::aRestoreExcusesOnlyWhatItTook()
{
    Run run;
    // The copy was made before the agent's answer and without it.
    run.restore(run.positionOf<Invoked>(1));
    run.history.dumps[1].entries.resize(5);
    QVERIFY(check("D1", run.history).empty());
    QVERIFY(check("D6", run.history).empty());
    run.history.dumps[1].entries.resize(1);
    QVERIFY(!check("D1", run.history).empty());
    // A denial that was told before the restore and heard after it went with the older store.
    run.history.add(second(9), Audited {0, u"denied"_s, u"addNote"_s, false});
    run.history.add(second(9), Audited {0, u"denied"_s, u"addNote"_s, true, id(6, 1)});
    QVERIFY(check("R4", run.history).empty());
    run.history.add(second(9), Audited {0, u"denied"_s, u"addNote"_s, true, id(6, 2)});
    QVERIFY(!check("R4", run.history).empty());
}

/// An invariant whose function asks nothing passes every history: each has a broken one that it notices itself and the good
/// one that it passes, and there is none too few.
void InvariantsTest::everyInvariantIsBrokenByATest()
{
    QByteArrayList missing {"D1", "D2", "D3", "D4", "D5", "D6", "D7", "D8", "D9", "D10", "D11", "D12", "D13", "A1", "A2", "A3",
        "A4", "A5", "A6", "S1", "S2", "R1", "R2", "R3", "R4"};
    const std::vector<Broken> all = brokenHistories();
    for (const Invariant& each : invariants()) {
        QVERIFY2(missing.removeOne(each.id), each.id);
        QVERIFY2(each.check(Run().history).empty(), each.id);
        int noticed = 0;
        for (const Broken& broken : all) {
            if (qstrcmp(broken.invariant, each.id) != 0)
                continue;
            Run run;
            broken.breaks(run);
            const Violations found = each.check(run.history);
            QVERIFY2(!found.empty(), broken.how);
            for (const Violation& violation : found)
                QCOMPARE(violation.invariant, QString::fromLatin1(each.id));
            ++noticed;
        }
        QVERIFY2(noticed > 0, each.id);
    }
    QVERIFY2(missing.isEmpty(), missing.join(' ').constData());
    for (const Broken& broken : all)
        QVERIFY2(std::any_of(invariants().begin(), invariants().end(),
                     [&](const Invariant& each) { return qstrcmp(each.id, broken.invariant) == 0; }),
            broken.invariant);
}

} // namespace greenroom::proof

QTEST_GUILESS_MAIN(greenroom::proof::InvariantsTest)
#include "tst_invariants.moc"
