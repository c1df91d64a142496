// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/httpparser.h"
#include "tests/fuzz/promise.h"
#include "tests/fuzz/readers.h"

namespace greenroom {

namespace {

constexpr qint64 kBodyLimit = 4096;

/// What became of a request that came in pieces.
struct Outcome {
    HttpParser::Step step = HttpParser::Step::needsMore;
    qsizetype headSize = 0;
    HttpRequest request;
    qsizetype left = 0; ///< bytes behind the request
};

Outcome readInPieces(const QList<QByteArray>& pieces)
{
    static const ConnectionLimits limits;
    HttpParser parser(limits);
    Outcome outcome;
    QByteArray buffered;
    for (const QByteArray& piece : pieces) {
        buffered += piece;
        if (outcome.step == HttpParser::Step::refused)
            continue;
        if (outcome.headSize == 0) {
            outcome.step = parser.readHead(buffered);
            if (outcome.step != HttpParser::Step::done)
                continue;
            outcome.headSize = parser.headSize();
            promise(outcome.headSize <= limits.headBytes && outcome.headSize <= buffered.size(), "a head has its bounds");
            promise(parser.request().path.startsWith('/'), "a target is a path");
            parser.setBodyLimit(kBodyLimit);
            buffered.remove(0, outcome.headSize);
        } else if (outcome.step != HttpParser::Step::needsMore) {
            continue;
        }
        outcome.step = parser.readBody(buffered);
    }
    if (outcome.step == HttpParser::Step::refused)
        promise(parser.status() >= 400 && parser.status() < 600 && !parser.reason().isEmpty(),
            "a refusal has a status and says why");
    promise(parser.request().body.size() <= kBodyLimit, "a body has its bound");
    outcome.request = parser.request();
    outcome.left = buffered.size();
    return outcome;
}

} // namespace

void fuzzHttp(const QByteArray& bytes)
{
    if (bytes.isEmpty())
        return;
    const QByteArray text = bytes.mid(1);
    const qsizetype cut = text.size() * static_cast<unsigned char>(bytes.front()) / 256;
    const Outcome whole = readInPieces({text});
    const Outcome pieces = readInPieces({text.left(cut), text.mid(cut)});
    promise(whole.step == pieces.step, "where the network cuts decides nothing");
    if (whole.step == HttpParser::Step::refused)
        return;
    promise(whole.headSize == pieces.headSize && whole.left == pieces.left, "a request ends where it ends");
    promise(whole.request.method == pieces.request.method && whole.request.path == pieces.request.path
            && whole.request.query == pieces.request.query && whole.request.fields == pieces.request.fields
            && whole.request.keepAlive == pieces.request.keepAlive && whole.request.body == pieces.request.body,
        "a request is the same whole and cut");
}

} // namespace greenroom
