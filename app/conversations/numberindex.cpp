// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/conversations/numberindex.h"

#include <algorithm>

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kShortest = 6;
constexpr qsizetype kLongest = 64;
constexpr qsizetype kFewestDigits = 4;
/// No price, day or article number in what customers write has so many digits.
constexpr qsizetype kTellingDigits = 10;
constexpr qsizetype kMostGroups = 6; ///< "1380 0138 000"
constexpr qsizetype kTail = 4; ///< what is seen of a hidden telephone number

constexpr bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

qsizetype digitsIn(const QString& plain)
{
    return std::count_if(plain.begin(), plain.end(), isDigit);
}

/// A small letter, a digit, or the star that stands for a hidden one; null: something else.
QChar plainOf(QChar c)
{
    if (const int digit = c.digitValue(); digit >= 0)
        return QChar(static_cast<char16_t>(u'0' + digit));
    const char16_t narrow = c >= u'！' && c <= u'～' ? static_cast<char16_t>(c.unicode() - u'！' + u'!') : c.unicode();
    if (narrow >= u'A' && narrow <= u'Z')
        return QChar(static_cast<char16_t>(narrow - u'A' + u'a'));
    return (narrow >= u'a' && narrow <= u'z') || narrow == u'*' ? QChar(narrow) : QChar();
}

/// What stands between letters and digits, the strongest last.
enum class Gap {
    none, ///< cannot be seen
    hyphen, ///< within a number
    space, ///< between the groups of one number, or between two
    end,
};

Gap gapOf(QChar c)
{
    static constexpr QStringView kHyphens = u"-_\u2010\u2011\u2212－＿";
    static constexpr QStringView kSpaces = u".·•/()．／（）–—";
    if (c.category() == QChar::Other_Format)
        return Gap::none;
    if (kHyphens.contains(c))
        return Gap::hyphen;
    return kSpaces.contains(c) || c == u'\t' || c.category() == QChar::Separator_Space ? Gap::space : Gap::end;
}

/// Letters and digits without anything but hyphens between them.
struct Group {
    QString plain;
    qsizetype from = 0;
    qsizetype end = 0;
    bool follows = false; ///< nothing but spaces is between it and the one before
    bool hyphened = false;
    bool plus = false; ///< stands behind "+"
};

QList<Group> groupsOf(const QString& text)
{
    QList<Group> groups;
    Gap gap = Gap::end;
    bool plus = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar plain = plainOf(text[i]);
        if (plain.isNull()) {
            gap = std::max(gap, gapOf(text[i]));
            plus = text[i] == u'+' || text[i] == u'＋';
            continue;
        }
        if (gap >= Gap::space || groups.isEmpty())
            groups.append({{}, i, i, gap == Gap::space && !groups.isEmpty(), false, plus});
        Group& group = groups.last();
        group.hyphened = group.hyphened || gap == Gap::hyphen;
        if (group.plain.size() <= kLongest) // longer is no number
            group.plain += plain;
        group.end = i + 1;
        gap = Gap::none;
        plus = false;
    }
    return groups;
}

bool isMobile(const QString& plain)
{
    return plain.size() == 11 && plain[0] == u'1' && plain[1] >= u'3' && digitsIn(plain) == 11;
}

bool isHiddenPhone(const QString& plain)
{
    const qsizetype stars = plain.size() - kTail;
    return plain.size() >= 7 && plain.size() <= 15 && plain.count(u'*') == stars && digitsIn(plain) == kTail
        && plain.lastIndexOf(u'*') == stars - 1;
}

bool isNumber(const QString& plain)
{
    return plain.size() >= kShortest && plain.size() <= kLongest && digitsIn(plain) >= kFewestDigits
        && (!plain.contains(u'*') || isHiddenPhone(plain));
}

/// "+86 138…" and "138…" are one.
QString withoutCountry(const QString& plain)
{
    if (plain.size() == 13 && isHiddenPhone(plain))
        return plain.mid(2);
    for (const QLatin1StringView country : {"86"_L1, "0086"_L1})
        if (plain.startsWith(country) && isMobile(plain.mid(country.size())))
            return plain.mid(country.size());
    return plain;
}

/// Groups of a text that together may be one.
struct Number {
    QString plain;
    qsizetype from = 0;
    qsizetype end = 0;
    bool grouped = false; ///< by hyphens or spaces
    bool plus = false;
};

/// Every run of groups that may be a number, until `visit` has enough.
template <class Visit>
void eachNumber(const QString& text, Visit&& visit)
{
    const QList<Group> groups = groupsOf(text);
    for (qsizetype first = 0; first < groups.size(); ++first) {
        Number number {{}, groups[first].from, 0, groups[first].hyphened, groups[first].plus};
        QString plain;
        for (qsizetype i = first; i < std::min(groups.size(), first + kMostGroups); ++i) {
            // Letters stand at the beginning of a number or in one group with its digits, else they are the next word.
            if (i > first && (!groups[i].follows || (digitsIn(groups[i].plain) == 0 && !groups[i].plain.contains(u'*'))))
                break;
            plain += groups[i].plain;
            if (plain.size() > kLongest)
                break;
            number.plain = withoutCountry(plain);
            number.end = groups[i].end;
            number.grouped = number.grouped || i > first;
            if (isNumber(number.plain) && visit(number))
                return;
        }
    }
}

/// What a number in a customer's words is of, if it is surely theirs.
std::optional<NumberKind> customersOwn(const Number& number)
{
    const qsizetype digits = digitsIn(number.plain);
    const bool abroad = number.plus && digits == number.plain.size() && digits >= 9 && digits <= 15;
    if (isMobile(number.plain) || isHiddenPhone(number.plain) || abroad)
        return NumberKind::phone;
    // A day with its hour has as many digits, but in groups. Service numbers are everybody's.
    const bool service = digits == kTellingDigits && (number.plain.startsWith("400"_L1) || number.plain.startsWith("800"_L1));
    return digits >= kTellingDigits && !number.grouped && !service ? std::optional(NumberKind::other) : std::nullopt;
}

} // namespace

bool NumberIndex::own(ConversationId conversation, const QString& plain, NumberKind kind)
{
    QList<Owner>& owners = m_owners[plain];
    const auto found = std::find_if(
        owners.begin(), owners.end(), [&](const Owner& each) { return each.conversation == conversation; });
    if (found != owners.end() && found->kind <= kind)
        return false;
    if (found != owners.end())
        found->kind = kind;
    else
        owners.append({conversation, kind});
    m_known[conversation].insert(plain);
    return true;
}

bool NumberIndex::add(ConversationId conversation, const QString& number, NumberKind kind)
{
    QString plain;
    for (const Group& group : groupsOf(number))
        plain += group.plain;
    plain = withoutCountry(plain);
    return isNumber(plain) && own(conversation, plain, kind);
}

bool NumberIndex::hear(ConversationId conversation, const QString& text, bool byCustomer)
{
    bool news = false;
    eachNumber(text, [&](const Number& number) {
        const auto known = m_known.constFind(conversation);
        if (known != m_known.constEnd() && known->size() >= kMostSaid)
            return true;
        if (const auto kind = byCustomer ? customersOwn(number) : std::nullopt) {
            news = own(conversation, number.plain, *kind) || news;
        } else if (known == m_known.constEnd() || !known->contains(number.plain)) {
            m_known[conversation].insert(number.plain);
            news = true;
        }
        return false;
    });
    return news;
}

bool NumberIndex::forget(ConversationId conversation)
{
    const auto known = m_known.constFind(conversation);
    if (known == m_known.constEnd())
        return false;
    for (const QString& plain : *known) {
        const auto owners = m_owners.find(plain);
        if (owners == m_owners.end())
            continue;
        owners->removeIf([&](const Owner& each) { return each.conversation == conversation; });
        if (owners->isEmpty())
            m_owners.erase(owners);
    }
    m_known.erase(known);
    return true;
}

std::optional<NumberIndex::Found> NumberIndex::foreign(
    const QString& text, ConversationId here, const std::function<bool(ConversationId other)>& isSame) const
{
    if (m_owners.isEmpty())
        return {};
    std::optional<Found> found;
    const QSet<QString> known = m_known.value(here);
    eachNumber(text, [&](const Number& number) {
        QStringList spellings {number.plain};
        if (isMobile(number.plain))
            spellings.append(QString(number.plain.size() - kTail, u'*') + number.plain.right(kTail));
        const Owner* other = nullptr;
        for (const QString& each : std::as_const(spellings)) {
            if (known.contains(each))
                return false;
            const auto owners = m_owners.constFind(each);
            if (owners == m_owners.constEnd())
                continue;
            if (std::any_of(owners->begin(), owners->end(),
                    [&](const Owner& owner) { return owner.conversation == here || isSame(owner.conversation); }))
                return false;
            if (!other)
                other = &owners->first();
        }
        if (other)
            found = Found {other->conversation, other->kind, number.from, number.end - number.from};
        return other != nullptr;
    });
    return found;
}

} // namespace greenroom
