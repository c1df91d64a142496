// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <unordered_map>
#include <vector>

#include <QAbstractScrollArea>
#include <QPointer>

#include "core/base/ids.h"
#include "ui/conversations/transcriptrow.h"

namespace greenroom {

class TranscriptModel;

/// One conversation as it is read. Paints rows itself; only those on screen are ever laid out, so that a conversation
/// of ten thousand entries opens as fast as one of ten. Stays at the end while it is there.
class TranscriptView final : public QAbstractScrollArea {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TranscriptView)

public:
    /// Fetches a picture: answers by calling the function with its bytes, or with none.
    using FetchPicture = std::function<void(BlobId, std::function<void(const QByteArray&)>)>;

    TranscriptView(FetchPicture fetch, QWidget* parent);
    ~TranscriptView() override;

    /// Null: nothing is open.
    void setModel(TranscriptModel* model);
    void scrollToEnd();
    /// Shows the next row that says this, at or before the last hit; false when there is none.
    bool findUpward(const QString& text, bool again);
    /// What is selected, or else the text of the row under the last click.
    QString selectedText() const;
    void copy();

Q_SIGNALS:
    void retryRequested(greenroom::ClientId clientId);
    void discardRequested(greenroom::ClientId clientId);
    void recallRequested(qint64 number);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;

private:
    TranscriptRow& layOut(int row);
    bool settle();
    void updateTops();
    void updateBar();
    int rowAt(int y) const;
    int firstMeasured(int row, int bottom) const;
    void forgetLayouts(int from = 0);
    void onRowsInserted(int first, int last);
    void onRowsRemoved(int first, int last);
    void onDataChanged(int first, int last);
    void wantPicture(BlobId blob);
    QPoint toRow(int row, const QPoint& point) const;

    FetchPicture m_fetch;
    QPointer<TranscriptModel> m_model;
    std::vector<int> m_heights; ///< measured, or else an estimate below zero
    std::vector<int> m_tops;
    bool m_topsStale = true;
    std::unordered_map<int, std::unique_ptr<TranscriptRow>> m_rows;
    PictureStore m_pictures;
    bool m_atEnd = true;
    bool m_settling = false;
    int m_clickedRow = -1;
    int m_selectFrom = 0;
    int m_selectTo = 0;
    int m_foundRow = -1;
};

} // namespace greenroom
