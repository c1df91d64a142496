// SPDX-License-Identifier: GPL-3.0-or-later
#include <QEventLoop>
#include <QFile>
#include <csignal>
#include <sys/resource.h>

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QRegularExpression>
#include <QTest>
#include <QTimer>

#include "tests/support/serverprocess.h"
#include "tests/support/wireclient.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

namespace {

QByteArray order(int number)
{
    return "{\"number\":\"A" + QByteArray::number(number)
        + "\",\"state\":\"shipped\",\"buyer\":\"Ann\",\"phone\":\"13800138000\",\"lines\":[{\"sku\":\"S\",\"title\":\"T\","
          "\"quantity\":2,\"price\":\"39.90\"}],\"total\":\"79.80\",\"placedAt\":\"2026-01-31T18:00:00+08:00\"}\n";
}

QString codeOf(const Result<QJsonObject>& answer)
{
    return answer ? answer->value("code"_L1).toString() : sentence(answer.error());
}

/// A customer who says one thing after the other.
struct Talker {
    void begin(const QUrl& server, const std::optional<QString>& known)
    {
        token = known;
        QObject::connect(&client, &WireClient::opened, &client, [this] {
            Hello hello;
            hello.app = u"test"_s;
            hello.shop = u"lamps"_s;
            hello.token = token;
            client.ask(hello, [this](const Result<Welcome>& welcome) {
                if (!welcome)
                    qFatal("%s", qPrintable(sentence(welcome.error())));
                epoch = welcome->epoch;
                if (welcome->visitor->token)
                    token = welcome->visitor->token;
                conversation = welcome->visitor->conversation;
                sayNext();
            });
        });
        client.open(server);
    }
    void say(const QString& text)
    {
        waiting.append(text);
        sayNext();
    }
    void sayNext()
    {
        if (busy || !epoch || waiting.isEmpty())
            return;
        busy = true;
        const auto id = ids.next<ClientId>(std::chrono::floor<Millis>(std::chrono::system_clock::now()));
        client.ask(Send {id, {}, {}, Text {waiting.first()}}, [this](const Result<Stored>& answer) {
            busy = false;
            if (answer) {
                waiting.removeFirst();
                conversation = answer->conversation;
                ++stored;
            } else if (answer.error().code == Code::offline) {
                waiting.clear();
                return;
            } else if (answer.error().code != Code::rateLimited) {
                qFatal("%s", qPrintable(sentence(answer.error())));
            }
            QTimer::singleShot(answer ? 0 : 300, &client, [this] { sayNext(); });
        });
    }
    WireClient client;
    IdSource ids;
    std::optional<QString> token;
    std::optional<Uuid> epoch;
    std::optional<ConversationId> conversation;
    QStringList waiting;
    int stored = 0;
    bool busy = false;
};

QByteArray get(const ServerProcess& server, const QString& path)
{
    QNetworkAccessManager network;
    QUrl url = server.url();
    url.setPath(path);
    QNetworkReply* reply = network.get(QNetworkRequest(url));
    QEventLoop loop;
    QObject::connect(reply, &QNetworkReply::finished, &loop, &QEventLoop::quit);
    loop.exec();
    return reply->readAll();
}

/// What the customer's page says of who may show it.
QByteArray frameAncestors(const ServerProcess& server)
{
    QNetworkAccessManager network;
    QUrl url = server.url();
    url.setPath(u"/widget"_s);
    url.setQuery(u"shop=lamps"_s);
    QNetworkReply* reply = network.get(QNetworkRequest(url));
    QEventLoop loop;
    QObject::connect(reply, &QNetworkReply::finished, &loop, &QEventLoop::quit);
    loop.exec();
    return reply->rawHeader("Content-Security-Policy") + ';';
}

} // namespace

/// What the people who run a server do to it, against the real process.
class TestOperations final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aDamagedStoreIsNamedAndLeftAlone_data()
    {
        QTest::addColumn<qint64>("from");
        QTest::addColumn<qint64>("size");
        QTest::addColumn<bool>("cut");
        QTest::newRow("its first bytes") << qint64(0) << qint64(100) << false;
        QTest::newRow("its pages") << qint64(4096) << qint64(20 * 4096) << false;
        QTest::newRow("half of it") << qint64(0) << qint64(0) << true;
    }
    void aDamagedStoreIsNamedAndLeftAlone()
    {
        QFETCH(qint64, from);
        QFETCH(qint64, size);
        QFETCH(bool, cut);
        ServerProcess server;
        server.prepare([](Database& database) { ServerProcess::addShop(database, u"lumen"_s); });
        QFile store(server.dataDir() + u"/greenroom.sqlite"_s);
        QVERIFY(store.open(QIODevice::ReadWrite));
        store.seek(from);
        store.write(QByteArray(size, 'x'));
        if (cut)
            store.resize(store.size() / 2);
        store.seek(0);
        const QByteArray before = store.readAll();
        QVERIFY(!server.start());
        const QByteArray told = server.output();
        QVERIFY2(told.contains(QByteArray(store.fileName().toUtf8() + " is damaged")), told.constData());
        QVERIFY2(told.contains("greenroomd restore FILE"), told.constData());
        QVERIFY(!told.contains("ready"));
        store.seek(0);
        QCOMPARE(store.readAll(), before);
    }

    void whatComesByHttpIsFoundAtOnce()
    {
        ServerProcess server;
        QString admin;
        QString agent;
        server.prepare([&](Database& database) {
            const ShopId shop = ServerProcess::addShop(database, u"lumen"_s);
            const QueueId queue = ServerProcess::addQueue(database, shop, u"sales"_s);
            admin = ServerProcess::addAgent(database, shop, u"root"_s, 0, {}, {u"integration"_s});
            agent = ServerProcess::addAgent(database, shop, u"ann"_s, 10, {queue});
        });
        QVERIFY2(server.start(), server.output().constData());
        QByteArray orders;
        for (int i = 0; i < 700; ++i) // more than go in at a time
            orders += i == 350 ? QByteArray("nonsense\n") : order(i);
        const auto stored = postApi(server.url(), u"import/orders"_s, orders, admin);
        QCOMPARE(codeOf(stored), u"ok"_s);
        QCOMPARE(stored->value("stored"_L1).toInt(), 699);
        QCOMPARE(stored->value("problems"_L1)[0]["line"_L1].toInt(), 351);
        const auto found = postApi(server.url(), u"findOrders"_s, R"({"text":"A699","limit":5})", agent);
        QVERIFY2(
            found && found->value("total"_L1).toInt() == 1, QJsonDocument(found ? *found : QJsonObject()).toJson().constData());

        const QByteArray article = R"({"key":"returns","language":"en","title":"Returns","body":"Send the lantern back."})";
        QCOMPARE(postApi(server.url(), u"findArticles"_s, R"({"text":"lantern","limit":5})", agent)
                     ->value("hits"_L1)
                     .toArray()
                     .size(),
            0);
        QCOMPARE(codeOf(postApi(server.url(), u"import/articles"_s, article, admin)), u"ok"_s);
        QCOMPARE(postApi(server.url(), u"findArticles"_s, R"({"text":"lantern","limit":5})", agent)
                     ->value("hits"_L1)
                     .toArray()
                     .size(),
            1);

        QCOMPARE(codeOf(postApi(server.url(), u"import/orders"_s, orders, agent)), u"forbidden"_s);
        QCOMPARE(codeOf(postApi(server.url(), u"import/orders"_s, orders, u"no token"_s)), u"sessionEnded"_s);
        QCOMPARE(codeOf(postApi(server.url(), u"import/orders"_s, orders)), u"sessionEnded"_s);
    }

    void commandsReachTheRunningServer()
    {
        ServerProcess server;
        const auto done = [&server](const QStringList& arguments, const QByteArray& input = {}) {
            const auto told = server.command(arguments, input);
            if (told.code != 0)
                qWarning().noquote() << arguments << told.code << told.err;
            return told.code == 0;
        };
        QVERIFY(done({u"shop"_s, u"add"_s, u"early"_s})); // while none runs: it works on the store itself
        QVERIFY2(server.start(), server.output().constData());
        QCOMPARE(
            QFile::permissions(server.file(u"data/admin.sock"_s)) & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteOther),
            QFile::Permissions());

        QVERIFY(done({u"shop"_s, u"add"_s, u"lamps"_s, u"--name"_s, u"Lamp House"_s}));
        QCOMPARE(server.command({u"shop"_s, u"list"_s}).out, "early\tearly\t\nlamps\tLamp House\t\n");
        QVERIFY(done({u"queue"_s, u"add"_s, u"lamps"_s, u"Sales"_s}));
        QVERIFY(done({u"user"_s, u"add"_s, u"ann"_s, u"--shop"_s, u"lamps"_s, u"--roles"_s, u"agent"_s, u"--queue"_s,
                         u"Sales"_s, u"--password-stdin"_s},
            "leuchtqualle 9\n"));
        const auto refused = server.command({u"shop"_s, u"add"_s, u"lamps"_s});
        QCOMPARE(refused.code, 1);
        QVERIFY2(refused.err.contains("there is a shop of this key"), refused.err.constData());
        QCOMPARE(server.command({u"user"_s, u"add"_s, u"x"_s, u"--rolls"_s, u"y"_s}).code, 1);

        // A customer of the new shop is put in front of the new agent in the new queue.
        const auto ann = signIn(server.url(), u"ann"_s, u"leuchtqualle 9"_s);
        QVERIFY2(ann, qPrintable(ann ? QString() : sentence(ann.error())));
        WireClient agent;
        bool online = false;
        Code goodbye = Code::ok;
        agent.on<Goodbye>([&](const Goodbye& said) { goodbye = said.reason; });
        connect(&agent, &WireClient::opened, this, [&] {
            Hello hello;
            hello.app = u"test"_s;
            hello.token = ann->token;
            agent.ask(hello, [&](const Result<Welcome>& welcome) {
                QVERIFY(welcome);
                agent.ask(
                    SetPresence {Presence::online, BreakReason::none}, [&](const Result<Done>& set) { online = bool(set); });
            });
        });
        agent.open(server.url());
        QTRY_VERIFY(online);
        WireClient customer;
        bool assigned = false;
        connect(&customer, &WireClient::opened, this, [&] {
            Hello hello;
            hello.app = u"test"_s;
            hello.shop = u"lamps"_s;
            customer.ask(hello, [&](const Result<Welcome>& welcome) {
                QVERIFY(welcome);
                customer.ask(Send {IdSource().next<ClientId>(fromMillis(1'700'000'000'000)), {}, {}, Text {u"hi"_s}},
                    [&, epoch = welcome->epoch](const Result<Stored>& stored) {
                        QVERIFY(stored);
                        customer.ask(
                            WatchStream {StreamId::of(stored->conversation), {epoch, 0}}, [](const Result<Watching>&) {});
                    });
            });
        });
        customer.on<Entries>([&](const Entries& entries) {
            for (const Entry& entry : entries.entries)
                assigned = assigned || std::holds_alternative<Assigned>(entry.content);
        });
        customer.open(server.url());
        QTRY_VERIFY(assigned);

        // Sites are what the page's header says from the next request on.
        QVERIFY(frameAncestors(server).contains("https://*:*"));
        QVERIFY(done({u"shop"_s, u"sites"_s, u"lamps"_s, u"https://lamps.example"_s}));
        QVERIFY(frameAncestors(server).contains("frame-ancestors https://lamps.example;"));
        QCOMPARE(server.command({u"shop"_s, u"sites"_s, u"lamps"_s, u"https://x.example; script-src *"_s}).code, 1);

        server.write(u"orders.jsonl"_s, order(1) + "nonsense\n");
        const auto imported = server.command({u"import"_s, u"orders"_s, u"orders.jsonl"_s, u"--shop"_s, u"lamps"_s});
        QCOMPARE(imported.code, 0);
        QVERIFY2(imported.out.endsWith("orders: 1 stored, 1 left out\n"), imported.out.constData());
        QCOMPARE(
            postApi(server.url(), u"findOrders"_s, R"({"text":"A1","limit":5})", ann->token)->value("total"_L1).toInt(), 1);

        QVERIFY(done({u"issue"_s, u"skills"_s, u"lamps"_s, u"refund"_s, u"--needs"_s, u"returns=2"_s}));
        QCOMPARE(server.command({u"issue"_s, u"list"_s, u"lamps"_s}).out, "refund\tneeds returns=2\twishes -\n");

        QVERIFY(done({u"user"_s, u"disable"_s, u"ann"_s}));
        QTRY_COMPARE(goodbye, Code::sessionEnded);
        QVERIFY(!signIn(server.url(), u"ann"_s, u"leuchtqualle 9"_s));

        QCOMPARE(server.terminate(), 0);
        QVERIFY(!QFile::exists(server.file(u"data/admin.sock"_s)));
        QVERIFY(server.command({u"shop"_s, u"list"_s}).out.contains("https://lamps.example"));
        // What a killed server leaves behind is in nobody's way.
        QVERIFY2(server.start(), server.output().constData());
        server.kill();
        QVERIFY(QFile::exists(server.file(u"data/admin.sock"_s)));
        QVERIFY(done({u"shop"_s, u"list"_s}));
        QVERIFY2(server.start(), server.output().constData());
        QVERIFY(done({u"shop"_s, u"list"_s}));
    }

    void aPortInUseIsCalledByItsName()
    {
        ServerProcess server;
        QVERIFY2(server.start(), server.output().constData());
        ServerProcess other;
        const auto refused = other.command({u"serve"_s, u"--port"_s, QString::number(server.url().port())});
        QCOMPARE(refused.code, 1);
        QVERIFY2(refused.err.contains("\"port\"") && refused.err.contains("in use"), refused.err.constData());
    }

    void aBackupOfARunningServerIsAnotherServerWithTheSameWords()
    {
        ServerProcess server;
        QVERIFY(server.command({u"shop"_s, u"add"_s, u"lamps"_s}).code == 0);
        const QStringList ann {u"user"_s, u"add"_s, u"ann"_s, u"--shop"_s, u"lamps"_s, u"--password-stdin"_s};
        QVERIFY(server.command(ann, "leuchtqualle 9\n").code == 0);
        QVERIFY2(server.start(), server.output().constData());

        Talker talker;
        talker.begin(server.url(), {});
        for (int i = 0; i < 20; ++i)
            talker.say(u"word %1 你好"_s.arg(i));
        QTRY_COMPARE_WITH_TIMEOUT(talker.stored, 20, 30'000);
        const auto taken = server.command({u"backup"_s, u"b.tar"_s});
        QVERIFY2(taken.code == 0 && taken.out.contains("0 pictures"), taken.err.constData());
        QCOMPARE(server.command({u"backup"_s, u"b.tar"_s}).code, 1); // never over another
        talker.say(u"after the backup"_s);
        QTRY_COMPARE_WITH_TIMEOUT(talker.stored, 21, 30'000);

        ServerProcess other;
        QCOMPARE(server.command({u"restore"_s, server.file(u"b.tar"_s)}).code, 1); // never over data
        const auto made = other.command({u"restore"_s, server.file(u"b.tar"_s)});
        QVERIFY2(made.code == 0, made.err.constData());
        QVERIFY2(other.start(), other.output().constData());

        const auto transcript = [&](const ServerProcess& of) {
            const auto token = signIn(of.url(), u"ann"_s, u"leuchtqualle 9"_s);
            const auto page = postApi(of.url(), u"readStream"_s,
                R"({"stream":"conversation/)" + talker.conversation->toString().toLatin1() + R"(","after":0,"limit":100})",
                token ? token->token : QString());
            return page ? page->value("entries"_L1).toArray() : QJsonArray();
        };
        const QJsonArray here = transcript(server);
        const QJsonArray there = transcript(other);
        QVERIFY(there.size() >= 21);
        QCOMPARE(there.size(), here.size() - 1);
        for (qsizetype i = 0; i < there.size(); ++i)
            QCOMPARE(there[i].toObject(), here[i].toObject());

        // The customer's page is known there, and told to start over.
        Talker again;
        again.begin(other.url(), talker.token);
        QTRY_VERIFY(again.epoch.has_value());
        QVERIFY(*again.epoch != *talker.epoch);
        QCOMPARE(again.conversation, talker.conversation);
        std::optional<Resume> resume;
        again.client.ask(WatchStream {StreamId::of(*talker.conversation), {*talker.epoch, 5}},
            [&](const Result<Watching>& watching) { resume = watching->resume; });
        QTRY_VERIFY(resume.has_value());
        QCOMPARE(*resume, Resume::resync);
    }

    void theAuditKnowsWhoDidWhatAndAChangedRowIsNamed()
    {
        ServerProcess server;
        const auto add = [&server](const QString& name, const QString& role) {
            return server
                       .command({u"user"_s, u"add"_s, name, u"--shop"_s, u"lamps"_s, u"--roles"_s, role, u"--password-stdin"_s},
                           "leuchtqualle 9\n")
                       .code
                == 0;
        };
        QVERIFY(server.command({u"shop"_s, u"add"_s, u"lamps"_s}).code == 0);
        QVERIFY(add(u"ann"_s, u"agent"_s));
        QVERIFY2(server.start(), server.output().constData());
        QVERIFY(add(u"root"_s, u"admin"_s));
        QVERIFY(!signIn(server.url(), u"ann"_s, u"a wrong password"_s));
        QVERIFY(!signIn(server.url(), u"nobody"_s, u"a wrong password"_s));
        const auto ann = signIn(server.url(), u"ann"_s, u"leuchtqualle 9"_s);
        const auto root = signIn(server.url(), u"root"_s, u"leuchtqualle 9"_s);
        QVERIFY(ann && root);
        QCOMPARE(codeOf(postApi(server.url(), u"import/orders"_s, order(1), ann->token)), u"forbidden"_s);
        QCOMPARE(codeOf(postApi(server.url(), u"import/orders"_s, order(1), root->token)), u"ok"_s);
        QCOMPARE(codeOf(postApi(server.url(), u"listTransferTargets"_s, "{}", root->token)), u"forbidden"_s);
        QCOMPARE(server.command({u"shop"_s, u"add"_s, u"lamps"_s}).code, 1);
        QCOMPARE(server.command({u"shop"_s, u"list"_s}).code, 0);

        const QByteArray audit = server.command({u"audit"_s}).out;
        const QList<QByteArray> lines = audit.trimmed().split('\n');
        const QList<QByteArray> ends {"\tcommand\tshop add lamps\tok", "\tcommand\tuser add ann", "\tcommand\tuser add root",
            "\tann\t127.0.0.1\tsignIn\t-\tsignInFailed", "nobody\t-\t127.0.0.1\tsignIn\t-\tsignInFailed",
            "\tann\t127.0.0.1\tsignIn\t-\tok", "\troot\t127.0.0.1\tsignIn\t-\tok",
            "\tann\t127.0.0.1\tdenied\timport\tforbidden", "\troot\t127.0.0.1\timport\torders: 1 stored, 0 left out\tok",
            "\troot\t127.0.0.1\tdenied\tlistTransferTargets\tforbidden", "\tcommand\tshop add lamps\tinput"};
        QVERIFY2(lines.size() >= ends.size(), audit.constData());
        qsizetype next = 0;
        for (const QByteArray& line : lines)
            if (next < ends.size() && line.contains(ends[next]))
                ++next;
        QVERIFY2(next == ends.size(), QByteArray("not there: " + ends.value(next) + '\n' + audit).constData());
        QVERIFY(!audit.contains("leuchtqualle"));

        const auto sound = server.command({u"verify"_s});
        QVERIFY2(sound.code == 0, sound.err.constData());
        const QByteArray head = sound.out.trimmed().split(' ').last();
        QCOMPARE(server.command({u"verify"_s, u"--head"_s, QString::fromLatin1(head)}).code, 0);
        QCOMPARE(server.terminate(), 0);
        QCOMPARE(server.command({u"verify"_s, u"--head"_s, QString::fromLatin1(head)}).code, 0);
        server.prepare([](Database& database) {
            auto done = database.run(u"UPDATE audit SET outcome='ok' WHERE number=4"_s);
            QVERIFY(done && done->affected() == 1);
        });
        const auto changed = server.command({u"verify"_s});
        QCOMPARE(changed.code, 1);
        QVERIFY2(changed.err.contains("audit entry 4"), changed.err.constData());
        QVERIFY2(server.start(), server.output().constData());
        const auto running = server.command({u"verify"_s});
        QVERIFY2(running.code == 1 && running.err.contains("audit entry 4"), running.err.constData());
    }

    void whatIsMeasuredIsTold()
    {
        ServerProcess server;
        QVERIFY(server.command({u"shop"_s, u"add"_s, u"lamps"_s}).code == 0);
        QVERIFY(server.command({u"queue"_s, u"add"_s, u"lamps"_s, u"Sales \"A\""_s}).code == 0);
        QVERIFY2(server.start(), server.output().constData());
        Talker talker;
        talker.begin(server.url(), {});
        talker.say(u"secret words"_s);
        QTRY_COMPARE(talker.stored, 1);
        QByteArray text;
        const auto has = [&](const QByteArray& line) {
            text = get(server, u"/metrics"_s);
            return QByteArray('\n' + text).contains(QByteArray('\n' + line));
        };
        QTRY_VERIFY2(has("greenroom_queue_waiting{shop=\"lamps\",queue=\"Sales \\\"A\\\"\"} 1\n"), text.constData());
        QVERIFY(has("greenroom_requests_total{type=\"send\",code=\"ok\"} 1\n"));
        QVERIFY(has("greenroom_requests_total{type=\"hello\",code=\"ok\"} 1\n"));
        QVERIFY(has("greenroom_conversations{shop=\"lamps\",state=\"waiting\"} 1\n"));
        QVERIFY(has("greenroom_conversations{shop=\"lamps\",state=\"assigned\"} 0\n"));
        QVERIFY(has("greenroom_people{shop=\"lamps\",presence=\"online\"} 0\n"));
        QVERIFY(has("greenroom_net_sessions_open 1\n"));
        QVERIFY(has("greenroom_mailbox_depth "));
        QVERIFY(has("greenroom_batches_waiting 0\n"));
        QVERIFY(has("greenroom_commit_seconds_bucket{le=\"+Inf\"} "));
        QVERIFY(has("greenroom_commit_entries_count "));
        QVERIFY(has("greenroom_desk_age_seconds "));
        QVERIFY(!text.contains("secret"));
        // Every line is one that Prometheus reads.
        static const QRegularExpression line(
            u"^(#.*|[a-z_]+(\\{[a-z]+=\"([^\"\\\\]|\\\\.)*\"(,[a-z]+=\"([^\"\\\\]|\\\\.)*\")*\\})? [0-9.e+-]+)$"_s);
        for (const QByteArray& each : text.trimmed().split('\n'))
            QVERIFY2(line.match(QString::fromUtf8(each)).hasMatch(), each.constData());
        QCOMPARE(get(server, u"/health"_s), "ok\n"_ba);
        QCOMPARE(get(server, u"/ready"_s), "ready\n"_ba);
    }

    /// Without that a crowd would find the door closed, or leave nothing to open the store with.
    void whatItMayOpenIsRaisedToWhatItIsAllowed()
    {
        rlimit before {};
        QCOMPARE(getrlimit(RLIMIT_NOFILE, &before), 0);
        const rlimit few {std::min<rlim_t>(300, before.rlim_max), before.rlim_max};
        if (few.rlim_cur == few.rlim_max)
            QSKIP("this machine allows no more than 300 descriptors");
        QCOMPARE(setrlimit(RLIMIT_NOFILE, &few), 0);
        ServerProcess server;
        const bool started = server.start();
        QCOMPARE(setrlimit(RLIMIT_NOFILE, &before), 0);
        QVERIFY2(started, server.output().constData());
        QFile limits(u"/proc/%1/limits"_s.arg(server.pid()));
        QVERIFY(limits.open(QIODevice::ReadOnly));
        static const QRegularExpression open(u"Max open files +(\\d+) +(\\d+)"_s);
        const auto found = open.match(QString::fromLatin1(limits.readAll()));
        QVERIFY(found.hasMatch());
        QCOMPARE(found.captured(1).toULongLong(), std::min<qulonglong>(found.captured(2).toULongLong(), 1'000'000));
    }

    void everyCommandTeaches()
    {
        const ServerProcess server;
        const auto all = server.command({u"--help"_s});
        QCOMPARE(all.code, 0);
        for (const QString& name : {u"serve"_s, u"config"_s, u"shop"_s, u"queue"_s, u"user"_s, u"issue"_s, u"import"_s,
                 u"backup"_s, u"restore"_s, u"verify"_s, u"audit"_s}) {
            QVERIFY2(all.out.contains(QByteArray("\n  " + name.toLatin1())), qPrintable(name));
            const auto help = server.command({name, u"--help"_s});
            QCOMPARE(help.code, 0);
            QVERIFY2(help.out.startsWith(QByteArray("greenroomd " + name.toLatin1())) && help.out.contains("Example"),
                help.out.constData());
            const auto wrong = server.command({name, u"--nonsense"_s});
            QVERIFY2(wrong.code > 0 && wrong.err.size() > 20, qPrintable(name));
        }
        QCOMPARE(server.command({u"nonsense"_s}).code, 2);
    }

    void terminatedItCommitsTellsEverybodyAndLeaves()
    {
        ServerProcess server;
        QVERIFY(server.command({u"shop"_s, u"add"_s, u"lamps"_s}).code == 0);
        QVERIFY2(server.start({u"--shutdown-spread"_s, u"3 s"_s}), server.output().constData());
        std::vector<std::unique_ptr<Talker>> talkers;
        std::vector<std::optional<Goodbye>> goodbyes(8);
        for (std::size_t i = 0; i < goodbyes.size(); ++i) {
            talkers.push_back(std::make_unique<Talker>());
            talkers.back()->client.on<Goodbye>([&goodbyes, i](const Goodbye& said) { goodbyes[i] = said; });
            talkers.back()->begin(server.url(), {});
            for (int n = 0; n < 200; ++n)
                talkers.back()->say(u"word %1"_s.arg(n));
        }
        QTRY_VERIFY(std::ranges::all_of(talkers, [](const auto& each) { return each->stored >= 3; }));
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(::kill(pid_t(server.pid()), SIGTERM), 0); // not terminate(): this thread goes on talking
        QTRY_VERIFY(std::ranges::all_of(goodbyes, [](const auto& each) { return each.has_value(); }));
        for (const auto& said : goodbyes) {
            QCOMPARE(said->reason, Code::ok);
            QCOMPARE(said->spreadMs, 3000);
        }
        QTRY_VERIFY(std::ranges::none_of(talkers, [](const auto& each) { return each->client.isOpen(); }));
        QCOMPARE(server.terminate(), 0);
        QVERIFY(timer.elapsed() < 10'000);
        QVERIFY(!QFile::exists(server.file(u"data/admin.sock"_s)));
        qint64 acknowledged = 0;
        for (const auto& each : talkers)
            acknowledged += each->stored;
        qint64 kept = 0;
        server.prepare([&](Database& database) {
            auto rows = database.run(u"SELECT COUNT(*) FROM entry WHERE author_kind='customer' AND body LIKE '%word%'"_s);
            QVERIFY(rows && rows->next());
            kept = rows->get<qint64>(0);
        });
        QVERIFY2(
            kept >= acknowledged && acknowledged >= 24, qPrintable(u"%1 kept, %2 acknowledged"_s.arg(kept).arg(acknowledged)));
        QCOMPARE(server.command({u"verify"_s}).code, 0);
    }
};

QTEST_GUILESS_MAIN(TestOperations)
#include "tst_operations.moc"
