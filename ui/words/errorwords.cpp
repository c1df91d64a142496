// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/errorwords.h"

#include <QCoreApplication>

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

struct ErrorWords {
    Q_DECLARE_TR_FUNCTIONS(greenroom::ErrorWords)
};

} // namespace

QString errorSentence(const Error& error)
{
    const QString seconds = QString::number(qMax<qint64>(1, (error.limit + 999) / 1000));
    switch (error.code) {
    case Code::ok: return ErrorWords::tr("Done.");
    case Code::malformed:
    case Code::unknownType:
    case Code::missingField:
    case Code::invalidField:
    case Code::helloFirst:
    case Code::alreadyHello:
        return ErrorWords::tr("The server did not understand this program. Please update it and try again.");
    case Code::tooLong: return ErrorWords::tr("The text is too long. Please shorten it or send it in parts.");
    case Code::tooLarge: return ErrorWords::tr("The file is too large. Please send a smaller one.");
    case Code::signInFailed: return ErrorWords::tr("The name or the password is not right.");
    case Code::sessionEnded: return ErrorWords::tr("The session has ended. Please sign in again.");
    case Code::forbidden: return ErrorWords::tr("Your role does not allow this.");
    case Code::notFound: return ErrorWords::tr("This is not there any more, or it is not yours to see.");
    case Code::conflict:
        if (error.field == "seen"_L1)
            return ErrorWords::tr("While you wrote, more was said. Please read it, then send again.");
        return ErrorWords::tr("This was already used for something else. Please try again.");
    case Code::reassigned:
        return ErrorWords::tr(
            "The conversation has moved on to somebody else. Your text was kept; read what was missed first.");
    case Code::closed: return ErrorWords::tr("The conversation is closed. Your text was kept.");
    case Code::offerEnded: return ErrorWords::tr("This offer has ended.");
    case Code::overCapacity: return ErrorWords::tr("Your capacity is used up. Please finish a conversation first.");
    case Code::rateLimited: return ErrorWords::tr("That was too fast. Please try again in %1 s.").arg(seconds);
    case Code::busy: return ErrorWords::tr("The server is busy. Nothing was changed; please try again in %1 s.").arg(seconds);
    case Code::unavailable:
        return ErrorWords::tr("The server cannot store anything now. Nothing was changed; please try again.");
    case Code::unsupported: return ErrorWords::tr("This is not supported here.");
    case Code::mediaRejected: return ErrorWords::tr("This file cannot be sent: it is not a picture that can be shown.");
    case Code::recallTooLate: return ErrorWords::tr("It is too late to take this back.");
    case Code::identityInvalid: return ErrorWords::tr("The shop's signature for this customer is not valid.");
    case Code::storage: return ErrorWords::tr("It could not be stored on this computer. Please check the disk.");
    case Code::schemaNewer:
        return ErrorWords::tr("The data on this computer come from a newer version. Please update the program.");
    case Code::config:
    case Code::input: return ErrorWords::tr("A setting is wrong: %1").arg(error.detail);
    case Code::internal: return ErrorWords::tr("Something went wrong inside. Nothing was stored.");
    case Code::offline: return ErrorWords::tr("There is no connection to the server.");
    case Code::timedOut: return ErrorWords::tr("The server did not answer in time.");
    case Code::ruleBroken: return ErrorWords::tr("A rule of the shop keeps this from being sent. What you wrote was kept.");
    }
    return ErrorWords::tr("Something went wrong inside. Nothing was stored.");
}

QString offlineSentence()
{
    return ErrorWords::tr("Not while there is no connection.");
}

} // namespace greenroom
