// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/conversations/sending/sendingbar.h"

#include <algorithm>

#include <QEvent>
#include <QPlainTextEdit>
#include <QPushButton>

#include "app/sending/sendingservice.h"
#include "core/text/display.h"
#include "ui/theme/colors.h"
#include "ui/words/sendingwords.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kMostQuoted = 24;

} // namespace

SendingBar::SendingBar(const SendingService& service, QPlainTextEdit& field, QWidget* parent)
    : NoticeBar("documentinfo"_L1, parent)
    , m_service(service)
    , m_field(field)
{
    setObjectName(u"sendingBar"_s);
    button()->setObjectName(u"sendingPlace"_s);
    connect(&service, &SendingService::rulesChanged, this, &SendingBar::look);
    connect(&field, &QPlainTextEdit::textChanged, this, &SendingBar::look);
    connect(button(), &QPushButton::clicked, this, &SendingBar::goThere);
    button()->setText(tr("Go there"));
}

void SendingBar::setChannel(std::optional<Channel> channel)
{
    if (channel == m_channel)
        return;
    m_channel = channel;
    look();
}

std::optional<SendingFinding> SendingBar::worst() const
{
    const auto worst = std::max_element(m_findings.begin(), m_findings.end(),
        [](const SendingFinding& one, const SendingFinding& other) { return one.action < other.action; });
    return worst == m_findings.end() ? std::nullopt : std::optional(*worst);
}

QString SendingBar::sentenceOf(const SendingFinding& finding) const
{
    const SendingRule& rule = m_service.rule(finding);
    QString quoted = safeName(m_text.mid(finding.from, finding.length));
    if (quoted.size() > kMostQuoted)
        quoted = quoted.left(kMostQuoted) + u'…';
    return sendingSentence(finding.topic, finding.action, quoted, safeForDisplay(rule.sentence));
}

void SendingBar::look()
{
    const bool none = m_findings.isEmpty();
    m_text = m_field.toPlainText();
    m_findings = m_channel ? m_service.findings(m_text, *m_channel) : QList<SendingFinding>();
    if (!none || !m_findings.isEmpty()) // marking nothing paints the field all the same
        tell();
}

void SendingBar::tell()
{
    QList<QTextEdit::ExtraSelection> marks;
    for (const SendingFinding& each : std::as_const(m_findings)) {
        QTextEdit::ExtraSelection mark;
        mark.cursor = m_field.textCursor();
        mark.cursor.setPosition(int(each.from));
        mark.cursor.setPosition(int(each.from + each.length), QTextCursor::KeepAnchor);
        mark.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        mark.format.setUnderlineColor(
            color(each.action == SendingAction::warn ? ColorRole::caution : ColorRole::critical, m_field.palette()));
        marks.append(mark);
    }
    m_field.setExtraSelections(marks);
    const auto gravest = worst();
    setText(gravest ? sentenceOf(*gravest) : QString());
}

void SendingBar::goThere()
{
    const auto gravest = worst();
    if (!gravest)
        return;
    QTextCursor cursor = m_field.textCursor();
    cursor.setPosition(int(gravest->from));
    cursor.setPosition(int(gravest->from + gravest->length), QTextCursor::KeepAnchor);
    m_field.setTextCursor(cursor);
    m_field.setFocus();
}

void SendingBar::changeEvent(QEvent* event)
{
    NoticeBar::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        button()->setText(tr("Go there"));
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange)
        tell();
}

} // namespace greenroom
