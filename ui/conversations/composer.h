// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPlainTextEdit>

class QListView;

namespace greenroom {

class PhraseService;

/// The field a reply is written in: Enter or Ctrl+Enter sends by choice, never while an input method composes; pictures
/// can be pasted and dropped; `/`, `、` or `／` at a line's start opens the phrases.
class Composer final : public QPlainTextEdit {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Composer)

public:
    Composer(PhraseService& phrases, QWidget* parent);

    void setEnterSends(bool enterSends) { m_enterSends = enterSends; }
    bool enterSends() const { return m_enterSends; }
    bool isComposing() const { return m_composing; }
    /// What is known for variables in phrases beyond the conversation: order, tracking …
    void setFacts(const QHash<QString, QString>& facts) { m_facts = facts; }
    const QHash<QString, QString>& facts() const { return m_facts; }
    QListView* phrasePopup() const { return m_popup; }
    /// Another conversation's text: nothing of the one before can be brought back by undo.
    void load(const QString& text);
    QSize sizeHint() const override;

Q_SIGNALS:
    void sendRequested();
    void sendAndNextRequested();
    void pictureGiven(const QByteArray& bytes);
    /// A file that cannot be sent: too large, or not readable.
    void fileRefused(const QString& name);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void inputMethodEvent(QInputMethodEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool canInsertFromMimeData(const QMimeData* source) const override;
    void insertFromMimeData(const QMimeData* source) override;

private:
    bool handlePopupKey(QKeyEvent* event);
    void updatePopup();
    void choose(int row, bool send);
    void giveFile(const QString& path);

    PhraseService& m_phrases;
    QListView* m_popup;
    QHash<QString, QString> m_facts;
    bool m_enterSends = true;
    bool m_composing = false;
    bool m_dismissed = false;
};

} // namespace greenroom
