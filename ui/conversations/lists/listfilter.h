// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include <QHash>
#include <QPointer>
#include <QSet>

#include "app/conversations/conversationlistmodel.h"

class QMenu;
class QToolButton;

namespace greenroom {

class ActionRegistry;
class NoticeBar;

/// Chooses which conversations of a list are shown, and in which order: a button with a menu, and a line that says in words
/// what is left out, with a way back. Whoever has the list keeps what was chosen for it.
class ListFilter final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ListFilter)

public:
    /// Those there are, each with its name; asked whenever they are shown.
    using Queues = std::function<QList<std::pair<QueueId, QString>>()>;
    /// Button and line are children of `parent`.
    ListFilter(ActionRegistry& actions, Queues queues, QWidget* parent);

    QToolButton* button() const { return m_button; }
    NoticeBar* line() const { return m_line; }

    /// The list it is about now, and what was chosen for it; null: one that has no filter.
    void setList(const ConversationListModel* list, const ConversationFilter& filter);
    /// How many it shows; none while nobody knows yet.
    void setShown(std::optional<int> count);
    void setOnline(bool online);
    /// Why the server does not show it so; `ok`: it does.
    void setRefused(const Error& why);
    void retranslate();
    /// Somebody else sits at the desk: what was seen here is not for them.
    void forget() { m_rooms.clear(); }
    /// Takes back what was chosen, if that can be done now.
    void showAll();

Q_SIGNALS:
    void chosen(const greenroom::ConversationFilter& filter);

private:
    void openMenu();
    template <class T>
    void addChoices(QMenu* menu, const QString& title, const QString& any, std::optional<T> ConversationFilter::*part,
        const QList<std::pair<T, QString>>& values);
    void choose(const ConversationFilter& filter);
    QString words() const;
    void update();

    ActionRegistry& m_actions;
    Queues m_queues;
    QToolButton* m_button;
    NoticeBar* m_line;
    QPointer<const ConversationListModel> m_list;
    ConversationFilter m_filter;
    std::optional<int> m_shown;
    QHash<ConversationScope, QSet<QString>> m_rooms; ///< seen in a list until now: it may show one of them alone
    Error m_refused {Code::ok, {}, {}, 0};
    bool m_online = false;
};

} // namespace greenroom
