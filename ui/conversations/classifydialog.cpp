// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/conversations/classifydialog.h"

#include <QComboBox>
#include <QLineEdit>
#include <QRegularExpression>

#include "app/conversations/conversationservice.h"
#include "ui/widgets/label.h"
#include "ui/words/termwords.h"

namespace greenroom {

using namespace Qt::StringLiterals;

ClassifyDialog::ClassifyDialog(ConversationService& service, const About& about, QWidget* parent)
    : StepDialog(u"classify"_s, parent)
    , m_service(service)
    , m_about(about)
    , m_issue(new QComboBox(this))
    , m_mood(new QComboBox(this))
    , m_skills(new QLineEdit(skillsText(about.skills), this))
    , m_hint(new Label(this, TextSize::base, ColorRole::muted))
{
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
    for (QWidget* each : QList<QWidget*> {m_issue, m_mood, m_skills})
        addField(each);
    m_hint->setWordWrap(true);
    addRow(m_hint);
    complete(m_issue);
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
    m_service.classify(m_about.conversation, classes, this, closing());
}

QString ClassifyDialog::refusal(const Error& why) const
{
    return why.code == Code::input ? tr("Skills are names with a level from 1 to 5, as in refunds=3, en=2; five at most.")
                                   : StepDialog::refusal(why);
}

void ClassifyDialog::retranslate()
{
    ask(tr("Classify"), tr("%1: what is it about?").arg(m_about.customer), tr("Set it"));
    name(m_issue, tr("About"));
    m_issue->lineEdit()->setPlaceholderText(tr("In a word or two"));
    name(m_mood, tr("Mood"));
    m_mood->setItemText(0, tr("Not known"));
    for (int row = 1; row < m_mood->count(); ++row)
        m_mood->setItemText(row, moodWord(m_mood->itemData(row).toLongLong()));
    name(m_skills, tr("Skills needed"));
    m_skills->setPlaceholderText(tr("Whoever gets it must have them"));
    m_hint->setText(tr("A skill may need a level from 1 to 5: refunds=3 is refunds at level 3."));
    m_skills->setAccessibleDescription(m_hint->text());
}

} // namespace greenroom
