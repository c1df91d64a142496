// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

#include "core/domain/owedclock.h"

namespace greenroom {

/// A conversation in a list: name, tier as a word, owed-reply clock with its tint, unread, draft and failed marks, and
/// in the tall form the last line. Time comes from outside, so that all rows show the same second.
class ConversationDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    explicit ConversationDelegate(QObject* parent);

    void setTall(bool tall) { m_tall = tall; }
    void setClock(const OwedClock& clock) { m_clock = clock; }
    void setNow(Instant now) { m_now = now; }
    /// The row shows a running time.
    static bool runs(const QModelIndex& index);

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
    Running runningTime(const QModelIndex& index) const;

    bool m_tall = true;
    OwedClock m_clock;
    Instant m_now;
};

} // namespace greenroom
