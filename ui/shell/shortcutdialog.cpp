// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/shortcutdialog.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QKeySequenceEdit>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "app/settings/settings.h"
#include "ui/widgets/actionregistry.h"
#include "ui/widgets/label.h"

namespace greenroom {

using namespace Qt::StringLiterals;

ShortcutDialog::ShortcutDialog(ActionRegistry& actions, Settings& settings, QWidget* parent)
    : QDialog(parent)
    , m_actions(actions)
    , m_settings(settings)
    , m_list(new QTreeWidget(this))
    , m_keys(new QKeySequenceEdit(this))
    , m_problem(new Label(this, TextSize::base, ColorRole::critical))
{
    setObjectName(u"shortcutDialog"_s);
    setWindowTitle(tr("Keyboard shortcuts"));
    m_list->setObjectName(u"shortcutList"_s);
    m_list->setAccessibleName(tr("Actions"));
    m_list->setHeaderLabels({tr("Action"), tr("Keys")});
    m_list->setRootIsDecorated(false);
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_keys->setObjectName(u"shortcutKeys"_s);
    m_keys->setAccessibleName(tr("New keys for the chosen action"));
    m_problem->setWordWrap(true);
    m_problem->hide();
    auto* set = new QPushButton(tr("Set"), this);
    set->setObjectName(u"shortcutSet"_s);
    auto* reset = new QPushButton(tr("Back to standard"), this);
    auto* row = new QHBoxLayout;
    row->addWidget(m_keys, 1);
    row->addWidget(set);
    row->addWidget(reset);
    auto* buttons = new QDialogButtonBox(this);
    buttons->addButton(tr("Done"), QDialogButtonBox::AcceptRole);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->addWidget(m_list);
    layout->addLayout(row);
    layout->addWidget(m_problem);
    layout->addWidget(buttons);
    resize(scaled(560, this), scaled(520, this));
    connect(set, &QPushButton::clicked, this, &ShortcutDialog::assign);
    connect(reset, &QPushButton::clicked, this, &ShortcutDialog::reset);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(m_list, &QTreeWidget::currentItemChanged, this, [this](QTreeWidgetItem* item) {
        if (item)
            m_keys->setKeySequence(QKeySequence(item->text(1), QKeySequence::NativeText));
    });
    fill();
}

void ShortcutDialog::fill()
{
    const int row = m_list->indexOfTopLevelItem(m_list->currentItem());
    m_list->clear();
    for (QAction* action : m_actions.all()) {
        auto* item = new QTreeWidgetItem(m_list, {action->text(), action->shortcut().toString(QKeySequence::NativeText)});
        item->setData(0, Qt::UserRole, action->objectName());
    }
    m_list->setCurrentItem(m_list->topLevelItem(qMax(0, row)));
}

void ShortcutDialog::assign()
{
    QAction* action = m_actions.find(m_list->currentItem()->data(0, Qt::UserRole).toString());
    const QKeySequence keys = m_keys->keySequence();
    for (const QAction* other : m_actions.all())
        if (other != action && !keys.isEmpty() && other->shortcut() == keys) {
            m_problem->setText(tr("These keys already belong to \"%1\".").arg(other->text()));
            m_problem->show();
            return;
        }
    m_problem->hide();
    action->setShortcut(keys);
    m_settings.set(setting::shortcut, action->objectName(), keys.toString(QKeySequence::PortableText));
    fill();
}

void ShortcutDialog::reset()
{
    QAction* action = m_actions.find(m_list->currentItem()->data(0, Qt::UserRole).toString());
    action->setShortcut(m_actions.defaultShortcut(action));
    m_settings.reset(setting::shortcut, action->objectName());
    fill();
}

} // namespace greenroom
