// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCache>
#include <QTimer>

#include "app/link/link.h"
#include "app/panels/panelstate.h"
#include "app/workspace/workspace.h"
#include "core/base/askagain.h"

namespace greenroom {

/// Asks one thing about the open conversation without being told to: when another one is opened, when the connection
/// comes back, on refresh(), and again when that was too fast (who leafs through conversations asks a lot). What was answered
/// for a conversation before is shown at once, then the news; an answer that comes when another conversation is open is kept,
/// not shown.
template <Request R>
class ConversationQuery final : public QObject {
public:
    using Reply = typename R::Reply;
    /// A reply means: show it (an empty one when nothing is open). None: what is shown stands.
    using Show = std::function<void(const Reply* reply, const PanelState& state)>;

    ConversationQuery(Link& link, Workspace& workspace, Show show)
        : m_link(link)
        , m_workspace(workspace)
        , m_show(std::move(show))
        , m_known(kRemembered)
    {
        connect(&m_workspace, &Workspace::conversationChanged, this, &ConversationQuery::onConversationChanged);
        connect(&m_link, &Link::connected, this, &ConversationQuery::refresh);
        connect(&m_link, &Link::stateChanged, this, [this] {
            if (m_link.state() == LinkState::signedOut)
                m_known.clear();
        });
    }

    void refresh()
    {
        if (!m_workspace.open())
            return;
        const ConversationId conversation = m_workspace.open()->conversation;
        m_show(nullptr, {PanelState::Phase::loading});
        m_link.request(R {conversation}, this, [this, conversation](const Result<Reply>& reply) {
            if (reply)
                m_known.insert(conversation, new Reply(*reply));
            if (!m_workspace.open() || m_workspace.open()->conversation != conversation)
                return;
            if (reply)
                return m_show(&*reply, {PanelState::Phase::ready});
            if (isPassing(reply.error()))
                QTimer::singleShot(askAgainAfter(reply.error()), this, [this, conversation] {
                    if (m_workspace.open() && m_workspace.open()->conversation == conversation)
                        refresh();
                });
            if (reply.error().code != Code::rateLimited) // too fast is over before it could be read
                m_show(nullptr, PanelState::failed(reply.error()));
        });
    }

private:
    static constexpr int kRemembered = 50;

    void onConversationChanged()
    {
        const Reply none {};
        if (!m_workspace.open())
            return m_show(&none, {});
        const Reply* known = m_known.object(m_workspace.open()->conversation);
        m_show(known ? known : &none, {PanelState::Phase::loading});
        refresh();
    }

    Link& m_link;
    Workspace& m_workspace;
    Show m_show;
    QCache<ConversationId, Reply> m_known;
};

} // namespace greenroom
