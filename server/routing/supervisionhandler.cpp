// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/routing/supervisionhandler.h"

#include "server/coordinator/callaudit.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

/// People that may speak in one conversation beside its owner.
constexpr qsizetype kMostJoined = 10;

} // namespace

SupervisionHandler::SupervisionHandler(Coordinator& coordinator, OpenConversations& conversations, Distribution& distribution)
    : m_coordinator(coordinator)
    , m_conversations(conversations)
    , m_distribution(distribution)
{
    coordinator.on<Join>([this](const Call<Join>& call) { join(call); });
    coordinator.on<TakeOver>([this](const Call<TakeOver>& call) { takeOver(call); });
    coordinator.on<AskHelp>([this](const Call<AskHelp>& call) { askHelp(call); });
    coordinator.on<Classify>([this](const Call<Classify>& call) { classify(call); });
}

void SupervisionHandler::join(const Call<Join>& call)
{
    m_conversations.once(call, [this, call](const Conversation& c) {
        const PersonId me = *call.who.person;
        if (!c.isOpen())
            call.fail({Code::closed, u"conversation"_s, {}, 0});
        else if (c.isOwnedBy(me))
            call.fail({Code::invalidField, u"conversation"_s, u"is one's own"_s, 0});
        else if (call.body.on == c.joined.contains(me))
            call.fail({Code::invalidField, u"on"_s, u"it is so already"_s, 0});
        else if (call.body.on && c.joined.size() >= kMostJoined)
            call.fail({Code::conflict, u"on"_s, u"as many have joined as may"_s, kMostJoined});
        else {
            note(call, c, call.body.on ? u"joined"_s : u"left"_s);
            call.reply(
                m_conversations.append(c.id, call.who.author(), Joined {me, call.who.name, call.body.on}, call.body.clientId));
        }
    });
}

void SupervisionHandler::takeOver(const Call<TakeOver>& call)
{
    m_conversations.once(call, [this, call](const Conversation& c) {
        const routing::Agent* me = m_distribution.agent(call.who.shop, *call.who.person);
        if (!c.isOpen())
            call.fail({Code::closed, u"conversation"_s, {}, 0});
        else if (c.assignmentVersion != call.body.assignmentVersion || c.isOwnedBy(*call.who.person))
            call.fail({Code::reassigned, u"assignmentVersion"_s, {}, 0});
        else if (!me)
            call.fail({Code::forbidden, {}, u"not of this shop's desk"_s, 0});
        else {
            note(call, c, c.assigneeName.isEmpty() ? u"from its queue"_s : u"from "_s + c.assigneeName);
            // Whoever is being asked for it need not answer any more.
            if (const ConversationId id = c.id; c.offeredTo)
                m_conversations.append(id, call.who.author(), OfferEnded {*c.offeredTo, OfferEnd::withdrawn, {}});
            call.reply(m_distribution.assign(
                call.body.conversation, *me, AssignReason::takenOver, call.who.author(), call.body.clientId));
        }
    });
}

void SupervisionHandler::note(const CallBase& call, const Conversation& conversation, const QString& what)
{
    m_coordinator.write(AuditTable::write(auditOf(call, conversation.id.toString() + u", "_s + what), m_coordinator.now()));
}

void SupervisionHandler::askHelp(const Call<AskHelp>& call)
{
    m_conversations.once(call, [this, call](const Conversation& c) {
        const bool leads = call.who.roles.overlaps(kTeamLeaders);
        if (!c.isOwnedBy(*call.who.person) && (call.body.wanted || !leads))
            call.fail({Code::reassigned, u"conversation"_s, {}, 0});
        else if (call.body.wanted == c.helpSince.has_value())
            call.fail({Code::invalidField, u"wanted"_s, u"it is so already"_s, 0});
        else
            call.reply(m_conversations.append(
                c.id, call.who.author(), HelpWanted {call.body.wanted, call.body.note}, call.body.clientId));
    });
}

void SupervisionHandler::classify(const Call<Classify>& call)
{
    Classified classes = call.body.classes;
    if (classes.issue)
        classes.issue = classes.issue->simplified();
    if (classes.skills)
        for (routing::Skill& skill : *classes.skills) {
            skill.name = skill.name.simplified();
            if (skill.name.isEmpty()) {
                call.fail({Code::invalidField, u"classes.skills"_s, u"a skill without a name"_s, 0});
                return;
            }
        }
    m_conversations.once(call, [this, call, classes](const Conversation& c) {
        const bool leads = call.who.roles.overlaps(kTeamLeaders);
        if (!c.isOpen())
            call.fail({Code::closed, u"conversation"_s, {}, 0});
        else if (!c.isOwnedBy(*call.who.person) && !leads)
            call.fail({Code::reassigned, u"conversation"_s, {}, 0});
        else
            call.reply(m_conversations.append(c.id, call.who.author(), classes, call.body.clientId));
    });
}

} // namespace greenroom
