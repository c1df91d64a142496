// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"

#include <array>

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

struct CodeInfo {
    Code code;
    QLatin1StringView name;
    QLatin1StringView sentence;
};

// %1 field, %2 detail, %3 limit
constexpr std::array kCodes {
    CodeInfo {Code::ok, "ok"_L1, "Done."_L1},
    CodeInfo {
        Code::malformed, "malformed"_L1, "This is not a valid message: %2. Send one JSON object with type, id and body."_L1},
    CodeInfo {Code::unknownType, "unknownType"_L1, "There is no request of type \"%2\" in this version."_L1},
    CodeInfo {Code::missingField, "missingField"_L1, "The field \"%1\" is missing."_L1},
    CodeInfo {Code::invalidField, "invalidField"_L1, "The field \"%1\" has a value that is not allowed: %2."_L1},
    CodeInfo {Code::tooLong, "tooLong"_L1, "The text in \"%1\" is too long; at most %3 are allowed."_L1},
    CodeInfo {Code::tooLarge, "tooLarge"_L1, "This is too large; at most %3 bytes are allowed."_L1},
    CodeInfo {Code::helloFirst, "helloFirst"_L1, "The first request on a connection must be hello."_L1},
    CodeInfo {Code::alreadyHello, "alreadyHello"_L1, "This connection has already said hello; open another one."_L1},
    CodeInfo {Code::signInFailed, "signInFailed"_L1, "The name or the password is not right."_L1},
    CodeInfo {Code::sessionEnded, "sessionEnded"_L1, "The session has ended; sign in again."_L1},
    CodeInfo {Code::forbidden, "forbidden"_L1, "Your role does not allow this."_L1},
    CodeInfo {Code::notFound, "notFound"_L1, "There is no such thing, or it is not yours to see."_L1},
    CodeInfo {Code::conflict, "conflict"_L1, "This id was used before for something else; make a new one."_L1},
    CodeInfo {Code::reassigned, "reassigned"_L1,
        "The conversation has moved on to somebody else; read what was missed before sending again."_L1},
    CodeInfo {Code::closed, "closed"_L1, "The conversation is closed."_L1},
    CodeInfo {Code::offerEnded, "offerEnded"_L1, "This offer has ended."_L1},
    CodeInfo {Code::overCapacity, "overCapacity"_L1, "The capacity is used up; finish a conversation first."_L1},
    CodeInfo {Code::rateLimited, "rateLimited"_L1, "Too many requests; try again in %3 ms."_L1},
    CodeInfo {Code::busy, "busy"_L1, "The server is busy; nothing was stored; try again in %3 ms."_L1},
    CodeInfo {Code::unavailable, "unavailable"_L1, "The server cannot store anything now; nothing was stored; try again."_L1},
    CodeInfo {Code::unsupported, "unsupported"_L1, "This is not supported: %2."_L1},
    CodeInfo {Code::mediaRejected, "mediaRejected"_L1, "This file cannot be used: %2."_L1},
    CodeInfo {Code::recallTooLate, "recallTooLate"_L1, "A message can be recalled only within %3 seconds."_L1},
    CodeInfo {Code::identityInvalid, "identityInvalid"_L1, "The shop's signature for this customer is not valid: %2."_L1},
    CodeInfo {Code::storage, "storage"_L1, "The database refused: %2."_L1},
    CodeInfo {Code::schemaNewer, "schemaNewer"_L1,
        "The database is of version %2, newer than this program knows (%3); update the program."_L1},
    CodeInfo {Code::config, "config"_L1, "The setting \"%1\" is wrong: %2."_L1},
    CodeInfo {Code::input, "input"_L1, "%1: %2"_L1},
    CodeInfo {Code::internal, "internal"_L1, "Something went wrong inside; nothing was stored: %2."_L1},
    CodeInfo {Code::offline, "offline"_L1, "There is no connection to the server."_L1},
    CodeInfo {Code::timedOut, "timedOut"_L1, "The server did not answer in time."_L1},
    CodeInfo {Code::ruleBroken, "ruleBroken"_L1, "The rule \"%2\" keeps this from being sent."_L1},
};

const CodeInfo& info(Code code)
{
    return kCodes[static_cast<std::size_t>(code)];
}

constexpr bool inOrder()
{
    for (std::size_t i = 0; i < kCodes.size(); ++i)
        if (static_cast<std::size_t>(kCodes[i].code) != i)
            return false;
    return true;
}
static_assert(inOrder(), "kCodes lists the codes in the enum's order");

} // namespace

QString codeName(Code code)
{
    return info(code).name;
}

std::optional<Code> codeFromName(QStringView name)
{
    for (const CodeInfo& each : kCodes)
        if (each.name == name)
            return each.code;
    return std::nullopt;
}

QList<Code> allCodes()
{
    QList<Code> codes;
    for (const CodeInfo& each : kCodes)
        codes.append(each.code);
    return codes;
}

QString sentence(const Error& error)
{
    QString text = info(error.code).sentence;
    text.replace("%3"_L1, QString::number(error.limit));
    text.replace("%1"_L1, error.field);
    return text.replace("%2"_L1, error.detail);
}

} // namespace greenroom
