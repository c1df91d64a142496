// SPDX-License-Identifier: GPL-3.0-or-later
// What is hidden of the messages, shown for a while.
#include <QAction>

#include "app/conversations/conversationservice.h"
#include "ui/conversations/conversationpane.h"
#include "ui/conversations/transcriptview.h"
#include "ui/reveal/revealdialog.h"
#include "ui/widgets/actionregistry.h"
#include "ui/widgets/toast.h"

namespace greenroom {

using namespace Qt::StringLiterals;

void ConversationPane::connectReveal()
{
    QAction* reveal = m_parts.actions.find(u"conversation.reveal"_s);
    m_transcript->setReveal(reveal, [this](qint64 number) { return m_parts.reveals.shown({m_shown, number, {}}); });
    connect(reveal, &QAction::triggered, this, &ConversationPane::reveal);
    connect(&m_parts.reveals, &RevealService::changed, this, [this](const HiddenThing& what) {
        if (what.entry && what.conversation == m_shown)
            m_transcript->showAnew(*what.entry);
    });
}

void ConversationPane::reveal()
{
    const qint64 number = m_transcript->hiddenEntry();
    if (number == 0) {
        m_toast->showMessage(tr("Nothing is hidden in these messages."));
        return;
    }
    const TranscriptModel* said = m_parts.service.transcript();
    const QString quoted = said->index(said->rowOfNumber(number)).data().toString();
    auto* dialog = new RevealDialog(m_parts.reveals, {m_shown, number, {}}, quoted, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, m_transcript, [this, number, asked = m_shown] {
        if (asked == m_shown)
            m_transcript->tellOf(number);
    });
    dialog->open();
}

} // namespace greenroom
