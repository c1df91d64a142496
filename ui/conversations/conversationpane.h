// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include <QHash>
#include <QSet>
#include <QWidget>

#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/domain/owedclock.h"

class QComboBox;
class QPushButton;
class QStackedWidget;
class QToolButton;

namespace greenroom {

class ActionRegistry;
class AttachmentService;
class Composer;
class ConversationService;
class CustomerGuard;
class DraftStore;
class EmptyState;
class Label;
class Line;
class NoticeBar;
class PhraseService;
class RevealService;
class SendingBar;
class SendingService;
class Ticker;
class TypingModel;
class Toast;
class TranscriptSearch;
class TranscriptView;
class Workspace;
class DeskClock;

/// The middle: whose conversation this is, the transcript, and the composer that always shows shop and customer.
class ConversationPane final : public QWidget {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConversationPane)

public:
    struct Parts { ///< all outlive it
        ConversationService& service;
        AttachmentService& attachments;
        DraftStore& drafts;
        PhraseService& phrases;
        const SendingService& sending;
        const CustomerGuard& guard;
        RevealService& reveals;
        Workspace& workspace;
        DeskClock& clock;
        const TypingModel& typing;
        Ticker& ticker;
        ActionRegistry& actions;
    };
    ConversationPane(const Parts& parts, QWidget* parent);

    Composer* composer() const { return m_composer; }
    TranscriptView* transcript() const { return m_transcript; }
    void setShopName(const QString& name);
    void setEnterSends(bool enterSends);
    void setOwedClock(const OwedClock& clock);
    /// Whether this person may step into what is somebody else's.
    void setLeads(bool leads);
    /// False: nothing was sent; what was written is still there, and why is said.
    bool send();
    void toggleNote();
    void toggleSearch();
    /// What was refused because more was said goes all the same.
    void sendAnyway();
    void acceptOffer();
    /// Asks why first.
    void declineOffer();
    void retryFailed();
    void discardFailed();
    void claim();
    void transfer();
    void cancelTransfer();
    void followUp();
    /// Promises an answer within ConversationService::kHoldingFor.
    void hold();
    void close();
    /// A note that asks a colleague, or whispers to the owner: whom is chosen first.
    void askColleague();
    /// Asks those who lead; what was asked is no longer needed if it stands already.
    void askHelp();
    /// Speaks to the customer beside the owner; or no more, if it does.
    void join();
    void takeOver();
    void classify();
    /// What is hidden of the current message, or of the newest; asks what for first.
    void reveal();

Q_SIGNALS:
    void nextRequested(greenroom::ConversationId after);

protected:
    void changeEvent(QEvent* event) override;

private:
    struct Colleague {
        PersonId id;
        QString name;
    };
    void connectSteps();
    void connectReveal();
    void buildHeader();
    void buildComposer();
    void onConversationChanged();
    void onFactsChanged();
    void showFacts();
    void enableSteps();
    void showCollision();
    bool deliver(bool inAnyCase, const std::optional<QString>& ruleReason = {});
    bool keepBack(bool inAnyCase, const std::optional<QString>& ruleReason);
    void askRuleReason(const QString& sentence, bool inAnyCase);
    void onRefused(ConversationId id, const Error& reason, bool becameDraft);
    void loadColleagues();
    void fillRecipients();
    std::optional<Colleague> recipient() const;
    void onFailedChanged();
    void markRead();
    void tintWriting();
    QString placeholder() const;
    /// Who asks for help, what for where that was said, and for how long by now.
    QString helpText(Millis lasts) const;
    void findHelpNote();
    void onTick();
    void onTyping();
    void saveDraft();
    void showDraft(ConversationId conversation);
    void playVoice(BlobId blob);
    void openLink(const QUrl& address);
    void sendPicture(const QByteArray& bytes);
    void tell(const Error& error);
    void tell(const QString& sentence);
    std::function<void(const Result<void>&)> teller();
    void retranslate();
    void showSendKey();

    Parts m_parts;
    QStackedWidget* m_stack;
    EmptyState* m_empty;
    QWidget* m_content;
    Line* m_band; ///< in the shop's colour
    QWidget* m_header;
    Label* m_name;
    Label* m_facts;
    Label* m_clockLabel;
    QPushButton* m_accept;
    QPushButton* m_decline;
    QPushButton* m_claim;
    QToolButton* m_transfer;
    QToolButton* m_followUp;
    QToolButton* m_close;
    QToolButton* m_more;
    NoticeBar* m_transferBar;
    NoticeBar* m_helpBar;
    QPushButton* m_helpJoin;
    TranscriptView* m_transcript;
    TranscriptSearch* m_search;
    Label* m_typing;
    NoticeBar* m_collision; ///< more was said while one wrote
    SendingBar* m_sending;
    QWidget* m_writing;
    Label* m_to;
    Composer* m_composer;
    QToolButton* m_note;
    QComboBox* m_noteTo;
    QToolButton* m_picture;
    QPushButton* m_send;
    Toast* m_toast;
    QString m_shop;
    OwedClock m_owed;
    ConversationId m_shown;
    std::optional<BlobId> m_playing;
    QSet<ConversationId> m_collided; ///< what was refused there stands in the composer again
    QList<Colleague> m_colleagues;
    QList<Colleague> m_recipients; ///< in the list, after everybody
    QHash<ConversationId, Colleague> m_asked; ///< whom the note begun there is for
    QString m_helpNote; ///< what for the owner asks for help; empty: not said, or not known
    bool m_leads = false;
    bool m_loadingDraft = false;
};

} // namespace greenroom
