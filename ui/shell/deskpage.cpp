// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/deskpage.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QScrollArea>
#include <QSplitter>
#include <QTabWidget>

#include "app/conversations/conversationservice.h"
#include "app/conversations/duetracker.h"
#include "app/conversations/pinstore.h"
#include "app/knowledge/articleservice.h"
#include "app/notifications/ownalerts.h"
#include "app/notifications/teamalerts.h"
#include "app/orders/orderservice.h"
#include "app/phrases/phraseservice.h"
#include "app/presence/presenceservice.h"
#include "app/sessions/sessionservice.h"
#include "app/settings/settings.h"
#include "core/domain/routing/rules.h"
#include "core/text/display.h"
#include "ui/conversations/composer.h"
#include "ui/conversations/conversationpane.h"
#include "ui/conversations/customerpanel.h"
#include "ui/conversations/lists/conversationlists.h"
#include "ui/knowledge/knowledgepanel.h"
#include "ui/orders/orderpanel.h"
#include "ui/panels/listpanel.h"
#include "ui/products/productpanel.h"
#include "ui/routing/routingdialog.h"
#include "ui/routing/whydialog.h"
#include "ui/shell/alertwords.h"
#include "ui/theme/metrics.h"
#include "ui/tickets/ticketpanel.h"
#include "ui/widgets/actionregistry.h"
#include "ui/widgets/toast.h"
#include "ui/words/errorwords.h"
#include "ui/words/termwords.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

constexpr int kLookedThrough = 500; ///< messages, newest first

/// The one of these orders whose number stands last in the text; empty: none.
QString orderNamedIn(const QString& text, const QList<Order>& orders)
{
    const QString words = text.normalized(QString::NormalizationForm_KC);
    const auto joins = [&](qsizetype at) {
        return at >= 0 && at < words.size() && words[at].unicode() < 128 && words[at].isLetterOrNumber();
    };
    QString named;
    qsizetype place = -1;
    for (const Order& order : orders) {
        if (order.number.isEmpty())
            continue;
        const qsizetype at = words.lastIndexOf(order.number, -1, Qt::CaseInsensitive);
        if (at > place && !joins(at - 1) && !joins(at + order.number.size())) {
            named = order.number;
            place = at;
        }
    }
    return named;
}

/// By its letters; empty when these tell nothing.
QString languageOf(const QString& text)
{
    QString language;
    for (const QChar letter : text) {
        switch (letter.script()) {
        case QChar::Script_Hiragana:
        case QChar::Script_Katakana: return u"ja"_s;
        case QChar::Script_Hangul: return u"ko"_s;
        case QChar::Script_Han: language = u"zh"_s; break;
        case QChar::Script_Latin:
            if (language.isEmpty())
                language = u"en"_s;
            break;
        default: break;
        }
    }
    return language;
}

} // namespace

DeskPage::DeskPage(const DeskParts& parts, ActionRegistry& actions, Ticker& ticker, QWidget* parent)
    : QWidget(parent)
    , m_parts(parts)
    , m_actions(actions)
    , m_columns(new QSplitter(Qt::Horizontal, this))
    , m_side(new QScrollArea(this))
    , m_right(new QSplitter(Qt::Vertical, this))
    , m_tabs(new QTabWidget(this))
{
    m_list = new ConversationLists(
        {parts.conversations, parts.boards, parts.drafts, parts.pins, parts.clock, parts.workspace, ticker, actions,
            [&presence = parts.presence] {
                QList<std::pair<QueueId, QString>> queues;
                for (const QueueFacts& queue : presence.queues())
                    queues.append({queue.id, queue.name});
                return queues;
            }},
        m_columns);
    m_pane = new ConversationPane(
        {parts.conversations, parts.attachments, parts.drafts, parts.phrases, parts.sending, parts.customerGuard, parts.reveals,
            parts.workspace, parts.clock, parts.typing, ticker, actions},
        m_columns);
    m_orders = makeOrderPanel(parts.orders, parts.reveals, m_right);
    m_products = makeProductPanel(parts.products, m_right);
    m_tickets = makeTicketPanel(
        parts.tickets, parts.workspace,
        [this, &orders = parts.orders, &conversations = parts.conversations] {
            TicketSubjects known;
            known.likelyOrder = m_pane->composer()->facts().value(u"order"_s);
            for (const Order& order : orders.customerOrders()->rows())
                known.orders.append(order.number);
            const TranscriptModel* transcript = conversations.transcript();
            const QList<Colleague> colleagues = transcript ? transcript->colleagues() : QList<Colleague>();
            for (const Colleague& each : colleagues)
                known.colleagues.append({each.person, each.name});
            if (!colleagues.isEmpty() && colleagues.first().answered && !colleagues.first().isMe)
                known.likelyColleague = colleagues.first().person;
            return known;
        },
        m_tabs);
    m_knowledge = makeKnowledgePanel(parts.articles, m_tabs);
    m_tabs->setObjectName(u"panelTabs"_s);
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(new CustomerPanel(parts.conversations, parts.reveals, parts.workspace, m_tabs), QString());
    m_tabs->addTab(m_tickets, QString());
    m_tabs->addTab(m_knowledge, QString());
    m_right->setObjectName(u"rightSplit"_s);
    m_right->addWidget(m_orders);
    m_right->addWidget(m_products);
    m_right->addWidget(m_tabs);
    m_columns->setObjectName(u"deskSplit"_s);
    m_columns->addWidget(m_list);
    m_columns->addWidget(m_pane);
    // Where the screen is too low for all panels they scroll; else the line one writes in would lie below its edge.
    m_side->setFrameShape(QFrame::NoFrame);
    m_side->setWidgetResizable(true);
    m_side->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_side->setFocusPolicy(Qt::NoFocus);
    m_side->setWidget(m_right);
    m_columns->addWidget(m_side);
    m_columns->setStretchFactor(1, 1);
    for (QWidget* pane : QList<QWidget*> {m_list, m_pane, m_right}) {
        pane->setAutoFillBackground(true);
        pane->setBackgroundRole(QPalette::Base);
    }
    m_toast = new Toast(m_list);
    m_list->setMinimumWidth(scaled(220, this));
    m_pane->setMinimumWidth(scaled(360, this));
    m_side->setMinimumWidth(scaled(240, this));
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
            m_following = connect(transcript, &QAbstractItemModel::rowsInserted, this, &DeskPage::onSaid);
        m_named.clear();
        onSaid();
    });
    connect(&parts.teamAlerts, &TeamAlerts::told, this, [this](const TeamAlert& alert) {
        m_toast->showMessage(alertSentence(alert, m_parts.clock.now()), ColorRole::critical);
    });
    connect(&parts.ownAlerts, &OwnAlerts::told, this,
        [this](const OwnAlert& alert) { m_toast->showMessage(ownAlertSentence(alert), ColorRole::caution); });
    connect(&parts.orders, &OrderService::stateChanged, this, &DeskPage::nameOrder);
    const auto taking = [this] {
        m_list->setOnline(m_parts.conversations.isOnline() && m_parts.presence.presence() == Presence::online);
    };
    connect(&parts.presence, &PresenceService::changed, this, taking);
    connect(&parts.conversations, &ConversationService::onlineChanged, this, taking);
    taking();
    connect(actions.find(u"conversation.takeNext"_s), &QAction::triggered, this, &DeskPage::takeNext);
    const auto mayTake = [this, &actions] {
        actions.setEnabled(u"conversation.takeNext"_s, m_parts.conversations.isOnline(), offlineSentence());
    };
    connect(&parts.conversations, &ConversationService::onlineChanged, this, mayTake);
    mayTake();
    connect(actions.find(u"conversation.pin"_s), &QAction::triggered, this, &DeskPage::togglePin);
    connect(&parts.workspace, &Workspace::conversationChanged, this, &DeskPage::enablePin);
    connect(&parts.boards, &BoardReplica::orderChanged, this, &DeskPage::enablePin);
    connect(&parts.pins, &PinStore::changed, this, &DeskPage::enablePin);
    connect(m_orders, &ListPanel::chosen, this, &DeskPage::fillPhrases);
    applySettings();
    retranslate();
}

/// What phrases about the parcel are filled with: the order chosen in the panel, by hand or because it was spoken of; at
/// first the last one.
void DeskPage::fillPhrases()
{
    const QModelIndex index = m_orders->current();
    OrderModel* own = m_parts.orders.customerOrders();
    const Order* order = index.model() == own ? own->rowAt(index.row()) : nullptr;
    QHash<QString, QString> facts;
    if (order) {
        facts.insert(u"order"_s, order->number);
        facts.insert(u"tracking"_s, order->trackingNumber);
    }
    m_pane->composer()->setFacts(facts);
}

/// The customer's order that was spoken of last is chosen, in words of the customer's or as a card.
void DeskPage::nameOrder()
{
    const TranscriptModel* transcript = m_parts.conversations.transcript();
    const QList<Order>& orders = m_parts.orders.customerOrders()->rows();
    QString named;
    const int last = transcript ? transcript->rowCount() - 1 : -1;
    for (int row = last; row >= 0 && row > last - kLookedThrough && named.isEmpty(); --row) {
        const QModelIndex index = transcript->index(row, 0);
        const auto body = index.data(static_cast<int>(TranscriptModel::Role::Body)).value<Content>();
        if (const auto* card = std::get_if<OrderCard>(&body))
            named = card->number;
        else if (index.data(static_cast<int>(TranscriptModel::Role::AuthorKind)).toInt()
            == static_cast<int>(AuthorKind::customer))
            named = orderNamedIn(index.data(static_cast<int>(TranscriptModel::Role::Text)).toString(), orders);
    }
    const auto found = std::find_if(orders.begin(), orders.end(), [&](const Order& order) { return order.number == named; });
    if (named.isEmpty() || named == m_named || found == orders.end())
        return fillPhrases();
    m_named = named;
    m_orders->select(static_cast<int>(found - orders.begin()));
}

void DeskPage::onSaid()
{
    suggest();
    nameOrder();
}

void DeskPage::suggest()
{
    const TranscriptModel* transcript = m_parts.conversations.transcript();
    for (int row = transcript ? transcript->rowCount() - 1 : -1; row >= 0; --row) {
        const QModelIndex index = transcript->index(row, 0);
        if (index.data(static_cast<int>(TranscriptModel::Role::AuthorKind)).toInt() != static_cast<int>(AuthorKind::customer))
            continue;
        const QString said = index.data(static_cast<int>(TranscriptModel::Role::Text)).toString();
        m_parts.articles.suggestFor(said);
        m_parts.phrases.setLanguage(languageOf(said));
        return;
    }
    m_parts.phrases.setLanguage({});
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
    m_side->ensureWidgetVisible(number == 1 ? m_orders : number == 2 ? m_products : static_cast<QWidget*>(m_tabs), 0, 0);
}

void DeskPage::openDue(bool longest)
{
    if (const auto due = longest ? m_parts.due.longestOverdue() : m_parts.due.mostPressing())
        m_parts.workspace.requestOpen(*due);
    else
        m_toast->showMessage(longest ? tr("No reply is overdue.") : tr("No reply is owed."));
}

void DeskPage::takeNext()
{
    m_parts.conversations.takeNext(this, [this](const Result<ConversationId>& given) {
        if (given)
            m_parts.workspace.requestOpen(*given);
        else
            m_toast->showMessage(
                given.error().code == Code::notFound ? tr("Nobody waits whom you could take.") : errorSentence(given.error()),
                ColorRole::caution);
    });
}

void DeskPage::togglePin()
{
    const auto& open = m_parts.workspace.open();
    if (!open)
        return;
    if (m_parts.pins.has(open->conversation))
        m_parts.pins.unpin(open->conversation);
    else if (!m_parts.pins.pin(open->conversation))
        m_toast->showMessage(
            tr("%1 conversations are pinned already. Please unpin one first.").arg(PinStore::kMost), ColorRole::caution);
    enablePin(); // the key has ticked it already
}

void DeskPage::enablePin()
{
    const auto& open = m_parts.workspace.open();
    const bool pinned = open && m_parts.pins.has(open->conversation);
    m_actions.setEnabled(u"conversation.pin"_s, pinned || (open && m_parts.pins.canPin(open->conversation)));
    m_actions.find(u"conversation.pin"_s)->setChecked(pinned);
}

void DeskPage::setMe(const Me& me)
{
    m_list->setMe(me.person);
    m_pane->setShopName(me.shopName);
    m_pane->setLeads(m_parts.session.roles().overlaps(kTeamLeaders));
}

void DeskPage::openTicketDialog()
{
    showPanel(4);
    m_tickets->actions().first()->trigger();
}

void DeskPage::refusePresence(const Error& why)
{
    const QString sentence = why.code == Code::conflict
        ? tr("%n conversation(s) are still yours. Wind down, or hand them on first.", nullptr, static_cast<int>(why.limit))
        : errorSentence(why);
    m_toast->showMessage(sentence, ColorRole::caution);
}

void DeskPage::openRoutingRules()
{
    auto* dialog = new RoutingDialog(m_parts.routing, m_parts.session.roles().overlaps(kRoutingWriters), window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &RoutingDialog::saved, this, [this](qint64 version) {
        if (!m_windowToast) // whatever page is seen now
            m_windowToast = new Toast(window());
        m_windowToast->showMessage(tr("Routing rules saved: version %1").arg(version), ColorRole::positive);
    });
    dialog->open();
}

void DeskPage::explain()
{
    const auto& open = m_parts.workspace.open();
    if (!open)
        return;
    const QString name = safeName(open->customerName);
    auto* dialog = new WhyDialog(m_parts.routing,
        {open->conversation, name.isEmpty() ? anonymousWord() : name, m_parts.session.roles().overlaps(kRoutingReaders)}, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
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
