// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/routing/queuerules.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QRegularExpression>
#include <QSpinBox>

#include "core/text/display.h"
#include "ui/widgets/label.h"
#include "ui/words/routingwords.h"

namespace greenroom {

using namespace Qt::StringLiterals;

QueueRules::QueueRules(QWidget* parent)
    : RulesForm(parent)
{
    const auto choice = [this](const QString& objectName) {
        auto* box = new QComboBox(widget());
        box->setObjectName(objectName);
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon); // a queue's name may be long
        box->setMinimumContentsLength(12);
        add(box);
        return box;
    };
    m_choice = heading();
    m_strategy = choice(u"routingStrategy"_s);
    for (const auto& [strategy, strategyName] : EnumNames<routing::Strategy>::names)
        m_strategy->addItem(QString(), static_cast<int>(strategy));
    m_ageing = number(u"routingAgeing"_s, 1, 1'000);
    m_rings = line(u"routingRings"_s);
    m_clocks = heading();
    m_offers = check(u"routingOffers"_s);
    m_offerFor = number(u"routingOfferFor"_s, 5, kMostSeconds);
    m_replyTarget = number(u"routingReplyTarget"_s, 0, kMostSeconds);
    m_firstReplyWithin = number(u"routingFirstReply"_s, 0, kMostSeconds);
    m_stickyFor = number(u"routingStickyFor"_s, 0, 24 * 30);
    m_stickyWait = number(u"routingStickyWait"_s, 0, kMostSeconds);
    m_overflow = heading();
    m_overflowTo = choice(u"routingOverflowTo"_s);
    m_overflowAfter = number(u"routingOverflowAfter"_s, 1, kMostSeconds);
    m_onlyIfStaffed = check(u"routingOnlyIfStaffed"_s);
    m_onlyBelow = number(u"routingOnlyBelow"_s, 0, 1'000'000);
    m_mostWaiting = number(u"routingMostWaiting"_s, 0, 1'000'000);
    connect(m_offers, &QCheckBox::toggled, this, &QueueRules::enable);
    connect(m_overflowTo, &QComboBox::currentIndexChanged, this, &QueueRules::enable);
    setPlaces({{"ageing"_L1, m_ageing}, {"offerFor"_L1, m_offerFor}, {"replyTarget"_L1, m_replyTarget},
        {"firstReplyWithin"_L1, m_firstReplyWithin}, {"stickyFor"_L1, m_stickyFor}, {"stickyWait"_L1, m_stickyWait},
        {"rings"_L1, m_rings}, {"overflow.to"_L1, m_overflowTo}, {"overflow.after"_L1, m_overflowAfter},
        {"overflow.onlyBelow"_L1, m_onlyBelow}, {"mostWaiting"_L1, m_mostWaiting}});
    retranslate();
}

void QueueRules::enable()
{
    m_offerFor->setEnabled(m_offers->isChecked());
    for (QWidget* each : QList<QWidget*> {m_overflowAfter, m_onlyIfStaffed, m_onlyBelow})
        each->setEnabled(m_overflowTo->currentIndex() > 0);
}

void QueueRules::put(const routing::QueueProfile& queue, const QList<NamedQueue>& queues)
{
    m_strategy->setCurrentIndex(m_strategy->findData(static_cast<int>(queue.strategy)));
    m_ageing->setValue(static_cast<int>(queue.ageing));
    m_offers->setChecked(queue.offers);
    m_offerFor->setValue(count<std::chrono::seconds>(queue.offerFor));
    m_replyTarget->setValue(count<std::chrono::seconds>(queue.replyTarget));
    m_firstReplyWithin->setValue(count<std::chrono::seconds>(queue.firstReplyWithin));
    m_stickyFor->setValue(count<std::chrono::hours>(queue.stickyFor));
    m_stickyWait->setValue(count<std::chrono::seconds>(queue.stickyWait));
    QStringList rings;
    for (Millis stay : queue.rings)
        rings.append(QString::number(count<std::chrono::seconds>(stay)));
    m_rings->setText(rings.join(u", "_s));
    m_overflowTo->clear();
    m_overflowTo->addItem(tr("Nowhere"));
    for (const NamedQueue& each : queues)
        if (each.id != queue.id)
            m_overflowTo->addItem(safeName(each.name), each.id.toString());
    const routing::Overflow overflow = queue.overflow.value_or(routing::Overflow {});
    m_overflowTo->setCurrentIndex(queue.overflow ? std::max(0, m_overflowTo->findData(overflow.to.toString())) : 0);
    m_overflowAfter->setValue(count<std::chrono::seconds>(overflow.after));
    m_onlyIfStaffed->setChecked(overflow.onlyIfStaffed);
    m_onlyBelow->setValue(static_cast<int>(overflow.onlyBelow));
    m_mostWaiting->setValue(static_cast<int>(queue.mostWaiting.value_or(0)));
    enable();
}

std::optional<Error> QueueRules::get(routing::QueueProfile& queue) const
{
    static const QRegularExpression gaps(u"[\\s,，、]+"_s);
    QList<Millis> rings;
    for (const QString& each : m_rings->text().split(gaps, Qt::SkipEmptyParts)) {
        bool isNumber = false;
        rings.append(std::chrono::seconds(each.toInt(&isNumber)));
        if (!isNumber)
            return Error {Code::invalidField, u"rings"_s, {}, 0};
    }
    queue.rings = rings;
    queue.strategy = static_cast<routing::Strategy>(m_strategy->currentData().toInt());
    queue.ageing = m_ageing->value();
    queue.offers = m_offers->isChecked();
    queue.offerFor = std::chrono::seconds(m_offerFor->value());
    queue.replyTarget = std::chrono::seconds(m_replyTarget->value());
    queue.firstReplyWithin = std::chrono::seconds(m_firstReplyWithin->value());
    queue.stickyFor = std::chrono::hours(m_stickyFor->value());
    queue.stickyWait = std::chrono::seconds(m_stickyWait->value());
    queue.overflow.reset();
    if (m_overflowTo->currentIndex() > 0)
        if (const auto to = Uuid::fromString(m_overflowTo->currentData().toString()))
            queue.overflow = routing::Overflow {QueueId(*to), std::chrono::seconds(m_overflowAfter->value()),
                m_onlyIfStaffed->isChecked(), m_onlyBelow->value()};
    queue.mostWaiting.reset();
    if (m_mostWaiting->value() > 0)
        queue.mostWaiting = m_mostWaiting->value();
    return {};
}

void QueueRules::retranslate()
{
    m_choice->setText(tr("Who gets it"));
    for (int row = 0; row < m_strategy->count(); ++row)
        m_strategy->setItemText(row, strategyWord(static_cast<routing::Strategy>(m_strategy->itemData(row).toInt())));
    name(m_strategy, tr("Goes to"));
    name(m_ageing, tr("Points a minute of waiting"));
    name(m_rings, tr("Rings, seconds in each"));
    m_rings->setPlaceholderText(tr("30, 60: wishes are dropped one by one"));
    m_clocks->setText(tr("Within what time"));
    name(m_offers, tr("Is asked first"));
    name(m_offerFor, tr("Offered for, seconds"));
    name(m_replyTarget, tr("First answer due within, seconds"));
    m_replyTarget->setSpecialValueText(tr("No target"));
    name(m_firstReplyWithin, tr("Given on without an answer after, seconds"));
    m_firstReplyWithin->setSpecialValueText(tr("Never"));
    name(m_stickyFor, tr("Back to the last agent within, hours"));
    m_stickyFor->setSpecialValueText(tr("Never"));
    name(m_stickyWait, tr("Waits for the last agent, seconds"));
    m_overflow->setText(tr("When it is too much"));
    if (m_overflowTo->count() > 0)
        m_overflowTo->setItemText(0, tr("Nowhere"));
    name(m_overflowTo, tr("Overflow to"));
    name(m_overflowAfter, tr("Overflow after, seconds"));
    name(m_onlyIfStaffed, tr("Only if somebody works there"));
    name(m_onlyBelow, tr("Only while fewer wait there"));
    name(m_mostWaiting, tr("Overflow at once from, waiting here"));
    for (QSpinBox* each : {m_onlyBelow, m_mostWaiting})
        each->setSpecialValueText(tr("However many"));
}

} // namespace greenroom
