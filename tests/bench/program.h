// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <functional>

#include <QHash>
#include <QProcess>

namespace greenroom {

/// Turns the event loop until this holds; false when it did not within the time.
bool waitUntil(const std::function<bool()>& holds, std::chrono::milliseconds within);
/// Turns the event loop for this long.
void letPass(std::chrono::milliseconds time);
/// The monotonic clock that every process of this machine shares, in microseconds.
qint64 monotonicMicros();
double median(QList<double> values);

/// A measured program, watched from outside: processor time and memory by the kernel's books, moments by the lines of
/// its logging category greenroom.timing (ui/shell/desktiming.h).
class Program final {
public:
    explicit Program(const QString& file);
    ~Program();
    Q_DISABLE_COPY_MOVE(Program)

    void start(const QStringList& arguments, const QProcessEnvironment& environment);
    /// SIGTERM, then SIGKILL.
    void end();
    bool isRunning() const { return m_process.state() == QProcess::Running; }
    qint64 pid() const { return m_process.processId(); }
    qint64 startedAt() const { return m_startedAt; } ///< monotonic microseconds, before the fork

    /// Waits for a timing line that begins with this word and takes it: the numbers behind the word. Empty: none came.
    QList<qint64> waitFor(const QString& word, std::chrono::milliseconds within);
    /// Takes all lines of this word that have come.
    QList<QList<qint64>> take(const QString& word);
    /// Everything else it has printed.
    const QByteArray& output() const { return m_output; }

    /// Of all its threads since its start, seconds.
    double cpuSeconds() const;
    struct Memory { ///< MB of 2^20 bytes
        double pss = 0;
        double rss = 0;
        double own = 0; ///< anonymous and shared memory, without what is mapped from files
    };
    Memory memory() const;

private:
    void read();

    QProcess m_process;
    QString m_file;
    qint64 m_startedAt = 0;
    QByteArray m_pending;
    QByteArray m_output;
    QHash<QString, QList<QList<qint64>>> m_lines;
};

} // namespace greenroom
