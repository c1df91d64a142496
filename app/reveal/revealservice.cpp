// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/reveal/revealservice.h"

#include <algorithm>

#include "core/protocol/reveal.h"

namespace greenroom {

RevealService::RevealService(Link& link, const Workspace& workspace, const DeskClock& clock, QObject* parent)
    : QObject(parent)
    , m_link(link)
    , m_workspace(workspace)
    , m_clock(clock)
{
    m_next.setSingleShot(true);
    connect(&m_next, &QTimer::timeout, this, &RevealService::hideWhatIsOver);
    connect(&m_link, &Link::stateChanged, this, &RevealService::availableChanged);
    connect(&m_workspace, &Workspace::conversationChanged, this, [this] {
        hideAll();
        Q_EMIT availableChanged();
    });
}

ConversationId RevealService::conversation() const
{
    return m_workspace.open() ? m_workspace.open()->conversation : ConversationId();
}

void RevealService::reveal(const HiddenThing& what, RevealReason reason, const QString& note, QObject* context,
    std::function<void(Result<void>)> callback)
{
    const auto done = whileAlive<Result<void>>(context, std::move(callback));
    m_link.request(Reveal {what.conversation, what.entry, what.order, reason, note}, this,
        [this, what, done, asked = m_hidden](const Result<Revealed>& reply) {
            if (!reply)
                return done(reply.error());
            const ShownThing whole {
                reply->text.value_or(QString()), reply->phone.value_or(QString()), m_clock.now() + reply->showFor};
            if (whole.text.isEmpty() && whole.phone.isEmpty())
                return done(Error {Code::notFound, {}, {}, 0});
            if (asked == m_hidden && what.conversation == conversation())
                show(what, whole);
            done({});
        });
}

std::optional<ShownThing> RevealService::shown(const HiddenThing& what) const
{
    for (const auto& [thing, whole] : m_shown)
        if (thing == what && m_clock.now() < whole.until)
            return whole;
    return {};
}

void RevealService::hideAll()
{
    ++m_hidden;
    hide([](const Held&) { return true; });
}

void RevealService::show(const HiddenThing& what, const ShownThing& whole)
{
    m_shown.removeIf([&](const Held& each) { return each.first == what; });
    m_shown.append({what, whole});
    hideWhatIsOver();
    Q_EMIT changed(what);
}

void RevealService::hide(const std::function<bool(const Held&)>& isOver)
{
    QList<HiddenThing> over;
    for (const Held& each : std::as_const(m_shown))
        if (isOver(each))
            over.append(each.first);
    m_shown.removeIf(isOver);
    for (const HiddenThing& each : std::as_const(over))
        Q_EMIT changed(each);
}

void RevealService::hideWhatIsOver()
{
    const Instant now = m_clock.now();
    hide([now](const Held& each) { return each.second.until <= now; });
    const auto next = std::min_element(m_shown.cbegin(), m_shown.cend(),
        [](const Held& one, const Held& other) { return one.second.until < other.second.until; });
    if (next != m_shown.cend())
        m_next.start(std::chrono::ceil<Millis>(next->second.until - now));
}

} // namespace greenroom
