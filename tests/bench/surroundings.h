// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QSize>
#include <QTemporaryDir>

#include "core/base/result.h"

namespace greenroom {

/// What a desktop program stands in, of its own and ended with this object: a screen without hardware (Xvfb), a session
/// bus, and on it an unlocked Secret Service (gnome-keyring). This process and its children use them from start() on.
class Surroundings final {
public:
    Surroundings();
    ~Surroundings();
    Q_DISABLE_COPY_MOVE(Surroundings)

    Result<void> start(const QSize& screen);
    /// A directory that goes with this object.
    QString directory() const { return m_folder.path(); }
    /// Puts a secret where the desktop will look for it.
    Result<void> keepSecret(const QString& name, const QString& secret);

    /// Gives the window of this process that size and the keyboard.
    bool takeWindow(qint64 pid, const QSize& size);
    /// As a person would, through the display. Each blocks until the display has them.
    void press(const QString& key);
    void type(const QString& text);
    /// Moves the pointer there and turns the wheel, one click each `pace`; upwards for a number above zero.
    void wheel(const QPoint& at, int clicks, std::chrono::milliseconds pace);
    /// The middle button, pressed on the way from one to the other: on a scroll bar it takes the list along. One step each
    /// frame.
    void drag(const QPoint& from, const QPoint& to, int steps);

private:
    Result<QByteArray> startAndReadLine(QProcess& process, const QString& program, const QStringList& arguments);
    QByteArray xdotool(const QStringList& arguments);

    QTemporaryDir m_folder;
    QProcess m_screen;
    QProcess m_bus;
    QProcess m_vault;
};

} // namespace greenroom
