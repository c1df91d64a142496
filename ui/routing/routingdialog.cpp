// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/routing/routingdialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QEvent>
#include <QFormLayout>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QRegularExpression>
#include <QScrollArea>
#include <QSpinBox>
#include <QStackedWidget>

#include "core/text/display.h"
#include "ui/theme/metrics.h"
#include "ui/theme/style.h"
#include "ui/widgets/label.h"
#include "ui/words/errorwords.h"
#include "ui/words/routingwords.h"
#include "ui/words/termwords.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

QSpinBox* number(QWidget* parent, const QString& name, qint64 least, qint64 most)
{
    auto* box = new QSpinBox(parent);
    box->setObjectName(name);
    box->setRange(static_cast<int>(least), static_cast<int>(most));
    box->setGroupSeparatorShown(true);
    return box;
}

template <class Unit>
int count(Millis time)
{
    return static_cast<int>(std::chrono::duration_cast<Unit>(time).count());
}

void label(QFormLayout* form, QWidget* field, const QString& text)
{
    field->setAccessibleName(text);
    if (auto* label = qobject_cast<QLabel*>(form->labelForField(field)))
        label->setText(text);
}

constexpr int kMostSeconds = 24 * 3600;

} // namespace

RoutingDialog::RoutingDialog(RoutingService& service, bool mayChange, QWidget* parent)
    : QDialog(parent)
    , m_service(service)
    , m_mayChange(mayChange)
    , m_list(new QListWidget(this))
    , m_pages(new QStackedWidget(this))
    , m_history(new QComboBox(this))
    , m_note(new QLineEdit(this))
    , m_error(new Label(this, TextSize::base, ColorRole::critical))
{
    setObjectName(u"routingDialog"_s);
    m_list->setObjectName(u"routingList"_s);
    m_list->setFixedWidth(scaled(168, this));
    m_history->setObjectName(u"routingHistory"_s);
    m_note->setObjectName(u"routingNote"_s);
    m_note->setMaxLength(500);
    m_error->setObjectName(u"routingError"_s);
    m_error->setWordWrap(true);
    m_error->hide();
    m_pages->addWidget(buildGeneral());
    m_pages->addWidget(buildQueue());
    auto* buttons = new QDialogButtonBox(this);
    m_cancel = buttons->addButton(QString(), QDialogButtonBox::RejectRole);
    m_save = buttons->addButton(QString(), QDialogButtonBox::AcceptRole);
    m_save->setProperty(kPrimaryProperty, true);
    m_save->setDefault(true);
    m_save->setVisible(mayChange);
    m_save->setEnabled(false);
    m_note->setVisible(mayChange);
    m_pages->setEnabled(false);
    auto* middle = new QHBoxLayout;
    middle->setSpacing(16);
    middle->addWidget(m_list);
    middle->addWidget(m_pages, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(12);
    layout->addWidget(m_history);
    layout->addLayout(middle, 1);
    for (QWidget* each : QList<QWidget*> {m_note, m_error, buttons})
        layout->addWidget(each);
    resize(scaled(720, this), scaled(600, this));
    connect(buttons, &QDialogButtonBox::accepted, this, &RoutingDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_list, &QListWidget::currentRowChanged, this, &RoutingDialog::chooseRow);
    connect(m_history, &QComboBox::activated, this, [this](int row) { read(m_history->itemData(row).toLongLong()); });
    m_list->addItem(QString());
    retranslate();
    m_list->setCurrentRow(0);
    m_list->setFocus();
    read({});
}

QWidget* RoutingDialog::buildGeneral()
{
    auto* page = new QWidget(this);
    m_general = new QFormLayout(page);
    m_general->setHorizontalSpacing(12);
    const auto add = [this](QWidget* field) {
        m_general->addRow(new QLabel(this), field); // without words at first a form makes no label
    };
    for (const auto& [tier, name] : EnumNames<CustomerTier>::names) {
        m_tiers.append({tier, number(page, u"routingTier."_s + name, 0, routing::kMostPoints)});
        add(m_tiers.last().second);
    }
    m_emotion = number(page, u"routingEmotion"_s, 0, routing::kMostPoints);
    m_dueSoon = number(page, u"routingDueSoon"_s, 0, routing::kMostPoints);
    m_dueSoonWithin = number(page, u"routingDueSoonWithin"_s, 0, 24 * 60);
    m_rampStep = number(page, u"routingRamp"_s, 0, 3600);
    m_missedOffers = number(page, u"routingMissedOffers"_s, 1, 20);
    m_higherTiersOffer = new QCheckBox(page);
    m_higherTiersOffer->setObjectName(u"routingHigherTiersOffer"_s);
    for (QWidget* each :
        QList<QWidget*> {m_emotion, m_dueSoon, m_dueSoonWithin, m_rampStep, m_missedOffers, m_higherTiersOffer})
        add(each);
    for (const auto& [channel, name] : EnumNames<Channel>::names) {
        auto* both = new QWidget(page);
        auto* row = new QHBoxLayout(both);
        row->setContentsMargins(0, 0, 0, 0);
        ChannelFields fields {channel, number(both, u"routingUnits."_s + name, 1, 100), new QCheckBox(both)};
        row->addWidget(fields.units, 1);
        row->addWidget(fields.offers);
        m_channels.append(fields);
        add(both);
    }
    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidget(page);
    return scroll;
}

QWidget* RoutingDialog::buildQueue()
{
    auto* page = new QWidget(this);
    m_queue = new QFormLayout(page);
    m_queue->setHorizontalSpacing(12);
    QueueFields& f = m_fields;
    f.strategy = new QComboBox(page);
    f.strategy->setObjectName(u"routingStrategy"_s);
    for (const auto& [strategy, name] : EnumNames<routing::Strategy>::names)
        f.strategy->addItem(QString(), static_cast<int>(strategy));
    f.ageing = number(page, u"routingAgeing"_s, 1, 1'000);
    f.offers = new QCheckBox(page);
    f.offers->setObjectName(u"routingOffers"_s);
    f.offerFor = number(page, u"routingOfferFor"_s, 5, kMostSeconds);
    f.replyTarget = number(page, u"routingReplyTarget"_s, 0, kMostSeconds);
    f.firstReplyWithin = number(page, u"routingFirstReply"_s, 0, kMostSeconds);
    f.stickyFor = number(page, u"routingStickyFor"_s, 0, 24 * 30);
    f.stickyWait = number(page, u"routingStickyWait"_s, 0, kMostSeconds);
    f.rings = new QLineEdit(page);
    f.rings->setObjectName(u"routingRings"_s);
    f.overflowTo = new QComboBox(page);
    f.overflowTo->setObjectName(u"routingOverflowTo"_s);
    f.overflowAfter = number(page, u"routingOverflowAfter"_s, 1, kMostSeconds);
    f.onlyIfStaffed = new QCheckBox(page);
    f.onlyIfStaffed->setObjectName(u"routingOnlyIfStaffed"_s);
    f.onlyBelow = number(page, u"routingOnlyBelow"_s, 0, 1'000'000);
    for (QWidget* each : QList<QWidget*> {f.strategy, f.ageing, f.offers, f.offerFor, f.replyTarget, f.firstReplyWithin,
             f.stickyFor, f.stickyWait, f.rings, f.overflowTo, f.overflowAfter, f.onlyIfStaffed, f.onlyBelow})
        m_queue->addRow(new QLabel(this), each);
    connect(f.offers, &QCheckBox::toggled, f.offerFor, &QWidget::setEnabled);
    connect(f.overflowTo, &QComboBox::currentIndexChanged, this, [&f](int row) {
        for (QWidget* each : QList<QWidget*> {f.overflowAfter, f.onlyIfStaffed, f.onlyBelow})
            each->setEnabled(row > 0);
    });
    return page;
}

void RoutingDialog::read(std::optional<qint64> version)
{
    m_service.read(version, this, [this, version](const Result<RoutingRules>& rules) {
        if (!rules)
            return refuse(rules.error());
        if (!version)
            m_current = rules->profile.version;
        m_why.reset();
        m_error->hide();
        take(*rules);
    });
}

void RoutingDialog::take(const RoutingRules& rules)
{
    m_rules = rules;
    const int row = std::max(0, m_list->currentRow());
    m_row = -1; // what the fields say now is of the rules before
    while (m_list->count() > 1)
        delete m_list->takeItem(1);
    for (const routing::QueueProfile& queue : m_rules.profile.queues) {
        QString name;
        for (const NamedQueue& each : m_rules.queues)
            if (each.id == queue.id)
                name = safeName(each.name);
        m_list->addItem(name);
    }
    nameHistory();
    putGeneral();
    m_pages->setEnabled(m_mayChange);
    m_save->setEnabled(true);
    m_list->setCurrentRow(std::min(row, m_list->count() - 1));
    chooseRow(m_list->currentRow());
}

void RoutingDialog::putGeneral()
{
    const routing::Profile& profile = m_rules.profile;
    for (const auto& [tier, box] : std::as_const(m_tiers)) {
        qint64 points = 0;
        for (const routing::TierPoints& each : profile.points.customerTier)
            if (each.tier == tier)
                points = each.points;
        box->setValue(static_cast<int>(points));
    }
    m_emotion->setValue(static_cast<int>(profile.points.emotion));
    m_dueSoon->setValue(static_cast<int>(profile.points.dueSoon));
    m_dueSoonWithin->setValue(count<std::chrono::minutes>(profile.points.dueSoonWithin));
    m_rampStep->setValue(count<std::chrono::seconds>(profile.rampStep));
    m_missedOffers->setValue(static_cast<int>(profile.missedOffers));
    m_higherTiersOffer->setChecked(profile.higherTiersOffer);
    for (const ChannelFields& fields : std::as_const(m_channels)) {
        routing::ChannelRule rule;
        for (const routing::ChannelRule& each : profile.channels)
            if (each.channel == fields.channel)
                rule = each;
        fields.units->setValue(static_cast<int>(rule.units));
        fields.offers->setChecked(rule.offers);
    }
}

void RoutingDialog::getGeneral()
{
    routing::Profile& profile = m_rules.profile;
    profile.points.customerTier.clear();
    for (const auto& [tier, box] : std::as_const(m_tiers))
        if (box->value() > 0)
            profile.points.customerTier.append({tier, box->value()});
    profile.points.emotion = m_emotion->value();
    profile.points.dueSoon = m_dueSoon->value();
    profile.points.dueSoonWithin = std::chrono::minutes(m_dueSoonWithin->value());
    profile.rampStep = std::chrono::seconds(m_rampStep->value());
    profile.missedOffers = m_missedOffers->value();
    profile.higherTiersOffer = m_higherTiersOffer->isChecked();
    profile.channels.clear();
    for (const ChannelFields& fields : std::as_const(m_channels))
        if (fields.units->value() != 1 || fields.offers->isChecked())
            profile.channels.append({fields.channel, fields.units->value(), fields.offers->isChecked()});
}

void RoutingDialog::putQueue(int row)
{
    const routing::QueueProfile& queue = m_rules.profile.queues.at(row - 1);
    const QueueFields& f = m_fields;
    f.strategy->setCurrentIndex(f.strategy->findData(static_cast<int>(queue.strategy)));
    f.ageing->setValue(static_cast<int>(queue.ageing));
    f.offers->setChecked(queue.offers);
    f.offerFor->setEnabled(queue.offers);
    f.offerFor->setValue(count<std::chrono::seconds>(queue.offerFor));
    f.replyTarget->setValue(count<std::chrono::seconds>(queue.replyTarget));
    f.firstReplyWithin->setValue(count<std::chrono::seconds>(queue.firstReplyWithin));
    f.stickyFor->setValue(count<std::chrono::hours>(queue.stickyFor));
    f.stickyWait->setValue(count<std::chrono::seconds>(queue.stickyWait));
    QStringList rings;
    for (Millis stay : queue.rings)
        rings.append(QString::number(count<std::chrono::seconds>(stay)));
    f.rings->setText(rings.join(u", "_s));
    f.overflowTo->clear();
    f.overflowTo->addItem(tr("Nowhere"));
    for (const NamedQueue& each : std::as_const(m_rules.queues))
        if (each.id != queue.id)
            f.overflowTo->addItem(safeName(each.name), each.id.toString());
    const routing::Overflow overflow = queue.overflow.value_or(routing::Overflow {});
    f.overflowTo->setCurrentIndex(queue.overflow ? std::max(0, f.overflowTo->findData(overflow.to.toString())) : 0);
    f.overflowAfter->setValue(count<std::chrono::seconds>(overflow.after));
    f.onlyIfStaffed->setChecked(overflow.onlyIfStaffed);
    f.onlyBelow->setValue(static_cast<int>(overflow.onlyBelow));
    for (QWidget* each : QList<QWidget*> {f.overflowAfter, f.onlyIfStaffed, f.onlyBelow})
        each->setEnabled(f.overflowTo->currentIndex() > 0);
}

bool RoutingDialog::getQueue(int row)
{
    routing::QueueProfile& queue = m_rules.profile.queues[row - 1];
    const QueueFields& f = m_fields;
    static const QRegularExpression gaps(u"[\\s,，、]+"_s);
    QList<Millis> rings;
    for (const QString& each : f.rings->text().split(gaps, Qt::SkipEmptyParts)) {
        bool isNumber = false;
        rings.append(std::chrono::seconds(each.toInt(&isNumber)));
        if (!isNumber) {
            refuse({Code::invalidField, u"queues[%1].rings"_s.arg(row - 1), {}, 0});
            return false;
        }
    }
    queue.rings = rings;
    queue.strategy = static_cast<routing::Strategy>(f.strategy->currentData().toInt());
    queue.ageing = f.ageing->value();
    queue.offers = f.offers->isChecked();
    queue.offerFor = std::chrono::seconds(f.offerFor->value());
    queue.replyTarget = std::chrono::seconds(f.replyTarget->value());
    queue.firstReplyWithin = std::chrono::seconds(f.firstReplyWithin->value());
    queue.stickyFor = std::chrono::hours(f.stickyFor->value());
    queue.stickyWait = std::chrono::seconds(f.stickyWait->value());
    queue.overflow.reset();
    if (f.overflowTo->currentIndex() > 0)
        if (const auto to = Uuid::fromString(f.overflowTo->currentData().toString()))
            queue.overflow = routing::Overflow {QueueId(*to), std::chrono::seconds(f.overflowAfter->value()),
                f.onlyIfStaffed->isChecked(), f.onlyBelow->value()};
    return true;
}

void RoutingDialog::chooseRow(int row)
{
    if (row < 0 || row == m_row)
        return;
    if (m_row == 0)
        getGeneral();
    else if (m_row > 0 && !getQueue(m_row)) {
        m_list->setCurrentRow(m_row);
        return;
    }
    m_row = row;
    if (row > 0)
        putQueue(row);
    m_pages->setCurrentIndex(row > 0 ? 1 : 0);
}

void RoutingDialog::accept()
{
    if (!m_save->isEnabled())
        return;
    if (m_row == 0)
        getGeneral();
    else if (!getQueue(m_row))
        return;
    routing::Profile profile = m_rules.profile;
    profile.version = m_current; // also of an earlier one that is put back
    m_save->setEnabled(false);
    m_service.change(profile, m_note->text().trimmed(), this, [this](const Result<RoutingVersion>& made) {
        if (made)
            QDialog::accept();
        else
            refuse(made.error());
        m_save->setEnabled(true);
    });
}

/// Also leads to the queue it is about.
void RoutingDialog::refuse(const Error& why)
{
    m_why = why;
    static const QRegularExpression index(u"queues\\[(\\d+)\\]"_s);
    if (const auto found = index.match(why.field); found.hasMatch())
        m_list->setCurrentRow(found.captured(1).toInt() + 1);
    m_error->setText(place(why.field));
    m_error->show();
}

QString RoutingDialog::place(const QString& field) const
{
    if (m_why->code == Code::conflict)
        return tr("Somebody else has changed the rules meanwhile. Nothing was saved; please look at theirs first.");
    if (m_why->code != Code::invalidField)
        return errorSentence(*m_why);
    if (field.contains("overflow.to"_L1))
        return tr("Overflow to: it must not go in a circle, nor over more than five queues.");
    if (field.contains("firstReplyWithin"_L1))
        return tr("Given on without an answer after: at least 10 seconds, or never.");
    if (field.contains("rings"_L1))
        return tr("Rings: at most six, each of whole seconds.");
    return tr("This is not allowed: %1").arg(field);
}

void RoutingDialog::changeEvent(QEvent* event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void RoutingDialog::nameHistory()
{
    m_history->clear();
    for (const RoutingVersion& each : std::as_const(m_rules.history)) {
        const QString line = tr("Version %1 · %2 · %3")
                                 .arg(each.version)
                                 .arg(u"%1 %2"_s.arg(dateText(each.since), clockText(each.since)), safeName(each.author));
        m_history->addItem(each.note.isEmpty() ? line : u"%1 · %2"_s.arg(line, safeName(each.note)), each.version);
    }
    m_history->setCurrentIndex(m_history->findData(m_rules.profile.version));
    m_history->setVisible(m_history->count() > 0);
}

void RoutingDialog::retranslate()
{
    setWindowTitle(tr("Routing rules"));
    m_list->item(0)->setText(tr("All queues"));
    m_list->setAccessibleName(tr("Queues"));
    m_history->setAccessibleName(tr("Versions"));
    for (const auto& [tier, box] : std::as_const(m_tiers))
        label(m_general, box, tr("Points: %1").arg(tier == CustomerTier::standard ? tr("everybody else") : tierWord(tier)));
    label(m_general, m_emotion, tr("Points: upset"));
    label(m_general, m_dueSoon, tr("Points: answer nearly due"));
    label(m_general, m_dueSoonWithin, tr("Nearly due, minutes before"));
    label(m_general, m_rampStep, tr("After coming online one more each, seconds"));
    m_rampStep->setSpecialValueText(tr("All at once"));
    label(m_general, m_missedOffers, tr("Not responding after missed offers"));
    label(m_general, m_higherTiersOffer, tr("Higher lines of support are asked first"));
    for (const ChannelFields& fields : std::as_const(m_channels)) {
        label(m_general, fields.units->parentWidget(), tr("Units: %1").arg(channelWord(fields.channel)));
        fields.units->setAccessibleName(tr("Units: %1").arg(channelWord(fields.channel)));
        fields.offers->setText(tr("Is asked first"));
    }
    const QueueFields& f = m_fields;
    for (int row = 0; row < f.strategy->count(); ++row)
        f.strategy->setItemText(row, strategyWord(static_cast<routing::Strategy>(f.strategy->itemData(row).toInt())));
    if (f.overflowTo->count() > 0)
        f.overflowTo->setItemText(0, tr("Nowhere"));
    label(m_queue, f.strategy, tr("Goes to"));
    label(m_queue, f.ageing, tr("Points a minute of waiting"));
    label(m_queue, f.offers, tr("Is asked first"));
    label(m_queue, f.offerFor, tr("Offered for, seconds"));
    label(m_queue, f.replyTarget, tr("First answer due within, seconds"));
    f.replyTarget->setSpecialValueText(tr("No target"));
    label(m_queue, f.firstReplyWithin, tr("Given on without an answer after, seconds"));
    f.firstReplyWithin->setSpecialValueText(tr("Never"));
    label(m_queue, f.stickyFor, tr("Back to the last agent within, hours"));
    f.stickyFor->setSpecialValueText(tr("Never"));
    label(m_queue, f.stickyWait, tr("Waits for the last agent, seconds"));
    label(m_queue, f.rings, tr("Rings, seconds in each"));
    f.rings->setPlaceholderText(tr("30, 60: wishes are dropped one by one"));
    label(m_queue, f.overflowTo, tr("Overflow to"));
    label(m_queue, f.overflowAfter, tr("Overflow after, seconds"));
    label(m_queue, f.onlyIfStaffed, tr("Only if somebody works there"));
    label(m_queue, f.onlyBelow, tr("Only while fewer wait there"));
    f.onlyBelow->setSpecialValueText(tr("However many"));
    m_note->setPlaceholderText(tr("Why it is changed"));
    m_note->setAccessibleName(tr("Why it is changed"));
    m_cancel->setText(m_mayChange ? tr("Cancel") : tr("Close"));
    m_save->setText(tr("Save"));
    nameHistory();
    if (m_why)
        m_error->setText(place(m_why->field));
}

} // namespace greenroom
