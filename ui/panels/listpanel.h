// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

#include "ui/panels/factsheet.h"
#include "ui/panels/paneldelegate.h"

class QAbstractItemModel;
class QAction;
class QHBoxLayout;
class QLineEdit;
class QListView;
class QPushButton;
class QStackedWidget;

namespace greenroom {

class EmptyState;
class Label;

/// A panel beside the conversation: what belongs to the open customer before anybody asks, a search over everything,
/// the facts of the chosen row, and what can be done with it.
class ListPanel final : public QWidget {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ListPanel)

public:
    struct Texts {
        QString title;
        QString find;
        QString emptyTitle;
        QString emptyHint;
    };
    using TextsOf = std::function<Texts()>;
    using Title = std::function<QString()>;
    using RowAct = std::function<void(const QModelIndex&)>;

    /// `own` is shown while nothing is searched for, `found` otherwise; they may be the same.
    ListPanel(const QString& name, QLatin1StringView iconName, TextsOf texts, PanelDelegate::Reader reader,
        QAbstractItemModel* own, QAbstractItemModel* found, QWidget* parent);

    /// Called a moment after the last key in the search field.
    void setFind(std::function<void(const QString&)> find) { m_find = std::move(find); }
    /// Asked for the facts of a row when it is chosen; it answers with setFacts(), now or later.
    void setRead(RowAct read) { m_read = std::move(read); }
    void setFacts(const QList<Fact>& facts);
    FactSheet* facts() const { return m_facts; }
    /// Enabled while a row is chosen; `act` may be empty.
    QPushButton* addButton(const QString& name, Title title, RowAct act);
    /// What needs no row: a button at the top.
    void setHeadAction(QAction* action, Title title, QLatin1StringView iconName);
    /// Why what is shown may be old, or what became of an action; empty: nothing to say.
    void setNotice(Title notice, ColorRole role = ColorRole::caution);
    QModelIndex current() const;
    /// The row of `own` is chosen, now or when a search has ended.
    void select(int row);
    /// For another customer: nothing searched for, the first row chosen.
    void startOver();
    QLineEdit* searchField() const { return m_search; }

Q_SIGNALS:
    /// Another row, or none, is chosen, or its facts changed.
    void chosen(const QModelIndex& index);

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void retranslate();
    void shareHeight();
    void showEmpty();
    void updateRows();
    void onCurrent();

    TextsOf m_texts;
    QAbstractItemModel* m_own;
    QAbstractItemModel* m_found;
    Label* m_title;
    QLineEdit* m_search;
    Label* m_notice;
    Title m_noticeText;
    QListView* m_view;
    EmptyState* m_empty;
    QWidget* m_filled;
    QHBoxLayout* m_head;
    QStackedWidget* m_stack;
    FactSheet* m_facts;
    QHBoxLayout* m_buttonRow;
    QList<std::pair<QPushButton*, Title>> m_buttons;
    QPersistentModelIndex m_first; ///< chosen when nothing else is
    QAction* m_headAction = nullptr;
    Title m_headTitle;
    std::function<void(const QString&)> m_find;
    RowAct m_read;
    QTimer m_findSoon;
    QTimer m_readSoon;
};

} // namespace greenroom
