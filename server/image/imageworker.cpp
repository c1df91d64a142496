// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/image/imageworker.h"

#include <QFileInfo>
#include <QLoggingCategory>
#include <QPointer>
#include <QProcess>
#include <QTimer>
#include <linux/close_range.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "core/protocol/limits.h"
#include "server/image/imageheader.h"

namespace greenroom {

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(imageLog, "greenroom.image")

namespace {

constexpr qint64 kMostOutput = kMaxImageBytes + 64;

/// The helper is not believed: its line, its bytes and what the bytes say of themselves must agree.
Result<CleanImage> readOutput(const QByteArray& output)
{
    const Error garbled {Code::mediaRejected, {}, u"the picture could not be written anew"_s, 0};
    const qsizetype end = output.indexOf('\n');
    if (end < 0 || end > 40)
        return garbled;
    const QList<QByteArray> words = output.first(end).split(' ');
    const bool code = words.size() == 4 && words[3] == "code";
    if (words.size() != 3 && !code)
        return garbled;
    CleanImage image {output.sliced(end + 1), {}, words[1].toLongLong(), words[2].toLongLong(), code};
    const auto header = readImageHeader(image.bytes);
    if (!header || header->width != image.width || header->height != image.height)
        return garbled;
    if (header->format == ImageFormat::png && words[0] == "png")
        image.mime = u"image/png"_s;
    else if (header->format == ImageFormat::jpeg && words[0] == "jpeg")
        image.mime = u"image/jpeg"_s;
    else
        return garbled;
    return image;
}

} // namespace

ImageWorker::ImageWorker(const Settings& settings, QObject* parent)
    : QObject(parent)
    , m_settings(settings)
{
}

ImageWorker::~ImageWorker()
{
    for (QProcess* process : findChildren<QProcess*>()) {
        process->disconnect(this);
        process->kill();
        process->waitForFinished(1000);
    }
}

bool ImageWorker::isRunnable(const QString& program)
{
    const QFileInfo file(program);
    return file.isAbsolute() && file.isFile() && file.isExecutable();
}

void ImageWorker::clean(const QByteArray& bytes, bool findCodes, std::function<void(Result<CleanImage>)> then)
{
    // What is no picture on its face costs no process.
    if (const auto header = readImageHeader(bytes); !header) {
        then(header.error());
        return;
    }
    if (m_running >= m_settings.atOnce && qsizetype(m_waiting.size()) >= m_settings.waiting) {
        then(Error {Code::busy, {}, {}, 2000});
        return;
    }
    m_waiting.push_back({bytes, findCodes, std::move(then)});
    next();
}

void ImageWorker::next()
{
    while (m_running < m_settings.atOnce && !m_waiting.empty()) {
        Job job = std::move(m_waiting.front());
        m_waiting.pop_front();
        run(std::move(job));
    }
}

void ImageWorker::run(Job job)
{
    ++m_running;
    auto* process = new QProcess(this);
    auto output = std::make_shared<QByteArray>();
    const auto finish = [this, process, then = std::move(job.then)](Result<CleanImage> result) {
        process->disconnect(this);
        process->deleteLater();
        --m_running;
        const QPointer<ImageWorker> alive(this);
        then(std::move(result));
        if (alive)
            next();
    };
    process->setProgram(m_settings.program);
    if (job.findCodes)
        process->setArguments({u"--codes"_s});
    process->setProcessEnvironment(QProcessEnvironment());
    process->setWorkingDirectory(u"/"_s);
    process->setChildProcessModifier([] {
        // Nothing of the server's is left open in there, whatever was opened without close-on-exec.
        ::syscall(SYS_close_range, 3U, ~0U, CLOSE_RANGE_CLOEXEC);
        ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
        const rlimit noCore {0, 0};
        ::setrlimit(RLIMIT_CORE, &noCore);
        ::setpriority(PRIO_PROCESS, 0, 10);
    });
    connect(process, &QProcess::readyReadStandardOutput, this, [process, output] {
        output->append(process->readAllStandardOutput());
        if (output->size() > kMostOutput)
            process->kill();
    });
    connect(process, &QProcess::errorOccurred, this, [process, finish](QProcess::ProcessError error) {
        if (error != QProcess::FailedToStart)
            return; // finished() follows
        qCCritical(imageLog).noquote() << process->program() << "cannot be run:" << process->errorString();
        finish(Error {Code::internal, {}, u"the image helper cannot be run"_s, 0});
    });
    connect(process, &QProcess::finished, this, [process, output, finish](int status, QProcess::ExitStatus how) {
        output->append(process->readAllStandardOutput());
        const QString said = QString::fromUtf8(process->readAllStandardError().left(200));
        if (how == QProcess::NormalExit && status == 0 && output->size() <= kMostOutput)
            finish(readOutput(*output));
        else if (how == QProcess::NormalExit && status == 1)
            finish(Error {Code::mediaRejected, {}, said, 0});
        else {
            qCWarning(imageLog).noquote() << "the helper died of a picture, status" << status << said;
            finish(Error {Code::mediaRejected, {}, u"the picture cannot be read"_s, 0});
        }
    });
    auto* clock = new QTimer(process);
    clock->setSingleShot(true);
    connect(clock, &QTimer::timeout, process, [process] { process->kill(); });
    clock->start(m_settings.within);
    process->start();
    process->write(job.bytes);
    process->closeWriteChannel();
}

} // namespace greenroom
