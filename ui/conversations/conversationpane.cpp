// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/conversations/conversationpane.h"

#include <QComboBox>
#include <QEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>

#include "app/conversations/conversationservice.h"
#include "core/text/display.h"
#include "ui/conversations/composer.h"
#include "ui/conversations/sending/sendingbar.h"
#include "ui/conversations/transcriptsearch.h"
#include "ui/conversations/transcriptview.h"
#include "ui/theme/icons.h"
#include "ui/theme/style.h"
#include "ui/widgets/actionregistry.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/line.h"
#include "ui/widgets/noticebar.h"
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
    , m_band(new Line(m_content, scaled(4, this)))
    , m_header(new QWidget(m_content))
    , m_transferBar(new NoticeBar("transfer"_L1, m_content))
    , m_helpBar(new NoticeBar("hand"_L1, m_content))
    , m_helpJoin(m_helpBar->addButton())
    , m_typing(new Label(m_content, TextSize::small, ColorRole::muted))
    , m_collision(new NoticeBar("dialog-messages"_L1, m_content))
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
    column->addWidget(m_band);
    column->addWidget(m_header);
    column->addWidget(m_transferBar);
    column->addWidget(m_helpBar);
    column->addWidget(new Line(m_content));
    column->addWidget(m_search);
    column->addWidget(m_transcript, 1);
    column->addWidget(m_typing);
    column->addWidget(m_collision);
    column->addWidget(m_sending);
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
    connect(&m_parts.service, &ConversationService::sendRefused, this, &ConversationPane::onRefused);
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
    m_empty->offer(m_parts.actions.find(u"conversation.takeNext"_s));
    connectSteps();
    connectReveal();
    retranslate();
    onConversationChanged();
}

void ConversationPane::buildHeader()
{
    m_name = new Label(m_header, TextSize::large, ColorRole::text, true);
    m_name->setObjectName(u"conversationName"_s);
    m_name->setElided(true);
    m_facts = new Label(m_header, TextSize::base, ColorRole::muted);
    m_facts->setObjectName(u"conversationFacts"_s);
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
    m_more = new QToolButton(m_header);
    m_more->setObjectName(u"moreButton"_s);
    m_more->setIcon(icon("overflow-menu"_L1));
    m_more->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(m_more);
    for (const QString& name : {u"conversation.pin"_s, u"conversation.classify"_s, u"conversation.ask"_s,
             u"conversation.help"_s, u"conversation.join"_s, u"conversation.takeOver"_s, u"conversation.why"_s})
        menu->addAction(m_parts.actions.find(name));
    m_more->setMenu(menu);

    auto* steps = new QHBoxLayout;
    steps->addWidget(m_name, 1);
    for (QWidget* each : {static_cast<QWidget*>(m_accept), static_cast<QWidget*>(m_decline), static_cast<QWidget*>(m_claim),
             static_cast<QWidget*>(m_transfer), static_cast<QWidget*>(m_followUp), static_cast<QWidget*>(m_close),
             static_cast<QWidget*>(m_more)})
        steps->addWidget(each);
    // Below the buttons, which leave little room where the pane is narrow.
    auto* facts = new QHBoxLayout;
    facts->addWidget(m_facts, 1);
    facts->addWidget(m_clockLabel);
    auto* rows = new QVBoxLayout(m_header);
    rows->setContentsMargins(16, 6, 12, 6);
    rows->setSpacing(0);
    rows->addLayout(steps);
    rows->addLayout(facts);
    m_header->setMinimumHeight(scaled(56, this));
}

void ConversationPane::buildComposer()
{
    m_writing->setAutoFillBackground(true);
    m_writing->setBackgroundRole(QPalette::Base);
    m_to = new Label(m_writing, TextSize::small, ColorRole::muted, true);
    m_to->setElided(true);
    m_to->setObjectName(u"addressee"_s);
    m_composer = new Composer(m_parts.phrases, m_writing);
    m_composer->setFixedHeight(scaled(84, this));
    m_composer->document()->setDocumentMargin(0);
    m_sending = new SendingBar(m_parts.sending, m_parts.guard, *m_composer, m_content);
    m_note = new QToolButton(m_writing);
    m_note->setObjectName(u"noteToggle"_s);
    m_note->setIcon(icon("note"_L1));
    m_note->setCheckable(true);
    m_noteTo = new QComboBox(m_writing);
    m_noteTo->setObjectName(u"noteTo"_s);
    m_noteTo->setSizeAdjustPolicy(QComboBox::AdjustToContents);
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
    buttons->addWidget(m_noteTo);
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
    connect(m_note, &QToolButton::toggled, this, [this](bool on) {
        saveDraft();
        onFactsChanged();
        if (on && m_colleagues.isEmpty())
            loadColleagues();
    });
    connect(m_noteTo, &QComboBox::currentIndexChanged, this, [this](int chosen) {
        if (chosen > 0)
            m_asked.insert(m_shown, m_recipients.at(chosen - 1));
        else
            m_asked.remove(m_shown);
        showFacts();
    });
    connect(m_noteTo, &QComboBox::activated, this, [this] { m_composer->setFocus(); });
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

void ConversationPane::setLeads(bool leads)
{
    m_leads = leads;
    for (const QString& name : {u"conversation.join"_s, u"conversation.takeOver"_s})
        m_parts.actions.find(name)->setVisible(leads);
    onFactsChanged();
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
    // Who is asked answers by a note.
    m_note->setChecked(draft.note || (open && open->asked && !open->canSay() && draft.text.isEmpty()));
    m_loadingDraft = false;
    onFactsChanged();
    if (open) {
        // What was said is only known when it has been read from the cache or the server.
        const TranscriptModel* said = m_parts.service.transcript();
        connect(said, &TranscriptModel::stateChanged, this, &ConversationPane::markRead, Qt::UniqueConnection);
        connect(said, &TranscriptModel::rowsInserted, this, &ConversationPane::findHelpNote, Qt::UniqueConnection);
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
    fillRecipients();
    showFacts();
    enableSteps();
    showCollision();
    const auto& open = m_parts.workspace.open();
    m_sending->setAddressee(
        m_shown, open && open->canSay() && !m_note->isChecked() ? std::optional(open->channel) : std::nullopt);
    m_composer->setPlaceholderText(placeholder());
    // Qt paints the field anew only when such words come or go, not when they become others.
    m_composer->viewport()->update();
    tintWriting();
    findHelpNote();
    onFailedChanged(); // what can go again is a matter of whose it is
    onTick();
}

void ConversationPane::showFacts()
{
    const auto& open = m_parts.workspace.open();
    if (!open)
        return;
    const QString name = safeName(open->customerName);
    m_name->setText(name.isEmpty() ? anonymousWord() : name);
    const QString room = safeName(open->room);
    QStringList facts;
    // Where the room ends, what stands last is cut first.
    for (const QString& fact : {tierWord(open->tier), channelWord(open->channel), safeName(open->queueName),
             room.isEmpty() ? QString() : tr("Room %1").arg(room), stateWord(open->state),
             open->mine ? QString() : safeName(open->assigneeName), safeName(open->issue), moodWord(open->emotion),
             open->supportTier == routing::Tier::l1 ? QString() : supportTierWord(open->supportTier),
             open->transfers > 0 ? tr("Transferred %1×").arg(open->transfers) : QString(),
             open->joined ? tr("You speak here too") : QString()})
        if (!fact.isEmpty())
            facts.append(fact);
    m_facts->setText(facts.join(u" · "_s));
    const auto to = recipient();
    m_to->setText(!m_note->isChecked() ? tr("To %1 · %2").arg(m_name->text(), m_shop)
            : to                       ? tr("Note to %1 · the customer never sees it").arg(safeName(to->name))
                                       : tr("Internal note · the customer never sees it"));
    m_band->setRole(shopRole(open->shop));
    m_to->setRole(m_note->isChecked() ? ColorRole::caution : shopRole(open->shop));
    m_send->setText(m_note->isChecked() ? tr("Add note") : tr("Send"));
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
    if (!open || open->canSay())
        return tr("Write a reply; / opens the phrases");
    if (open->offerUntil)
        return tr("Accept the conversation to answer; notes are always possible");
    if (open->asked)
        return tr("A colleague asks you here; answer by a note");
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
    QString transfer;
    if (open && open->transferUntil) {
        const QString span = spanText(*open->transferUntil - now);
        transfer = open->transferTo.isEmpty() ? tr("Waiting for a colleague to accept · %1").arg(span)
                                              : tr("Waiting for %1 to accept · %2").arg(safeName(open->transferTo), span);
    } else if (open && open->offerUntil && open->assignee) {
        transfer = tr("%1 wants to transfer this to you · %2")
                       .arg(safeName(open->assigneeName), spanText(*open->offerUntil - now));
    }
    m_transferBar->setText(transfer);
    m_helpBar->setText(open && open->helpSince ? helpText(now - *open->helpSince) : QString());
    if (open && open->offerUntil && !open->assignee) {
        text = tr("%1 to accept").arg(spanText(*open->offerUntil - now));
        level = OwedLevel::critical;
    } else if (open && open->owedSince) {
        level = m_owed.level(open->owedSince, now);
        const QString span = spanText(now - *open->owedSince);
        text = level == OwedLevel::overdue ? tr("Overdue %1").arg(span) : tr("Reply owed for %1").arg(span);
    } else if (open && open->followUpDue) {
        level = *open->followUpDue < now ? OwedLevel::critical : OwedLevel::none;
        text = level == OwedLevel::critical ? tr("Follow-up late %1").arg(spanText(now - *open->followUpDue))
                                            : tr("Follow up at %1").arg(momentText(*open->followUpDue, now));
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
    QStringList parts;
    if (typing.customerTyping())
        parts.append(tr("%1 is typing…").arg(m_name->text()));
    QStringList viewers = typing.viewers();
    if (typing.staffTyping()) {
        parts.append(tr("%1 is writing").arg(safeName(typing.staffName())));
        viewers.removeAll(typing.staffName()); // who writes has it open
    }
    for (QString& each : viewers)
        each = safeName(each);
    if (viewers.size() == 1)
        parts.append(tr("%1 has this open too").arg(viewers.first()));
    else if (!viewers.isEmpty())
        parts.append(tr("%1 have this open too").arg(viewers.join(u", "_s)));
    m_typing->setText(parts.join(u" · "_s));
}

void ConversationPane::saveDraft()
{
    if (m_loadingDraft || m_shown.isNull())
        return;
    const QString text = m_composer->toPlainText();
    m_loadingDraft = true;
    if (text.isEmpty()) {
        m_parts.drafts.remove(m_shown);
        if (m_collided.remove(m_shown))
            showCollision();
    } else {
        m_parts.drafts.set(m_shown, text, m_note->isChecked(), m_parts.clock.now());
    }
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
    m_decline->setText(tr("Decline"));
    m_claim->setText(tr("Take it"));
    m_transcript->setAccessibleName(tr("Conversation"));
    m_composer->setAccessibleName(tr("Reply"));
    m_more->setAccessibleName(tr("More"));
    m_more->setToolTip(tr("More"));
    m_transferBar->button()->setText(tr("Cancel"));
    m_helpBar->button()->setText(tr("No longer needed"));
    m_helpJoin->setText(tr("Join"));
    m_collision->button()->setText(tr("Send anyway"));
    m_noteTo->setAccessibleName(tr("Who the note is for"));
    m_note->setAccessibleName(tr("Write an internal note"));
    m_note->setToolTip(tr("Write an internal note"));
    m_picture->setAccessibleName(tr("Send a picture"));
    showSendKey();
    onFactsChanged();
}

} // namespace greenroom
