// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/loadworld.h"

#include <cstdio>

#include <QCommandLineParser>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QStorageInfo>

#include "server/auth/token.h"
#include "server/conversations/conversationtable.h"
#include "server/customers/customertable.h"
#include "server/log/entrytable.h"
#include "server/shops/shoptable.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

constexpr size_t kAtOnce = 20'000; // entries of one transaction while filling
constexpr qint64 kLines = 20; // of a conversation that is over

void must(const Result<void>& done)
{
    if (!done)
        qFatal("%s", qPrintable(sentence(done.error())));
}

/// Writes conversations as the server would have, in large transactions.
class History {
public:
    History(Database& database, ShopId shop, QueueId queue)
        : m_database(database)
        , m_shop(shop)
        , m_queue(queue)
    {
        must(m_database.begin());
    }
    void finish()
    {
        flush();
        must(m_database.commit());
    }

    /// A conversation of `lines` lines, assigned to the agent first and closed in the end if it is over.
    Conversation add(PersonId agent, const QString& agentName, Instant at, qint64 lines, bool over, QByteArray* tokenHash)
    {
        CustomerTable::Row customer;
        customer.shop = m_shop;
        customer.customer.id = m_ids.next<CustomerId>(at);
        customer.firstSeenAt = at;
        must(CustomerTable::insert(customer)(m_database));
        if (tokenHash)
            must(CustomerTable::addToken(m_shop, customer.customer.id, *tokenHash, at)(m_database));
        Conversation c;
        c.id = m_ids.next<ConversationId>(at);
        c.shop = m_shop;
        c.customer = customer.customer.id;
        const Author buyer {AuthorKind::customer, customer.customer.id.value, {}};
        const Author staff {AuthorKind::staff, agent.value, agentName};
        say(c, at, {}, Opened {Channel::web, {}});
        say(c, at, {}, Queued {m_queue, at});
        say(c, at, {}, Assigned {agent, agentName, 1, AssignReason::lowestSaturation});
        for (qint64 i = 0; i < lines; ++i) {
            at += 20s;
            if (i % 2 == 0)
                say(c, at, buyer, Text {u"请问这款蓝色的杯子还有货吗?今天下单的话什么时候可以发货到杭州?"_s});
            else
                say(c, at, staff, Text {u"您好,有货的。今天下午四点前付款当天发出,顺丰一般第二天就能送到。"_s});
        }
        if (over)
            say(c, at + 20s, staff, Closed {});
        must(ConversationTable::put(c)(m_database));
        return c;
    }

private:
    void say(Conversation& c, Instant at, const Author& author, Content content)
    {
        LoggedEntry logged;
        logged.shop = m_shop;
        logged.stream = StreamId::of(c.id);
        logged.afterCustomer = c.customerHead;
        logged.entry = {c.head + 1, c.head, m_ids.next<ClientId>(at), at, author, audienceOf(content), std::move(content)};
        apply(c, logged.entry);
        m_waiting.push_back(std::move(logged));
        if (m_waiting.size() >= kAtOnce) {
            flush();
            must(m_database.commit());
            must(m_database.begin());
        }
    }
    void flush()
    {
        must(m_entries.append(m_database, m_waiting));
        m_waiting.clear();
    }

    Database& m_database;
    ShopId m_shop;
    QueueId m_queue;
    EntryTable m_entries;
    std::vector<LoggedEntry> m_waiting;
    IdSource m_ids;
};

} // namespace

LoadWorld::LoadWorld(size_t connections, size_t agents, size_t stored)
{
    QElapsedTimer timer;
    timer.start();
    m_server.prepare([&](Database& database) { fill(database, connections, agents, stored); });
    m_fillSeconds = double(timer.elapsed()) / 1000;
    set(u"log-level"_s, u"warning"_s);
}

void LoadWorld::fill(Database& database, size_t connections, size_t agents, size_t stored)
{
    // Filling is not what is measured, and nothing is lost if the machine stops meanwhile.
    if (auto done = database.run(u"PRAGMA synchronous=OFF"_s); !done)
        must(done.error());
    const ShopId shop = ServerProcess::addShop(database, QString::fromLatin1(kShop));
    const QueueId queue = ServerProcess::addQueue(database, shop, u"sales"_s);
    std::vector<std::pair<PersonId, QString>> people;
    for (size_t i = 0; i < agents; ++i) {
        const QString name = u"agent%1"_s.arg(i);
        m_agents.push_back(ServerProcess::addAgent(database, shop, name, 10'000, {queue}).toStdString());
        auto rows = database.run(u"SELECT person FROM person WHERE sign_in=?"_s, name);
        if (!rows || !rows->next())
            qFatal("an agent is not there");
        people.emplace_back(rows->get<PersonId>(0), name);
    }
    const Instant now = std::chrono::floor<Millis>(std::chrono::system_clock::now());
    History history(database, shop, queue);
    const size_t past = stored / static_cast<size_t>(kLines);
    for (size_t i = 0; i < past; ++i) {
        const auto& [person, name] = people[i % people.size()];
        history.add(
            person, name, now - 24h * 90 + Millis(i * 7'000'000'000 / std::max<size_t>(1, past)), kLines - 4, true, nullptr);
    }
    for (size_t i = 0; i < connections; ++i) {
        NewToken token = newToken(TokenKind::visitor);
        const size_t agent = i % people.size();
        const Conversation c = history.add(people[agent].first, people[agent].second, now - 1h, 2, false, &token.hash);
        m_talks.push_back({token.text.toStdString(), c.id.toString().toStdString(), agent, c.head, c.customerHead});
    }
    history.finish();
}

bool LoadWorld::start()
{
    QElapsedTimer timer;
    timer.start();
    QStringList more;
    for (const auto& [key, value] : m_settings)
        more += {u"--"_s + key, value};
    if (!m_server.start(more)) {
        std::fputs(m_server.output().constData(), stderr);
        return false;
    }
    m_startSeconds = double(timer.nsecsElapsed()) / 1e9;
    return true;
}

double LoadWorld::cpuSecondsOf(qint64 pid)
{
    double nanoseconds = 0;
    const QString tasks = u"/proc/%1/task"_s.arg(pid);
    for (const QString& task : QDir(tasks).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        QFile file(tasks + u'/' + task + u"/schedstat"_s);
        if (file.open(QIODevice::ReadOnly))
            nanoseconds += file.readAll().split(' ').value(0).toDouble();
    }
    return nanoseconds / 1e9;
}

qint64 LoadWorld::rssBytes() const
{
    QFile file(u"/proc/%1/statm"_s.arg(m_server.pid()));
    return file.open(QIODevice::ReadOnly) ? file.readAll().split(' ').value(1).toLongLong() * 4096 : 0;
}

QString LoadWorld::fileSystem() const
{
    const QStorageInfo storage(m_server.dataDir());
    return QString::fromLatin1(storage.fileSystemType() + " on " + storage.device());
}

BenchLine& BenchLine::add(const char* key, double value, int decimals)
{
    m_text += u"%1\"%2\":%3"_s.arg(
        m_text.isEmpty() ? u""_s : u","_s, QLatin1StringView(key), QString::number(value, 'f', decimals));
    return *this;
}

BenchLine& BenchLine::add(const char* key, qint64 value)
{
    m_text += u"%1\"%2\":%3"_s.arg(m_text.isEmpty() ? u""_s : u","_s, QLatin1StringView(key), QString::number(value));
    return *this;
}

BenchLine& BenchLine::add(const char* key, const QString& value)
{
    m_text += u"%1\"%2\":\"%3\""_s.arg(m_text.isEmpty() ? u""_s : u","_s, QLatin1StringView(key), value);
    return *this;
}

BenchLine& BenchLine::add(const std::map<QString, QString>& limits)
{
    QStringList each;
    for (const auto& [key, value] : limits)
        each += u"\"%1\":\"%2\""_s.arg(key, value);
    m_text += u",\"raised\":{"_s + each.join(u',') + u'}';
    return *this;
}

void BenchLine::print() const
{
    std::printf("{%s}\n", qPrintable(m_text));
    std::fflush(stdout);
}

qint64 numberOf(const QCommandLineParser& parser, const QString& option)
{
    bool ok = false;
    const qint64 value = parser.value(option).toLongLong(&ok);
    if (!ok || value < 0) {
        std::fprintf(stderr, "greenroom-bench: --%s needs a number\n", qPrintable(option));
        std::exit(2);
    }
    return value;
}

double quantile(std::vector<double>& values, double p)
{
    if (values.empty())
        return 0;
    std::sort(values.begin(), values.end());
    return values[std::min(values.size() - 1, static_cast<size_t>(p * double(values.size())))];
}

} // namespace greenroom
