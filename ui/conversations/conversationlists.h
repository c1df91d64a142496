// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListView>
#include <QTimer>

#include "app/conversations/conversationfiltermodel.h"
#include "app/conversations/conversationlistmodel.h"
#include "app/workspace/deskclock.h"

class QAction;
class QLineEdit;
class QStackedWidget;
class QTabBar;

namespace greenroom {

class ConversationDelegate;
class ConversationService;
class DraftStore;
class EmptyState;
class Label;
class PinStore;
class Ticker;
class Workspace;

/// The left pane: Mine, Waiting, Recent, Left messages, All with their counts, narrowed to unread ones by choice, and
/// finding by order number, phone tail or name; what is pinned stands on top of each. Nothing moves under the pointer: a
/// list is sorted anew only after 1.5 s without pointer or key in it.
class ConversationLists final : public QWidget {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConversationLists)

public:
    struct Parts { ///< all outlive it
        ConversationService& service;
        BoardReplica& boards;
        DraftStore& drafts;
        PinStore& pins;
        DeskClock& clock;
        Workspace& workspace;
        Ticker& ticker;
        QAction& unreadOnly; ///< checkable
        QAction& takeNext;
    };
    ConversationLists(const Parts& parts, QWidget* parent);

    void setMe(PersonId me);
    void setTall(bool tall);
    void setOwedTarget(Millis target);
    /// The conversation above or below, opened.
    void step(int by);
    void focusFind();
    /// One of the lists, from the left; the keys go into it.
    void goTo(int list);
    /// Whether this person is given new ones now.
    void setOnline(bool online);
    /// Puts the open conversation's row in view, if it is in this list.
    void showOpen();

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Tab {
        ConversationScope scope;
        ConversationListModel* model = nullptr;
    };
    void retranslate();
    void updateCounts();
    void updateEmpty();
    void setEmptyTexts();
    void showTab(int index);
    void showList(int index);
    void openRow(const QModelIndex& index);
    void onTick();
    void onFind(bool openFirst = false);
    void leaveFind();
    void narrow();
    void touch();
    void updateHint();
    void placeHint();

    Parts m_parts;
    QTabBar* m_tabs;
    QLineEdit* m_find;
    QListView* m_view;
    QWidget* m_takeNext;
    QStackedWidget* m_stack;
    EmptyState* m_empty;
    Label* m_hint;
    ConversationDelegate* m_delegate;
    ConversationFilterModel* m_proxy;
    QList<Tab> m_models;
    int m_current = 0;
    int m_beforeFind = 0;
    Code m_refused = Code::ok; ///< why the last look-up was not answered
    bool m_online = false;
    bool m_leaving = false;
    int m_left = -1; ///< where the open conversation stood until it left this list
    QTimer m_still;
    QTimer m_findSoon;
};

} // namespace greenroom
