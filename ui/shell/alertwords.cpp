// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/alertwords.h"

#include <QCoreApplication>

#include "core/text/display.h"
#include "ui/theme/icons.h"
#include "ui/words/termwords.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

struct AlertWords {
    Q_DECLARE_TR_FUNCTIONS(greenroom::AlertWords)
};

QString lineOf(const TeamAlert& alert, Instant now)
{
    const QString name = safeName(alert.name);
    const int count = static_cast<int>(alert.count);
    switch (alert.kind) {
    case TeamAlertKind::helpWanted: {
        const QString customer = safeName(alert.customerName);
        return AlertWords::tr("%1 asks for help with %2").arg(name, customer.isEmpty() ? anonymousWord() : customer);
    }
    case TeamAlertKind::droppedOut:
        return alert.presence == Presence::notResponding
            ? AlertWords::tr("%1 does not respond, with %n conversation(s) open", nullptr, count).arg(name)
            : AlertWords::tr("%1 lost the connection, with %n conversation(s) open", nullptr, count).arg(name);
    case TeamAlertKind::revealedMuch:
        return AlertWords::tr("%1 looked at %n hidden detail(s) in the last hour", nullptr, count).arg(name);
    case TeamAlertKind::longWait:
        return AlertWords::tr("%1: %n waiting, the longest for %2", nullptr, count).arg(name, spanText(now - alert.since));
    }
    return {};
}

} // namespace

QIcon alertIcon(const TeamAlert& alert)
{
    switch (alert.kind) {
    case TeamAlertKind::helpWanted: return icon("hand"_L1, ColorRole::critical);
    case TeamAlertKind::droppedOut: return icon("network-disconnect"_L1, ColorRole::critical);
    case TeamAlertKind::revealedMuch: return icon("view-visible"_L1, ColorRole::critical);
    case TeamAlertKind::longWait: break;
    }
    return icon("clock"_L1, ColorRole::critical);
}

QString alertSentence(const TeamAlert& alert, Instant now)
{
    const QString line = lineOf(alert, now);
    return alert.others > 0 ? AlertWords::tr("%1 (and %n more)", nullptr, alert.others).arg(line) : line;
}

QString ownAlertSentence(const OwnAlert& alert)
{
    const QString by = safeName(alert.by);
    const QString state = presenceText(alert.presence, alert.reason, alert.then);
    const QString named = safeName(alert.customerName);
    const QString customer = named.isEmpty() ? anonymousWord() : named;
    const int count = static_cast<int>(alert.count);
    switch (alert.kind) {
    case OwnAlertKind::presenceSet: return AlertWords::tr("%1 changed your state to “%2”").arg(by, state);
    case OwnAlertKind::presenceKept: return AlertWords::tr("%1 left your state at “%2”").arg(by, state);
    case OwnAlertKind::handedOver:
        return count == 1 ? AlertWords::tr("%1 handed over your conversation with %2").arg(by, customer)
                          : AlertWords::tr("%1 handed over %n conversation(s) of yours", nullptr, count).arg(by);
    case OwnAlertKind::takenOver:
        return count == 1 ? AlertWords::tr("%1 took over your conversation with %2").arg(by, customer)
                          : AlertWords::tr("%1 took over %n conversation(s) of yours", nullptr, count).arg(by);
    }
    return {};
}

} // namespace greenroom
