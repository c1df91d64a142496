// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/conversations/classifydialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QEvent>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>

#include "app/conversations/conversationservice.h"
#include "ui/theme/metrics.h"
#include "ui/theme/style.h"
#include "ui/widgets/label.h"
#include "ui/words/errorwords.h"
#include "ui/words/termwords.h"

namespace greenroom {

using namespace Qt::StringLiterals;

ClassifyDialog::ClassifyDialog(ConversationService& service, const About& about, QWidget* parent)
    : QDialog(parent)
    , m_service(service)
    , m_about(about)
    , m_form(new QFormLayout(this))
    , m_title(new Label(this, TextSize::large, ColorRole::text, true))
    , m_issue(new QComboBox(this))
    , m_mood(new QComboBox(this))
    , m_skills(new QLineEdit(skillsText(about.skills), this))
    , m_error(new Label(this, TextSize::base, ColorRole::critical))
{
    setObjectName(u"classifyDialog"_s);
    m_issue->setObjectName(u"classifyIssue"_s);
    m_issue->setEditable(true);
    m_issue->setInsertPolicy(QComboBox::NoInsert);
    m_issue->addItems(m_service.issues());
    m_issue->setCurrentText(m_about.issue);
    m_issue->lineEdit()->setMaxLength(80);
    m_mood->setObjectName(u"classifyMood"_s);
    m_mood->addItem(QString());
    for (const qint64 emotion : {0, 40, 70, 100})
        m_mood->addItem(QString(), emotion);
    // Somebody else may have said it more finely: the one of the same word.
    for (int row = 1; row < m_mood->count(); ++row)
        if (moodWord(m_about.emotion) == moodWord(m_mood->itemData(row).toLongLong()))
            m_mood->setCurrentIndex(row);
    m_skills->setObjectName(u"classifySkills"_s);
    m_title->setWordWrap(true);
    m_error->setObjectName(u"classifyProblem"_s);
    m_error->setWordWrap(true);
    m_error->hide();
    auto* buttons = new QDialogButtonBox(this);
    m_cancel = buttons->addButton(QString(), QDialogButtonBox::RejectRole);
    m_set = buttons->addButton(QString(), QDialogButtonBox::AcceptRole);
    m_set->setProperty(kPrimaryProperty, true);
    m_set->setDefault(true);
    m_form->setContentsMargins(16, 16, 16, 16);
    m_form->setHorizontalSpacing(12);
    m_form->setVerticalSpacing(12);
    m_form->addRow(m_title);
    m_form->addRow(new QLabel(this), m_issue); // without words at first a form makes no label
    m_form->addRow(new QLabel(this), m_mood);
    m_form->addRow(new QLabel(this), m_skills);
    m_form->addRow(m_error);
    m_form->addRow(buttons);
    setMinimumWidth(scaled(420, this));
    connect(buttons, &QDialogButtonBox::accepted, this, &ClassifyDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    retranslate();
    m_issue->setFocus();
}

std::optional<QList<routing::Skill>> ClassifyDialog::skills() const
{
    static const QRegularExpression gaps(u"[\\s,，、]+"_s);
    QList<routing::Skill> found;
    for (const QString& word : m_skills->text().split(gaps, Qt::SkipEmptyParts)) {
        const QString level = word.section(u'=', 1);
        bool counts = true;
        const routing::Skill skill {word.section(u'=', 0, 0), word.contains(u'=') ? level.toLongLong(&counts) : 1};
        if (!counts || skill.name.isEmpty() || skill.name.size() > 80 || skill.level < 1
            || skill.level > routing::Skill::kHighest)
            return {};
        found.append(skill);
    }
    return found.size() <= Classified::kMostSkills ? std::optional(found) : std::nullopt;
}

void ClassifyDialog::accept()
{
    Classified classes;
    if (const QString issue = m_issue->currentText().trimmed(); issue != m_about.issue)
        classes.issue = issue;
    if (m_mood->currentIndex() > 0 && m_mood->currentText() != moodWord(m_about.emotion))
        classes.emotion = m_mood->currentData().toLongLong();
    if (m_skills->text().trimmed() != skillsText(m_about.skills)) {
        classes.skills = skills();
        if (!classes.skills) {
            m_skills->setFocus();
            return refuse({Code::input, u"skills"_s, {}, 0});
        }
    }
    if (classes == Classified {})
        return QDialog::reject();
    m_service.classify(m_about.conversation, classes, this, [this](const Result<void>& done) {
        if (done)
            QDialog::accept();
        else
            refuse(done.error());
    });
}

void ClassifyDialog::refuse(const Error& why)
{
    m_why = why;
    showError();
}

void ClassifyDialog::showError()
{
    m_error->setVisible(m_why.has_value());
    if (m_why)
        m_error->setText(m_why->code == Code::input
                ? tr("Skills are names with a level from 1 to 5, as in refunds=3, en=2; five at most.")
                : errorSentence(*m_why));
}

void ClassifyDialog::changeEvent(QEvent* event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void ClassifyDialog::retranslate()
{
    setWindowTitle(tr("Classify"));
    m_title->setText(tr("What %1 is about").arg(m_about.customer));
    m_issue->setAccessibleName(tr("About"));
    m_issue->lineEdit()->setPlaceholderText(tr("In a word or two"));
    m_mood->setAccessibleName(tr("Mood"));
    m_mood->setItemText(0, tr("Not known"));
    for (int row = 1; row < m_mood->count(); ++row)
        m_mood->setItemText(row, moodWord(m_mood->itemData(row).toLongLong()));
    m_skills->setAccessibleName(tr("Skills needed"));
    m_skills->setPlaceholderText(tr("Whoever gets it must have them"));
    for (const auto& [field, text] :
        {std::pair<QWidget*, QString>(m_issue, tr("About")), {m_mood, tr("Mood")}, {m_skills, tr("Skills needed")}})
        if (auto* label = qobject_cast<QLabel*>(m_form->labelForField(field)))
            label->setText(text);
    m_cancel->setText(tr("Cancel"));
    m_set->setText(tr("Set it"));
    showError();
}

} // namespace greenroom
