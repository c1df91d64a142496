// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/relay.h"

#include <QCommandLineParser>

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

constexpr size_t kMostOfOneProcess = 9'000; // clients; descriptors are limited
constexpr double kWarmSeconds = 2;

} // namespace

std::optional<TrafficFigures> measureTraffic(
    const LoadWorld& world, const LoadPlan& plan, double seconds, const std::function<double()>& cpu)
{
    using Phase = LoadLedger::Phase;
    const size_t clients = world.talks().size();
    const size_t shares = std::max<size_t>(1, (clients + kMostOfOneProcess - 1) / kMostOfOneProcess);
    LoadLedger& ledger = LoadLedger::make(shares);
    std::vector<pid_t> processes;
    for (size_t i = 0; i < shares; ++i)
        processes.push_back(forkLoad([&] { runCustomers(world, plan, ledger, i, shares); }));
    processes.push_back(forkLoad([&] { runAgents(world, plan, ledger); }));
    const auto end = [&] {
        ledger.phase = Phase::end;
        for (pid_t process : processes)
            endLoad(process);
    };
    if (!waitLoad([&] { return ledger.ready + ledger.closed >= clients + world.agents().size(); }, 180) || ledger.closed > 0) {
        std::fprintf(stderr, "greenroom-bench: %zu of %zu came in, %zu were cut\n", ledger.ready.load(),
            clients + world.agents().size(), ledger.closed.load());
        end();
        return std::nullopt;
    }

    letLoad(0.5);
    ledger.phase = Phase::talk;
    letLoad(kWarmSeconds);
    const qint64 from = monotonicNow();
    const double cpuFrom = cpu();
    letLoad(seconds);
    const double cpuUsed = cpu() - cpuFrom;
    const qint64 to = monotonicNow();
    ledger.phase = Phase::quiet;
    const auto open = [&] {
        return !ledger.all([&](const SaidOnce& each, bool) { return each.storedAt != 0 && each.receivedAt != 0; });
    };
    if (plan.customersWatch || plan.answerPercent == 0)
        for (int i = 0; i < 20 && open(); ++i)
            letLoad(0.25);
    end();

    TrafficFigures figures;
    std::vector<double> latencies;
    ledger.all([&](const SaidOnce& each, bool answer) {
        if (each.receivedAt >= from && each.receivedAt < to && each.storedAt != 0) {
            ++figures.messages;
            figures.answers += answer ? 1 : 0;
        }
        if (!answer && each.sentAt >= from && each.sentAt < to && each.receivedAt != 0)
            latencies.push_back(double(each.receivedAt - each.sentAt) / 1e6);
        const bool expected = !answer || plan.customersWatch;
        figures.lost += each.storedAt != 0 && each.receipts == 0 && expected ? 1 : 0;
        figures.duplicated += each.receipts > 1 ? 1 : 0;
        figures.unanswered += each.storedAt == 0 ? 1 : 0;
        return true;
    });
    figures.cpuPerMessage = figures.messages > 0 ? cpuUsed * 1e6 / double(figures.messages) : 0;
    figures.p50 = quantile(latencies, 0.5);
    figures.p99 = quantile(latencies, 0.99);
    figures.perSecond = double(figures.messages) / (double(to - from) / 1e9);
    figures.reordered = qint64(ledger.reordered.load());
    figures.refused = qint64(ledger.refused.load());
    figures.unsaid = qint64(ledger.unsaid.load());
    figures.closed = qint64(ledger.closed.load());
    return figures;
}

void addTrafficOptions(QCommandLineParser& parser)
{
    parser.addHelpOption();
    parser.addOptions({
        {u"connections"_s, u"Customers, each with a connection and a conversation."_s, u"N"_s, u"2000"_s},
        {u"rate"_s, u"Messages a second of all customers together; 0: as many as are answered."_s, u"R"_s, u"4000"_s},
        {u"seconds"_s, u"Measured time."_s, u"S"_s, u"10"_s},
        {u"agents"_s, u"Agents, among whom the conversations are; 0: one for every fifty."_s, u"A"_s, u"0"_s},
        {u"stored"_s, u"Entries of closed conversations stored beforehand."_s, u"E"_s, u"0"_s},
        {u"answers"_s, u"Percent of the customers' messages that their agent answers."_s, u"P"_s, u"10"_s},
        {u"unanswered"_s, u"With rate 0: requests each customer leaves without a reply at a time."_s, u"K"_s, u"2"_s},
        {u"no-echo"_s, u"Customers do not watch their own conversation, as the widget does; nobody receives answers."_s},
        {u"no-lists"_s, u"Agents do not watch their list of conversations, as the desktop does."_s},
    });
}

LoadPlan planOf(const QCommandLineParser& parser)
{
    LoadPlan plan;
    plan.rate = double(numberOf(parser, u"rate"_s));
    plan.unanswered = numberOf(parser, u"unanswered"_s);
    plan.answerPercent = int(numberOf(parser, u"answers"_s));
    plan.customersWatch = !parser.isSet(u"no-echo"_s);
    plan.agentsWatchLists = !parser.isSet(u"no-lists"_s);
    return plan;
}

void tell(BenchLine& line, const TrafficFigures& figures)
{
    line.add("messages", figures.messages)
        .add("answers", figures.answers)
        .add("cpu_us_per_message", figures.cpuPerMessage, 2)
        .add("p50_ms", figures.p50, 2)
        .add("p99_ms", figures.p99, 2)
        .add("per_second", figures.perSecond, 0)
        .add("lost", figures.lost)
        .add("duplicated", figures.duplicated)
        .add("reordered", figures.reordered)
        .add("unanswered", figures.unanswered)
        .add("refused", figures.refused)
        .add("unsaid", figures.unsaid)
        .add("cut", figures.closed);
}

int benchRelay(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Customers say, agents receive and answer, over the real wire, against a greenroomd of its own on a fresh store.\n"
        "Every customer has a connection, a conversation and an agent; customers watch their conversation as the widget does,\n"
        "agents watch theirs and their list as the desktop does. After two seconds that do not count, S seconds do.\n\n"
        "messages: committed, acknowledged to whoever said it, and received by the other side (answers, of these, by the\n"
        "customer); cpu_us_per_message: processor time of greenroomd (user and system, by the kernel's books) by these;\n"
        "p50_ms, p99_ms: from the customer's send to the agent's receipt; lost: acknowledged, never received; duplicated:\n"
        "received twice; reordered: out of the order it was said or numbered in; unanswered, refused: neither or not stored;\n"
        "unsaid: everybody waited for replies when it was due; cut: connections that ended; rss_bytes_per_connection: the\n"
        "server's resident memory after minus before, by connection; raised: settings that differ from the defaults;\n"
        "start_s: from the start of the process until it served. The clients are this program's own, on bare epoll, in\n"
        "processes of their own."_s);
    addTrafficOptions(parser);
    parser.process(arguments);
    LoadPlan plan = planOf(parser);
    const auto connections = size_t(std::max<qint64>(1, numberOf(parser, u"connections"_s)));
    const auto asked = size_t(numberOf(parser, u"agents"_s));
    const size_t agents = asked > 0 ? asked : std::max<size_t>(1, connections / 50);
    const auto seconds = double(numberOf(parser, u"seconds"_s));

    LoadWorld world(connections, agents, size_t(numberOf(parser, u"stored"_s)));
    if (plan.rate == 0 || plan.rate > 3 * double(connections))
        world.set(u"customer-requests"_s, u"10000"_s);
    if (!world.start())
        return 1;
    plan.port = world.port();
    const qint64 before = world.rssBytes();
    const auto figures = measureTraffic(world, plan, seconds, [&] { return world.cpuSeconds(); });
    const qint64 after = world.rssBytes();
    if (!figures)
        return 1;
    BenchLine line;
    line.add("command", u"relay"_s)
        .add("connections", connections)
        .add("agents", agents)
        .add("stored", numberOf(parser, u"stored"_s));
    tell(line, *figures);
    line.add("rss_bytes_per_connection", (after - before) / qint64(connections))
        .add("fill_s", world.fillSeconds())
        .add("start_s", world.startSeconds(), 2)
        .add("store", world.fileSystem())
        .add(world.settings())
        .print();
    return figures->lost + figures->duplicated + figures->reordered > 0 ? 3 : 0;
}

} // namespace greenroom
