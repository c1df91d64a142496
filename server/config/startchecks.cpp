// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/config/startchecks.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

constexpr mode_t kOthers = S_IRWXG | S_IRWXO;

Error refuse(const QString& setting, const QString& why)
{
    return {Code::config, setting, why, 0};
}

} // namespace

Runner Runner::current()
{
    return {geteuid()};
}

Result<void> checkRunner(Runner runner)
{
    if (runner.uid == 0)
        return refuse(u"user"_s,
            u"greenroomd does not run as root; start it as an ordinary user, for instance with "
            "\"runuser -u greenroom -- greenroomd serve\""_s);
    return {};
}

Result<void> prepareDataDir(const QString& path, Runner runner)
{
    const QByteArray native = QFile::encodeName(path);
    struct stat info = {};
    if (stat(native.constData(), &info) != 0) {
        if (!QDir().mkpath(QFileInfo(path).absolutePath()) || mkdir(native.constData(), S_IRWXU) != 0)
            return refuse(u"data-dir"_s, path + u" cannot be made: "_s + QString::fromLocal8Bit(strerror(errno)));
        return {};
    }
    if (!S_ISDIR(info.st_mode))
        return refuse(u"data-dir"_s, path + u" is not a directory"_s);
    if (info.st_uid != runner.uid)
        return refuse(u"data-dir"_s, path + u" belongs to another user"_s);
    if (info.st_mode & kOthers)
        return refuse(u"data-dir"_s, path + u" is open to others; \"chmod 700 %1\" closes it"_s.arg(path));
    return {};
}

Result<void> checkPrivateFile(const QString& path, QLatin1StringView setting)
{
    struct stat info = {};
    if (path.isEmpty() || stat(QFile::encodeName(path).constData(), &info) != 0)
        return {};
    if (info.st_mode & kOthers)
        return refuse(setting, path + u" can be read by others; \"chmod 600 %1\" closes it"_s.arg(path));
    return {};
}

Result<void> checkStart(const Config& config, Runner runner)
{
    if (auto done = checkRunner(runner); !done)
        return done;
    if (auto done = checkConfig(config); !done)
        return done;
    if (auto done = prepareDataDir(config.dataDir, runner); !done)
        return done;
    for (const QString& suffix : {u""_s, u"-wal"_s, u"-shm"_s})
        if (auto done = checkPrivateFile(config.databasePath() + suffix, "data-dir"_L1); !done)
            return done;
    if (!config.imageHelper.isEmpty() && !QFileInfo(config.imageHelper).isExecutable())
        return refuse(u"image-helper"_s, config.imageHelper + u" is no program that can be run"_s);
    for (const auto& [path, setting] : {std::pair {config.tlsCertificate, "tls-certificate"_L1}, {config.tlsKey, "tls-key"_L1}})
        if (!path.isEmpty() && !QFileInfo(path).isReadable())
            return refuse(setting, path + u" cannot be read"_s);
    return checkPrivateFile(config.tlsKey, "tls-key"_L1);
}

DataDirLock::DataDirLock(int descriptor)
    : m_descriptor(descriptor)
{
}

DataDirLock::DataDirLock(DataDirLock&& other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1))
{
}

DataDirLock& DataDirLock::operator=(DataDirLock&& other) noexcept
{
    std::swap(m_descriptor, other.m_descriptor);
    return *this;
}

DataDirLock::~DataDirLock()
{
    if (m_descriptor >= 0)
        close(m_descriptor);
}

Result<DataDirLock> DataDirLock::take(const QString& dataDir)
{
    const QString path = dataDir + u"/lock"_s;
    const int descriptor = open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (descriptor < 0)
        return refuse(u"data-dir"_s, path + u" cannot be opened: "_s + QString::fromLocal8Bit(strerror(errno)));
    if (flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        close(descriptor);
        return Error {Code::busy, u"data-dir"_s, u"another greenroomd works on "_s + dataDir, 0};
    }
    return DataDirLock(descriptor);
}

} // namespace greenroom
