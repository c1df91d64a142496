// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>

#include "app/cache/outbox.h"
#include "app/cache/replica.h"
#include "core/protocol/board.h"

namespace greenroom {

/// What was refused because the conversation is somebody else's or over goes only when it is one's own again.
constexpr bool canGoAgain(Code refusal, bool mine)
{
    return mine || (refusal != Code::reassigned && refusal != Code::closed);
}

/// Somebody of the staff who had a conversation, or answered in it.
struct Colleague {
    PersonId person;
    QString name;
    bool answered = false; ///< said something to the customer
    bool isMe = false; ///< the person at this desk
};

/// One conversation as it is read: its entries in order, then what is not sent yet. Opens with the newest page, older
/// ones are put before it on demand. Rows join on to each other without a hole; where older ones are missing atStart()
/// is false. Recall entries are not rows: they turn what they take back into a tombstone.
class TranscriptModel final : public QAbstractListModel {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TranscriptModel)
public:
    enum class Role {
        Number = Qt::UserRole + 1, ///< qint64: in its stream; 0 while unsent
        Client, ///< QString: what retry and discard go by
        At, ///< qint64 ms since 1970
        AuthorKind, ///< int: greenroom::AuthorKind
        AuthorName, ///< QString
        Own, ///< bool: by the person at this desk
        Kind, ///< QString: the content's kind: "text", "image", "note", "assigned" …
        Text, ///< QString: plain text of what was said; also the display role
        Body, ///< greenroom::Content
        Internal, ///< bool: customers never see it
        System, ///< bool: something that happened, not something said
        Delivery, ///< int: TranscriptModel::Delivery
        Error, ///< int: Code of the refusal of a failed send, else Code::ok
        ErrorField, ///< QString: what that refusal is about
        OwnerThen, ///< QString: id of the person whose the conversation was when this happened; empty: nobody's, or not known
        Retryable, ///< bool: a failed send that would not only be refused again
        Missed, ///< int: for a failed send: what the other side said since it was written
        DayStart, ///< bool: the first row of a (local) day
        GroupStart, ///< bool: begins a run of bubbles by one author
        GroupEnd, ///< bool: ends it
        RecallUntil, ///< qint64 ms: until then its author may take it back; invalid when not
        ReadByCustomer, ///< bool: the customer has read it
        Hidden, ///< bool: the customer said it, and part of it is starred for staff
    };
    Q_ENUM(Role)
    enum class Delivery { stored, queued, sending, sent, failed }; ///< sent: the server has it, its entry is on the way
    Q_ENUM(Delivery)

    TranscriptModel(ConversationId conversation, Replica& replica, Outbox& outbox, QObject* parent);
    ~TranscriptModel() override;

    ConversationId conversation() const { return m_conversation; }
    void setMe(PersonId me, const QString& name);
    void setReadByCustomer(qint64 number);
    /// Whether what the person at this desk says here goes to the customer.
    void setMine(bool mine);

    /// The conversation's first entry is here: nothing is missing above.
    bool atStart() const { return m_lowNumber > 0 && m_lowAfter == 0; }
    /// Nothing newer is known to be missing.
    bool isLive() const;
    bool isLoadingOlder() const { return m_loading; }
    /// Why the last loadOlder() failed, or why it can no longer be read; code ok otherwise.
    const greenroom::Error& error() const { return m_error; }
    /// Puts the next older page before the first row, from the cache or the server.
    void loadOlder();

    qint64 lastNumber() const { return m_highNumber; }
    /// Of the last Assigned entry here; none when none is.
    std::optional<qint64> assignmentVersion() const;
    /// What this person is called in the last transfer to them here; empty: there is none.
    QString transferName(PersonId person) const;
    /// Who answered in the entries here, the last first; then who was but given it, in the same order.
    QList<Colleague> colleagues() const;
    /// Brings a row up to the last entry here, by the entries after its own head. False: it is as new as these.
    bool bringUp(ConversationRow& row) const;
    int rowOfNumber(qint64 number) const; ///< −1: not here
    int rowOfClient(greenroom::ClientId clientId) const;
    /// The nearest row at or after `from` (or before, upward) that says this, case and width aside; −1: none loaded.
    int findText(const QString& text, int from, bool upward) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    /// atStart(), isLive(), isLoadingOlder() or error() changed.
    void stateChanged();
    /// The customer said something while this was open (not while catching up).
    void customerSaid();

private:
    struct Row {
        Entry entry;
        Delivery delivery = Delivery::stored;
        greenroom::Error error {Code::ok, {}, {}, 0};
        qint64 seen = 0;
        qint64 day = 0;
        bool dayStart = true;
        bool groupStart = true;
        bool groupEnd = true;
    };

    static Row rowOf(const Entry& entry);
    Row rowOf(const OutboxItem& item) const;
    void prepend(const QList<Entry>& page);
    void append(const QList<Entry>& entries);
    void recall(qint64 number);
    void onAdded(const OutboxItem& item);
    void onChanged(const OutboxItem& item);
    void onDelivered(ClientId clientId, qint64 number);
    void removeUnsent(ClientId clientId);
    void drop();
    void arrange(int first, int last);
    int unsentRow(ClientId clientId) const;
    int missedBy(const Row& row) const;
    QString ownerBefore(int row) const;

    ConversationId m_conversation;
    StreamId m_stream;
    Replica& m_replica;
    Outbox& m_outbox;
    PersonId m_me;
    QString m_name;
    bool m_mine = false;
    QList<Row> m_rows;
    int m_stored = 0; ///< rows before the unsent ones
    qint64 m_lowNumber = 0;
    qint64 m_lowAfter = 0;
    qint64 m_highNumber = 0;
    qint64 m_readByCustomer = 0;
    bool m_loading = false;
    greenroom::Error m_error {Code::ok, {}, {}, 0};
};

} // namespace greenroom
