// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/presence/teampage.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QTreeWidget>

#include "app/workspace/deskclock.h"
#include "core/text/display.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/label.h"
#include "ui/widgets/ticker.h"
#include "ui/words/errorwords.h"
#include "ui/words/termwords.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

enum Column { kName, kState, kSince, kLoad, kOwed, kLongest, kColumns };
constexpr int kSortRole = Qt::UserRole + 1; ///< qint64 or QString

struct Choice {
    Presence presence;
    BreakReason reason;
};
constexpr Choice kChoices[] {{Presence::online, BreakReason::none}, {Presence::windingDown, BreakReason::none},
    {Presence::onBreak, BreakReason::rest}, {Presence::onBreak, BreakReason::meal}, {Presence::afterWork, BreakReason::none},
    {Presence::training, BreakReason::none}, {Presence::meeting, BreakReason::none}, {Presence::offline, BreakReason::none}};

QString choiceWord(const Choice& choice)
{
    return choice.presence == Presence::onBreak ? breakWord(choice.reason) : presenceWord(choice.presence);
}

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

TeamPage::TeamPage(const Parts& parts, QWidget* parent)
    : QWidget(parent)
    , m_parts(parts)
    , m_title(new Label(this, TextSize::title, ColorRole::text, true))
    , m_list(new QTreeWidget(this))
    , m_presence(new QPushButton(this))
    , m_handOver(new QPushButton(this))
    , m_said(new Label(this, TextSize::base, ColorRole::muted))
{
    setObjectName(u"teamPage"_s);
    m_list->setObjectName(u"teamList"_s);
    m_list->setColumnCount(kColumns);
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setSortingEnabled(true);
    m_list->sortByColumn(kLongest, Qt::AscendingOrder);
    m_list->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_list->header()->setSectionResizeMode(kState, QHeaderView::Stretch);
    m_list->header()->setStretchLastSection(false);
    for (int column : {kSince, kLoad, kOwed, kLongest})
        m_list->headerItem()->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
    m_presence->setObjectName(u"teamPresence"_s);
    m_presence->setMenu(new QMenu(m_presence));
    m_handOver->setObjectName(u"teamHandOver"_s);
    m_said->setObjectName(u"teamSaid"_s);
    auto* head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(m_presence);
    head->addWidget(m_handOver);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(12);
    layout->addLayout(head);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_said);
    const PresenceModel& people = m_parts.presence.people();
    connect(&people, &PresenceModel::dataChanged, this, [this](const QModelIndex& from, const QModelIndex& to) {
        for (int row = from.row(); row <= to.row(); ++row)
            take(m_parts.presence.people().index(row));
    });
    for (auto changed : {&PresenceModel::rowsInserted, &PresenceModel::rowsRemoved})
        connect(&people, changed, this, &TeamPage::takeAll);
    connect(m_list, &QTreeWidget::itemSelectionChanged, this, &TeamPage::onChosen);
    connect(m_handOver, &QPushButton::clicked, this, &TeamPage::handOver);
    connect(&m_parts.ticker, &Ticker::ticked, this, &TeamPage::showTimes);
    retranslate();
    takeAll();
    onChosen();
    setFocusProxy(m_list);
}

void TeamPage::buildMenu()
{
    QMenu* menu = m_presence->menu();
    menu->clear();
    for (const Choice& choice : kChoices) {
        QAction* action = menu->addAction(choiceWord(choice));
        connect(action, &QAction::triggered, this, [this, choice] { change(choice.presence, choice.reason); });
    }
}

void TeamPage::takeAll()
{
    const PresenceModel& people = m_parts.presence.people();
    QHash<QString, QTreeWidgetItem*> gone = m_items;
    for (int row = 0; row < people.rowCount(); ++row) {
        const QModelIndex index = people.index(row);
        gone.remove(index.data(int(PresenceModel::Role::Id)).toString());
        take(index);
    }
    for (auto item = gone.cbegin(); item != gone.cend(); ++item) {
        m_items.remove(item.key());
        delete item.value();
    }
    if (!m_list->currentItem() && m_list->topLevelItemCount() > 0)
        m_list->setCurrentItem(m_list->topLevelItem(0));
}

void TeamPage::take(const QModelIndex& row)
{
    using Fact = PresenceModel::Role;
    const QString id = row.data(int(Fact::Id)).toString();
    QTreeWidgetItem*& item = m_items[id];
    const bool isNew = !item;
    if (isNew)
        item = new Person;
    item->setData(kName, Qt::UserRole, id);
    item->setData(kName, kSortRole, row.data(int(Fact::Name)));
    item->setData(kState, Qt::UserRole, row.data(int(Fact::Reason)));
    item->setData(kState, kSortRole, row.data(int(Fact::State)));
    item->setData(kState, kSortRole + 1, row.data(int(Fact::ChangedBy)));
    item->setData(kSince, kSortRole, row.data(int(Fact::Since)));
    item->setData(kLoad, kSortRole, row.data(int(Fact::Load)));
    item->setData(kLoad, Qt::UserRole, row.data(int(Fact::Capacity)));
    item->setData(kOwed, kSortRole, row.data(int(Fact::Owed)));
    // Who owes nothing comes behind everybody who does.
    const qint64 longest = row.data(int(Fact::OwedSince)).toLongLong();
    item->setData(kLongest, kSortRole, longest > 0 ? longest : std::numeric_limits<qint64>::max());
    fill(item);
    if (isNew)
        m_list->addTopLevelItem(item);
}

void TeamPage::fill(QTreeWidgetItem* item) const
{
    const auto presence = Presence(item->data(kState, kSortRole).toInt());
    const auto reason = BreakReason(item->data(kState, Qt::UserRole).toInt());
    const QString by = safeName(item->data(kState, kSortRole + 1).toString());
    const QString word = choiceWord({presence, reason});
    item->setText(kName, safeName(item->data(kName, kSortRole).toString()));
    item->setText(kState, by.isEmpty() ? word : tr("%1 · by %2").arg(word, by));
    item->setText(kLoad, u"%1/%2"_s.arg(item->data(kLoad, kSortRole).toInt()).arg(item->data(kLoad, Qt::UserRole).toInt()));
    const int owed = item->data(kOwed, kSortRole).toInt();
    item->setText(kOwed, owed > 0 ? QString::number(owed) : QString());
    const Instant now = m_parts.clock.now();
    item->setText(kSince, spanText(now - fromMillis(item->data(kSince, kSortRole).toLongLong())));
    item->setText(kLongest, owed > 0 ? spanText(now - fromMillis(item->data(kLongest, kSortRole).toLongLong())) : QString());
    for (int column : {kSince, kLoad, kOwed, kLongest})
        item->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
}

void TeamPage::showTimes()
{
    if (!isVisible())
        return;
    for (QTreeWidgetItem* item = m_list->itemAt(0, 0); item; item = m_list->itemBelow(item)) {
        if (m_list->visualItemRect(item).top() > m_list->viewport()->height())
            break;
        fill(item);
    }
}

void TeamPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    showTimes();
}

std::optional<PersonId> TeamPage::chosen() const
{
    const QTreeWidgetItem* item = m_list->currentItem();
    const auto id = item ? Uuid::fromString(item->data(kName, Qt::UserRole).toString()) : std::nullopt;
    return id ? std::optional(PersonId(*id)) : std::nullopt;
}

void TeamPage::onChosen()
{
    for (QPushButton* each : {m_presence, m_handOver})
        each->setEnabled(m_list->currentItem());
}

void TeamPage::change(Presence presence, BreakReason reason)
{
    const auto person = chosen();
    if (!person)
        return;
    const QString name = m_list->currentItem()->text(kName);
    m_parts.presence.setOf(*person, presence, reason, this, [this, name](const Result<void>& done) {
        if (done)
            tell(tr("%1 was told.").arg(name), false);
        else if (done.error().code == Code::conflict)
            tell(done.error().limit > 0
                    ? tr("%1 still has %n conversation(s). Hand them over first.", nullptr, int(done.error().limit)).arg(name)
                    : tr("%1 is not connected.").arg(name),
                true);
        else
            tell(errorSentence(done.error()), true);
    });
}

void TeamPage::handOver()
{
    const auto person = chosen();
    if (!person)
        return;
    const QString name = m_list->currentItem()->text(kName);
    auto* sure = new QMessageBox(QMessageBox::NoIcon, tr("Hand over"),
        tr("All conversations of %1 go back to their queues, with the time customers have waited.").arg(name),
        QMessageBox::NoButton, this);
    sure->setObjectName(u"handOverSure"_s);
    sure->setAttribute(Qt::WA_DeleteOnClose);
    sure->setTextFormat(Qt::PlainText);
    sure->addButton(tr("Cancel"), QMessageBox::RejectRole);
    QPushButton* yes = sure->addButton(tr("Hand over"), QMessageBox::AcceptRole);
    yes->setObjectName(u"handOverYes"_s);
    connect(yes, &QPushButton::clicked, this, [this, person, name] {
        m_parts.presence.handOver(*person, {}, this, [this, name](const Result<qint64>& count) {
            if (count)
                tell(tr("%n conversation(s) of %1 wait for somebody else now.", nullptr, int(*count)).arg(name), false);
            else
                tell(errorSentence(count.error()), true);
        });
    });
    sure->open();
}

void TeamPage::tell(const QString& sentence, bool isError)
{
    m_said->setRole(isError ? ColorRole::critical : ColorRole::muted);
    m_said->setText(sentence);
}

void TeamPage::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void TeamPage::retranslate()
{
    m_title->setText(tr("Team"));
    m_list->setAccessibleName(tr("People"));
    m_list->setHeaderLabels({tr("Name"), tr("State"), tr("For"), tr("Load"), tr("Owed"), tr("Longest")});
    m_presence->setText(tr("Change state"));
    m_handOver->setText(tr("Hand over…"));
    m_said->clear();
    buildMenu();
    for (QTreeWidgetItem* item : std::as_const(m_items))
        fill(item);
}

} // namespace greenroom
