// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/conversations/conversationpane.h"

#include <QEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>

#include "app/conversations/conversationservice.h"
#include "core/text/display.h"
#include "ui/conversations/closedialog.h"
#include "ui/conversations/composer.h"
#include "ui/conversations/followupdialog.h"
#include "ui/conversations/transcriptsearch.h"
#include "ui/conversations/transcriptview.h"
#include "ui/conversations/transferdialog.h"
#include "ui/theme/icons.h"
#include "ui/theme/style.h"
#include "ui/widgets/actionregistry.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/line.h"
#include "ui/widgets/ticker.h"
#include "ui/widgets/toast.h"
#include "ui/words/errorwords.h"
#include "ui/words/termwords.h"

namespace greenroom {

using namespace Qt::StringLiterals;

ConversationPane::ConversationPane(const Parts& parts, QWidget* parent)
    : QWidget(parent)
    , m_parts(parts)
    , m_stack(new QStackedWidget(this))
    , m_empty(new EmptyState("dialog-messages"_L1, this))
    , m_content(new QWidget(this))
    , m_header(new QWidget(m_content))
    , m_typing(new Label(m_content, TextSize::small, ColorRole::muted))
    , m_writing(new QWidget(m_content))
{
    m_transcript = new TranscriptView(
        [this](BlobId blob, std::function<void(const QByteArray&)> done) {
            m_parts.attachments.download(
                blob, this, [done = std::move(done)](const Result<QByteArray>& bytes) { done(bytes ? *bytes : QByteArray()); });
        },
        m_content);
    m_search = new TranscriptSearch(*m_transcript, m_content);
    buildHeader();
    buildComposer();
    m_typing->setContentsMargins(16, 0, 16, 4);

    auto* column = new QVBoxLayout(m_content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addWidget(new Line(m_content));
    column->addWidget(m_search);
    column->addWidget(m_transcript, 1);
    column->addWidget(m_typing);
    column->addWidget(new Line(m_content));
    column->addWidget(m_writing);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_content);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);
    m_toast = new Toast(m_transcript);

    connect(&m_parts.workspace, &Workspace::conversationChanged, this, &ConversationPane::onConversationChanged);
    connect(&m_parts.workspace, &Workspace::factsChanged, this, &ConversationPane::onFactsChanged);
    connect(&m_parts.workspace, &Workspace::insertTextRequested, this, [this](const QString& text) {
        m_composer->insertPlainText(text);
        m_composer->setFocus();
    });
    connect(&m_parts.service, &ConversationService::onlineChanged, this, &ConversationPane::onFactsChanged);
    connect(&m_parts.service, &ConversationService::sendRefused, this, [this](ConversationId id, Code reason, bool) {
        if (id == m_shown)
            tell({reason, {}, {}, 0});
    });
    connect(&m_parts.service, &ConversationService::failedChanged, this, &ConversationPane::onFailedChanged);
    connect(&m_parts.drafts, &DraftStore::changed, this, &ConversationPane::showDraft);
    connect(&m_parts.ticker, &Ticker::ticked, this, &ConversationPane::onTick);
    connect(&m_parts.typing, &TypingModel::changed, this, &ConversationPane::onTyping);
    connect(m_transcript, &TranscriptView::retryRequested, this, [this](ClientId id) { m_parts.service.retry(id); });
    connect(m_transcript, &TranscriptView::discardRequested, this, [this](ClientId id) { m_parts.service.discard(id); });
    connect(m_transcript, &TranscriptView::voiceRequested, this, &ConversationPane::playVoice);
    connect(m_transcript, &TranscriptView::recallRequested, this, [this](qint64 number) {
        m_parts.service.recall(m_shown, number, this, [this](const Result<void>& done) {
            if (!done)
                tell(done.error());
        });
    });
    connect(m_transcript, &TranscriptView::linkRequested, this, &ConversationPane::openLink);
    connect(m_transcript, &TranscriptView::left, this, [this] { m_composer->setFocus(); });
    connect(m_search, &TranscriptSearch::ended, this, [this] { m_composer->setFocus(); });
    retranslate();
    onConversationChanged();
}

void ConversationPane::buildHeader()
{
    m_name = new Label(m_header, TextSize::large, ColorRole::text, true);
    m_name->setElided(true);
    m_facts = new Label(m_header, TextSize::base, ColorRole::muted);
    m_facts->setElided(true);
    m_clockLabel = new Label(m_header, TextSize::base, ColorRole::muted, true);
    m_accept = new QPushButton(m_header);
    m_accept->setObjectName(u"acceptButton"_s);
    m_accept->setProperty(kPrimaryProperty, true);
    m_decline = new QPushButton(m_header);
    m_decline->setObjectName(u"declineButton"_s);
    m_claim = new QPushButton(m_header);
    m_claim->setObjectName(u"claimButton"_s);
    m_claim->setProperty(kPrimaryProperty, true);
    m_transfer = new QToolButton(m_header);
    m_transfer->setObjectName(u"transferButton"_s);
    m_transfer->setDefaultAction(m_parts.actions.find(u"conversation.transfer"_s));
    m_followUp = new QToolButton(m_header);
    m_followUp->setObjectName(u"followUpButton"_s);
    m_followUp->setDefaultAction(m_parts.actions.find(u"conversation.followUp"_s));
    m_close = new QToolButton(m_header);
    m_close->setObjectName(u"closeButton"_s);
    m_close->setDefaultAction(m_parts.actions.find(u"conversation.close"_s));
    connect(m_accept, &QPushButton::clicked, this, &ConversationPane::acceptOffer);
    connect(m_decline, &QPushButton::clicked, this, &ConversationPane::declineOffer);
    connect(m_claim, &QPushButton::clicked, this, &ConversationPane::claim);

    auto* names = new QVBoxLayout;
    names->setSpacing(0);
    names->addWidget(m_name);
    names->addWidget(m_facts);
    auto* row = new QHBoxLayout(m_header);
    row->setContentsMargins(16, 8, 12, 8);
    row->addLayout(names, 1);
    for (QWidget* each : {static_cast<QWidget*>(m_clockLabel), static_cast<QWidget*>(m_accept),
             static_cast<QWidget*>(m_decline), static_cast<QWidget*>(m_claim), static_cast<QWidget*>(m_transfer),
             static_cast<QWidget*>(m_followUp), static_cast<QWidget*>(m_close)})
        row->addWidget(each);
    m_header->setMinimumHeight(scaled(56, this));
}

void ConversationPane::buildComposer()
{
    m_writing->setAutoFillBackground(true);
    m_writing->setBackgroundRole(QPalette::Base);
    m_to = new Label(m_writing, TextSize::small, ColorRole::muted, true);
    m_to->setElided(true);
    m_composer = new Composer(m_parts.phrases, m_writing);
    m_composer->setFixedHeight(scaled(84, this));
    m_composer->document()->setDocumentMargin(0);
    m_note = new QToolButton(m_writing);
    m_note->setObjectName(u"noteToggle"_s);
    m_note->setIcon(icon("note"_L1));
    m_note->setCheckable(true);
    m_picture = new QToolButton(m_writing);
    m_picture->setObjectName(u"pictureButton"_s);
    m_picture->setIcon(icon("insert-image"_L1));
    m_send = new QPushButton(m_writing);
    m_send->setObjectName(u"sendButton"_s);
    m_send->setProperty(kPrimaryProperty, true);
    m_send->setFocusPolicy(Qt::TabFocus);

    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(4);
    buttons->addWidget(m_note);
    buttons->addWidget(m_picture);
    buttons->addStretch(1);
    buttons->addWidget(m_send);
    auto* column = new QVBoxLayout(m_writing);
    // The buttons' icons, not their grounds, stand on the edge of the texts above them.
    const int ground = 5;
    auto* texts = new QVBoxLayout;
    texts->setContentsMargins(ground, 0, 0, 0);
    texts->setSpacing(4);
    texts->addWidget(m_to);
    texts->addWidget(m_composer);
    column->setContentsMargins(16 - ground, 8, 16, 8);
    column->setSpacing(4);
    column->addLayout(texts);
    column->addLayout(buttons);

    connect(m_send, &QPushButton::clicked, this, &ConversationPane::send);
    connect(m_composer, &Composer::sendRequested, this, &ConversationPane::send);
    connect(m_composer, &Composer::sendAndNextRequested, this, [this] {
        if (const ConversationId after = m_shown; send())
            Q_EMIT nextRequested(after);
    });
    connect(m_composer, &Composer::pictureGiven, this, &ConversationPane::sendPicture);
    connect(m_composer, &Composer::fileRefused, this,
        [this](const QString& name) { tell(tr("%1 cannot be sent: pictures may have 10 MB at most.").arg(safeName(name))); });
    connect(m_composer, &Composer::textChanged, this, &ConversationPane::saveDraft);
    connect(m_note, &QToolButton::toggled, this, [this] {
        saveDraft();
        onFactsChanged();
    });
    connect(m_picture, &QToolButton::clicked, this, [this] {
        auto* dialog = new QFileDialog(this, tr("Send a picture"), QString(), tr("Pictures (*.png *.jpg *.jpeg *.webp *.gif)"));
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setFileMode(QFileDialog::ExistingFile);
        connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
            if (QFile file(path); file.open(QIODevice::ReadOnly))
                sendPicture(file.read(10 * 1024 * 1024 + 1));
        });
        dialog->open();
    });
}

void ConversationPane::setShopName(const QString& name)
{
    m_shop = safeName(name);
    onFactsChanged();
}

void ConversationPane::setEnterSends(bool enterSends)
{
    m_composer->setEnterSends(enterSends);
    showSendKey();
}

void ConversationPane::showSendKey()
{
    m_send->setToolTip(m_composer->enterSends() ? tr("Enter sends, Shift+Enter breaks the line") : tr("Ctrl+Enter sends"));
}

void ConversationPane::setOwedClock(const OwedClock& clock)
{
    m_owed = clock;
    onTick();
}

bool ConversationPane::send()
{
    const QString text = m_composer->toPlainText().trimmed();
    if (m_shown.isNull() || text.isEmpty() || m_composer->isComposing())
        return false;
    if (!m_send->isEnabled()) {
        tell(placeholder());
        return false;
    }
    if (codePoints(text) > kMessageChars) {
        tell({Code::tooLong, {}, {}, kMessageChars});
        return false;
    }
    if (m_note->isChecked())
        m_parts.service.addNote(m_shown, text);
    else
        m_parts.service.sendText(m_shown, text);
    m_note->setChecked(false);
    m_composer->load({});
    saveDraft();
    m_transcript->scrollToEnd();
    return true;
}

void ConversationPane::toggleNote()
{
    m_note->toggle();
    m_composer->setFocus();
}

void ConversationPane::toggleSearch()
{
    if (!m_search->isVisible()) {
        m_search->begin();
        return;
    }
    m_search->end();
    m_composer->setFocus();
}

void ConversationPane::acceptOffer()
{
    m_parts.service.accept(m_shown, this, [this](const Result<void>& done) {
        if (!done)
            tell(done.error());
        else
            m_composer->setFocus();
    });
}

void ConversationPane::declineOffer()
{
    m_parts.service.decline(m_shown, this, [this](const Result<void>& done) {
        if (!done)
            tell(done.error());
    });
}

void ConversationPane::retryFailed()
{
    for (const ClientId& each : m_parts.service.failedOf(m_shown))
        m_parts.service.retry(each);
}

void ConversationPane::discardFailed()
{
    for (const ClientId& each : m_parts.service.failedOf(m_shown))
        m_parts.service.discard(each);
}

void ConversationPane::claim()
{
    m_parts.service.claim(m_shown, this, [this](const Result<void>& done) {
        if (!done)
            tell(done.error());
        else
            m_composer->setFocus();
    });
}

void ConversationPane::transfer()
{
    if (!m_parts.workspace.open())
        return;
    auto* dialog = new TransferDialog(m_parts.service, m_shown, m_name->text(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void ConversationPane::followUp()
{
    const auto& open = m_parts.workspace.open();
    if (!open)
        return;
    auto* dialog = new FollowUpDialog(m_parts.service, m_parts.clock, {m_shown, m_name->text(), open->followUpDue}, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void ConversationPane::close()
{
    if (!m_parts.workspace.open())
        return;
    auto* dialog = new CloseDialog(m_parts.service, m_shown, m_name->text(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void ConversationPane::onConversationChanged()
{
    const auto& open = m_parts.workspace.open();
    m_shown = open ? open->conversation : ConversationId();
    m_stack->setCurrentWidget(open ? m_content : static_cast<QWidget*>(m_empty));
    m_transcript->setModel(open ? m_parts.service.transcript() : nullptr);
    m_search->end();
    m_loadingDraft = true;
    const Draft draft = open ? m_parts.drafts.draft(m_shown) : Draft();
    m_composer->load(draft.text);
    m_note->setChecked(draft.note);
    m_loadingDraft = false;
    onFactsChanged();
    if (open) {
        // What was said is only known when it has been read from the cache or the server.
        connect(m_parts.service.transcript(), &TranscriptModel::stateChanged, this, &ConversationPane::markRead,
            Qt::UniqueConnection);
        markRead();
        m_composer->setFocus();
    }
}

void ConversationPane::markRead()
{
    if (!m_shown.isNull() && isActiveWindow())
        m_parts.service.markRead(m_shown);
}

void ConversationPane::onFactsChanged()
{
    const auto& open = m_parts.workspace.open();
    const bool online = m_parts.service.isOnline();
    if (open) {
        const QString name = safeName(open->customerName);
        m_name->setText(name.isEmpty() ? anonymousWord() : name);
        QStringList facts;
        for (const QString& fact : {tierWord(open->tier), channelWord(open->channel), stateWord(open->state),
                 open->mine ? QString() : safeName(open->assigneeName), safeName(open->queueName)})
            if (!fact.isEmpty())
                facts.append(fact);
        m_facts->setText(facts.join(u" · "_s));
        m_to->setText(m_note->isChecked() ? tr("Internal note · the customer never sees it")
                                          : tr("To %1 · %2").arg(m_name->text(), m_shop));
        m_to->setRole(m_note->isChecked() ? ColorRole::caution : ColorRole::muted);
        m_send->setText(m_note->isChecked() ? tr("Add note") : tr("Send"));
    }
    const bool offered = open && open->offerUntil;
    const bool free = open && !offered && !open->mine && open->state != ConversationState::assigned;
    m_accept->setVisible(offered);
    m_decline->setVisible(offered);
    m_claim->setVisible(free);
    const QString why = online ? QString() : offlineSentence();
    for (QPushButton* each : {m_accept, m_decline, m_claim}) {
        each->setEnabled(online);
        each->setToolTip(why);
    }
    const bool mine = open && open->mine;
    for (const auto& [name, applies] : {std::pair(u"conversation.accept"_s, offered),
             std::pair(u"conversation.decline"_s, offered), std::pair(u"conversation.claim"_s, free),
             std::pair(u"conversation.transfer"_s, mine), std::pair(u"conversation.why"_s, open.has_value()),
             std::pair(u"conversation.followUp"_s, mine), std::pair(u"conversation.close"_s, mine)})
        m_parts.actions.setEnabled(name, applies && online, applies ? why : QString());
    for (const QString& name : {u"conversation.search"_s, u"conversation.messages"_s, u"conversation.reply"_s,
             u"conversation.note"_s, u"ticket.open"_s})
        m_parts.actions.setEnabled(name, open.has_value());
    m_picture->setEnabled(mine && online && !m_note->isChecked());
    m_picture->setToolTip(!mine || online ? tr("Send a picture") : why);
    m_send->setEnabled(open && (mine || m_note->isChecked()));
    m_composer->setPlaceholderText(placeholder());
    // Qt paints the field anew only when such words come or go, not when they become others.
    m_composer->viewport()->update();
    tintWriting();
    onFailedChanged(); // what can go again is a matter of whose it is
    onTick();
}

/// A note and a reply are written in the same place: the ground tells which, as the bubbles do.
void ConversationPane::tintWriting()
{
    QPalette own;
    if (m_note->isChecked())
        for (const QPalette::ColorRole each : {QPalette::Window, QPalette::Base})
            own.setColor(each, color(ColorRole::note, palette()));
    m_writing->setPalette(own);
}

QString ConversationPane::placeholder() const
{
    const auto& open = m_parts.workspace.open();
    if (m_note->isChecked())
        return tr("Write a note for your colleagues; the customer never sees it");
    if (!open || open->mine)
        return tr("Write a reply; / opens the phrases");
    if (open->offerUntil)
        return tr("Accept the conversation to answer; notes are always possible");
    if (open->state == ConversationState::closed)
        return tr("This conversation is closed. Take it again to write to the customer; notes are always possible");
    if (open->state == ConversationState::assigned)
        return tr("A colleague answers here; notes are always possible");
    return tr("Take the conversation to answer; notes are always possible");
}

void ConversationPane::onTick()
{
    const auto& open = m_parts.workspace.open();
    const Instant now = m_parts.clock.now();
    QString text;
    OwedLevel level = OwedLevel::none;
    if (open && open->offerUntil) {
        text = tr("%1 to accept").arg(spanText(*open->offerUntil - now));
        level = OwedLevel::critical;
    } else if (open && open->owedSince) {
        level = m_owed.level(open->owedSince, now);
        const QString span = spanText(now - *open->owedSince);
        text = level == OwedLevel::overdue ? tr("Overdue %1").arg(span) : tr("Reply owed for %1").arg(span);
    } else if (open && open->followUpDue) {
        const QString time = momentText(*open->followUpDue, now);
        level = *open->followUpDue < now ? OwedLevel::critical : OwedLevel::none;
        text = level == OwedLevel::critical ? tr("Follow-up late %1").arg(time) : tr("Follow up %1").arg(time);
    }
    m_clockLabel->setRole(level >= OwedLevel::critical ? ColorRole::critical
            : level == OwedLevel::caution              ? ColorRole::caution
                                                       : ColorRole::muted);
    if (text != m_clockLabel->text())
        m_clockLabel->setText(text);
}

void ConversationPane::onTyping()
{
    const TypingModel& typing = m_parts.typing;
    if (typing.customerTyping())
        m_typing->setText(tr("%1 is typing…").arg(m_name->text()));
    else if (typing.staffTyping() && m_parts.workspace.open() && !m_parts.workspace.open()->mine)
        m_typing->setText(tr("%1 is writing").arg(safeName(typing.staffName())));
    else
        m_typing->clear();
}

void ConversationPane::saveDraft()
{
    if (m_loadingDraft || m_shown.isNull())
        return;
    const QString text = m_composer->toPlainText();
    m_loadingDraft = true;
    if (text.isEmpty())
        m_parts.drafts.remove(m_shown);
    else
        m_parts.drafts.set(m_shown, text, m_note->isChecked(), m_parts.clock.now());
    m_loadingDraft = false;
    if (!m_note->isChecked())
        m_parts.service.setTyping(m_shown, !text.isEmpty());
}

void ConversationPane::showDraft(ConversationId conversation)
{
    if (m_loadingDraft || conversation != m_shown)
        return;
    const Draft draft = m_parts.drafts.draft(conversation);
    if (draft.text == m_composer->toPlainText() && draft.note == m_note->isChecked())
        return;
    m_loadingDraft = true;
    m_composer->load(draft.text);
    m_note->setChecked(draft.note);
    m_loadingDraft = false;
}

void ConversationPane::tell(const Error& error)
{
    tell(errorSentence(error));
}

void ConversationPane::tell(const QString& sentence)
{
    m_toast->showMessage(sentence, ColorRole::critical);
}

void ConversationPane::onFailedChanged()
{
    const bool shown = !m_shown.isNull();
    m_parts.actions.find(u"conversation.retryFailed"_s)->setEnabled(shown && m_parts.service.canRetry(m_shown));
    m_parts.actions.find(u"conversation.discardFailed"_s)->setEnabled(shown && !m_parts.service.failedOf(m_shown).isEmpty());
}

void ConversationPane::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    if (event->type() == QEvent::ActivationChange)
        markRead();
    if (event->type() == QEvent::PaletteChange)
        tintWriting();
}

void ConversationPane::retranslate()
{
    m_empty->setTexts(tr("No conversation is open"), tr("Choose one on the left, or press F8 for the most pressing one."));
    m_accept->setText(tr("Accept"));
    m_decline->setText(tr("Decline"));
    m_claim->setText(tr("Take it"));
    m_transcript->setAccessibleName(tr("Conversation"));
    m_composer->setAccessibleName(tr("Reply"));
    m_note->setAccessibleName(tr("Write an internal note"));
    m_note->setToolTip(tr("Write an internal note"));
    m_picture->setAccessibleName(tr("Send a picture"));
    showSendKey();
    onFactsChanged();
}

} // namespace greenroom
