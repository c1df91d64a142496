// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/conversations/lists/conversationlists.h"

#include <QAction>
#include <QKeyEvent>
#include <QLineEdit>
#include <QScrollBar>
#include <QStackedWidget>
#include <QTabBar>
#include <QToolButton>
#include <QVBoxLayout>

#include "app/conversations/conversationservice.h"
#include "app/conversations/pinstore.h"
#include "ui/conversations/lists/conversationdelegate.h"
#include "ui/conversations/lists/conversationview.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/theme/style.h"
#include "ui/widgets/actionregistry.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/noticebar.h"
#include "ui/widgets/ticker.h"
#include "ui/words/errorwords.h"
#include "ui/words/termwords.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

constexpr Millis kStillFor {1500};
constexpr int kRecent = 2; ///< its tab

} // namespace

ConversationLists::ConversationLists(const Parts& parts, QWidget* parent)
    : QWidget(parent)
    , m_parts(parts)
    , m_tabs(new QTabBar(this))
    , m_find(new QLineEdit(this))
    , m_view(new ConversationView(this))
    , m_takeNext(new QWidget(this))
    , m_stack(new QStackedWidget(this))
    , m_empty(new EmptyState("dialog-messages"_L1, this))
    , m_hidden(new EmptyState("view-filter"_L1, this))
    , m_filter(new ListFilter(parts.actions, parts.queues, this))
    , m_unreadOnly(parts.actions.find(u"conversation.unreadOnly"_s))
    , m_hint(new Label(m_view, TextSize::small, ColorRole::caution, true))
    , m_delegate(new ConversationDelegate(this))
    , m_proxy(new ConversationFilterModel(this))
{
    m_tabs->setObjectName(u"conversationTabs"_s);
    m_tabs->setExpanding(false);
    m_tabs->setDrawBase(false);
    // Five lists in a narrow pane: a long name is cut before a tab leaves the sight, its count never (updateCounts).
    m_tabs->setProperty(kDenseProperty, true);
    m_tabs->setUsesScrollButtons(false);
    m_tabs->setElideMode(Qt::ElideMiddle);
    m_tabs->setFont(textFont(TextSize::small));
    m_tabs->installEventFilter(this);
    m_find->setObjectName(u"findField"_s);
    m_find->setClearButtonEnabled(true);
    m_find->addAction(icon("search"_L1, ColorRole::muted), QLineEdit::LeadingPosition);
    m_view->setObjectName(u"conversationView"_s);
    m_view->setItemDelegate(m_delegate);
    m_proxy->setSpoken([this](const QModelIndex& index) { return m_delegate->spoken(index); });
    m_view->setModel(m_proxy);
    m_view->installEventFilter(this);
    m_view->viewport()->installEventFilter(this);
    // Over the list, not above it: where it came into the layout the rows would move under the pointer.
    m_hint->setObjectName(u"urgentHint"_s);
    m_hint->setAlignment(Qt::AlignCenter);
    m_hint->setAutoFillBackground(true);
    m_hint->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_hint->hide();
    m_find->installEventFilter(this);
    m_stack->addWidget(m_view);
    m_stack->addWidget(m_empty);
    m_hidden->offer(parts.actions.find(u"conversation.showAll"_s));
    m_hidden->setFocusPolicy(Qt::TabFocus); // whoever had the keys in the list has them here
    m_hidden->installEventFilter(this);
    m_stack->addWidget(m_hidden);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto* tabRow = new QHBoxLayout;
    tabRow->setContentsMargins(7, 0, 0, 0); // the first name stands over the field and the names below
    tabRow->addWidget(m_tabs);
    layout->addLayout(tabRow);
    auto* findRow = new QHBoxLayout;
    findRow->setContentsMargins(12, 8, 8, 8);
    findRow->addWidget(m_find);
    auto* unread = new QToolButton(this);
    unread->setObjectName(u"unreadOnlyButton"_s);
    unread->setAutoRaise(true);
    unread->setDefaultAction(m_unreadOnly);
    findRow->addWidget(unread);
    findRow->addWidget(m_filter->button());
    layout->addLayout(findRow);
    auto* next = new QToolButton(m_takeNext);
    next->setObjectName(u"takeNextButton"_s);
    next->setDefaultAction(parts.actions.find(u"conversation.takeNext"_s));
    next->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    auto* nextRow = new QHBoxLayout(m_takeNext);
    nextRow->setContentsMargins(12, 0, 8, 8);
    nextRow->addWidget(next);
    nextRow->addStretch(1);
    layout->addWidget(m_takeNext);
    layout->addWidget(m_filter->line());
    layout->addWidget(m_stack, 1);
    connectLists();
    showTab(0);
    retranslate();
}

void ConversationLists::connectLists()
{
    for (const ConversationScope scope : {ConversationScope::mine, ConversationScope::waiting, ConversationScope::recent,
             ConversationScope::leftMessages, ConversationScope::all}) {
        auto* model = new ConversationListModel(m_parts.boards, scope, this);
        m_models.append({scope, model});
        m_tabs->addTab(QString());
        connect(model, &ConversationListModel::totalChanged, this, [this, model] {
            updateCounts();
            if (model == m_models.at(m_current).model)
                updateEmpty();
        });
        connect(model, &ConversationListModel::windowChanged, this, [this, model] {
            if (model == m_models.at(m_current).model)
                onWindow();
        });
        connect(model, &ConversationListModel::refused, this, [this, model](const Error& why) {
            if (model == m_models.at(m_current).model)
                m_filter->setRefused(why);
        });
        // Not while it changes.
        connect(model, &ConversationListModel::wholeChanged, this, &ConversationLists::narrowThere, Qt::QueuedConnection);
    }
    // After the lists, which follow the boards too; of one that is not whole its window tells (onWindow).
    connect(&m_parts.boards, &BoardReplica::orderChanged, this, [this] {
        if (m_proxy->isWhole())
            markOpen();
    });
    connect(m_filter, &ListFilter::chosen, this, &ConversationLists::onFilter);
    connect(m_view->verticalScrollBar(), &QScrollBar::valueChanged, this, &ConversationLists::lookAround);
    connect(m_view->verticalScrollBar(), &QScrollBar::rangeChanged, this, &ConversationLists::lookAround);
    connect(m_tabs, &QTabBar::currentChanged, this, &ConversationLists::showTab);
    connect(m_view, &QListView::clicked, this, &ConversationLists::openRow);
    connect(m_view, &QListView::activated, this, &ConversationLists::openRow);
    connect(m_proxy, &QAbstractItemModel::rowsInserted, this, &ConversationLists::updateEmpty);
    connect(m_proxy, &QAbstractItemModel::rowsRemoved, this, &ConversationLists::updateEmpty);
    connect(m_proxy, &QAbstractItemModel::modelReset, this, &ConversationLists::updateEmpty);
    connect(m_proxy, &QAbstractItemModel::rowsAboutToBeRemoved, this,
        [this](const QModelIndex&, int first, int last) { onLeaving(first, last); });
    connect(m_proxy, &QAbstractItemModel::rowsRemoved, this, [this] {
        if (std::exchange(m_leaving, false))
            m_view->selectionModel()->clear();
    });
    connect(&m_parts.ticker, &Ticker::ticked, this, &ConversationLists::onTick);
    connect(&m_parts.workspace, &Workspace::conversationChanged, this, [this] {
        m_awaited = QPersistentModelIndex();
        showOpen();
    });
    connect(&m_parts.drafts, &DraftStore::conversationsChanged, this, [this] {
        for (const Tab& tab : m_models)
            tab.model->setDrafts(m_parts.drafts.conversations());
    });
    const auto setPinned = [this] {
        for (const Tab& tab : m_models)
            tab.model->setPinned(m_parts.pins.conversations());
    };
    connect(&m_parts.pins, &PinStore::changed, this, setPinned);
    setPinned();
    connect(&m_parts.service, &ConversationService::failedChanged, this, [this] {
        for (const Tab& tab : m_models)
            tab.model->setFailed(m_parts.service.failedCounts());
    });
    connect(&m_parts.service, &ConversationService::onlineChanged, this, [this](bool online) {
        m_filter->setOnline(online);
        narrowThere();
        if (online && m_current == kRecent && m_refused != Code::ok)
            onFind();
    });
    m_filter->setOnline(m_parts.service.isOnline());
    m_still.setSingleShot(true);
    connect(&m_still, &QTimer::timeout, this, &ConversationLists::onStill);
    m_findSoon.setSingleShot(true);
    m_findSoon.setInterval(Millis(250));
    connect(&m_findSoon, &QTimer::timeout, this, [this] { onFind(); });
    connect(m_find, &QLineEdit::textChanged, &m_findSoon, qOverload<>(&QTimer::start));
    connect(m_find, &QLineEdit::returnPressed, this, [this] { onFind(true); });
    connect(m_find, &QLineEdit::textChanged, this, &ConversationLists::narrow);
    connect(m_unreadOnly, &QAction::toggled, this, &ConversationLists::narrow);
}

void ConversationLists::setMe(PersonId me)
{
    for (Tab& tab : m_models)
        tab.model->setMe(me);
    if (std::exchange(m_me, me) == me)
        return;
    // What somebody chose goes with them.
    m_filter->forget();
    for (Tab& tab : m_models)
        tab.filter = {};
    showList(m_current);
}

void ConversationLists::setTall(bool tall)
{
    m_delegate->setTall(tall);
    m_view->doItemsLayout();
}

void ConversationLists::setOwedTarget(Millis target)
{
    m_delegate->setClock({target});
    m_proxy->setOwedTarget(target);
    m_view->viewport()->update();
}

void ConversationLists::step(int by)
{
    const int rows = m_proxy->rowCount();
    if (rows == 0)
        return;
    const QModelIndex current = m_view->currentIndex();
    // From where the one that left the list stood, the next one has moved up to its place.
    const int from = current.isValid() ? current.row() : m_left < 0 ? -1 : by > 0 ? m_left - 1 : m_left;
    const int row = from < 0 && m_left < 0 ? 0 : qBound(0, from + by, rows - 1);
    m_view->setCurrentIndex(m_proxy->index(row, 0));
    touch();
    openRow(m_proxy->index(row, 0));
}

void ConversationLists::focusFind()
{
    m_find->setFocus(Qt::ShortcutFocusReason);
    m_find->selectAll();
}

void ConversationLists::goTo(int list)
{
    m_find->clear();
    m_findSoon.stop();
    // What was found stands in the list of recent ones, which may be the one that is asked for.
    if (m_tabs->currentIndex() == list)
        showTab(list);
    m_tabs->setCurrentIndex(list);
    QWidget* page = m_stack->currentWidget();
    (page == m_hidden ? page : m_view)->setFocus(Qt::ShortcutFocusReason);
}

void ConversationLists::setOnline(bool online)
{
    m_online = online;
    updateEmpty();
}

void ConversationLists::showOpen()
{
    const auto& open = m_parts.workspace.open();
    m_proxy->setOpen(open ? open->conversation : ConversationId());
    const int row = open ? m_proxy->rowOf(open->conversation) : -1;
    if (row >= 0) {
        m_left = -1;
        m_view->setCurrentIndex(m_proxy->index(row, 0));
    } else if (m_proxy->isWhole()) {
        m_view->selectionModel()->clear();
    } else {
        m_view->selectionModel()->clearSelection(); // it may stand further on; the keys keep their place
    }
}

/// The view would mark the next row instead, which is another conversation than the open one.
void ConversationLists::onLeaving(int first, int last)
{
    const auto& open = m_parts.workspace.open();
    const int row = open ? m_proxy->rowOf(open->conversation) : -1;
    m_leaving = row >= first && row <= last;
    if (m_leaving)
        m_left = row;
}

void ConversationLists::onStill()
{
    m_proxy->setFrozen(false);
    m_hint->hide();
    if (m_proxy->isWhole())
        showOpen();
    else
        markOpen();
}

void ConversationLists::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

bool ConversationLists::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_tabs && (event->type() == QEvent::Resize || event->type() == QEvent::FontChange))
        updateCounts();
    const bool escape = event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape;
    if (watched == m_find) {
        if (escape)
            leaveFind();
        return escape;
    }
    if (escape && onEscape())
        return true;
    if (watched != m_view && watched != m_view->viewport())
        return false;
    switch (event->type()) {
    case QEvent::Resize:
        placeHint();
        lookAround();
        break;
    case QEvent::FocusOut:
        if (!m_proxy->isWhole())
            markOpen();
        break;
    case QEvent::MouseButtonPress:
    case QEvent::KeyPress: m_awaited = QPersistentModelIndex(); [[fallthrough]];
    case QEvent::MouseMove:
    case QEvent::Wheel: touch(); break;
    case QEvent::Paint:
        if (watched == m_view->viewport())
            m_delegate->setExposed(static_cast<QPaintEvent*>(event)->region());
        break;
    default: break;
    }
    return QWidget::eventFilter(watched, event);
}

void ConversationLists::touch()
{
    m_proxy->setFrozen(true);
    m_still.start(kStillFor);
}

void ConversationLists::retranslate()
{
    m_find->setPlaceholderText(tr("Order number, phone tail or name"));
    m_find->setAccessibleName(tr("Find a conversation"));
    m_view->setAccessibleName(tr("Conversations"));
    m_tabs->setAccessibleName(tr("Lists of conversations"));
    updateCounts();
    setEmptyTexts();
    m_hidden->setTexts(tr("Nothing matches the filter"), tr("The filter hides every conversation of this list."));
    m_hidden->setAccessibleName(tr("Nothing matches the filter"));
    m_filter->retranslate();
    updateHint();
    m_view->viewport()->update();
}

/// Where there is no room for all counts, the tabs on the right go without: a count that is cut is another number.
void ConversationLists::updateCounts()
{
    const auto name = [](ConversationScope scope) {
        switch (scope) {
        case ConversationScope::mine: return tr("Mine");
        case ConversationScope::waiting: return tr("Waiting");
        case ConversationScope::recent: return tr("Recent");
        case ConversationScope::leftMessages: return tr("Messages");
        case ConversationScope::all: return tr("All");
        }
        return QString();
    };
    const QFontMetrics metrics = m_tabs->fontMetrics();
    int room = m_tabs->width();
    for (const Tab& tab : std::as_const(m_models))
        room -= metrics.horizontalAdvance(name(tab.scope))
            + m_tabs->style()->pixelMetric(QStyle::PM_TabBarTabHSpace, nullptr, m_tabs);
    for (int i = 0; i < m_models.size(); ++i) {
        const qint64 total = m_models.at(i).model->total();
        const QString word = name(m_models.at(i).scope);
        const QString counted = total > 0 ? u"%1 %2"_s.arg(word, countText(total)) : word;
        room -= metrics.horizontalAdvance(counted) - metrics.horizontalAdvance(word);
        if (const QString text = room < 0 ? word : counted; text != m_tabs->tabText(i))
            m_tabs->setTabText(i, text);
        const QString exact = total > 0 ? u"%1 %2"_s.arg(word).arg(total) : word;
        m_tabs->setTabToolTip(i, exact);
        m_tabs->setAccessibleTabName(i, exact);
    }
}

void ConversationLists::updateEmpty()
{
    const Tab& tab = m_models.at(m_current);
    m_filter->setShown(tab.model->isAwaited() ? std::nullopt : std::optional(m_proxy->rowCount()));
    QWidget* page = m_view;
    if (m_proxy->rowCount() == 0) {
        if (tab.model->isAwaited())
            return; // nobody knows yet
        page = hasFilter(m_current) && tab.filter.isOn() ? m_hidden : m_empty;
    }
    if (page == m_empty)
        setEmptyTexts();
    const bool keys = m_view->hasFocus() || m_hidden->hasFocus();
    m_stack->setCurrentWidget(page);
    if (keys && page != m_empty)
        page->setFocus();
}

void ConversationLists::setEmptyTexts()
{
    if (m_current == kRecent && m_refused != Code::ok && m_models.at(kRecent).model->rowCount() == 0) {
        m_empty->setTexts(tr("Cannot be looked up now"), errorSentence({m_refused, {}, {}, 0}));
        return;
    }
    if (!m_find->text().isEmpty() && m_current == kRecent) {
        m_empty->setTexts(tr("Nothing found"), tr("Try an order number, the last four digits of a phone, or a name."));
        return;
    }
    if (m_proxy->unreadOnly()) {
        m_empty->setTexts(
            tr("Nothing unread"), tr("Only unread conversations are shown; the button beside the search shows all."));
        return;
    }
    switch (m_models.at(m_current).scope) {
    case ConversationScope::mine:
        m_empty->setTexts(tr("No conversation is yours"),
            m_online ? tr("New ones come by themselves; you can also take one from Waiting.")
                     : tr("Go online to be given new ones, or take one from Waiting."));
        break;
    case ConversationScope::waiting:
        m_empty->setTexts(tr("Nobody waits"), tr("Customers who wait for a person appear here."));
        break;
    case ConversationScope::recent: m_empty->setTexts(tr("Nothing yet"), tr("Conversations you had appear here.")); break;
    case ConversationScope::leftMessages:
        m_empty->setTexts(tr("No left messages"), tr("Messages left while nobody was there appear here."));
        break;
    case ConversationScope::all:
        m_empty->setTexts(tr("No conversations"), tr("All of the shop's open conversations appear here."));
        break;
    }
}

void ConversationLists::showTab(int index)
{
    showList(index);
    if (index == kRecent)
        onFind();
}

void ConversationLists::showList(int index)
{
    m_models.at(m_current).model->showTop();
    m_current = index;
    m_left = -1;
    m_awaited = QPersistentModelIndex();
    m_proxy->setFrozen(false);
    m_proxy->setSourceModel(m_models.at(index).model);
    // Of those who wait, and if nobody does, of those who left a message.
    m_takeNext->setVisible(
        m_models.at(index).scope == ConversationScope::waiting || m_models.at(index).scope == ConversationScope::leftMessages);
    const bool pressing = m_models.at(index).scope == ConversationScope::mine;
    m_proxy->setOrder(pressing ? ConversationFilterModel::Order::deadline : ConversationFilterModel::Order::server);
    m_delegate->setNow(m_parts.clock.now());
    m_delegate->setNamesOwner(m_models.at(index).scope == ConversationScope::all);
    m_filter->setList(hasFilter(index) ? m_models.at(index).model : nullptr, m_models.at(index).filter);
    narrowThere();
    updateEmpty();
    showOpen();
    lookAround();
}

void ConversationLists::openRow(const QModelIndex& index)
{
    if (!index.isValid())
        return;
    const ConversationId id = m_proxy->idAt(index.row());
    m_awaited = id.isNull() ? QPersistentModelIndex(index) : QPersistentModelIndex();
    if (!id.isNull())
        m_parts.workspace.requestOpen(id);
}

/// Repaints the running times of the visible rows, and nothing else.
void ConversationLists::onTick()
{
    const Instant then = m_delegate->now();
    m_delegate->setNow(m_parts.clock.now());
    if (!m_view->isVisible())
        return;
    const int rows = m_proxy->rowCount();
    const QModelIndex top = m_view->indexAt({4, 1});
    for (int row = qMax(0, top.row()); row < rows; ++row) {
        const QRect rect = m_view->visualRect(m_proxy->index(row, 0));
        if (rect.top() > m_view->viewport()->height())
            break;
        if (ConversationDelegate::runs(m_proxy->index(row, 0)))
            m_view->viewport()->update(m_delegate->changedSince(then, m_proxy->index(row, 0), rect, m_view));
    }
    updateHint();
}

void ConversationLists::updateHint()
{
    // Only where the order is this desk's.
    if (!m_proxy->isFrozen() || !m_proxy->isWhole() || m_proxy->order() != ConversationFilterModel::Order::deadline) {
        m_hint->hide();
        return;
    }
    // What would stand above the first visible row once sorted: older owed replies further down, but for those that are not
    // pinned if it is.
    const auto read = [this](int row, ConversationListModel::Role role) {
        return m_proxy->index(row, 0).data(static_cast<int>(role));
    };
    const auto owed = [&](int row) { return read(row, ConversationListModel::Role::OwedSince); };
    const auto pinned = [&](int row) { return read(row, ConversationListModel::Role::Pinned).toBool(); };
    const int first = m_view->indexAt({4, 1}).row();
    int above = 0;
    if (first >= 0) {
        const QVariant reference = owed(first);
        for (int row = first + 1; row < m_proxy->rowCount(); ++row)
            if ((pinned(row) || !pinned(first)) && owed(row).isValid()
                && (!reference.isValid() || owed(row).toLongLong() < reference.toLongLong()))
                ++above;
    }
    m_hint->setText(tr("%n more urgent above", nullptr, above));
    placeHint();
    m_hint->setVisible(above > 0);
    m_hint->raise();
}

void ConversationLists::placeHint()
{
    const int height = m_hint->sizeHint().height() + 8;
    m_hint->setGeometry(0, m_view->height() - height, m_view->width(), height);
}

/// What is found stands in the list of recent ones. Enter opens the first of what was asked for, never of what happens
/// to be on screen.
void ConversationLists::onFind(bool openFirst)
{
    const QString text = m_find->text().trimmed();
    m_findSoon.stop();
    if (!text.isEmpty() && m_current != kRecent) {
        m_beforeFind = m_current;
        const QSignalBlocker quiet(m_tabs);
        m_tabs->setCurrentIndex(kRecent);
        showList(kRecent);
    }
    if (m_current != kRecent)
        return;
    m_parts.service.find(text, this, [this, text, openFirst](const Result<QList<ConversationId>>& found, qint64 total) {
        if (text != m_find->text().trimmed())
            return; // asked anew meanwhile
        // What was found before is no answer to this.
        m_refused = found ? Code::ok : found.error().code;
        if (found || !text.isEmpty())
            m_models[kRecent].model->setFound(found ? *found : QList<ConversationId>(), total);
        updateEmpty();
        markOpen();
        if (openFirst && found && !found->isEmpty())
            m_parts.workspace.requestOpen(found->first());
    });
}

void ConversationLists::leaveFind()
{
    const bool found = !m_find->text().isEmpty();
    m_find->clear();
    m_findSoon.stop();
    if (found && m_current == kRecent)
        m_tabs->setCurrentIndex(m_beforeFind);
    m_view->setFocus(Qt::OtherFocusReason);
}

} // namespace greenroom
