// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAccessibleWidget>

namespace greenroom {

class TranscriptView;

/// The transcript as a screen reader walks through it: a list with an item for each row.
class TranscriptAccessible final : public QAccessibleWidget {
public:
    explicit TranscriptAccessible(TranscriptView* view);
    ~TranscriptAccessible() override;

    /// From now on every transcript is read so.
    static void install();

    int childCount() const override;
    QAccessibleInterface* child(int row) const override;
    QAccessibleInterface* childAt(int x, int y) const override;
    QAccessibleInterface* focusChild() const override;
    int indexOfChild(const QAccessibleInterface* child) const override;

private:
    TranscriptView* view() const;

    mutable QHash<int, QAccessible::Id> m_rows; ///< made when asked for
};

} // namespace greenroom
