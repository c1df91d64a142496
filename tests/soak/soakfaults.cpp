// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/soak/soakfaults.h"

#include <array>
#include <csignal>

#include "server/auth/token.h"
#include "server/desk/epoch.h"
#include "server/log/migrator.h"
#include "tests/soak/migrationkill.h"

namespace greenroom {

using namespace Qt::StringLiterals;
using namespace proof;

namespace {

Instant wallClock()
{
    return std::chrono::floor<Millis>(std::chrono::system_clock::now());
}

} // namespace

QStringList SoakFault::names()
{
    return within(std::chrono::hours(1));
}

QStringList SoakFault::within(std::chrono::seconds length)
{
    QStringList names;
    for (const SoakFault& each : all())
        if (each.takes <= length)
            names.append(each.name);
    return names;
}

const QList<SoakFault>& SoakFault::all()
{
    // Half of the connections, at random.
    const auto harm = [](FaultProxy::Harm how, const QString& what) {
        return [=](Soak& s) { s.note(u"%1, %2 connections"_s.arg(what).arg(s.m_network->harm(how, 2, s.m_random()))); };
    };
    // A process of its own, for some seconds if it is one that goes on.
    const auto stranger = [](const QString& what, int atLeast = 3) {
        return [=](Soak& s) {
            const QString& name = s.m_fault->name;
            if (s.letLoose(name.chopped(name.endsWith(u'l') ? 1 : 0), atLeast + int(s.below(5))))
                s.note(what);
        };
    };
    const auto pause = [](int fromMs, int toMs) {
        return [=](Soak& s) {
            s.ail(
                u"the server stands still%1"_s.arg(fromMs < toMs ? QString() : u" for %1 s"_s.arg(fromMs / 1000)), fromMs, toMs,
                [&s] {
                    s.halted(true);
                    s.m_server.signal(SIGSTOP);
                },
                [&s] {
                    s.m_server.signal(SIGCONT);
                    s.halted(false);
                },
                true);
        };
    };
    // About half of them.
    const auto clients = [](Soak& s, int ms) {
        std::vector<SoakPerson*> some = s.people();
        std::erase_if(some, [&s](const auto&) { return s.below(2) == 0; });
        s.note(u"%1 clients stand still for %2 ms"_s.arg(some.size()).arg(ms));
        s.standStill(some, ms);
    };
    // An administrator's command of this verb about one of the agents, which ends all sessions that one has. None: not now.
    const auto lockOut = [](Soak& s, const QString& what, const QString& verb, const QStringList& more) -> const SoakAgent* {
        SoakAgent& agent = *s.m_agents.at(std::size_t(s.below(qint64(s.m_agents.size()))));
        if (s.m_ailing || !s.m_server.process().isRunning() || agent.token().isEmpty())
            return nullptr;
        s.note(agent.name() + u' ' + what);
        const int client = agent.client();
        if (s.administer(QStringList {u"user"_s, verb, agent.name()} + more) && agent.client() == client) {
            s.m_history.add(wallClock(), Revoked {client, {}});
            agent.forgetToken();
        }
        return &agent;
    };
    static const QList<SoakFault> faults {
        // ---- the process ----
        {u"K1"_s,
            [](Soak& s) {
                s.note(u"the server is killed"_s);
                s.restart();
            }},
        {u"K1p"_s,
            [](Soak& s) {
                static const std::array points {std::pair {u"before its sync"_s, &FaultControl::dieBeforeSync},
                    std::pair {u"after its sync"_s, &FaultControl::dieAfterSync},
                    std::pair {u"in the middle of its write to the log"_s, &FaultControl::dieInLog},
                    std::pair {u"after its answer"_s, &FaultControl::dieAfterSend}};
                const auto& [where, death] = points.at(std::size_t(s.below(qint64(points.size()))));
                const int nth = 1 + int(s.below(death == &FaultControl::dieInLog ? 30 : 5));
                s.ail(
                    u"it dies %1 number %2 from now"_s.arg(where).arg(nth), 1500, 2500,
                    [&s, death, nth] { s.m_server.faults().*death = nth; }, [&s] { s.restart(); });
            }},
        {u"K1c"_s,
            [](Soak& s) {
                const int nth = 1 + int(s.below(8));
                s.ail(
                    u"it dies in the middle of its write number %1 to the store itself, in a checkpoint"_s.arg(nth), 300, 1500,
                    [&s, nth] { s.m_server.faults().dieInStore = nth; },
                    [&s] {
                        // Seldom, while it runs; a start begins with one.
                        if (const int missing = s.m_server.faults().dieInStore; missing > 0)
                            s.dieAtStart(&FaultControl::dieInStore, missing);
                        else
                            s.restart();
                    });
            }},
        {u"K1m"_s,
            [](Soak& s) {
                const int from = int(s.below(Migrator::newest()));
                const bool inWrite = s.below(2) == 0;
                const int nth = 1 + int(s.below(inWrite ? 60 : 2 * (Migrator::newest() - from)));
                s.note(u"a server dies %1 number %2 of a start that brings a store of version %3 up to date"_s
                           .arg(inWrite ? u"in the middle of write"_s : u"before sync"_s)
                           .arg(nth)
                           .arg(from));
                const QString wrong = dieMigrating(from, inWrite ? &FaultControl::dieInLog : &FaultControl::dieBeforeSync, nth);
                if (!wrong.isEmpty())
                    s.complain(u"K1m"_s, wrong);
            }},
        {u"K2"_s,
            [](Soak& s) {
                SoakPerson* who = s.below(2) == 0
                    ? static_cast<SoakPerson*>(s.m_customers.at(std::size_t(s.below(qint64(s.m_customers.size())))).get())
                    : s.m_agents.at(std::size_t(s.below(qint64(s.m_agents.size())))).get();
                if (who->isStill())
                    return;
                s.note(who->name() + u" is gone and comes back"_s);
                who->dropConnection();
            }},
        {u"K3"_s, pause(500, 6000)},
        {u"K3l"_s,
            [pause](Soak& s) {
                const int ms = s.longTime();
                pause(ms, ms)(s);
            },
            45s},
        {u"K3c"_s, [clients](Soak& s) { clients(s, 500 + int(s.below(5500))); }},
        {u"K3cl"_s,
            [clients](Soak& s) {
                if (s.m_still == 0)
                    clients(s, s.longTime());
            },
            45s},
        {u"K4"_s,
            [](Soak& s) {
                s.note(u"the power is cut"_s);
                s.halt();
                s.m_server.cutPower();
                s.startAgain();
            }},
        {u"K5"_s,
            [](Soak& s) {
                s.note(u"the power is cut, and of what was not synced some is written and some not"_s);
                s.halt();
                s.m_server.cutPower(s.m_random() | 1U);
                s.startAgain();
            }},

        // ---- the disk ----
        {u"F1"_s,
            [](Soak& s) {
                s.ail(
                    u"the disk is full"_s, 300, 3000,
                    [&s] {
                        s.halted(true);
                        s.m_server.faults().diskFull = 1;
                    },
                    [&s] {
                        s.m_server.faults().diskFull = 0;
                        s.halted(false);
                    },
                    true);
            }},
        {u"F2"_s,
            [](Soak& s) {
                s.ail(
                    u"a sync fails"_s, 1000, 2000, [&s] { s.m_server.faults().failSync = 1; },
                    [&s] {
                        s.m_server.faults().failSync = 0;
                        if (!s.m_server.process().isRunning())
                            s.restart();
                    });
            }},
        {u"F3"_s,
            [](Soak& s) {
                s.ail(
                    u"somebody holds the store's lock"_s, 300, 7000,
                    [&s] {
                        s.halted(true);
                        s.m_lock = s.m_server.lockStore();
                    },
                    [&s] {
                        s.m_lock.reset();
                        s.halted(false);
                    },
                    true);
            }},
        {u"F4"_s,
            [](Soak& s) {
                if (s.m_ailing)
                    return;
                s.halt();
                const QString what = s.m_server.damage(s.below(3));
                s.note(u"the store is damaged: "_s + what);
                const QByteArray before = s.m_server.fingerprint();
                const qsizetype said = s.m_server.process().output().size();
                if (s.m_server.start()) {
                    s.complain(u"F4"_s, u"serves though of the store "_s + what);
                    s.m_server.process().kill();
                }
                const QByteArray told = s.m_server.process().output().mid(said);
                if (!told.contains("greenroom.sqlite") || !told.contains("greenroomd restore"))
                    s.complain(u"F4"_s, u"does not say which file is damaged and what to do: "_s + QString::fromUtf8(told));
                if (s.m_server.fingerprint() != before)
                    s.complain(u"F4"_s, u"writes to a store that is damaged: "_s + what);
                s.m_server.heal();
                s.startAgain();
            }},
        {u"F4r"_s,
            [](Soak& s) {
                const auto agent = std::find_if(s.m_agents.begin(), s.m_agents.end(),
                    [](const auto& each) { return each->isWelcomed() && !each->isStill(); });
                if (s.m_ailing || !s.m_server.process().isRunning() || agent == s.m_agents.end())
                    return;
                s.restart(); // what was stored so far is where it stays, and not in the log
                const qsizetype told = s.m_server.process().output().size();
                (*agent)->dropConnection();
                QElapsedTimer since;
                for (since.start(); !(*agent)->isWelcomed() && since.elapsed() < 8000;)
                    s.wait(50ms);
                const auto flipped = s.m_server.flipBit(s.m_shop, s.m_random());
                if (!flipped || !(*agent)->isWelcomed())
                    return;
                s.note(u"a bit of entry %1 of %2 turns over while the server runs"_s.arg(flipped->number)
                           .arg(flipped->stream.toString()));
                const auto answer = std::make_shared<std::optional<Result<StreamPage>>>(); // it may come when this is over
                std::optional<Result<StreamPage>>& seen = *answer;
                (*agent)->look(flipped->stream, flipped->number, [answer](const Result<StreamPage>& page) { *answer = page; });
                for (since.restart(); !seen && (*agent)->isWelcomed() && since.elapsed() < 5000;)
                    s.wait(20ms);
                const bool isShown = seen && *seen && !(*seen)->entries.isEmpty();
                if (isShown && (*seen)->entries.first().content != Content(flipped->said))
                    s.complain(u"F4"_s, u"what the disk made of it is shown as if it had been said"_s);
                if (seen && !*seen && (*seen).error().code != Code::unavailable)
                    s.complain(u"F4"_s, u"answers with "_s + sentence((*seen).error()));
                s.m_report.schedule.append(isShown ? u"… which the server did not have to read"_s
                        : seen                     ? u"… which is refused"_s
                                                   : u"… nobody was answered"_s);
                s.wait(std::chrono::milliseconds(s.below(2000)));
                const auto isTold = [&] {
                    return s.m_server.process().output().indexOf(flipped->stream.key.toString().toUtf8(), told) >= 0;
                };
                for (since.restart(); seen && !*seen && !isTold() && since.elapsed() < 3000;)
                    s.wait(50ms);
                if (seen && !*seen && !isTold())
                    s.complain(u"F4"_s, u"does not say what is damaged"_s);
                s.halt();
                s.m_server.mend(*flipped);
                s.startAgain();
            }},
        {u"F5"_s,
            [](Soak& s) {
                s.ail(
                    u"the disk is slow"_s, 1000, 3000, [&s] { s.m_server.faults().syncMs = 50 + int(s.below(450)); },
                    [&s] { s.m_server.faults().syncMs = 0; }, true);
            }},
        {.name = u"F6"_s,
            .begin =
                [](Soak& s) {
                    if (s.m_ailing || !s.m_server.process().isRunning())
                        return;
                    s.note(u"a backup is taken, and restored some time later"_s);
                    const QString file = s.m_server.process().file(u"backup-%1.tar"_s.arg(s.m_report.counts[s.m_fault->name]));
                    const std::size_t kept = s.m_history.events.size();
                    if (const auto told = s.command({u"backup"_s, file}); told.code != 0) {
                        s.complain(u"F6"_s, u"no backup: "_s + QString::fromUtf8(told.err));
                        return;
                    }
                    s.wait(std::chrono::milliseconds(200 + s.below(2000)));
                    s.halt();
                    s.m_history.dumps.push_back(s.m_server.dump(s.m_shop));
                    if (const QString wrong = s.m_server.restore(file); !wrong.isEmpty())
                        s.complain(u"F6"_s, u"not restored: "_s + wrong);
                    Uuid epoch;
                    s.m_server.change([&](Database& database) {
                        if (const auto read = readEpoch(database))
                            epoch = *read;
                        // The staff signs in again.
                        for (const auto& agent : s.m_agents)
                            if (!agent->token().isEmpty())
                                ServerProcess::addSession(database, agent->person(), agent->token());
                    });
                    s.m_history.add(wallClock(), Restored {epoch, kept});
                    s.startAgain();
                },
            .undoes = true},

        // ---- the network ----
        {u"N1"_s,
            [](Soak& s) {
                if (s.m_cut)
                    return;
                s.note(u"nothing passes"_s);
                s.m_network->partition(true, true);
                s.laterBeingLate(500, 8000, [&s] {
                    if (!s.m_cut)
                        s.m_network->partition(false, false);
                });
            }},
        {u"N1l"_s,
            [](Soak& s) {
                if (std::exchange(s.m_cut, true))
                    return;
                const qint64 way = s.below(3);
                const int ms = s.longTime();
                s.note(u"nothing %1 for %2 s"_s
                           .arg(way == 0      ? u"passes"_s
                                   : way == 1 ? u"of the clients' comes through"_s
                                              : u"of the server's comes through"_s)
                           .arg(ms / 1000));
                s.m_network->partition(way != 2, way != 1);
                s.laterBeingLate(ms, ms, [&s] {
                    s.m_cut = false;
                    s.m_network->partition(false, false);
                });
            },
            45s},
        {u"N1c"_s,
            [](Soak& s) {
                const qint64 way = s.below(3);
                s.note(way == 0    ? u"the cable is cut"_s
                        : way == 1 ? u"nothing of the clients' comes through"_s
                                   : u"nothing of the server's comes through"_s);
                s.m_network->lose(way == 2 ? 0 : 100, way == 1 ? 0 : 100);
                s.laterBeingLate(500, 8000, [&s] { s.m_network->lose(0, 0); });
            }},
        {u"N2"_s,
            [](Soak& s) {
                const int percent = std::array {1, 5, 30}.at(std::size_t(s.below(3)));
                s.note(u"%1 % of the packets are lost"_s.arg(percent));
                s.m_network->lose(percent, percent);
                s.laterBeingLate(1000, 6000, [&s] { s.m_network->lose(0, 0); });
            }},
        {u"N3"_s,
            [](Soak& s) {
                s.note(u"64 kbit a second"_s);
                s.m_network->slow(8000);
                s.laterBeingLate(1000, 5000, [&s] { s.m_network->slow(0); });
            }},
        {u"N4"_s,
            [](Soak& s) {
                s.note(u"everything comes later"_s);
                s.m_network->delay(std::chrono::milliseconds(20 + s.below(400)));
                s.laterBeingLate(500, 4000, [&s] { s.m_network->delay({}); });
            }},
        {u"N4c"_s, harm(FaultProxy::Harm::cutMidFrame, u"cut inside a frame"_s)},
        {u"N5"_s, harm(FaultProxy::Harm::halfOpen, u"half-open"_s)},
        {u"N6"_s, harm(FaultProxy::Harm::reset, u"reset"_s)},
        {u"N7"_s,
            [](Soak& s) {
                s.note(u"all are cut, and come back at once"_s);
                s.m_network->refuse(true);
                s.m_network->harm(FaultProxy::Harm::close, 1, 0);
                s.later(200, 2000, [&s] { s.m_network->refuse(false); });
            }},

        {.name = u"N7k"_s,
            .begin =
                [](Soak& s) {
                    if (s.m_ailing || !s.letLoose(s.m_fault->name, 0))
                        return;
                    s.ail(
                        u"a crowd is there, the server is killed, and all come back to it at once"_s, 4000, 5000, [] {},
                        [&s] {
                            s.m_network->refuse(true);
                            s.restart();
                            s.m_network->refuse(false);
                            for (SoakPerson* each : s.people())
                                each->comeBackNow();
                        });
                },
            .wantsPeace = true},

        // ---- who may come in ----
        {u"S2"_s, [lockOut](Soak& s) { lockOut(s, u"is signed out"_s, u"sign-out"_s, {}); }},
        {u"S2r"_s,
            [lockOut](Soak& s) {
                const QString roles = s.below(2) == 0 ? u"agent"_s : u"agent,lead"_s;
                lockOut(s, u"is given the roles "_s + roles, u"roles"_s,
                    {u"--shop"_s, Soak::kShop, u"--roles"_s, roles, u"--capacity"_s, QString::number(s.m_settings.capacity)});
            }},
        {u"S2d"_s,
            [lockOut](Soak& s) {
                const SoakAgent* agent = lockOut(s, u"is disabled for some time"_s, u"disable"_s, {});
                if (!agent)
                    return;
                s.wait(std::chrono::milliseconds(200 + s.below(2000)));
                QElapsedTimer since;
                for (since.start(); !s.administer({u"user"_s, u"enable"_s, agent->name()}) && since.elapsed() < 20'000;)
                    s.wait(200ms);
            }},
        {u"S2c"_s,
            [](Soak& s) {
                SoakCustomer& customer = *s.m_customers.at(std::size_t(s.below(qint64(s.m_customers.size()))));
                if (customer.signOut())
                    s.note(customer.name() + u" signs out"_s);
            }},

        // ---- time ----
        {.name = u"T1"_s,
            .begin =
                [](Soak& s) {
                    static const std::array leaps {std::pair {u"an hour ahead"_s, 1}, std::pair {u"an hour back"_s, -1},
                        std::pair {u"a day ahead"_s, 24}, std::pair {u"three days back"_s, -72}};
                    const auto& [where, hours] = leaps.at(std::size_t(s.below(qint64(leaps.size()))));
                    s.note(u"the clock goes "_s + where);
                    s.m_server.faults().clockMs = hours * 3'600'000LL;
                    s.later(500, 4000, [&s] { s.m_server.faults().clockMs = 0; });
                },
            .bendsClock = true},
        {.name = u"T1s"_s,
            .begin =
                [](Soak& s) {
                    const int way = s.below(2) == 0 ? 1 : -1;
                    s.note(way > 0 ? u"the clock goes a tenth too fast"_s : u"the clock goes a tenth too slow"_s);
                    s.drift(way);
                    s.later(1000, 8000, [&s] { s.drift(0); });
                },
            .bendsClock = true},

        // ---- clients ----
        {u"C1"_s, harm(FaultProxy::Harm::slowReader, u"no longer read"_s)},
        {.name = u"C2"_s, .begin = stranger(u"somebody writes a byte a second"_s), .isStrangers = true},
        {.name = u"C3"_s, .begin = stranger(u"somebody sends what is no frame"_s), .isStrangers = true},
        {.name = u"C4"_s, .begin = stranger(u"somebody sends too much"_s), .isStrangers = true},
        {.name = u"C5"_s, .begin = stranger(u"somebody sends what is no request"_s), .isStrangers = true},
        {.name = u"C6"_s, .begin = stranger(u"somebody floods from one source"_s), .isStrangers = true},
        {.name = u"C6l"_s,
            .begin = stranger(u"somebody floods from one source for a minute"_s, 60),
            .takes = 70s,
            .isStrangers = true},
        {.name = u"C7"_s, .begin = stranger(u"somebody floods from fifty sources"_s), .isStrangers = true},
        {.name = u"C8"_s, .begin = stranger(u"somebody asks for what is not theirs"_s), .isStrangers = true},
    };
    return faults;
}

void Soak::beginFault()
{
    // One that takes longer than what is left only if it is what was asked for, and has not been yet.
    QList<const SoakFault*> able;
    for (const SoakFault& each : SoakFault::all())
        if (m_settings.faults.contains(each.name) && (each.takes <= left() || m_report.counts.isEmpty())
            && (m_settings.each == 0 || m_report.counts.value(each.name) < m_settings.each))
            able.append(&each);
    if (able.isEmpty())
        return;
    m_fault = able.at(below(able.size()));
    m_fault->begin(*this);
}

bool Soak::hasBeen(bool SoakFault::*kind) const
{
    return std::ranges::any_of(
        SoakFault::all(), [&](const SoakFault& each) { return each.*kind && m_report.counts.contains(each.name); });
}

bool Soak::hasOnlyBeen(bool SoakFault::*kind) const
{
    return std::ranges::all_of(
        SoakFault::all(), [&](const SoakFault& each) { return each.*kind || !m_report.counts.contains(each.name); });
}

} // namespace greenroom
