// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace greenroom {

/// What a text gives away of a person (reference/security.md P-5 to P-7).
enum class PrivateKind {
    card, ///< number of a bank or credit card: 13 to 19 digits of a known issuer that pass Luhn; expiry and check value beside
          ///< it
    identity, ///< number of a Chinese resident's identity card, with its birth date and check digit right
    phone, ///< mobile or landline number of a person; not a shop's service number (400, 800, 95…)
    address, ///< postal address down to a house, building or room
    mail, ///< e-mail address
    code, ///< one-time code, named as such in the text
};

/// `from` and `length` in UTF-16 code units of the text as it was given.
struct PrivateSpan {
    PrivateKind kind = PrivateKind::card;
    qsizetype from = 0;
    qsizetype length = 0;
    friend bool operator==(const PrivateSpan&, const PrivateSpan&) = default;
};

/// Ascending, none overlapping another. Sees full-width digits, blanks, hyphens and dots between them. Work grows with the
/// text's length, whatever it holds; a text without digits or '@' is looked at once.
QList<PrivateSpan> privateSpans(QStringView text);

/// As a text may be stored (PCI DSS 4.0.1, 3.4.1): of a card's number the first six and the last four digits stay, the rest
/// is '•', one for each character; expiry and check value beside it are '•' throughout. Applied again it changes nothing.
QString withoutCards(const QString& text);

/// As staff see what a customer wrote: digits and letters of what is private are '*', but for what is needed to speak of it:
/// the last four digits of a telephone number, the first and last of an identity number, the first place names of an address
/// (to the district or street), the first letter and the domain of a mail address. As many characters as the text
/// has (some take fewer units); of a card's number the digits that withoutCards() leaves stay. Applied again it changes
/// nothing.
QString hidden(const QString& text);

/// There is something starred in it that is stored whole, as hidden() leaves it.
bool isHidden(QStringView text);

} // namespace greenroom
