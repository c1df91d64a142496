// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QList>
#include <QString>

namespace greenroom {

/// Why something was refused or failed: the closed list of codes, on the wire and inside.
/// Codes are only appended. What each says of storage is in codeInfo().
enum class Code {
    ok,
    malformed, ///< not a JSON object, or no envelope
    unknownType, ///< no such request in this version
    missingField,
    invalidField, ///< wrong type, unknown value or out of range
    tooLong, ///< a text over its limit
    tooLarge, ///< a frame or a file over its limit
    helloFirst, ///< the first request must be hello
    alreadyHello,
    signInFailed, ///< name or password wrong; never says which
    sessionEnded, ///< the token is unknown, expired or revoked
    forbidden, ///< this role may not do that
    notFound, ///< does not exist, or is not yours: the two are not told apart
    conflict, ///< the id was used before, for something else
    reassigned, ///< the conversation has moved on; assignmentVersion is stale
    closed, ///< the conversation is closed
    offerEnded, ///< the offer is no longer open to you
    overCapacity, ///< the person's capacity is used up
    rateLimited, ///< too many requests; retryAfterMs says when
    busy, ///< the server has too much to do; retryAfterMs says when
    unavailable, ///< the server cannot store now; nothing was stored
    unsupported, ///< version, transport or format not supported
    mediaRejected, ///< the file is not a picture or a voice note that can be shown
    recallTooLate,
    identityInvalid, ///< the shop's signature of this customer is wrong, expired or replayed
    storage, ///< the database said no; detail says what
    schemaNewer, ///< the database was written by a newer version
    config, ///< a wrong setting
    input, ///< a wrong line in an imported file
    internal, ///< a defect of ours
    offline, ///< there is no connection to the server (never on the wire)
    timedOut, ///< no answer in time; whether it was stored is unknown (never on the wire)
    ruleBroken, ///< a rule before sending keeps it back; field: its action, `block` or `reason`; detail: its name
};

/// A refusal as a value: the code decides, the rest explains. No prose for the screen: `ui` has one table for that.
struct Error {
    Code code = Code::internal;
    QString field; ///< the field, setting or column it is about, if one
    QString detail; ///< the offending value or the engine's own words; English, for logs and developers
    qint64 limit = 0; ///< the limit that was passed, or milliseconds to wait before trying again; 0: none

    friend bool operator==(const Error&, const Error&) = default;
};

/// The wire name of a code: the enumerator's own name.
QString codeName(Code code);
std::optional<Code> codeFromName(QStringView name);
/// All codes, in order.
QList<Code> allCodes();

/// One English sentence that says what is wrong and what to do. For the wire's `detail`, logs and the command line.
QString sentence(const Error& error);

} // namespace greenroom
