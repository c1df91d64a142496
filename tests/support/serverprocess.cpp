// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/serverprocess.h"

#include <csignal>

#include <grp.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QTcpServer>

#include "server/auth/token.h"
#include "server/desk/epoch.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

constexpr uid_t kNobody = 65534;

bool isRoot()
{
    return geteuid() == 0;
}

void becomeNobody()
{
    if (setgroups(0, nullptr) != 0 || setgid(kNobody) != 0 || setuid(kNobody) != 0)
        _exit(126);
}

/// Below those that the kernel gives to outgoing connections: one of these would be taken by another test before the server
/// listens.
quint16 freePort()
{
    constexpr quint32 kFirst = 10'240;
    constexpr quint32 kPorts = 22'000;
    constexpr int kTries = 100;
    static quint32 next = quint32(getpid()) * 7'919;
    for (int i = 0; i < kTries; ++i, next += 101) {
        QTcpServer probe;
        if (probe.listen(QHostAddress::LocalHost, quint16(kFirst + next % kPorts))) {
            next += 101;
            return probe.serverPort();
        }
    }
    qFatal("no free port on loopback");
}

template <class... Values>
void must(Database& database, const QString& sql, const Values&... values)
{
    if (auto done = database.run(sql, values...); !done)
        qFatal("%s", qPrintable(sentence(done.error())));
}

IdSource& ids()
{
    static IdSource source;
    return source;
}

Instant now()
{
    return std::chrono::floor<Millis>(std::chrono::system_clock::now());
}

} // namespace

ServerProcess::ServerProcess()
    : m_program(qEnvironmentVariable("GREENROOM_SERVER", qEnvironmentVariable("GREENROOM_BUILD") + u"/server/greenroomd"_s))
    , m_port(freePort())
{
    QDir().mkdir(dataDir());
    QFile::setPermissions(dataDir(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    if (isRoot()) {
        const QString copy = m_folder.filePath(u"greenroomd"_s);
        // The helper that writes pictures anew is looked for beside it.
        const QString helper = QFileInfo(m_program).path() + u"/greenroom-image"_s;
        if (!QFile::copy(m_program, copy))
            qFatal("cannot copy %s", qPrintable(m_program));
        QFile::copy(helper, m_folder.filePath(u"greenroom-image"_s));
        m_program = copy;
        own(m_folder.path());
        own(dataDir());
    }
    m_process.setChildProcessModifier([root = isRoot()] {
        if (root)
            becomeNobody();
        ::prctl(PR_SET_PDEATHSIG, SIGKILL); // a test that is killed leaves no server
    });
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    // What the tests' own log leaves out is not left out of the server's.
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.remove(u"QT_LOGGING_RULES"_s);
    m_process.setProcessEnvironment(environment);
}

ServerProcess::~ServerProcess()
{
    kill();
}

void ServerProcess::own(const QString& path) const
{
    if (isRoot() && chown(QFile::encodeName(path).constData(), kNobody, kNobody) != 0)
        qFatal("cannot give away %s", qPrintable(path));
}

void ServerProcess::prepare(const std::function<void(Database&)>& fill)
{
    const QString path = dataDir() + u"/greenroom.sqlite"_s;
    {
        auto database = Database::open(path, Database::Mode::readWrite);
        if (!database)
            qFatal("%s", qPrintable(sentence(database.error())));
        if (auto done = prepareStore(**database, now()); !done)
            qFatal("%s", qPrintable(sentence(done.error())));
        fill(**database);
    }
    for (const QString& file : QDir(dataDir()).entryList(QDir::Files)) {
        own(dataDir() + u'/' + file);
        QFile::setPermissions(dataDir() + u'/' + file, QFile::ReadOwner | QFile::WriteOwner);
    }
}

bool ServerProcess::start(const QStringList& more)
{
    const qsizetype before = m_output.size();
    m_process.start(
        m_program, QStringList {u"serve"_s, u"--data-dir"_s, dataDir(), u"--port"_s, QString::number(m_port)} + more);
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < 30'000) {
        if (m_process.waitForReadyRead(200))
            m_output += m_process.readAll();
        if (m_output.indexOf("greenroomd ready", before) >= 0)
            return true;
        if (m_process.state() == QProcess::NotRunning)
            break;
    }
    output();
    return false;
}

void ServerProcess::kill()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.kill();
    m_process.waitForFinished();
    output();
}

int ServerProcess::terminate()
{
    if (m_process.state() != QProcess::NotRunning) {
        m_process.terminate();
        if (!m_process.waitForFinished(15'000))
            return -1;
    }
    output();
    return m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
}

ServerProcess::Told ServerProcess::command(const QStringList& arguments, const QByteArray& input) const
{
    QProcess process;
    if (isRoot())
        process.setChildProcessModifier(becomeNobody);
    process.setWorkingDirectory(m_folder.path());
    QStringList all = arguments;
    if (!all.contains(u"--data-dir"_s))
        all += {u"--data-dir"_s, dataDir()};
    process.start(m_program, all);
    process.write(input);
    process.closeWriteChannel();
    Told told;
    if (!process.waitForFinished(30'000)) {
        process.kill();
        process.waitForFinished();
        return told;
    }
    told.code = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
    told.out = process.readAllStandardOutput();
    told.err = process.readAllStandardError();
    return told;
}

QString ServerProcess::write(const QString& name, const QByteArray& bytes) const
{
    QFile out(file(name));
    if (!out.open(QIODevice::WriteOnly) || out.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(out.fileName()));
    out.close();
    own(out.fileName());
    return out.fileName();
}

QString ServerProcess::makeFolder(const QString& name) const
{
    if (!QDir(m_folder.path()).mkdir(name))
        qFatal("cannot make %s", qPrintable(file(name)));
    own(file(name));
    return file(name);
}

void ServerProcess::setEnvironment(const QList<std::pair<QString, QString>>& values)
{
    QProcessEnvironment environment = m_process.processEnvironment();
    for (const auto& [name, value] : values)
        environment.insert(name, value);
    m_process.setProcessEnvironment(environment);
}

QUrl ServerProcess::url() const
{
    return QUrl(u"http://127.0.0.1:%1"_s.arg(m_port));
}

QByteArray ServerProcess::output()
{
    m_output += m_process.readAll();
    return m_output;
}

ShopId ServerProcess::addShop(Database& database, const QString& key)
{
    const auto shop = ids().next<ShopId>(now());
    must(
        database, u"INSERT INTO shop (shop, public_key, name, sites, created_at) VALUES (?,?,?,'',?)"_s, shop, key, key, now());
    return shop;
}

QueueId ServerProcess::addQueue(Database& database, ShopId shop, const QString& name, const QString& mode)
{
    const auto queue = ids().next<QueueId>(now());
    must(database, u"INSERT INTO queue (queue, shop, name, mode) VALUES (?,?,?,?)"_s, queue, shop, name, mode);
    return queue;
}

QString ServerProcess::addAgent(Database& database, ShopId shop, const QString& name, qint64 capacity,
    const QList<QueueId>& queues, const QStringList& roles)
{
    const auto person = ids().next<PersonId>(now());
    must(database, u"INSERT INTO person (person, sign_in, name, password, created_at) VALUES (?,?,?,'',?)"_s, person, name,
        name, now());
    must(database, u"INSERT INTO person_shop (shop, person, capacity) VALUES (?,?,?)"_s, shop, person, capacity);
    for (const QString& role : roles)
        must(database, u"INSERT INTO person_role (shop, person, role) VALUES (?,?,?)"_s, shop, person, role);
    for (QueueId queue : queues)
        must(database, u"INSERT INTO queue_member (shop, queue, person) VALUES (?,?,?)"_s, shop, queue, person);
    const QString token = newToken(TokenKind::session).text;
    addSession(database, person, token);
    return token;
}

void ServerProcess::addSession(Database& database, PersonId person, const QString& token)
{
    must(database,
        u"INSERT INTO session (token_hash, person, device, created_at, seen_at, expires_at) VALUES (?,?,'test',?,?,?)"_s,
        *tokenHash(TokenKind::session, token), person, now(), now(), now() + 20 * 24h);
}

} // namespace greenroom
