// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>
#include <QListView>
#include <QTabBar>

#include "app/conversations/conversationfiltermodel.h"
#include "tests/ui/deskfixture.h"
#include "ui/conversations/lists/conversationdelegate.h"
#include "ui/widgets/emptystate.h"

namespace greenroom {

/// The desktop with a look at its lists of conversations.
struct Listing : DeskFixture {
    Listing() { enter(); }

    QListView* view() const { return find<QListView>("conversationView"); }
    QTabBar* tabs() const { return find<QTabBar>("conversationTabs"); }
    QLineEdit* field() const { return find<QLineEdit>("findField"); }
    QLabel* hint() const { return find<QLabel>("urgentHint"); }
    ConversationLists* lists() const { return window->desk()->list(); }
    QStringList names() const
    {
        QStringList names;
        for (int row = 0; row < view()->model()->rowCount(); ++row)
            names.append(view()->model()->index(row, 0).data().toString());
        return names;
    }
    ConversationRow owing(quint64 number, const QString& name, Millis since) const
    {
        ConversationRow row = mine(number, name);
        row.owedSince = kNow - since;
        row.lastSaidAt = kNow - since;
        row.preview = QStringLiteral("where is it?");
        row.unread = 1;
        return row;
    }
    QRect rowRect(int row) const { return view()->visualRect(view()->model()->index(row, 0)); }
    QImage row(int row) const { return view()->viewport()->grab(rowRect(row)).toImage(); }
    /// Right of the selection's bar, left of the name.
    QColor ground(int at) const
    {
        const QImage image = row(at);
        return image.pixelColor(6, image.height() / 2);
    }
    bool has(int at, ColorRole role) const
    {
        const QImage image = row(at);
        const QColor wanted = color(role, window->palette());
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                if (image.pixelColor(x, y) == wanted)
                    return true;
        return false;
    }
    QString emptyText() const
    {
        QString text;
        for (const auto* page : lists()->findChildren<EmptyState*>())
            for (const QLabel* label : page->isVisibleTo(lists()) ? page->findChildren<QLabel*>() : QList<QLabel*>())
                text += label->text();
        return text;
    }
    /// Name on the row that is the current one and the only one selected; empty: none is.
    QString marked() const
    {
        const QModelIndexList rows = view()->selectionModel()->selectedIndexes();
        return rows.size() == 1 && rows.first() == view()->currentIndex() ? rows.first().data().toString() : QString();
    }
    bool isLoading(int at) const
    {
        return view()->model()->index(at, 0).data(static_cast<int>(ConversationListModel::Role::Loading)).toBool();
    }
    /// What the server tells of a board of so many: the row at place n is the conversation n + 1.
    static BoardChanged part(const WatchBoard& watch, qint64 total)
    {
        BoardChanged told {watch.board, watch.from, total, {}, {}};
        for (qint64 row = watch.from; row < std::min(watch.from + watch.count, total); ++row) {
            told.keys.append(testConversation(quint64(row + 1)).value);
            told.rows.append(testRow(quint64(row + 1)));
        }
        return told;
    }
    /// Takes the next question for this board and answers it, and those for other boards before it.
    WatchBoard asked(BoardName board)
    {
        for (;;) {
            const WatchBoard watch = server.mustReceive<WatchBoard>();
            server.answer<WatchBoard>({});
            if (watch.board == board || QTest::currentTestFailed())
                return watch;
        }
    }
    WatchBoard serve(BoardName board, qint64 total)
    {
        const WatchBoard watch = asked(board);
        server.says(part(watch, total));
        return watch;
    }
    /// The same for all there are, without waiting.
    void serveAll(BoardName board, qint64 total)
    {
        WatchBoard watch;
        while (server.take<WatchBoard>(watch)) {
            server.answer<WatchBoard>({});
            if (watch.board == board)
                server.says(part(watch, total));
        }
    }
    /// The list of all, so long that a part of it is here.
    void showLong(qint64 total = 20'000)
    {
        serve(BoardName::all, total);
        press(Qt::Key_5, Qt::ControlModifier);
    }
    QLabel* filterLine() const { return find<QWidget>("filterLine")->findChild<Label*>(); }
    /// Through the menu as a person does: the third part, its third value.
    void chooseVip() const
    {
        press(Qt::Key_F, Qt::ControlModifier | Qt::AltModifier);
        auto* menu = find<QMenu>("filterMenu");
        while (menu->activeAction() != menu->actions().at(2))
            QTest::keyClick(menu, Qt::Key_Down);
        QTest::keyClick(menu, Qt::Key_Right);
        QWidget* tiers = QApplication::activePopupWidget();
        QTest::keyClick(tiers, Qt::Key_Down);
        QTest::keyClick(tiers, Qt::Key_Down);
        QTest::keyClick(tiers, Qt::Key_Return);
    }
    void pointAt(int row) const { QTest::mouseMove(view()->viewport(), rowRect(row).center()); }
    void moveInside(const QPoint& at) const
    {
        QMouseEvent move(QEvent::MouseMove, at, view()->viewport()->mapToGlobal(at), Qt::NoButton, Qt::NoButton, {});
        QApplication::sendEvent(view()->viewport(), &move);
    }
};

} // namespace greenroom
