// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/conversations/transcriptsearch.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QToolButton>

#include "ui/conversations/transcriptview.h"
#include "ui/theme/icons.h"
#include "ui/widgets/label.h"

namespace greenroom {

using namespace Qt::StringLiterals;

TranscriptSearch::TranscriptSearch(TranscriptView& transcript, QWidget* parent)
    : QWidget(parent)
    , m_transcript(transcript)
    , m_field(new QLineEdit(this))
    , m_answer(new Label(this, TextSize::small, ColorRole::caution, true))
    , m_older(new QToolButton(this))
    , m_newer(new QToolButton(this))
    , m_leave(new QToolButton(this))
{
    m_field->setObjectName(u"transcriptSearch"_s);
    m_field->addAction(icon("search"_L1, ColorRole::muted), QLineEdit::LeadingPosition);
    m_answer->setObjectName(u"transcriptSearchAnswer"_s);
    m_older->setObjectName(u"searchOlderButton"_s);
    m_older->setIcon(icon("go-up"_L1));
    m_older->setAutoRaise(true);
    m_newer->setObjectName(u"searchNewerButton"_s);
    m_newer->setIcon(icon("go-down"_L1));
    m_newer->setAutoRaise(true);
    m_leave->setObjectName(u"searchEndButton"_s);
    m_leave->setIcon(icon("window-close"_L1));
    m_leave->setAutoRaise(true);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 4, 12, 4);
    row->setSpacing(4);
    row->addWidget(m_field, 1);
    row->addSpacing(4);
    row->addWidget(m_answer);
    row->addSpacing(4);
    row->addWidget(m_older);
    row->addWidget(m_newer);
    row->addWidget(m_leave);
    connect(m_field, &QLineEdit::textChanged, this, [this] { look(true, false); });
    connect(m_older, &QToolButton::clicked, this, [this] { look(true, true); });
    connect(m_newer, &QToolButton::clicked, this, [this] { look(false, true); });
    connect(&m_transcript, &TranscriptView::searched, this, [this](bool found) {
        m_answer->setRole(found ? ColorRole::muted : ColorRole::caution);
        m_answer->setText(found ? tr("%n message(s) found", nullptr, m_transcript.hits(m_field->text()))
                : m_again       ? tr("Nothing more found")
                                : tr("Nothing found"));
    });
    connect(m_leave, &QToolButton::clicked, this, &TranscriptSearch::leave);
    retranslate();
    hide();
}

void TranscriptSearch::begin()
{
    show();
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
}

void TranscriptSearch::end()
{
    m_field->clear();
    m_answer->clear();
    hide();
}

void TranscriptSearch::look(bool upward, bool again)
{
    m_answer->clear();
    m_again = again;
    m_transcript.find(m_field->text(), upward, again);
}

void TranscriptSearch::leave()
{
    end();
    Q_EMIT ended();
}

void TranscriptSearch::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_F3: look(!(event->modifiers() & Qt::ShiftModifier), true); return;
    case Qt::Key_Escape: leave(); return;
    default: QWidget::keyPressEvent(event);
    }
}

void TranscriptSearch::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void TranscriptSearch::retranslate()
{
    m_field->setPlaceholderText(tr("Search in this conversation; Enter goes to the one before, Shift+Enter to the one after"));
    m_field->setAccessibleName(tr("Search in this conversation"));
    m_older->setAccessibleName(tr("The one before"));
    m_older->setToolTip(tr("The one before (Enter)"));
    m_newer->setAccessibleName(tr("The one after"));
    m_newer->setToolTip(tr("The one after (Shift+Enter)"));
    m_leave->setAccessibleName(tr("End the search"));
    m_leave->setToolTip(tr("End the search (Esc)"));
}

} // namespace greenroom
