// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/shortcutdialog.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QEvent>
#include <QHeaderView>
#include <QKeySequenceEdit>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "app/settings/settings.h"
#include "ui/shell/fixedkeys.h"
#include "ui/theme/colors.h"
#include "ui/widgets/actionregistry.h"
#include "ui/widgets/label.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

/// Keys that write, send, or move in a text: an action with them would never be reached, or would take them away.
bool isForWriting(const QKeySequence& keys)
{
    if (keys.isEmpty())
        return false;
    const Qt::KeyboardModifiers held = keys[0].keyboardModifiers();
    const Qt::Key key = keys[0].key();
    const bool plain = held == Qt::NoModifier || held == Qt::ShiftModifier;
    for (const Qt::Key each : {Qt::Key_Return, Qt::Key_Enter, Qt::Key_Tab, Qt::Key_Backtab, Qt::Key_Escape})
        if (key == each)
            return true;
    if (plain && (key < Qt::Key_F1 || key > Qt::Key_F35))
        return true;
    for (const auto each : {QKeySequence::Copy, QKeySequence::Cut, QKeySequence::Paste, QKeySequence::Undo, QKeySequence::Redo,
             QKeySequence::SelectAll})
        if (QKeySequence::keyBindings(each).contains(QKeySequence(keys[0])))
            return true;
    return false;
}

} // namespace

ShortcutDialog::ShortcutDialog(ActionRegistry& actions, Settings& settings, QWidget* parent)
    : QDialog(parent)
    , m_actions(actions)
    , m_settings(settings)
    , m_list(new QTreeWidget(this))
    , m_keys(new QKeySequenceEdit(this))
    , m_set(new QPushButton(this))
    , m_reset(new QPushButton(this))
    , m_problem(new Label(this, TextSize::base, ColorRole::critical))
{
    setObjectName(u"shortcutDialog"_s);
    m_list->setObjectName(u"shortcutList"_s);
    m_list->setColumnCount(2);
    m_list->setRootIsDecorated(false);
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_list->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_list->header()->setResizeContentsPrecision(-1); // also those out of sight
    m_keys->setObjectName(u"shortcutKeys"_s);
    m_problem->setObjectName(u"shortcutProblem"_s);
    m_problem->setWordWrap(true);
    m_problem->hide();
    m_set->setObjectName(u"shortcutSet"_s);
    m_reset->setObjectName(u"shortcutReset"_s);
    auto* row = new QHBoxLayout;
    row->addWidget(m_keys, 1);
    row->addWidget(m_set);
    row->addWidget(m_reset);
    auto* buttons = new QDialogButtonBox(this);
    m_done = buttons->addButton(QString(), QDialogButtonBox::AcceptRole);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->addWidget(m_list);
    layout->addLayout(row);
    layout->addWidget(m_problem);
    layout->addWidget(buttons);
    resize(scaled(560, this), scaled(520, this));
    connect(m_set, &QPushButton::clicked, this, &ShortcutDialog::assign);
    connect(m_reset, &QPushButton::clicked, this, &ShortcutDialog::reset);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(m_list, &QTreeWidget::currentItemChanged, this, [this] {
        const QAction* action = chosen();
        for (QWidget* each : QList<QWidget*> {m_keys, m_set, m_reset})
            each->setEnabled(action);
        m_keys->setKeySequence(action ? action->shortcut() : QKeySequence());
    });
    retranslate();
}

void ShortcutDialog::changeEvent(QEvent* event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void ShortcutDialog::retranslate()
{
    setWindowTitle(tr("Keyboard shortcuts"));
    m_list->setAccessibleName(tr("Actions"));
    m_list->setHeaderLabels({tr("Action"), tr("Keys")});
    fill();
    m_keys->setAccessibleName(tr("New keys for the chosen action"));
    m_keys->setKeySequence(m_keys->keySequence()); // only then does it ask for its own words again
    m_set->setText(tr("Set"));
    m_reset->setText(tr("Back to standard"));
    m_done->setText(tr("Done"));
    showProblem();
}

void ShortcutDialog::fill()
{
    const int row = m_list->indexOfTopLevelItem(m_list->currentItem());
    m_list->clear();
    for (QAction* action : m_actions.all()) {
        auto* item = new QTreeWidgetItem(m_list, {action->text(), keyText(action->shortcut())});
        item->setData(0, Qt::UserRole, action->objectName());
    }
    for (const FixedKey& key : fixedKeys(m_settings.value(setting::sendKey) == SendKey::enter)) {
        auto* item = new QTreeWidgetItem(m_list, {key.what, key.keys});
        for (int column : {0, 1})
            item->setForeground(column, color(ColorRole::muted, palette()));
    }
    m_list->setCurrentItem(m_list->topLevelItem(qMax(0, row)));
}

QAction* ShortcutDialog::chosen() const
{
    const QTreeWidgetItem* item = m_list->currentItem();
    return item ? m_actions.find(item->data(0, Qt::UserRole).toString()) : nullptr;
}

void ShortcutDialog::assign()
{
    QAction* action = chosen();
    const QKeySequence keys = m_keys->keySequence();
    if (!action || clashes(action, keys))
        return;
    action->setShortcut(keys);
    m_settings.set(setting::shortcut, action->objectName(), keys.toString(QKeySequence::PortableText));
    fill();
}

/// Says whose they are, or why nobody can have them.
bool ShortcutDialog::clashes(const QAction* action, const QKeySequence& keys)
{
    m_owner = nullptr;
    for (const QAction* other : m_actions.all())
        if (other != action && !keys.isEmpty() && !other->shortcut().isEmpty()
            && (other->shortcut().matches(keys) != QKeySequence::NoMatch
                || keys.matches(other->shortcut()) != QKeySequence::NoMatch))
            m_owner = other;
    m_forWriting = isForWriting(keys);
    showProblem();
    return m_owner || m_forWriting;
}

void ShortcutDialog::showProblem()
{
    m_problem->setVisible(m_owner || m_forWriting);
    if (m_forWriting)
        m_problem->setText(tr("These keys are needed for writing and sending."));
    else if (m_owner)
        m_problem->setText(tr("These keys already belong to \"%1\".").arg(m_owner->text()));
}

void ShortcutDialog::reset()
{
    QAction* action = chosen();
    if (!action || clashes(action, m_actions.defaultShortcut(action)))
        return;
    action->setShortcut(m_actions.defaultShortcut(action));
    m_settings.reset(setting::shortcut, action->objectName());
    fill();
}

} // namespace greenroom
