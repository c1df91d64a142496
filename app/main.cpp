// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdio>

#include <QApplication>
#include <QCommandLineParser>
#include <QFile>
#include <QImageReader>
#include <QStandardPaths>
#include <QTimer>

#include "app/cache/cache.h"
#include "app/conversations/conversationservice.h"
#include "app/conversations/duetracker.h"
#include "app/knowledge/articleservice.h"
#include "app/link/websockettransport.h"
#include "app/notifications/notificationservice.h"
#include "app/orders/orderservice.h"
#include "app/phrases/phraseservice.h"
#include "app/presence/presenceservice.h"
#include "app/products/productservice.h"
#include "app/sessions/sessionservice.h"
#include "app/settings/keychainsecretstore.h"
#include "app/tickets/ticketservice.h"
#include "ui/sessions/signinpage.h"
#include "ui/shell/appearance.h"
#include "ui/shell/deskparts.h"
#include "ui/shell/desktiming.h"
#include "ui/shell/language.h"
#include "ui/shell/mainwindow.h"
#include "ui/theme/theme.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

namespace {

/// Everything below the window, in the order it is made. Members are wired to the session in connectSession().
struct Desk {
    Desk(const QString& cacheDirectory, const QString& configuration)
        : directory(cacheDirectory)
        , settings(configuration, nullptr)
    {
        connectSession();
        // On the cache's thread, while this one makes the window.
        if (const auto last = session.lastPerson()) {
            boardsOf = last->person;
            cache.readBoards(boardsOf, &boards, [this](const Result<QList<CachedBoard>>& read) {
                if (read && (!session.me() || session.me()->person == boardsOf))
                    boards.restore(*read);
            });
        }
    }

    void connectSession()
    {
        QObject::connect(&link, &Link::serverTimeTold, &link, [this](Instant at) { clock.setServerTime(at); });
        QObject::connect(&session, &SessionService::meChanged, &session, [this] { onMe(); });
    }

    void onMe()
    {
        const auto& me = session.me();
        conversations.setMe(me);
        const PersonId person = me ? me->person : PersonId();
        presence.setMe(person);
        notifications.setMe(person);
        if (me && me->person != std::exchange(boardsOf, me->person))
            boards.clear();
        if (me) {
            drafts.load();
            outbox.load();
            return;
        }
        conversations.open({});
        transcripts.clear();
        replica.clear();
        boards.clear();
        drafts.clear();
        outbox.clear();
        people.clear();
    }

    QString directory;
    PersonId boardsOf; ///< whose rows the boards hold
    Settings settings;
    KeychainSecretStore secrets {u"greenroom"_s, nullptr};
    DeskClock clock;
    WebSocketTransport transport {nullptr};
    Link link {transport, {}, nullptr};
    HttpClient http {nullptr};
    Cache cache {directory, nullptr};
    SessionService session {{link, http, cache, settings, secrets, clock}, nullptr};
    Workspace workspace {nullptr};
    BoardReplica boards {link, cache, nullptr};
    Outbox outbox {link, cache, nullptr};
    DraftStore drafts {cache, nullptr};
    Replica replica {link, cache, nullptr};
    Transcripts transcripts {replica, outbox, nullptr};
    TypingModel typing {link, nullptr};
    AttachmentService attachments {link, http, nullptr};
    ConversationService conversations {
        {link, boards, outbox, drafts, transcripts, typing, attachments, workspace, clock}, nullptr};
    DueTracker due {boards, clock};
    PresenceModel people {link, nullptr};
    PresenceService presence {link, people, nullptr};
    NotificationService notifications {boards, settings, clock, nullptr};
    OrderService orders {link, workspace, nullptr};
    ProductService products {link, workspace, nullptr};
    TicketService tickets {link, workspace, clock, nullptr};
    ArticleService articles {link, workspace, nullptr};
    PhraseService phrases {link, workspace, nullptr};
};

/// GREENROOM_PASSWORD, or one line of standard input.
QString password()
{
    if (qEnvironmentVariableIsSet("GREENROOM_PASSWORD"))
        return qEnvironmentVariable("GREENROOM_PASSWORD");
    std::fputs("Password: ", stderr);
    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly))
        return {};
    return QString::fromUtf8(input.readLine(1000)).trimmed();
}

} // namespace

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    QApplication::setApplicationName(u"greenroom"_s);
    QApplication::setApplicationVersion(QStringLiteral(GREENROOM_VERSION));
    QGuiApplication::setDesktopFileName(u"greenroom"_s);
    QImageReader::setAllocationLimit(64);

    QCommandLineParser parser;
    parser.setApplicationDescription(u"The service desk behind the show: the agent's desktop."_s);
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOption({u"server"_s, u"Address of the server, as https://host."_s, u"address"_s});
    parser.addOption({u"profile"_s, u"Keep settings and cache in this directory."_s, u"directory"_s});
    parser.addOption(
        {u"sign-in"_s, u"Sign in as this person; the password comes from GREENROOM_PASSWORD or standard input."_s, u"name"_s});
    parser.addOption({u"language"_s, u"zh_CN or en."_s, u"code"_s});
    parser.addOption({u"theme"_s, u"system, light or dark."_s, u"name"_s});
    parser.process(application);

    const QString profile = parser.value(u"profile"_s);
    const QString cacheDirectory = (profile.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)
                                                      : profile)
        + u"/cache"_s;
    const QString configuration = profile.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation)
                                                    : profile + u"/config"_s;
    Desk desk(cacheDirectory, configuration);

    ThemeChoice theme = desk.settings.value(setting::theme);
    for (const auto& [choice, name] : EnumNames<ThemeChoice>::names)
        if (parser.value(u"theme"_s) == name)
            theme = choice;
    installTheme(application, colorMode(theme));
    Language language(nullptr);
    language.set(parser.isSet(u"language"_s) ? parser.value(u"language"_s) : desk.settings.value(setting::language));
    if (parser.isSet(u"server"_s))
        desk.settings.set(setting::serverAddress, parser.value(u"server"_s));

    const DeskParts parts {desk.session, desk.settings, desk.workspace, desk.clock, desk.boards, desk.drafts, desk.attachments,
        desk.conversations, desk.typing, desk.due, desk.presence, desk.notifications, desk.orders, desk.products, desk.tickets,
        desk.articles, desk.phrases};
    MainWindow window(parts, language);
    DeskTiming::watch(window, parts);
    if (parser.isSet(u"sign-in"_s)) {
        window.show();
        window.signInPage()->fill(desk.settings.value(setting::serverAddress), parser.value(u"sign-in"_s));
        window.signInPage()->submit(password());
        return QApplication::exec();
    }
    // Shown when it is known whether the desk or the sign-in page is to be seen. A vault that asks for its own password
    // must not keep the window away.
    desk.session.restore(&window, [&window](const Result<void>&) { window.show(); });
    QTimer::singleShot(500, &window, &QWidget::show);
    return QApplication::exec();
}
