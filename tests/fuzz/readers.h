// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

// One function for each reader of bytes that strangers may write. Any bytes at all must be read as something valid or refused
// with a code and a sentence; a promise that is broken ends the process (qFatal). The fuzzers (scripts/fuzz.sh) look for
// such bytes, tst_corpus reads the ones that are kept.
namespace greenroom {

/// A frame of the wire: as a request (what is accepted reads the same once it is written again), and as an answer or event.
void fuzzMessages(const QByteArray& bytes);
/// The first byte says where the network cuts the rest in two. An HTTP request is the same whole and cut.
void fuzzHttp(const QByteArray& bytes);
/// The first byte says the form and the kind; the rest is a file. Every record, and what it means.
void fuzzImports(const QByteArray& bytes);
/// A picture's head, and a voice note taken apart; what is kept of a note is a note again, of the same length.
void fuzzMedia(const QByteArray& bytes);

} // namespace greenroom
