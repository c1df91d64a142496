// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/listpanel.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStackedWidget>

#include "core/text/display.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/emptystate.h"

namespace greenroom {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

ListPanel::ListPanel(const QString& name, TextsOf texts, PanelDelegate::Reader reader, QAbstractItemModel* own,
    QAbstractItemModel* found, QWidget* parent)
    : QWidget(parent)
    , m_texts(std::move(texts))
    , m_own(own)
    , m_found(found)
    , m_title(new Label(this, TextSize::medium, ColorRole::text, true))
    , m_search(new QLineEdit(this))
    , m_problem(new Label(this, TextSize::small, ColorRole::caution))
    , m_view(new QListView(this))
    , m_empty(new EmptyState("search"_L1, this))
    , m_stack(new QStackedWidget(this))
    , m_facts(new QPlainTextEdit(this))
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
    m_facts->setObjectName(name + u"Facts"_s);
    m_facts->setReadOnly(true);
    m_facts->setTabChangesFocus(true);
    m_facts->setFrameShape(QFrame::NoFrame);
    m_facts->setMaximumHeight(scaled(170, this));
    m_facts->hide();
    m_problem->setWordWrap(true);
    m_problem->hide();
    m_stack->addWidget(m_view);
    m_stack->addWidget(m_empty);
    m_stack->setMinimumHeight(scaled(60, this));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 8, 0, 8);
    layout->setSpacing(6);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(12, 0, 12, 0);
    head->addWidget(m_title);
    head->addWidget(m_search, 1);
    layout->addLayout(head);
    layout->addWidget(m_problem);
    layout->addWidget(m_stack, 1);
    layout->addWidget(m_facts);
    m_buttonRow->setContentsMargins(12, 0, 12, 0);
    m_buttonRow->addStretch(1);
    layout->addLayout(m_buttonRow);

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
    }
    updateRows();
    retranslate();
}

void ListPanel::setFacts(const QString& facts)
{
    m_facts->setPlainText(safeForDisplay(facts));
    m_facts->setVisible(!facts.isEmpty());
}

void ListPanel::addButton(const QString& name, Title title, std::function<void(const QModelIndex&)> act)
{
    auto* button = new QPushButton(title(), this);
    button->setObjectName(name);
    button->setEnabled(m_view->currentIndex().isValid());
    m_buttonRow->addWidget(button);
    connect(button, &QPushButton::clicked, this, [this, act = std::move(act)] {
        if (m_view->currentIndex().isValid())
            act(m_view->currentIndex());
    });
    m_buttons.append({button, std::move(title)});
}

void ListPanel::setProblem(const QString& problem)
{
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
}

void ListPanel::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void ListPanel::retranslate()
{
    const Texts texts = m_texts();
    m_title->setText(texts.title);
    m_search->setPlaceholderText(texts.find);
    m_search->setAccessibleName(texts.find);
    m_view->setAccessibleName(texts.title);
    m_facts->setAccessibleName(texts.title);
    m_empty->setTexts(texts.emptyTitle, texts.emptyHint);
    for (const auto& [button, title] : m_buttons)
        button->setText(title());
}

void ListPanel::updateRows()
{
    QAbstractItemModel* wanted = m_search->text().trimmed().isEmpty() ? m_own : m_found;
    if (m_view->model() != wanted) {
        m_view->setModel(wanted);
        connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, &ListPanel::onCurrent);
    }
    m_stack->setCurrentIndex(wanted->rowCount() == 0 ? 1 : 0);
    if (wanted->rowCount() > 0 && !m_view->currentIndex().isValid())
        m_view->setCurrentIndex(wanted->index(0, 0));
    onCurrent();
}

void ListPanel::onCurrent()
{
    const QModelIndex current = m_view->currentIndex();
    for (const auto& [button, title] : m_buttons)
        button->setEnabled(current.isValid());
    if (!current.isValid())
        setFacts({});
    else if (m_read)
        m_read(current);
}

} // namespace greenroom
