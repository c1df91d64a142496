// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPersistentModelIndex>
#include <QTimer>
#include <QWidget>

#include "app/conversations/conversationfiltermodel.h"
#include "app/conversations/conversationlistmodel.h"
#include "app/workspace/deskclock.h"
#include "ui/conversations/lists/listfilter.h"

class QLineEdit;
class QStackedWidget;
class QTabBar;

namespace greenroom {

class ConversationDelegate;
class ConversationService;
class ConversationView;
class DraftStore;
class EmptyState;
class Label;
class PinStore;
class Ticker;
class Workspace;

/// The left pane: Mine, Waiting, Recent, Left messages, All with their counts, narrowed to unread ones or by a filter by
/// choice, and finding by order number, phone tail or name; what is pinned stands on top of each that is all here. Of the
/// others as much comes as is looked at. Nothing moves under the pointer: a list is sorted anew only after 1.5 s without
/// pointer or key in it. What narrows a list the server does only while the list is on screen; else the board is whole, for
/// whoever watches it.
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
        ActionRegistry& actions;
        ListFilter::Queues queues;
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
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Tab {
        ConversationScope scope;
        ConversationListModel* model = nullptr;
        ConversationFilter filter {};
        bool unread = false; ///< the server leaves out what is read
    };
    bool hasFilter(int list) const;
    bool onEscape();
    void connectLists();
    void onFilter(const ConversationFilter& filter);
    void onLeaving(int first, int last);
    void onWindow();
    void onStill();
    void lookAround();
    void narrowThere();
    void markOpen();
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
    ConversationView* m_view;
    QWidget* m_takeNext;
    QStackedWidget* m_stack;
    EmptyState* m_empty;
    EmptyState* m_hidden; ///< what the filter leaves out is all there is
    ListFilter* m_filter;
    QAction* m_unreadOnly;
    Label* m_hint;
    ConversationDelegate* m_delegate;
    ConversationFilterModel* m_proxy;
    QList<Tab> m_models;
    PersonId m_me;
    int m_current = 0;
    int m_beforeFind = 0;
    bool m_shown = false;
    Code m_refused = Code::ok; ///< why the last look-up was not answered
    bool m_online = false;
    bool m_leaving = false;
    QPersistentModelIndex m_awaited; ///< to be opened as soon as it is here
    int m_left = -1; ///< where the open conversation stood until it left this list
    QTimer m_still;
    QTimer m_findSoon;
};

} // namespace greenroom
