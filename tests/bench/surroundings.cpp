// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/surroundings.h"

#include "app/settings/keychainsecretstore.h"
#include "tests/bench/program.h"

namespace greenroom {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

Surroundings::Surroundings() = default;

Surroundings::~Surroundings()
{
    for (QProcess* process : {&m_vault, &m_bus, &m_screen}) {
        if (process->state() == QProcess::NotRunning)
            continue;
        process->terminate();
        if (!process->waitForFinished(3000))
            process->kill();
        process->waitForFinished(3000);
    }
}

Result<void> Surroundings::start(const QSize& screen)
{
    auto display = startAndReadLine(m_screen, u"Xvfb"_s,
        {u"-displayfd"_s, u"1"_s, u"-screen"_s, u"0"_s, u"%1x%2x24"_s.arg(screen.width()).arg(screen.height()), u"-nolisten"_s,
            u"tcp"_s});
    if (!display)
        return display.error();
    qputenv("DISPLAY", ":" + *display);
    qputenv("QT_QPA_PLATFORM", "xcb");
    for (const char* name : {"HOME", "XDG_RUNTIME_DIR", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"})
        qputenv(name, m_folder.path().toUtf8());
    auto bus = startAndReadLine(m_bus, u"dbus-daemon"_s, {u"--session"_s, u"--nofork"_s, u"--print-address=1"_s});
    if (!bus)
        return bus.error();
    qputenv("DBUS_SESSION_BUS_ADDRESS", *bus);
    m_vault.setStandardOutputFile(QProcess::nullDevice());
    m_vault.setStandardErrorFile(QProcess::nullDevice());
    m_vault.start(u"gnome-keyring-daemon"_s, {u"--foreground"_s, u"--unlock"_s, u"--components=secrets"_s});
    if (!m_vault.waitForStarted())
        return Error {Code::unavailable, {}, u"gnome-keyring-daemon does not start"_s, 0};
    m_vault.write("bench");
    m_vault.closeWriteChannel();
    return {};
}

Result<QByteArray> Surroundings::startAndReadLine(QProcess& process, const QString& program, const QStringList& arguments)
{
    process.setStandardErrorFile(QProcess::nullDevice());
    process.start(program, arguments);
    if (!waitUntil([&] { return process.canReadLine(); }, 20s))
        return Error {Code::unavailable, {}, program + u" does not start"_s, 0};
    return process.readLine().trimmed();
}

Result<void> Surroundings::keepSecret(const QString& name, const QString& secret)
{
    // The vault answers a moment after it was started; a store that met none does not ask again.
    for (int round = 0; round < 50; ++round) {
        KeychainSecretStore store(u"greenroom"_s, nullptr);
        std::optional<bool> done;
        store.write(name, secret, &store, [&](const Result<void>& written) { done = bool(written); });
        if (waitUntil([&] { return done.has_value(); }, 20s) && *done && !store.isSessionOnly())
            return {};
        letPass(200ms);
    }
    return Error {Code::unavailable, {}, u"no vault keeps the session's token"_s, 0};
}

QByteArray Surroundings::xdotool(const QStringList& arguments)
{
    QProcess process;
    process.setStandardErrorFile(QProcess::nullDevice());
    process.start(u"xdotool"_s, arguments);
    waitUntil([&] { return process.state() == QProcess::NotRunning; }, 60s);
    return process.readAllStandardOutput().trimmed();
}

bool Surroundings::takeWindow(qint64 pid, const QSize& size)
{
    QByteArray window;
    for (int round = 0; round < 50 && window.isEmpty(); ++round) {
        window = xdotool({u"search"_s, u"--onlyvisible"_s, u"--pid"_s, QString::number(pid)}).split('\n').last();
        if (window.isEmpty())
            letPass(100ms);
    }
    if (window.isEmpty())
        return false;
    const QString id = QString::fromLatin1(window);
    xdotool({u"windowmove"_s, id, u"0"_s, u"0"_s, u"windowsize"_s, id, QString::number(size.width()),
        QString::number(size.height()), u"windowfocus"_s, id});
    letPass(500ms);
    return true;
}

void Surroundings::press(const QString& key)
{
    xdotool({u"key"_s, key});
}

void Surroundings::type(const QString& text)
{
    xdotool({u"type"_s, u"--delay"_s, u"8"_s, text});
}

void Surroundings::wheel(const QPoint& at, int clicks, std::chrono::milliseconds pace)
{
    xdotool({u"mousemove"_s, QString::number(at.x()), QString::number(at.y()), u"click"_s, u"--repeat"_s,
        QString::number(qAbs(clicks)), u"--delay"_s, QString::number(pace.count()), clicks > 0 ? u"4"_s : u"5"_s});
}

void Surroundings::drag(const QPoint& from, const QPoint& to, int steps)
{
    QStringList script;
    for (int step = 0; step <= steps; ++step) {
        const QPoint at = from + (to - from) * step / qMax(1, steps);
        script << u"mousemove"_s << QString::number(at.x()) << QString::number(at.y());
        if (step == 0)
            script << u"mousedown"_s << u"2"_s;
        script << u"sleep"_s << u"0.016"_s;
    }
    xdotool(script << u"mouseup"_s << u"2"_s);
}

} // namespace greenroom
