// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/sendingwords.h"

#include <QCoreApplication>

namespace greenroom {

namespace {

struct SendingWords {
    Q_DECLARE_TR_FUNCTIONS(SendingWords)
};

QString whatOf(SendingTopic topic, const QString& quoted)
{
    switch (topic) {
    case SendingTopic::contact: return SendingWords::tr("“%1” leads the customer off the platform.").arg(quoted);
    case SendingTopic::absolute: return SendingWords::tr("“%1” claims more than advertising law allows.").arg(quoted);
    case SendingTopic::paidReview: return SendingWords::tr("“%1” offers something for a review.").arg(quoted);
    case SendingTopic::privatePayment: return SendingWords::tr("“%1” asks for money outside the platform.").arg(quoted);
    case SendingTopic::words: break;
    }
    return SendingWords::tr("“%1” is among the words the shop does not use.").arg(quoted);
}

} // namespace

QString sendingSentence(SendingTopic topic, SendingAction action, const QString& quoted, const QString& own)
{
    const QString what = own.isEmpty() ? whatOf(topic, quoted) : SendingWords::tr("“%1”: %2").arg(quoted, own);
    switch (action) {
    case SendingAction::off:
    case SendingAction::warn: break;
    case SendingAction::reason: return SendingWords::tr("%1 It goes only with a reason.").arg(what);
    case SendingAction::block: return SendingWords::tr("%1 It cannot be sent.").arg(what);
    }
    return what;
}

} // namespace greenroom
