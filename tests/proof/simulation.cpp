// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/proof/simulation.h"

#include <QTemporaryDir>

#include "tests/proof/simdesktop.h"
#include "tests/proof/simwidget.h"

namespace greenroom::proof {

using namespace Qt::StringLiterals;

namespace {

constexpr Millis kRestWithin {200'000}; // half-open connections are noticed after 40 s, on either side
constexpr Millis kHealed {10'000};
constexpr Millis kSampleEvery {500};
constexpr qint64 kWellDelay = 30; // of the network, in ms, once it is well again

class World {
public:
    World(VirtualTime& time, quint64 seed, QStringList& schedule);
    ~World();

    Report run(int steps);

private:
    void step();
    void killAndStart(bool power);
    void fault();
    void rest();
    bool isAtRest() const;
    void note(const QString& what);
    std::optional<ConversationId> anyConversation();

    VirtualTime& m_time;
    quint64 m_seed;
    Dice m_dice;
    QTemporaryDir m_folder; ///< empty: what is stored is on the Volume
    History m_history;
    Network m_network;
    SimServer m_server;
    std::vector<std::unique_ptr<SimDesktop>> m_desktops;
    std::vector<std::unique_ptr<SimWidget>> m_widgets;
    SimWidget* m_secondTab = nullptr;
    double m_faultRate = 0;
    bool m_restores = false;
    qint64 m_longest = 0;
    QStringList& m_schedule;
    int m_restored = 0;
};

World::World(VirtualTime& time, quint64 seed, QStringList& schedule)
    : m_time(time)
    , m_seed(seed)
    , m_dice(seed * 0x9e3779b97f4a7c15ULL + 1)
    , m_network(time, m_dice)
    , m_server((time.begin(Cast::morning() + 1min), time), m_dice, m_network, m_history, m_folder.path())
    , m_schedule(schedule)
{
    m_faultRate = m_dice.chance(0.15) ? 0 : double(m_dice.below(100)) / 1000;
    m_restores = m_dice.chance(0.5);
    m_longest = m_dice.chance(0.2) ? 70'000 : 4'000;
    constexpr std::array<qint64, 4> delays {2, 8, 40, 250};
    m_network.setDelay(delays[std::size_t(m_dice.below(delays.size()))]);
    for (const Cast::Person& person : cast().people)
        m_desktops.push_back(
            std::make_unique<SimDesktop>(m_time, m_dice, m_network, m_server, m_history, person, m_folder.path()));
    for (int i = 0; i < 4; ++i)
        m_widgets.push_back(
            std::make_unique<SimWidget>(m_time, m_dice, m_network, m_server, m_history, i == 3 ? 1 : 0, u"c%1"_s.arg(i)));
    m_server.start();
    for (const auto& desktop : m_desktops)
        desktop->start();
    for (const auto& widget : m_widgets)
        widget->start();
    m_time.run(1s);
}

World::~World()
{
    m_desktops.clear();
    Volume::instance().remove(m_folder.path());
    m_time.begin(m_time.now());
}

void World::note(const QString& what)
{
    m_schedule.append(QString::number((m_time.now() - Cast::morning()).count()) + u' ' + what);
}

std::optional<ConversationId> World::anyConversation()
{
    std::vector<ConversationId> all;
    for (const auto& widget : m_widgets)
        if (const auto conversation = widget->conversation())
            all.push_back(*conversation);
    return all.empty() ? std::nullopt : std::optional(m_dice.pick(all));
}

void World::step()
{
    if (m_dice.chance(m_faultRate))
        fault();
    const qint64 who = m_dice.below(100);
    if (who < 50) {
        m_dice.pick(m_desktops)->act();
    } else if (who < 96) {
        m_dice.pick(m_widgets)->act();
    } else if (who < 98) {
        SimWidget& widget = *m_dice.pick(m_widgets);
        if (const auto conversation = anyConversation(); conversation && conversation != widget.conversation())
            widget.snoop(*conversation);
        SimDesktop& desktop = *m_dice.pick(m_desktops);
        for (const auto& each : m_widgets)
            if (each->conversation() && each->shop() != desktop.shop()) {
                desktop.snoop(*each->conversation());
                break;
            }
    } else if (who < 99) {
        m_dice.pick(m_widgets)->overreach();
    } else if (!m_secondTab && m_widgets.front()->token() && m_widgets.front()->sent > 0) {
        m_widgets.push_back(std::make_unique<SimWidget>(m_time, m_dice, m_network, m_server, m_history, 0, u"tab"_s));
        m_secondTab = m_widgets.back().get();
        m_secondTab->shareToken(*m_widgets.front());
        m_secondTab->start();
    } else if (m_secondTab && m_dice.chance(0.3)) {
        m_widgets.front()->signOut({m_secondTab});
    }
    const qint64 pace = m_dice.below(100);
    m_time.run(pace < 70 ? m_dice.millis(0, 60) : pace < 97 ? m_dice.millis(10, 1500) : m_dice.millis(1000, m_longest));
}

void World::killAndStart(bool power)
{
    if (!m_server.isUp())
        return;
    note(power ? u"server's power cut"_s : u"server killed"_s);
    m_server.crash(power);
    m_time.run(m_dice.millis(1, 3000));
    m_server.start();
}

void World::fault()
{
    auto connections = m_network.connections();
    switch (m_dice.below(13)) {
    case 0:
    case 1:
    case 2:
        if (!connections.empty()) {
            const quint64 one = m_dice.pick(connections);
            note(u"cut "_s + QString::number(one));
            m_network.cut(one);
        }
        return;
    case 3:
        if (!connections.empty()) {
            const quint64 one = m_dice.pick(connections);
            note(u"half-open "_s + QString::number(one));
            m_network.halfOpen(one);
        }
        return;
    case 4:
        note(u"all cut"_s);
        for (quint64 each : connections)
            m_network.cut(each);
        return;
    case 5: killAndStart(m_dice.chance(0.3)); return;
    case 6:
        note(u"server killed between a commit and its replies"_s);
        m_server.faults.crashNext = true;
        return;
    case 7:
        note(u"a commit of unknown outcome"_s);
        m_server.faults.volume.syncFails = true;
        if (m_dice.chance(0.5)) {
            // What such a commit left on the disk comes to light if the server dies before it writes anything else.
            for (int i = 0; i < 3; ++i) {
                m_dice.pick(m_widgets)->act();
                m_dice.pick(m_desktops)->act();
            }
            m_time.run(m_dice.millis(100, 900));
            killAndStart(false);
        }
        return;
    case 8:
        note(u"disk full"_s);
        m_server.faults.volume.full = true;
        m_server.noteState();
        m_time.after(m_dice.millis(100, 15'000), [this] {
            m_server.faults.volume.full = false;
            m_server.noteState();
        });
        return;
    case 9:
        m_server.faults.slowest = m_dice.chance(0.5) ? 8ms : m_dice.millis(50, 500);
        note(u"disk takes up to "_s + QString::number(m_server.faults.slowest.count()));
        return;
    case 10:
        note(u"the store is hard to read"_s);
        m_server.faults.readsFail = true;
        m_time.after(m_dice.millis(100, 15'000), [this] { m_server.faults.readsFail = false; });
        return;
    case 11:
    case 12:
        if (!m_restores || !m_server.isUp() || m_server.faults.volume.full || m_server.faults.volume.syncFails)
            return;
        if (!m_server.hasCopy() || m_dice.chance(0.4)) {
            note(u"copy made"_s);
            m_server.copy();
        } else {
            note(u"copy restored"_s);
            ++m_restored;
            m_server.restore();
        }
        return;
    }
}

bool World::isAtRest() const
{
    const auto reaches = [this](const auto& each) { return !m_network.isHalfOpen(each->connection()); };
    return m_server.isReady() && std::all_of(m_desktops.begin(), m_desktops.end(), reaches)
        && std::all_of(m_widgets.begin(), m_widgets.end(), reaches)
        && std::all_of(m_desktops.begin(), m_desktops.end(), [](const auto& each) { return each->isSettled(); })
        && std::all_of(m_widgets.begin(), m_widgets.end(), [](const auto& each) { return each->isSettled(); });
}

void World::rest()
{
    note(u"quiet"_s);
    m_server.faults = {};
    m_server.noteState();
    m_network.setDelay(kWellDelay);
    m_time.run(4s);
    if (!m_server.isUp())
        m_server.start();
    const Instant end = m_time.now() + kRestWithin;
    const auto settle = [this] {
        for (const auto& desktop : m_desktops)
            desktop->settle();
        for (const auto& widget : m_widgets)
            widget->start();
    };
    while (m_time.now() < end && !isAtRest()) {
        settle();
        m_time.run(1s);
    }
    for (const Instant healed = m_time.now() + kHealed; m_time.now() < healed;) {
        settle();
        Sample sample = m_server.sample();
        for (const auto& desktop : m_desktops)
            if (const auto told = desktop->told())
                sample.agents.push_back(*told);
        m_history.samples.push_back(std::move(sample));
        m_time.run(kSampleEvery);
    }
    m_history.quiet = true;
    for (const auto& desktop : m_desktops)
        m_history.connected.push_back(desktop->client());
    for (const auto& widget : m_widgets)
        if (!widget->isOver())
            m_history.connected.push_back(widget->client());
}

Report World::run(int steps)
{
    for (int i = 0; i < steps; ++i)
        step();
    rest();
    m_history.endedAt = m_time.now();
    m_history.dumps.push_back(m_server.dump());

    Report report;
    report.seed = m_seed;
    report.violations = checkAll(m_history);
    if (!isAtRest())
        report.violations.push_back({u"D11"_s, -1, u"not everybody is back and done"_s});
    report.events = m_history.events.size();
    report.stored = m_history.dumps.back().entries.size();
    for (const auto& desktop : m_desktops)
        report.said += std::size_t(desktop->sent);
    for (const auto& widget : m_widgets)
        report.said += std::size_t(widget->sent);
    report.crashes = m_server.crashes;
    report.restores = m_restored;
    report.simulated = m_time.now() - Cast::morning();
    for (const Event& event : m_history.events)
        report.trace = (report.trace ^ quint64(toMillis(event.at)) ^ event.what.index()) * 1099511628211ULL;
    report.history = std::move(m_history);
    return report;
}

} // namespace

Report simulate(VirtualTime& time, quint64 seed, int steps, QStringList& schedule)
{
    World world(time, seed, schedule);
    return world.run(steps);
}

} // namespace greenroom::proof
