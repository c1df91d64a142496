// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

#include "core/domain/owedclock.h"
#include "ui/theme/colors.h"

namespace greenroom {

/// A conversation in a list: pin, name, tier as a word, whose it is, owed-reply clock with its tint, marks for what is unread,
/// unsent, or wanted of somebody, and in the tall form the last line. One that is not here yet is bars where its words will
/// stand. Time comes from outside, so that all rows show the same second.
class ConversationDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    explicit ConversationDelegate(QObject* parent);

    void setTall(bool tall) { m_tall = tall; }
    /// In a list of everybody's.
    void setNamesOwner(bool names) { m_namesOwner = names; }
    void setClock(const OwedClock& clock) { m_clock = clock; }
    void setNow(Instant now) { m_now = now; }
    Instant now() const { return m_now; }
    /// What of the view is about to be painted; without it, everything is.
    void setExposed(const QRegion& exposed) { m_exposed = exposed; }
    /// The part of a row that looks different now from then: its clock, all of it, or nothing.
    QRect changedSince(Instant then, const QModelIndex& index, const QRect& row, const QWidget* widget) const;
    /// The row shows a running time.
    static bool runs(const QModelIndex& index);
    /// The row as a screen reader says it: who, how pressing, what is new, and what was said last.
    QString spoken(const QModelIndex& index) const;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QString displayText(const QVariant& value, const QLocale& locale) const override;
    bool helpEvent(
        QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option, const QModelIndex& index) override;

private:
    struct Running {
        QString text;
        OwedLevel level = OwedLevel::none;
    };
    /// Who waits for a person is as pressing as an owed reply: the longer of both counts.
    Running runningTime(const QModelIndex& index, Instant now) const;
    /// What somebody is asked to do about it, the most pressing first.
    struct Mark {
        QString text;
        ColorRole fill;
        ColorRole letters;
        QLatin1StringView icon {};
    };
    static QList<Mark> marks(const QModelIndex& index);
    /// Empty: nobody's, or the list does not say.
    QString ownerOf(const QModelIndex& index) const;
    void paintLoading(QPainter* painter, const QStyleOptionViewItem& option) const;
    QRect clockRect(const Running& running, const QRect& row, const QWidget* widget) const;

    bool m_tall = true;
    bool m_namesOwner = false;
    OwedClock m_clock;
    Instant m_now;
    std::optional<QRegion> m_exposed;
};

} // namespace greenroom
