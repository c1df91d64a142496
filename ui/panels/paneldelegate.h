// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include <QStyledItemDelegate>

#include "ui/theme/colors.h"

namespace greenroom {

/// What a row of a side panel says.
struct PanelRow {
    QString title;
    QString right; ///< state or amount
    QString subtitle;
    ColorRole rightRole = ColorRole::muted;
};

/// Two lines of plain text: title with something at its right, and a second line.
class PanelDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    using Reader = std::function<PanelRow(const QModelIndex&)>;
    PanelDelegate(Reader reader, QObject* parent);

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    Reader m_reader;
};

} // namespace greenroom
