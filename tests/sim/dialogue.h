// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include "core/base/result.h"

namespace greenroom {

/// One exchange as its source tells it: who says what, in order.
struct Dialogue {
    struct Turn {
        bool byCustomer = true;
        QString text;
        friend bool operator==(const Turn&, const Turn&) = default;
    };
    QString id; ///< in its source
    QList<Turn> turns;
};

/// `greenroom`: JSON Lines of {"id":…,"turns":[{"by":"customer"|"agent","text":…}]}.
/// `crosswoz`: its val.jsonl. `multidogo`: one of its .tsv files, which hold the customers' turns; the places where the
/// other side spoke are told by the turn numbers, and are filled with a short acknowledgement of ours.
/// At most `most` dialogues. A dialogue that does not begin with the customer begins with the first turn that does.
Result<QList<Dialogue>> readDialogues(const QString& file, const QString& format, qsizetype most);

} // namespace greenroom
