// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/actions.h"

#include <QCoreApplication>

#include "app/settings/settings.h"
#include "ui/widgets/actionregistry.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

struct ActionWords {
    Q_DECLARE_TR_FUNCTIONS(greenroom::Actions)
};
using W = ActionWords;

struct Row {
    QString name;
    ActionRegistry::Title title;
    const char* keys;
    QLatin1StringView icon;
};

} // namespace

void addActions(ActionRegistry& actions, const Settings& settings)
{
    const QList<Row> rows {
        {u"palette.open"_s, [] { return W::tr("Commands…"); }, "Ctrl+K", "search"_L1},
        {u"conversation.next"_s, [] { return W::tr("Next conversation"); }, "Ctrl+Down", "go-down"_L1},
        {u"conversation.previous"_s, [] { return W::tr("Previous conversation"); }, "Ctrl+Up", "go-up"_L1},
        {u"conversation.mostPressing"_s, [] { return W::tr("Most pressing conversation"); }, "F8", "clock"_L1},
        {u"conversation.longestOverdue"_s, [] { return W::tr("Longest overdue conversation"); }, "Shift+F8", "clock"_L1},
        {u"conversation.find"_s, [] { return W::tr("Find a conversation"); }, "Ctrl+F", "search"_L1},
        {u"conversation.search"_s, [] { return W::tr("Search in this conversation"); }, "Ctrl+Shift+F", "search"_L1},
        {u"conversation.reply"_s, [] { return W::tr("Write a reply"); }, "Ctrl+R", "document-send"_L1},
        {u"conversation.note"_s, [] { return W::tr("Write an internal note"); }, "Ctrl+Shift+N", "note"_L1},
        {u"conversation.accept"_s, [] { return W::tr("Accept the offer"); }, "Ctrl+Return", "checkmark"_L1},
        {u"conversation.decline"_s, [] { return W::tr("Decline the offer"); }, "Ctrl+Shift+D", "window-close"_L1},
        {u"conversation.claim"_s, [] { return W::tr("Take this conversation"); }, "Ctrl+Shift+T", "im-user"_L1},
        {u"conversation.transfer"_s, [] { return W::tr("Transfer…"); }, "Ctrl+T", "mail-forward"_L1},
        {u"conversation.close"_s, [] { return W::tr("Close the conversation…"); }, "Ctrl+W", "checkmark"_L1},
        {u"ticket.open"_s, [] { return W::tr("Open a ticket…"); }, "Ctrl+Shift+O", "view-task"_L1},
        {u"panel.1"_s, [] { return W::tr("Orders"); }, "Alt+1", "amarok_cart_view"_L1},
        {u"panel.2"_s, [] { return W::tr("Products"); }, "Alt+2", "package"_L1},
        {u"panel.3"_s, [] { return W::tr("Customer"); }, "Alt+3", "user-identity"_L1},
        {u"panel.4"_s, [] { return W::tr("Tickets"); }, "Alt+4", "view-task"_L1},
        {u"panel.5"_s, [] { return W::tr("Knowledge"); }, "Alt+5", "help-contents"_L1},
        {u"presence.online"_s, [] { return W::tr("Go online"); }, "Ctrl+Alt+O", "im-user"_L1},
        {u"presence.windingDown"_s, [] { return W::tr("Wind down: take no new ones"); }, "", {}},
        {u"presence.rest"_s, [] { return W::tr("Break: rest"); }, "", {}},
        {u"presence.meal"_s, [] { return W::tr("Break: meal"); }, "", {}},
        {u"presence.afterWork"_s, [] { return W::tr("After-work"); }, "", {}},
        {u"presence.training"_s, [] { return W::tr("Training"); }, "", {}},
        {u"presence.meeting"_s, [] { return W::tr("Meeting"); }, "", {}},
        {u"presence.offline"_s, [] { return W::tr("Go offline"); }, "", {}},
        {u"look.system"_s, [] { return W::tr("Colours: as the system"); }, "", "contrast"_L1},
        {u"look.light"_s, [] { return W::tr("Colours: light"); }, "", "contrast"_L1},
        {u"look.dark"_s, [] { return W::tr("Colours: dark"); }, "", "contrast"_L1},
        {u"look.compact"_s, [] { return W::tr("Compact rows"); }, "Ctrl+Alt+C", {}},
        {u"look.chinese"_s, [] { return u"中文"_s; }, "", {}},
        {u"look.english"_s, [] { return u"English"_s; }, "", {}},
        {u"write.enterSends"_s, [] { return W::tr("Enter sends"); }, "", "input-keyboard"_L1},
        {u"shortcuts.edit"_s, [] { return W::tr("Keyboard shortcuts…"); }, "", "input-keyboard"_L1},
        {u"session.retry"_s, [] { return W::tr("Connect now"); }, "", "view-refresh"_L1},
        {u"session.signOut"_s, [] { return W::tr("Sign out"); }, "", "system-log-out"_L1},
        {u"window.quit"_s, [] { return W::tr("Quit"); }, "Ctrl+Q", {}},
    };
    for (const Row& row : rows) {
        QAction* action = actions.add(row.name, row.title, QKeySequence(QString::fromLatin1(row.keys)), row.icon);
        if (const QString own = settings.value(setting::shortcut, row.name); !own.isEmpty())
            action->setShortcut(QKeySequence(own));
    }
    for (const QString& name : {u"look.compact"_s, u"write.enterSends"_s})
        actions.find(name)->setCheckable(true);
}

} // namespace greenroom
