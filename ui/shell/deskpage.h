// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/base/error.h"
#include "core/base/ids.h"
#include "ui/shell/deskparts.h"

class QScrollArea;
class QSplitter;
class QTabWidget;

namespace greenroom {

class ActionRegistry;
class ConversationLists;
class ConversationPane;
class ListPanel;
struct Me;
class Ticker;
class Toast;

/// The agent's page: lists, conversation, and beside it orders and products stacked over customer, tickets, knowledge.
/// Splits are remembered.
class DeskPage final : public QWidget {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DeskPage)

public:
    DeskPage(const DeskParts& parts, ActionRegistry& actions, Ticker& ticker, QWidget* parent);

    void setMe(const Me& me);
    ConversationLists* list() const { return m_list; }
    ConversationPane* pane() const { return m_pane; }
    /// 1 to 5: orders, products, customer, tickets, knowledge.
    void showPanel(int number);
    void openDue(bool longest);
    void takeNext();
    void openTicketDialog();
    /// Says why the server did not take another presence.
    void refusePresence(const Error& why);
    void openRoutingRules();
    /// Why the open conversation is where it is.
    void explain();
    void saveLayout();
    void applySettings();

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    /// Knowledge for what the customer said last.
    void suggest();
    void nameOrder();
    void fillPhrases();
    void onSaid();
    void togglePin();
    void enablePin();
    void restore(QSplitter* splitter, const QList<int>& sizes);

    DeskParts m_parts;
    ActionRegistry& m_actions;
    QSplitter* m_columns;
    QScrollArea* m_side;
    QSplitter* m_right;
    QTabWidget* m_tabs;
    ConversationLists* m_list;
    ConversationPane* m_pane;
    ListPanel* m_orders;
    ListPanel* m_products;
    ListPanel* m_tickets;
    ListPanel* m_knowledge;
    Toast* m_toast;
    Toast* m_windowToast = nullptr; ///< of what is done from any page; made when it is needed
    QString m_named; ///< the customer's order that was spoken of last
    QMetaObject::Connection m_following; ///< the open transcript
};

} // namespace greenroom
