// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

#include "ui/panels/paneldelegate.h"

class QAbstractItemModel;
class QHBoxLayout;
class QLineEdit;
class QListView;
class QPlainTextEdit;
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

    /// `own` is shown while nothing is searched for, `found` otherwise; they may be the same.
    ListPanel(const QString& name, TextsOf texts, PanelDelegate::Reader reader, QAbstractItemModel* own,
        QAbstractItemModel* found, QWidget* parent);

    /// Called a moment after the last key in the search field.
    void setFind(std::function<void(const QString&)> find) { m_find = std::move(find); }
    /// Asked for the facts of a row when it is chosen; it answers with setFacts(), now or later.
    void setRead(std::function<void(const QModelIndex&)> read) { m_read = std::move(read); }
    void setFacts(const QString& facts);
    using Title = std::function<QString()>;
    void addButton(const QString& name, Title title, std::function<void(const QModelIndex&)> act);
    /// Why what is shown may be old; empty: nothing to say.
    void setProblem(const QString& problem);
    QLineEdit* searchField() const { return m_search; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void updateRows();
    void onCurrent();

    TextsOf m_texts;
    QAbstractItemModel* m_own;
    QAbstractItemModel* m_found;
    Label* m_title;
    QLineEdit* m_search;
    Label* m_problem;
    QListView* m_view;
    EmptyState* m_empty;
    QStackedWidget* m_stack;
    QPlainTextEdit* m_facts;
    QHBoxLayout* m_buttonRow;
    QList<std::pair<QPushButton*, Title>> m_buttons;
    std::function<void(const QString&)> m_find;
    std::function<void(const QModelIndex&)> m_read;
    QTimer m_findSoon;
};

} // namespace greenroom
