// SPDX-License-Identifier: GPL-3.0-or-later
// What goes beside the words of a conversation: pictures, voice notes, links.
#include "ui/conversations/conversationpane.h"

#include <QToolButton>

#include "app/conversations/conversationservice.h"
#include "ui/conversations/linkdialog.h"
#include "ui/sound/sound.h"
#include "ui/widgets/toast.h"
#include "ui/words/errorwords.h"

namespace greenroom {

void ConversationPane::sendPicture(const QByteArray& bytes)
{
    if (!m_parts.service.isOnline()) {
        tell({Code::offline, {}, {}, 0});
        return;
    }
    if (m_note->isChecked()) {
        tell(tr("A note holds words only; the picture was not sent."));
        return;
    }
    if (!m_picture->isEnabled()) {
        tell(placeholder());
        return;
    }
    m_toast->showMessage(tr("Sending the picture…"));
    m_parts.service.sendImage(m_shown, bytes, this, [this](const Result<void>& done) {
        if (done)
            m_toast->hide();
        else
            tell(done.error());
    });
}

void ConversationPane::playVoice(BlobId blob)
{
    Sound* sound = machineSound();
    if (!sound)
        return m_toast->showMessage(tr("Voice notes cannot be played on this computer."), ColorRole::critical);
    const bool stop = m_playing == blob;
    sound->stopVoice();
    m_playing.reset();
    if (stop)
        return m_toast->hide();
    m_playing = blob;
    m_toast->showMessage(tr("Playing the voice note. Enter or a click stops it."));
    m_parts.attachments.download(blob, this, [this, sound, blob](const Result<QByteArray>& bytes) {
        if (m_playing != blob)
            return;
        if (!bytes) {
            m_playing.reset();
            return tell(bytes.error());
        }
        sound->playVoice(*bytes, this, [this, blob](bool played) {
            if (m_playing == blob)
                m_playing.reset();
            if (played)
                m_toast->hide();
            else
                m_toast->showMessage(tr("This voice note cannot be played on this computer."), ColorRole::critical);
        });
    });
}

void ConversationPane::openLink(const QUrl& address)
{
    auto* dialog = new LinkDialog(address, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace greenroom
