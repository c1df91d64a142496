// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/commandpalette.h"

#include <QAction>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QPointer>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "ui/shell/fixedkeys.h"
#include "ui/theme/colors.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/actionregistry.h"

namespace greenroom {

using namespace Qt::StringLiterals;

CommandPalette::CommandPalette(const ActionRegistry& actions, QWidget* parent)
    : QDialog(parent, Qt::Dialog | Qt::FramelessWindowHint)
    , m_actions(actions)
    , m_field(new QLineEdit(this))
    , m_list(new QTreeWidget(this))
{
    setObjectName(u"commandPalette"_s);
    m_field->setObjectName(u"paletteField"_s);
    m_field->installEventFilter(this);
    m_list->setObjectName(u"paletteList"_s);
    m_list->setColumnCount(2);
    m_list->setHeaderHidden(true);
    m_list->setRootIsDecorated(false);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformRowHeights(true);
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_list->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 12, 12, 12);
    layout->addWidget(m_field);
    layout->addWidget(m_list);
    resize(scaled(520, this), scaled(400, this));
    if (parent)
        move(parent->mapToGlobal(QPoint((parent->width() - width()) / 2, scaled(72, this))));
    connect(m_field, &QLineEdit::textChanged, this, &CommandPalette::narrow);
    connect(m_list, &QTreeWidget::itemClicked, this, &CommandPalette::run);
    retranslate();
}

void CommandPalette::changeEvent(QEvent* event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void CommandPalette::retranslate()
{
    setWindowTitle(tr("Commands"));
    m_field->setPlaceholderText(tr("What do you want to do?"));
    m_field->setAccessibleName(tr("Command"));
    m_list->setAccessibleName(tr("Commands"));
    narrow();
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::KeyPress)
        return QDialog::eventFilter(watched, event);
    auto* key = static_cast<QKeyEvent*>(event);
    switch (key->key()) {
    case Qt::Key_Down:
    case Qt::Key_Up: {
        const int rows = m_list->topLevelItemCount();
        const int row = m_list->indexOfTopLevelItem(m_list->currentItem()) + (key->key() == Qt::Key_Down ? 1 : -1);
        if (rows > 0 && m_list->currentItem())
            m_list->setCurrentItem(m_list->topLevelItem((row + rows) % rows));
        return true;
    }
    case Qt::Key_Return:
    case Qt::Key_Enter: run(); return true;
    default: return QDialog::eventFilter(watched, event);
    }
}

void CommandPalette::paintEvent(QPaintEvent*)
{
    // Without a frame of the window manager's the edge is ours.
    QPainter painter(this);
    painter.setPen(color(ColorRole::outline, palette()));
    painter.setBrush(color(ColorRole::surface, palette()));
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

void CommandPalette::narrow()
{
    m_list->clear();
    const QStringList words = m_field->text().split(u' ', Qt::SkipEmptyParts);
    for (QAction* action : m_actions.all()) {
        if (!action->isEnabled() || action->objectName() == "palette.open"_L1)
            continue;
        const QString haystack = QStringList {action->text(), action->objectName(), m_actions.words(action)}.join(u' ');
        if (std::all_of(words.begin(), words.end(),
                [&](const QString& word) { return haystack.contains(word, Qt::CaseInsensitive); })) {
            auto* item = new QTreeWidgetItem(m_list, {action->text(), keyText(action->shortcut())});
            item->setData(0, Qt::UserRole, action->objectName());
            item->setForeground(1, color(ColorRole::muted, palette()));
            item->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
        }
    }
    if (m_list->topLevelItemCount() > 0) {
        m_list->setCurrentItem(m_list->topLevelItem(0));
        return;
    }
    auto* nothing = new QTreeWidgetItem(m_list, {tr("No command is called that")});
    nothing->setFlags(Qt::NoItemFlags);
    nothing->setForeground(0, color(ColorRole::muted, palette()));
}

void CommandPalette::run()
{
    QTreeWidgetItem* item = m_list->currentItem();
    if (!item)
        return;
    const QPointer<QAction> action = m_actions.find(item->data(0, Qt::UserRole).toString());
    accept();
    if (action)
        action->trigger();
}

} // namespace greenroom
