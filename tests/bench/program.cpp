// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/program.h"

#include <algorithm>
#include <cstdio>
#include <ctime>

#include <QEventLoop>
#include <QFile>
#include <QTimer>

#include <sys/mman.h>

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

constexpr QByteArrayView kCategory("greenroom.timing: ");

/// Unmaps the clean pages that this process has of the libraries. They come back when they are touched; until then they
/// do not make the measured program's share look smaller than it is for somebody who runs no benchmark beside it.
void standAside()
{
    QFile maps(u"/proc/self/smaps"_s);
    if (!maps.open(QIODevice::ReadOnly))
        return;
    struct Range {
        void* from = nullptr;
        size_t size = 0;
    };
    Range range;
    std::vector<Range> clean;
    for (const QByteArray& line : maps.readAll().split('\n')) {
        unsigned long from = 0;
        unsigned long to = 0;
        char rights[5] = {};
        unsigned long kilobytes = 0;
        if (std::sscanf(line.constData(), "%lx-%lx %4s", &from, &to, rights) == 3) {
            const bool file = line.contains('/') && rights[0] == 'r' && rights[1] == '-' && rights[3] == 'p';
            range = file ? Range {reinterpret_cast<void*>(from), to - from} : Range {};
        } else if (range.size > 0 && std::sscanf(line.constData(), "Anonymous: %lu kB", &kilobytes) == 1 && kilobytes == 0) {
            clean.push_back(range);
        }
    }
    for (const Range& each : clean)
        madvise(each.from, each.size, MADV_DONTNEED);
}

} // namespace

bool waitUntil(const std::function<bool()>& holds, std::chrono::milliseconds within)
{
    if (holds())
        return true;
    QEventLoop loop;
    QTimer poll;
    QTimer end;
    end.setSingleShot(true);
    QObject::connect(&poll, &QTimer::timeout, &loop, [&] {
        if (holds())
            loop.quit();
    });
    QObject::connect(&end, &QTimer::timeout, &loop, &QEventLoop::quit);
    poll.start(5);
    end.start(within);
    loop.exec();
    return holds();
}

void letPass(std::chrono::milliseconds time)
{
    QEventLoop loop;
    QTimer::singleShot(time, &loop, &QEventLoop::quit);
    loop.exec();
}

qint64 monotonicMicros()
{
    return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

double median(QList<double> values)
{
    if (values.isEmpty())
        return -1;
    std::sort(values.begin(), values.end());
    const qsizetype middle = values.size() / 2;
    return values.size() % 2 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

Program::Program(const QString& file)
    : m_file(file)
{
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    QObject::connect(&m_process, &QProcess::readyRead, &m_process, [this] { read(); });
}

Program::~Program()
{
    end();
}

void Program::start(const QStringList& arguments, const QProcessEnvironment& environment)
{
    QProcessEnvironment own = environment;
    own.insert(u"QT_LOGGING_RULES"_s, u"greenroom.timing.debug=true"_s);
    own.insert(u"QT_FORCE_STDERR_LOGGING"_s, u"1"_s);
    m_process.setProcessEnvironment(own);
    m_startedAt = monotonicMicros();
    m_process.start(m_file, arguments);
    m_process.waitForStarted();
}

void Program::end()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.terminate();
    if (!waitUntil([this] { return m_process.state() == QProcess::NotRunning; }, std::chrono::seconds(3))) {
        m_process.kill();
        m_process.waitForFinished();
    }
}

QList<qint64> Program::waitFor(const QString& word, std::chrono::milliseconds within)
{
    waitUntil([&] { return !m_lines.value(word).isEmpty() || !isRunning(); }, within);
    return m_lines.value(word).isEmpty() ? QList<qint64>() : m_lines[word].takeFirst();
}

QList<QList<qint64>> Program::take(const QString& word)
{
    return m_lines.take(word);
}

void Program::read()
{
    m_pending += m_process.readAll();
    for (qsizetype end = m_pending.indexOf('\n'); end >= 0; end = m_pending.indexOf('\n')) {
        const QByteArray line = m_pending.first(end);
        m_pending.remove(0, end + 1);
        if (!line.startsWith(kCategory)) {
            m_output += line + '\n';
            continue;
        }
        const QList<QByteArray> parts = line.sliced(kCategory.size()).split(' ');
        QList<qint64> numbers;
        for (const QByteArray& part : parts.sliced(1))
            numbers.append(part.toLongLong());
        m_lines[QString::fromLatin1(parts.first())].append(numbers);
    }
}

double Program::cpuSeconds() const
{
    clockid_t clock {};
    timespec used {};
    if (clock_getcpuclockid(static_cast<pid_t>(pid()), &clock) != 0 || clock_gettime(clock, &used) != 0)
        return -1;
    return static_cast<double>(used.tv_sec) + static_cast<double>(used.tv_nsec) / 1e9;
}

Program::Memory Program::memory() const
{
    standAside();
    QFile rollup(u"/proc/%1/smaps_rollup"_s.arg(pid()));
    Memory memory;
    if (!rollup.open(QIODevice::ReadOnly))
        return memory;
    for (const QByteArray& line : rollup.readAll().split('\n')) {
        unsigned long kilobytes = 0;
        char name[32] = {};
        if (std::sscanf(line.constData(), "%31[A-Za-z_]: %lu kB", name, &kilobytes) != 2)
            continue;
        const QByteArrayView key(name);
        const double megabytes = static_cast<double>(kilobytes) / 1024;
        if (key == "Pss")
            memory.pss = megabytes;
        else if (key == "Rss")
            memory.rss = megabytes;
        else if (key == "Pss_Anon" || key == "Pss_Shmem")
            memory.own += megabytes;
    }
    return memory;
}

} // namespace greenroom
