// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/presence/queueboard.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPushButton>
#include <QTreeWidget>

#include "app/workspace/deskclock.h"
#include "core/text/display.h"
#include "ui/theme/icons.h"
#include "ui/widgets/actionregistry.h"
#include "ui/widgets/label.h"
#include "ui/words/errorwords.h"
#include "ui/words/routingwords.h"
#include "ui/words/termwords.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

enum Column { kName, kWaiting, kLongest, kOnline, kWhy, kColumns };
constexpr int kIdRole = Qt::UserRole; ///< QString, of kName
constexpr int kLongestRole = Qt::UserRole + 1; ///< QString: the conversation's id, of kName
constexpr int kSinceRole = Qt::UserRole; ///< qint64, of kLongest

qint64 sinceOf(const QueueFacts& queue)
{
    return queue.waiting > 0 && queue.longestSince ? toMillis(*queue.longestSince) : std::numeric_limits<qint64>::max();
}

} // namespace

QueueBoard::QueueBoard(const Parts& parts, QWidget* parent)
    : QWidget(parent)
    , m_parts(parts)
    , m_title(new Label(this, TextSize::large, ColorRole::text, true))
    , m_open(new QPushButton(this))
    , m_why(new QPushButton(this))
    , m_list(new QTreeWidget(this))
{
    m_list->setObjectName(u"teamQueues"_s);
    m_list->setColumnCount(kColumns);
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_list->header()->setSectionResizeMode(kWhy, QHeaderView::Stretch);
    m_list->header()->setStretchLastSection(false);
    for (int column : {kWaiting, kLongest, kOnline})
        m_list->headerItem()->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
    m_open->setObjectName(u"queueOpen"_s);
    m_why->setObjectName(u"queueWhy"_s);
    auto* head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(m_open);
    head->addWidget(m_why);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addLayout(head);
    layout->addWidget(m_list, 1);
    connect(&m_parts.presence, &PresenceService::queuesChanged, this, &QueueBoard::take);
    connect(&m_parts.presence, &PresenceService::onlineChanged, this, &QueueBoard::onChosen);
    connect(m_list, &QTreeWidget::currentItemChanged, this, &QueueBoard::onChosen);
    // Not before Enter is done with: the page it opens would press whatever has its keys.
    connect(m_list, &QTreeWidget::itemActivated, this,
        [this] { QMetaObject::invokeMethod(this, &QueueBoard::open, Qt::QueuedConnection); });
    connect(m_open, &QPushButton::clicked, this, &QueueBoard::open);
    connect(m_why, &QPushButton::clicked, this, &QueueBoard::explain);
    retranslate();
}

void QueueBoard::setTarget(Millis target)
{
    m_clock.target = target;
    showTimes();
}

/// The row that is chosen stays chosen, wherever it moves.
void QueueBoard::take()
{
    QList<QueueFacts> queues = m_parts.presence.queues();
    std::stable_sort(queues.begin(), queues.end(),
        [](const QueueFacts& one, const QueueFacts& other) { return sinceOf(one) < sinceOf(other); });
    const QTreeWidgetItem* current = m_list->currentItem();
    const QString chosen = current ? current->data(kName, kIdRole).toString() : QString();
    while (m_list->topLevelItemCount() > queues.size())
        delete m_list->takeTopLevelItem(m_list->topLevelItemCount() - 1);
    while (m_list->topLevelItemCount() < queues.size())
        m_list->addTopLevelItem(new QTreeWidgetItem);
    QTreeWidgetItem* next = m_list->topLevelItem(0);
    for (int row = 0; row < queues.size(); ++row) {
        fill(m_list->topLevelItem(row), queues.at(row));
        if (queues.at(row).id.toString() == chosen)
            next = m_list->topLevelItem(row);
    }
    m_list->setCurrentItem(next);
    onChosen();
}

void QueueBoard::fill(QTreeWidgetItem* item, const QueueFacts& queue) const
{
    item->setData(kName, kIdRole, queue.id.toString());
    item->setData(kName, kLongestRole, queue.longest ? queue.longest->toString() : QString());
    item->setData(kLongest, kSinceRole, sinceOf(queue));
    item->setText(kName, safeName(queue.name));
    item->setText(kWaiting, QString::number(queue.waiting));
    item->setText(kOnline, QString::number(queue.online));
    item->setText(kWhy, waitReasonsText(queue.why));
    for (int column : {kWaiting, kLongest, kOnline})
        item->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
    fillTime(item);
}

void QueueBoard::fillTime(QTreeWidgetItem* item) const
{
    const qint64 since = item->data(kLongest, kSinceRole).toLongLong();
    const bool waits = since != std::numeric_limits<qint64>::max();
    const Instant now = m_parts.clock.now();
    const OwedLevel level = m_clock.level(waits ? std::optional(fromMillis(since)) : std::nullopt, now);
    const ColorRole role = level >= OwedLevel::critical ? ColorRole::critical
        : level == OwedLevel::caution                   ? ColorRole::caution
                                                        : ColorRole::text;
    const QString span = waits ? spanText(now - fromMillis(since)) : QString();
    item->setText(kLongest, level == OwedLevel::overdue ? tr("%1 · too long").arg(span) : span);
    item->setForeground(kLongest, color(role, palette()));
    item->setIcon(kLongest, level >= OwedLevel::critical ? icon("clock"_L1, ColorRole::critical) : QIcon());
}

void QueueBoard::showTimes()
{
    for (int row = 0; row < m_list->topLevelItemCount(); ++row)
        fillTime(m_list->topLevelItem(row));
}

std::optional<ConversationId> QueueBoard::longest() const
{
    const QTreeWidgetItem* item = m_list->currentItem();
    const auto id = item ? Uuid::fromString(item->data(kName, kLongestRole).toString()) : std::nullopt;
    return id ? std::optional(ConversationId(*id)) : std::nullopt;
}

void QueueBoard::onChosen()
{
    const bool waits = longest().has_value();
    const bool online = m_parts.presence.isOnline();
    m_open->setEnabled(waits);
    m_why->setEnabled(waits && online);
    m_why->setToolTip(waits && !online
            ? offlineSentence()
            : m_parts.actions.find(u"conversation.why"_s)->shortcut().toString(QKeySequence::NativeText));
}

void QueueBoard::open()
{
    if (const auto conversation = longest())
        Q_EMIT openRequested(*conversation);
}

void QueueBoard::explain()
{
    if (const auto conversation = longest(); conversation && m_parts.presence.isOnline())
        Q_EMIT whyRequested(*conversation);
}

bool QueueBoard::asksWhy(const QKeyEvent& key) const
{
    return QKeySequence(key.keyCombination()) == m_parts.actions.find(u"conversation.why"_s)->shortcut();
}

bool QueueBoard::event(QEvent* event)
{
    // Here the keys ask about the queue, not about the conversation that is open on the desk.
    if (event->type() == QEvent::ShortcutOverride && asksWhy(*static_cast<QKeyEvent*>(event))) {
        event->accept();
        return true;
    }
    return QWidget::event(event);
}

void QueueBoard::keyPressEvent(QKeyEvent* event)
{
    if (asksWhy(*event))
        explain();
    else
        QWidget::keyPressEvent(event);
}

void QueueBoard::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    if (event->type() == QEvent::PaletteChange)
        showTimes();
}

void QueueBoard::retranslate()
{
    m_title->setText(tr("Queues"));
    m_list->setAccessibleName(tr("Queues"));
    m_list->setHeaderLabels({tr("Queue"), tr("Waiting"), tr("Longest"), tr("Online"), tr("Why")});
    m_open->setText(tr("Open the longest"));
    m_why->setText(tr("Why does it wait?"));
    take();
}

} // namespace greenroom
