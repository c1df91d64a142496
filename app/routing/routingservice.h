// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/link/link.h"
#include "app/workspace/deskclock.h"
#include "core/protocol/routing.h"

namespace greenroom {

/// How the shop routes, and why a conversation went where it went. Callbacks come from the event loop, never after their
/// context is gone. Main thread.
class RoutingService final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RoutingService)
public:
    template <class T>
    using Callback = std::function<void(const Result<T>&)>;

    RoutingService(Link& link, DeskClock& clock, QObject* parent);

    void explain(ConversationId conversation, QObject* context, Callback<RoutingExplanation> callback);
    /// The rules that hold, or an earlier version of them.
    void read(std::optional<qint64> version, QObject* context, Callback<RoutingRules> callback);
    /// From now on the shop routes so. `conflict`: somebody changed it since `profile.version`.
    void change(const routing::Profile& profile, const QString& note, QObject* context, Callback<RoutingVersion> callback);
    /// What these rules would have done in the last hour; nothing changes. `busy`: somebody else tries some now.
    void tryOut(const routing::Profile& profile, QObject* context, Callback<RoutingTrial> callback);
    /// `points` on top of what the profile gives, in place of those given before; 0: none.
    void prioritize(ConversationId conversation, qint64 points, QObject* context, Callback<void> callback);

private:
    Link& m_link;
    DeskClock& m_clock;
};

} // namespace greenroom
