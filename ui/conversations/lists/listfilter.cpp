// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/conversations/lists/listfilter.h"

#include <QActionGroup>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>

#include "core/text/display.h"
#include "ui/widgets/actionregistry.h"
#include "ui/widgets/noticebar.h"
#include "ui/words/errorwords.h"
#include "ui/words/termwords.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

/// Foreign text in a menu, without keys of its own.
QString entryText(const QString& text)
{
    return safeName(text).replace(u'&', u"&&"_s);
}

} // namespace

ListFilter::ListFilter(ActionRegistry& actions, Queues queues, QWidget* parent)
    : QObject(parent)
    , m_actions(actions)
    , m_queues(std::move(queues))
    , m_button(new QToolButton(parent))
    , m_line(new NoticeBar("view-filter"_L1, parent))
{
    QAction* filter = m_actions.find(u"conversation.filter"_s);
    QAction* all = m_actions.find(u"conversation.showAll"_s);
    m_button->setObjectName(u"filterButton"_s);
    m_button->setAutoRaise(true);
    m_button->setDefaultAction(filter);
    m_line->setObjectName(u"filterLine"_s);
    m_line->button()->setObjectName(u"showAllButton"_s);
    connect(filter, &QAction::triggered, this, &ListFilter::openMenu);
    connect(all, &QAction::triggered, this, &ListFilter::showAll);
    connect(m_line->button(), &QPushButton::clicked, this, &ListFilter::showAll);
    retranslate();
}

void ListFilter::setList(const ConversationListModel* list, const ConversationFilter& filter)
{
    m_list = list;
    m_filter = filter;
    m_refused = {Code::ok, {}, {}, 0};
    update();
}

void ListFilter::setShown(std::optional<int> count)
{
    if (m_shown == count)
        return;
    m_shown = count;
    if (m_filter.isOn())
        update();
}

void ListFilter::setOnline(bool online)
{
    m_online = online;
    update();
}

void ListFilter::setRefused(const Error& why)
{
    if (m_refused == why)
        return;
    m_refused = why;
    update();
}

void ListFilter::showAll()
{
    if (m_list && m_online && m_filter.isOn())
        choose({});
}

void ListFilter::choose(const ConversationFilter& filter)
{
    if (filter == m_filter)
        return;
    m_filter = filter;
    m_refused = {Code::ok, {}, {}, 0};
    update();
    Q_EMIT chosen(filter);
}

template <class T>
void ListFilter::addChoices(QMenu* menu, const QString& title, const QString& any, std::optional<T> ConversationFilter::*part,
    const QList<std::pair<T, QString>>& values)
{
    QMenu* choices = menu->addMenu(title);
    auto* group = new QActionGroup(choices);
    const auto add = [&](const QString& text, const std::optional<T>& value) {
        QAction* action = choices->addAction(text);
        action->setCheckable(true);
        action->setChecked(m_filter.*part == value);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, part, value] {
            ConversationFilter filter = m_filter;
            filter.*part = value;
            choose(filter);
        });
    };
    add(any, {});
    for (const auto& [value, text] : values)
        add(entryText(text), value);
}

void ListFilter::openMenu()
{
    if (!m_list)
        return;
    QSet<QString>& seen = m_rooms[m_list->scope()];
    for (const QString& room : m_list->rooms())
        seen.insert(room);
    QStringList names(seen.cbegin(), seen.cend());
    names.sort();
    QList<std::pair<QString, QString>> rooms;
    for (const QString& name : std::as_const(names))
        rooms.append({name, name});
    QList<std::pair<Channel, QString>> channels;
    for (const auto& [channel, code] : EnumNames<Channel>::names)
        channels.append({channel, channelWord(channel)});
    QList<std::pair<CustomerTier, QString>> tiers;
    for (const auto& [tier, code] : EnumNames<CustomerTier>::names)
        tiers.append({tier, tier == CustomerTier::standard ? tr("Standard customers") : tierWord(tier)});

    auto* menu = new QMenu(m_button);
    menu->setObjectName(u"filterMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    addChoices(menu, tr("Queue"), tr("Every queue"), &ConversationFilter::queue, m_queues());
    addChoices(menu, tr("Channel"), tr("Every channel"), &ConversationFilter::channel, channels);
    addChoices(menu, tr("Customer tier"), tr("Every tier"), &ConversationFilter::tier, tiers);
    addChoices(menu, tr("Live room"), tr("Every room"), &ConversationFilter::room, rooms);
    QMenu* order = menu->addMenu(tr("Sorting"));
    auto* group = new QActionGroup(order);
    for (const bool newest : {false, true}) {
        QAction* action = order->addAction(newest ? tr("Newest message first") : tr("Longest waiting first"));
        action->setCheckable(true);
        action->setChecked(m_filter.newestFirst == newest);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, newest] {
            ConversationFilter filter = m_filter;
            filter.newestFirst = newest;
            choose(filter);
        });
    }
    menu->addSeparator();
    menu->addAction(m_actions.find(u"conversation.showAll"_s));
    menu->popup(m_button->mapToGlobal(QPoint(0, m_button->height())));
}

QString ListFilter::words() const
{
    QStringList parts;
    if (m_filter.queue) {
        QString name;
        for (const auto& [id, known] : m_queues())
            if (id == *m_filter.queue)
                name = safeName(known);
        parts.append(name.isEmpty() ? tr("one queue") : name);
    }
    if (m_filter.channel)
        parts.append(channelWord(*m_filter.channel));
    if (m_filter.tier)
        parts.append(*m_filter.tier == CustomerTier::standard ? tr("Standard customers") : tierWord(*m_filter.tier));
    if (m_filter.room)
        parts.append(tr("Room %1").arg(safeName(*m_filter.room)));
    const QString kept = parts.join(u"\u00a0· "_s); // no line begins with the dot
    if (!m_filter.newestFirst)
        return kept;
    return kept.isEmpty() ? tr("Newest message first") : tr("%1; newest message first").arg(kept);
}

void ListFilter::update()
{
    const bool on = m_list && m_filter.isOn();
    m_actions.setEnabled(u"conversation.filter"_s, m_list && m_online,
        m_list ? offlineSentence() : tr("Mine and Recent have no filter; Waiting, Messages and All have one."));
    m_actions.setEnabled(u"conversation.showAll"_s, on && m_online, on ? offlineSentence() : QString());
    m_line->button()->setEnabled(m_online);
    m_line->button()->setToolTip(m_online ? QString() : offlineSentence());
    QString text;
    if (on)
        text = m_shown ? tr("Filter (%1 shown): %2").arg(QString::number(*m_shown), words()) : tr("Filter: %1").arg(words());
    if (m_list && m_refused.code != Code::ok)
        text += (text.isEmpty() ? QString() : u"\n"_s) + errorSentence(m_refused);
    m_line->setText(text);
}

void ListFilter::retranslate()
{
    m_button->setAccessibleName(tr("Filter the list"));
    m_line->button()->setText(tr("Clear filter"));
    update();
}

} // namespace greenroom
