// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

#include "core/domain/sending/sendingrule.h"

/// The product's own words for what must not be sent, written as people write them: Chinese simplified (traditional is made
/// simplified before), English and pinyin. One file for each topic.
namespace greenroom::sending {

/// What a word says; a finding is one that says all by itself, or two that say it together.
enum class Cue : quint8 {
    harmless, ///< longer words in which a shorter one means nothing
    no, ///< what follows in the clause is denied
    noAfter, ///< what stands before it in the clause is denied
    ban, ///< the clause forbids
    warn, ///< the sentence warns
    // contact
    account, ///< a messenger's name
    nick, ///< a messenger's nickname, which means something else as well
    add,
    id,
    talk,
    mine,
    friends, ///< "加我" and no more
    reachMe, ///< says it all
    phoneWord,
    parcel, ///< a number after it is an order's or a parcel's
    courier, ///< a number after it is not the shop's either
    official, ///< a hotline after it is not the shop's
    phone,
    landline,
    hotline,
    handle,
    link,
    // absolute claims
    claim,
    // paid reviews
    review, ///< a good one
    opinion, ///< any
    amount,
    proof, ///< of a review: a screenshot
    badReview,
    noBadReview, ///< asks to leave none
    takeBack,
    reward,
    gift, ///< what is given with many things
    buysReview, ///< says it all
    // private payment
    wallet,
    purse, ///< a wallet that is nothing else: a phone number behind it is where to pay
    transfer,
    toUs,
    safe, ///< the platform's own way
    payUs, ///< says it all
    cardWord,
    card,
};
inline constexpr size_t kCues = static_cast<size_t>(Cue::card) + 1;

/// Words of one meaning, parted by |. A choice stands in brackets: [号群] for one character, (的|) for a text or none; in
/// English a space may be left out or be anything. ~ at the end: more digits may follow.
struct Words {
    Cue cue;
    bool heard; ///< characters that sound alike count as well
    const char16_t* list;
};

/// `first` and then `second`, with less than `apart` Chinese characters (or three times as many letters) between.
struct Together {
    enum class Within {
        clause,
        sentence,
        anywhere,
        joined, ///< nothing between but "is", "number" and such
    };
    Cue first;
    Cue second;
    int apart;
    Within within = Within::sentence;
};

struct TopicWords {
    std::span<const Words> words;
    std::span<const Together> together;
    std::span<const Cue> alone;
};

const TopicWords& commonWords(); ///< harmless ones and denials, for all topics
const TopicWords& contactWords();
const TopicWords& absoluteWords();
const TopicWords& paidReviewWords();
const TopicWords& privatePaymentWords();

} // namespace greenroom::sending
