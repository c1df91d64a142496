// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/deskpage.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QSplitter>
#include <QTabWidget>

#include "app/conversations/conversationservice.h"
#include "app/conversations/duetracker.h"
#include "app/knowledge/articleservice.h"
#include "app/orders/orderservice.h"
#include "app/settings/settings.h"
#include "ui/conversations/composer.h"
#include "ui/conversations/conversationlists.h"
#include "ui/conversations/conversationpane.h"
#include "ui/conversations/customerpanel.h"
#include "ui/knowledge/knowledgepanel.h"
#include "ui/orders/orderpanel.h"
#include "ui/panels/listpanel.h"
#include "ui/products/productpanel.h"
#include "ui/theme/metrics.h"
#include "ui/tickets/ticketpanel.h"
#include "ui/widgets/actionregistry.h"
#include "ui/widgets/toast.h"

namespace greenroom {

using namespace Qt::StringLiterals;

DeskPage::DeskPage(const DeskParts& parts, ActionRegistry& actions, Ticker& ticker, QWidget* parent)
    : QWidget(parent)
    , m_parts(parts)
    , m_columns(new QSplitter(Qt::Horizontal, this))
    , m_right(new QSplitter(Qt::Vertical, this))
    , m_tabs(new QTabWidget(this))
{
    m_list = new ConversationLists({parts.conversations, parts.boards, parts.drafts, parts.clock, parts.workspace, ticker,
                                       *actions.find(u"conversation.unreadOnly"_s)},
        m_columns);
    m_pane = new ConversationPane({parts.conversations, parts.attachments, parts.drafts, parts.phrases, parts.workspace,
                                      parts.clock, parts.typing, ticker, actions},
        m_columns);
    m_orders = makeOrderPanel(parts.orders, m_right);
    m_products = makeProductPanel(parts.products, m_right);
    m_tickets = makeTicketPanel(
        parts.tickets, parts.workspace,
        [&orders = parts.orders] {
            QStringList numbers;
            for (const Order& order : orders.customerOrders()->rows())
                numbers.append(order.number);
            return numbers;
        },
        m_tabs);
    m_knowledge = makeKnowledgePanel(parts.articles, m_tabs);
    m_tabs->setObjectName(u"panelTabs"_s);
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(new CustomerPanel(parts.conversations, parts.workspace, m_tabs), QString());
    m_tabs->addTab(m_tickets, QString());
    m_tabs->addTab(m_knowledge, QString());
    m_right->setObjectName(u"rightSplit"_s);
    m_right->addWidget(m_orders);
    m_right->addWidget(m_products);
    m_right->addWidget(m_tabs);
    m_columns->setObjectName(u"deskSplit"_s);
    m_columns->addWidget(m_list);
    m_columns->addWidget(m_pane);
    m_columns->addWidget(m_right);
    m_columns->setStretchFactor(1, 1);
    for (QWidget* pane : QList<QWidget*> {m_list, m_pane, m_right}) {
        pane->setAutoFillBackground(true);
        pane->setBackgroundRole(QPalette::Base);
    }
    m_toast = new Toast(m_list);
    m_list->setMinimumWidth(scaled(220, this));
    m_pane->setMinimumWidth(scaled(360, this));
    m_right->setMinimumWidth(scaled(240, this));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_columns);
    restore(m_columns, {scaled(320, this), scaled(680, this), scaled(360, this)});
    restore(m_right, {scaled(270, this), scaled(240, this), scaled(290, this)});

    connect(m_pane, &ConversationPane::nextRequested, this, [this](ConversationId after) {
        if (const auto next = m_parts.due.nextAfter(after))
            m_parts.workspace.requestOpen(*next);
    });
    connect(&parts.workspace, &Workspace::conversationChanged, this, [this] {
        for (ListPanel* panel : {m_orders, m_products, m_tickets, m_knowledge})
            panel->startOver();
        disconnect(m_following);
        if (const TranscriptModel* transcript = m_parts.conversations.transcript())
            m_following = connect(transcript, &QAbstractItemModel::rowsInserted, this, &DeskPage::suggest);
        suggest();
    });
    // What phrases about the parcel are filled with: the order chosen in the panel, at first the last one.
    connect(m_orders, &ListPanel::chosen, this, [this](const QModelIndex& index) {
        QHash<QString, QString> facts;
        const Order* order = index.model() == m_parts.orders.customerOrders()
            ? m_parts.orders.customerOrders()->rowAt(index.row())
            : nullptr;
        if (order) {
            facts.insert(u"order"_s, order->number);
            facts.insert(u"tracking"_s, order->trackingNumber);
        }
        m_pane->composer()->setFacts(facts);
    });
    applySettings();
    retranslate();
}

void DeskPage::suggest()
{
    const TranscriptModel* transcript = m_parts.conversations.transcript();
    for (int row = transcript ? transcript->rowCount() - 1 : -1; row >= 0; --row) {
        const QModelIndex index = transcript->index(row, 0);
        if (index.data(static_cast<int>(TranscriptModel::Role::AuthorKind)).toInt() != static_cast<int>(AuthorKind::customer))
            continue;
        m_parts.articles.suggestFor(index.data(static_cast<int>(TranscriptModel::Role::Text)).toString());
        return;
    }
}

void DeskPage::restore(QSplitter* splitter, const QList<int>& sizes)
{
    splitter->setChildrenCollapsible(false);
    if (!splitter->restoreState(m_parts.settings.value(setting::layout, splitter->objectName())))
        splitter->setSizes(sizes);
}

void DeskPage::saveLayout()
{
    for (QSplitter* splitter : {m_columns, m_right})
        m_parts.settings.set(setting::layout, splitter->objectName(), splitter->saveState());
}

void DeskPage::applySettings()
{
    m_list->setTall(m_parts.settings.value(setting::rowDensity) == RowDensity::normal);
    const OwedClock owed {std::chrono::seconds(m_parts.settings.value(setting::owedReplyTarget))};
    m_list->setOwedTarget(owed.target);
    m_pane->setOwedClock(owed);
    m_parts.due.setClock(owed);
    m_pane->setEnterSends(m_parts.settings.value(setting::sendKey) == SendKey::enter);
}

void DeskPage::showPanel(int number)
{
    switch (number) {
    case 1: m_orders->searchField()->setFocus(Qt::ShortcutFocusReason); break;
    case 2: m_products->searchField()->setFocus(Qt::ShortcutFocusReason); break;
    case 3: m_tabs->setCurrentIndex(0); break;
    case 4:
        m_tabs->setCurrentIndex(1);
        m_tickets->searchField()->setFocus(Qt::ShortcutFocusReason);
        break;
    case 5:
        m_tabs->setCurrentIndex(2);
        m_knowledge->searchField()->setFocus(Qt::ShortcutFocusReason);
        break;
    default: break;
    }
}

void DeskPage::openDue(bool longest)
{
    if (const auto due = longest ? m_parts.due.longestOverdue() : m_parts.due.mostPressing())
        m_parts.workspace.requestOpen(*due);
    else
        m_toast->showMessage(longest ? tr("No reply is overdue.") : tr("No reply is owed."));
}

void DeskPage::openTicketDialog()
{
    showPanel(4);
    m_tickets->actions().first()->trigger();
}

void DeskPage::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void DeskPage::retranslate()
{
    m_tabs->setTabText(0, tr("Customer"));
    m_tabs->setTabText(1, tr("Tickets"));
    m_tabs->setTabText(2, tr("Knowledge"));
    m_tabs->setAccessibleName(tr("Panels"));
}

} // namespace greenroom
