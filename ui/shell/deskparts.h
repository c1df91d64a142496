// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace greenroom {

class ArticleService;
class AttachmentService;
class BoardReplica;
class ConversationService;
class DeskClock;
class DraftStore;
class DueTracker;
class NotificationService;
class OrderService;
class PhraseService;
class PresenceService;
class ProductService;
class RoutingService;
class SessionService;
class Settings;
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
    AttachmentService& attachments;
    ConversationService& conversations;
    TypingModel& typing;
    DueTracker& due;
    PresenceService& presence;
    NotificationService& notifications;
    OrderService& orders;
    ProductService& products;
    TicketService& tickets;
    ArticleService& articles;
    PhraseService& phrases;
    RoutingService& routing;

    /// Those of a desk that has a member of each name.
    template <class Desk>
    static DeskParts of(Desk& desk)
    {
        return {desk.session, desk.settings, desk.workspace, desk.clock, desk.boards, desk.drafts, desk.attachments,
            desk.conversations, desk.typing, desk.due, desk.presence, desk.notifications, desk.orders, desk.products,
            desk.tickets, desk.articles, desk.phrases, desk.routing};
    }
};

} // namespace greenroom
