// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/conversations/transcriptrow.h"

#include <QCoreApplication>
#include <QPainter>

#include "app/conversations/transcriptmodel.h"
#include "core/text/display.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/words/errorwords.h"
#include "ui/words/termwords.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

using Cell = TranscriptModel::Role;
using Delivery = TranscriptModel::Delivery;

struct RowWords {
    Q_DECLARE_TR_FUNCTIONS(greenroom::RowWords)
};

constexpr int kMargin = 16;
constexpr int kPad = 10;

QVariant read(const QModelIndex& index, Cell cell)
{
    return index.data(static_cast<int>(cell));
}

/// As it is while nothing of it is hidden.
Content whole(Content content, const ShownThing& shown)
{
    if (auto* text = std::get_if<Text>(&content)) {
        text->text = shown.text;
    } else if (auto* left = std::get_if<LeftMessage>(&content)) {
        left->text = shown.text;
        left->contact = shown.phone;
    }
    return content;
}

int widthOf(const QString& text, const QFont& font)
{
    return QFontMetrics(font).horizontalAdvance(text) + 2;
}

} // namespace

TranscriptRow::TranscriptRow(const QModelIndex& index, int width, const QFont& font, const PictureStore& pictures,
    const std::optional<ShownThing>& shown, Instant now)
    : m_smallFont(textFont(TextSize::small))
    , m_boldFont(textFont(TextSize::base, true))
{
    const auto content = read(index, Cell::Body).value<Content>();
    const Instant at = fromMillis(read(index, Cell::At).toLongLong());
    m_client = ClientId(Uuid::fromString(read(index, Cell::Client).toString()).value_or(Uuid {}));
    m_number = read(index, Cell::Number).toLongLong();
    if (const QVariant until = read(index, Cell::RecallUntil); until.isValid())
        m_recallUntil = fromMillis(until.toLongLong());
    m_system = read(index, Cell::System).toBool();
    int y = read(index, Cell::GroupStart).toBool() || m_system ? 8 : 3;
    const int small = QFontMetrics(m_smallFont).height();
    if (read(index, Cell::DayStart).toBool()) {
        m_day = dayText(at, now);
        m_dayRect = QRect(0, y + 4, width, small + 8);
        y = m_dayRect.bottom() + 8;
    }
    m_height = y;
    if (m_system) {
        const Author author {
            static_cast<AuthorKind>(read(index, Cell::AuthorKind).toInt()), {}, read(index, Cell::AuthorName).toString()};
        const bool owned = !read(index, Cell::OwnerThen).toString().isEmpty();
        m_plain = safeForDisplay(clockText(at) + u"  "_s + systemLine(author, content, owned));
        m_ink = ColorRole::muted;
        m_textAt = QPoint(kMargin * 2, y);
        layOutText(m_smallFont, width - 4 * kMargin);
        m_bubble = QRect(m_textAt, m_text.boundingRect().size().toSize());
        m_height = m_bubble.bottom() + 6;
        return;
    }
    layOutSaid(index, width, font, pictures, shown);
}

void TranscriptRow::layOutSaid(const QModelIndex& index, int width, const QFont& font, const PictureStore& pictures,
    const std::optional<ShownThing>& shown)
{
    auto content = read(index, Cell::Body).value<Content>();
    if (shown && read(index, Cell::Hidden).toBool()) {
        content = whole(std::move(content), *shown);
        m_shownUntil = shown->until;
    }
    const bool internal = read(index, Cell::Internal).toBool();
    m_right = static_cast<AuthorKind>(read(index, Cell::AuthorKind).toInt()) != AuthorKind::customer;
    m_fill = internal ? ColorRole::note : (m_right ? ColorRole::agentBubble : ColorRole::customerBubble);
    const auto delivery = static_cast<Delivery>(read(index, Cell::Delivery).toInt());
    if (delivery == Delivery::queued || delivery == Delivery::sending) {
        // An outline to be filled once the server has it: nobody takes it for said, not even from afar.
        m_outlined = true;
        m_ink = ColorRole::muted;
        if (!internal)
            m_fill = ColorRole::surface;
    }
    int y = m_height;
    m_speaker = headline(index, internal);
    if (read(index, Cell::GroupStart).toBool() || internal) {
        m_head = m_speaker;
        m_headText.setTextFormat(Qt::PlainText);
        m_headText.setText(m_head);
        m_headText.prepare({}, m_smallFont);
        m_headRect = QRect(kMargin, y, width - 2 * kMargin, QFontMetrics(m_smallFont).height() + 4);
        y = m_headRect.bottom();
    }
    const int room = qMin(width * 3 / 4, scaled(560, font)) - 2 * kPad;
    int innerHeight = 0;
    int innerWidth = 0;
    QString text = plainText(content);
    if (const auto* order = std::get_if<OrderCard>(&content)) {
        m_title = RowWords::tr("Order %1 · %2").arg(order->number, orderStateWord(order->state));
        text = order->title + u'\n' + moneyText(order->total);
    } else if (const auto* product = std::get_if<ProductCard>(&content)) {
        m_title = product->title;
        text = RowWords::tr("%1 · now %2").arg(product->sku, moneyText(product->price));
    } else if (const auto* voice = std::get_if<Voice>(&content)) {
        m_voice = voice->blob;
        m_title = RowWords::tr("▶ Voice note");
        text = spanText(Millis(voice->durationMs));
    } else if (const auto* left = std::get_if<LeftMessage>(&content)) {
        m_title = RowWords::tr("Left message");
        text = left->contact.isEmpty() ? left->text : RowWords::tr("%1\nContact: %2").arg(left->text, left->contact);
    } else if (const auto* image = std::get_if<Image>(&content)) {
        text.clear();
        QSize size(static_cast<int>(image->width), static_cast<int>(image->height));
        size.scale(size.boundedTo({scaled(280, font), scaled(280, font)}), Qt::KeepAspectRatio);
        m_pictureRect = QRect(QPoint(), size.expandedTo({24, 24}));
        const auto known = pictures.find(image->blob);
        if (known == pictures.end())
            m_missing = image->blob;
        else
            m_picture = known->second;
        innerWidth = m_pictureRect.width();
        innerHeight = m_pictureRect.height();
        m_plain = kindWord(content);
    } else if (std::holds_alternative<Tombstone>(content)) {
        text = systemLine({}, content);
        m_ink = ColorRole::muted;
    } else if (text.isEmpty()) {
        text = kindWord(content);
    }
    if (!m_title.isEmpty()) {
        m_title = QFontMetrics(m_boldFont).elidedText(safeName(m_title), Qt::ElideRight, room);
        innerWidth = widthOf(m_title, m_boldFont);
        innerHeight = QFontMetrics(m_boldFont).height() + 4;
    }
    const int titleHeight = m_title.isEmpty() ? 0 : innerHeight;
    if (m_pictureRect.isNull()) {
        m_plain = safeForDisplay(text);
        if (m_title.isEmpty() || std::holds_alternative<LeftMessage>(content))
            m_links = linksIn(m_plain);
        innerWidth = qMax(innerWidth, layOutText(font, room));
        innerHeight += qCeil(m_text.boundingRect().height());
    }
    const int outer = qMin(innerWidth, room) + 2 * kPad + 1;
    m_bubble = QRect(m_right ? width - kMargin - outer : kMargin, y, outer, innerHeight + 2 * kPad - 4);
    m_pictureRect.moveTopLeft(m_bubble.topLeft() + QPoint(kPad, kPad - 2));
    m_textAt = m_bubble.topLeft() + QPoint(kPad, kPad - 2 + titleHeight);
    layOutFoot(index, width, m_bubble.bottom() + 3);
}

void TranscriptRow::layOutFoot(const QModelIndex& index, int width, int y)
{
    m_height = y;
    switch (static_cast<Delivery>(read(index, Cell::Delivery).toInt())) {
    case Delivery::stored:
        // In one place and of one height, so that nothing moves when the one becomes the other by itself.
        if (read(index, Cell::Hidden).toBool()) {
            m_foot = m_shownUntil ? shownUntilText(*m_shownUntil) : RowWords::tr("Hidden in part");
            break;
        }
        if (!read(index, Cell::ReadByCustomer).toBool() || !m_right || !read(index, Cell::GroupEnd).toBool())
            return;
        m_foot = RowWords::tr("Read");
        break;
    case Delivery::queued:
        m_foot = RowWords::tr("Waiting to be sent");
        m_footIcon = "clock"_L1;
        break;
    case Delivery::sending: m_foot = RowWords::tr("Sending…"); break;
    case Delivery::sent: return;
    case Delivery::failed:
        m_failed = true;
        m_foot = RowWords::tr("Not sent. %1")
                     .arg(errorSentence(Error {static_cast<Code>(read(index, Cell::Error).toInt()),
                         read(index, Cell::ErrorField).toString(), {}, 0}));
        if (read(index, Cell::Retryable).toBool())
            m_retry = RowWords::tr("Try again");
        m_discard = RowWords::tr("Discard");
        break;
    }
    const int line = QFontMetrics(m_smallFont).height() + 4;
    int right = width - kMargin;
    if (m_failed) {
        const int discardWidth = widthOf(m_discard, m_smallFont);
        m_discardRect = QRect(right - discardWidth, y, discardWidth, line);
        right = m_discardRect.left() - 12;
        if (isRetryable()) {
            const int retryWidth = widthOf(m_retry, m_smallFont);
            m_retryRect = QRect(right - retryWidth, y, retryWidth, line);
            right = m_retryRect.left() - 12;
        }
    }
    m_footRect = QRect(kMargin, y, right - kMargin, line);
    m_height = y + line;
}

QString TranscriptRow::headline(const QModelIndex& index, bool internal) const
{
    QString name = safeName(read(index, Cell::AuthorName).toString());
    const auto kind = static_cast<AuthorKind>(read(index, Cell::AuthorKind).toInt());
    if (name.isEmpty() && kind == AuthorKind::customer)
        name = anonymousWord();
    if (kind == AuthorKind::bot)
        name = RowWords::tr("Bot");
    const auto content = read(index, Cell::Body).value<Content>();
    if (const auto* note = std::get_if<Note>(&content); note && note->to)
        name = safeName(noteSpeaker(name, *note, read(index, Cell::OwnerThen).toString() == note->to->toString()));
    const QString time = clockText(fromMillis(read(index, Cell::At).toLongLong()));
    return internal ? RowWords::tr("%1 · internal note · %2").arg(name, time) : u"%1 · %2"_s.arg(name, time);
}

int TranscriptRow::layOutText(const QFont& font, int width)
{
    QString shown = m_plain;
    shown.replace(u'\n', QChar::LineSeparator);
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    option.setTextDirection(m_plain.isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight);
    if (m_system)
        option.setAlignment(Qt::AlignHCenter);
    m_text.setText(shown);
    m_text.setFont(font);
    m_text.setTextOption(option);
    m_text.setCacheEnabled(true);
    const auto layOut = [this](double room) {
        double y = 0;
        double widest = 0;
        m_text.beginLayout();
        for (QTextLine line = m_text.createLine(); line.isValid(); line = m_text.createLine()) {
            line.setLineWidth(room);
            line.setPosition({0, y});
            y += line.height();
            widest = qMax(widest, line.naturalTextWidth());
        }
        m_text.endLayout();
        return qMin(qCeil(room), qCeil(widest) + 1);
    };
    const int widest = layOut(width);
    // Right-to-left lines were set against the full width; pull them to the widest one so that the bubble fits.
    return m_system || option.textDirection() == Qt::LeftToRight ? widest : layOut(widest);
}

void TranscriptRow::paint(
    QPainter& painter, const QPoint& at, const QPalette& palette, int selectFrom, int selectTo, bool found) const
{
    const auto ink = [&palette](ColorRole role) { return color(role, palette); };
    painter.save();
    painter.translate(at);
    painter.setFont(m_smallFont);
    if (!m_day.isEmpty()) {
        const int half = widthOf(m_day, m_smallFont) / 2 + 12;
        const int middle = m_dayRect.center().y();
        painter.fillRect(kMargin, middle, m_dayRect.width() / 2 - half - kMargin, 1, ink(ColorRole::border));
        painter.fillRect(
            m_dayRect.width() / 2 + half, middle, m_dayRect.width() / 2 - half - kMargin, 1, ink(ColorRole::border));
        painter.setPen(ink(ColorRole::muted));
        painter.drawText(m_dayRect, Qt::AlignCenter, m_day);
    }
    if (!m_head.isEmpty()) {
        painter.setPen(ink(ColorRole::muted));
        const double left = m_right ? m_headRect.right() + 1 - m_headText.size().width() : m_headRect.left();
        painter.drawStaticText(QPointF(left, m_headRect.top()), m_headText);
    }
    if (m_system && found) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(ink(ColorRole::accent), 2));
        painter.drawRoundedRect(QRectF(m_bubble).adjusted(-8, -2, 8, 2), kRadius, kRadius);
    }
    if (!m_system) {
        painter.setRenderHint(QPainter::Antialiasing);
        if (found)
            painter.setPen(QPen(ink(ColorRole::accent), 2));
        else if (m_failed || m_outlined)
            painter.setPen(ink(m_failed ? ColorRole::critical : ColorRole::outline));
        else
            painter.setPen(Qt::NoPen);
        painter.setBrush(ink(m_fill));
        painter.drawRoundedRect(QRectF(m_bubble).adjusted(0.5, 0.5, -0.5, -0.5), kRadius + 2, kRadius + 2);
        if (!m_title.isEmpty()) {
            painter.setFont(m_boldFont);
            painter.setPen(ink(m_ink));
            painter.drawText(
                m_bubble.adjusted(kPad, kPad - 2, 0, 0), Qt::AlignLeft | Qt::AlignTop | Qt::TextSingleLine, m_title);
        }
        if (!m_picture.isNull())
            painter.drawPixmap(m_pictureRect, m_picture);
        else if (!m_pictureRect.size().isEmpty() && m_text.text().isEmpty())
            painter.fillRect(m_pictureRect, ink(ColorRole::sunken));
    }
    QList<QTextLayout::FormatRange> ranges;
    for (const TextLink& link : m_links) {
        QTextLayout::FormatRange range;
        range.start = link.from;
        range.length = link.length;
        range.format.setForeground(ink(ColorRole::accent));
        range.format.setFontUnderline(true);
        ranges.append(range);
    }
    if (selectFrom != selectTo) {
        QTextLayout::FormatRange range;
        range.start = qMin(selectFrom, selectTo);
        range.length = qAbs(selectTo - selectFrom);
        range.format.setBackground(palette.highlight());
        range.format.setForeground(palette.highlightedText());
        ranges.append(range);
    }
    painter.setPen(ink(m_ink));
    m_text.draw(&painter, m_textAt, ranges);
    painter.setFont(m_smallFont);
    if (!m_foot.isEmpty()) {
        const ColorRole role = m_failed ? ColorRole::critical : m_shownUntil ? ColorRole::caution : ColorRole::muted;
        const QString foot = QFontMetrics(m_smallFont).elidedText(m_foot, Qt::ElideRight, m_footRect.width());
        painter.setPen(ink(role));
        const int edge = m_right ? Qt::AlignRight : Qt::AlignLeft;
        painter.drawText(m_footRect, edge | int(Qt::AlignVCenter) | int(Qt::TextSingleLine), foot);
        if (!m_footIcon.isEmpty()) {
            const int side = QFontMetrics(m_smallFont).height();
            const QPoint place(m_footRect.right() - widthOf(foot, m_smallFont) - side, m_footRect.center().y() - side / 2);
            painter.drawPixmap(
                place, iconPixmap(m_footIcon, role, side, painter.device()->devicePixelRatioF(), modeOf(palette)));
        }
        painter.setPen(ink(ColorRole::accent));
        painter.drawText(m_retryRect, Qt::AlignCenter, m_retry);
        painter.drawText(m_discardRect, Qt::AlignCenter, m_discard);
    }
    painter.restore();
}

QString TranscriptRow::spoken() const
{
    QStringList parts;
    for (const QString& part : {m_day, m_speaker, m_title, m_plain, m_foot})
        if (!part.isEmpty())
            parts.append(part);
    return parts.join(u", "_s);
}

int TranscriptRow::positionAt(const QPoint& point) const
{
    if (!m_bubble.contains(point))
        return -1;
    const QPoint inside = point - m_textAt;
    for (int i = 0; i < m_text.lineCount(); ++i) {
        const QTextLine line = m_text.lineAt(i);
        if (inside.y() < line.y() + line.height() || i == m_text.lineCount() - 1)
            return line.xToCursor(inside.x());
    }
    return 0;
}

const TextLink* TranscriptRow::linkAt(const QPoint& point) const
{
    const QPointF inside = point - m_textAt;
    for (int i = 0; i < m_text.lineCount() && !m_links.isEmpty(); ++i) {
        const QTextLine line = m_text.lineAt(i);
        if (!line.naturalTextRect().contains(inside))
            continue;
        const int place = line.xToCursor(inside.x(), QTextLine::CursorOnCharacter);
        for (const TextLink& link : m_links)
            if (place >= link.from && place < link.from + link.length)
                return &link;
    }
    return nullptr;
}

int TranscriptRow::estimate(const QModelIndex& index, int width, int lineHeight)
{
    const qsizetype perLine = qMax(10, width * 3 / 4 / qMax(1, lineHeight / 2));
    const qsizetype lines = read(index, Cell::Text).toString().size() / perLine + 1;
    return static_cast<int>(qMin<qsizetype>(lines, 400)) * lineHeight + 28;
}

} // namespace greenroom
