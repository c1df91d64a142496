// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QListView>

namespace greenroom {

/// A list of conversations, also of a hundred thousand: all rows have one height, so what a row says never lays out the others.
class ConversationView final : public QListView {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConversationView)

public:
    explicit ConversationView(QWidget* parent);

    /// As setCurrentIndex(), but nothing scrolls.
    void setCurrentQuietly(const QModelIndex& index);
    /// The first and the last row on screen; none without rows.
    std::optional<std::pair<int, int>> shown() const;
    /// By name, in a list that is all here.
    void keyboardSearch(const QString& letters) override;

protected:
    void dataChanged(const QModelIndex& first, const QModelIndex& last, const QList<int>& roles) override;
};

} // namespace greenroom
