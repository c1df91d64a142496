// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/base/error.h"
#include "core/base/ids.h"
#include "core/domain/owedclock.h"

class QPushButton;
class QStackedWidget;
class QToolButton;

namespace greenroom {

class ActionRegistry;
class AttachmentService;
class Composer;
class ConversationService;
class DraftStore;
class EmptyState;
class Label;
class PhraseService;
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
    /// False: nothing was sent; what was written is still there, and why is said.
    bool send();
    void toggleNote();
    void toggleSearch();
    void acceptOffer();
    void declineOffer();
    void retryFailed();
    void discardFailed();
    void claim();
    void transfer();
    void followUp();
    void close();

Q_SIGNALS:
    void nextRequested(greenroom::ConversationId after);

protected:
    void changeEvent(QEvent* event) override;

private:
    void buildHeader();
    void buildComposer();
    void onConversationChanged();
    void onFactsChanged();
    void onFailedChanged();
    void markRead();
    void tintWriting();
    QString placeholder() const;
    void onTick();
    void onTyping();
    void saveDraft();
    void showDraft(ConversationId conversation);
    void playVoice(BlobId blob);
    void openLink(const QUrl& address);
    void sendPicture(const QByteArray& bytes);
    void tell(const Error& error);
    void tell(const QString& sentence);
    void retranslate();
    void showSendKey();

    Parts m_parts;
    QStackedWidget* m_stack;
    EmptyState* m_empty;
    QWidget* m_content;
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
    TranscriptView* m_transcript;
    TranscriptSearch* m_search;
    Label* m_typing;
    QWidget* m_writing;
    Label* m_to;
    Composer* m_composer;
    QToolButton* m_note;
    QToolButton* m_picture;
    QPushButton* m_send;
    Toast* m_toast;
    QString m_shop;
    OwedClock m_owed;
    ConversationId m_shown;
    std::optional<BlobId> m_playing;
    bool m_loadingDraft = false;
};

} // namespace greenroom
