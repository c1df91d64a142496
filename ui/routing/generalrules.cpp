// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/routing/generalrules.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QRegularExpression>
#include <QSpinBox>

#include "ui/theme/metrics.h"
#include "ui/widgets/label.h"
#include "ui/words/termwords.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

QString linesOf(const QList<routing::NamedPoints>& points)
{
    QStringList lines;
    for (const routing::NamedPoints& each : points)
        lines.append(u"%1 %2"_s.arg(each.name).arg(each.points));
    return lines.join(u'\n');
}

/// Each line is a name and, after the last gap, its points. None: a line is not, or a name comes twice.
std::optional<QList<routing::NamedPoints>> pointsOf(const QString& text)
{
    static const QRegularExpression form(u"^(.{1,80})\\s+(\\d{1,5})$"_s);
    QList<routing::NamedPoints> points;
    for (const QString& line : text.split(u'\n')) {
        if (line.trimmed().isEmpty())
            continue;
        const auto found = form.match(line.trimmed());
        const routing::NamedPoints each {found.captured(1).trimmed(), found.captured(2).toLongLong()};
        const bool twice = std::any_of(
            points.begin(), points.end(), [&](const routing::NamedPoints& other) { return other.name == each.name; });
        if (!found.hasMatch() || twice || each.points > routing::kMostPoints)
            return {};
        points.append(each);
    }
    return points;
}

} // namespace

GeneralRules::GeneralRules(QWidget* parent)
    : RulesForm(parent)
{
    buildUrgency();
    buildPeople();
    m_breaks = heading();
    m_mostOnBreak = number(u"routingMostOnBreak"_s, 0, 10'000);
    m_meal = number(u"routingMeal"_s, 0, routing::BreakRules::kLongest);
    m_rest = number(u"routingRest"_s, 0, routing::BreakRules::kLongest);
    m_otherBreak = number(u"routingOtherBreak"_s, 0, routing::BreakRules::kLongest);
    m_surge = heading();
    m_surgeCapacity = number(u"routingSurgeCapacity"_s, 100, 200);
    m_surgeLeave = check(u"routingSurgeLeave"_s);
    m_surgeOverflow = check(u"routingSurgeOverflow"_s);
    m_surgeMinutes = number(u"routingSurgeMinutes"_s, 5, 720);
    setPlaces({{"points.issue"_L1, m_issues}, {"points.room"_L1, m_rooms}, {"points.emotion"_L1, m_emotion},
        {"points.dueSoon"_L1, m_dueSoon}, {"points.dueSoonWithin"_L1, m_dueSoonWithin}, {"rampStep"_L1, m_rampStep},
        {"missedOffers"_L1, m_missedOffers}, {"transferFor"_L1, m_transferFor}, {"silentAfter"_L1, m_silentAfter},
        {"silentAfterInRoom"_L1, m_silentInRoom}, {"silentEndsAfter"_L1, m_silentEnds}, {"breaks.mostAtOnce"_L1, m_mostOnBreak},
        {"breaks.mealMinutes"_L1, m_meal}, {"breaks.restMinutes"_L1, m_rest}, {"breaks.otherMinutes"_L1, m_otherBreak},
        {"surge.capacityPercent"_L1, m_surgeCapacity}, {"surge.minutes"_L1, m_surgeMinutes}});
    retranslate();
}

void GeneralRules::buildUrgency()
{
    m_urgency = heading();
    for (const auto& [tier, tierName] : EnumNames<CustomerTier>::names)
        m_tiers.append({tier, number(u"routingTier."_s + tierName, 0, routing::kMostPoints)});
    m_issues = lines(u"routingIssues"_s);
    m_rooms = lines(u"routingRooms"_s);
    m_emotion = number(u"routingEmotion"_s, 0, routing::kMostPoints);
    m_dueSoon = number(u"routingDueSoon"_s, 0, routing::kMostPoints);
    m_dueSoonWithin = number(u"routingDueSoonWithin"_s, 0, 24 * 60);
}

void GeneralRules::buildPeople()
{
    m_people = heading();
    m_rampStep = number(u"routingRamp"_s, 0, 3600);
    m_missedOffers = number(u"routingMissedOffers"_s, 1, 20);
    m_higherTiersOffer = check(u"routingHigherTiersOffer"_s);
    m_mayDecline = check(u"routingMayDecline"_s);
    m_mayPick = check(u"routingMayPick"_s);
    m_watchUnseen = check(u"routingWatchUnseen"_s);
    m_watchUnseenHint = hint();
    m_transferFor = number(u"routingTransferFor"_s, 5, 600);
    m_transferToQueue = check(u"routingTransferToQueue"_s);
    for (const auto& [field, objectName] : {std::pair {&m_silentAfter, u"routingSilentAfter"_s},
             {&m_silentInRoom, u"routingSilentInRoom"_s}, {&m_silentEnds, u"routingSilentEnds"_s}})
        *field = number(objectName, 0, count<std::chrono::minutes>(routing::kLongestTime));
    for (const auto& [channel, channelName] : EnumNames<Channel>::names)
        addChannel(channel, QString(channelName));
}

QPlainTextEdit* GeneralRules::lines(const QString& objectName)
{
    auto* edit = new QPlainTextEdit(widget());
    edit->setObjectName(objectName);
    edit->setTabChangesFocus(true);
    edit->setFixedHeight(scaled(64, this));
    add(edit);
    return edit;
}

void GeneralRules::addChannel(Channel channel, const QString& channelName)
{
    auto* both = new QWidget(widget());
    auto* row = new QHBoxLayout(both);
    row->setContentsMargins(0, 0, 0, 0);
    ChannelFields fields {channel, new QSpinBox(both), new QCheckBox(both)};
    fields.units->setObjectName(u"routingUnits."_s + channelName);
    fields.units->setRange(1, 100);
    row->addWidget(fields.units, 1);
    row->addWidget(fields.offers);
    m_channels.append(fields);
    add(both);
}

void GeneralRules::putUrgency(const routing::Points& points)
{
    for (const auto& [tier, box] : std::as_const(m_tiers)) {
        qint64 value = 0;
        for (const routing::TierPoints& each : points.customerTier)
            if (each.tier == tier)
                value = each.points;
        box->setValue(static_cast<int>(value));
    }
    m_issues->setPlainText(linesOf(points.issue));
    m_rooms->setPlainText(linesOf(points.room));
    m_emotion->setValue(static_cast<int>(points.emotion));
    m_dueSoon->setValue(static_cast<int>(points.dueSoon));
    m_dueSoonWithin->setValue(count<std::chrono::minutes>(points.dueSoonWithin));
}

void GeneralRules::put(const routing::Profile& profile)
{
    putUrgency(profile.points);
    m_rampStep->setValue(count<std::chrono::seconds>(profile.rampStep));
    m_missedOffers->setValue(static_cast<int>(profile.missedOffers));
    m_higherTiersOffer->setChecked(profile.higherTiersOffer);
    m_mayDecline->setChecked(profile.agentsMayDecline.value_or(true));
    m_mayPick->setChecked(profile.agentsMayPick.value_or(true));
    m_watchUnseen->setChecked(profile.watchUnseen.value_or(false));
    m_transferFor->setValue(count<std::chrono::seconds>(profile.transferFor.value_or(routing::Profile::kTransferFor)));
    m_transferToQueue->setChecked(profile.transferToQueue.value_or(false));
    for (const auto& [field, after] : {std::pair {m_silentAfter, profile.silentAfter},
             {m_silentInRoom, profile.silentAfterInRoom}, {m_silentEnds, profile.silentEndsAfter}})
        field->setValue(count<std::chrono::minutes>(after.value_or(Millis(0))));
    for (const ChannelFields& fields : std::as_const(m_channels)) {
        routing::ChannelRule rule;
        for (const routing::ChannelRule& each : profile.channels)
            if (each.channel == fields.channel)
                rule = each;
        fields.units->setValue(static_cast<int>(rule.units));
        fields.offers->setChecked(rule.offers);
    }
    const routing::BreakRules breaks = profile.breaks.value_or(routing::BreakRules {});
    m_mostOnBreak->setValue(static_cast<int>(breaks.mostAtOnce));
    m_meal->setValue(static_cast<int>(breaks.mealMinutes));
    m_rest->setValue(static_cast<int>(breaks.restMinutes));
    m_otherBreak->setValue(static_cast<int>(breaks.otherMinutes));
    const routing::SurgeRules surge = profile.surge.value_or(routing::SurgeRules {});
    m_surgeCapacity->setValue(static_cast<int>(surge.capacityPercent));
    m_surgeLeave->setChecked(surge.leaveMessage);
    m_surgeOverflow->setChecked(surge.overflowAtOnce);
    m_surgeMinutes->setValue(static_cast<int>(surge.minutes));
}

std::optional<Error> GeneralRules::get(routing::Profile& profile) const
{
    const auto issues = pointsOf(m_issues->toPlainText());
    const auto rooms = pointsOf(m_rooms->toPlainText());
    if (!issues || !rooms)
        return Error {Code::invalidField, issues ? u"points.room"_s : u"points.issue"_s, {}, 0};
    profile.points.issue = *issues;
    profile.points.room = *rooms;
    profile.points.customerTier.clear();
    for (const auto& [tier, box] : std::as_const(m_tiers))
        if (box->value() > 0)
            profile.points.customerTier.append({tier, box->value()});
    profile.points.emotion = m_emotion->value();
    profile.points.dueSoon = m_dueSoon->value();
    profile.points.dueSoonWithin = std::chrono::minutes(m_dueSoonWithin->value());
    getPeople(profile);
    keep(profile.breaks, routing::BreakRules {m_mostOnBreak->value(), m_meal->value(), m_rest->value(), m_otherBreak->value()},
        routing::BreakRules {});
    keep(profile.surge,
        routing::SurgeRules {
            m_surgeCapacity->value(), m_surgeLeave->isChecked(), m_surgeOverflow->isChecked(), m_surgeMinutes->value()},
        routing::SurgeRules {});
    return {};
}

void GeneralRules::getPeople(routing::Profile& profile) const
{
    profile.rampStep = std::chrono::seconds(m_rampStep->value());
    profile.missedOffers = m_missedOffers->value();
    profile.higherTiersOffer = m_higherTiersOffer->isChecked();
    keep(profile.agentsMayDecline, m_mayDecline->isChecked(), true);
    keep(profile.agentsMayPick, m_mayPick->isChecked(), true);
    keep(profile.watchUnseen, m_watchUnseen->isChecked(), false);
    keep(profile.transferFor, Millis(std::chrono::seconds(m_transferFor->value())), routing::Profile::kTransferFor);
    keep(profile.transferToQueue, m_transferToQueue->isChecked(), false);
    for (const auto& [field, after] : {std::pair {m_silentAfter, &profile.silentAfter},
             {m_silentInRoom, &profile.silentAfterInRoom}, {m_silentEnds, &profile.silentEndsAfter}})
        *after = field->value() > 0 ? std::optional<Millis>(std::chrono::minutes(field->value())) : std::nullopt;
    profile.channels.clear();
    for (const ChannelFields& fields : std::as_const(m_channels))
        if (fields.units->value() != 1 || fields.offers->isChecked())
            profile.channels.append({fields.channel, fields.units->value(), fields.offers->isChecked()});
}

void GeneralRules::retranslate()
{
    m_urgency->setText(tr("What is urgent"));
    for (const auto& [tier, box] : std::as_const(m_tiers))
        name(box, tr("Points: %1").arg(tier == CustomerTier::standard ? tr("everybody else") : tierWord(tier)));
    name(m_issues, tr("Points by issue"));
    name(m_rooms, tr("Points by room"));
    m_issues->setPlaceholderText(tr("refund 50: one a line"));
    m_rooms->setPlaceholderText(tr("8021 30: one a line"));
    name(m_emotion, tr("Points: upset"));
    name(m_dueSoon, tr("Points: answer nearly due"));
    name(m_dueSoonWithin, tr("Nearly due, minutes before"));
    m_people->setText(tr("People"));
    name(m_rampStep, tr("After coming online one more each, seconds"));
    m_rampStep->setSpecialValueText(tr("All at once"));
    name(m_missedOffers, tr("Not responding after missed offers"));
    name(m_higherTiersOffer, tr("Higher lines of support are asked first"));
    name(m_mayDecline, tr("Agents may decline"));
    name(m_mayPick, tr("Agents may pick out of those that wait"));
    name(m_watchUnseen, tr("Who leads looks on unseen"));
    m_watchUnseenHint->setText(tr("Only in places whose law allows it. The audit tells of it in any case."));
    m_watchUnseen->setAccessibleDescription(m_watchUnseenHint->text());
    name(m_transferFor, tr("Transfer offered for, seconds"));
    name(m_transferToQueue, tr("What nobody accepts goes to its queue"));
    name(m_silentAfter, tr("No load after silence of, minutes"));
    m_silentAfter->setSpecialValueText(tr("Never"));
    name(m_silentInRoom, tr("The same in a live room, minutes"));
    m_silentInRoom->setSpecialValueText(tr("As elsewhere"));
    name(m_silentEnds, tr("Reminded of then, and over after, minutes"));
    m_silentEnds->setSpecialValueText(tr("Not by itself"));
    for (const ChannelFields& fields : std::as_const(m_channels)) {
        name(fields.units->parentWidget(), tr("Units: %1").arg(channelWord(fields.channel)));
        fields.units->setAccessibleName(tr("Units: %1").arg(channelWord(fields.channel)));
        fields.offers->setText(tr("Is asked first"));
    }
    m_breaks->setText(tr("Breaks"));
    name(m_mostOnBreak, tr("On break at once, people"));
    m_mostOnBreak->setSpecialValueText(tr("However many"));
    name(m_meal, tr("Meal, minutes"));
    name(m_rest, tr("Rest, minutes"));
    name(m_otherBreak, tr("Other break, minutes"));
    for (QSpinBox* each : {m_meal, m_rest, m_otherBreak})
        each->setSpecialValueText(tr("No limit"));
    m_surge->setText(tr("Surge mode"));
    name(m_surgeCapacity, tr("Capacity, % of the usual"));
    name(m_surgeLeave, tr("Customers are told to leave a message"));
    name(m_surgeOverflow, tr("Queues overflow at once"));
    name(m_surgeMinutes, tr("Ends by itself after, minutes"));
}

} // namespace greenroom
