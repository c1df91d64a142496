// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/presence/peoplelist.h"

#include <QContextMenuEvent>
#include <QDateTime>
#include <QHeaderView>
#include <QMenu>
#include <QStyleOptionHeader>

#include "app/workspace/deskclock.h"
#include "core/text/display.h"
#include "ui/theme/colors.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/label.h"
#include "ui/words/termwords.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

enum Column { kName, kState, kSince, kLoad, kOwed, kLongest, kTaken, kFirst, kInTime, kBreaks, kColumns };
constexpr Column kNow[] {kSince, kLoad, kOwed, kLongest};
constexpr Column kToday[] {kInTime, kFirst, kTaken, kBreaks}; ///< whatever stands behind gives way first
// Design pixels.
constexpr int kLeastState = 160;
constexpr int kGoodState = 280; ///< figures of the day give way to that much
constexpr int kMostName = 200;
constexpr qint64 kLast = std::numeric_limits<qint64>::max();
constexpr int kSortRole = Qt::UserRole + 1; ///< qint64 or QString
// What else a row knows, all of kState.
constexpr int kReasonRole = Qt::UserRole + 2; ///< int: BreakReason
constexpr int kByRole = Qt::UserRole + 3; ///< QString
constexpr int kUntilRole = Qt::UserRole + 4; ///< qint64 ms; 0: none
constexpr int kAsksRole = Qt::UserRole + 5; ///< int: BreakReason
constexpr int kThenRole = Qt::UserRole + 6; ///< int: Presence
constexpr int kRevealedRole = Qt::UserRole + 7; ///< int; 0: no more than usual
constexpr int kHeldRole = Qt::UserRole + 2; ///< int; of kLoad: conversations
constexpr int kOfRole = Qt::UserRole + 2; ///< qint64; of kFirst and kInTime: how many it is of
constexpr int kHitsRole = Qt::UserRole + 3; ///< qint64; of kInTime
constexpr int kOverRole = Qt::UserRole + 2; ///< qint64 ms; of kBreaks: without the one that runs

/// One person; sorted by what stands behind the words.
class Person final : public QTreeWidgetItem {
public:
    using QTreeWidgetItem::QTreeWidgetItem;
    bool operator<(const QTreeWidgetItem& other) const override
    {
        const int column = treeWidget()->sortColumn();
        const QVariant mine = data(column, kSortRole);
        const QVariant theirs = other.data(column, kSortRole);
        return mine.typeId() == QMetaType::QString ? QString::localeAwareCompare(mine.toString(), theirs.toString()) < 0
                                                   : mine.toLongLong() < theirs.toLongLong();
    }
};

} // namespace

PeopleList::PeopleList(const PresenceModel& people, const DeskClock& clock, QWidget* parent)
    : QTreeWidget(parent)
    , m_people(people)
    , m_clock(clock)
{
    setObjectName(u"teamList"_s);
    setColumnCount(kColumns);
    setRootIsDecorated(false);
    setUniformRowHeights(true);
    setSortingEnabled(true);
    sortByColumn(kLongest, Qt::AscendingOrder);
    header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    header()->setSectionResizeMode(kName, QHeaderView::Fixed);
    header()->setStretchLastSection(false);
    for (int column = kSince; column < kColumns; ++column)
        headerItem()->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
    connect(&m_people, &PresenceModel::dataChanged, this, [this](const QModelIndex& from, const QModelIndex& to) {
        for (int row = from.row(); row <= to.row(); ++row)
            take(m_people.index(row));
        Q_EMIT chosenChanged();
    });
    connect(
        &m_people, &PresenceModel::rowsInserted, this, [this](const QModelIndex&, int from, int to) { takeRows(from, to); });
    connect(&m_people, &PresenceModel::rowsAboutToBeRemoved, this,
        [this](const QModelIndex&, int from, int to) { forgetRows(from, to); });
    connect(this, &QTreeWidget::currentItemChanged, this, &PeopleList::chosenChanged);
    // Rows that a change has moved are otherwise painted anew only where their cells changed.
    connect(
        model(), &QAbstractItemModel::layoutChanged, this, [this] { viewport()->update(); }, Qt::QueuedConnection);
    retranslate();
    takeRows(0, m_people.rowCount() - 1);
}

void PeopleList::takeRows(int from, int to)
{
    for (int row = from; row <= to; ++row)
        take(m_people.index(row));
    fitColumns(); // names may be longer now
    keepChosen();
}

void PeopleList::forgetRows(int from, int to)
{
    for (int row = from; row <= to; ++row)
        delete m_items.take(m_people.index(row).data(int(PresenceModel::Role::Id)).toString());
    if (m_items.isEmpty())
        showFigures(false);
    keepChosen();
}

/// Somebody is chosen, as long as there is anybody.
void PeopleList::keepChosen()
{
    if (!currentItem() && topLevelItemCount() > 0)
        setCurrentItem(topLevelItem(0));
    Q_EMIT chosenChanged();
}

void PeopleList::take(const QModelIndex& row)
{
    using Fact = PresenceModel::Role;
    const QString id = row.data(int(Fact::Id)).toString();
    QTreeWidgetItem*& item = m_items[id];
    const bool isNew = !item;
    if (isNew)
        item = new Person;
    item->setData(kName, Qt::UserRole, id);
    item->setData(kName, kSortRole, row.data(int(Fact::Name)));
    item->setData(kState, kSortRole, row.data(int(Fact::State)));
    item->setData(kState, kReasonRole, row.data(int(Fact::Reason)));
    item->setData(kState, kByRole, row.data(int(Fact::ChangedBy)));
    item->setData(kState, kUntilRole, row.data(int(Fact::Until)));
    item->setData(kState, kAsksRole, row.data(int(Fact::Asks)));
    item->setData(kState, kThenRole, row.data(int(Fact::Then)));
    item->setData(kState, kRevealedRole, row.data(int(Fact::Revealed)));
    item->setData(kSince, kSortRole, row.data(int(Fact::Since)));
    item->setData(kLoad, kSortRole, row.data(int(Fact::Load)));
    item->setData(kLoad, Qt::UserRole, row.data(int(Fact::Capacity)));
    item->setData(kLoad, kHeldRole, row.data(int(Fact::Held)));
    item->setData(kOwed, kSortRole, row.data(int(Fact::Owed)));
    // Who owes nothing comes behind everybody who does.
    const qint64 longest = row.data(int(Fact::OwedSince)).toLongLong();
    item->setData(kLongest, kSortRole, longest > 0 ? longest : kLast);
    takeFigures(item, row);
    fill(item);
    if (isNew)
        addTopLevelItem(item);
}

/// Who has no figure comes behind everybody who has.
void PeopleList::takeFigures(QTreeWidgetItem* item, const QModelIndex& row)
{
    using Fact = PresenceModel::Role;
    const auto figure = [&](Fact fact) { return row.data(int(fact)).toLongLong(); };
    const qint64 answers = figure(Fact::FirstAnswers);
    const qint64 turns = figure(Fact::Turns);
    const qint64 hits = figure(Fact::TurnsInTime);
    item->setData(kTaken, kSortRole, figure(Fact::Taken));
    item->setData(kFirst, kOfRole, answers);
    item->setData(kFirst, kSortRole, answers > 0 ? figure(Fact::FirstAnswerMs) / answers : kLast);
    item->setData(kInTime, kOfRole, turns);
    item->setData(kInTime, kHitsRole, hits);
    item->setData(kInTime, kSortRole, turns > 0 ? hits * 1000 / turns : kLast); // rounded down: 100 % is all of them
    item->setData(kBreaks, kOverRole, figure(Fact::BreakMs));
    item->setData(kBreaks, kSortRole, qint64(breaksOf(item).count()));
    if (row.data(int(Fact::Taken)).isValid())
        showFigures(true);
}

void PeopleList::showFigures(bool has)
{
    if (std::exchange(m_hasFigures, has) == has)
        return;
    for (QTreeWidgetItem* item : std::as_const(m_items))
        fillFigures(item);
    fitColumns();
}

/// With the one that runs.
Millis PeopleList::breaksOf(const QTreeWidgetItem* item) const
{
    const Millis over(item->data(kBreaks, kOverRole).toLongLong());
    if (Presence(item->data(kState, kSortRole).toInt()) != Presence::onBreak)
        return over;
    // What of it was before midnight is yesterday's.
    const QDate today = QDateTime::fromMSecsSinceEpoch(toMillis(m_clock.now())).date();
    const qint64 since = std::max(item->data(kSince, kSortRole).toLongLong(), today.startOfDay().toMSecsSinceEpoch());
    return over + std::max(Millis(0), m_clock.now() - fromMillis(since));
}

/// What the head of a column takes, also of one that is hidden; every head may come to have the arrow.
int PeopleList::headWidth(int column) const
{
    QFont bold = header()->font(); // so the header measures
    bold.setBold(true);
    QStyleOptionHeader option;
    option.initFrom(header());
    option.fontMetrics = QFontMetrics(bold);
    option.section = column;
    option.text = headerItem()->text(column);
    option.sortIndicator = QStyleOptionHeader::SortDown;
    const int width = header()->style()->sizeFromContents(QStyle::CT_HeaderSection, &option, QSize(), header()).width();
    return std::max({width, header()->sectionSizeHint(column), header()->minimumSectionSize()});
}

void PeopleList::fitColumns()
{
    const auto widthOf = [this](int column) { return std::max(sizeHintForColumn(column), headWidth(column)); };
    const int name = std::min(widthOf(kName), scaled(kMostName, this));
    int room = viewport()->width() - name;
    for (int column : kNow)
        room -= widthOf(column);
    // Where that is too little for the state, the list is scrolled.
    const int least = scaled(kLeastState, this);
    header()->setSectionResizeMode(kState, room < least ? QHeaderView::Fixed : QHeaderView::Stretch);
    header()->resizeSection(kName, name);
    if (room < least)
        header()->resizeSection(kState, least);
    room -= std::clamp(sizeHintForColumn(kState), least, scaled(kGoodState, this));
    for (int column : kToday) {
        room -= widthOf(column);
        setColumnHidden(column, !m_hasFigures || room < 0);
    }
    if (isColumnHidden(sortColumn()))
        sortByColumn(kLongest, Qt::AscendingOrder);
}

void PeopleList::sortBy(int column)
{
    const bool again = sortColumn() == column && header()->sortIndicatorOrder() == Qt::AscendingOrder;
    sortByColumn(column, again ? Qt::DescendingOrder : Qt::AscendingOrder);
}

void PeopleList::fill(QTreeWidgetItem* item) const
{
    const Instant now = m_clock.now();
    const auto presence = Presence(item->data(kState, kSortRole).toInt());
    const auto asks = BreakReason(item->data(kState, kAsksRole).toInt());
    const qint64 until = item->data(kState, kUntilRole).toLongLong();
    const bool onBreak = presence == Presence::onBreak && until > 0;
    QStringList state {presenceText(
        presence, BreakReason(item->data(kState, kReasonRole).toInt()), Presence(item->data(kState, kThenRole).toInt()))};
    if (onBreak)
        state.append(breakClockText(fromMillis(until), now));
    if (asks != BreakReason::none)
        state.append(askedBreakText(asks));
    const int revealed = item->data(kState, kRevealedRole).toInt();
    if (revealed > 0)
        state.append(tr("looked at %n hidden detail(s) in an hour", nullptr, revealed));
    if (const QString by = safeName(item->data(kState, kByRole).toString()); !by.isEmpty())
        state.append(tr("by %1").arg(by));
    const bool dropped = (presence == Presence::disconnected || presence == Presence::notResponding)
        && item->data(kLoad, kHeldRole).toInt() > 0;
    const bool over = onBreak && now > fromMillis(until);
    item->setText(kName, safeName(item->data(kName, kSortRole).toString()));
    item->setText(kState, state.join(u" · "_s));
    item->setForeground(kState,
        color(over || dropped               ? ColorRole::critical
                : asks != BreakReason::none ? ColorRole::caution
                                            : ColorRole::text,
            palette()));
    item->setText(kLoad, u"%1/%2"_s.arg(item->data(kLoad, kSortRole).toInt()).arg(item->data(kLoad, Qt::UserRole).toInt()));
    const int owed = item->data(kOwed, kSortRole).toInt();
    item->setText(kOwed, owed > 0 ? QString::number(owed) : QString());
    item->setText(kSince, spanText(now - fromMillis(item->data(kSince, kSortRole).toLongLong())));
    fillLongest(item);
    for (int column = kSince; column < kColumns; ++column)
        item->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
    fillFigures(item);
}

void PeopleList::fillLongest(QTreeWidgetItem* item) const
{
    const bool owes = item->data(kOwed, kSortRole).toInt() > 0;
    const auto since = owes ? std::optional(fromMillis(item->data(kLongest, kSortRole).toLongLong())) : std::nullopt;
    const OwedLevel level = m_owed.level(since, m_clock.now());
    const ColorRole role = level >= OwedLevel::critical ? ColorRole::critical
        : level == OwedLevel::caution                   ? ColorRole::caution
                                                        : ColorRole::text;
    item->setText(kLongest, since ? spanText(m_clock.now() - *since) : QString());
    item->setForeground(kLongest, color(role, palette()));
    item->setIcon(kLongest, level >= OwedLevel::critical ? icon("clock"_L1, ColorRole::critical) : QIcon());
}

/// A figure stands with how many it is of; of none there is none.
void PeopleList::fillFigures(QTreeWidgetItem* item) const
{
    if (!m_hasFigures) {
        item->setToolTip(kName, plainToolTip(item->text(kName))); // where it is cut
        return;
    }
    const qint64 answers = item->data(kFirst, kOfRole).toLongLong();
    const qint64 turns = item->data(kInTime, kOfRole).toLongLong();
    const auto count = [](qint64 number) { return static_cast<int>(number); };
    const double percent = double(item->data(kInTime, kSortRole).toLongLong()) / 10;
    item->setText(kTaken, QString::number(item->data(kTaken, kSortRole).toLongLong()));
    item->setText(kFirst, answers > 0 ? spanText(Millis(item->data(kFirst, kSortRole).toLongLong())) : u"—"_s);
    item->setText(kInTime, turns > 0 ? tr("%1 % (%2)").arg(QString::number(percent, 'f', 1)).arg(turns) : u"—"_s);
    item->setText(kBreaks, spanText(breaksOf(item)));
    item->setToolTip(kFirst, tr("Mean of %n first answer(s), from being given it", nullptr, count(answers)));
    item->setToolTip(kInTime,
        tr("%1 of %n wait(s) of customers answered within 3 minutes", nullptr, count(turns))
            .arg(item->data(kInTime, kHitsRole).toLongLong()));
    // Also where columns had to give way.
    QStringList today {item->text(kName)};
    for (int column : kToday)
        today.append(u"%1: %2"_s.arg(headerItem()->text(column), item->text(column)));
    item->setToolTip(kName, plainToolTip(today.join(u'\n')));
}

void PeopleList::setOwedTarget(Millis target)
{
    m_owed.target = target;
    for (QTreeWidgetItem* item : std::as_const(m_items))
        fillLongest(item);
}

/// Of the rows that can be seen.
void PeopleList::showTimes()
{
    if (sortColumn() == kBreaks)
        for (QTreeWidgetItem* item : std::as_const(m_items))
            item->setData(kBreaks, kSortRole, qint64(breaksOf(item).count()));
    bool isCut = false; // a clock came before the time, or an hour has passed
    for (QTreeWidgetItem* item = itemAt(0, 0); item; item = itemBelow(item)) {
        if (visualItemRect(item).top() > viewport()->height())
            break;
        fill(item);
        isCut |= sizeHintForIndex(indexFromItem(item, kLongest)).width() > columnWidth(kLongest);
    }
    if (isCut)
        fitColumns();
}

std::optional<PeopleList::Chosen> PeopleList::chosen() const
{
    const QTreeWidgetItem* item = currentItem();
    const auto id = item ? Uuid::fromString(item->data(kName, Qt::UserRole).toString()) : std::nullopt;
    if (!id)
        return {};
    const auto asks = BreakReason(item->data(kState, kAsksRole).toInt());
    return Chosen {PersonId(*id), item->text(kName),
        {Presence(item->data(kState, kSortRole).toInt()), BreakReason(item->data(kState, kReasonRole).toInt())},
        asks == BreakReason::none ? std::nullopt : std::optional(asks), item->data(kLoad, kHeldRole).toInt(),
        item->data(kOwed, kSortRole).toInt()};
}

void PeopleList::choose(PersonId person)
{
    if (QTreeWidgetItem* item = m_items.value(person.toString()))
        setCurrentItem(item);
}

void PeopleList::changeEvent(QEvent* event)
{
    QTreeWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    if (event->type() == QEvent::FontChange)
        fitColumns();
    if (event->type() == QEvent::PaletteChange)
        for (QTreeWidgetItem* item : std::as_const(m_items))
            fill(item);
}

void PeopleList::resizeEvent(QResizeEvent* event)
{
    QTreeWidget::resizeEvent(event);
    fitColumns();
}

void PeopleList::contextMenuEvent(QContextMenuEvent* event)
{
    auto* menu = new QMenu(this);
    menu->setObjectName(u"teamSort"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (int column = 0; column < kColumns; ++column) {
        if (isColumnHidden(column))
            continue;
        QAction* each = menu->addAction(tr("Sort by: %1").arg(headerItem()->text(column)));
        each->setCheckable(true);
        each->setChecked(column == sortColumn());
        connect(each, &QAction::triggered, this, [this, column] { sortBy(column); });
    }
    menu->popup(event->globalPos());
}

void PeopleList::retranslate()
{
    setAccessibleName(tr("People"));
    setHeaderLabels({tr("Name"), tr("State"), tr("For"), tr("Load"), tr("Owed"), tr("Longest"), tr("Taken today"),
        tr("First response"), tr("3-min rate"), tr("Breaks today")});
    for (QTreeWidgetItem* item : std::as_const(m_items))
        fill(item);
    fitColumns();
}

} // namespace greenroom
