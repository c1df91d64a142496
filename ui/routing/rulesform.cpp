// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/routing/rulesform.h"

#include <QCheckBox>
#include <QEvent>
#include <QFormLayout>
#include <QLineEdit>
#include <QSpinBox>

#include "ui/widgets/focusring.h"
#include "ui/widgets/label.h"

namespace greenroom {

RulesForm::RulesForm(QWidget* parent)
    : QScrollArea(parent)
{
    auto* page = new QWidget(this);
    m_form = new QFormLayout(page);
    m_form->setHorizontalSpacing(12);
    m_form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFrameShape(QFrame::NoFrame);
    setWidget(page);
    new FocusRing(this);
    setChangeable(false);
}

void RulesForm::setChangeable(bool changeable)
{
    widget()->setEnabled(changeable);
    setFocusPolicy(changeable ? Qt::NoFocus : Qt::StrongFocus);
}

QWidget* RulesForm::fieldOf(const QString& place) const
{
    for (const auto& [name, field] : m_places)
        if (place.startsWith(name) && (place.size() == name.size() || place.at(name.size()) == u'['))
            return field;
    return nullptr;
}

void RulesForm::pointOut(QWidget* field, QWidget* words)
{
    int row = 0;
    QFormLayout::ItemRole role {};
    m_form->getWidgetPosition(field, &row, &role);
    m_form->insertRow(row + 1, words);
    words->show();
    field->setFocus();
    // Once they have their place.
    QMetaObject::invokeMethod(
        this,
        [this, field, words] {
            ensureWidgetVisible(words);
            ensureWidgetVisible(field);
        },
        Qt::QueuedConnection);
}

bool RulesForm::letGo(QWidget* words)
{
    if (m_form->indexOf(words) < 0)
        return false;
    const QFormLayout::TakeRowResult row = m_form->takeRow(words);
    delete row.labelItem;
    delete row.fieldItem;
    return true;
}

Label* RulesForm::heading()
{
    auto* words = new Label(widget(), TextSize::medium, ColorRole::text, true);
    if (m_form->rowCount() > 0)
        words->setContentsMargins(0, 12, 0, 0);
    m_form->addRow(words);
    return words;
}

QSpinBox* RulesForm::number(const QString& objectName, qint64 least, qint64 most)
{
    auto* box = new QSpinBox(widget());
    box->setObjectName(objectName);
    box->setRange(static_cast<int>(least), static_cast<int>(most));
    box->setGroupSeparatorShown(true);
    add(box);
    return box;
}

QCheckBox* RulesForm::check(const QString& objectName)
{
    auto* box = new QCheckBox(widget());
    box->setObjectName(objectName);
    add(box);
    return box;
}

QLineEdit* RulesForm::line(const QString& objectName)
{
    auto* edit = new QLineEdit(widget());
    edit->setObjectName(objectName);
    add(edit);
    return edit;
}

Label* RulesForm::hint()
{
    auto* words = new Label(widget(), TextSize::base, ColorRole::muted);
    words->setWordWrap(true);
    add(words);
    return words;
}

void RulesForm::add(QWidget* field)
{
    m_form->addRow(new QLabel(widget()), field); // without words at first a form makes no label
}

void RulesForm::name(QWidget* field, const QString& text)
{
    field->setAccessibleName(text);
    if (auto* label = qobject_cast<QLabel*>(m_form->labelForField(field)))
        label->setText(text);
}

void RulesForm::changeEvent(QEvent* event)
{
    QScrollArea::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace greenroom
