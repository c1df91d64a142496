// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>

#include "app/link/link.h"
#include "app/workspace/deskclock.h"
#include "app/workspace/workspace.h"
#include "core/domain/reveal.h"

namespace greenroom {

/// What staff see starred: an entry, an order, or, with neither, the customer's telephone number.
struct HiddenThing {
    ConversationId conversation; ///< in which it is looked at
    std::optional<qint64> entry {}; ///< its number
    std::optional<QString> order {}; ///< its number
    friend bool operator==(const HiddenThing&, const HiddenThing&) = default;
};

/// Such a thing whole.
struct ShownThing {
    QString text; ///< of an entry
    QString phone; ///< of an order or the customer; of a message that was left: the contact
    Instant until; ///< then it is hidden again
    friend bool operator==(const ShownThing&, const ShownThing&) = default;
};

/// Asks for what is hidden and holds it, in memory alone, until its time is over, another conversation is open, or hideAll().
/// Nothing but what is on screen knows of it: models, drafts and all that is stored have the stars. Main thread.
class RevealService final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RevealService)
public:
    /// All outlive it.
    RevealService(Link& link, const Workspace& workspace, const DeskClock& clock, QObject* parent);

    bool isOnline() const { return m_link.state() == LinkState::connected; }
    /// The open one; null: none.
    ConversationId conversation() const;

    /// Asks for it; the server records who did, and why. `note`: what for, with the reason `other`. The callback comes from the
    /// event loop, not at all once the context is gone; what comes when it would be hidden again already is not shown.
    void reveal(const HiddenThing& what, RevealReason reason, const QString& note, QObject* context,
        std::function<void(Result<void>)> callback);
    /// None: it is hidden.
    std::optional<ShownThing> shown(const HiddenThing& what) const;
    void hideAll();

Q_SIGNALS:
    /// It is shown now, or hidden again.
    void changed(const greenroom::HiddenThing& what);
    void availableChanged(); ///< isOnline() or conversation()

private:
    using Held = std::pair<HiddenThing, ShownThing>;
    void show(const HiddenThing& what, const ShownThing& whole);
    void hide(const std::function<bool(const Held&)>& isOver);
    void hideWhatIsOver();

    Link& m_link;
    const Workspace& m_workspace;
    const DeskClock& m_clock;
    QList<Held> m_shown; ///< of the open conversation
    int m_hidden = 0; ///< how often everything was: what was asked before is not shown after
    QTimer m_next;
};

} // namespace greenroom
