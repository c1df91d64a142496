// SPDX-License-Identifier: GPL-3.0-or-later
#include <thread>

#include <sys/socket.h>
#include <unistd.h>

#include <QSignalSpy>
#include <QSocketNotifier>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QThread>
#include <QTimer>

#include "server/net/epolldispatcher.h"

using namespace greenroom;
using namespace std::chrono_literals;

namespace {

/// Two connected sockets.
struct Pair {
    Pair() { ok = ::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, fds.data()) == 0; }
    ~Pair()
    {
        closeNear();
        ::close(fds[1]);
    }
    Q_DISABLE_COPY_MOVE(Pair)
    void closeNear()
    {
        if (fds[0] >= 0)
            ::close(std::exchange(fds[0], -1));
    }
    void farWrites() const { QCOMPARE(::write(fds[1], "x", 1), 1); }
    void nearReads() const
    {
        char c;
        QCOMPARE(::read(fds[0], &c, 1), 1);
    }
    std::array<int, 2> fds {-1, -1};
    bool ok = false;
};

enum class Loop { qt, epoll, paced };

/// To be called before the thread starts.
void turnBy(Loop by, QThread& thread)
{
    if (by == Loop::qt)
        return;
    auto* dispatcher = new EpollDispatcher;
    if (by == Loop::paced)
        dispatcher->setPace(3ms); // as the edges' threads
    thread.setEventDispatcher(dispatcher);
}

/// Runs `body` in a thread with the dispatcher under test. Failures inside are reported by QTest as usual.
void runOn(Loop by, const std::function<void()>& body)
{
    QThread thread;
    turnBy(by, thread);
    QObject inside;
    inside.moveToThread(&thread);
    QObject::connect(&thread, &QThread::started, &inside, [&] {
        body();
        inside.moveToThread(nullptr);
        QThread::currentThread()->quit();
    });
    thread.start();
    QVERIFY2(thread.wait(20'000), "the loop did not end");
}

/// Turns the loop until `done` or `forAtMost` is over; true if done.
bool turnUntil(const std::function<bool()>& done, std::chrono::milliseconds forAtMost = 2s)
{
    QElapsedTimer clock;
    clock.start();
    QEventLoop loop;
    QTimer tick; // keeps the loop from sleeping past the deadline
    tick.start(10ms);
    while (!done() && clock.elapsed() < forAtMost.count())
        loop.processEvents(QEventLoop::WaitForMoreEvents);
    return done();
}

} // namespace

/// The same checks over Qt's own dispatcher and over ours.
class TestEpollDispatcher : public QObject {
    Q_OBJECT

    static void each()
    {
        QTest::addColumn<Loop>("by");
        QTest::newRow("qt") << Loop::qt;
        QTest::newRow("epoll") << Loop::epoll;
        QTest::newRow("epoll, paced") << Loop::paced;
    }

private Q_SLOTS:
    void timersFireInOrder_data() { each(); }
    void timersFireInOrder()
    {
        QFETCH(Loop, by);
        runOn(by, [] {
            QObject context;
            QList<int> order;
            QTimer::singleShot(60ms, &context, [&] { order.append(60); });
            QTimer::singleShot(20ms, &context, [&] { order.append(20); });
            QTimer::singleShot(0ms, &context, [&] { order.append(0); });
            QTimer::singleShot(40ms, Qt::PreciseTimer, &context, [&] { order.append(40); });
            QVERIFY(turnUntil([&] { return order.size() == 4; }));
            QCOMPARE(order, (QList {0, 20, 40, 60}));
        });
    }

    void timersAreNeverEarly_data() { each(); }
    void timersAreNeverEarly()
    {
        QFETCH(Loop, by);
        runOn(by, [] {
            QTimer timer;
            timer.setTimerType(Qt::PreciseTimer);
            QElapsedTimer clock;
            QList<qint64> at;
            QObject::connect(&timer, &QTimer::timeout, &timer, [&] { at.append(clock.elapsed()); });
            clock.start();
            timer.start(25ms);
            QCOMPARE_LE(timer.remainingTime(), 25);
            QCOMPARE_GE(timer.remainingTime(), 20);
            QVERIFY(turnUntil([&] { return at.size() == 4; }));
            for (qsizetype i = 0; i < at.size(); ++i)
                QCOMPARE_GE(at[i], 25 * (i + 1) - 1);
        });
    }

    void timersCanBeStoppedAndDeletedWhileFiring_data() { each(); }
    void timersCanBeStoppedAndDeletedWhileFiring()
    {
        QFETCH(Loop, by);
        runOn(by, [] {
            int fired = 0;
            auto* suicidal = new QTimer;
            auto* victim = new QTimer;
            QObject::connect(suicidal, &QTimer::timeout, suicidal, [&] {
                ++fired;
                delete victim;
                victim = nullptr;
                suicidal->deleteLater();
                suicidal->stop();
            });
            QObject::connect(victim, &QTimer::timeout, victim, [&] { fired += 100; });
            suicidal->start(10ms);
            victim->start(15ms);
            QThread::msleep(30); // both are due in the same turn
            QVERIFY(!turnUntil([&] { return fired > 1; }, 60ms));
            QCOMPARE(fired, 1);
        });
    }

    void aTimerIsNotFiredAgainFromWithinItself_data() { each(); }
    void aTimerIsNotFiredAgainFromWithinItself()
    {
        QFETCH(Loop, by);
        runOn(by, [] {
            QTimer outer;
            QTimer other;
            int depth = 0;
            int deepest = 0;
            int others = 0;
            bool done = false;
            QObject::connect(&other, &QTimer::timeout, &other, [&] { ++others; });
            QObject::connect(&outer, &QTimer::timeout, &outer, [&] {
                deepest = std::max(deepest, ++depth);
                QEventLoop nested;
                QTimer::singleShot(50ms, &nested, &QEventLoop::quit);
                nested.exec();
                --depth;
                done = true;
                outer.stop();
            });
            outer.start(5ms);
            other.start(5ms);
            QVERIFY(turnUntil([&] { return done; }));
            QCOMPARE(deepest, 1);
            QCOMPARE_GE(others, 3); // the others go on meanwhile
        });
    }

    void zeroTimersLeaveSocketsTheirTurn_data() { each(); }
    void zeroTimersLeaveSocketsTheirTurn()
    {
        QFETCH(Loop, by);
        runOn(by, [] {
            const Pair pair;
            QTimer busy;
            busy.start(0ms);
            QSocketNotifier notifier(pair.fds[0], QSocketNotifier::Read);
            bool seen = false;
            QObject::connect(&notifier, &QSocketNotifier::activated, &notifier, [&] {
                pair.nearReads();
                seen = true;
            });
            pair.farWrites();
            QVERIFY(turnUntil([&] { return seen; }));
        });
    }

    void registeredTimersAreListed_data() { each(); }
    void registeredTimersAreListed()
    {
        QFETCH(Loop, by);
        runOn(by, [] {
            QObject owner;
            const int first = owner.startTimer(10min);
            const int second = owner.startTimer(1h, Qt::VeryCoarseTimer);
            auto* dispatcher = QAbstractEventDispatcher::instance();
            QCOMPARE(dispatcher->registeredTimers(&owner).size(), 2);
            QCOMPARE_GT(dispatcher->remainingTime(first), 590'000);
            owner.killTimer(second);
            QCOMPARE(dispatcher->registeredTimers(&owner).size(), 1);
            QCOMPARE(dispatcher->registeredTimers(&owner).constFirst().timerId, first);
            QVERIFY(dispatcher->unregisterTimers(&owner));
            QCOMPARE(dispatcher->registeredTimers(&owner).size(), 0);
        });
    }

    void notifiersTellReadinessAndHangUp_data() { each(); }
    void notifiersTellReadinessAndHangUp()
    {
        QFETCH(Loop, by);
        runOn(by, [] {
            int reads = 0;
            int writes = 0;
            Pair pair;
            QVERIFY(pair.ok);
            QSocketNotifier reader(pair.fds[0], QSocketNotifier::Read);
            QSocketNotifier writer(pair.fds[0], QSocketNotifier::Write);
            QObject::connect(&reader, &QSocketNotifier::activated, &reader, [&] {
                ++reads;
                char c;
                if (::read(pair.fds[0], &c, 1) == 0)
                    reader.setEnabled(false);
            });
            QObject::connect(&writer, &QSocketNotifier::activated, &writer, [&] {
                ++writes;
                writer.setEnabled(false);
            });
            QVERIFY(turnUntil([&] { return writes == 1; }));
            QCOMPARE(reads, 0);
            writer.setEnabled(true);
            QVERIFY(turnUntil([&] { return writes == 2; }));
            pair.farWrites();
            pair.farWrites();
            QVERIFY(turnUntil([&] { return reads == 2; })); // level-triggered
            ::shutdown(pair.fds[1], SHUT_RDWR);
            QVERIFY(turnUntil([&] { return !reader.isEnabled(); }));
            reader.setEnabled(false);
        });
    }

    void notifiersMayBeDeletedDuringDispatch_data() { each(); }
    void notifiersMayBeDeletedDuringDispatch()
    {
        QFETCH(Loop, by);
        runOn(by, [] {
            std::array<Pair, 20> pairs;
            std::array<std::unique_ptr<QSocketNotifier>, 20> notifiers;
            int told = 0;
            for (size_t i = 0; i < pairs.size(); ++i) {
                pairs[i].farWrites();
                notifiers[i] = std::make_unique<QSocketNotifier>(pairs[i].fds[0], QSocketNotifier::Read);
                QObject::connect(notifiers[i].get(), &QSocketNotifier::activated, notifiers[i].get(), [&, i] {
                    ++told;
                    for (size_t other = 0; other < notifiers.size(); ++other) {
                        if (other != i)
                            notifiers[other].reset();
                    }
                    notifiers[i]->setEnabled(false);
                });
            }
            QVERIFY(!turnUntil([&] { return told > 1; }, 50ms));
            QCOMPARE(told, 1);
        });
    }

    void aReusedDescriptorNumberIsWatchedAnew_data() { each(); }
    void aReusedDescriptorNumberIsWatchedAnew()
    {
        QFETCH(Loop, by);
        runOn(by, [] {
            auto first = std::make_unique<Pair>();
            auto notifier = std::make_unique<QSocketNotifier>(first->fds[0], QSocketNotifier::Read);
            QVERIFY(!turnUntil([] { return false; }, 20ms));
            const int number = first->fds[0];
            notifier.reset();
            first.reset();
            const Pair second;
            QCOMPARE(second.fds[0], number);
            notifier = std::make_unique<QSocketNotifier>(second.fds[0], QSocketNotifier::Read);
            bool seen = false;
            QObject::connect(notifier.get(), &QSocketNotifier::activated, notifier.get(), [&] {
                second.nearReads();
                seen = true;
            });
            second.farWrites();
            QVERIFY(turnUntil([&] { return seen; }));
        });
    }

    void aNestedLoopGoesOnWithWhatIsReady_data() { each(); }
    void aNestedLoopGoesOnWithWhatIsReady()
    {
        QFETCH(Loop, by);
        runOn(by, [] {
            const Pair one;
            const Pair two;
            QSocketNotifier first(one.fds[0], QSocketNotifier::Read);
            QSocketNotifier second(two.fds[0], QSocketNotifier::Read);
            int told = 0;
            bool nestedSawOther = false;
            const auto on = [&](const Pair& pair) {
                pair.nearReads();
                if (++told == 1)
                    nestedSawOther = turnUntil([&] { return told == 2; });
            };
            QObject::connect(&first, &QSocketNotifier::activated, &first, [&] { on(one); });
            QObject::connect(&second, &QSocketNotifier::activated, &second, [&] { on(two); });
            one.farWrites();
            two.farWrites();
            QVERIFY(turnUntil([&] { return told == 2; }));
            QVERIFY(nestedSawOther);
        });
    }

    void excludedSocketsWaitAndAreNotLost_data() { each(); }
    void excludedSocketsWaitAndAreNotLost()
    {
        QFETCH(Loop, by);
        runOn(by, [] {
            const Pair pair;
            QSocketNotifier notifier(pair.fds[0], QSocketNotifier::Read);
            bool seen = false;
            QObject::connect(&notifier, &QSocketNotifier::activated, &notifier, [&] {
                pair.nearReads();
                seen = true;
            });
            pair.farWrites();
            bool timer = false;
            QTimer::singleShot(20ms, &notifier, [&] { timer = true; });
            QEventLoop loop;
            while (!timer)
                loop.processEvents(QEventLoop::WaitForMoreEvents | QEventLoop::ExcludeSocketNotifiers);
            QVERIFY(!seen);
            loop.processEvents();
            QVERIFY(seen);
        });
    }

    void processEventsSaysWhetherThereWereAny_data() { each(); }
    void processEventsSaysWhetherThereWereAny()
    {
        QFETCH(Loop, by);
        runOn(by, [] {
            QEventLoop loop;
            while (loop.processEvents()) { }
            QVERIFY(!loop.processEvents());
            QTimer::singleShot(0ms, &loop, [] {});
            QVERIFY(loop.processEvents());
        });
    }

    void postedEventsWakeTheLoop_data() { each(); }
    void postedEventsWakeTheLoop()
    {
        QFETCH(Loop, by);
        runOn(by, [] {
            // Each answer is asked for by another thread only after the one before: a lost wake-up would hang.
            QEventLoop loop;
            std::atomic<int> seen {0};
            std::thread poster([&] {
                for (int i = 1; i <= 2'000; ++i) {
                    QMetaObject::invokeMethod(
                        &loop, [&] { seen.fetch_add(1); }, Qt::QueuedConnection);
                    while (i % 2 == 0 && seen.load() < i)
                        std::this_thread::yield();
                }
                QMetaObject::invokeMethod(&loop, &QEventLoop::quit, Qt::QueuedConnection);
            });
            loop.exec();
            poster.join();
            QCOMPARE(seen.load(), 2'000);
        });
    }

    void nestedLoopsEndFromInsideOut_data() { each(); }
    void nestedLoopsEndFromInsideOut()
    {
        QFETCH(Loop, by);
        runOn(by, [] {
            QEventLoop outer;
            QEventLoop inner;
            QStringList order;
            QTimer::singleShot(0ms, &outer, [&] {
                QTimer::singleShot(10ms, &inner, [&] { outer.exit(7); });
                QTimer::singleShot(30ms, &inner, [&] { inner.exit(3); });
                order.append(QString::number(inner.exec()));
            });
            order.append(QString::number(outer.exec()));
            QCOMPARE(order.join(u','), QStringLiteral("3,7"));
        });
    }

    void aLoopCanBeEndedFromAnotherThread_data() { each(); }
    void aLoopCanBeEndedFromAnotherThread()
    {
        QFETCH(Loop, by);
        for (int round = 0; round < 200; ++round) {
            QThread thread;
            turnBy(by, thread);
            thread.start();
            thread.exit(); // may come before, within or after the first wait
            QVERIFY(thread.wait(5'000));
        }
    }

    void deferredDeletesHappenInTheirOwnLoop_data() { each(); }
    void deferredDeletesHappenInTheirOwnLoop()
    {
        QFETCH(Loop, by);
        runOn(by, [] {
            QEventLoop outer;
            QPointer<QObject> object = new QObject;
            bool aliveInNested = false;
            QTimer::singleShot(0ms, &outer, [&] {
                object->deleteLater();
                QEventLoop nested;
                QTimer::singleShot(20ms, &nested, &QEventLoop::quit);
                nested.exec();
                aliveInNested = !object.isNull();
                QTimer::singleShot(20ms, &outer, &QEventLoop::quit);
            });
            outer.exec();
            QVERIFY(aliveInNested);
            QVERIFY(object.isNull());
        });
    }

    void qtSocketsEcho_data() { each(); }
    void qtSocketsEcho()
    {
        QFETCH(Loop, by);
        runOn(by, [] {
            QTcpServer server;
            QVERIFY(server.listen(QHostAddress::LocalHost));
            QObject::connect(&server, &QTcpServer::newConnection, &server, [&] {
                QTcpSocket* socket = server.nextPendingConnection();
                QObject::connect(socket, &QTcpSocket::readyRead, socket, [socket] { socket->write(socket->readAll()); });
                QObject::connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
            });
            const QByteArray load(3'000'000, 'a');
            QTcpSocket client;
            QByteArray back;
            QObject::connect(&client, &QTcpSocket::readyRead, &client, [&] { back += client.readAll(); });
            client.connectToHost(QHostAddress::LocalHost, server.serverPort());
            client.write(load);
            QVERIFY(turnUntil([&] { return back.size() == load.size(); }, 10s));
            QCOMPARE(back, load);
            client.disconnectFromHost();
            QVERIFY(turnUntil([&] { return client.state() == QAbstractSocket::UnconnectedState; }));
        });
    }
};

QTEST_GUILESS_MAIN(TestEpollDispatcher)
#include "tst_epolldispatcher.moc"
