// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/protocol/supervision.h"
#include "server/conversations/conversationboards.h"
#include "server/customers/visitors.h"

namespace greenroom {

/// What is said in conversations, and what is asked about them: send, note, recall, leave a message, rate, ask for a
/// person, typing, read marks, finding, the customer's card. Who gets a conversation is routing's to say.
class MessageHandler {
public:
    /// Puts a conversation in its queue, waiting from now. Does nothing without a queue in the shop.
    using Enqueue = std::function<void(ConversationId)>;
    /// Name of somebody of the shop's desk; empty if they are not of it.
    using PersonName = std::function<QString(ShopId, PersonId)>;
    /// Pictures and voice notes are media's to judge: `check` whether this may be said at all, `said` once it is.
    struct MediaRule {
        std::function<void(
            const Principal&, const std::optional<ConversationId>&, const Said&, std::function<void(Result<void>)>)>
            check;
        std::function<void(const Said&, const Stored&)> said;
    };
    /// What staff may say to a customer of that channel.
    using MaySay = std::function<Result<void>(const Call<Send>&, Channel)>;
    MessageHandler(Coordinator& coordinator, OpenConversations& conversations, ConversationBoards& boards, Visitors& visitors,
        Enqueue enqueue, PersonName personName, MediaRule media, MaySay staffMaySay, Millis reopenWithin);

private:
    void send(const Call<Send>& call);
    /// False, and refused, if the customer has said too much lately: whoever answers them must be able to read it.
    bool maySay(const CallBase& call, const Content& content);
    void sendAsCustomer(const Call<Send>& call);
    void sendAsStaff(const Call<Send>& call);
    /// Nothing was said in it since `seen` that whoever writes should have read.
    bool isUpToDate(const Conversation& conversation, const Call<Send>& call) const;
    Stored say(const Conversation& conversation, const Call<Send>& call);
    Stored sayAsStaff(const Conversation& conversation, const Call<Send>& call);
    void addNote(const Call<AddNote>& call);
    void recall(const Call<Recall>& call);
    void requestPerson(const Call<RequestPerson>& call);
    void leaveMessage(const Call<LeaveMessage>& call);
    void rate(const Call<Rate>& call);
    void setTyping(const Call<SetTyping>& call);
    void markRead(const Call<MarkRead>& call);
    void find(const Call<FindConversations>& call);
    void list(const Call<ListConversations>& call);
    /// Answers with what `find` gets from the store, each as it stands now.
    using Find = std::function<Result<std::vector<Conversation>>(Database&)>;
    void answerWith(const CallBase& call, Find find, std::function<void(Result<ConversationList>)> then);
    void readCustomer(const Call<ReadCustomer>& call);

    /// Goes on only with an id never used; a repeat gets the answer it got, another use gets `conflict`.
    template <Request R>
    void once(const Call<R>& call, ClientId clientId, const Content& content, std::function<void()> then,
        const std::optional<Content>& orElse = {});
    /// The caller's own conversation to speak in: the latest, opened again or anew if need be. Says `opened` in it.
    void withOwn(const CallBase& call, std::function<void(const Conversation&)> then);
    /// One this principal may take part in, or null.
    void withVisible(const Principal& who, ConversationId id, std::function<void(const Conversation*)> then);

    Coordinator& m_coordinator;
    OpenConversations& m_conversations;
    ConversationBoards& m_boards;
    Visitors& m_visitors;
    Enqueue m_enqueue;
    PersonName m_personName;
    MediaRule m_media;
    MaySay m_staffMaySay;
    Millis m_reopenWithin;
};

} // namespace greenroom
