// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/listpanel.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>

#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/focusring.h"

namespace greenroom {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

// More rows than this scroll, so that the facts of the chosen one keep their room.
constexpr int kRowsInView = 2;

} // namespace

ListPanel::ListPanel(const QString& name, QLatin1StringView iconName, TextsOf texts, PanelDelegate::Reader reader,
    QAbstractItemModel* own, QAbstractItemModel* found, QWidget* parent)
    : QWidget(parent)
    , m_texts(std::move(texts))
    , m_own(own)
    , m_found(found)
    , m_title(new Label(this, TextSize::medium, ColorRole::text, true))
    , m_search(new QLineEdit(this))
    , m_notice(new Label(this, TextSize::small, ColorRole::caution))
    , m_view(new QListView(this))
    , m_empty(new EmptyState(iconName, this))
    , m_filled(new QWidget(this))
    , m_head(new QHBoxLayout)
    , m_stack(new QStackedWidget(this))
    , m_facts(new FactSheet(this))
    , m_buttonRow(new QHBoxLayout)
{
    setObjectName(name);
    m_search->setObjectName(name + u"Search"_s);
    m_search->setClearButtonEnabled(true);
    m_search->addAction(icon("search"_L1, ColorRole::muted), QLineEdit::LeadingPosition);
    m_view->setObjectName(name + u"View"_s);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setUniformItemSizes(true);
    m_view->setMouseTracking(true);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setItemDelegate(new PanelDelegate(std::move(reader), this));
    new FocusRing(m_view);
    m_facts->setObjectName(name + u"Facts"_s);
    m_notice->setWordWrap(true);
    m_notice->setContentsMargins(12, 0, 12, 0);
    m_notice->hide();
    auto* filled = new QVBoxLayout(m_filled);
    filled->setContentsMargins(0, 0, 0, 0);
    filled->setSpacing(4);
    filled->addWidget(m_view);
    filled->addWidget(m_facts, 1);
    // On a small screen the panels above each other still have to fit.
    m_facts->setMinimumHeight(scaled(24, this));
    m_buttonRow->setContentsMargins(12, 0, 12, 0);
    m_buttonRow->addStretch(1);
    filled->addLayout(m_buttonRow);
    m_stack->addWidget(m_filled);
    m_stack->addWidget(m_empty);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 8, 0, 8);
    layout->setSpacing(8);
    m_head->setContentsMargins(12, 0, 12, 0);
    m_head->addWidget(m_title);
    m_head->addWidget(m_search, 1);
    layout->addLayout(m_head);
    layout->addWidget(m_notice);
    layout->addWidget(m_stack, 1);

    // A list that fills tells of every row; what is chosen in the end is read, once.
    m_readSoon.setSingleShot(true);
    m_readSoon.setInterval(0ms);
    connect(&m_readSoon, &QTimer::timeout, this, [this] {
        if (m_read && current().isValid())
            m_read(current());
    });
    m_findSoon.setSingleShot(true);
    m_findSoon.setInterval(200ms);
    connect(m_search, &QLineEdit::textChanged, &m_findSoon, qOverload<>(&QTimer::start));
    connect(&m_findSoon, &QTimer::timeout, this, [this] {
        if (m_find)
            m_find(m_search->text().trimmed());
        updateRows();
    });
    for (QAbstractItemModel* model : {m_own, m_found}) {
        connect(model, &QAbstractItemModel::rowsInserted, this, &ListPanel::updateRows);
        connect(model, &QAbstractItemModel::rowsRemoved, this, &ListPanel::updateRows);
        connect(model, &QAbstractItemModel::dataChanged, this, &ListPanel::onCurrent);
    }
    updateRows();
    retranslate();
}

void ListPanel::setFacts(const QList<Fact>& facts)
{
    m_facts->setFacts(facts);
}

QPushButton* ListPanel::addButton(const QString& name, Title title, RowAct act)
{
    auto* button = new QPushButton(title(), this);
    button->setObjectName(name);
    button->setEnabled(current().isValid());
    m_buttonRow->addWidget(button);
    connect(button, &QPushButton::clicked, this, [this, act = std::move(act)] {
        if (act && current().isValid())
            act(current());
    });
    m_buttons.append({button, std::move(title)});
    return button;
}

void ListPanel::setHeadAction(QAction* action, Title title, QLatin1StringView iconName)
{
    auto* button = new QToolButton(this);
    button->setObjectName(action->objectName() + u"Button"_s);
    action->setIcon(icon(iconName));
    button->setDefaultAction(action);
    m_head->addWidget(button);
    m_headAction = action;
    m_headTitle = std::move(title);
    retranslate();
}

void ListPanel::setNotice(Title notice, ColorRole role)
{
    m_notice->setRole(role);
    m_noticeText = std::move(notice);
    m_notice->setText(m_noticeText ? m_noticeText() : QString());
    m_notice->setVisible(!m_notice->text().isEmpty());
}

void ListPanel::startOver()
{
    if (!m_search->text().isEmpty()) {
        m_search->clear();
        m_findSoon.stop();
        if (m_find)
            m_find({});
    }
    m_first = QModelIndex();
    m_view->setCurrentIndex({});
    updateRows();
    m_view->scrollToTop();
}

void ListPanel::select(int row)
{
    m_first = m_own->index(row, 0);
    if (m_view->model() == m_own)
        m_view->setCurrentIndex(m_first);
}

QModelIndex ListPanel::current() const
{
    return m_view->currentIndex();
}

void ListPanel::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void ListPanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    shareHeight();
}

/// Whole rows, and fewer of them where the facts of the chosen one would have no room.
void ListPanel::shareHeight()
{
    const int rows = m_view->model() ? m_view->model()->rowCount() : 0;
    if (rows == 0)
        return;
    const int row = m_view->sizeHintForRow(0);
    m_view->setMinimumHeight(row);
    m_view->setMaximumHeight((height() < scaled(225, this) ? 1 : qMin(rows, kRowsInView)) * row);
    m_view->scrollTo(current());
}

void ListPanel::retranslate()
{
    const Texts texts = m_texts();
    m_title->setText(texts.title);
    m_search->setPlaceholderText(texts.find);
    m_search->setAccessibleName(texts.find);
    m_view->setAccessibleName(texts.title);
    m_facts->setAccessibleName(texts.title);
    showEmpty();
    for (const auto& [button, title] : m_buttons)
        button->setText(title());
    if (m_headAction) {
        m_headAction->setText(m_headTitle());
        m_headAction->setToolTip(m_headTitle());
    }
    if (m_noticeText)
        m_notice->setText(m_noticeText());
    m_view->viewport()->update();
    onCurrent();
}

void ListPanel::showEmpty()
{
    const Texts texts = m_texts();
    if (m_search->text().trimmed().isEmpty())
        m_empty->setTexts(texts.emptyTitle, texts.emptyHint);
    else
        m_empty->setTexts(tr("Nothing found"), tr("Try fewer words, or other ones."));
}

void ListPanel::updateRows()
{
    QAbstractItemModel* wanted = m_search->text().trimmed().isEmpty() ? m_own : m_found;
    if (m_view->model() != wanted) {
        m_view->setModel(wanted);
        connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, &ListPanel::onCurrent);
    }
    const int rows = wanted->rowCount();
    m_stack->setCurrentWidget(rows == 0 ? static_cast<QWidget*>(m_empty) : m_filled);
    showEmpty();
    if (rows > 0) {
        shareHeight();
        if (!current().isValid())
            m_view->setCurrentIndex(wanted == m_own && m_first.isValid() ? QModelIndex(m_first) : wanted->index(0, 0));
    }
    onCurrent();
}

void ListPanel::onCurrent()
{
    const QModelIndex index = current();
    for (const auto& [button, title] : m_buttons)
        button->setEnabled(index.isValid());
    Q_EMIT chosen(index);
    if (!index.isValid())
        setFacts({});
    else
        m_readSoon.start();
}

} // namespace greenroom
