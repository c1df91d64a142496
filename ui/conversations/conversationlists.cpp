// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/conversations/conversationlists.h"

#include <QAction>
#include <QKeyEvent>
#include <QLineEdit>
#include <QStackedWidget>
#include <QTabBar>
#include <QToolButton>
#include <QVBoxLayout>

#include "app/conversations/conversationservice.h"
#include "app/conversations/pinstore.h"
#include "ui/conversations/conversationdelegate.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/theme/style.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/ticker.h"
#include "ui/words/errorwords.h"

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
    , m_view(new QListView(this))
    , m_takeNext(new QWidget(this))
    , m_stack(new QStackedWidget(this))
    , m_empty(new EmptyState("dialog-messages"_L1, this))
    , m_hint(new Label(m_view, TextSize::small, ColorRole::caution, true))
    , m_delegate(new ConversationDelegate(this))
    , m_proxy(new ConversationFilterModel(this))
{
    m_tabs->setObjectName(u"conversationTabs"_s);
    m_tabs->setExpanding(false);
    m_tabs->setDrawBase(false);
    // Five lists in a narrow pane: a long name is cut before a tab leaves the sight, its count never.
    m_tabs->setProperty(kDenseProperty, true);
    m_tabs->setUsesScrollButtons(false);
    m_tabs->setElideMode(Qt::ElideMiddle);
    m_tabs->setFont(textFont(TextSize::small));
    m_find->setObjectName(u"findField"_s);
    m_find->setClearButtonEnabled(true);
    m_find->addAction(icon("search"_L1, ColorRole::muted), QLineEdit::LeadingPosition);
    m_view->setObjectName(u"conversationView"_s);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setUniformItemSizes(true);
    m_view->setMouseTracking(true);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
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
    unread->setDefaultAction(&m_parts.unreadOnly);
    findRow->addWidget(unread);
    layout->addLayout(findRow);
    auto* next = new QToolButton(m_takeNext);
    next->setObjectName(u"takeNextButton"_s);
    next->setDefaultAction(&m_parts.takeNext);
    next->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    auto* nextRow = new QHBoxLayout(m_takeNext);
    nextRow->setContentsMargins(12, 0, 8, 8);
    nextRow->addWidget(next);
    nextRow->addStretch(1);
    layout->addWidget(m_takeNext);
    layout->addWidget(m_stack, 1);

    for (const ConversationScope scope : {ConversationScope::mine, ConversationScope::waiting, ConversationScope::recent,
             ConversationScope::leftMessages, ConversationScope::all}) {
        auto* model = new ConversationListModel(m_parts.boards, scope, this);
        m_models.append({scope, model});
        m_tabs->addTab(QString());
        connect(model, &ConversationListModel::totalChanged, this, &ConversationLists::updateCounts);
    }
    connect(m_tabs, &QTabBar::currentChanged, this, &ConversationLists::showTab);
    connect(m_view, &QListView::clicked, this, &ConversationLists::openRow);
    connect(m_view, &QListView::activated, this, &ConversationLists::openRow);
    connect(m_proxy, &QAbstractItemModel::rowsInserted, this, &ConversationLists::updateEmpty);
    connect(m_proxy, &QAbstractItemModel::rowsRemoved, this, &ConversationLists::updateEmpty);
    connect(m_proxy, &QAbstractItemModel::modelReset, this, &ConversationLists::updateEmpty);
    // The view would mark the next row instead, which is another conversation than the open one.
    connect(m_proxy, &QAbstractItemModel::rowsAboutToBeRemoved, this, [this](const QModelIndex&, int first, int last) {
        const auto& open = m_parts.workspace.open();
        const int row = open ? m_proxy->rowOf(open->conversation) : -1;
        if (row >= first && row <= last)
            m_left = row;
        m_leaving = row >= first && row <= last;
    });
    connect(m_proxy, &QAbstractItemModel::rowsRemoved, this, [this] {
        if (std::exchange(m_leaving, false))
            m_view->selectionModel()->clear();
    });
    connect(&m_parts.ticker, &Ticker::ticked, this, &ConversationLists::onTick);
    connect(&m_parts.workspace, &Workspace::conversationChanged, this, &ConversationLists::showOpen);
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
        if (online && m_current == kRecent && m_refused != Code::ok)
            onFind();
    });
    m_still.setSingleShot(true);
    connect(&m_still, &QTimer::timeout, this, [this] {
        m_proxy->setFrozen(false);
        m_hint->hide();
        showOpen();
    });
    m_findSoon.setSingleShot(true);
    m_findSoon.setInterval(Millis(250));
    connect(&m_findSoon, &QTimer::timeout, this, [this] { onFind(); });
    connect(m_find, &QLineEdit::textChanged, &m_findSoon, qOverload<>(&QTimer::start));
    connect(m_find, &QLineEdit::returnPressed, this, [this] { onFind(true); });
    connect(m_find, &QLineEdit::textChanged, this, &ConversationLists::narrow);
    connect(&m_parts.unreadOnly, &QAction::toggled, this, &ConversationLists::narrow);
    showTab(0);
    retranslate();
}

void ConversationLists::setMe(PersonId me)
{
    for (const Tab& tab : m_models)
        tab.model->setMe(me);
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
    m_view->setFocus(Qt::ShortcutFocusReason);
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
    if (row < 0) {
        m_view->selectionModel()->clear();
        return;
    }
    m_left = -1;
    m_view->setCurrentIndex(m_proxy->index(row, 0));
}

void ConversationLists::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

bool ConversationLists::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_find) {
        if (event->type() != QEvent::KeyPress || static_cast<QKeyEvent*>(event)->key() != Qt::Key_Escape)
            return false;
        leaveFind();
        return true;
    }
    if (event->type() == QEvent::Resize)
        placeHint();
    switch (event->type()) {
    case QEvent::MouseMove:
    case QEvent::MouseButtonPress:
    case QEvent::Wheel:
    case QEvent::KeyPress: touch(); break;
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
    updateHint();
    m_view->viewport()->update();
}

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
    for (int i = 0; i < m_models.size(); ++i) {
        const qint64 total = m_models.at(i).model->total();
        const QString word = name(m_models.at(i).scope);
        m_tabs->setTabText(i, total > 0 ? u"%1 %2"_s.arg(word).arg(total) : word);
        m_tabs->setTabToolTip(i, m_tabs->tabText(i));
    }
}

void ConversationLists::updateEmpty()
{
    m_stack->setCurrentIndex(m_proxy->rowCount() == 0 ? 1 : 0);
    if (m_proxy->rowCount() == 0)
        setEmptyTexts();
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
    m_current = index;
    m_left = -1;
    m_proxy->setFrozen(false);
    m_proxy->setSourceModel(m_models.at(index).model);
    m_takeNext->setVisible(m_models.at(index).scope == ConversationScope::waiting);
    const bool pressing = m_models.at(index).scope == ConversationScope::mine;
    m_proxy->setOrder(pressing ? ConversationFilterModel::Order::deadline : ConversationFilterModel::Order::server);
    m_delegate->setNow(m_parts.clock.now());
    updateEmpty();
    showOpen();
}

void ConversationLists::openRow(const QModelIndex& index)
{
    if (index.isValid())
        m_parts.workspace.requestOpen(m_proxy->idAt(index.row()));
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
    if (!m_proxy->isFrozen()) {
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

/// What is searched for is shown whether it was read or not.
void ConversationLists::narrow()
{
    m_proxy->setUnreadOnly(m_parts.unreadOnly.isChecked() && m_find->text().isEmpty());
    updateEmpty();
    showOpen();
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
