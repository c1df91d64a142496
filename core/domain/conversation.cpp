// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/conversation.h"

#include "core/domain/asseen.h"
#include "core/domain/preview.h"

namespace greenroom {

namespace {

constexpr qsizetype kMostRatedLow = 20; ///< as many as Opened tells

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
        // What a program says is no news to whoever looks at a list.
        if (e.author.kind == AuthorKind::bot) {
            c.botSaid = c.state == ConversationState::assigned ? e.number : 0;
            return;
        }
        const bool byCustomer = e.author.kind == AuthorKind::customer;
        c.preview = previewOf(byCustomer ? asStaffSee(e.content) : e.content);
        c.lastSaidAt = e.at;
        if (byCustomer) {
            ++c.unread;
            c.customerSaid = e.number;
            c.customerSaidAt = e.at;
            if (!c.owedSince)
                c.owedSince = e.at;
        } else if (e.author.kind == AuthorKind::staff) {
            c.owedSince.reset();
            c.followUpDue.reset();
            c.unansweredSince.reset();
            c.staffSaid = e.number;
            c.staffSaidBy = e.author.id ? std::optional(PersonId(*e.author.id)) : std::nullopt;
            if (c.lastAgent && e.author.id == c.lastAgent->value)
                c.lastAgentAt = e.at;
        }
    }

    /// Which of the lines it took back is not known here, and no list may go on showing it.
    void operator()(const Note& note)
    {
        if (e.author.kind == AuthorKind::staff && e.author.id)
            c.asked.removeOne(PersonId(*e.author.id));
        if (note.to && note.to != c.assignee && !c.asked.contains(*note.to))
            c.asked.append(*note.to);
    }
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
        c.transfers = 0;
        c.tier = routing::Tier::l1;
        if (opened.lastAgent) {
            c.lastAgent = opened.lastAgent;
            c.lastAgentAt = opened.lastAgentAt;
        }
        if (opened.ratedLow)
            c.ratedLow = *opened.ratedLow;
        c.room = opened.room.value_or(QString());
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
        if (queued.tier)
            c.tier = *queued.tier;
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
        // A transfer nobody took: it is the owner's still.
        if (c.state != ConversationState::assigned) {
            c.state = ConversationState::waiting;
            if (ended.how == OfferEnd::declined)
                c.declinedBy.append(ended.agent);
        }
        endOffer();
    }
    void operator()(const Transferred& given)
    {
        if (given.toAgent && given.until) {
            c.offeredTo = given.toAgent;
            c.offerUntil = given.until;
        } else if (!given.toAgent) {
            ++c.transfers;
        }
    }
    void operator()(const Assigned& assigned)
    {
        c.state = ConversationState::assigned;
        c.assignee = assigned.agent;
        c.assigneeName = assigned.agentName;
        c.lastAgent = assigned.agent;
        c.lastAgentAt = c.unansweredSince = e.at;
        c.botSaid = 0;
        c.assignmentVersion = assigned.version;
        if (assigned.reason == AssignReason::transferred)
            ++c.transfers;
        c.asked.removeOne(assigned.agent);
        c.joined.removeOne(assigned.agent);
        c.helpSince.reset();
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
        c.helpSince.reset();
        endOffer();
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
        c.helpSince.reset();
        c.asked.clear();
        c.joined.clear();
        endOffer();
    }
    void operator()(const Rated& rated)
    {
        c.rated = true;
        if (rated.score <= kLowRating && c.lastAgent)
            neverAgain(*c.lastAgent);
    }
    void operator()(const TicketLinked& linked)
    {
        if (linked.about)
            neverAgain(*linked.about);
    }
    void operator()(const FollowUpSet& set) { c.followUpDue = set.dueAt; }
    void operator()(const Prioritized& set) { c.priority = set.points; }
    void operator()(const HelpWanted& help)
    {
        if (!help.wanted)
            c.helpSince.reset();
        else if (!c.helpSince)
            c.helpSince = e.at;
    }
    void operator()(const Joined& who)
    {
        c.joined.removeOne(who.person);
        if (who.on)
            c.joined.append(who.person);
    }
    void operator()(const Classified& set)
    {
        c.issue = set.issue.value_or(c.issue);
        c.emotion = set.emotion.value_or(c.emotion);
        c.skills = set.skills.value_or(c.skills);
    }

    void neverAgain(PersonId person)
    {
        if (!c.ratedLow.contains(person))
            c.ratedLow.append(person);
        if (c.ratedLow.size() > kMostRatedLow)
            c.ratedLow.removeFirst();
    }

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
