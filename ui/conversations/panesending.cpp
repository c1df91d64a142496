// SPDX-License-Identifier: GPL-3.0-or-later
// What becomes of a reply when it is sent: what may keep it back, and what comes back.
#include <QPushButton>
#include <QToolButton>

#include "app/conversations/conversationservice.h"
#include "app/phrases/phraseservice.h"
#include "app/workspace/workspace.h"
#include "core/text/display.h"
#include "ui/conversations/composer.h"
#include "ui/conversations/conversationpane.h"
#include "ui/conversations/sending/rulereasondialog.h"
#include "ui/conversations/sending/sendingbar.h"
#include "ui/conversations/transcriptview.h"
#include "ui/widgets/actionregistry.h"
#include "ui/widgets/noticebar.h"
#include "ui/words/errorwords.h"

namespace greenroom {

using namespace Qt::StringLiterals;

bool ConversationPane::send()
{
    return deliver(false);
}

void ConversationPane::sendAnyway()
{
    deliver(true);
}

bool ConversationPane::deliver(bool inAnyCase, const std::optional<QString>& ruleReason)
{
    const QString text = m_composer->toPlainText().trimmed();
    if (m_shown.isNull() || text.isEmpty() || m_composer->isComposing())
        return false;
    if (!m_send->isEnabled()) {
        tell(placeholder());
        return false;
    }
    if (codePoints(text) > kMessageChars) {
        tell({Code::tooLong, {}, {}, kMessageChars});
        return false;
    }
    if (m_note->isChecked()) {
        const auto to = recipient();
        m_parts.service.addNote(m_shown, text, to ? std::optional(to->id) : std::nullopt);
        m_asked.remove(m_shown);
    } else if (!keepBack(inAnyCase, ruleReason)) {
        m_parts.service.sendText(m_shown, text, {inAnyCase, ruleReason, m_parts.phrases.isHolding(text, m_composer->facts())});
    } else {
        return false;
    }
    m_note->setChecked(false);
    m_composer->load({});
    saveDraft();
    m_transcript->scrollToEnd();
    return true;
}

/// A rule before sending stops it, or asks for a reason first; another customer's number stops it once.
bool ConversationPane::keepBack(bool inAnyCase, const std::optional<QString>& ruleReason)
{
    const auto found = m_sending->worst();
    const bool blocked = found && found->action == SendingAction::block;
    if ((blocked || !ruleReason) && m_sending->holdsBack())
        return true;
    if (!found || found->action == SendingAction::warn || ruleReason)
        return false;
    askRuleReason(m_sending->sentenceOf(*found), inAnyCase);
    return true;
}

void ConversationPane::askRuleReason(const QString& sentence, bool inAnyCase)
{
    auto* dialog = new RuleReasonDialog(sentence, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &RuleReasonDialog::given, this, [this, inAnyCase, asked = m_shown](const QString& reason) {
        if (asked == m_shown)
            deliver(inAnyCase, reason);
    });
    dialog->open();
}

void ConversationPane::onRefused(ConversationId id, const Error& reason, bool becameDraft)
{
    const bool collided = becameDraft && reason.code == Code::conflict;
    if (collided)
        m_collided.insert(id);
    if (id != m_shown)
        return;
    if (collided)
        onFactsChanged();
    else if (becameDraft && reason.code == Code::ruleBroken && reason.field == "reason"_L1)
        askRuleReason(errorSentence(reason), false); // a rule that has only just come
    else
        tell(reason);
}

void ConversationPane::showCollision()
{
    const auto& open = m_parts.workspace.open();
    const bool stands = open && open->canSay() && m_collided.contains(m_shown) && !m_note->isChecked();
    m_collision->setText(stands ? tr("While you wrote, more was said. Read it, then send again — or send anyway.") : QString());
    m_parts.actions.setEnabled(u"conversation.sendAnyway"_s, stands);
}

} // namespace greenroom
