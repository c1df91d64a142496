// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/routingwords.h"

#include <QCoreApplication>

#include "core/text/display.h"
#include "ui/words/termwords.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

struct RoutingWords {
    Q_DECLARE_TR_FUNCTIONS(greenroom::RoutingWords)
};

/// "3 have no room"; empty for those who are of other queues, whom nobody asks about.
QString excludedText(const ExcludedCount& excluded)
{
    const int people = static_cast<int>(excluded.people);
    switch (excluded.why) {
    case routing::Exclusion::none:
    case routing::Exclusion::queue: return {};
    case routing::Exclusion::tier: return RoutingWords::tr("%n of a lower line of support", nullptr, people);
    case routing::Exclusion::language: return RoutingWords::tr("%n without the language", nullptr, people);
    case routing::Exclusion::skill: return RoutingWords::tr("%n without a skill it needs", nullptr, people);
    case routing::Exclusion::excluded: return RoutingWords::tr("%n who declined it or let it go", nullptr, people);
    case routing::Exclusion::heldForAnother: return RoutingWords::tr("%n while it is kept for somebody else", nullptr, people);
    case routing::Exclusion::absent: return RoutingWords::tr("%n not online", nullptr, people);
    case routing::Exclusion::ramp: return RoutingWords::tr("%n who came online a moment ago", nullptr, people);
    case routing::Exclusion::full: return RoutingWords::tr("%n without room", nullptr, people);
    }
    return {};
}

QString waitReasonText(const WaitReason& reason)
{
    const int waiting = static_cast<int>(reason.waiting);
    switch (reason.why) {
    case routing::Exclusion::none: return RoutingWords::tr("%n being given", nullptr, waiting);
    case routing::Exclusion::queue: return RoutingWords::tr("%n nobody works here", nullptr, waiting);
    case routing::Exclusion::tier: return RoutingWords::tr("%n nobody of that line of support", nullptr, waiting);
    case routing::Exclusion::language: return RoutingWords::tr("%n nobody with the language", nullptr, waiting);
    case routing::Exclusion::skill: return RoutingWords::tr("%n nobody with the skill", nullptr, waiting);
    case routing::Exclusion::excluded: return RoutingWords::tr("%n declined by everybody", nullptr, waiting);
    case routing::Exclusion::heldForAnother: return RoutingWords::tr("%n kept for somebody", nullptr, waiting);
    case routing::Exclusion::absent: return RoutingWords::tr("%n nobody online", nullptr, waiting);
    case routing::Exclusion::ramp: return RoutingWords::tr("%n whose agents just came online", nullptr, waiting);
    case routing::Exclusion::full: return RoutingWords::tr("%n everybody full", nullptr, waiting);
    }
    return {};
}

QString waitsSentence(const RoutingDecision& decision)
{
    if (decision.heldUntil)
        return RoutingWords::tr("Waits in %1 for whoever had it last, until %2; then anybody may have it.")
            .arg(safeName(decision.queue), clockText(*decision.heldUntil));
    QStringList reasons;
    for (const ExcludedCount& each : decision.count)
        if (const QString text = excludedText(each); !text.isEmpty())
            reasons.append(text);
    if (reasons.isEmpty())
        return RoutingWords::tr("Waits in %1, where nobody works.").arg(safeName(decision.queue));
    return RoutingWords::tr("Waits in %1. Nobody can take it now: %2.")
        .arg(safeName(decision.queue), reasons.join(RoutingWords::tr(", ")));
}

} // namespace

QString strategyWord(routing::Strategy strategy)
{
    switch (strategy) {
    case routing::Strategy::highestSpare: return RoutingWords::tr("Most room");
    case routing::Strategy::lowestSaturation: return RoutingWords::tr("Lowest saturation");
    case routing::Strategy::leastActive: return RoutingWords::tr("Fewest conversations");
    case routing::Strategy::mostAvailable: return RoutingWords::tr("Most room, then longest without a new one");
    case routing::Strategy::roundRobin: return RoutingWords::tr("In turn");
    case routing::Strategy::longestIdle: return RoutingWords::tr("Longest idle");
    case routing::Strategy::bestSkillMatch: return RoutingWords::tr("Best at what it needs");
    }
    return {};
}

QString exclusionWord(routing::Exclusion why)
{
    switch (why) {
    case routing::Exclusion::none: return {};
    case routing::Exclusion::queue: return RoutingWords::tr("Another queue");
    case routing::Exclusion::tier: return RoutingWords::tr("Lower line of support");
    case routing::Exclusion::language: return RoutingWords::tr("Not the language");
    case routing::Exclusion::skill: return RoutingWords::tr("Not the skill");
    case routing::Exclusion::excluded: return RoutingWords::tr("Declined it or let it go");
    case routing::Exclusion::heldForAnother: return RoutingWords::tr("Kept for somebody else");
    case routing::Exclusion::absent: return RoutingWords::tr("Not online");
    case routing::Exclusion::ramp: return RoutingWords::tr("Came online a moment ago");
    case routing::Exclusion::full: return RoutingWords::tr("No room");
    }
    return {};
}

QString waitReasonsText(const QList<WaitReason>& reasons)
{
    QStringList parts;
    for (const WaitReason& each : reasons)
        parts.append(waitReasonText(each));
    return parts.join(u" · "_s);
}

QString surgeText(Instant until)
{
    return RoutingWords::tr("Surge mode until %1").arg(clockText(until));
}

QString whySentence(const RoutingDecision& decision)
{
    if (!decision.given)
        return waitsSentence(decision);
    const QString name = safeName(decision.givenName);
    if (decision.sticky)
        return decision.offered ? RoutingWords::tr("Offered to %1, who had it last.").arg(name)
                                : RoutingWords::tr("Went to %1, who had it last.").arg(name);
    const QString rule = strategyWord(decision.strategy);
    return decision.offered ? RoutingWords::tr("Offered to %1 (%2: %3).").arg(name, safeName(decision.queue), rule)
                            : RoutingWords::tr("Went to %1 (%2: %3).").arg(name, safeName(decision.queue), rule);
}

QString scoreText(const RoutingScore& score)
{
    QStringList parts {RoutingWords::tr("waited %1").arg(score.waited)};
    const auto add = [&parts](const QString& word, qint64 points) {
        if (points != 0)
            parts.append(u"%1 %2"_s.arg(word).arg(points));
    };
    add(RoutingWords::tr("customer"), score.customerTier);
    add(RoutingWords::tr("issue"), score.issue);
    add(RoutingWords::tr("room"), score.room);
    add(RoutingWords::tr("emotion"), score.emotion);
    add(RoutingWords::tr("due soon"), score.dueSoon);
    add(RoutingWords::tr("raised"), score.priority);
    return RoutingWords::tr("%1 = %n point(s)", nullptr, static_cast<int>(score.total())).arg(parts.join(u" · "_s));
}

QString trialSentence(const RoutingTrial& trial)
{
    if (trial.conversations == 0)
        return RoutingWords::tr("Nobody came to wait in the last hour: there is nothing to compare.");
    const int waits = static_cast<int>(trial.conversations); // one that waited twice is two of them
    if (trial.changed == 0)
        return RoutingWords::tr("In the last hour %n waits; none would have gone differently.", nullptr, waits);
    return RoutingWords::tr("In the last hour %n waits; %1 would have gone differently.", nullptr, waits).arg(trial.changed);
}

QString trialFateText(const QString& name, Millis wait)
{
    return name.isEmpty() ? RoutingWords::tr("nobody in %1").arg(spanText(wait))
                          : RoutingWords::tr("%1 after %2").arg(safeName(name), spanText(wait));
}

QString waitDifferenceText(Millis longer)
{
    if (longer >= std::chrono::seconds(1))
        return RoutingWords::tr("%1 longer").arg(spanText(longer));
    return longer <= std::chrono::seconds(-1) ? RoutingWords::tr("%1 shorter").arg(spanText(-longer)) : QString();
}

} // namespace greenroom
