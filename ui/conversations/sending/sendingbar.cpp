// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/conversations/sending/sendingbar.h"

#include <algorithm>

#include <QAccessible>
#include <QEvent>
#include <QPlainTextEdit>
#include <QPushButton>

#include "app/sending/sendingservice.h"
#include "core/text/display.h"
#include "core/text/privacy.h"
#include "ui/theme/colors.h"
#include "ui/words/sendingwords.h"
#include "ui/words/termwords.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kMostQuoted = 24;

} // namespace

SendingBar::SendingBar(const SendingService& service, const CustomerGuard& guard, QPlainTextEdit& field, QWidget* parent)
    : NoticeBar("documentinfo"_L1, parent)
    , m_service(service)
    , m_guard(guard)
    , m_field(field)
{
    setObjectName(u"sendingBar"_s);
    button()->setObjectName(u"sendingPlace"_s);
    connect(&service, &SendingService::rulesChanged, this, &SendingBar::look);
    connect(&guard, &CustomerGuard::changed, this, &SendingBar::lookForOthers);
    connect(&field, &QPlainTextEdit::textChanged, this, &SendingBar::look);
    connect(button(), &QPushButton::clicked, this, &SendingBar::goThere);
    button()->setText(tr("Go there"));
}

void SendingBar::setAddressee(ConversationId conversation, std::optional<Channel> channel)
{
    if (conversation == m_conversation && channel == m_channel)
        return;
    m_conversation = conversation;
    m_channel = channel;
    m_heldBack = false;
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

bool SendingBar::holdsBack()
{
    if (!isBlocked() && (!m_foreign || m_heldBack))
        return false;
    m_heldBack = true;
    tell();
    m_field.setAccessibleDescription(text());
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
    return true;
}

bool SendingBar::isBlocked() const
{
    const auto gravest = worst();
    return gravest && gravest->action == SendingAction::block;
}

void SendingBar::look()
{
    const bool none = m_findings.isEmpty() && !m_foreign && !m_losesDigits;
    const QString text = m_field.toPlainText();
    const bool wasBlocked = isBlocked();
    const bool isSame = text == m_text;
    m_text = text;
    m_findings = m_channel ? m_service.findings(m_text, *m_channel) : QList<SendingFinding>();
    m_foreign = m_channel ? m_guard.foreign(m_text, m_conversation) : std::nullopt;
    m_heldBack = m_heldBack && isSame && wasBlocked == isBlocked();
    m_losesDigits = m_channel && withoutCards(m_text) != m_text;
    if (!none || !m_findings.isEmpty() || m_foreign || m_losesDigits) // marking nothing paints the field all the same
        tell();
}

/// Somebody's numbers came or went.
void SendingBar::lookForOthers()
{
    const auto foreign = m_channel ? m_guard.foreign(m_text, m_conversation) : std::nullopt;
    if (foreign == m_foreign)
        return;
    m_foreign = foreign;
    m_heldBack = false;
    tell();
}

void SendingBar::tell()
{
    QList<QTextEdit::ExtraSelection> marks;
    const auto mark = [&](const Place& place, ColorRole ink) {
        QTextEdit::ExtraSelection made;
        made.cursor = m_field.textCursor();
        select(place, made.cursor);
        made.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        made.format.setUnderlineColor(color(ink, m_field.palette()));
        marks.append(made);
    };
    for (const SendingFinding& each : std::as_const(m_findings))
        mark({each.from, each.length}, each.action == SendingAction::warn ? ColorRole::caution : ColorRole::critical);
    if (m_foreign)
        mark({m_foreign->number.from, m_foreign->number.length}, ColorRole::critical);
    m_field.setExtraSelections(marks);
    QStringList sentences;
    if (m_foreign)
        sentences.append(foreignSentence());
    if (const auto gravest = worst())
        sentences.append(sentenceOf(*gravest));
    if (m_losesDigits)
        sentences.append(tr("A number in it passes for a bank card's: it will be sent and kept without its middle digits."));
    button()->setVisible(m_foreign || !m_findings.isEmpty());
    setGrave(m_heldBack);
    setText(sentences.join(u'\n'));
    if (!m_heldBack && !m_field.accessibleDescription().isEmpty())
        m_field.setAccessibleDescription({});
}

void SendingBar::select(const Place& place, QTextCursor& cursor) const
{
    cursor.setPosition(int(place.from));
    cursor.setPosition(int(place.from + place.length), QTextCursor::KeepAnchor);
}

QString SendingBar::foreignSentence() const
{
    const QString known = safeName(m_foreign->customerName);
    const QString name = known.isEmpty() ? anonymousWord() : known;
    QString what;
    switch (m_foreign->number.kind) {
    case NumberKind::order: what = tr("This carries an order number of %1's conversation, not of this one."); break;
    case NumberKind::parcel: what = tr("This carries a tracking number of %1's conversation, not of this one."); break;
    case NumberKind::phone: what = tr("This carries a phone number of %1's conversation, not of this one."); break;
    case NumberKind::other: what = tr("This carries a number of %1's conversation, not of this one."); break;
    }
    what = what.arg(name);
    return m_heldBack && !isBlocked() ? tr("%1 It was not sent; send it once more if it is meant for this customer.").arg(what)
                                      : what;
}

void SendingBar::goThere()
{
    const auto gravest = worst();
    if (!m_foreign && !gravest)
        return;
    const Place place = m_foreign ? Place {m_foreign->number.from, m_foreign->number.length}
                                  : Place {gravest->from, gravest->length};
    QTextCursor cursor = m_field.textCursor();
    select(place, cursor);
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
