// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLineEdit;
class QToolButton;

namespace greenroom {

class Label;
class TranscriptView;

/// The line above a transcript that looks for a word in it: Enter or F3 goes to the one before, Shift with it to the one
/// after, Esc ends it.
class TranscriptSearch final : public QWidget {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TranscriptSearch)

public:
    TranscriptSearch(TranscriptView& transcript, QWidget* parent);

    void begin();
    void end();

Q_SIGNALS:
    void ended();

protected:
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void look(bool upward, bool again);
    void leave();
    void retranslate();

    TranscriptView& m_transcript;
    QLineEdit* m_field;
    Label* m_answer;
    QToolButton* m_older;
    QToolButton* m_newer;
    QToolButton* m_leave;
    bool m_again = false; ///< the last look was for one more
};

} // namespace greenroom
