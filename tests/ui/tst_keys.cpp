// SPDX-License-Identifier: GPL-3.0-or-later
#include <QKeySequenceEdit>
#include <QLineEdit>
#include <QPushButton>
#include <QTabBar>
#include <QTest>
#include <QToolButton>
#include <QTreeWidget>

#include "tests/ui/deskfixture.h"
#include "ui/shell/fixedkeys.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

namespace {

struct Keys : DeskFixture {
    using DeskFixture::DeskFixture;
    /// Chooses an action by its name in the dialog of shortcuts and gives it these keys.
    void giveKeys(const char* name, QKeyCombination keys) const
    {
        auto* list = find<QTreeWidget>("shortcutList");
        for (int row = 0; row < list->topLevelItemCount(); ++row)
            if (list->topLevelItem(row)->data(0, Qt::UserRole).toString() == QLatin1StringView(name))
                list->setCurrentItem(list->topLevelItem(row));
        auto* field = find<QKeySequenceEdit>("shortcutKeys");
        field->setFocus();
        QTest::keyClick(focus(), keys.key(), keys.keyboardModifiers());
        QTest::mouseClick(find<QPushButton>("shortcutSet"), Qt::LeftButton);
    }
};

} // namespace

class TestKeys final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void thePaletteFindsAndRunsEveryActionByName()
    {
        Keys desk;
        desk.openFirst();
        int ran = 0;
        for (QAction* action : desk.window->actions().all()) {
            const QString name = action->objectName();
            if (!action->isEnabled() || name == u"palette.open"_s || name == u"session.signOut"_s || name == u"window.quit"_s)
                continue;
            desk.press(Qt::Key_K, Qt::ControlModifier);
            QDialog* palette = desk.dialog("commandPalette");
            QTRY_VERIFY(desk.find<QLineEdit>("paletteField")->hasFocus());
            QTest::keyClicks(desk.find<QLineEdit>("paletteField"), name);
            auto* list = palette->findChild<QTreeWidget*>(u"paletteList"_s);
            while (list->currentItem() && list->currentItem()->data(0, Qt::UserRole).toString() != name
                && list->indexOfTopLevelItem(list->currentItem()) + 1 < list->topLevelItemCount())
                desk.press(Qt::Key_Down);
            QVERIFY2(list->currentItem() && list->currentItem()->data(0, Qt::UserRole).toString() == name, qPrintable(name));
            QVERIFY(list->currentItem()->text(0) == action->text());
            QSignalSpy triggered(action, &QAction::triggered);
            desk.press(Qt::Key_Return);
            QVERIFY2(triggered.count() == 1, qPrintable(name));
            desk.closeDialogs();
            QTRY_VERIFY(desk.window->isActiveWindow());
            ++ran;
        }
        QVERIFY2(ran > 25, qPrintable(QString::number(ran)));
    }

    void thePaletteFindsByTheWordsOnScreen()
    {
        Keys desk;
        desk.openFirst();
        desk.press(Qt::Key_K, Qt::ControlModifier);
        auto* list = desk.dialog("commandPalette")->findChild<QTreeWidget*>(u"paletteList"_s);
        QTRY_VERIFY(desk.find<QLineEdit>("paletteField")->hasFocus());
        desk.type("dark col");
        QCOMPARE(list->topLevelItemCount(), 1);
        desk.press(Qt::Key_Escape);
        desk.closeDialogs();
        QTRY_VERIFY(desk.composer()->hasFocus());
    }

    void thePaletteFindsByWhatPeopleCallIt_data()
    {
        QTest::addColumn<QString>("language");
        QTest::newRow("en") << u"en"_s;
        QTest::newRow("zh_CN") << u"zh_CN"_s;
    }
    void thePaletteFindsByWhatPeopleCallIt()
    {
        QFETCH(QString, language);
        Keys desk(Role::supervisor);
        desk.openFirst();
        desk.language.set(language);
        QCoreApplication::processEvents();
        desk.press(Qt::Key_K, Qt::ControlModifier);
        auto* list = desk.dialog("commandPalette")->findChild<QTreeWidget*>(u"paletteList"_s);
        auto* field = desk.find<QLineEdit>("paletteField");
        const auto finds = [&](const QString& words, const char* name) {
            field->setText(words);
            for (int row = 0; row < list->topLevelItemCount(); ++row)
                if (list->topLevelItem(row)->data(0, Qt::UserRole).toString() == QLatin1StringView(name))
                    return true;
            return false;
        };
        const std::pair<QString, const char*> wanted[] {{u"language"_s, "look.chinese"}, {u"语言"_s, "look.english"},
            {u"theme"_s, "look.dark"}, {u"主题"_s, "look.light"}, {u"size"_s, "look.compact"}, {u"sound"_s, "sound.mention"},
            {u"声音"_s, "sound.nearlyDue"}, {u"export"_s, "team.export"}, {u"导出"_s, "team.export"},
            {u"surge"_s, "team.surge"}, {u"高峰"_s, "team.surge"}, {u"rules"_s, "routing.rules"},
            {u"routing"_s, "routing.rules"}, {u"规则"_s, "routing.rules"}, {u"breaks"_s, "presence.meal"},
            {u"breaks"_s, "routing.rules"}, {u"小休"_s, "presence.rest"}, {u"shortcuts"_s, "shortcuts.edit"},
            {u"快捷键"_s, "shortcuts.edit"}, {u"sign out"_s, "session.signOut"}, {u"log out"_s, "session.signOut"},
            {u"退出登录"_s, "session.signOut"}};
        for (const auto& [words, name] : wanted)
            QVERIFY2(finds(words, name), qPrintable(words));
        desk.closeDialogs();
    }

    void everyActionDoesSomethingOrIsDisabled()
    {
        Keys desk;
        const auto check = [&] {
            for (const QAction* action : desk.window->actions().all()) {
                if (!action->isEnabled())
                    continue;
                const auto listens = [action](const QMetaMethod& signal) {
                    struct Open : QObject {
                        using QObject::isSignalConnected;
                    };
                    return (action->*(&Open::isSignalConnected))(signal);
                };
                QVERIFY2(listens(QMetaMethod::fromSignal(&QAction::triggered))
                        || listens(QMetaMethod::fromSignal(&QAction::toggled)),
                    qPrintable(action->objectName()));
            }
        };
        // Menus listen to every action in them; what counts is who does it.
        qDeleteAll(desk.window->findChildren<QMenu*>());
        check();
        desk.openFirst();
        check();
    }

    void noTwoActionsHaveTheSameKeys()
    {
        Keys desk;
        QHash<QKeySequence, QString> owners;
        for (const QAction* action : desk.window->actions().all()) {
            if (action->shortcut().isEmpty())
                continue;
            QVERIFY2(!owners.contains(action->shortcut()),
                qPrintable(action->objectName() + u" and "_s + owners.value(action->shortcut())));
            owners.insert(action->shortcut(), action->objectName());
        }
        for (const Qt::KeyboardModifiers held :
            {Qt::KeyboardModifiers(Qt::NoModifier), Qt::KeyboardModifiers(Qt::ControlModifier),
                Qt::KeyboardModifiers(Qt::AltModifier), Qt::KeyboardModifiers(Qt::ShiftModifier)})
            QVERIFY(!owners.contains(QKeySequence(QKeyCombination(held, Qt::Key_Return)))); // sends or breaks the line
    }

    void keysAreChangedKeptAndClashesRefused()
    {
        Keys desk;
        desk.enter();
        desk.action("shortcuts.edit")->trigger();
        desk.dialog("shortcutDialog");
        auto* problem = desk.find<QLabel>("shortcutProblem");
        desk.giveKeys("conversation.reply", Qt::CTRL | Qt::Key_K);
        QVERIFY(problem->isVisible());
        QVERIFY2(problem->text().contains(desk.action("palette.open")->text()), qPrintable(problem->text()));
        QCOMPARE(desk.action("conversation.reply")->shortcut(), QKeySequence(u"Ctrl+R"_s));
        desk.giveKeys("conversation.reply", Qt::CTRL | Qt::Key_Return);
        QVERIFY(problem->isVisible());
        QCOMPARE(desk.action("conversation.reply")->shortcut(), QKeySequence(u"Ctrl+R"_s));
        desk.giveKeys("conversation.reply", Qt::CTRL | Qt::SHIFT | Qt::Key_J);
        QVERIFY(!problem->isVisible());
        QCOMPARE(desk.action("conversation.reply")->shortcut(), QKeySequence(u"Ctrl+Shift+J"_s));
        desk.giveKeys("conversation.next", Qt::CTRL | Qt::Key_R); // free now
        QCOMPARE(desk.action("conversation.next")->shortcut(), QKeySequence(u"Ctrl+R"_s));
        desk.closeDialogs();
        desk.restart();
        QCOMPARE(desk.action("conversation.reply")->shortcut(), QKeySequence(u"Ctrl+Shift+J"_s));
        // Back to standard is refused while somebody else has the standard keys.
        desk.action("shortcuts.edit")->trigger();
        desk.dialog("shortcutDialog");
        auto* list = desk.find<QTreeWidget>("shortcutList");
        for (int row = 0; row < list->topLevelItemCount(); ++row)
            if (list->topLevelItem(row)->data(0, Qt::UserRole).toString() == u"conversation.reply"_s)
                list->setCurrentItem(list->topLevelItem(row));
        QTest::mouseClick(desk.find<QPushButton>("shortcutReset"), Qt::LeftButton);
        QVERIFY(desk.find<QLabel>("shortcutProblem")->isVisible());
        QCOMPARE(desk.action("conversation.reply")->shortcut(), QKeySequence(u"Ctrl+Shift+J"_s));
    }

    void anActionCanHaveNoKeysForGood()
    {
        Keys desk;
        desk.enter();
        desk.desk->settings.set(setting::shortcut, u"conversation.reply"_s, QString());
        desk.restart();
        QVERIFY(desk.action("conversation.reply")->shortcut().isEmpty());
    }

    void panelsAreReachedByAltAndTheirNumber()
    {
        Keys desk;
        desk.openFirst();
        for (const Qt::Key key : {Qt::Key_1, Qt::Key_2, Qt::Key_4, Qt::Key_5}) {
            desk.press(key, Qt::AltModifier);
            const auto* field = qobject_cast<QLineEdit*>(desk.focus());
            QVERIFY2(field && field->isVisible(), qPrintable(QString::number(key)));
            QVERIFY(!desk.pane()->isAncestorOf(field));
        }
        desk.press(Qt::Key_R, Qt::ControlModifier);
        QVERIFY(desk.composer()->hasFocus());
    }

    void whatThePaletteDoesNotKnowIsSaidAndEnterDoesNothing()
    {
        Keys desk;
        desk.openFirst();
        desk.press(Qt::Key_K, Qt::ControlModifier);
        auto* list = desk.dialog("commandPalette")->findChild<QTreeWidget*>(u"paletteList"_s);
        QTRY_VERIFY(desk.find<QLineEdit>("paletteField")->hasFocus());
        desk.type("make coffee");
        QCOMPARE(list->topLevelItemCount(), 1);
        QVERIFY(!list->topLevelItem(0)->text(0).isEmpty());
        desk.press(Qt::Key_Down);
        QVERIFY(!list->currentItem());
        desk.press(Qt::Key_Return);
        QVERIFY(list->isVisible());
        desk.find<QLineEdit>("paletteField")->setText(u"dark col"_s);
        QVERIFY(list->currentItem());
        desk.closeDialogs();
    }

    void oneKeyListsAllKeysAlsoThoseNobodyCanChange()
    {
        Keys desk;
        desk.openFirst();
        desk.press(Qt::Key_F1);
        desk.dialog("shortcutDialog");
        const auto* list = desk.find<QTreeWidget>("shortcutList");
        QSet<QString> listed;
        QTreeWidgetItem* send = nullptr;
        for (int row = 0; row < list->topLevelItemCount(); ++row) {
            QTreeWidgetItem* item = list->topLevelItem(row);
            listed.insert(item->data(0, Qt::UserRole).toString());
            if (item->text(0) == u"Writing: send"_s)
                send = item;
        }
        for (const QAction* action : desk.window->actions().all())
            QVERIFY2(listed.contains(action->objectName()), qPrintable(action->objectName()));
        QVERIFY(send);
        QCOMPARE(send->text(1), u"Enter"_s);
        desk.find<QTreeWidget>("shortcutList")->setCurrentItem(send);
        QVERIFY(!desk.find<QPushButton>("shortcutSet")->isEnabled());
        QVERIFY(!desk.find<QPushButton>("shortcutReset")->isEnabled());
        desk.find<QTreeWidget>("shortcutList")->setCurrentItem(list->topLevelItem(0));
        QVERIFY(desk.find<QPushButton>("shortcutSet")->isEnabled());
        desk.closeDialogs();
    }

    void keysAreCalledByWhatStandsOnThem()
    {
        QCOMPARE(keyText(Qt::CTRL | Qt::Key_Down), u"Ctrl+↓"_s);
        QCOMPARE(keyText(Qt::Key_Up), u"↑"_s);
        QCOMPARE(keyText(QKeySequence(u"Ctrl+K, Alt+Left"_s)), u"Ctrl+K, Alt+←"_s);
        QCOMPARE(keyText(Qt::Key_PageUp), QKeySequence(Qt::Key_PageUp).toString(QKeySequence::NativeText));
        QCOMPARE(keyText(Qt::CTRL | Qt::Key_Return), u"Ctrl+Enter"_s); // as the rest of the program says
        QCOMPARE(keyText({}), QString());
    }

    void aMenuThatAKeyOpenedBeginsAtItsFirstEntry()
    {
        Keys desk;
        desk.openFirst();
        desk.press(Qt::Key_M, Qt::ControlModifier);
        QContextMenuEvent key(QContextMenuEvent::Keyboard, {5, 5}, desk.transcript()->mapToGlobal(QPoint(5, 5)));
        QApplication::sendEvent(desk.transcript()->viewport(), &key);
        auto* messages = desk.find<QMenu>("transcriptMenu");
        QTRY_COMPARE(messages->activeAction(), messages->actions().first());
        desk.closeDialogs();
        // The menu behind the first entry stays closed.
        desk.find<QTabBar>("conversationTabs")->setCurrentIndex(1);
        desk.press(Qt::Key_F, Qt::ControlModifier | Qt::AltModifier);
        auto* filter = desk.find<QMenu>("filterMenu");
        QTRY_COMPARE(filter->activeAction(), filter->actions().first());
        QCOMPARE(QApplication::activePopupWidget(), filter);
        desk.closeDialogs();
        // What cannot be chosen is passed over; the menus of Qt's own fields do the same.
        QLineEdit* find = desk.find<QLineEdit>("findField");
        find->setText(u"Maria"_s);
        find->setFocus();
        QContextMenuEvent inField(QContextMenuEvent::Keyboard, {5, 5}, find->mapToGlobal(QPoint(5, 5)));
        QApplication::sendEvent(find, &inField);
        auto* editing = qobject_cast<QMenu*>(QApplication::activePopupWidget());
        QVERIFY(editing);
        QTRY_VERIFY(editing->activeAction());
        QVERIFY(editing->activeAction()->isEnabled());
        desk.closeDialogs();
    }

    void aMenuThatTheMouseOpenedBeginsAtNone()
    {
        Keys desk;
        desk.openFirst();
        desk.find<QTabBar>("conversationTabs")->setCurrentIndex(1);
        QTest::mouseClick(desk.find<QToolButton>("filterButton"), Qt::LeftButton);
        auto* filter = desk.find<QMenu>("filterMenu");
        QTRY_VERIFY(filter->isVisible());
        QCoreApplication::processEvents();
        QVERIFY(!filter->activeAction());
        desk.closeDialogs();
    }

    void theMessagesAreReachedWalkedAndLeftByKeys()
    {
        Keys desk;
        desk.openFirst();
        desk.type("half a word");
        desk.press(Qt::Key_M, Qt::ControlModifier);
        QVERIFY(desk.transcript()->hasFocus());
        QCOMPARE(desk.transcript()->currentRow(), 2);
        desk.press(Qt::Key_Up);
        QCOMPARE(desk.transcript()->currentRow(), 1);
        desk.press(Qt::Key_Escape);
        QVERIFY(desk.composer()->hasFocus());
        QCOMPARE(desk.written(), u"half a word"_s);
    }
};

QTEST_MAIN(TestKeys)
#include "tst_keys.moc"
