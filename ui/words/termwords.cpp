// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/termwords.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include "core/domain/preview.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(greenroom::Words)
};

QDateTime local(Instant at)
{
    return QDateTime::fromMSecsSinceEpoch(toMillis(at));
}

QString dayAndTime(Instant at)
{
    return QLocale().toString(local(at), Words::tr("MMM d, HH:mm"));
}

/// Whoever owned it had asked for a transfer.
QString offerEndLine(const Author& author, OfferEnd how, bool owned)
{
    switch (how) {
    case OfferEnd::declined:
        if (owned && author.kind == AuthorKind::staff && !author.name.isEmpty())
            return Words::tr("%1 declined the transfer").arg(author.name);
        return owned ? Words::tr("The transfer was declined") : Words::tr("The offer was declined");
    case OfferEnd::expired:
        return owned ? Words::tr("Nobody accepted the transfer in time") : Words::tr("The offer ran out of time");
    case OfferEnd::withdrawn: return owned ? Words::tr("The transfer was cancelled") : Words::tr("The offer was withdrawn");
    }
    return {};
}

QString transferLine(const QString& author, const Transferred& transferred)
{
    if (transferred.toTier)
        return Words::tr("%1 transferred this to %2").arg(author, supportTierWord(*transferred.toTier));
    return (transferred.until ? Words::tr("%1 asked %2 to accept the transfer") : Words::tr("%1 transferred this to %2"))
        .arg(author, transferred.toName);
}

QString assignedLine(const Assigned& assigned)
{
    switch (assigned.reason) {
    case AssignReason::lastAgent: return Words::tr("Assigned to %1, who served this customer last").arg(assigned.agentName);
    // By which of its strategies the queue chose is not said in an entry; the explanation of the decision says it.
    case AssignReason::lowestSaturation:
    case AssignReason::longestIdle: return Words::tr("Assigned to %1 by the routing rules").arg(assigned.agentName);
    case AssignReason::accepted: return Words::tr("Accepted by %1").arg(assigned.agentName);
    case AssignReason::claimed: return Words::tr("Taken by %1").arg(assigned.agentName);
    case AssignReason::transferred: return Words::tr("Transferred to %1").arg(assigned.agentName);
    case AssignReason::takenOver: return Words::tr("Taken over by %1").arg(assigned.agentName);
    }
    return {};
}

struct LineMaker {
    const Author& author;
    bool owned;

    template <class Other>
    QString operator()(const Other&) const
    {
        return {};
    }
    QString operator()(const UnknownContent&) const { return Words::tr("Something this version cannot show"); }
    QString operator()(const Opened& opened) const
    {
        return Words::tr("Conversation opened · %1").arg(channelWord(opened.channel));
    }
    QString operator()(const Queued& queued) const
    {
        const QString line = Words::tr("Waiting for a person");
        return queued.tier ? u"%1 · %2"_s.arg(line, supportTierWord(*queued.tier)) : line;
    }
    QString operator()(const Offered&) const { return Words::tr("Offered to an agent"); }
    QString operator()(const OfferEnded& ended) const
    {
        const QString line = offerEndLine(author, ended.how, owned);
        return ended.reason ? u"%1 · %2"_s.arg(line, declineReasonWord(*ended.reason)) : line;
    }
    QString operator()(const Assigned& assigned) const { return assignedLine(assigned); }
    QString operator()(const Transferred& transferred) const
    {
        QString line = transferLine(author.name, transferred);
        if (transferred.reason)
            line = u"%1 · %2"_s.arg(line, transferReasonWord(*transferred.reason));
        return transferred.note.isEmpty() ? line : Words::tr("%1 · note: %2").arg(line, transferred.note);
    }
    QString operator()(const Released& released) const
    {
        if (released.unanswered.value_or(false))
            return Words::tr("No answer in time; it waits for somebody else");
        return author.kind == AuthorKind::staff ? Words::tr("It waits for somebody else now")
                                                : Words::tr("The agent has gone; it waits again");
    }
    QString operator()(const Closed& closed) const
    {
        const QString line = closed.reason.isEmpty()
            ? Words::tr("Conversation closed")
            : Words::tr("Conversation closed · %1").arg(closeReasonWord(closed.reason));
        return closed.tags.isEmpty() ? line : Words::tr("%1 · tags: %2").arg(line, closed.tags.join(u' '));
    }
    QString operator()(const Rated& rated) const
    {
        const QString line = Words::tr("The customer rated %n of 5", nullptr, static_cast<int>(rated.score));
        return rated.comment.isEmpty() ? line : Words::tr("%1: %2").arg(line, rated.comment);
    }
    QString operator()(const PersonRequested&) const { return Words::tr("The customer asked for a person"); }
    QString operator()(const FollowUpSet& set) const
    {
        // Who reads it may do so on another day.
        return set.dueAt ? Words::tr("Follow-up due at %1").arg(dayAndTime(*set.dueAt)) : Words::tr("Follow-up done");
    }
    QString operator()(const Prioritized& set) const
    {
        return set.points > 0 ? Words::tr("Priority raised")
            : set.points < 0  ? Words::tr("Priority lowered")
                              : Words::tr("Priority back to normal");
    }
    QString operator()(const HelpWanted& help) const
    {
        if (!help.wanted)
            return Words::tr("Help is no longer needed");
        const QString line = Words::tr("%1 asks for help").arg(author.name);
        return help.note.isEmpty() ? line : Words::tr("%1: %2").arg(line, help.note);
    }
    QString operator()(const Joined& joined) const
    {
        return (joined.on ? Words::tr("%1 joined the conversation") : Words::tr("%1 left the conversation")).arg(joined.name);
    }
    QString operator()(const Classified& set) const
    {
        QStringList parts {Words::tr("Classified")};
        if (set.issue)
            parts.append(set.issue->isEmpty() ? Words::tr("about: not known") : Words::tr("about: %1").arg(*set.issue));
        if (set.emotion)
            parts.append(Words::tr("mood: %1").arg(moodWord(set.emotion)));
        if (set.skills)
            parts.append(
                set.skills->isEmpty() ? Words::tr("needs no skills") : Words::tr("needs %1").arg(skillLevelsText(*set.skills)));
        return parts.join(u" · "_s);
    }
    QString operator()(const Tombstone&) const { return Words::tr("This message was taken back"); }
    QString operator()(const TicketLinked& linked) const { return Words::tr("Ticket %1 opened").arg(linked.ticketNumber); }
};

} // namespace

QString tierWord(CustomerTier tier)
{
    switch (tier) {
    case CustomerTier::standard: return {};
    case CustomerTier::vip: return Words::tr("VIP");
    case CustomerTier::bigSpender: return Words::tr("Big spender");
    case CustomerTier::streamer: return Words::tr("Streamer");
    case CustomerTier::opinionLeader: return Words::tr("Opinion leader");
    }
    return {};
}

QString supportTierWord(routing::Tier tier)
{
    switch (tier) {
    case routing::Tier::l1: return Words::tr("First line (L1)");
    case routing::Tier::l2: return Words::tr("Second line (L2)");
    case routing::Tier::l3: return Words::tr("Third line (L3)");
    }
    return {};
}

QString channelWord(Channel channel)
{
    switch (channel) {
    case Channel::web: return Words::tr("Web");
    case Channel::email: return Words::tr("E-mail");
    case Channel::social: return Words::tr("Social");
    case Channel::phone: return Words::tr("Phone");
    case Channel::comment: return Words::tr("Live comment");
    }
    return {};
}

QString stateWord(ConversationState state)
{
    switch (state) {
    case ConversationState::idle: return Words::tr("With the bot");
    case ConversationState::waiting: return Words::tr("Waiting");
    case ConversationState::offered: return Words::tr("On offer");
    case ConversationState::assigned: return Words::tr("In service");
    case ConversationState::leftMessage: return Words::tr("Left message");
    case ConversationState::closed: return Words::tr("Closed");
    }
    return {};
}

QString presenceWord(Presence presence)
{
    switch (presence) {
    case Presence::online: return Words::tr("Online");
    case Presence::windingDown: return Words::tr("Winding down");
    case Presence::onBreak: return Words::tr("Break");
    case Presence::afterWork: return Words::tr("After-work");
    case Presence::training: return Words::tr("Training");
    case Presence::meeting: return Words::tr("Meeting");
    case Presence::notResponding: return Words::tr("Not responding");
    case Presence::disconnected: return Words::tr("Disconnected");
    case Presence::offline: return Words::tr("Offline");
    }
    return {};
}

QString breakWord(BreakReason reason)
{
    switch (reason) {
    case BreakReason::none: return Words::tr("Break");
    case BreakReason::meal: return Words::tr("Break: meal");
    case BreakReason::rest: return Words::tr("Break: rest");
    case BreakReason::other: return Words::tr("Break: other");
    }
    return {};
}

QString presenceText(Presence presence, BreakReason reason, Presence then)
{
    if (presence == Presence::onBreak)
        return breakWord(reason);
    if (presence != Presence::windingDown)
        return presenceWord(presence);
    switch (then) {
    case Presence::offline: return Words::tr("Winding down, then offline");
    case Presence::onBreak: return Words::tr("Winding down, then break");
    case Presence::afterWork: return Words::tr("Winding down, then after-work");
    case Presence::training: return Words::tr("Winding down, then training");
    case Presence::meeting: return Words::tr("Winding down, then meeting");
    case Presence::online:
    case Presence::windingDown:
    case Presence::notResponding:
    case Presence::disconnected: break;
    }
    return presenceWord(presence);
}

QString askedBreakText(BreakReason reason)
{
    switch (reason) {
    case BreakReason::meal: return Words::tr("asks for a break (meal)");
    case BreakReason::rest: return Words::tr("asks for a break (rest)");
    case BreakReason::none:
    case BreakReason::other: return Words::tr("asks for a break");
    }
    return {};
}

QString breakClockText(Instant until, Instant now)
{
    return now <= until ? Words::tr("%1 left").arg(spanText(until - now)) : Words::tr("over by %1").arg(spanText(now - until));
}

QStringList closeReasonCodes()
{
    return {u"solved"_s, u"noAnswer"_s, u"duplicate"_s, u"spam"_s, u"other"_s};
}

QString closeReasonWord(const QString& code)
{
    if (code == "solved"_L1)
        return Words::tr("Solved");
    if (code == "noAnswer"_L1)
        return Words::tr("The customer no longer answers");
    if (code == "silent"_L1) // nobody chooses it
        return Words::tr("Ended by itself, the customer was silent");
    if (code == "duplicate"_L1)
        return Words::tr("Duplicate");
    if (code == "spam"_L1)
        return Words::tr("Spam");
    if (code == "other"_L1)
        return Words::tr("Other");
    return code;
}

QString transferReasonWord(TransferReason reason)
{
    switch (reason) {
    case TransferReason::other: return Words::tr("Other");
    case TransferReason::wrongQueue: return Words::tr("Wrong queue");
    case TransferReason::skill: return Words::tr("Needs other skills");
    case TransferReason::language: return Words::tr("Needs another language");
    case TransferReason::complaint: return Words::tr("Complaint");
    case TransferReason::customerAsked: return Words::tr("The customer asked for it");
    case TransferReason::shiftEnd: return Words::tr("End of the shift");
    }
    return {};
}

QString declineReasonWord(DeclineReason reason)
{
    switch (reason) {
    case DeclineReason::other: return Words::tr("Other");
    case DeclineReason::busy: return Words::tr("Too much to do");
    case DeclineReason::skill: return Words::tr("Not my skill");
    case DeclineReason::language: return Words::tr("Not my language");
    case DeclineReason::knowsCustomer: return Words::tr("I know the customer");
    }
    return {};
}

QString moodWord(std::optional<qint64> emotion)
{
    if (!emotion)
        return {};
    return *emotion < 30 ? Words::tr("Calm")
        : *emotion < 60  ? Words::tr("Annoyed")
        : *emotion < 90  ? Words::tr("Angry")
                         : Words::tr("Furious");
}

QString skillsText(const QList<routing::Skill>& skills)
{
    QStringList words;
    for (const routing::Skill& skill : skills)
        words.append(skill.level == 1 ? skill.name : u"%1=%2"_s.arg(skill.name).arg(skill.level));
    return words.join(u", "_s);
}

QString skillLevelsText(const QList<routing::Skill>& skills)
{
    QStringList words;
    for (const routing::Skill& skill : skills)
        words.append(skill.level == 1 ? skill.name : Words::tr("%1 · level %2").arg(skill.name).arg(skill.level));
    return words.join(u", "_s);
}

QString orderStateWord(const QString& code)
{
    if (code == "created"_L1 || code == "unpaid"_L1 || code == "awaitingPayment"_L1)
        return Words::tr("Awaiting payment");
    if (code == "paid"_L1)
        return Words::tr("Paid");
    if (code == "packed"_L1)
        return Words::tr("Packed");
    if (code == "shipped"_L1)
        return Words::tr("Shipped");
    if (code == "delivered"_L1)
        return Words::tr("Delivered");
    if (code == "completed"_L1)
        return Words::tr("Completed");
    if (code == "cancelled"_L1)
        return Words::tr("Cancelled");
    if (code == "refunding"_L1)
        return Words::tr("Refund under way");
    if (code == "refunded"_L1)
        return Words::tr("Refunded");
    return code;
}

QString anonymousWord()
{
    return Words::tr("Visitor");
}

QString systemLine(const Author& author, const Content& content, bool owned)
{
    return std::visit(LineMaker {author, owned}, content);
}

QString noteSpeaker(const QString& author, const Note& note, bool toOwner)
{
    if (!note.to || !note.toName)
        return author;
    return (toOwner ? Words::tr("%1 whispers to %2") : Words::tr("%1 asks %2")).arg(author, *note.toName);
}

QString kindWord(const Content& content)
{
    if (std::holds_alternative<Image>(content))
        return Words::tr("[Picture]");
    if (const auto* voice = std::get_if<Voice>(&content))
        return Words::tr("[Voice note, %n second(s)]", nullptr, static_cast<int>((voice->durationMs + 999) / 1000));
    if (const auto* order = std::get_if<OrderCard>(&content))
        return Words::tr("[Order %1]").arg(order->number);
    if (const auto* product = std::get_if<ProductCard>(&content))
        return Words::tr("[Product %1]").arg(product->title);
    if (std::holds_alternative<Recalled>(content))
        return Words::tr("[Message taken back]");
    return {};
}

QString previewText(const QString& preview)
{
    const auto thing = thingOf(preview);
    return thing ? kindWord(*thing) : preview;
}

QString moneyText(const Money& money)
{
    QString amount = money.amount();
    const bool negative = amount.startsWith(u'-');
    if (negative)
        amount.remove(0, 1);
    const qsizetype point = amount.indexOf(u'.');
    for (qsizetype place = (point < 0 ? amount.size() : point) - 3; place > 0; place -= 3)
        amount.insert(place, u',');
    QString symbol = money.currency + u' ';
    if (money.currency == "CNY"_L1 || money.currency == "JPY"_L1)
        symbol = u"¥"_s;
    else if (money.currency == "USD"_L1)
        symbol = u"US$"_s;
    else if (money.currency == "EUR"_L1)
        symbol = u"€"_s;
    else if (money.currency == "GBP"_L1)
        symbol = u"£"_s;
    return (negative ? u"−"_s : QString()) + symbol + amount;
}

QString countText(qint64 count)
{
    if (count < 10'000)
        return QString::number(count);
    const qint64 tenths = count / (QLocale().language() == QLocale::Chinese ? 1000 : 100);
    QString number = QString::number(tenths / 10);
    if (tenths < 100 && tenths % 10 > 0)
        number += u'.' + QString::number(tenths % 10);
    return Words::tr("%1k").arg(number);
}

QString spanText(Millis span)
{
    const qint64 seconds = qMax<qint64>(0, span.count() / 1000);
    const auto two = [](qint64 number) { return u"%1"_s.arg(number, 2, 10, QLatin1Char('0')); };
    if (seconds < 3600)
        return two(seconds / 60) + u':' + two(seconds % 60);
    return QString::number(seconds / 3600) + u':' + two(seconds / 60 % 60) + u':' + two(seconds % 60);
}

QString clockText(Instant at)
{
    return local(at).toString(u"HH:mm"_s);
}

QString momentText(Instant at, Instant now)
{
    return local(at).date() == local(now).date() ? clockText(at) : dayAndTime(at);
}

QString shownUntilText(Instant until)
{
    return Words::tr("Shown until %1").arg(local(until).toString(u"HH:mm:ss"_s));
}

QString dateText(Instant at)
{
    return QLocale().toString(local(at).date(), Words::tr("yyyy-MM-dd"));
}

QString dayText(Instant at, Instant now)
{
    const QDate day = local(at).date();
    const QDate today = local(now).date();
    if (day == today)
        return Words::tr("Today");
    if (day.addDays(1) == today)
        return Words::tr("Yesterday");
    return QLocale().toString(day, day.year() == today.year() ? Words::tr("MMMM d, dddd") : Words::tr("MMMM d, yyyy"));
}

} // namespace greenroom
