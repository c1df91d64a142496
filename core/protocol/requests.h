// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/protocol/articles.h"
#include "core/protocol/board.h"
#include "core/protocol/conversation.h"
#include "core/protocol/media.h"
#include "core/protocol/orders.h"
#include "core/protocol/phrases.h"
#include "core/protocol/presence.h"
#include "core/protocol/products.h"
#include "core/protocol/reveal.h"
#include "core/protocol/routing.h"
#include "core/protocol/sending.h"
#include "core/protocol/session.h"
#include "core/protocol/stream.h"
#include "core/protocol/supervision.h"
#include "core/protocol/tickets.h"

namespace greenroom {

template <Request... Each>
struct RequestList {
    using Any = std::variant<Each...>;
    /// Calls visit(std::type_identity<R> {}) for each request.
    template <class Visitor>
    static constexpr void forEach(Visitor&& visit)
    {
        (visit(std::type_identity<Each> {}), ...);
    }
};

/// Every request there is. A new feature appends its own.
using Requests = RequestList<Hello, SignIn, SetPassword, SignOut, WatchStream, UnwatchStream, ReadStream, WatchBoard,
    UnwatchBoard, Send, AddNote, Recall, RequestPerson, LeaveMessage, Rate, SetTyping, MarkRead, AcceptOffer, DeclineOffer,
    Claim, Transfer, ListTransferTargets, CloseConversation, SetFollowUp, FindConversations, ReadCustomer, SetPresence,
    LinkBlob, FindOrders, ReadOrder, OrdersOfConversation, ListOwnOrders, FindProducts, ReadProduct, ProductsOfConversation,
    OpenTicket, ChangeTicket, ReadTicket, TicketsOfConversation, FindTickets, FindArticles, ReadArticle, ListPhrases,
    BeginUpload, ReadRouting, ChangeRouting, ExplainRouting, Prioritize, SetPresenceOf, HandOver, TakeNext, Join, TakeOver,
    AskHelp, Classify, ListConversations, SetSurge, TryRouting, ListSendingRules, Reveal>;
/// One of them. A type of its own, copied in requests.cpp, for the same reason as Content.
struct AnyRequest : Requests::Any {
    using Requests::Any::variant;
    AnyRequest();
    AnyRequest(const AnyRequest& other);
    AnyRequest(AnyRequest&& other) noexcept;
    AnyRequest& operator=(const AnyRequest& other);
    AnyRequest& operator=(AnyRequest&& other) noexcept;
    ~AnyRequest();
};

/// Every event there is.
using AnyEvent = std::variant<Heartbeat, Storing, Goodbye, Entries, BoardChanged>;

} // namespace greenroom
