// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/presence/peoplelist.h"

#include <QEvent>
#include <QHeaderView>

#include "app/workspace/deskclock.h"
#include "core/text/display.h"
#include "ui/theme/colors.h"
#include "ui/words/termwords.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

enum Column { kName, kState, kSince, kLoad, kOwed, kLongest, kColumns };
constexpr int kSortRole = Qt::UserRole + 1; ///< qint64 or QString
// What else a row knows, all of kState.
constexpr int kReasonRole = Qt::UserRole + 2; ///< int: BreakReason
constexpr int kByRole = Qt::UserRole + 3; ///< QString
constexpr int kUntilRole = Qt::UserRole + 4; ///< qint64 ms; 0: none
constexpr int kAsksRole = Qt::UserRole + 5; ///< int: BreakReason

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

QString presenceChoiceWord(const PresenceChoice& choice)
{
    return choice.presence == Presence::onBreak ? breakWord(choice.reason) : presenceWord(choice.presence);
}

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
    header()->setSectionResizeMode(kState, QHeaderView::Stretch);
    header()->setStretchLastSection(false);
    for (int column : {kSince, kLoad, kOwed, kLongest})
        headerItem()->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
    connect(&m_people, &PresenceModel::dataChanged, this, [this](const QModelIndex& from, const QModelIndex& to) {
        for (int row = from.row(); row <= to.row(); ++row)
            take(m_people.index(row));
        Q_EMIT chosenChanged();
    });
    for (auto changed : {&PresenceModel::rowsInserted, &PresenceModel::rowsRemoved})
        connect(&m_people, changed, this, &PeopleList::takeAll);
    connect(this, &QTreeWidget::currentItemChanged, this, &PeopleList::chosenChanged);
    retranslate();
    takeAll();
}

void PeopleList::takeAll()
{
    QHash<QString, QTreeWidgetItem*> gone = m_items;
    for (int row = 0; row < m_people.rowCount(); ++row) {
        const QModelIndex index = m_people.index(row);
        gone.remove(index.data(int(PresenceModel::Role::Id)).toString());
        take(index);
    }
    for (auto item = gone.cbegin(); item != gone.cend(); ++item) {
        m_items.remove(item.key());
        delete item.value();
    }
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
    item->setData(kSince, kSortRole, row.data(int(Fact::Since)));
    item->setData(kLoad, kSortRole, row.data(int(Fact::Load)));
    item->setData(kLoad, Qt::UserRole, row.data(int(Fact::Capacity)));
    item->setData(kOwed, kSortRole, row.data(int(Fact::Owed)));
    // Who owes nothing comes behind everybody who does.
    const qint64 longest = row.data(int(Fact::OwedSince)).toLongLong();
    item->setData(kLongest, kSortRole, longest > 0 ? longest : std::numeric_limits<qint64>::max());
    fill(item);
    if (isNew)
        addTopLevelItem(item);
}

void PeopleList::fill(QTreeWidgetItem* item) const
{
    const Instant now = m_clock.now();
    const auto presence = Presence(item->data(kState, kSortRole).toInt());
    const auto asks = BreakReason(item->data(kState, kAsksRole).toInt());
    const qint64 until = item->data(kState, kUntilRole).toLongLong();
    const bool onBreak = presence == Presence::onBreak && until > 0;
    QStringList state {presenceChoiceWord({presence, BreakReason(item->data(kState, kReasonRole).toInt())})};
    if (onBreak)
        state.append(breakClockText(fromMillis(until), now));
    if (asks != BreakReason::none)
        state.append(askedBreakText(asks));
    if (const QString by = safeName(item->data(kState, kByRole).toString()); !by.isEmpty())
        state.append(tr("by %1").arg(by));
    const bool dropped = (presence == Presence::disconnected || presence == Presence::notResponding)
        && item->data(kLoad, kSortRole).toInt() > 0;
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
    item->setText(kLongest, owed > 0 ? spanText(now - fromMillis(item->data(kLongest, kSortRole).toLongLong())) : QString());
    for (int column : {kSince, kLoad, kOwed, kLongest})
        item->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
}

/// Of the rows that can be seen.
void PeopleList::showTimes()
{
    for (QTreeWidgetItem* item = itemAt(0, 0); item; item = itemBelow(item)) {
        if (visualItemRect(item).top() > viewport()->height())
            break;
        fill(item);
    }
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
        asks == BreakReason::none ? std::nullopt : std::optional(asks)};
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
    if (event->type() == QEvent::PaletteChange)
        for (QTreeWidgetItem* item : std::as_const(m_items))
            fill(item);
}

void PeopleList::retranslate()
{
    setAccessibleName(tr("People"));
    setHeaderLabels({tr("Name"), tr("State"), tr("For"), tr("Load"), tr("Owed"), tr("Longest")});
    for (QTreeWidgetItem* item : std::as_const(m_items))
        fill(item);
}

} // namespace greenroom
