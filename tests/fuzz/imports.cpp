// SPDX-License-Identifier: GPL-3.0-or-later
#include <QBuffer>

#include "server/imports/importvalues.h"
#include "server/imports/rowreader.h"
#include "tests/fuzz/promise.h"
#include "tests/fuzz/readers.h"

namespace greenroom {

namespace {

template <class T>
void promiseValidOrRefused(const Result<T>& read)
{
    if (!read)
        promiseWhole(read.error());
}

void understand(const QJsonObject& record, int kind)
{
    const Instant now = fromMillis(1'763'692'800'000);
    const Uuid id {1, 2};
    switch (kind) {
    case 0: {
        const auto order = orderFrom(record, OrderId(id), now);
        promiseValidOrRefused(order);
        promise(!order || check(*order), "an order that is taken is right");
        break;
    }
    case 1: {
        const auto product = productFrom(record, ProductId(id));
        promiseValidOrRefused(product);
        promise(!product || check(*product), "a product that is taken is right");
        break;
    }
    case 2: promiseValidOrRefused(articleFrom(record, ArticleId(id), now)); break;
    default: promiseValidOrRefused(phraseFrom(record, PhraseId(id))); break;
    }
}

} // namespace

void fuzzImports(const QByteArray& bytes)
{
    if (bytes.isEmpty())
        return;
    const int choice = static_cast<unsigned char>(bytes.front());
    QByteArray text = bytes.mid(1);
    const qint64 lines = text.count('\n') + 1;
    QBuffer file(&text);
    file.open(QIODevice::ReadOnly);
    RowReader reader(file, choice & 1 ? ImportFormat::csv : ImportFormat::jsonLines);
    qint64 last = 0;
    while (const auto row = reader.next()) {
        promise(row->line > last && row->line <= lines, "records come in order, each with its line");
        last = row->line;
        if (!row->value)
            promiseWhole(row->value.error());
        else
            understand(*row->value, choice >> 1 & 3);
    }
    promise(file.atEnd(), "nothing of a file is left unread");
}

} // namespace greenroom
