// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/conversation.h"

#include "core/domain/preview.h"

namespace greenroom {

namespace {

struct Fold {
    Conversation& c;
    const Entry& e;

    template <class T>
    void operator()(const T& content)
    {
        if (isSaid(content))
            said();
    }

    void said()
    {
        c.preview = previewOf(e.content);
        c.lastSaidAt = e.at;
        if (e.author.kind == AuthorKind::customer) {
            ++c.unread;
            if (!c.owedSince)
                c.owedSince = e.at;
        } else if (e.author.kind == AuthorKind::staff) {
            c.owedSince.reset();
            c.followUpDue.reset();
            c.unansweredSince.reset();
            if (c.lastAgent && e.author.id == c.lastAgent->value)
                c.lastAgentAt = e.at;
        }
    }

    /// Which of the lines it took back is not known here, and no list may go on showing it.
    void operator()(const Recalled&) { c.preview = previewOf(e.content); }
    void operator()(const LeftMessage&)
    {
        said();
        c.state = ConversationState::leftMessage;
        c.declinedBy.clear();
        c.waitingSince.reset();
        endOffer();
    }
    void operator()(const Opened& opened)
    {
        c.channel = opened.channel;
        c.openedAt = e.at;
        c.closedAt.reset();
        c.closeReason.clear();
        c.tags.clear();
        c.state = ConversationState::idle;
        c.declinedBy.clear();
        c.rated = false;
    }
    void operator()(const Queued& queued)
    {
        c.state = ConversationState::waiting;
        if (!c.waitingSince) {
            c.overflowed.clear();
        } else if (e.author.kind == AuthorKind::system && c.queue && c.queue != queued.queue) {
            c.overflowed.append(*c.queue);
        }
        c.queue = queued.queue;
        c.inQueueSince = e.at;
        // Who has just given it to a queue is the last one to be given it back.
        if (e.author.kind == AuthorKind::staff && c.lastAgent && !c.declinedBy.contains(*c.lastAgent))
            c.declinedBy.append(*c.lastAgent);
        c.waitingSince = queued.since;
        c.assignee.reset();
        c.assigneeName.clear();
        endOffer();
    }
    void operator()(const Offered& offered)
    {
        c.state = ConversationState::offered;
        c.offeredTo = offered.agent;
        c.offerUntil = offered.until;
    }
    void operator()(const OfferEnded& ended)
    {
        c.state = ConversationState::waiting;
        if (ended.how == OfferEnd::declined)
            c.declinedBy.append(ended.agent);
        endOffer();
    }
    void operator()(const Assigned& assigned)
    {
        c.state = ConversationState::assigned;
        c.assignee = assigned.agent;
        c.assigneeName = assigned.agentName;
        c.lastAgent = assigned.agent;
        c.lastAgentAt = c.unansweredSince = e.at;
        c.assignmentVersion = assigned.version;
        c.waitingSince.reset();
        c.declinedBy.clear();
        endOffer();
    }
    void operator()(const Released& released)
    {
        c.assignmentVersion = released.version;
        c.assignee.reset();
        c.assigneeName.clear();
        c.unansweredSince.reset();
        if (released.unanswered.value_or(false))
            c.declinedBy.append(released.agent);
    }
    void operator()(const Closed& closed)
    {
        c.state = ConversationState::closed;
        c.closedAt = e.at;
        c.closeReason = closed.reason;
        c.tags = closed.tags;
        c.assignee.reset();
        c.assigneeName.clear();
        c.owedSince.reset();
        c.followUpDue.reset();
        c.waitingSince.reset();
        c.unansweredSince.reset();
        c.declinedBy.clear();
        c.priority = 0;
        endOffer();
    }
    void operator()(const Rated&) { c.rated = true; }
    void operator()(const FollowUpSet& set) { c.followUpDue = set.dueAt; }
    void operator()(const Prioritized& set) { c.priority = set.points; }

    void endOffer()
    {
        c.offeredTo.reset();
        c.offerUntil.reset();
    }
};

} // namespace

void apply(Conversation& conversation, const Entry& entry)
{
    Q_ASSERT(entry.number == conversation.head + 1);
    std::visit(Fold {conversation, entry}, entry.content);
    conversation.head = entry.number;
    if (entry.audience == Audience::customer)
        conversation.customerHead = entry.number;
    if (entry.author.kind == AuthorKind::staff && isSaid(entry.content))
        markReadByStaff(conversation, entry.number);
}

void markReadByStaff(Conversation& conversation, qint64 number)
{
    if (number <= conversation.readByStaff)
        return;
    conversation.readByStaff = std::min(number, conversation.head);
    // Marks come with the newest entry in practice; an older mark keeps the count until the next one.
    if (number >= conversation.customerHead)
        conversation.unread = 0;
}

} // namespace greenroom
