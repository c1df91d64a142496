// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/factsheet.h"

#include <QEvent>
#include <QPainter>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextDocumentFragment>
#include <QTextTable>

#include "core/text/display.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/focusring.h"

namespace greenroom {

namespace {

constexpr QTextDocument::MarkdownFeatures kMarkdown = QTextDocument::MarkdownFeatures(
    QTextDocument::MarkdownDialectCommonMark | QTextDocument::MarkdownNoHTML);

constexpr int kCellPad = 2;

/// Qt reads a picture's name as a file of this machine when loadResource() has nothing for it. Its words stay.
void readMarkdown(QTextDocument& page, const QString& text)
{
    page.setMarkdown(text, kMarkdown);
    QList<QTextFragment> pictures;
    for (QTextBlock block = page.begin(); block.isValid(); block = block.next())
        for (auto each = block.begin(); !each.atEnd(); ++each)
            if (each.fragment().charFormat().isImageFormat())
                pictures.prepend(each.fragment());
    for (const QTextFragment& picture : pictures) {
        const QString words = picture.charFormat().stringProperty(QTextFormat::ImageAltText);
        QTextCursor cursor(&page);
        cursor.setPosition(picture.position());
        cursor.setPosition(picture.position() + picture.length(), QTextCursor::KeepAnchor);
        cursor.insertText(words, QTextCharFormat());
    }
}

QTextTable* addTable(QTextCursor& cursor, int rows, Fact::Kind kind)
{
    QTextTableFormat format;
    format.setBorder(0);
    format.setCellSpacing(0);
    format.setCellPadding(kCellPad);
    format.setWidth(QTextLength(QTextLength::PercentageLength, 100));
    const double left = kind == Fact::Kind::item ? 58 : 30;
    format.setColumnWidthConstraints(
        {QTextLength(QTextLength::PercentageLength, left), QTextLength(QTextLength::PercentageLength, 100 - left)});
    return cursor.insertTable(rows, 2, format);
}

} // namespace

FactSheet::FactSheet(QWidget* parent)
    : QTextBrowser(parent)
{
    setFrameShape(QFrame::NoFrame);
    setTabChangesFocus(true);
    setOpenLinks(false);
    setUndoRedoEnabled(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    document()->setDocumentMargin(10);
    new FocusRing(this);
}

void FactSheet::setFacts(const QList<Fact>& facts)
{
    m_facts.clear();
    for (const Fact& fact : facts) {
        const bool pair = fact.kind == Fact::Kind::row || fact.kind == Fact::Kind::step;
        if (!(pair && fact.right.isEmpty()))
            m_facts.append({fact.kind, safeForDisplay(fact.left), safeForDisplay(fact.right), fact.role});
    }
    layOut();
}

void FactSheet::changeFacts(const QList<Fact>& facts)
{
    const int place = verticalScrollBar()->value();
    setFacts(facts);
    verticalScrollBar()->setValue(place);
}

QString FactSheet::chosenText() const
{
    return textCursor().selection().toPlainText();
}

QVariant FactSheet::loadResource(int, const QUrl&)
{
    return {};
}

void FactSheet::changeEvent(QEvent* event)
{
    QTextBrowser::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        layOut();
}

/// A line that has not the room for its letters is left for scrolling, in either column.
void FactSheet::paintEvent(QPaintEvent* event)
{
    QTextBrowser::paintEvent(event);
    const QSize area = viewport()->size();
    const int edge = static_cast<int>(document()->documentMargin()) + 2 * kCellPad;
    for (const int x : {edge, area.width() - edge}) {
        const QRect line = cursorRect(cursorForPosition(QPoint(x, area.height() - 1)));
        if (line.top() < area.height() && line.bottom() >= area.height())
            QPainter(viewport()).fillRect(0, line.top(), area.width(), area.height() - line.top(), palette().base());
    }
}

void FactSheet::layOut()
{
    document()->clear();
    QTextCursor cursor(document());
    const auto format = [this](ColorRole role, TextSize size = TextSize::base, bool bold = false) {
        QTextCharFormat result;
        result.setFont(textFont(size, bold));
        result.setForeground(color(role, palette()));
        return result;
    };
    const auto block = [&cursor](int above) {
        QTextBlockFormat place;
        place.setTopMargin(above);
        place.setLeftMargin(kCellPad);
        place.setRightMargin(kCellPad);
        if (cursor.atStart())
            cursor.setBlockFormat(place);
        else
            cursor.insertBlock(place);
    };
    for (qsizetype at = 0; at < m_facts.size();) {
        const Fact& fact = m_facts[at];
        switch (fact.kind) {
        case Fact::Kind::heading:
            block(cursor.atStart() ? 0 : 8);
            cursor.insertText(fact.left, format(fact.role, TextSize::base, true));
            ++at;
            continue;
        case Fact::Kind::text:
            block(cursor.atStart() ? 0 : 4);
            cursor.insertText(fact.left, format(fact.role));
            ++at;
            continue;
        case Fact::Kind::markdown: {
            QTextDocument page;
            page.setDefaultFont(textFont(TextSize::base));
            readMarkdown(page, fact.left);
            block(4);
            cursor.insertFragment(QTextDocumentFragment(&page));
            ++at;
            continue;
        }
        case Fact::Kind::row:
        case Fact::Kind::item:
        case Fact::Kind::step: break;
        }
        qsizetype end = at;
        while (end < m_facts.size() && m_facts[end].kind == fact.kind)
            ++end;
        QTextTable* table = addTable(cursor, static_cast<int>(end - at), fact.kind);
        QTextBlockFormat rightEdge;
        rightEdge.setAlignment(fact.kind == Fact::Kind::item ? Qt::AlignRight : Qt::AlignLeft);
        for (int row = 0; at < end; ++row, ++at) {
            const Fact& line = m_facts[at];
            const bool listed = line.kind == Fact::Kind::item;
            table->cellAt(row, 0).firstCursorPosition().insertText(
                line.left, format(listed ? ColorRole::text : ColorRole::muted));
            QTextCursor right = table->cellAt(row, 1).firstCursorPosition();
            right.setBlockFormat(rightEdge);
            right.insertText(line.right, format(line.role));
        }
        cursor = table->lastCursorPosition();
        cursor.movePosition(QTextCursor::NextBlock);
    }
    cursor.movePosition(QTextCursor::Start);
    setTextCursor(cursor);
}

QString plainTextOf(const QString& markdown)
{
    QTextDocument page;
    readMarkdown(page, markdown);
    return page.toPlainText().trimmed();
}

} // namespace greenroom
