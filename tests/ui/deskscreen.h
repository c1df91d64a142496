// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>
#include <QTemporaryDir>
#include <QTest>

#include "app/desktop.h"
#include "ui/conversations/composer.h"
#include "ui/conversations/conversationpane.h"
#include "ui/conversations/lists/conversationlists.h"
#include "ui/conversations/transcriptview.h"
#include "ui/shell/deskpage.h"
#include "ui/shell/language.h"
#include "ui/shell/mainwindow.h"
#include "ui/theme/theme.h"
#include "ui/widgets/actionregistry.h"

namespace greenroom {

/// The whole desktop as app/main.cpp makes it, offscreen, in English and light; the test is the person at the keys.
class DeskScreen {
public:
    QTemporaryDir directory;
    Language language {nullptr};
    std::unique_ptr<Desktop> desk;
    std::unique_ptr<MainWindow> window;

    DeskScreen(Transport& transport, SecretStore& secrets)
        : m_transport(transport)
        , m_secrets(secrets)
    {
        installTheme(*qApp, ColorMode::light);
        language.set(QStringLiteral("en"));
    }
    ~DeskScreen() { window.reset(); }
    Q_DISABLE_COPY_MOVE(DeskScreen)

    void start()
    {
        desk = std::make_unique<Desktop>(
            m_transport, m_secrets, directory.filePath(QStringLiteral("cache")), directory.filePath(QStringLiteral("config")));
        window = std::make_unique<MainWindow>(DeskParts::of(*desk), language);
        window->resize(1360, 820);
        window->show();
        window->activateWindow();
        if (!QTest::qWaitForWindowActive(window.get()))
            qFatal("the window does not become active");
    }

    ConversationPane* pane() const { return window->desk()->pane(); }
    Composer* composer() const { return pane()->composer(); }
    TranscriptView* transcript() const { return pane()->transcript(); }
    QString written() const { return composer()->toPlainText(); }
    QAction* action(const char* name) const { return window->actions().find(QString::fromLatin1(name)); }
    ConversationId openId() const { return desk->workspace.open() ? desk->workspace.open()->conversation : ConversationId(); }

    template <class W = QWidget>
    W* find(const char* name) const
    {
        W* found = window->findChild<W*>(QString::fromLatin1(name));
        if (!found)
            qFatal("no %s", name);
        return found;
    }
    /// To whatever has the keys.
    static QWidget* focus() { return QApplication::focusWidget() ? QApplication::focusWidget() : QApplication::activeWindow(); }
    static void press(Qt::Key key, Qt::KeyboardModifiers held = Qt::NoModifier) { QTest::keyClick(focus(), key, held); }
    static void type(const char* letters) { QTest::keyClicks(focus(), QString::fromLatin1(letters)); }

private:
    Transport& m_transport;
    SecretStore& m_secrets;
};

} // namespace greenroom
