// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

class QObject;

namespace greenroom {

class ArticleService;
class AttachmentService;
class BoardReplica;
class ConversationExport;
class ConversationService;
class CustomerGuard;
class DeskClock;
class DraftStore;
class DueTracker;
class LockBreak;
class NotificationService;
class OrderService;
class OwnAlerts;
class PhraseService;
class SendingService;
class PinStore;
class PresenceService;
class ProductService;
class RevealService;
class RoutingService;
class SessionService;
class Settings;
class TeamAlerts;
class TicketService;
class TypingModel;
class Workspace;

/// What the window stands on; all of it outlives the window.
struct DeskParts {
    SessionService& session;
    Settings& settings;
    Workspace& workspace;
    DeskClock& clock;
    BoardReplica& boards;
    DraftStore& drafts;
    PinStore& pins;
    AttachmentService& attachments;
    ConversationService& conversations;
    TypingModel& typing;
    DueTracker& due;
    PresenceService& presence;
    LockBreak& lockBreak;
    NotificationService& notifications;
    TeamAlerts& teamAlerts;
    OwnAlerts& ownAlerts;
    OrderService& orders;
    ProductService& products;
    TicketService& tickets;
    ArticleService& articles;
    PhraseService& phrases;
    SendingService& sending;
    CustomerGuard& customerGuard;
    RevealService& reveals;
    RoutingService& routing;
    std::function<ConversationExport*(QObject* parent)> makeExport; ///< one for each run

    /// Those of a desk that has a member of each name.
    template <class Desk>
    static DeskParts of(Desk& desk)
    {
        return {desk.session, desk.settings, desk.workspace, desk.clock, desk.boards, desk.drafts, desk.pins, desk.attachments,
            desk.conversations, desk.typing, desk.due, desk.presence, desk.lockBreak, desk.notifications, desk.teamAlerts,
            desk.ownAlerts, desk.orders, desk.products, desk.tickets, desk.articles, desk.phrases, desk.sending,
            desk.customerGuard, desk.reveals, desk.routing, desk.makeExport};
    }
};

} // namespace greenroom
