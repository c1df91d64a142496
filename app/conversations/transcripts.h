// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <vector>

#include "app/conversations/transcriptmodel.h"

namespace greenroom {

/// The transcripts of the conversations opened last: they stay followed, so that going back and forth costs nothing.
class Transcripts final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Transcripts)
public:
    static constexpr size_t kKept = 10;

    Transcripts(Replica& replica, Outbox& outbox, QObject* parent);

    void setMe(PersonId me, const QString& name);
    /// The conversation's transcript, made and followed if need be. Stays valid while it is among the last kKept opened.
    TranscriptModel& open(ConversationId conversation);
    /// Null when it is not kept.
    TranscriptModel* find(ConversationId conversation) const;
    void clear();
    QList<TranscriptModel*> kept() const;

Q_SIGNALS:
    /// Something came into a kept one, or it is complete now.
    void changed(greenroom::ConversationId conversation);
    /// These rows have come into a kept one.
    void inserted(greenroom::ConversationId conversation, int first, int last);

private:
    Replica& m_replica;
    Outbox& m_outbox;
    PersonId m_me;
    QString m_name;
    std::vector<std::unique_ptr<TranscriptModel>> m_models; ///< opened last at the back
};

} // namespace greenroom
