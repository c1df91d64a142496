// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/deskfigures.h"

#include <algorithm>
#include <cstdio>

#include <QDir>
#include <QElapsedTimer>

#include "app/cache/cachedatabase.h"
#include "app/settings/settings.h"
#include "tests/bench/traffic.h"

namespace greenroom {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr quint64 kSeed = 20261121;
constexpr int kRowsOfMine = 200;
constexpr qint64 kLong = 10'000;
constexpr qint64 kShort = 20;
constexpr QSize kScreen {1600, 1300};
constexpr QSize kWindow {1360, 820};
/// Twenty rows of the normal height, and what stands above and below the list.
constexpr QSize kTallWindow {1360, 1240};
constexpr QPoint kInTranscript {680, 400};
constexpr QPoint kInList {200, 300};
constexpr int kListMiddle = 700; ///< of a tall window

Instant wallClock()
{
    return std::chrono::floor<Millis>(std::chrono::system_clock::now());
}

double rounded(double value)
{
    return std::round(value * 100) / 100;
}

} // namespace

/// The program online, with the shop's conversations cached and on its server.
struct DeskFigures::Desk {
    explicit Desk(const DeskFigures& figures)
        : shop(figures.newShop())
        , server(shop)
        , program(figures.m_settings.program)
    {
    }

    Done begin(DeskFigures& figures, int longOnes, const QSize& window)
    {
        if (!server.listen())
            return Error {Code::unavailable, {}, u"no free port"_s, 0};
        QList<Talk> talks;
        for (int i = 0; i < figures.m_settings.conversations; ++i)
            talks.append(shop.make(i < longOnes ? kLong : kShort,
                i < longOnes ? Millis(30min) + i * 1s : Millis((figures.m_settings.conversations - i) * 1s), i < kRowsOfMine));
        if (auto done = figures.writeProfile(shop, server.url(), talks); !done)
            return done;
        for (Talk& talk : talks)
            server.add(std::move(talk));
        program.start(figures.arguments(), QProcessEnvironment::systemEnvironment());
        if (program.waitFor(u"rows"_s, 30s).isEmpty())
            return figures.failed(u"no rows came on screen"_s, program);
        if (!waitUntil([this] { return server.isConnected(); }, 20s))
            return figures.failed(u"the desktop does not connect"_s, program);
        if (!figures.m_surroundings.takeWindow(program.pid(), window))
            return figures.failed(u"no window"_s, program);
        letPass(2s);
        return {};
    }

    /// Of the main thread since this was asked last, in milliseconds of processor time; turns below one are not told.
    double longestTurn()
    {
        qint64 longest = 1000;
        for (const QList<qint64>& turn : program.take(u"turn"_s))
            longest = std::max(longest, turn.value(0));
        return rounded(static_cast<double>(longest) / 1000);
    }

    Shop shop;
    DeskServer server;
    Program program;
};

DeskFigures::DeskFigures(const Settings& settings, const QList<Dialogue>& dialogues)
    : m_settings(settings)
    , m_dialogues(dialogues)
{
}

Result<QJsonObject> DeskFigures::measure(const QStringList& names)
{
    const std::pair<QLatin1StringView, Done (DeskFigures::*)()> figures[] {{"start"_L1, &DeskFigures::start},
        {"open"_L1, &DeskFigures::open}, {"scroll"_L1, &DeskFigures::scroll}, {"idle"_L1, &DeskFigures::idle},
        {"stall"_L1, &DeskFigures::stall}, {"lists"_L1, &DeskFigures::lists}, {"leak"_L1, &DeskFigures::leak}};
    for (const QString& name : names)
        if (std::none_of(std::begin(figures), std::end(figures), [&](const auto& each) { return each.first == name; }))
            return Error {Code::invalidField, u"only"_s, u"no figure is called "_s + name, 0};
    if (auto done = m_surroundings.start(kScreen); !done)
        return done.error();
    if (auto done = m_surroundings.keepSecret(u"session-token"_s, u"token-of-the-bench"_s); !done)
        return done.error();
    m_profile = m_surroundings.directory() + u"/profile"_s;
    m_result = {{u"bench"_s, u"desktop"_s}, {u"version"_s, QStringLiteral(GREENROOM_VERSION)},
        {u"conversations"_s, m_settings.conversations}};
    for (const auto& [name, measureIt] : figures) {
        if (!names.contains(name))
            continue;
        std::fprintf(stderr, "greenroom-bench: %s\n", name.data());
        if (auto done = (this->*measureIt)(); !done)
            return done.error();
    }
    return m_result;
}

Shop DeskFigures::newShop() const
{
    return Shop(m_dialogues, wallClock(), kSeed);
}

QStringList DeskFigures::arguments() const
{
    return {u"--profile"_s, m_profile, u"--language"_s, u"en"_s, u"--theme"_s, u"light"_s};
}

DeskFigures::Done DeskFigures::failed(const QString& what, const Program& program) const
{
    return Error {Code::internal, {}, what + u"; it printed: "_s + QString::fromUtf8(program.output().right(2000)), 0};
}

DeskFigures::Done DeskFigures::writeProfile(const Shop& shop, const QUrl& server, const QList<Talk>& talks)
{
    QDir(m_profile).removeRecursively();
    {
        greenroom::Settings settings(m_profile + u"/config"_s, nullptr);
        QString me;
        codec::write(me, shop.me(), Audience::staff);
        settings.set(setting::serverAddress, server.toString());
        settings.set(setting::lastPerson, me);
        settings.set(setting::lastSignInName, u"chen"_s);
    }
    CacheDatabase cache;
    if (auto done = cache.open(m_profile + u"/cache"_s, shop.me().person); !done)
        return done;
    QList<Uuid> mine;
    QList<Uuid> all;
    QList<ConversationRow> rows;
    for (const Talk& talk : talks) {
        all.append(talk.row.id.value);
        if (talk.row.assignee == shop.me().person)
            mine.append(talk.row.id.value);
        rows.append(talk.row);
        if (auto done = cache.saveEntries(
                StreamId::of(talk.row.id), talk.entries, Cursor {shop.epoch(), talk.entries.last().number});
            !done)
            return done;
    }
    if (auto done = cache.saveBoard(BoardName::all, all, rows); !done)
        return done;
    return cache.saveBoard(BoardName::mine, mine, {});
}

DeskFigures::Done DeskFigures::start()
{
    Shop shop = newShop();
    QUrl nobody;
    {
        DeskServer free(shop);
        free.listen();
        nobody = free.url();
    }
    QList<Talk> talks;
    for (int i = 0; i < m_settings.conversations; ++i)
        talks.append(shop.make(kShort, i * 1s, i < kRowsOfMine));
    if (auto done = writeProfile(shop, nobody, talks); !done)
        return done;
    QList<double> wall;
    QList<double> cpu;
    QList<double> pss;
    QList<double> rss;
    for (int run = -2; run < m_settings.runs; ++run) {
        Program program(m_settings.program);
        program.start(arguments(), QProcessEnvironment::systemEnvironment());
        const QList<qint64> rows = program.waitFor(u"rows"_s, 30s);
        const double used = program.cpuSeconds();
        if (rows.isEmpty())
            return failed(u"no rows came on screen"_s, program);
        letPass(2s);
        const Program::Memory memory = program.memory();
        program.end();
        if (run < 0)
            continue;
        wall.append(static_cast<double>(rows.first() - program.startedAt()) / 1000);
        cpu.append(used * 1000);
        pss.append(memory.pss);
        rss.append(memory.rss);
        std::fprintf(stderr, "  start %.1f ms, cpu %.1f ms, pss %.1f MB\n", wall.last(), cpu.last(), pss.last());
    }
    m_result[u"start_ms"_s] = rounded(median(wall));
    m_result[u"start_cpu_ms"_s] = rounded(median(cpu));
    m_result[u"pss_mb"_s] = rounded(median(pss));
    m_result[u"rss_mb"_s] = rounded(median(rss));
    return {};
}

DeskFigures::Done DeskFigures::open()
{
    Desk desk(*this);
    if (auto done = desk.begin(*this, m_settings.runs, kWindow); !done)
        return done;
    QList<double> wall;
    QList<double> cpu;
    for (int run = 0; run < m_settings.runs; ++run) {
        m_surroundings.press(u"ctrl+Down"_s);
        const QList<qint64> opened = desk.program.waitFor(u"opened"_s, 20s);
        if (opened.size() < 3)
            return failed(u"no transcript came on screen"_s, desk.program);
        wall.append(static_cast<double>(opened[0]) / 1000);
        cpu.append(static_cast<double>(opened[1]) / 1000);
        std::fprintf(stderr, "  open %.1f ms, cpu %.1f ms, %lld rows\n", wall.last(), cpu.last(), opened[2]);
        letPass(1s);
    }
    m_result[u"open_ms"_s] = rounded(median(wall));
    m_result[u"open_cpu_ms"_s] = rounded(median(cpu));
    return {};
}

DeskFigures::Done DeskFigures::scroll()
{
    Desk desk(*this);
    if (auto done = desk.begin(*this, 1, kWindow); !done)
        return done;
    m_surroundings.press(u"ctrl+Down"_s);
    if (desk.program.waitFor(u"opened"_s, 20s).isEmpty())
        return failed(u"no transcript came on screen"_s, desk.program);
    letPass(2s);
    QList<double> used;
    for (int run = 0; run < 3; ++run) {
        const double before = desk.program.cpuSeconds();
        m_surroundings.wheel(kInTranscript, 200, 16ms);
        letPass(300ms);
        used.append(desk.program.cpuSeconds() - before);
        std::fprintf(stderr, "  scroll %.3f s\n", used.last());
    }
    m_result[u"scroll_cpu_s"_s] = rounded(median(used));
    return {};
}

DeskFigures::Done DeskFigures::idle()
{
    Desk desk(*this);
    if (auto done = desk.begin(*this, 0, kTallWindow); !done)
        return done;
    if (!waitUntil([&] { return desk.server.windowOf(BoardName::mine).count >= kRowsOfMine; }, 5s))
        return failed(u"the list does not hold 200 rows"_s, desk.program);
    m_surroundings.press(u"ctrl+Down"_s);
    letPass(5s);
    const double before = desk.program.cpuSeconds();
    const qint64 from = monotonicMicros();
    letPass(m_settings.watchFor);
    const double took = static_cast<double>(monotonicMicros() - from) / 1e6;
    m_result[u"idle_cpu_pct"_s] = rounded(100 * (desk.program.cpuSeconds() - before) / took);
    return {};
}

DeskFigures::Done DeskFigures::stall()
{
    Desk desk(*this);
    if (auto done = desk.begin(*this, 0, kWindow); !done)
        return done;
    for (int i = 0; i < 10; ++i) {
        m_surroundings.press(u"ctrl+Down"_s);
        letPass(300ms);
    }
    const QList<ConversationId> followed = desk.server.watched();
    if (followed.size() < 10)
        return failed(u"ten conversations are not followed"_s, desk.program);
    letPass(3s);
    desk.program.take(u"turn"_s);
    QElapsedTimer clock;
    clock.start();
    qint64 said = 0;
    QTimer pace;
    pace.setTimerType(Qt::PreciseTimer);
    QObject::connect(&pace, &QTimer::timeout, &pace, [&] {
        for (; said < clock.elapsed() / 10; ++said)
            desk.server.say(
                followed[said % followed.size()], AuthorKind::customer, Text {desk.shop.nextTurn().text}, wallClock());
    });
    const double before = desk.program.cpuSeconds();
    pace.start(5);
    letPass(m_settings.watchFor);
    pace.stop();
    const double used = desk.program.cpuSeconds() - before;
    letPass(500ms);
    m_result[u"stall_ms"_s] = desk.longestTurn();
    m_result[u"traffic_cpu_pct"_s] = rounded(100 * used / static_cast<double>(m_settings.watchFor.count()));
    return {};
}

DeskFigures::Done DeskFigures::lists()
{
    if (auto done = measureList(BoardName::waiting, 20'000, u"ctrl+2"_s, {}); !done)
        return done;
    return measureList(BoardName::all, 100'000, u"ctrl+5"_s, u"_100k"_s);
}

DeskFigures::Done DeskFigures::measureList(BoardName board, int rows, const QString& key, const QString& suffix)
{
    Desk desk(*this);
    if (auto done = desk.begin(*this, 0, kTallWindow); !done)
        return done;
    for (int row = 0; row < rows; ++row)
        desk.server.add(desk.shop.wait((rows - row) * 100ms));
    m_surroundings.press(key);
    letPass(3s);
    const auto window = [&] { return desk.server.windowOf(board); };

    // Somebody turns the wheel, then takes the bar from one end to the other and back.
    desk.longestTurn();
    m_surroundings.wheel(kInList, -400, 8ms);
    letPass(1s);
    if (window().from == 0)
        return failed(u"the wheel does not move the list"_s, desk.program);
    double longest = desk.longestTurn();
    int bar = 0;
    for (int x = kInList.x() + 60; x < kInTranscript.x() && bar == 0; x += 4) {
        m_surroundings.drag({x, kListMiddle}, {x, kListMiddle}, 0);
        if (waitUntil([&] { return window().from > rows / 4; }, 200ms))
            bar = x;
    }
    if (bar == 0)
        return failed(u"the list has no scroll bar"_s, desk.program);
    desk.longestTurn();
    m_surroundings.drag({bar, kListMiddle}, {bar, kTallWindow.height()}, 60);
    m_surroundings.drag({bar, kListMiddle + 400}, {bar, 0}, 120);
    if (!waitUntil([&] { return window().from == 0; }, 5s))
        return failed(u"the bar does not take the list along"_s, desk.program);
    letPass(1s);
    longest = std::max(longest, desk.longestTurn());
    m_result[u"list_scroll_ms"_s + suffix] = longest;

    // Clocks run, a hundred rows a second change in what is here, ten leave it and ten come behind.
    const auto& order = board == BoardName::waiting ? desk.server.waiting() : desk.server.everything();
    QElapsedTimer clock;
    clock.start();
    qint64 changed = 0;
    QTimer pace;
    pace.setTimerType(Qt::PreciseTimer);
    QObject::connect(&pace, &QTimer::timeout, &pace, [&] {
        for (; changed < clock.elapsed() / 10; ++changed) {
            if (changed % 10 == 0) {
                desk.server.remove(order.at(changed % 150));
                desk.server.add(desk.shop.wait(0ms));
            }
            desk.server.say(order.at(changed * 7 % 200), AuthorKind::customer, Text {desk.shop.nextTurn().text}, wallClock());
        }
    });
    pace.start(5);
    letPass(5s);
    pace.stop();
    letPass(500ms);
    m_result[u"list_tick_ms"_s + suffix] = desk.longestTurn();

    // The third of what one can filter by, its third value; then back.
    m_surroundings.press(u"ctrl+alt+f"_s);
    letPass(500ms);
    for (const auto& each : {u"Down"_s, u"Down"_s, u"Right"_s, u"Down"_s, u"Down"_s, u"Return"_s})
        m_surroundings.press(each);
    if (!waitUntil([&] { return window().filter && window().filter->tier == CustomerTier::vip; }, 5s))
        return failed(u"no filter is set"_s, desk.program);
    letPass(1s);
    m_surroundings.press(u"Escape"_s);
    if (!waitUntil([&] { return !window().filter; }, 5s))
        return failed(u"the filter is not taken back"_s, desk.program);
    letPass(1s);
    m_result[u"list_filter_ms"_s + suffix] = desk.longestTurn();
    return {};
}

DeskFigures::Done DeskFigures::leak()
{
    Desk desk(*this);
    if (auto done = desk.begin(*this, 0, kWindow); !done)
        return done;
    // The shop is empty in the morning.
    for (const ConversationId& id : QList(desk.server.everything()))
        desk.server.remove(id);
    Traffic traffic(desk.shop, desk.server, std::chrono::hours(m_settings.leakHours), m_settings.leakSpeed, kSeed);
    traffic.start();
    QList<double> series;
    int answers = 0;
    while (!traffic.isOver() && desk.program.isRunning()) {
        // Answers whoever has waited longest, looks back in every fifth conversation.
        m_surroundings.press(u"F8"_s);
        m_surroundings.type(u"Thank you, I am looking into it. %1"_s.arg(++answers));
        m_surroundings.press(u"Return"_s);
        if (answers % 5 == 0)
            m_surroundings.wheel(kInTranscript, 20, 10ms);
        letPass(1s);
        if (traffic.hours() > series.size()) {
            series.append(desk.program.memory().own);
            std::fprintf(stderr, "  hour %lld: %.1f MB, %lld said to the desk, %lld by it\n",
                static_cast<long long>(series.size()), series.last(), static_cast<long long>(traffic.said()),
                static_cast<long long>(desk.server.received()));
        }
    }
    if (!desk.program.isRunning() || series.size() < 2)
        return failed(u"the desktop ended"_s, desk.program);
    m_result[u"leak_mb"_s] = rounded(series.last() - series.first());
    m_result[u"leak_hours"_s] = m_settings.leakHours;
    m_result[u"leak_speed"_s] = m_settings.leakSpeed;
    return {};
}

} // namespace greenroom
