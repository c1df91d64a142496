// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "tests/proof/invariants.h"

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
        history.add(second(0), Started {});
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

    /// Stores an entry, and everybody who may sees it.
    void store(Instant at, const Author& author, const Content& content, std::optional<Uuid> clientId = {})
    {
        Entry entry;
        entry.number = row.head + 1;
        entry.clientId = ClientId(clientId.value_or(id(7, quint64(entry.number))));
        entry.at = at;
        entry.author = author;
        entry.content = content;
        entry.audience = audienceOf(content);
        apply(row, entry);
        history.dumps[0].entries.push_back({kStream, kShop, entry});
        for (int client : {0, 1}) {
            if (client == 0 && entry.audience == Audience::staff)
                continue;
            entry.after = client == 0 ? customerHead : entry.number - 1;
            const Digest digest = digestOf(entry, client == 0 ? Audience::customer : Audience::staff);
            history.add(at,
                Observed {client, quint64(client) + 1, kEpoch, kStream, entry.number, entry.after, entry.audience, digest, true,
                    false});
            history.add(at, Applied {client, kStream, kEpoch, entry.number, entry.after, digest, false});
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
        history.add(at, Answered {attempt, Outcome::ok, Code::ok, {kConversation, row.head, at}, kEpoch});
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

using Break = std::function<void(Run&)>;

} // namespace

} // namespace greenroom::proof

Q_DECLARE_METATYPE(greenroom::proof::Break)

namespace greenroom::proof {

class InvariantsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aGoodHistoryPasses();
    void aBrokenHistoryIsCaught_data();
    void aBrokenHistoryIsCaught();
    void aRestoreExcusesOnlyWhatItTook();
    void everyInvariantIsBrokenByATest();
};

void InvariantsTest::aGoodHistoryPasses()
{
    Run run;
    for (const Violation& violation : checkAll(run.history))
        QFAIL(qPrintable(violation.invariant + u": "_s + violation.what));
}

void InvariantsTest::aBrokenHistoryIsCaught_data()
{
    QTest::addColumn<QByteArray>("invariant");
    QTest::addColumn<Break>("breaks");
    const auto row = [](const char* invariant, const char* how, Break breaks) {
        QTest::addRow("%s: %s", invariant, how) << QByteArray(invariant) << breaks;
    };

    row("D1", "acknowledged and lost", [](Run& run) { run.entries().erase(run.entries().begin() + 5); });
    row("D1", "acknowledged under another number", [](Run& run) { run.event<Answered>(1).stored.number = 9; });
    row("D1", "stored with other words", [](Run& run) { run.entries()[5].entry.content = Text {u"elsewhere"_s}; });
    row("D2", "the same id twice", [](Run& run) { run.entries().push_back(run.entries()[1]); });
    row("D2", "the same words under a new id", [](Run& run) {
        run.entries().push_back(run.entries()[1]);
        run.entries().back().entry.clientId = ClientId(id(9, 77));
    });
    row("D3", "nobody said it", [](Run& run) {
        run.store(second(6), {AuthorKind::customer, kCustomer.value, {}}, Text {u"a ghost"_s});
    });
    row("D3", "stored under another name", [](Run& run) { run.entries()[1].entry.author.id = kOther.value; });
    row("D4", "refused and stored", [](Run& run) { run.event<Answered>(0).how = Outcome::fail; });
    row("D4", "refused, stored, and then acknowledged", [](Run& run) {
        run.event<Answered>(0).how = Outcome::fail;
        Invoked again = run.event<Invoked>(0);
        const auto attempt = run.history.add(second(9), again);
        run.history.add(second(9), Answered {attempt, Outcome::ok, Code::ok, {kConversation, 2, second(1)}, kEpoch});
    });
    row("D5", "a hole", [](Run& run) { run.entries()[3].entry.number = 9; });
    row("D6", "seen with other words", [](Run& run) { run.event<Observed>(2).digest ^= 1; });
    row("D6", "seen and never stored", [](Run& run) { run.event<Observed>(2).number = 99; });
    row("D7", "the order turned",
        [](Run& run) { std::swap(run.entries()[5].entry.clientId, run.entries()[6].entry.clientId); });
    row("D8", "the answer stands before the question", [](Run& run) { run.entries()[5].entry.number = 1; });
    row("D9", "another answer", [](Run& run) {
        const auto attempt = run.history.add(second(9), Invoked(run.event<Invoked>(0)));
        run.history.add(second(9), Answered {attempt, Outcome::ok, Code::ok, {kConversation, 2, second(8)}, kEpoch});
    });
    row("D10", "a hole on screen", [](Run& run) { run.event<Applied>(4).after -= 1; });
    row("D10", "on screen and not in the log", [](Run& run) { run.entries().pop_back(); });
    row("D11", "the last is missing on screen", [](Run& run) { run.remove<Applied>(run.count<Applied>() - 1); });
    row("D12", "one is skipped", [](Run& run) { run.remove<Observed>(2); });
    row("D12", "one is pushed again", [](Run& run) { run.history.add(second(9), Observed(run.event<Observed>(2))); });
    row("D12", "nobody watches", [](Run& run) { run.remove<Resumed>(1); });
    row("D13", "the old copy goes on", [](Run& run) { run.event<Applied>(5).epoch = id(6, 2); });
    row("D13", "never offered again", [](Run& run) {
        run.restore(0);
        run.event<Answered>(1).how = Outcome::unknown;
    });
    row("A1", "a version is skipped", [](Run& run) { std::get<Assigned>(run.entries()[4].entry.content).version = 2; });
    row("A1", "offered twice at once", [](Run& run) { run.entries()[2].entry.content = Offered {kOther, second(21)}; });
    row("A1", "two owners", [](Run& run) {
        run.store(second(7), {}, Assigned {kOther, u"B"_s, 2, AssignReason::longestIdle});
    });
    row("A1", "accepted by somebody else", [](Run& run) { std::get<Assigned>(run.entries()[4].entry.content).agent = kOther; });
    row("A2", "waits while somebody is free", [](Run& run) {
        const Waiting waiting {kConversation, kQueue, second(1), {}, {}, {}};
        const AgentState agent {kAgent, Presence::online, 2, 0, second(0), {kQueue}};
        for (int at = 10; at < 15; ++at)
            run.history.samples.push_back({second(at), {waiting}, {agent}});
    });
    row("A3", "more than the capacity", [](Run& run) { run.history.agents[0].capacity = 0; });
    row("A3", "the rows say otherwise", [](Run& run) { run.history.dumps[0].conversations[0].assignee = kOther; });
    row("A4", "a stale version", [](Run& run) { run.event<Invoked>(1).version = 0; });
    row("A4", "not the owner", [](Run& run) { std::get<Assigned>(run.entries()[4].entry.content).agent = kOther; });
    row("A5", "a customer's words end nowhere", [](Run& run) { run.event<Answered>(0).how = Outcome::unknown; });
    row("A6", "an offer ends before its time", [](Run& run) {
        run.entries()[4].entry.content = OfferEnded {kAgent, OfferEnd::expired};
    });
    row("A6", "an offer ends late", [](Run& run) {
        run.entries()[4].entry.content = OfferEnded {kAgent, OfferEnd::expired};
        run.entries()[4].entry.at = second(30);
    });
    row("A6", "an offer never ends", [](Run& run) { run.entries().resize(4); });
    row("S1", "an entry for staff", [](Run& run) { run.event<Observed>(0).audience = Audience::staff; });
    row("S1", "somebody else's", [](Run& run) { run.history.dumps[0].conversations[0].customer = CustomerId(id(2, 9)); });
    row("S1", "another shop's", [](Run& run) { run.history.dumps[0].conversations[0].shop = ShopId(id(1, 9)); });
    row("S1", "the words of a note", [](Run& run) { run.history.add(second(9), NoteSeen {0}); });
    row("S2", "sees on", [](Run& run) {
        run.history.events.insert(run.history.events.begin() + 1, Event {second(-9), Revoked {0}});
        for (Event& each : run.history.events) // the answers' positions moved
            if (auto* told = std::get_if<Answered>(&each.what))
                ++told->attempt;
    });
    row("R1", "more than the caps", [](Run& run) { run.history.memory = {{second(9), 300'000, 100'000, 2, 0, 0}}; });
    row("R2", "no answer", [](Run& run) { run.history.add(second(9), Invoked {0, 1, ClientId(id(9, 8)), Op::say, 0, {}}); });
    row("R2", "passed over", [](Run& run) {
        const auto first = run.history.add(second(9), Invoked {0, 1, ClientId(id(9, 8)), Op::say, 0, {}});
        const auto later = run.history.add(second(10), Invoked {0, 1, ClientId(id(9, 9)), Op::say, 0, {}});
        run.history.add(second(10), Answered {later, Outcome::fail, Code::unavailable, {}, kEpoch});
        run.history.add(second(16), Answered {first, Outcome::unknown, Code::offline, {}, kEpoch});
    });
    row("R2", "two answers", [](Run& run) { run.history.add(second(9), Answered(run.event<Answered>(0))); });
    row("R3", "the store is torn", [](Run& run) { run.event<Started>(0).whole = false; });
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
}

void InvariantsTest::aBrokenHistoryIsCaught()
{
    QFETCH(QByteArray, invariant);
    QFETCH(Break, breaks);
    Run run;
    breaks(run);
    const Violations found = check(invariant.constData(), run.history);
    QVERIFY(!found.empty());
    QCOMPARE(found.front().invariant, QString::fromLatin1(invariant));
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

void InvariantsTest::everyInvariantIsBrokenByATest()
{
    QSet<QByteArray> broken;
    for (const char* name : {"D1", "D2", "D3", "D4", "D5", "D6", "D7", "D8", "D9", "D10", "D11", "D12", "D13", "A1", "A2", "A3",
             "A4", "A5", "A6", "S1", "S2", "R1", "R2", "R3", "R4"})
        broken.insert(name);
    for (const Invariant& each : invariants())
        QVERIFY2(broken.remove(each.id), each.id);
    QVERIFY(broken.isEmpty());
}

} // namespace greenroom::proof

QTEST_GUILESS_MAIN(greenroom::proof::InvariantsTest)
#include "tst_invariants.moc"
