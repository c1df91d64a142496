// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/conversations/attachmentservice.h"
#include "app/conversations/boardreplica.h"
#include "app/conversations/draftstore.h"
#include "app/conversations/transcripts.h"
#include "app/conversations/typingmodel.h"
#include "app/workspace/deskclock.h"
#include "app/workspace/workspace.h"

namespace greenroom {

/// Somebody, a queue, or a line of support of the queue it is in: what a conversation can be given to.
struct TransferTarget {
    std::optional<PersonId> person;
    std::optional<QueueId> queue;
    QString name;
    Presence presence = Presence::offline; ///< of a person
    qint64 load = 0; ///< of a person: conversations now; of a queue: how many wait
    qint64 capacity = 0; ///< of a person; of a queue: how many take from it now
    std::optional<routing::Tier> tier {};

    friend bool operator==(const TransferTarget&, const TransferTarget&) = default;
};

/// Everything a person can do with conversations. What is said and noted, and drafts, work offline and wait in the
/// outbox; everything else answers `offline` at once when there is no connection. Callbacks come from the event loop,
/// none once the context is gone. Main thread.
class ConversationService final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConversationService)
public:
    using DoneCallback = std::function<void(Result<void>)>;
    struct Parts { ///< what it works on; all outlive it
        Link& link;
        BoardReplica& boards;
        Outbox& outbox;
        DraftStore& drafts;
        Transcripts& transcripts;
        TypingModel& typing;
        AttachmentService& attachments;
        Workspace& workspace;
        DeskClock& clock;
    };

    ConversationService(const Parts& parts, QObject* parent);

    void setMe(const std::optional<Me>& me);
    bool isOnline() const;

    /// Opens it on the desk: workspace, transcript, typing. Null id: nothing is open.
    void open(ConversationId conversation);
    /// The open conversation's; null when none is open.
    TranscriptModel* transcript() const;

    struct HowSaid {
        /// Else the server may refuse it (`conflict` of `seen`) if more was said than is seen here when it is sent.
        bool inAnyCase = false;
        std::optional<QString> ruleReason {}; ///< why, where a rule before sending asks for it
        bool holding = false; ///< asks for a moment: an answer is due within kHoldingFor
    };
    static constexpr Millis kHoldingFor = std::chrono::minutes(2);
    void sendText(ConversationId conversation, const QString& text, const HowSaid& how);
    void sendText(ConversationId conversation, const QString& text) { sendText(conversation, text, {}); }
    void sendImage(ConversationId conversation, const QByteArray& bytes, QObject* context, DoneCallback callback);
    /// An OrderCard or a ProductCard; anything else is ignored.
    void sendCard(ConversationId conversation, const Content& card);
    /// `to`: asks that colleague, or whispers to the owner.
    void addNote(ConversationId conversation, const QString& text, std::optional<PersonId> to = {});
    /// A failed send goes again, by the owner's present right to it and what is seen now; not while it could only be refused
    /// again.
    void retry(ClientId clientId);
    void discard(ClientId clientId);
    /// Sends that were refused and wait for the person, oldest first.
    QList<ClientId> failedOf(ConversationId conversation) const;
    QHash<ConversationId, int> failedCounts() const;
    /// One of them would go if it was tried again.
    bool canRetry(ConversationId conversation) const;

    /// Within two minutes; afterwards recallTooLate.
    void recall(ConversationId conversation, qint64 number, QObject* context, DoneCallback callback);
    /// What is offered, or what its owner asks this person to take over.
    void accept(ConversationId conversation, QObject* context, DoneCallback callback);
    /// By its owner while it is on transfer: nobody is asked any more.
    void decline(ConversationId conversation, std::optional<DeclineReason> reason, QObject* context, DoneCallback callback);
    void claim(ConversationId conversation, QObject* context, DoneCallback callback);
    /// The conversation that has to go next becomes this person's; `notFound`: there is none they could take.
    void takeNext(QObject* context, std::function<void(Result<ConversationId>)> callback);
    /// A person is asked, and it stays this one's until they accept.
    void transfer(ConversationId conversation, const TransferTarget& target, const QString& note,
        std::optional<TransferReason> reason, QObject* context, DoneCallback callback);
    /// Those who lead see it until it is wanted no more.
    void askHelp(ConversationId conversation, bool wanted, const QString& note, QObject* context, DoneCallback callback);
    /// For those who lead: to speak in it beside its owner, or no more.
    void join(ConversationId conversation, bool on, QObject* context, DoneCallback callback);
    /// For those who lead: it is this person's from now on.
    void takeOver(ConversationId conversation, QObject* context, DoneCallback callback);
    /// What is left out of it stays as it is.
    void classify(ConversationId conversation, const Classified& classes, QObject* context, DoneCallback callback);
    /// What conversations were said to be about at this desk since this person came, the latest first.
    const QStringList& issues() const { return m_issues; }
    void close(
        ConversationId conversation, const QString& reason, const QStringList& tags, QObject* context, DoneCallback callback);
    /// None: no promise any more.
    void setFollowUp(ConversationId conversation, std::optional<Instant> dueAt, QObject* context, DoneCallback callback);
    void listTransferTargets(QObject* context, std::function<void(Result<QList<TransferTarget>>)> callback);
    void readCustomer(ConversationId conversation, QObject* context, std::function<void(Result<CustomerCard>)> callback);

    /// Conversations by order number, phone tail or name; none given: those this person had last. The rows are known
    /// to the boards afterwards, so that a list can show them: callback(ids in order, how many match in all).
    void find(const QString& text, QObject* context, std::function<void(Result<QList<ConversationId>>, qint64 total)> callback);

    /// Call it with each key; what is sent is at most one a 3 s, and the end.
    void setTyping(ConversationId conversation, bool typing);
    /// Everything up to the last entry shown has been read.
    void markRead(ConversationId conversation);

Q_SIGNALS:
    void opened(greenroom::ConversationId conversation);
    void onlineChanged(bool online);
    /// A send was refused; `becameDraft`: its text, and what was to follow it, is in the composer's draft again, else it
    /// waits in the transcript.
    void sendRefused(greenroom::ConversationId conversation, const greenroom::Error& reason, bool becameDraft);
    /// failedOf() and failedCounts() may be different now.
    void failedChanged();

private:
    void queue(ConversationId conversation, OutboxRequest request);
    std::optional<qint64> versionOf(ConversationId conversation) const;
    /// Number of the last entry shown; none while nothing of it is here.
    std::optional<qint64> seenOf(ConversationId conversation) const;
    bool isMine(ConversationId conversation) const;
    /// What this person says there goes to the customer.
    bool canSay(ConversationId conversation) const;
    void fillFacts(OpenConversation& facts, const ConversationRow& row) const;
    void onFailed(const OutboxItem& item);
    void bringBack(const OutboxItem& refused);
    void updateWorkspace();
    void followEnded();
    template <class R>
    void act(const R& request, QObject* context, DoneCallback callback);

    Parts m_parts;
    std::optional<Me> m_me;
    std::optional<ConversationId> m_open;
    QHash<ConversationId, Instant> m_typingTold;
    QHash<ConversationId, qint64> m_readTold;
    QStringList m_issues;
};

} // namespace greenroom
