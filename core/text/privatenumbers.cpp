// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <optional>

#include <QDate>

#include "core/text/privatefinders.h"

namespace greenroom {

namespace {

constexpr qsizetype kIdentity = 18;
constexpr int kFirstBirthYear = 1900;

int valueOf(std::u16string_view digits)
{
    int value = 0;
    for (char16_t c : digits)
        value = value * 10 + (c - u'0');
    return value;
}

/// GB/T 2260, the first two digits.
bool isProvince(int code)
{
    return (code >= 11 && code <= 15) || (code >= 21 && code <= 23) || (code >= 31 && code <= 37) || (code >= 41 && code <= 46)
        || (code >= 50 && code <= 54) || (code >= 61 && code <= 65) || code == 71 || (code >= 81 && code <= 83) || code == 91;
}

/// GB 11643: ISO 7064 MOD 11-2. The last may be 'x'.
bool isIdentityNumber(std::u16string_view number)
{
    int sum = 0;
    for (size_t i = 0; i < number.size(); ++i) {
        const int value = number[i] == u'x' ? 10 : number[i] - u'0';
        sum = (sum + value) * (i + 1 < number.size() ? 2 : 1);
        sum %= 11;
    }
    if (sum != 1 || !isProvince(valueOf(number.substr(0, 2))))
        return false;
    const QDate born(valueOf(number.substr(6, 4)), valueOf(number.substr(10, 2)), valueOf(number.substr(12, 2)));
    return born.isValid() && born.year() >= kFirstBirthYear && born <= QDate::currentDate();
}

/// A number that is so called, with letters between them: "您的验证码是 482913".
const WordList& codeWords()
{
    static const WordList words(
        u"验证码|校验码|动态码|动态密码|动态口令|短信码|短信密码|授权码|二次验证|验证密码|认证码|确认码|一次性密码|一次性口令|"
        u"登录码|登陆码|识别验证码|"
        u"verification code|verify code|verification pin|security code|one-time code|one time code|one-time password|"
        u"one time password|one-time passcode|one-time pin|passcode|otp|otp code|auth code|authentication code|login code|"
        u"sms code|2fa code|2fa|access code|confirmation code|code|vcode|yzm|pin|短信里的码|短信码|收到的码|发来的码|"
        u"里面的码|那个码|短信里的数字|短信里的|短信收到|收到短信|短信说|短信是|短信|位数|位数字|sms|text message|texted "
        u"me|text says|message says|msg says|six digits|6 digits");
    return words;
}

/// A word in front of "code" that makes it another.
const WordList& otherCodeWords()
{
    static const WordList words(
        u"zip|postal|post|promo|promotion|discount|coupon|gift|voucher|area|country|error|status|product|item|"
        u"bar|qr|dress|source|color|colour|style|offer|referral|invite|invitation|exit|unit|room|reason|"
        u"order|tracking|hs|sort|swift|bank|branch|store|shop|model|sku|game|cheat|morse|a|pickup|pick up");
    return words;
}

constexpr qsizetype kShortestCode = 4;
constexpr qsizetype kLongestCode = 8;

bool isCodeLength(qsizetype length)
{
    return length >= kShortestCode && length <= kLongestCode;
}

struct Token {
    qsizetype from = 0;
    qsizetype to = 0;
    qsizetype length = 0; ///< without what stands between
    bool mixed = false; ///< with letters
};

/// What may be a code and begins with the group: also "482 913" and "4 8 2 9 1 3".
Token tokenAt(const FoldedText& text, const DigitGroups& groups, qsizetype i)
{
    const qsizetype size = groups[i].size();
    qsizetype to = i + 1;
    while (to < groups.size() && size * (to - i) <= kLongestCode && size <= 4 && groups[to].size() == size && groups[to].joined
        && groups[to].from == groups[to - 1].to + 1 && text[groups[to].from - 1] != u'.' && text[groups[to].from - 1] != u'\n')
        ++to;
    if (to > i + 1 && isCodeLength(size * (to - i)) && (size <= 2 || to == i + 2))
        return {groups[i].from, groups[to - 1].to, size * (to - i)};
    Token token {groups[i].from, groups[i].to};
    while (isLatin(text[token.from - 1]) && token.to - token.from < 9)
        --token.from;
    while ((isLatin(text[token.to]) || isDigit(text[token.to])) && token.to - token.from < 9)
        ++token.to;
    token.length = token.to - token.from;
    token.mixed = token.length > size;
    // "OTP482913"
    if (token.mixed && codeWords().endingAt(text, groups[i].from) == groups[i].from - token.from && token.to == groups[i].to)
        return {groups[i].from, groups[i].to, size};
    return token;
}

/// How far it is, in letters, from the words that say a code follows; none: nobody says so. A Chinese character is two.
std::optional<int> farFromName(const FoldedText& text, qsizetype from)
{
    constexpr int farthest = 28;
    constexpr int farthestOfCommon = 8; // "code" is of much
    static const WordList otherNumbers(
        u"尾号|订单|单号|发到|发送|手机|号码|号|第|等了|大约|ending in|ends in|order|to|within|in|for|after");
    static const WordList common(u"code|vcode|security code|access code|confirmation code|sms|text "
                                 u"message|短信收到|收到短信|短信说|短信是|短信|位数|位数字|text says|message says|"
                                 u"msg says|six digits|6 digits");
    int far = 0;
    for (qsizetype at = from; at > 0 && far <= farthest; --at) {
        if (const qsizetype word = codeWords().endingAt(text, at)) {
            qsizetype before = at - word;
            while (text[before - 1] == u' ')
                --before;
            static const WordList messages(u"sms|text|texted|from the sms");
            const bool isCommon = common.endingAt(text, at) == word
                && messages.endingAt(text, from - (text[from - 2] == u':' ? 2 : 1)) == 0;
            if ((isCommon && far > farthestOfCommon) || (word <= 4 && otherCodeWords().endingAt(text, before) > 0))
                return {};
            return far;
        }
        const char16_t c = text[at - 1];
        if (c == u'。' || c == u'!' || c == u'?' || c == u';' || c == FoldedText::kTaken || c == u'•'
            || (isDigit(c) && isDigit(text[at - 2]) && isDigit(text[at - 3])) || otherNumbers.endingAt(text, at) > 0)
            return {};
        far += isHan(c) ? 2 : 1;
    }
    return {};
}

/// "482913 is your verification code", "482913是验证码".
bool isNamedBehind(const FoldedText& text, qsizetype to)
{
    constexpr qsizetype farthest = 40;
    static const WordList is(u"is your|is my|is the|as the|as my|as your|came by sms|came by text|the code");
    static const WordList enough(u"to verify|to log in|to login|to sign in|the code|is the code");
    if (text[to] == u' ' && enough.startingAt(text, to + 1) > 0)
        return true;
    constexpr std::u16string_view fillers = u",( 是这个您你我的就为作了登录短信支付手机【[";
    if (text[to] != u'的') {
        qsizetype at = to;
        while (at - to < 8 && text[at] != 0 && fillers.find(text[at]) != std::u16string_view::npos)
            ++at;
        if (isHan(text[at]) && codeWords().startingAt(text, at) > 0)
            return true;
    }
    if (text[to] != u' ' || is.startingAt(text, to + 1) == 0)
        return false;
    qsizetype at = to + 1;
    while (at < std::min(to + farthest, text.size()) && text[at] != u'\n' && codeWords().startingAt(text, at) == 0)
        ++at;
    return codeWords().startingAt(text, at) > 0;
}

} // namespace

QList<Private> findIdentities(const FoldedText& text, const DigitGroups& groups)
{
    constexpr qsizetype mostGroups = 6;
    QList<Private> found;
    for (qsizetype i = 0; i < groups.size();) {
        qsizetype count = 0;
        qsizetype next = i + 1;
        for (qsizetype to = i; to < std::min(groups.size(), i + mostGroups) && (to == i || groups[to].joined); ++to) {
            count += groups[to].size();
            if (count > kIdentity)
                break;
            if (count < kIdentity - 1)
                continue;
            std::u16string number = digitsOf(text, groups, i, to + 1);
            qsizetype end = groups[to].to;
            if (count == kIdentity - 1) {
                if (text[end] == u' ' || text[end] == u'-')
                    ++end;
                if (text[end] != u'x')
                    continue;
                number += u'x';
                ++end;
            }
            if (isIdentityNumber(number) && !(to > i && nameBefore(text, groups[i].from) == NumberName::card)) {
                found.append({PrivateKind::identity, groups[i].from, end});
                next = to + 1;
                break;
            }
        }
        i = next;
    }
    return found;
}

QList<Private> findCodes(const FoldedText& text, const DigitGroups& groups)
{
    constexpr int atOnce = 4; // with letters in it, only right behind its name
    static const WordList units(
        u"年|月|日|分|秒|次|元|块|个|条|小时|位|天|点|号|件|%|:|s |min|times|digits|digit|-digit|seconds|minutes");
    QList<Private> found;
    for (qsizetype i = 0; i < groups.size(); ++i) {
        const Token token = tokenAt(text, groups, i);
        const bool isAlone = (i == 0 || !groups[i].joined || groups[i].from - groups[i - 1].to > 1
                                 || text[token.from - 1] == u'\n')
            && !((text[token.to] == u'-' || text[token.to] == u'.') && isDigit(text[token.to + 1]));
        if (!isCodeLength(token.length) || !isAlone || units.startingAt(text, token.to) > 0)
            continue;
        const auto far = farFromName(text, token.from);
        if (far ? !token.mixed || (*far <= atOnce && isHan(text[token.from - 1 - *far]))
                : !token.mixed && isNamedBehind(text, token.to)) {
            found.append({PrivateKind::code, token.from, token.to});
            while (i + 1 < groups.size() && groups[i + 1].from < token.to)
                ++i;
        }
    }
    return found;
}

} // namespace greenroom
