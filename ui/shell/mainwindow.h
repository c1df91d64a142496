// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include <QMainWindow>

#include "ui/shell/deskparts.h"

class QStackedWidget;
class QToolBar;

namespace greenroom {

class ActionRegistry;
class DeskPage;
class Language;
class SignInPage;
class Ticker;

/// The one window: a rail of pages that register themselves, the pages, and the strip at the bottom.
class MainWindow final : public QMainWindow {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MainWindow)

public:
    MainWindow(const DeskParts& parts, Language& language);
    ~MainWindow() override;

    struct Page {
        QString name;
        std::function<QString()> title;
        QLatin1StringView icon;
        std::function<QWidget*(QWidget* parent)> make; ///< called when it is first shown
    };
    void addPage(const Page& page);
    SignInPage* signInPage() const { return m_signIn; }
    DeskPage* desk() const { return m_desk; }
    ActionRegistry& actions() const { return *m_actions; }

protected:
    void closeEvent(QCloseEvent* event) override;
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    struct Known {
        Page page;
        QWidget* widget = nullptr;
        QAction* rail = nullptr;
    };
    void connectActions();
    void onConnection();
    void connectLook();
    void buildRail();
    void showPage(int index);
    void onMe();
    void closeAbove();
    void leavePages();
    void onWatched();
    void retranslate();

    DeskParts m_parts;
    Language& m_language;
    ActionRegistry* m_actions;
    Ticker* m_ticker;
    QToolBar* m_rail;
    QStackedWidget* m_stack;
    QWidget* m_workplace;
    QStackedWidget* m_pages;
    SignInPage* m_signIn;
    DeskPage* m_desk = nullptr;
    QList<Known> m_known;
};

} // namespace greenroom
