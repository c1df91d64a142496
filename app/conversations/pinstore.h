// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSet>
#include <QTimer>

#include "app/conversations/boardreplica.h"
#include "app/settings/settings.h"

namespace greenroom {

/// The conversations this person keeps on top of the lists: on this desk, until they are closed or the person signs out.
/// Main thread.
class PinStore final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PinStore)
public:
    static constexpr int kMost = 20;

    PinStore(const BoardReplica& boards, Settings& settings, QObject* parent);

    /// Null: nobody.
    void setMe(PersonId me);

    const QSet<ConversationId>& conversations() const { return m_pinned; }
    bool has(ConversationId conversation) const { return m_pinned.contains(conversation); }
    /// What the lists hold now can be pinned; of anything else nobody could say when it is over.
    bool canPin(ConversationId conversation) const { return m_boards.isListed(conversation); }
    /// False: there are kMost already, and nothing has changed.
    [[nodiscard]] bool pin(ConversationId conversation);
    void unpin(ConversationId conversation);

Q_SIGNALS:
    void changed();

private:
    bool isOver(ConversationId conversation) const;
    void forgetWhatIsOver();
    void keep();

    const BoardReplica& m_boards;
    Settings& m_settings;
    PersonId m_me;
    QSet<ConversationId> m_pinned;
    QTimer m_looking;
};

} // namespace greenroom
