// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/actions.h"

#include <QCoreApplication>

#include "app/settings/settings.h"
#include "ui/widgets/actionregistry.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

struct ActionWords {
    Q_DECLARE_TR_FUNCTIONS(greenroom::ActionWords)
};

struct Row {
    QString name;
    ActionRegistry::Title title;
    const char* keys;
    QLatin1StringView icon;
};

/// What people look for where the name says something else. In both languages, whichever the desk speaks: who has the wrong
/// one before them looks for the other in their own.
void addWords(ActionRegistry& actions)
{
    const auto add = [&actions](std::initializer_list<const char*> names, const QString& words) {
        for (const char* name : names)
            actions.setWords(QString::fromLatin1(name), words);
    };
    add({"look.chinese"}, u"language settings 语言 汉语 设置"_s);
    add({"look.english"}, u"language settings 语言 英文 英语 设置"_s);
    add({"look.system", "look.light", "look.dark"}, u"theme appearance color settings 主题 外观 颜色 皮肤 设置"_s);
    add({"look.compact"}, u"size density height settings 大小 行高 密度 紧凑 设置"_s);
    add({"write.enterSends"}, u"settings return 回车 设置"_s);
    add({"sound.newConversation", "sound.nearlyDue", "sound.mention"},
        u"sounds mute notification settings 声音 提示音 铃声 静音 通知 设置"_s);
    add({"presence.rest", "presence.meal", "presence.windingDownBreak", "presence.ask", "presence.withdraw"},
        u"breaks pause lunch 小休 休息 用餐"_s);
    add({"break.whenLocked"}, u"breaks lock settings 小休 锁屏 设置"_s);
    add({"go.team"}, u"people queues supervise 团队 成员 接待组"_s);
    add({"team.surge"}, u"peak rush 高峰 大促"_s);
    add({"team.export"}, u"table spreadsheet csv excel download 导出 表格 下载"_s);
    add({"routing.rules"}, u"distribution assignment skills capacity overflow breaks settings 分配 规则 技能 溢出 小休 设置"_s);
    add({"shortcuts.edit"}, u"keys hotkeys help settings 快捷键 热键 按键 键盘 帮助 设置"_s);
    add({"conversation.reveal"}, u"phone number address mask stars reveal 电话 手机号 号码 地址 脱敏 星号 查看"_s);
    add({"session.signOut"}, u"log out logout log off switch user 退出登录 登出 注销 切换账号"_s);
}

} // namespace

void addActions(ActionRegistry& actions, const Settings& settings)
{
    const QList<Row> rows {
        {u"palette.open"_s, [] { return ActionWords::tr("Commands…"); }, "Ctrl+K", "search"_L1},
        {u"conversation.next"_s, [] { return ActionWords::tr("Next conversation"); }, "Ctrl+Down", "go-down"_L1},
        {u"conversation.previous"_s, [] { return ActionWords::tr("Previous conversation"); }, "Ctrl+Up", "go-up"_L1},
        {u"conversation.mostPressing"_s, [] { return ActionWords::tr("Most pressing conversation"); }, "F8", "clock"_L1},
        {u"conversation.longestOverdue"_s, [] { return ActionWords::tr("Longest overdue conversation"); }, "Shift+F8",
            "clock"_L1},
        {u"conversation.takeNext"_s, [] { return ActionWords::tr("Take the next"); }, "F9", "im-user"_L1},
        {u"conversation.find"_s, [] { return ActionWords::tr("Find a conversation"); }, "Ctrl+F", "search"_L1},
        {u"list.1"_s, [] { return ActionWords::tr("List: mine"); }, "Ctrl+1", "dialog-messages"_L1},
        {u"list.2"_s, [] { return ActionWords::tr("List: waiting"); }, "Ctrl+2", "clock"_L1},
        {u"list.3"_s, [] { return ActionWords::tr("List: recent"); }, "Ctrl+3", "dialog-messages"_L1},
        {u"list.4"_s, [] { return ActionWords::tr("List: left messages"); }, "Ctrl+4", "mail-unread"_L1},
        {u"list.5"_s, [] { return ActionWords::tr("List: all"); }, "Ctrl+5", "dialog-messages"_L1},
        {u"conversation.unreadOnly"_s, [] { return ActionWords::tr("Show unread conversations only"); }, "Ctrl+Alt+U",
            "unread"_L1},
        {u"conversation.filter"_s, [] { return ActionWords::tr("Filter the list…"); }, "Ctrl+Alt+F", "view-filter"_L1},
        {u"conversation.showAll"_s, [] { return ActionWords::tr("Clear filter"); }, "", {}},
        {u"conversation.pin"_s, [] { return ActionWords::tr("Pin on top of the lists"); }, "Ctrl+P", "pin"_L1},
        {u"conversation.search"_s, [] { return ActionWords::tr("Search in this conversation"); }, "Ctrl+Shift+F", "search"_L1},
        {u"conversation.messages"_s, [] { return ActionWords::tr("Go through the messages"); }, "Ctrl+M", "dialog-messages"_L1},
        {u"conversation.reply"_s, [] { return ActionWords::tr("Write a reply"); }, "Ctrl+R", "document-send"_L1},
        {u"conversation.note"_s, [] { return ActionWords::tr("Write an internal note"); }, "Ctrl+Shift+N", "note"_L1},
        {u"conversation.ask"_s, [] { return ActionWords::tr("Ask a colleague, or whisper"); }, "Ctrl+Shift+M", "note"_L1},
        {u"conversation.sendAnyway"_s, [] { return ActionWords::tr("Send anyway"); }, "Ctrl+Shift+S", "document-send"_L1},
        {u"conversation.accept"_s, [] { return ActionWords::tr("Accept the offer"); }, "Ctrl+Shift+A", "checkmark"_L1},
        {u"conversation.decline"_s, [] { return ActionWords::tr("Decline the offer"); }, "Ctrl+Shift+D", "window-close"_L1},
        {u"conversation.retryFailed"_s, [] { return ActionWords::tr("Try again to send what failed"); }, "Ctrl+Shift+R",
            "view-refresh"_L1},
        {u"conversation.discardFailed"_s, [] { return ActionWords::tr("Discard what failed to send"); }, "", "edit-clear"_L1},
        {u"conversation.claim"_s, [] { return ActionWords::tr("Take this conversation"); }, "Ctrl+Shift+T", "im-user"_L1},
        {u"conversation.transfer"_s, [] { return ActionWords::tr("Transfer…"); }, "Ctrl+T", "transfer"_L1},
        {u"conversation.cancelTransfer"_s, [] { return ActionWords::tr("Cancel the transfer"); }, "Ctrl+Shift+B",
            "edit-clear"_L1},
        {u"conversation.help"_s, [] { return ActionWords::tr("Ask for help"); }, "Ctrl+H", "hand"_L1},
        {u"conversation.classify"_s, [] { return ActionWords::tr("Classify…"); }, "Ctrl+Shift+C", "view-task"_L1},
        {u"conversation.join"_s, [] { return ActionWords::tr("Join: speak here too"); }, "Ctrl+J", "dialog-messages"_L1},
        {u"conversation.takeOver"_s, [] { return ActionWords::tr("Take over"); }, "Ctrl+Shift+E", "im-user"_L1},
        {u"conversation.why"_s, [] { return ActionWords::tr("Why is it here?"); }, "Ctrl+Shift+Y", "help-contents"_L1},
        {u"conversation.reveal"_s, [] { return ActionWords::tr("Show what is hidden…"); }, "Ctrl+Shift+H", "view-visible"_L1},
        {u"conversation.followUp"_s, [] { return ActionWords::tr("Follow up…"); }, "Ctrl+L", "appointment-new"_L1},
        {u"conversation.hold"_s, [] { return ActionWords::tr("One moment: follow up in two minutes"); }, "Ctrl+Shift+L",
            "appointment-new"_L1},
        {u"conversation.close"_s, [] { return ActionWords::tr("Close the conversation…"); }, "Ctrl+W", "checkmark"_L1},
        {u"ticket.open"_s, [] { return ActionWords::tr("Open a ticket…"); }, "Ctrl+Shift+O", "view-task"_L1},
        {u"panel.1"_s, [] { return ActionWords::tr("Orders"); }, "Alt+1", "amarok_cart_view"_L1},
        {u"panel.2"_s, [] { return ActionWords::tr("Products"); }, "Alt+2", "package"_L1},
        {u"panel.3"_s, [] { return ActionWords::tr("Customer"); }, "Alt+3", "user-identity"_L1},
        {u"panel.4"_s, [] { return ActionWords::tr("Tickets"); }, "Alt+4", "view-task"_L1},
        {u"panel.5"_s, [] { return ActionWords::tr("Knowledge"); }, "Alt+5", "help-contents"_L1},
        {u"presence.online"_s, [] { return ActionWords::tr("Go online"); }, "Ctrl+Alt+O", "im-user"_L1},
        {u"presence.windingDown"_s, [] { return ActionWords::tr("Wind down, then go offline"); }, "", {}},
        {u"presence.windingDownBreak"_s, [] { return ActionWords::tr("Wind down, then a break"); }, "", {}},
        {u"presence.rest"_s, [] { return ActionWords::tr("Break: rest"); }, "", {}},
        {u"presence.meal"_s, [] { return ActionWords::tr("Break: meal"); }, "", {}},
        {u"presence.afterWork"_s, [] { return ActionWords::tr("After-work"); }, "", {}},
        {u"presence.training"_s, [] { return ActionWords::tr("Training"); }, "", {}},
        {u"presence.meeting"_s, [] { return ActionWords::tr("Meeting"); }, "", {}},
        {u"presence.offline"_s, [] { return ActionWords::tr("Go offline"); }, "", {}},
        {u"presence.ask"_s, [] { return ActionWords::tr("Ask for a break"); }, "", {}},
        {u"presence.withdraw"_s, [] { return ActionWords::tr("Ask for no break"); }, "", {}},
        {u"break.whenLocked"_s, [] { return ActionWords::tr("Break while the screen is locked"); }, "", {}},
        {u"look.system"_s, [] { return ActionWords::tr("Colours: as the system"); }, "", "contrast"_L1},
        {u"look.light"_s, [] { return ActionWords::tr("Colours: light"); }, "", "contrast"_L1},
        {u"look.dark"_s, [] { return ActionWords::tr("Colours: dark"); }, "", "contrast"_L1},
        {u"look.compact"_s, [] { return ActionWords::tr("Compact rows"); }, "Ctrl+Alt+C", {}},
        {u"look.chinese"_s, [] { return u"中文"_s; }, "", {}},
        {u"look.english"_s, [] { return u"English"_s; }, "", {}},
        {u"write.enterSends"_s, [] { return ActionWords::tr("Enter sends"); }, "", "input-keyboard"_L1},
        {u"sound.newConversation"_s, [] { return ActionWords::tr("Sound for a new conversation"); }, "", "player-volume"_L1},
        {u"sound.nearlyDue"_s, [] { return ActionWords::tr("Sound when a reply is nearly due"); }, "", "player-volume"_L1},
        {u"sound.mention"_s, [] { return ActionWords::tr("Sound when a colleague asks you"); }, "", "player-volume"_L1},
        {u"go.desk"_s, [] { return ActionWords::tr("Go to the desk"); }, "Ctrl+Alt+1", "dialog-messages"_L1},
        {u"go.team"_s, [] { return ActionWords::tr("Go to the team"); }, "Ctrl+Alt+2", "im-user"_L1},
        {u"team.surge"_s, [] { return ActionWords::tr("Surge mode…"); }, "", {}},
        {u"team.export"_s, [] { return ActionWords::tr("Export conversations…"); }, "", {}},
        {u"routing.rules"_s, [] { return ActionWords::tr("Routing rules…"); }, "", "split"_L1},
        {u"shortcuts.edit"_s, [] { return ActionWords::tr("Keyboard shortcuts…"); }, "F1", "input-keyboard"_L1},
        {u"session.retry"_s, [] { return ActionWords::tr("Connect now"); }, "", "view-refresh"_L1},
        {u"session.copyRecord"_s, [] { return ActionWords::tr("Copy the connection's record"); }, "", "edit-copy"_L1},
        {u"session.signOut"_s, [] { return ActionWords::tr("Sign out"); }, "", "system-log-out"_L1},
        {u"window.quit"_s, [] { return ActionWords::tr("Quit"); }, "Ctrl+Q", {}},
    };
    // Also to none at all: the name is there, its value empty.
    const QStringList changed = settings.members(setting::shortcut);
    for (const Row& row : rows) {
        QAction* action = actions.add(row.name, row.title, QKeySequence(QString::fromLatin1(row.keys)), row.icon);
        if (changed.contains(row.name))
            action->setShortcut(QKeySequence(settings.value(setting::shortcut, row.name)));
    }
    for (const QString& name : {u"conversation.unreadOnly"_s, u"conversation.pin"_s, u"conversation.help"_s,
             u"conversation.join"_s, u"break.whenLocked"_s, u"look.compact"_s, u"write.enterSends"_s,
             u"sound.newConversation"_s, u"sound.nearlyDue"_s, u"sound.mention"_s})
        actions.find(name)->setCheckable(true);
    addWords(actions);
}

} // namespace greenroom
