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

class QAction;
class QPushButton;

namespace greenroom {

class TranscriptModel;

/// One conversation as it is read. Paints rows itself; only those on screen are ever laid out, so that a conversation
/// of ten thousand entries opens as fast as one of ten. Stays at the end while it is there; elsewhere it stays where it
/// is and says how many are new below. Comes back to the place it was left at.
class TranscriptView final : public QAbstractScrollArea {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TranscriptView)

public:
    /// Fetches a picture: answers by calling the function with its bytes, or with none.
    using FetchPicture = std::function<void(BlobId, std::function<void(const QByteArray&)>)>;

    /// What is shown just now of an entry in which something is hidden.
    using FindShown = std::function<std::optional<ShownThing>(qint64 number)>;

    TranscriptView(FetchPicture fetch, QWidget* parent);
    ~TranscriptView() override;

    /// Null: nothing is open.
    void setModel(TranscriptModel* model);
    void scrollToEnd();
    /// Shows the next row that says this: older ones upward, newer ones downward from the last hit; what is not here yet
    /// is fetched. The answer is searched(). No text: nothing is marked.
    void find(const QString& text, bool upward, bool again);
    int foundRow() const { return m_foundRow; } ///< −1: none
    int rowCount() const { return static_cast<int>(m_heights.size()); }
    /// A row as it is read aloud: who, when, what, and how it stands with sending it.
    QString spokenRow(int row);
    /// Where a row is, in the viewport.
    QRect rowRect(int row);
    /// Its bubble, or what is said of something that happened, in the row.
    QRect bubbleOf(int row) { return layOut(row).bubble(); }
    int currentRow() const { return m_clickedRow; } ///< −1: none
    /// What is selected, or else the text of the row under the last click.
    QString selectedText();
    void copy();

    /// `reveal` shows what is hidden in hiddenEntry(); it stands in the menu of such messages.
    void setReveal(QAction* reveal, FindShown shown);
    /// The number of the current message if something is hidden in it, else of the newest here that has something; 0: none.
    qint64 hiddenEntry() const;
    /// Something of it is shown now, or hidden again.
    void showAnew(qint64 number);
    /// Makes the message the current one and has it in view and read aloud.
    void tellOf(qint64 number);

    /// How many of the messages here say this.
    int hits(const QString& text) const;

Q_SIGNALS:
    void retryRequested(greenroom::ClientId clientId);
    void discardRequested(greenroom::ClientId clientId);
    void recallRequested(qint64 number);
    /// A voice note was clicked, or Enter pressed on it: play it, or stop it when it plays.
    void voiceRequested(greenroom::BlobId blob);
    /// A link was clicked, or Enter pressed on the message: nothing is opened here.
    void linkRequested(const QUrl& address);
    /// The keys want to be elsewhere.
    void left();
    void searched(bool found);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;

private:
    struct Place {
        qint64 number = 0; ///< of the first entry on screen
        int offset = 0;
        qint64 last = 0; ///< of the entries there were
        int below = 0; ///< what had come unseen
    };
    TranscriptRow& layOut(int row);
    void rememberPlace();
    void restorePlace();
    void showRow(int row, int room);
    void choose(int row);
    void bringIntoView(int row);
    bool isHidden(int row) const;
    const TextLink* linkAt(const QPoint& point);
    bool openCurrent();
    void continueFind();
    void showNewBelow(int more);
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
    QAction* m_reveal = nullptr;
    FindShown m_shown;
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
    bool m_byKeys = false;
    int m_foundRow = -1;
    QString m_sought; ///< while older entries are fetched for it
    int m_soughtRows = 0;
    QHash<ConversationId, Place> m_places;
    std::optional<Place> m_wanted;
    QPushButton* m_below;
    int m_newBelow = 0;
};

} // namespace greenroom
