// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/loadtraffic.h"

#include <charconv>
#include <csignal>
#include <deque>

#include <poll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace greenroom {

namespace {

constexpr qint64 kMilli = 1'000'000;
constexpr qint64 kSecond = 1'000 * kMilli;
constexpr size_t kConnectingAtOnce = 64;
constexpr qint64 kCustomerUnanswered = 4; // what hello grants
constexpr size_t kLast = ~size_t(0);

/// A time-ordered id of which the last nine digits say which line of the ledger it is.
void appendClientId(std::string& out, size_t line, qint64 wallMillis)
{
    char text[40];
    const int size = std::snprintf(text, sizeof text, "%08llx-%04llx-7%03x-8%03x-%012llx",
        static_cast<unsigned long long>(wallMillis) >> 16, static_cast<unsigned long long>(wallMillis) & 0xffff,
        static_cast<unsigned>(line >> 12) & 0xfff, static_cast<unsigned>(line) & 0xfff,
        0x5a0000000000ULL | static_cast<unsigned long long>(line));
    out.append(text, static_cast<size_t>(size));
}

std::string_view after(std::string_view text, std::string_view key, size_t from = 0)
{
    const size_t at = text.find(key, from);
    return at == std::string_view::npos ? std::string_view() : text.substr(at + key.size());
}

qint64 number(std::string_view digits)
{
    qint64 value = -1;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

/// The ledger's line of a client id at the text's beginning; kLast if it is none of ours.
size_t lineOf(std::string_view id)
{
    size_t line = kLast;
    if (id.size() >= 36 && id.substr(24, 3) == "5a0")
        std::from_chars(id.data() + 27, id.data() + 36, line, 16);
    return line < LoadLedger::kMost ? line : kLast;
}

qint64 wallMillis()
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

/// How far one side of one conversation has got.
struct Held {
    qint64 number = 0;
    size_t lineOfCustomer = 0; // the last of each author: what one person says keeps its order
    size_t lineOfAgent = 0;
};

class Side : public LoadClients::Owner {
public:
    Side(const LoadWorld& world, const LoadPlan& plan, LoadLedger& ledger, size_t clients, size_t share)
        : m_world(world)
        , m_plan(plan)
        , m_ledger(ledger)
        , m_lines(ledger.shares[share])
        , m_wall(wallMillis() - monotonicNow() / kMilli)
        , m_clients(plan.port, false, clients, *this)
    {
        for (size_t i = 0; m_text.size() < plan.textBytes; ++i)
            m_text += std::array {"请问", "这款", "蓝色", "的", "杯子", "还有货", "吗?"}[i % 7];
    }

    void onClosed(size_t) override
    {
        ++m_ledger.closed;
        --m_connecting;
    }

    void run()
    {
        size_t next = 0;
        qint64 until = 0;
        while (m_ledger.phase.load(std::memory_order_relaxed) != LoadLedger::Phase::end) {
            while (next < m_clients.size() && m_connecting < kConnectingAtOnce) {
                m_clients.connect(next++);
                ++m_connecting;
            }
            m_clients.turn(until);
            until = monotonicNow() + 20 * kMilli;
            if (m_ledger.phase.load(std::memory_order_relaxed) == LoadLedger::Phase::talk)
                until = std::min(until, talk());
            idle();
        }
    }

protected:
    /// Says what is due; returns when the next thing is.
    virtual qint64 talk() { return monotonicNow() + 20 * kMilli; }
    virtual void idle() { }
    /// A message of this side's, or the other's, has come to `client`, whose Held this is.
    virtual void onEntry(size_t client, size_t line) = 0;
    virtual Held& held(size_t talk) = 0;

    void hello(size_t client, std::string_view shop, std::string_view token)
    {
        m_out = "{\"type\":\"hello\",\"id\":\"h\",\"body\":{\"app\":\"load\",\"version\":\"1\",\"capabilities\":[],";
        m_out += shop;
        m_out += "\"token\":\"";
        m_out += token;
        m_out += "\"}}";
        m_clients.send(client, m_out);
    }

    void say(size_t client, size_t talk, std::string_view version)
    {
        const size_t line = m_lines.next;
        if (line >= m_lines.to)
            return;
        const qint64 now = monotonicNow();
        m_out = "{\"type\":\"send\",\"id\":\"";
        m_out += std::to_string(line);
        m_out += "\",\"body\":{\"clientId\":\"";
        appendClientId(m_out, line, m_wall + now / kMilli);
        m_out += "\",\"conversation\":\"";
        m_out += m_world.talks()[talk].conversation;
        m_out += version;
        m_out += "\",\"content\":{\"kind\":\"text\",\"text\":\"";
        m_out += m_text;
        m_out += "\"}}}";
        m_ledger.said[line] = {now, 0, 0, static_cast<quint32>(talk), 0};
        m_lines.next = line + 1;
        m_clients.send(client, m_out);
    }

    void watch(size_t client, size_t talk, qint64 from, std::string_view epoch)
    {
        held(talk).number = from;
        m_out = "{\"type\":\"watchStream\",\"id\":\"w\",\"body\":{\"stream\":\"conversation/";
        m_out += m_world.talks()[talk].conversation;
        m_out += "\",\"cursor\":{\"epoch\":\"";
        m_out += epoch;
        m_out += "\",\"number\":";
        m_out += std::to_string(from);
        m_out += "}}}";
        m_clients.send(client, m_out);
    }

    /// The ledger's line that this reply is for, marked as stored; kLast if it was refused.
    size_t onReply(std::string_view text)
    {
        const auto line = static_cast<size_t>(number(after(text, "\"id\":\"")));
        if (line >= LoadLedger::kMost || text.find("\"code\":\"ok\"") == std::string_view::npos) {
            ++m_ledger.refused;
            return kLast;
        }
        m_ledger.said[line].storedAt = monotonicNow();
        return line;
    }

    void onEntries(size_t client, std::string_view text)
    {
        for (text = after(text, "{\"number\":"); !text.empty(); text = after(text, "{\"number\":")) {
            const std::string_view entry = text.substr(0, text.find("{\"number\":"));
            const qint64 at = number(entry);
            const qint64 before = number(after(entry, "\"after\":"));
            const size_t line = lineOf(after(entry, "\"clientId\":\""));
            if (line == kLast)
                continue;
            Held& holds = held(m_ledger.said[line].talk);
            const bool byCustomer = entry.find("\"kind\":\"customer\"") != std::string_view::npos;
            size_t& last = byCustomer ? holds.lineOfCustomer : holds.lineOfAgent;
            if (before != holds.number || at <= before || (last != 0 && line <= last))
                ++m_ledger.reordered;
            holds.number = at;
            last = line;
            onEntry(client, line);
        }
    }

    /// What is asked before the traffic must be granted.
    void granted(std::string_view reply)
    {
        if (reply.find("\"code\":\"ok\"") == std::string_view::npos && m_ledger.refused++ == 0)
            std::fprintf(stderr, "greenroom-bench: refused: %.*s\n", static_cast<int>(reply.size()), reply.data());
    }

    void received(size_t line)
    {
        SaidOnce& said = m_ledger.said[line];
        if (said.receipts++ == 0)
            said.receivedAt = monotonicNow();
    }

    const LoadWorld& m_world;
    const LoadPlan& m_plan;
    LoadLedger& m_ledger;
    LoadLedger::Share& m_lines;
    qint64 m_wall; // milliseconds of the wall clock when the monotonic one stood at zero
    size_t m_connecting = 0;
    std::string m_text;
    std::string m_out;
    LoadClients m_clients;
};

class Customers final : public Side {
public:
    Customers(const LoadWorld& world, const LoadPlan& plan, LoadLedger& ledger, size_t share, size_t first, size_t last)
        : Side(world, plan, ledger, last - first, share)
        , m_first(first)
        , m_unanswered(last - first)
        , m_held(last - first)
    {
    }

    void onOpen(size_t c) override { hello(c, "\"shop\":\"load\",", m_world.talks()[m_first + c].token); }

    void onFrame(size_t c, std::string_view text) override
    {
        if (text.starts_with("{\"type\":\"send\"")) {
            --m_unanswered[c];
            onReply(text);
            if (m_plan.rate == 0 && m_ledger.phase.load(std::memory_order_relaxed) == LoadLedger::Phase::talk)
                sayTo(c);
        } else if (text.starts_with("{\"type\":\"entries\"")) {
            onEntries(c, text);
        } else if (text.starts_with("{\"type\":\"hello\"")) {
            granted(text);
            --m_connecting;
            if (m_plan.customersWatch)
                watch(c, m_first + c, m_world.talks()[m_first + c].customerHead, after(text, "\"epoch\":\"").substr(0, 36));
            else
                ++m_ledger.ready;
        } else if (text.starts_with("{\"type\":\"watchStream\"")) {
            granted(text);
            ++m_ledger.ready;
        }
    }

private:
    qint64 talk() override
    {
        const qint64 now = monotonicNow();
        if (m_begun == 0)
            m_begun = now;
        if (m_plan.rate == 0) {
            for (size_t c = 0; c < m_clients.size() && !m_primed; ++c)
                for (qint64 i = 0; i < m_plan.unanswered; ++i)
                    sayTo(c);
            m_primed = true;
            return now + 20 * kMilli;
        }
        const double perSecond = m_plan.rate * double(m_clients.size()) / double(m_world.talks().size());
        while (m_begun + qint64(double(m_count) / perSecond * double(kSecond)) <= monotonicNow()) {
            ++m_count;
            size_t tries = 0;
            do {
                m_next = m_next + 1 < m_clients.size() ? m_next + 1 : 0;
            } while (++tries < 64 && (m_unanswered[m_next] >= kCustomerUnanswered || !m_clients.isOpen(m_next)));
            if (m_unanswered[m_next] < kCustomerUnanswered && m_clients.isOpen(m_next))
                sayTo(m_next);
            else
                ++m_ledger.unsaid;
        }
        return m_begun + qint64(double(m_count) / perSecond * double(kSecond));
    }

    void sayTo(size_t c)
    {
        ++m_unanswered[c];
        say(c, m_first + c, {});
    }
    Held& held(size_t talk) override { return m_held[talk - m_first]; }
    void onEntry(size_t, size_t line) override
    {
        // Its own lines come back to it as well; what an agent said stands elsewhere in the ledger.
        if (line >= m_ledger.shares[LoadLedger::kShares - 1].from)
            received(line);
    }

    size_t m_first;
    std::vector<qint64> m_unanswered;
    std::vector<Held> m_held;
    qint64 m_begun = 0;
    size_t m_count = 0;
    size_t m_next = 0;
    bool m_primed = false;
};

class Agents final : public Side {
public:
    Agents(const LoadWorld& world, const LoadPlan& plan, LoadLedger& ledger)
        : Side(world, plan, ledger, world.agents().size(), LoadLedger::kShares - 1)
        , m_held(world.talks().size())
        , m_toWatch(world.agents().size())
        , m_toAnswer(world.agents().size())
        , m_bucket(world.agents().size(), 30)
        , m_filledAt(monotonicNow())
    {
        for (size_t talk = 0; talk < world.talks().size(); ++talk)
            m_toWatch[world.talks()[talk].agent].push_back(talk);
    }

    void onOpen(size_t c) override { hello(c, {}, m_world.agents()[c]); }

    void onFrame(size_t c, std::string_view text) override
    {
        if (text.starts_with("{\"type\":\"entries\"")) {
            onEntries(c, text);
        } else if (text.starts_with("{\"type\":\"send\"")) {
            onReply(text);
        } else if (text.starts_with("{\"type\":\"hello\"")) {
            granted(text);
            --m_connecting;
            m_epoch = after(text, "\"epoch\":\"").substr(0, 36);
            m_clients.send(c, "{\"type\":\"setPresence\",\"id\":\"p\",\"body\":{\"presence\":\"online\",\"reason\":\"none\"}}");
            if (m_plan.agentsWatchLists)
                m_clients.send(
                    c, "{\"type\":\"watchBoard\",\"id\":\"b\",\"body\":{\"board\":\"mine\",\"from\":0,\"count\":100}}");
            watchNext(c);
        } else if (text.starts_with("{\"type\":\"watchStream\"")) {
            granted(text);
            watchNext(c);
        }
    }

private:
    /// One conversation after the other, at the pace that is granted.
    void watchNext(size_t c)
    {
        if (m_toWatch[c].empty()) {
            if (m_plan.answerPercent >= 0)
                ++m_ledger.ready;
            return;
        }
        if (m_bucket[c] < 1) {
            m_waiting.push_back(c);
            return;
        }
        m_bucket[c] -= 1;
        const size_t talk = m_toWatch[c].back();
        m_toWatch[c].pop_back();
        watch(c, talk, m_world.talks()[talk].head, m_epoch);
    }

    void idle() override
    {
        const qint64 now = monotonicNow();
        if (now - m_filledAt < 50 * kMilli)
            return;
        for (double& tokens : m_bucket)
            tokens = std::min(30.0, tokens + 18 * double(now - m_filledAt) / double(kSecond));
        m_filledAt = now;
        for (size_t c : std::exchange(m_waiting, {}))
            watchNext(c);
        for (size_t c = 0; c < m_toAnswer.size(); ++c)
            for (; !m_toAnswer[c].empty() && m_bucket[c] >= 1; m_toAnswer[c].pop_front())
                answer(c, m_toAnswer[c].front());
    }

    void answer(size_t c, size_t talk)
    {
        m_bucket[c] -= 1;
        say(c, talk, "\",\"assignmentVersion\":1,\"ignored\":\"");
    }

    Held& held(size_t talk) override { return m_held[talk]; }
    void onEntry(size_t c, size_t line) override
    {
        if (line >= m_lines.from)
            return;
        received(line);
        if (m_ledger.phase.load(std::memory_order_relaxed) != LoadLedger::Phase::talk)
            return;
        m_owed += m_plan.answerPercent;
        if (m_owed < 100)
            return;
        m_owed -= 100;
        if (m_bucket[c] >= 1)
            answer(c, m_ledger.said[line].talk);
        else if (m_toAnswer[c].size() < 100)
            m_toAnswer[c].push_back(m_ledger.said[line].talk);
    }

    std::vector<Held> m_held;
    std::vector<std::vector<size_t>> m_toWatch;
    std::vector<std::deque<size_t>> m_toAnswer;
    std::vector<double> m_bucket;
    std::vector<size_t> m_waiting;
    qint64 m_filledAt;
    int m_owed = 0;
    std::string m_epoch;
};

} // namespace

LoadLedger& LoadLedger::make(size_t customers)
{
    void* memory = ::mmap(
        nullptr, sizeof(LoadLedger), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (memory == MAP_FAILED)
        qFatal("no shared memory");
    // Zeros are its beginning; writing them all would take the memory.
    auto& ledger = *static_cast<LoadLedger*>(memory);
    constexpr size_t agents = kMost * 5 / 6;
    for (size_t i = 0; i < kShares; ++i) {
        Share& share = ledger.shares[i];
        share.from = i < customers ? 1 + agents * i / customers : agents;
        share.to = i < customers ? agents * (i + 1) / customers : i == kShares - 1 ? kMost : agents;
        share.next = share.from;
    }
    return ledger;
}

void runCustomers(const LoadWorld& world, const LoadPlan& plan, LoadLedger& ledger, size_t share, size_t shares)
{
    const size_t all = world.talks().size();
    Customers(world, plan, ledger, share, all * share / shares, all * (share + 1) / shares).run();
}

void runAgents(const LoadWorld& world, const LoadPlan& plan, LoadLedger& ledger)
{
    Agents(world, plan, ledger).run();
}

pid_t forkLoad(const std::function<void()>& work)
{
    const pid_t parent = ::getpid();
    const pid_t child = ::fork();
    if (child < 0)
        qFatal("no process");
    if (child > 0)
        return child;
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != parent)
        ::_exit(1);
    work();
    // Not by way of destructors: the server and its folder are the parent's.
    ::_exit(0);
}

void endLoad(pid_t process)
{
    int status = 0;
    ::waitpid(process, &status, 0);
}

void letLoad(double seconds)
{
    ::poll(nullptr, 0, static_cast<int>(seconds * 1000));
}

bool waitLoad(const std::function<bool()>& holds, double seconds)
{
    const qint64 until = monotonicNow() + qint64(seconds * double(kSecond));
    while (!holds()) {
        if (monotonicNow() >= until)
            return false;
        letLoad(0.002);
    }
    return true;
}

} // namespace greenroom
