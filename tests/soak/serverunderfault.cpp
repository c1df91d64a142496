// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/soak/serverunderfault.h"

#include <csignal>
#include <random>

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include "tests/proof/dump.h"
#include "tests/soak/ownnetwork.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kSector = 512; // what a disk writes whole or not at all
const QString kTextBegins = u"{\"kind\":\"text\",\"text\":\""_s;
const QString kTextEnds = u"\"}"_s;

} // namespace

ServerUnderFault::ServerUnderFault()
{
    // The process runs as an ordinary user, so the shim must be where that one can read it.
    const QString shim = m_process.file(u"faultshim.so"_s);
    if (!QFile::copy(QStringLiteral(GREENROOM_FAULT_SHIM), shim))
        qFatal("cannot copy the shim");
    const QString control = m_process.write(u"faults"_s, QByteArray(sizeof(FaultControl), '\0'));
    const int fd = ::open(QFile::encodeName(control).constData(), O_RDWR | O_CLOEXEC);
    void* at = fd < 0 ? MAP_FAILED : ::mmap(nullptr, sizeof(FaultControl), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (at == MAP_FAILED)
        qFatal("cannot map %s", qPrintable(control));
    ::close(fd);
    m_faults = static_cast<FaultControl*>(at);
    m_images = m_process.makeFolder(u"images"_s);
    m_process.setEnvironment({{u"LD_PRELOAD"_s, shim}, {QString::fromLatin1(kFaultFile), control},
        {QString::fromLatin1(kFaultStore), m_process.dataDir() + u'/'}, {QString::fromLatin1(kFaultImages), m_images + u'/'},
        // The sanitizers want to be the first library, and are content to be told that they are not.
        {u"ASAN_OPTIONS"_s, qEnvironmentVariable("ASAN_OPTIONS") + u":verify_asan_link_order=0:detect_leaks=0"_s}});
}

ServerUnderFault::~ServerUnderFault()
{
    m_process.kill();
    ::munmap(m_faults, sizeof(FaultControl));
}

bool ServerUnderFault::start()
{
    // What it finds when it begins is on the disk.
    QDir images(m_images);
    for (const QString& name : images.entryList(QDir::Files))
        images.remove(name);
    const QDir data(m_process.dataDir());
    for (const QString& name : data.entryList({u"greenroom.sqlite*"_s}, QDir::Files)) {
        const QString image = images.filePath(name);
        if (name.endsWith("-shm"_L1))
            continue;
        if (!QFile::copy(data.filePath(name), image))
            qFatal("cannot write %s", qPrintable(image));
        m_process.own(image);
    }
    // A clock that jumps a day ends sessions, as it should; here they are to live on.
    QStringList options {u"--log-level"_s, u"warning"_s, u"--session-idle"_s, u"7 d"_s, u"--session-life"_s, u"20 d"_s};
    if (OwnNetwork::isEntered())
        options += {u"--listen"_s, u"0.0.0.0"_s, u"--allow-plain-remote"_s, u"yes"_s};
    const bool serves = m_process.start(options);
    m_ownSockets = sockets();
    return serves;
}

void ServerUnderFault::signal(int number) const
{
    if (m_process.isRunning())
        ::kill(pid_t(m_process.pid()), number);
}

void ServerUnderFault::cutPower(quint64 torn)
{
    m_process.kill();
    std::mt19937_64 random(torn);
    for (const QString& path : storeFiles()) {
        QFile file(path);
        QFile image(m_images + u'/' + QFileInfo(path).fileName());
        if (!file.open(QIODevice::ReadOnly))
            qFatal("cannot read %s", qPrintable(path));
        const QByteArray written = file.readAll();
        file.remove();
        QByteArray left = image.open(QIODevice::ReadOnly) ? image.readAll() : QByteArray();
        const bool isIndex = path.endsWith("-shm"_L1);
        for (qsizetype at = 0; torn != 0 && !isIndex && at < written.size(); at += kSector) {
            const QByteArray sector = written.mid(at, kSector);
            if (random() % 2 == 0 || left.mid(at, sector.size()) == sector)
                continue;
            if (left.size() < at + sector.size())
                left.append(at + sector.size() - left.size(), '\0');
            left.replace(at, sector.size(), sector);
        }
        if (left.isEmpty())
            continue;
        if (!file.open(QIODevice::WriteOnly) || file.write(left) != left.size())
            qFatal("cannot put back %s", qPrintable(path));
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
        file.close();
        m_process.own(path);
    }
}

bool ServerUnderFault::isWhole() const
{
    // Of a copy: whoever opens the store takes the log into it, and that is to be left to the server.
    const QTemporaryDir copy;
    const QDir data(m_process.dataDir());
    for (const QString& name : data.entryList({u"greenroom.sqlite*"_s}, QDir::Files))
        if (!name.endsWith("-shm"_L1) && !QFile::copy(data.filePath(name), copy.filePath(name)))
            qFatal("cannot copy %s", qPrintable(name));
    auto database = Database::open(copy.filePath(u"greenroom.sqlite"_s), Database::Mode::readWrite);
    auto rows = database ? (*database)->run(u"PRAGMA quick_check"_s) : Result<Rows>(database.error());
    return rows && rows->next() && rows->get<QString>(0) == "ok"_L1;
}

std::unique_ptr<Database> ServerUnderFault::lockStore() const
{
    auto database = Database::open(store(), Database::Mode::readWrite);
    if (!database || !(*database)->begin())
        return {};
    return *std::move(database);
}

proof::Dump ServerUnderFault::dump(ShopId shop) const
{
    proof::Dump dump;
    change([&](Database& database) { dump = proof::dumpOf(database); });
    std::erase_if(dump.entries, [&](const proof::StoredEntry& each) { return each.shop != shop; });
    std::erase_if(dump.conversations, [&](const Conversation& each) { return each.shop != shop; });
    return dump;
}

void ServerUnderFault::change(const std::function<void(Database&)>& change) const
{
    {
        auto database = Database::open(store(), Database::Mode::readWrite);
        if (!database)
            qFatal("%s", qPrintable(sentence(database.error())));
        change(**database);
    }
    for (const QString& name : storeFiles())
        m_process.own(name);
}

QStringList ServerUnderFault::storeFiles() const
{
    const QDir data(m_process.dataDir());
    QStringList files;
    for (const QString& name : data.entryList({u"greenroom.sqlite*"_s}, QDir::Files))
        files.append(data.filePath(name));
    return files;
}

QString ServerUnderFault::damage(qint64 way)
{
    // First all of it comes into one file: pages that are in the log, too, would not be missed.
    change([](Database&) {});
    const QString kept = m_process.file(u"kept"_s);
    QFile::remove(kept);
    QFile file(store());
    if (!file.copy(kept) || !file.open(QIODevice::ReadWrite))
        qFatal("cannot copy %s", qPrintable(store()));
    if (way == 0) {
        file.write(QByteArray(100, 'x'));
        return u"its first bytes are others"_s;
    }
    if (way == 1) {
        file.resize(file.size() / 2);
        return u"half of it is gone"_s;
    }
    file.seek(4096);
    file.write(QByteArray(int(std::min<qint64>(20 * 4096, file.size() - 4096)), '\0'));
    return u"some of its pages are empty"_s;
}

std::optional<ServerUnderFault::Flipped> ServerUnderFault::flipBit(ShopId shop, quint64 bits) const
{
    std::vector<Flipped> texts;
    {
        auto database = Database::open(store(), Database::Mode::readOnly);
        const QString sql = u"SELECT e.id, s.stream_key, e.number, e.body FROM entry e JOIN stream s ON s.id=e.stream "
                            "WHERE e.shop=? AND s.kind=? AND e.body LIKE ? ORDER BY e.id"_s;
        auto rows = database
            ? (*database)->run(sql, shop, static_cast<qint64>(StreamKind::conversation), kTextBegins + u'%' + kTextEnds)
            : Result<Rows>(database.error());
        while (rows && rows->next()) {
            Flipped& each = texts.emplace_back();
            each.stream.kind = StreamKind::conversation;
            rows->into(each.row, each.stream.key, each.number, each.body);
            each.said.text = each.body.sliced(kTextBegins.size()).chopped(kTextEnds.size());
        }
    }
    QFile file(store());
    if (texts.empty() || !file.open(QIODevice::ReadWrite))
        return {};
    // One of the first half: what is said now is not written beside it.
    const Flipped& chosen = texts.at(bits % (texts.size() / 2 + 1));
    const QByteArray whole = file.readAll();
    const QByteArray body = chosen.body.toUtf8();
    bool isFound = false;
    for (qsizetype at = whole.indexOf(body); at >= 0; at = whole.indexOf(body, at + 1)) {
        const qsizetype last = at + body.size() - kTextEnds.size() - 1;
        isFound = file.seek(last) && file.putChar(char(whole.at(last) ^ 1));
    }
    return isFound ? std::optional(chosen) : std::nullopt;
}

void ServerUnderFault::mend(const Flipped& flipped) const
{
    change([&](Database& database) {
        if (auto done = database.run(u"UPDATE entry SET body=? WHERE id=?"_s, flipped.body, flipped.row); !done)
            qFatal("%s", qPrintable(sentence(done.error())));
    });
}

QByteArray ServerUnderFault::fingerprint() const
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    QFile file(store());
    if (!file.open(QIODevice::ReadOnly) || !hash.addData(&file))
        qFatal("cannot read %s", qPrintable(store()));
    return hash.result();
}

void ServerUnderFault::heal()
{
    for (const QString& name : storeFiles())
        QFile::remove(name);
    if (!QFile::rename(m_process.file(u"kept"_s), store()))
        qFatal("cannot put back %s", qPrintable(store()));
    m_process.own(store());
}

QString ServerUnderFault::restore(const QString& backup)
{
    for (const QString& name : storeFiles())
        QFile::remove(name);
    QDir(m_process.dataDir() + u"/blobs"_s).removeRecursively();
    const auto told = m_process.command({u"restore"_s, backup});
    return told.code == 0 ? QString() : QString::fromUtf8(told.err);
}

std::pair<QString, QString> ServerUnderFault::outside() const
{
    return OwnNetwork::isEntered() ? std::pair {OwnNetwork::address(), OwnNetwork::addressesBegin()}
                                   : std::pair {u"127.0.0.1"_s, u"127.0"_s};
}

qint64 ServerUnderFault::rss() const
{
    QFile statm(u"/proc/%1/statm"_s.arg(m_process.pid()));
    return statm.open(QIODevice::ReadOnly) ? statm.readAll().split(' ').value(1).toLongLong() * ::sysconf(_SC_PAGESIZE) : 0;
}

qint64 ServerUnderFault::sockets() const
{
    const QDir descriptors(u"/proc/%1/fd"_s.arg(m_process.pid()));
    const QStringList all = descriptors.entryList(QDir::Files | QDir::System);
    return std::count_if(all.begin(), all.end(), [&](const QString& each) {
        char target[16] {};
        const QByteArray path = QFile::encodeName(descriptors.filePath(each));
        return ::readlink(path.constData(), target, sizeof target - 1) > 0 && qstrncmp(target, "socket:", 7) == 0;
    });
}

qint64 ServerUnderFault::connections() const
{
    return std::max<qint64>(0, sockets() - m_ownSockets);
}

} // namespace greenroom
