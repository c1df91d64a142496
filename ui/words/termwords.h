// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/conversation.h"

namespace greenroom {

/// The trade's words on screen, in the person's language.
QString tierWord(CustomerTier tier); ///< empty for standard
QString supportTierWord(routing::Tier tier);
QString channelWord(Channel channel);
QString stateWord(ConversationState state);
QString presenceWord(Presence presence);
QString breakWord(BreakReason reason);
/// With all that is known of it: "Break: meal"; `then`, what follows winding down: "Winding down, then break".
QString presenceText(Presence presence, BreakReason reason, Presence then = Presence::offline);
/// What somebody does who wants a break that the limit does not allow: "asks for a break (meal)".
QString askedBreakText(BreakReason reason);
/// How a break's time stands: "07:40 left", "over by 02:10".
QString breakClockText(Instant until, Instant now);
QString closeReasonWord(const QString& code); ///< the code itself when it is a shop's own
QStringList closeReasonCodes();
QString transferReasonWord(TransferReason reason);
QString declineReasonWord(DeclineReason reason);
QString moodWord(std::optional<qint64> emotion); ///< empty while it is not known
QString orderStateWord(const QString& code);
/// "refunds=3, zh": as people write them; without a level it is 1.
QString skillsText(const QList<routing::Skill>& skills);
/// "refunds · level 3, zh": as people read them.
QString skillLevelsText(const QList<routing::Skill>& skills);
/// What a customer without a name is called.
QString anonymousWord();

/// A line for what happened, from codes; empty for what was said. `owned`: it was somebody's when it happened.
QString systemLine(const Author& author, const Content& content, bool owned = false);
/// Who speaks in a note: its author, and whom it asks or, where that one owned it then, whispers to.
QString noteSpeaker(const QString& author, const Note& note, bool toOwner);
/// What is shown for a thing that has no text: "[Picture]", "[Voice note 12 s]".
QString kindWord(const Content& content);
/// What was said last, for a list: its words, or kindWord() of what has none.
QString previewText(const QString& preview);

/// "¥39.90", "US$5.00": the symbol where the currency has a well-known one, else its code.
QString moneyText(const Money& money);
/// "9999", from ten thousand on short and never more than there are: "12k", in Chinese "1.2 万".
QString countText(qint64 count);
/// "02:41", from an hour on "1:02:41".
QString spanText(Millis span);
/// "14:02" of a moment, in local time.
QString clockText(Instant at);
/// "14:02" of a moment of the same day as `now`; of another, with the day: "Nov 22, 14:02".
QString momentText(Instant at, Instant now);
/// "Shown until 14:02:10", in local time: of what is hidden otherwise.
QString shownUntilText(Instant until);
/// The date of a moment, short, in local time.
QString dateText(Instant at);
/// "Today", "Yesterday" or the date.
QString dayText(Instant at, Instant now);

} // namespace greenroom
