// SPDX-License-Identifier: GPL-3.0-or-later
// What is done with a conversation as a whole: taking it, giving it away, asking others about it, stepping into it.
#include "ui/conversations/conversationpane.h"

#include <QComboBox>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>

#include "app/conversations/conversationservice.h"
#include "core/text/display.h"
#include "ui/conversations/classifydialog.h"
#include "ui/conversations/closedialog.h"
#include "ui/conversations/composer.h"
#include "ui/conversations/followupdialog.h"
#include "ui/conversations/helpdialog.h"
#include "ui/conversations/transferdialog.h"
#include "ui/widgets/actionregistry.h"
#include "ui/widgets/noticebar.h"
#include "ui/widgets/toast.h"
#include "ui/words/errorwords.h"
#include "ui/words/termwords.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

constexpr int kLookedThrough = 500; ///< rows, newest first
constexpr qsizetype kHelpChars = 120;

void bring(QDialog* dialog)
{
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace

void ConversationPane::connectSteps()
{
    const auto on = [this](const char* name, void (ConversationPane::*step)()) {
        connect(m_parts.actions.find(QString::fromLatin1(name)), &QAction::triggered, this, step);
    };
    on("conversation.sendAnyway", &ConversationPane::sendAnyway);
    on("conversation.cancelTransfer", &ConversationPane::cancelTransfer);
    on("conversation.ask", &ConversationPane::askColleague);
    on("conversation.hold", &ConversationPane::hold);
    on("conversation.help", &ConversationPane::askHelp);
    on("conversation.join", &ConversationPane::join);
    on("conversation.takeOver", &ConversationPane::takeOver);
    on("conversation.classify", &ConversationPane::classify);
    connect(m_accept, &QPushButton::clicked, this, &ConversationPane::acceptOffer);
    connect(m_decline, &QPushButton::clicked, this, &ConversationPane::declineOffer);
    connect(m_claim, &QPushButton::clicked, this, &ConversationPane::claim);
    connect(m_transferBar->button(), &QPushButton::clicked, this, &ConversationPane::cancelTransfer);
    connect(m_helpBar->button(), &QPushButton::clicked, this, &ConversationPane::askHelp);
    connect(m_helpJoin, &QPushButton::clicked, this, &ConversationPane::join);
    connect(m_collision->button(), &QPushButton::clicked, this, &ConversationPane::sendAnyway);
}

void ConversationPane::enableSteps()
{
    const auto& open = m_parts.workspace.open();
    const bool online = m_parts.service.isOnline();
    const bool offered = open && open->offerUntil;
    const bool free = open && !offered && !open->mine && open->state != ConversationState::assigned;
    m_accept->setVisible(offered);
    m_accept->setText(offered && open->assignee ? tr("Accept transfer") : tr("Accept"));
    m_decline->setVisible(offered);
    m_claim->setVisible(free);
    for (QToolButton* each : {m_transfer, m_followUp, m_close})
        each->setVisible(!offered); // not yet theirs to give away or to end
    const QString why = online ? QString() : offlineSentence();
    for (QPushButton* each : {m_accept, m_decline, m_claim}) {
        each->setEnabled(online);
        each->setToolTip(why);
    }
    const bool mine = open && open->mine;
    const bool onTransfer = open && open->transferUntil;
    const bool others = open && !mine && open->assignee;
    const bool helped = open && open->helpSince;
    const bool mayEndHelp = helped && (mine || m_leads);
    for (const auto& [name, applies] :
        {std::pair(u"conversation.accept"_s, offered), std::pair(u"conversation.decline"_s, offered),
            std::pair(u"conversation.claim"_s, free), std::pair(u"conversation.transfer"_s, mine && !onTransfer),
            std::pair(u"conversation.cancelTransfer"_s, onTransfer), std::pair(u"conversation.why"_s, open.has_value()),
            std::pair(u"conversation.followUp"_s, mine), std::pair(u"conversation.hold"_s, mine),
            std::pair(u"conversation.close"_s, mine), std::pair(u"conversation.classify"_s, open.has_value()),
            std::pair(u"conversation.reveal"_s, open.has_value()), std::pair(u"conversation.help"_s, mine || mayEndHelp),
            std::pair(u"conversation.join"_s, m_leads && (others || (open && open->joined))),
            std::pair(u"conversation.takeOver"_s, m_leads && others)})
        m_parts.actions.setEnabled(name, applies && online, applies ? why : QString());
    m_parts.actions.find(u"conversation.help"_s)->setChecked(helped);
    m_parts.actions.find(u"conversation.join"_s)->setChecked(open && open->joined);
    m_transferBar->button()->setVisible(onTransfer);
    m_helpBar->button()->setVisible(mayEndHelp);
    m_helpJoin->setVisible(helped && m_leads && others && !open->joined);
    for (QPushButton* each : {m_transferBar->button(), m_helpBar->button(), m_helpJoin}) {
        each->setEnabled(online);
        each->setToolTip(why);
    }
    for (const QString& name : {u"conversation.search"_s, u"conversation.messages"_s, u"conversation.reply"_s,
             u"conversation.note"_s, u"conversation.ask"_s, u"ticket.open"_s})
        m_parts.actions.setEnabled(name, open.has_value());
    const bool canSay = open && open->canSay();
    m_noteTo->setVisible(m_note->isChecked());
    m_picture->setEnabled(canSay && online && !m_note->isChecked());
    m_picture->setToolTip(!canSay || online ? tr("Send a picture") : why);
    m_send->setEnabled(open && (canSay || m_note->isChecked()));
}

std::function<void(const Result<void>&)> ConversationPane::teller()
{
    return [this](const Result<void>& done) {
        if (!done)
            tell(done.error());
    };
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
    auto* menu = new QMenu(this);
    menu->setObjectName(u"declineMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    int number = 0;
    for (const DeclineReason reason : {DeclineReason::busy, DeclineReason::skill, DeclineReason::language,
             DeclineReason::knowsCustomer, DeclineReason::other}) {
        QAction* choice = menu->addAction(u"&%1  %2"_s.arg(++number).arg(declineReasonWord(reason)));
        connect(choice, &QAction::triggered, this, [this, reason, conversation = m_shown] {
            m_parts.service.decline(conversation, reason, this, [this](const Result<void>& done) {
                if (!done && done.error().code == Code::forbidden)
                    tell(tr("Here agents do not decline. Accept it, or it goes on when its time is up."));
                else if (!done)
                    tell(done.error());
            });
        });
    }
    menu->popup(m_decline->mapToGlobal(QPoint(0, m_decline->height())));
}

void ConversationPane::claim()
{
    m_parts.service.claim(m_shown, this, [this](const Result<void>& done) {
        if (done) {
            m_composer->setFocus();
            return;
        }
        if (done.error().code != Code::forbidden)
            return tell(done.error());
        QAction* next = m_parts.actions.find(u"conversation.takeNext"_s);
        const QString keys = next->shortcut().toString(QKeySequence::NativeText);
        m_toast->showMessage(tr("Here agents take the next one in turn."),
            keys.isEmpty() ? next->text() : u"%1 (%2)"_s.arg(next->text(), keys), [next] { next->trigger(); });
    });
}

void ConversationPane::transfer()
{
    const auto& open = m_parts.workspace.open();
    if (!open)
        return;
    TransferDialog::About about {m_shown, m_name->text(), open->queue, open->transfers, m_leads, open->supportTier, {}, {}};
    const TranscriptModel* said = m_parts.service.transcript();
    const int last = said ? said->rowCount() - 1 : -1;
    for (int row = last; row >= 0 && row > last - kLookedThrough; --row) {
        const QModelIndex index = said->index(row);
        const auto body = index.data(static_cast<int>(TranscriptModel::Role::Body)).value<Content>();
        const bool customers = index.data(static_cast<int>(TranscriptModel::Role::AuthorKind)).toInt()
            == static_cast<int>(AuthorKind::customer);
        if (const auto* text = std::get_if<Text>(&body); text && customers && about.question.isEmpty())
            about.question = safeForDisplay(text->text);
        if (const auto* card = std::get_if<OrderCard>(&body); card && about.order.isEmpty())
            about.order = safeName(card->number);
    }
    bring(new TransferDialog(m_parts.service, about, this));
}

void ConversationPane::cancelTransfer()
{
    m_parts.service.decline(m_shown, {}, this, teller());
}

void ConversationPane::followUp()
{
    if (const auto& open = m_parts.workspace.open())
        bring(new FollowUpDialog(m_parts.service, m_parts.clock, {m_shown, m_name->text(), open->followUpDue}, this));
}

void ConversationPane::hold()
{
    if (m_parts.workspace.open())
        m_parts.service.setFollowUp(m_shown, m_parts.clock.now() + ConversationService::kHoldingFor, this, teller());
}

void ConversationPane::close()
{
    if (const auto& open = m_parts.workspace.open())
        bring(new CloseDialog(m_parts.service, m_parts.clock,
            {m_shown, m_name->text(), open->owedSince.has_value(), open->followUpDue, open->helpSince.has_value()}, this));
}

void ConversationPane::askHelp()
{
    const auto& open = m_parts.workspace.open();
    if (!open)
        return;
    // The mark of the action is what stands, not what was pressed.
    m_parts.actions.find(u"conversation.help"_s)->setChecked(open->helpSince.has_value());
    if (open->helpSince)
        m_parts.service.askHelp(m_shown, false, {}, this, teller());
    else
        bring(new HelpDialog(m_parts.service, m_shown, m_name->text(), this));
}

QString ConversationPane::helpText(Millis lasts) const
{
    const auto& open = m_parts.workspace.open();
    const QString whose = open->mine ? QString() : safeName(open->assigneeName);
    QStringList parts {whose.isEmpty() ? tr("Asks for help") : tr("%1 asks for help").arg(whose)};
    if (!m_helpNote.isEmpty())
        parts.append(m_helpNote);
    parts.append(spanText(lasts));
    return parts.join(u" · "_s);
}

/// What for, as the entries say.
void ConversationPane::findHelpNote()
{
    m_helpNote.clear();
    const auto& open = m_parts.workspace.open();
    const TranscriptModel* said = open && open->helpSince ? m_parts.service.transcript() : nullptr;
    const int last = said ? said->rowCount() - 1 : -1;
    for (int row = last; row >= 0 && row > last - kLookedThrough; --row) {
        const auto body = said->index(row).data(static_cast<int>(TranscriptModel::Role::Body)).value<Content>();
        const auto* help = std::get_if<HelpWanted>(&body);
        if (!help)
            continue;
        const QString note = safeForDisplay(help->note).simplified();
        if (help->wanted)
            m_helpNote = note.size() > kHelpChars ? note.left(kHelpChars).trimmed() + u'…' : note;
        break;
    }
}

void ConversationPane::join()
{
    const auto& open = m_parts.workspace.open();
    if (!open)
        return;
    m_parts.actions.find(u"conversation.join"_s)->setChecked(open->joined);
    m_parts.service.join(m_shown, !open->joined, this, [this](const Result<void>& done) {
        if (!done)
            tell(done.error());
        else
            m_composer->setFocus();
    });
}

void ConversationPane::takeOver()
{
    const auto& open = m_parts.workspace.open();
    if (!open)
        return;
    m_parts.service.takeOver(m_shown, this, [this, whose = safeName(open->assigneeName)](const Result<void>& done) {
        if (!done)
            return tell(done.error());
        m_toast->showMessage(tr("Taken over from %1.").arg(whose));
        m_composer->setFocus();
    });
}

void ConversationPane::classify()
{
    const auto& open = m_parts.workspace.open();
    if (!open)
        return;
    ClassifyDialog::About about {m_shown, m_name->text(), open->issue, open->emotion, {}};
    // Lists do not say which skills it needs; the entries do.
    const TranscriptModel* said = m_parts.service.transcript();
    for (int row = said ? said->rowCount() - 1 : -1; row >= 0; --row) {
        const auto body = said->index(row).data(static_cast<int>(TranscriptModel::Role::Body)).value<Content>();
        const auto* set = std::get_if<Classified>(&body);
        if (!set || !set->skills)
            continue;
        about.skills = *set->skills;
        break;
    }
    bring(new ClassifyDialog(m_parts.service, about, this));
}

void ConversationPane::askColleague()
{
    const bool loads = !m_note->isChecked() && m_colleagues.isEmpty();
    m_note->setChecked(true);
    if (!loads)
        loadColleagues();
    m_noteTo->setFocus(Qt::ShortcutFocusReason);
}

void ConversationPane::loadColleagues()
{
    const auto& open = m_parts.workspace.open();
    if (!m_parts.service.isOnline() || !open || (open->assignee && !open->mine))
        return;
    m_parts.service.listTransferTargets(this, [this](const Result<QList<TransferTarget>>& targets) {
        if (!targets)
            return tell(targets.error());
        m_colleagues.clear();
        for (const TransferTarget& target : *targets)
            if (target.person)
                m_colleagues.append({*target.person, target.name});
        onFactsChanged();
    });
}

/// Of somebody else's conversation its owner alone can be spoken to: that is a whisper.
void ConversationPane::fillRecipients()
{
    const auto& open = m_parts.workspace.open();
    const bool others = open && open->assignee && !open->mine;
    QList<Colleague> people = others ? QList<Colleague> {{*open->assignee, open->assigneeName}} : m_colleagues;
    const auto asked = m_asked.constFind(m_shown);
    qsizetype chosen = -1;
    for (qsizetype each = 0; asked != m_asked.constEnd() && each < people.size(); ++each)
        if (people.at(each).id == asked->id)
            chosen = each;
    if (asked != m_asked.constEnd() && !others && chosen < 0) {
        chosen = people.size();
        people.append(*asked);
    }
    QStringList words {tr("For everybody")};
    for (const Colleague& each : std::as_const(people))
        words.append((others ? tr("Whisper to %1") : tr("Ask %1")).arg(safeName(each.name)));
    QStringList shown;
    for (int row = 0; row < m_noteTo->count(); ++row)
        shown.append(m_noteTo->itemText(row));
    const QSignalBlocker quiet(m_noteTo);
    m_recipients = people;
    if (words != shown) {
        m_noteTo->clear();
        m_noteTo->addItems(words);
    }
    m_noteTo->setCurrentIndex(static_cast<int>(chosen) + 1);
}

std::optional<ConversationPane::Colleague> ConversationPane::recipient() const
{
    const int chosen = m_noteTo->currentIndex() - 1;
    return chosen >= 0 && chosen < m_recipients.size() ? std::optional(m_recipients.at(chosen)) : std::nullopt;
}

} // namespace greenroom
