// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/text/foldedtext.h"
#include "core/text/privacy.h"

namespace greenroom {

/// Something private: the signs [from, to) of a folded text. Of them [openFrom, openTo) need not be starred: place names of an
/// address.
struct Private {
    PrivateKind kind = PrivateKind::card;
    qsizetype from = 0;
    qsizetype to = 0;
    qsizetype openFrom = 0;
    qsizetype openTo = 0;
};

/// Each finds one kind, ascending. What was taken from the text before is not looked at.
QList<Private> findMails(const FoldedText& text);
QList<Private> findIdentities(const FoldedText& text, const DigitGroups& groups);
/// Numbers, and expiry and check value near them.
QList<Private> findCards(const FoldedText& text, const DigitGroups& groups);
QList<Private> findPhones(const FoldedText& text, const DigitGroups& groups);
QList<Private> findCodes(const FoldedText& text, const DigitGroups& groups);
/// In Chinese.
QList<Private> findAddresses(const FoldedText& text);
/// Addresses in letters.
QList<Private> findStreets(const FoldedText& text);

/// Takes out what withoutCards() and hidden() leave to be read of what they have hidden, that it makes no new number with what
/// stands beside it. \returns whether there was any
bool takeHidden(FoldedText& text);

} // namespace greenroom
