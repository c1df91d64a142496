// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/mainwindow.h"

#include <QAbstractButton>
#include <QActionGroup>
#include <QApplication>
#include <QClipboard>
#include <QCloseEvent>
#include <QDialog>
#include <QKeyEvent>
#include <QMenu>
#include <QScreen>
#include <QStackedWidget>
#include <QToolBar>
#include <QToolButton>
#include <QVBoxLayout>

#include "app/notifications/notificationservice.h"
#include "app/presence/presenceservice.h"
#include "app/sessions/sessionservice.h"
#include "app/workspace/workspace.h"
#include "core/domain/routing/rules.h"
#include "ui/conversations/composer.h"
#include "ui/conversations/conversationpane.h"
#include "ui/conversations/lists/conversationlists.h"
#include "ui/conversations/transcriptview.h"
#include "ui/presence/surgedialog.h"
#include "ui/presence/teampage.h"
#include "ui/sessions/signinpage.h"
#include "ui/shell/actions.h"
#include "ui/shell/appearance.h"
#include "ui/shell/commandpalette.h"
#include "ui/shell/deskpage.h"
#include "ui/shell/exportdialog.h"
#include "ui/shell/language.h"
#include "ui/shell/shortcutdialog.h"
#include "ui/shell/statusstrip.h"
#include "ui/shell/teamplace.h"
#include "ui/shell/traynotice.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/widgets/actionregistry.h"
#include "ui/widgets/menustart.h"
#include "ui/widgets/ticker.h"
#include "ui/words/errorwords.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

/// What a window manager draws around a window, about: who it is for is not known before it is shown.
constexpr QSize kFrame {16, 48};

} // namespace

MainWindow::MainWindow(const DeskParts& parts, Language& language)
    : m_parts(parts)
    , m_language(language)
    , m_actions(new ActionRegistry(this))
    , m_ticker(new Ticker(this))
    , m_rail(new QToolBar(this))
    , m_stack(new QStackedWidget(this))
    , m_workplace(new QWidget(m_stack))
    , m_pages(new QStackedWidget(m_workplace))
    , m_signIn(new SignInPage(parts.session, m_stack))
{
    setObjectName(u"mainWindow"_s);
    setWindowIcon(applicationIcon());
    greenroom::addActions(*m_actions, m_parts.settings);
    new MenuStart(this);
    buildRail();
    auto* column = new QVBoxLayout(m_workplace);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_pages, 1);
    auto* strip = new StatusStrip(
        {parts.session, parts.presence, parts.lockBreak, parts.clock, *m_ticker, *m_actions}, m_workplace);
    connect(strip, &StatusStrip::presenceRefused, this, [this](const Error& why) {
        if (m_desk)
            m_desk->refusePresence(why);
    });
    column->addWidget(strip);
    m_stack->addWidget(m_signIn);
    m_stack->addWidget(m_workplace);
    setCentralWidget(m_stack);
    addPage({u"desk"_s, [] { return MainWindow::tr("Desk"); }, "dialog-messages"_L1,
        [this](QWidget* parent) -> QWidget* {
            m_desk = new DeskPage(m_parts, *m_actions, *m_ticker, parent);
            return m_desk;
        }});
    addPage({u"team"_s, [] { return MainWindow::tr("Team"); }, "im-user"_L1,
        [this](QWidget* parent) -> QWidget* { return makeTeamPage(m_parts, *m_actions, *m_ticker, parent); }});
    markAlert(m_known.last().rail, m_parts);
    connectActions();
    connectLook();
    auto* tray = new TrayNotice({parts.notifications, parts.teamAlerts, parts.ownAlerts, parts.workspace, parts.clock}, this);
    connect(tray, &TrayNotice::teamRequested, this, [this] { showPage(1); });
    connect(&m_parts.session, &SessionService::connectionChanged, this, &MainWindow::onConnection);
    connect(&m_parts.session, &SessionService::meChanged, this, &MainWindow::onConnection);
    connect(&m_parts.session, &SessionService::meChanged, this, &MainWindow::onMe);
    connect(&m_parts.workspace, &Workspace::conversationChanged, this, &MainWindow::onWatched);
    // Whoever asked for it wants to see it, also from another page.
    connect(&m_parts.workspace, &Workspace::openRequested, this, [this] {
        if (m_desk)
            showPage(0);
    });
    if (!restoreGeometry(m_parts.settings.value(setting::layout, objectName())))
        resize(QSize(scaled(1440, this), scaled(960, this)).boundedTo(screen()->availableSize() - kFrame));
    retranslate();
    onMe();
}

MainWindow::~MainWindow() = default;

void MainWindow::addPage(const Page& page)
{
    const int index = static_cast<int>(m_known.size());
    auto* rail = new QAction(icon(page.icon), page.title(), this);
    rail->setCheckable(true);
    rail->setObjectName(u"page."_s + page.name);
    m_rail->insertAction(m_rail->actions().value(index), rail);
    connect(rail, &QAction::triggered, this, [this, index] { showPage(index); });
    m_known.append({page, nullptr, rail});
}

void MainWindow::buildRail()
{
    m_rail->setObjectName(u"rail"_s);
    m_rail->setMovable(false);
    m_rail->setToolButtonStyle(Qt::ToolButtonTextUnderIcon);
    m_rail->setIconSize(QSize(scaled(22, this), scaled(22, this)));
    m_rail->setContextMenuPolicy(Qt::PreventContextMenu);
    addToolBar(Qt::LeftToolBarArea, m_rail);
    auto* spacer = new QWidget(m_rail);
    spacer->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Expanding);
    m_rail->addWidget(spacer);
    auto* more = new QToolButton(m_rail);
    more->setObjectName(u"menuButton"_s);
    more->setIcon(icon("application-menu"_L1));
    more->setPopupMode(QToolButton::InstantPopup);
    more->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    auto* menu = new QMenu(more);
    const auto add = [this, menu](const char* name) { menu->addAction(m_actions->find(QString::fromLatin1(name))); };
    add("palette.open");
    menu->addSeparator();
    for (const char* name : {"look.system", "look.light", "look.dark", "look.compact"})
        add(name);
    menu->addSeparator();
    add("look.chinese");
    add("look.english");
    menu->addSeparator();
    add("write.enterSends");
    for (const char* name : {"sound.newConversation", "sound.nearlyDue", "sound.mention"})
        add(name);
    for (const char* name : {"team.surge", "team.export", "routing.rules"})
        add(name);
    add("shortcuts.edit");
    menu->addSeparator();
    add("session.signOut");
    add("window.quit");
    more->setMenu(menu);
    m_rail->addWidget(more);
}

void MainWindow::connectActions()
{
    const auto on = [this](const char* name, auto&& act) {
        connect(m_actions->find(QString::fromLatin1(name)), &QAction::triggered, this, std::forward<decltype(act)>(act));
    };
    const auto onDesk = [this, &on](const char* name, auto act) {
        on(name, [this, act] {
            if (m_desk)
                act(*m_desk);
        });
    };
    const auto open = [](QDialog* dialog) {
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    };
    on("palette.open", [this, open] { open(new CommandPalette(*m_actions, this)); });
    on("shortcuts.edit", [this, open] { open(new ShortcutDialog(*m_actions, m_parts.settings, this)); });
    on("team.surge", [this, open] { open(new SurgeDialog(m_parts.presence, m_parts.clock, this)); });
    on("team.export", [this, open] { open(new ExportDialog(m_parts.makeExport, m_parts.clock.now(), this)); });
    onDesk("conversation.next", [](DeskPage& desk) { desk.list()->step(1); });
    onDesk("conversation.previous", [](DeskPage& desk) { desk.list()->step(-1); });
    onDesk("conversation.mostPressing", [](DeskPage& desk) { desk.openDue(false); });
    onDesk("conversation.longestOverdue", [](DeskPage& desk) { desk.openDue(true); });
    onDesk("conversation.find", [](DeskPage& desk) { desk.list()->focusFind(); });
    for (int number = 1; number <= 5; ++number)
        onDesk(qPrintable(u"list.%1"_s.arg(number)), [number](DeskPage& desk) { desk.list()->goTo(number - 1); });
    onDesk("conversation.search", [](DeskPage& desk) { desk.pane()->toggleSearch(); });
    onDesk("conversation.messages", [](DeskPage& desk) { desk.pane()->transcript()->setFocus(Qt::ShortcutFocusReason); });
    onDesk("conversation.reply", [](DeskPage& desk) { desk.pane()->composer()->setFocus(); });
    onDesk("conversation.note", [](DeskPage& desk) { desk.pane()->toggleNote(); });
    onDesk("conversation.accept", [](DeskPage& desk) { desk.pane()->acceptOffer(); });
    onDesk("conversation.decline", [](DeskPage& desk) { desk.pane()->declineOffer(); });
    onDesk("conversation.retryFailed", [](DeskPage& desk) { desk.pane()->retryFailed(); });
    onDesk("conversation.discardFailed", [](DeskPage& desk) { desk.pane()->discardFailed(); });
    onDesk("conversation.claim", [](DeskPage& desk) { desk.pane()->claim(); });
    onDesk("conversation.transfer", [](DeskPage& desk) { desk.pane()->transfer(); });
    onDesk("conversation.why", [](DeskPage& desk) { desk.explain(); });
    onDesk("routing.rules", [](DeskPage& desk) { desk.openRoutingRules(); });
    on("go.desk", [this] { showPage(0); });
    on("go.team", [this] { showPage(1); });
    onDesk("conversation.followUp", [](DeskPage& desk) { desk.pane()->followUp(); });
    onDesk("conversation.close", [](DeskPage& desk) { desk.pane()->close(); });
    onDesk("ticket.open", [](DeskPage& desk) { desk.openTicketDialog(); });
    for (int number = 1; number <= 5; ++number)
        onDesk(qPrintable(u"panel.%1"_s.arg(number)), [number](DeskPage& desk) { desk.showPanel(number); });
    // What is about the open conversation is for the page to enable; before anybody is here nothing of it can be done.
    for (QAction* action : m_actions->all())
        if (action->objectName().startsWith("conversation."_L1) || action->objectName() == "ticket.open"_L1)
            action->setEnabled(false);
    on("session.retry", [this] { m_parts.session.retryNow(); });
    on("session.copyRecord", [this] { QApplication::clipboard()->setText(m_parts.session.trafficReport()); });
    on("session.signOut", [this] { m_parts.session.signOut(); });
    on("window.quit", [this] { QMainWindow::close(); });
}

void MainWindow::onConnection()
{
    const Connection connection = m_parts.session.connection();
    const bool unable = m_parts.session.isServerUnable();
    const QString whyNot = unable ? errorSentence({Code::unavailable, {}, {}, 0}) : offlineSentence();
    m_actions->setEnabled(u"session.retry"_s, connection == Connection::offline);
    for (const auto& [name, who] : {std::pair(u"routing.rules"_s, kRoutingReaders), std::pair(u"go.team"_s, kTeamLeaders),
             std::pair(u"team.surge"_s, kRoutingWriters), std::pair(u"team.export"_s, kTeamLeaders)}) {
        const bool may = m_parts.session.roles().overlaps(who);
        m_actions->find(name)->setVisible(may);
        m_actions->setEnabled(name, may && connection == Connection::connected && !unable, may ? whyNot : QString());
    }
    m_known.last().rail->setVisible(m_parts.session.roles().overlaps(kTeamLeaders));
}

void MainWindow::connectLook()
{
    const auto oneOf = [this](QActionGroup* group, const char* name, bool chosen) {
        QAction* action = m_actions->find(QString::fromLatin1(name));
        action->setCheckable(true);
        action->setChecked(chosen);
        group->addAction(action);
        return action;
    };
    auto* themes = new QActionGroup(this);
    const auto theme = [this, oneOf, themes](const char* name, ThemeChoice choice) {
        connect(
            oneOf(themes, name, m_parts.settings.value(setting::theme) == choice), &QAction::triggered, this, [this, choice] {
                m_parts.settings.set(setting::theme, choice);
                setTheme(colorMode(choice));
            });
    };
    theme("look.system", ThemeChoice::system);
    theme("look.light", ThemeChoice::light);
    theme("look.dark", ThemeChoice::dark);
    auto* languages = new QActionGroup(this);
    const auto language = [this, oneOf, languages](const char* name, const QString& code) {
        connect(oneOf(languages, name, m_language.code() == code), &QAction::triggered, this, [this, code] {
            m_parts.settings.set(setting::language, code);
            m_language.set(code);
        });
    };
    language("look.chinese", u"zh_CN"_s);
    language("look.english", u"en"_s);
    QAction* compact = m_actions->find(u"look.compact"_s);
    compact->setChecked(m_parts.settings.value(setting::rowDensity) == RowDensity::compact);
    connect(compact, &QAction::toggled, this,
        [this](bool on) { m_parts.settings.set(setting::rowDensity, on ? RowDensity::compact : RowDensity::normal); });
    QAction* enter = m_actions->find(u"write.enterSends"_s);
    enter->setChecked(m_parts.settings.value(setting::sendKey) == SendKey::enter);
    connect(enter, &QAction::toggled, this,
        [this](bool on) { m_parts.settings.set(setting::sendKey, on ? SendKey::enter : SendKey::ctrlEnter); });
    for (const auto* key : {&setting::soundNewConversation, &setting::soundNearlyDue, &setting::soundMention}) {
        QAction* sound = m_actions->find(QString::fromLatin1(key->name).replace(u'/', u'.'));
        sound->setChecked(m_parts.settings.value(*key));
        connect(sound, &QAction::toggled, this, [this, key](bool on) { m_parts.settings.set(*key, on); });
    }
    connect(&m_parts.settings, &Settings::changed, this, [this] {
        if (m_desk)
            m_desk->applySettings();
    });
}

void MainWindow::showPage(int index)
{
    Known& known = m_known[index];
    if (!known.widget) {
        known.widget = known.page.make(m_pages);
        m_pages->addWidget(known.widget);
    }
    m_pages->setCurrentWidget(known.widget);
    for (const Known& each : m_known)
        each.rail->setChecked(each.rail == known.rail);
}

void MainWindow::onMe()
{
    const auto& me = m_parts.session.me();
    m_rail->setVisible(me.has_value());
    m_stack->setCurrentWidget(me ? m_workplace : static_cast<QWidget*>(m_signIn));
    for (const QString& name :
        {u"conversation.next"_s, u"conversation.previous"_s, u"conversation.mostPressing"_s, u"conversation.longestOverdue"_s,
            u"conversation.find"_s, u"conversation.unreadOnly"_s, u"panel.1"_s, u"panel.2"_s, u"panel.3"_s, u"panel.4"_s,
            u"panel.5"_s, u"list.1"_s, u"list.2"_s, u"list.3"_s, u"list.4"_s, u"list.5"_s, u"go.desk"_s, u"session.signOut"_s})
        m_actions->find(name)->setEnabled(me.has_value());
    if (!me) {
        closeAbove();
        m_signIn->fill(m_parts.settings.value(setting::serverAddress), m_parts.settings.value(setting::lastSignInName));
        leavePages();
        return;
    }
    showPage(0);
    m_desk->setMe(*me);
}

/// What stood above the desk goes with it: its keys would land nowhere, or where they were not meant to.
void MainWindow::closeAbove()
{
    for (QWidget* each : QApplication::topLevelWidgets())
        if (each->isVisible() && (each->windowType() == Qt::Popup || qobject_cast<QDialog*>(each)))
            each->close();
}

/// Nothing of the person who was here stays in a field or a list.
void MainWindow::leavePages()
{
    if (m_desk)
        m_desk->saveLayout();
    m_desk = nullptr;
    for (Known& known : m_known) {
        if (known.widget)
            known.widget->deleteLater();
        known.widget = nullptr;
    }
}

void MainWindow::onWatched()
{
    const auto& open = m_parts.workspace.open();
    m_parts.notifications.setWatched(open && isActiveWindow() ? open->conversation : ConversationId());
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    m_parts.settings.set(setting::layout, objectName(), saveGeometry());
    if (m_desk)
        m_desk->saveLayout();
    event->accept();
}

void MainWindow::changeEvent(QEvent* event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    if (event->type() == QEvent::ActivationChange)
        onWatched();
}

/// Enter presses a button as Space does; of itself it would in dialogs only.
void MainWindow::keyPressEvent(QKeyEvent* event)
{
    auto* button = qobject_cast<QAbstractButton*>(focusWidget());
    if (!button || (event->key() != Qt::Key_Return && event->key() != Qt::Key_Enter) || event->isAutoRepeat())
        return QMainWindow::keyPressEvent(event);
    if (auto* tool = qobject_cast<QToolButton*>(button); tool && tool->popupMode() == QToolButton::InstantPopup && tool->menu())
        tool->showMenu();
    else
        button->click();
}

void MainWindow::retranslate()
{
    setWindowTitle(tr("Greenroom"));
    m_actions->retranslate();
    onConnection();
    m_rail->setWindowTitle(tr("Pages"));
    m_rail->setAccessibleName(tr("Pages"));
    for (const Known& known : m_known)
        known.rail->setText(known.page.title());
    if (auto* more = m_rail->findChild<QToolButton*>(u"menuButton"_s)) {
        more->setAccessibleName(tr("Menu"));
        more->setToolTip(tr("Menu"));
    }
}

} // namespace greenroom
