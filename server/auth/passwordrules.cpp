// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/passwordrules.h"

#include <algorithm>
#include <array>

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

// Words people build passwords from. A password that is one of these with digits or signs around it is refused.
constexpr std::array kWords {"password"_L1, "passwort"_L1, "passw0rd"_L1, "p@ssword"_L1, "p@ssw0rd"_L1, "pass"_L1, "qwerty"_L1,
    "qwertz"_L1, "azerty"_L1, "qwertyuiop"_L1, "asdfghjkl"_L1, "asdfgh"_L1, "asdf"_L1, "zxcvbnm"_L1, "zxcvbn"_L1, "qazwsx"_L1,
    "qazwsxedc"_L1, "1qaz2wsx"_L1, "1q2w3e4r"_L1, "1q2w3e4r5t"_L1, "q1w2e3r4"_L1, "zaq12wsx"_L1, "abc"_L1, "abcd"_L1,
    "abcdef"_L1, "iloveyou"_L1, "ilove"_L1, "woaini"_L1, "love"_L1, "letmein"_L1, "welcome"_L1, "admin"_L1, "administrator"_L1,
    "root"_L1, "user"_L1, "guest"_L1, "test"_L1, "testing"_L1, "demo"_L1, "changeme"_L1, "default"_L1, "secret"_L1, "login"_L1,
    "master"_L1, "hello"_L1, "monkey"_L1, "dragon"_L1, "sunshine"_L1, "princess"_L1, "football"_L1, "baseball"_L1,
    "basketball"_L1, "superman"_L1, "batman"_L1, "trustno"_L1, "shadow"_L1, "michael"_L1, "jennifer"_L1, "jordan"_L1,
    "charlie"_L1, "ashley"_L1, "daniel"_L1, "jessica"_L1, "starwars"_L1, "computer"_L1, "internet"_L1, "samsung"_L1,
    "google"_L1, "whatever"_L1, "freedom"_L1, "flower"_L1, "cheese"_L1, "summer"_L1, "winter"_L1, "spring"_L1, "autumn"_L1,
    "january"_L1, "company"_L1, "office"_L1, "service"_L1, "support"_L1, "customer"_L1, "kefu"_L1, "agent"_L1, "supervisor"_L1,
    "shop"_L1, "store"_L1, "taobao"_L1, "tmall"_L1, "douyin"_L1, "weixin"_L1, "wechat"_L1, "alibaba"_L1, "zhongguo"_L1,
    "beijing"_L1, "shanghai"_L1, "guangzhou"_L1, "shenzhen"_L1, "china"_L1, "greenroom"_L1, "greenroomd"_L1, "live"_L1,
    "stream"_L1, "xiaoming"_L1, "zhang"_L1, "wang"_L1, "liu"_L1, "chen"_L1, "nihao"_L1, "aini"_L1, "mima"_L1, "haoma"_L1,
    "woaiwojia"_L1, "a1b2c3d4"_L1, "killer"_L1, "soccer"_L1, "hunter"_L1, "matrix"_L1, "liverpool"_L1, "arsenal"_L1,
    "chelsea"_L1, "pokemon"_L1, "naruto"_L1, "minecraft"_L1, "fuckyou"_L1, "asshole"_L1, "lovely"_L1, "access"_L1, "mustang"_L1,
    "corvette"_L1, "ferrari"_L1, "yellow"_L1, "orange"_L1, "purple"_L1, "banana"_L1, "cookie"_L1, "chocolate"_L1, "pepper"_L1,
    "ginger"_L1, "tigger"_L1, "jesus"_L1, "angel"_L1, "blessed"_L1, "family"_L1, "mother"_L1, "father"_L1, "thomas"_L1,
    "robert"_L1, "andrew"_L1, "george"_L1, "nicole"_L1, "hannah"_L1, "amanda"_L1, "maggie"_L1};

// Rows of keys and orders everybody knows; any stretch of these, forwards or backwards, is one guess.
constexpr std::array kRows {"01234567890123456789"_L1, "abcdefghijklmnopqrstuvwxyz"_L1, "qwertyuiop[]"_L1, "asdfghjkl;'"_L1,
    "zxcvbnm,./"_L1, "!@#$%^&*()_+"_L1, "`1234567890-="_L1, "1qaz2wsx3edc4rfv5tgb6yhn7ujm"_L1, "qazwsxedcrfvtgbyhnujm"_L1,
    "147258369"_L1, "789456123"_L1, "1q2w3e4r5t6y7u8i9o0p"_L1, "520131414"_L1, "5201314520"_L1, "88888888"_L1};

Error refuse(const QString& why, qint64 limit = 0)
{
    return {Code::invalidField, u"password"_s, why, limit};
}

bool isStretch(const QString& text)
{
    QString reversed = text;
    std::reverse(reversed.begin(), reversed.end());
    return std::any_of(
        kRows.begin(), kRows.end(), [&](QLatin1StringView row) { return row.contains(text) || row.contains(reversed); });
}

// The shortest piece that makes up the whole by being repeated: "abab" is "ab".
QString unrepeated(const QString& text)
{
    for (qsizetype piece = 1; piece <= text.size() / 2; ++piece)
        if (text.size() % piece == 0 && text == text.first(piece).repeated(text.size() / piece))
            return text.first(piece);
    return text;
}

QString lettersOnly(const QString& text)
{
    qsizetype from = 0;
    qsizetype to = text.size();
    while (from < to && !text[from].isLetter())
        ++from;
    while (to > from && !text[to - 1].isLetter())
        --to;
    return text.sliced(from, to - from);
}

} // namespace

Result<void> checkPassword(QStringView password, QStringView signInName)
{
    const qint64 length = password.toUcs4().size();
    if (length < kPasswordLeast)
        return refuse(u"at least %1 characters are needed, fifteen are better"_s.arg(kPasswordLeast), kPasswordLeast);
    if (length > kPasswordMost)
        return Error {Code::tooLong, u"password"_s, {}, kPasswordMost};
    const QString folded = password.toString().normalized(QString::NormalizationForm_KC).toCaseFolded();
    const QString piece = unrepeated(folded);
    const QString core = lettersOnly(folded);
    const QString name = signInName.toString().toCaseFolded();
    if (piece.size() <= 3 || isStretch(folded) || isStretch(piece))
        return refuse(u"a row of keys or the same over and over is the first thing that is tried"_s);
    const auto isWord = [&](const QString& text) { return std::find(kWords.begin(), kWords.end(), text) != kWords.end(); };
    // What stands around a word must be long to make it a password; four digits are a year.
    const bool thin = folded.size() - core.size() <= 6;
    if (isWord(folded) || isWord(piece) || (thin && isWord(core)))
        return refuse(u"it is one of the passwords that are tried first"_s);
    if (!name.isEmpty()
        && (folded == name || unrepeated(folded) == name || (thin && core == lettersOnly(name) && !core.isEmpty())))
        return refuse(u"it is the name"_s);
    return {};
}

} // namespace greenroom
