// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/serve/server.h"

#include <algorithm>
#include <ctime>
#include <memory>
#include <semaphore>

#include <sys/resource.h>

#include <QCoreApplication>
#include <QThread>

#include "server/desk/epoch.h"
#include "server/imports/importroutes.h"
#include "server/media/mediaroutes.h"
#include "server/net/webpages.h"
#include "server/serve/deskgauges.h"
#include "server/serve/tlssetup.h"

// Outside the namespace: the macro declares a function of the global one.
static void registerPages()
{
    Q_INIT_RESOURCE(web);
}

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

/// The process ends with this when the outcome of a commit is unknown: whoever watches over it starts it anew.
constexpr int kStoreLostExit = 3;

/// That this process has used, on all threads.
double processorSeconds()
{
    timespec used {};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
    return double(used.tv_sec) + double(used.tv_nsec) / 1e9;
}

/// Raises what this process may open to what it is allowed at all, and leaves enough of it to the files. Without that, a
/// crowd at the door would keep pictures from being stored.
int connectionsAllowed()
{
    constexpr rlim_t kForFiles = 256;
    constexpr rlim_t kMost = 1'000'000;
    rlimit descriptors {1024, 1024};
    getrlimit(RLIMIT_NOFILE, &descriptors);
    descriptors.rlim_cur = std::min(descriptors.rlim_max, kMost);
    if (setrlimit(RLIMIT_NOFILE, &descriptors) != 0)
        getrlimit(RLIMIT_NOFILE, &descriptors);
    return int(std::max(descriptors.rlim_cur, 2 * kForFiles) - kForFiles);
}

} // namespace

Server::Server(const Config& config)
    : m_config(config)
    , m_spread(!config.tlsCertificate.isEmpty())
{
}

Server::~Server()
{
    stop();
}

Result<std::unique_ptr<Server>> Server::start(const Config& config)
{
    std::unique_ptr<Server> server(new Server(config));
    server->m_sites.store(std::make_shared<const Sites>());
    auto tls = readTls(config);
    if (!tls)
        return tls.error();
    const QHostAddress address = config.listen == "localhost"_L1 ? QHostAddress(QHostAddress::LocalHost)
                                                                 : QHostAddress(config.listen);
    // Qt would take no address for any.
    if (address.isNull())
        return Error {Code::config, u"listen"_s,
            u"\"%1\" is not allowed; allowed: %2"_s.arg(config.listen, configKey(u"listen")->allowed), 0};
    Desk::State state;
    {
        auto database = Database::open(config.databasePath(), Database::Mode::readWrite);
        if (!database)
            return database.error();
        const Instant now = Clock().now();
        if (auto done = prepareStore(**database, now); !done)
            return done.error();
        auto loaded = Desk::load(**database, now);
        if (!loaded)
            return loaded.error();
        state = *std::move(loaded);
    }
    auto log = SqlLog::open(
        {config.databasePath(), config.commitInterval, 2}, server->m_thread.committed(), server->m_thread.continuation());
    if (!log)
        return log.error();
    server->m_log = *std::move(log);
    MediaKeeper::Settings files;
    files.folder = config.dataDir + u"/blobs"_s;
    files.image.program = config.imageHelper.isEmpty() ? QCoreApplication::applicationDirPath() + u"/greenroom-image"_s
                                                       : config.imageHelper;
    auto media = MediaKeeper::start(files);
    if (!media)
        return media.error();
    server->m_media = *std::move(media);
    const int edges = config.edgeThreads > 0 ? int(config.edgeThreads) : std::max(1, QThread::idealThreadCount() / 2);
    server->m_edges = std::make_unique<Edges>(server->setup(*tls), edges, server->m_thread.arrivals());
    Desk::Settings settings;
    settings.reopenWithin = config.reopenWithin;
    settings.usualReveals = config.usualReveals;
    settings.signIn.idle = config.sessionIdle;
    settings.signIn.life = config.sessionLife;
    settings.signIn.hashes = {int(config.hashesAtOnce), int(config.hashesWaiting)};
    settings.deliver = [self = server.get()](std::function<void()> action) {
        self->m_thread.arrivals().post(Task {[action = std::move(action)](Coordinator&) { action(); }});
    };
    settings.spread = [self = server.get()] { return self->m_spreadNow.load(); };
    settings.hello.customer.perSecond = config.customerRequests;
    settings.hello.customer.burst = 2 * config.customerRequests + 2;
    settings.hello.staff.perSecond = config.staffRequests;
    settings.hello.staff.burst = 2 * config.staffRequests;
    settings.indexFolder = config.dataDir + u"/articles"_s;
    // No id is a secret; but who could tell the next ones could use them up beforehand.
    std::random_device chance;
    settings.seed = quint64(chance()) << 32 | chance();
    server->m_desk = std::make_unique<Desk>(*server->m_log, *server->m_edges, settings);
    server->m_desk->coordinator().onStoreLost = [self = server.get()] {
        self->m_storeLost = true;
        QMetaObject::invokeMethod(
            qApp, [] { QCoreApplication::exit(kStoreLostExit); }, Qt::QueuedConnection);
    };
    server->m_desk->onShops = [self = server.get()](const std::vector<Shop>& shops) {
        auto sites = std::make_shared<Sites>();
        for (const Shop& shop : shops)
            sites->insert(shop.publicKey, shop.sites);
        self->m_sites.store(std::move(sites));
        self->m_shops = shops;
    };
    server->m_desk->start(std::move(state), Clock().now());
    server->m_thread.start(server->m_desk->coordinator());
    server->m_frontDoor = std::make_unique<FrontDoor>(*server->m_edges);
    if (auto done = server->m_frontDoor->listen(address, static_cast<quint16>(config.port)); !done)
        return done.error();
    if (auto done = server->takeCommands(); !done)
        return done.error();
    server->startGauging();
    return server;
}

Result<void> Server::takeCommands()
{
    const auto toCoordinator = [this](Task task) { m_thread.arrivals().post(std::move(task)); };
    m_adminDesk = std::make_unique<AdminDesk>(*m_desk,
        AdminDesk::Settings {
            m_config.dataDir, m_config.databasePath(), m_config.offerTime, m_config.stickyWithin, toCoordinator});
    m_adminSocket = std::make_unique<AdminSocket>(
        [this, toCoordinator](const AdminAsk& ask, const QString& user, const AdminSocket::Answer& answer) {
            toCoordinator(Task {[this, ask, user, answer](Coordinator&) { m_adminDesk->run(ask, user, answer); }});
        });
    return m_adminSocket->listen(m_config.dataDir);
}

NetSetup Server::setup(const std::optional<QSslConfiguration>& tls)
{
    NetSetup setup;
    setup.tls = tls;
    setup.limits.connections = connectionsAllowed();
    setup.limits.socketsPerSource = int(m_config.socketsPerSource);
    setup.limits.connectsPerSource = int(m_config.connectsPerSource);
    setup.originAllowed = [this](const QString& origin) {
        const auto sites = m_sites.load();
        return m_config.origins.contains(origin)
            || std::any_of(sites->begin(), sites->end(), [&](const QStringList& each) { return each.contains(origin); });
    };
    addMediaRoutes(setup.routes,
        {[this](Task task) { m_thread.arrivals().post(std::move(task)); },
            [this]() -> MediaHandler& { return m_desk->media(); }, [this]() -> MediaKeeper& { return *m_media; }});
    addImportRoutes(setup.routes, [this](Task task) { m_thread.arrivals().post(std::move(task)); });
    registerPages();
    // Who may show the widget of a shop in a frame: its sites; all, if it names none.
    WebPages(u":/web"_s, [this](const QString& key) {
        const auto sites = m_sites.load();
        const auto found = sites->find(key);
        if (found == sites->end())
            return QStringList();
        return found->isEmpty() ? QStringList {u"http://*:*"_s, u"https://*:*"_s} : *found;
    }).addTo(setup.routes);
    addHealthRoutes(
        setup.routes, [this] { return readiness(); }, [this] { return metrics(); });
    return setup;
}

QString Server::readiness() const
{
    if (m_storeLost)
        return u"the store's state is unknown"_s;
    return m_desk->coordinator().isReady() ? QString() : u"the store takes nothing now; the log says why"_s;
}

QByteArray Server::metrics() const
{
    QByteArray out = m_log->metrics() + m_edges->metrics().toText()
        + "# HELP greenroom_mailbox_depth What waits for the coordinator.\n# TYPE greenroom_mailbox_depth gauge\n"
          "greenroom_mailbox_depth "
        + QByteArray::number(m_thread.depth()) + '\n';
    if (const auto desk = m_gauges.load()) {
        const auto age = std::chrono::duration<double>(std::chrono::steady_clock::now() - desk->at).count();
        out += "# HELP greenroom_desk_age_seconds How old what follows is: above a few, the coordinator is behind.\n"
               "# TYPE greenroom_desk_age_seconds gauge\ngreenroom_desk_age_seconds "
            + QByteArray::number(age, 'f', 3) + '\n' + desk->text;
    }
    return out;
}

/// Once a second, so that asking costs the coordinator nothing and a coordinator that hangs does not hang the answer.
void Server::startGauging()
{
    QObject::connect(
        &m_gauging, &QTimer::timeout, &m_gauging, [this, opened = quint64(0), used = processorSeconds()]() mutable {
            const NetMetrics& net = m_edges->metrics();
            const double usedNow = processorSeconds();
            const quint64 openedNow = net.sessionsOpened.load();
            m_spread.note(openedNow - std::exchange(opened, openedNow), usedNow - std::exchange(used, usedNow));
            m_spreadNow = m_spread.of(net.openSessions());
            m_thread.arrivals().post(Task {[this](Coordinator& coordinator) {
                if (coordinator.isReady())
                    m_gauges.store(std::make_shared<const Gauges>(
                        Gauges {deskGauges(*m_desk, m_shops), std::chrono::steady_clock::now()}));
            }});
        });
    m_gauging.start(1s);
}

void Server::stop()
{
    if (std::exchange(m_stopped, true))
        return;
    if (m_frontDoor)
        m_frontDoor->stopAccepting();
    if (m_adminSocket)
        m_adminSocket->stopAccepting();
    m_gauging.stop();
    if (m_desk) {
        const auto committed = std::make_shared<std::binary_semaphore>(0);
        m_thread.whenCommitted([committed] { committed->release(); });
        if (!m_storeLost && !committed->try_acquire_for(10s))
            qWarning("greenroom.serve: what was decided could not be committed in ten seconds");
        std::binary_semaphore told {0};
        m_thread.arrivals().post(
            Task {[&, spread = std::max(m_config.shutdownSpread, m_spreadNow.load())](Coordinator& coordinator) {
                coordinator.drain(spread);
                told.release();
            }});
        told.acquire();
        m_edges->stop();
        m_media.reset();
        m_thread.stop();
        if (m_adminSocket)
            m_adminSocket->finish();
    }
    m_frontDoor.reset();
    m_log.reset();
}

} // namespace greenroom
