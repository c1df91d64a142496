// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/conversations/composer.h"

#include <QBuffer>
#include <QFile>
#include <QFileInfo>
#include <QImage>
#include <QListView>
#include <QMimeData>
#include <QRegularExpression>
#include <QTextBlock>

#include "app/phrases/phraseservice.h"
#include "core/text/display.h"
#include "ui/conversations/sending/phrasedelegate.h"
#include "ui/theme/metrics.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

/// The server's own limit; a larger file is not even read.
constexpr qint64 kMaxPictureBytes = 10 * 1024 * 1024;

bool opensPhrases(const QString& line)
{
    return line.startsWith(u'/') || line.startsWith(u'、') || line.startsWith(u'／');
}

} // namespace

Composer::Composer(PhraseService& phrases, QWidget* parent)
    : QPlainTextEdit(parent)
    , m_phrases(phrases)
    , m_popup(new QListView(this))
{
    setObjectName(u"composer"_s);
    setTabChangesFocus(true);
    setFrameShape(QFrame::NoFrame);
    m_popup->setObjectName(u"phrasePopup"_s);
    m_popup->setWindowFlags(Qt::ToolTip);
    m_popup->setFocusPolicy(Qt::NoFocus);
    m_popup->setModel(phrases.found());
    m_popup->setItemDelegate(new PhraseDelegate(m_popup));
    m_popup->setUniformItemSizes(true);
    m_popup->setEditTriggers(QAbstractItemView::NoEditTriggers);
    connect(m_popup, &QListView::clicked, this, [this](const QModelIndex& index) { choose(index.row(), false); });
    connect(this, &QPlainTextEdit::textChanged, this, &Composer::updatePopup);
    connect(this, &QPlainTextEdit::cursorPositionChanged, this, &Composer::updatePopup);
}

QSize Composer::sizeHint() const
{
    return {scaled(320, this), scaled(88, this)};
}

void Composer::keyPressEvent(QKeyEvent* event)
{
    if (m_popup->isVisible() && !m_composing && handlePopupKey(event))
        return;
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    // A key that still goes to the input method must neither send nor break the line twice.
    if (!enter || m_composing) {
        QPlainTextEdit::keyPressEvent(event);
        return;
    }
    const Qt::KeyboardModifiers held = event->modifiers() & ~Qt::KeypadModifier;
    if (held == Qt::AltModifier)
        Q_EMIT sendAndNextRequested();
    else if (held == (m_enterSends ? Qt::NoModifier : Qt::ControlModifier))
        Q_EMIT sendRequested();
    else
        textCursor().insertBlock();
    event->accept();
}

bool Composer::handlePopupKey(QKeyEvent* event)
{
    const int rows = m_popup->model()->rowCount();
    const int row = m_popup->currentIndex().row();
    switch (event->key()) {
    case Qt::Key_Down:
    case Qt::Key_Up:
        m_popup->setCurrentIndex(
            m_popup->model()->index((row + (event->key() == Qt::Key_Down ? 1 : rows - 1) + rows) % rows, 0));
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter: choose(qMax(0, row), event->modifiers() & Qt::ControlModifier); return true;
    case Qt::Key_Escape:
        m_dismissed = true;
        m_popup->hide();
        return true;
    default: break;
    }
    const int digit = event->key() - Qt::Key_1;
    if (!(event->modifiers() & ~Qt::KeypadModifier) && digit >= 0 && digit < qMin(9, rows)) {
        choose(digit, false);
        return true;
    }
    return false;
}

void Composer::updatePopup()
{
    const QTextCursor cursor = textCursor();
    const QString before = cursor.block().text().left(cursor.positionInBlock());
    if (!opensPhrases(before) || before.contains(u' ') || !hasFocus()) {
        m_dismissed = false;
        m_popup->hide();
        return;
    }
    if (m_dismissed)
        return;
    m_phrases.match(before.mid(1));
    const int rows = m_phrases.found()->rowCount();
    if (rows == 0) {
        m_popup->hide();
        return;
    }
    m_popup->setCurrentIndex(m_phrases.found()->index(0, 0));
    const int height = qMin(rows, 8) * m_popup->sizeHintForRow(0) + 4;
    m_popup->setGeometry(QRect(mapToGlobal(QPoint(0, -height - 4)), QSize(width(), height)));
    m_popup->show();
}

void Composer::choose(int row, bool send)
{
    m_popup->hide();
    // The row itself and not its code: a phrase has the same code in each language.
    const Phrase* chosen = m_phrases.found()->rowAt(row);
    if (!chosen)
        return;
    const QString text = m_phrases.expanded(*chosen, m_facts);
    QTextCursor cursor = textCursor();
    cursor.movePosition(QTextCursor::StartOfBlock, QTextCursor::KeepAnchor);
    const int begin = cursor.selectionStart();
    cursor.insertText(text);
    // What could not be filled in is for the person to fill in, before anybody reads it.
    static const QRegularExpression open(u"\\{[a-z]{1,20}\\}"_s);
    if (const auto gap = open.match(text); gap.hasMatch()) {
        cursor.setPosition(begin + static_cast<int>(gap.capturedStart()));
        cursor.setPosition(begin + static_cast<int>(gap.capturedEnd()), QTextCursor::KeepAnchor);
        setTextCursor(cursor);
        return;
    }
    if (send)
        Q_EMIT sendRequested();
}

void Composer::load(const QString& text)
{
    setPlainText(text);
    document()->clearUndoRedoStacks();
    moveCursor(QTextCursor::End);
}

void Composer::inputMethodEvent(QInputMethodEvent* event)
{
    m_composing = !event->preeditString().isEmpty();
    QPlainTextEdit::inputMethodEvent(event);
}

void Composer::focusOutEvent(QFocusEvent* event)
{
    m_popup->hide();
    m_composing = false;
    QPlainTextEdit::focusOutEvent(event);
}

bool Composer::canInsertFromMimeData(const QMimeData* source) const
{
    return source->hasImage() || source->hasUrls() || source->hasText();
}

void Composer::insertFromMimeData(const QMimeData* source)
{
    bool files = false;
    for (const QUrl& url : source->urls()) {
        if (!url.isLocalFile())
            continue;
        files = true;
        giveFile(url.toLocalFile());
    }
    if (files)
        return;
    // Spreadsheets and word processors give a picture of the text beside the text.
    if (source->hasImage() && !source->hasText()) {
        QByteArray bytes;
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::WriteOnly);
        qvariant_cast<QImage>(source->imageData()).save(&buffer, "PNG");
        Q_EMIT pictureGiven(bytes);
        return;
    }
    if (source->hasText())
        insertPlainText(safeForDisplay(source->text()));
}

void Composer::giveFile(const QString& path)
{
    QFile file(path);
    if (QFileInfo(file).isFile() && file.size() <= kMaxPictureBytes && file.open(QIODevice::ReadOnly))
        Q_EMIT pictureGiven(file.readAll());
    else
        Q_EMIT fileRefused(QFileInfo(path).fileName());
}

} // namespace greenroom
