// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/conversations/lists/conversationdelegate.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include "app/conversations/conversationlistmodel.h"
#include "core/text/display.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/label.h"
#include "ui/words/termwords.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

using Cell = ConversationListModel::Role;

QVariant read(const QModelIndex& index, Cell cell)
{
    return index.data(static_cast<int>(cell));
}

std::optional<Instant> moment(const QModelIndex& index, Cell cell)
{
    const QVariant value = read(index, cell);
    return value.isValid() ? std::optional(fromMillis(value.toLongLong())) : std::nullopt;
}

/// Since when somebody has waited for a reply or, where that is longer, for a person.
struct Pressing {
    std::optional<Instant> since;
    bool waits = false;
};

Pressing pressingSince(const QModelIndex& index)
{
    const auto owed = moment(index, Cell::OwedSince);
    const auto waiting = moment(index, Cell::WaitingSince);
    const bool waits = waiting && (!owed || *waiting < *owed);
    return {waits ? waiting : owed, waits};
}

QString nameOf(const QModelIndex& index)
{
    const QString name = safeName(read(index, Cell::CustomerName).toString());
    return name.isEmpty() ? anonymousWord() : name;
}

} // namespace

ConversationDelegate::ConversationDelegate(QObject* parent)
    : QStyledItemDelegate(parent)
{
}

bool ConversationDelegate::runs(const QModelIndex& index)
{
    return read(index, Cell::OwedSince).isValid() || read(index, Cell::OfferUntil).isValid()
        || read(index, Cell::WaitingSince).isValid() || read(index, Cell::FollowUpDue).isValid();
}

ConversationDelegate::Running ConversationDelegate::runningTime(const QModelIndex& index, Instant now) const
{
    if (const auto until = moment(index, Cell::OfferUntil))
        return {tr("%1 to accept").arg(spanText(*until - now)), OwedLevel::critical};
    if (const auto since = pressingSince(index).since) {
        const OwedLevel level = m_clock.level(since, now);
        const QString time = spanText(now - *since);
        return {level == OwedLevel::overdue ? tr("Overdue %1").arg(time) : time, level};
    }
    if (const auto due = moment(index, Cell::FollowUpDue))
        return *due < now ? Running {tr("Follow-up late %1").arg(spanText(now - *due)), OwedLevel::critical}
                          : Running {tr("Follow up at %1").arg(momentText(*due, now)), OwedLevel::none};
    if (const auto said = moment(index, Cell::LastSaidAt))
        return {clockText(*said), OwedLevel::none};
    return {};
}

QRect ConversationDelegate::changedSince(Instant then, const QModelIndex& index, const QRect& row, const QWidget* widget) const
{
    const Running was = runningTime(index, then);
    const Running is = runningTime(index, m_now);
    if (was.level != is.level || was.text.size() != is.text.size())
        return row;
    return was.text == is.text ? QRect() : clockRect(is, row, widget);
}

QRect ConversationDelegate::clockRect(const Running& running, const QRect& row, const QWidget* widget) const
{
    const int lineHeight = QFontMetrics(textFont(TextSize::base)).height();
    const int top = m_tall ? row.top() + (row.height() - 2 * lineHeight - 4) / 2 : row.center().y() - lineHeight / 2;
    const int width = tabularWidth(running.text, QFontMetrics(textFont(TextSize::small, running.level >= OwedLevel::caution)));
    return {row.right() - scaled(12, widget) - width, top, width, lineHeight};
}

QList<ConversationDelegate::Mark> ConversationDelegate::marks(const QModelIndex& index)
{
    QList<Mark> found;
    if (read(index, Cell::TransferToMe).toBool())
        found.append({tr("Accept transfer?"), ColorRole::accent, ColorRole::onAccent});
    if (read(index, Cell::AsksMe).toBool())
        found.append({tr("Asks you"), ColorRole::accent, ColorRole::onAccent});
    if (read(index, Cell::HelpSince).isValid())
        found.append({tr("Help"), ColorRole::cautionTint, ColorRole::caution, "hand"_L1});
    if (read(index, Cell::OnTransfer).toBool())
        found.append({tr("On transfer"), ColorRole::sunken, ColorRole::muted});
    if (read(index, Cell::Joined).toBool())
        found.append({tr("Joined"), ColorRole::sunken, ColorRole::muted});
    return found;
}

QString ConversationDelegate::ownerOf(const QModelIndex& index) const
{
    return m_namesOwner ? safeName(read(index, Cell::AssigneeName).toString()) : QString();
}

QString ConversationDelegate::spoken(const QModelIndex& index) const
{
    if (read(index, Cell::Loading).toBool())
        return tr("loading");
    QStringList parts {nameOf(index), tierWord(static_cast<CustomerTier>(read(index, Cell::Tier).toInt()))};
    if (read(index, Cell::Pinned).toBool())
        parts.append(tr("pinned"));
    if (const QString owner = ownerOf(index); !owner.isEmpty())
        parts.append(tr("Answered by %1").arg(owner));
    const Running running = runningTime(index, m_now);
    const auto [since, waits] = pressingSince(index);
    if (!since || read(index, Cell::OfferUntil).isValid() || (running.level == OwedLevel::overdue && !waits))
        parts.append(running.text);
    else if (running.level == OwedLevel::overdue)
        parts.append(tr("overdue, waiting for a person for %1").arg(spanText(m_now - *since)));
    else
        parts.append(tr("waiting for %1").arg(running.text));
    if (const int unread = read(index, Cell::Unread).toInt(); unread > 0)
        parts.append(tr("%n new", nullptr, unread));
    if (read(index, Cell::FailedCount).toInt() > 0)
        parts.append(tr("Not sent"));
    else if (read(index, Cell::HasDraft).toBool())
        parts.append(tr("Draft"));
    for (const Mark& mark : marks(index))
        parts.append(mark.text);
    parts.append(safeName(previewText(read(index, Cell::Preview).toString())));
    parts.removeAll(QString());
    return parts.join(u", "_s);
}

/// Nothing moves in it and nothing is said: while somebody scrolls past, it is not there.
void ConversationDelegate::paintLoading(QPainter* painter, const QStyleOptionViewItem& option) const
{
    const QRect row = option.rect;
    const bool selected = option.state & QStyle::State_Selected;
    const int pad = scaled(12, option.widget);
    const int height = scaled(10, option.widget);
    const int gap = scaled(10, option.widget);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->fillRect(row, color(selected ? ColorRole::selected : ColorRole::surface, option.palette));
    if (selected)
        painter->fillRect(QRect(row.left(), row.top(), 3, row.height()), color(ColorRole::accent, option.palette));
    painter->setPen(Qt::NoPen);
    painter->setBrush(color(ColorRole::sunken, option.palette));
    const int room = row.width() - 2 * pad;
    int top = row.center().y() - (m_tall ? height + gap / 2 : height / 2);
    for (const int width : m_tall ? QList {room * 2 / 5, room * 4 / 5} : QList {room * 2 / 5}) {
        painter->drawRoundedRect(QRect(row.left() + pad, top, width, height), height / 2.0, height / 2.0);
        top += height + gap;
    }
    painter->restore();
}

void ConversationDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    if (read(index, Cell::Loading).toBool())
        return paintLoading(painter, option);
    const auto ink = [&option](ColorRole role) { return color(role, option.palette); };
    const bool selected = option.state & QStyle::State_Selected;
    const Running running = runningTime(index, m_now);
    const QRect row = option.rect;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);

    ColorRole ground = ColorRole::surface;
    if (selected)
        ground = ColorRole::selected;
    else if (running.level == OwedLevel::critical || running.level == OwedLevel::overdue)
        ground = ColorRole::overdueTint;
    else if (option.state & QStyle::State_MouseOver)
        ground = ColorRole::hover;
    painter->fillRect(row, ink(ground));
    if (selected)
        painter->fillRect(QRect(row.left(), row.top(), 3, row.height()), ink(ColorRole::accent));
    if (selected && option.state & QStyle::State_HasFocus && option.state & QStyle::State_KeyboardFocusChange) {
        painter->setPen(QPen(ink(ColorRole::accent), 2));
        painter->drawRect(row.adjusted(1, 1, -1, -1));
    }

    const int pad = scaled(12, option.widget);
    const QRect clock = clockRect(running, row, option.widget);
    const int lineHeight = clock.height();
    const int top = clock.top();
    const int right = row.right() - pad;

    painter->setFont(textFont(TextSize::small, running.level >= OwedLevel::caution));
    painter->setPen(ink(running.level >= OwedLevel::critical ? ColorRole::critical
            : running.level == OwedLevel::caution            ? ColorRole::caution
                                                             : ColorRole::muted));
    tabularText(*painter, clock, running.text);
    // Once a second only the clocks of the rows are painted anew; the rest stands on screen already.
    if (m_exposed && (*m_exposed & row).subtracted(clock).isEmpty()) {
        painter->restore();
        return;
    }
    const int firstRight = clock.left() - 8;

    // The second line, or in the compact form the same one, holds the marks.
    int markRight = m_tall ? right : firstRight;
    const int markTop = m_tall ? top + lineHeight + 4 : top;
    const auto pill = [&](const QString& text, ColorRole fill, ColorRole letters, QLatin1StringView picture = {}) {
        const QFont bold = textFont(TextSize::small, true);
        const int height = lineHeight - 2;
        const int side = picture.isEmpty() ? 0 : height - 4;
        const int width = qMax(height, QFontMetrics(bold).horizontalAdvance(text) + 10) + side;
        const QRect box(markRight - width, markTop + 1, width, height);
        painter->setPen(Qt::NoPen);
        painter->setBrush(ink(fill));
        painter->drawRoundedRect(box, height / 2.0, height / 2.0);
        painter->setPen(ink(letters));
        painter->setFont(bold);
        painter->drawText(box.adjusted(side, 0, 0, 0), Qt::AlignCenter, text);
        if (side > 0)
            painter->drawPixmap(box.left() + 4, box.center().y() - side / 2,
                iconPixmap(picture, letters, side, painter->device()->devicePixelRatioF(), modeOf(option.palette)));
        markRight -= width + 6;
    };
    if (const int unread = read(index, Cell::Unread).toInt(); unread > 0)
        pill(unread > 99 ? u"99+"_s : QString::number(unread), ColorRole::accent, ColorRole::onAccent);
    if (read(index, Cell::FailedCount).toInt() > 0)
        pill(tr("Not sent"), ColorRole::critical, ColorRole::onCritical);
    else if (read(index, Cell::HasDraft).toBool())
        pill(tr("Draft"), ColorRole::sunken, ColorRole::muted);
    for (const Mark& mark : marks(index))
        pill(mark.text, mark.fill, mark.letters, mark.icon);

    int nameLeft = row.left() + pad;
    if (read(index, Cell::Pinned).toBool()) {
        const int side = lineHeight - 4;
        painter->drawPixmap(nameLeft, top + (lineHeight - side) / 2,
            iconPixmap("pin"_L1, ColorRole::accent, side, painter->device()->devicePixelRatioF(), modeOf(option.palette)));
        nameLeft += side + 4;
    }
    const QString tier = tierWord(static_cast<CustomerTier>(read(index, Cell::Tier).toInt()));
    const QFont tierFont = textFont(TextSize::small, true);
    const int tierWidth = tier.isEmpty() ? 0 : QFontMetrics(tierFont).horizontalAdvance(tier) + 10;
    const QFont nameFont = textFont(TextSize::base, true);
    const int nameRight = m_tall ? firstRight : markRight;
    int nameRoom = nameRight - nameLeft - tierWidth - 6;
    // Whose it is has what the customer's name leaves, or a third; a letter or two would tell nobody.
    if (const QString owner = ownerOf(index); !owner.isEmpty()) {
        const QFont ownerFont = textFont(TextSize::small);
        const QFontMetrics metrics(ownerFont);
        const int gap = scaled(8, option.widget);
        const int wanted = metrics.horizontalAdvance(owner) + 1; // what is rounded down is cut
        const int left = nameRoom - QFontMetrics(nameFont).horizontalAdvance(nameOf(index));
        const int width = qMin(wanted, qMax(nameRoom / 3, left) - gap);
        if (width >= qMin(wanted, 4 * metrics.averageCharWidth())) {
            painter->setFont(ownerFont);
            painter->setPen(ink(ColorRole::muted));
            painter->drawText(QRect(nameRight - width, top, width, lineHeight),
                Qt::AlignVCenter | Qt::AlignRight | Qt::TextSingleLine, metrics.elidedText(owner, Qt::ElideRight, width));
            nameRoom -= width + gap;
        }
    }
    const QString name = QFontMetrics(nameFont).elidedText(nameOf(index), Qt::ElideRight, qMax(20, nameRoom));
    painter->setFont(nameFont);
    painter->setPen(ink(ColorRole::text));
    painter->drawText(QRect(nameLeft, top, qMax(20, nameRoom), lineHeight), Qt::AlignVCenter | Qt::TextSingleLine, name);
    if (tierWidth > 0) {
        const int x = nameLeft + QFontMetrics(nameFont).horizontalAdvance(name) + 6;
        const QRect box(x, top + 1, tierWidth, lineHeight - 2);
        painter->setBrush(Qt::NoBrush);
        painter->setPen(ink(ColorRole::caution));
        painter->drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
        painter->setFont(tierFont);
        painter->drawText(box, Qt::AlignCenter, tier);
    }
    if (m_tall) {
        const QFont previewFont = textFont(TextSize::base);
        const QRect line(row.left() + pad, markTop, markRight - row.left() - pad, lineHeight);
        painter->setFont(previewFont);
        painter->setPen(ink(ColorRole::muted));
        painter->drawText(line, Qt::AlignVCenter | Qt::TextSingleLine,
            QFontMetrics(previewFont)
                .elidedText(safeName(previewText(read(index, Cell::Preview).toString())), Qt::ElideRight, line.width()));
    }
    painter->restore();
}

QSize ConversationDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const
{
    return {scaled(200, option.widget), scaled(m_tall ? 56 : 36, option.widget)};
}

QString ConversationDelegate::displayText(const QVariant& value, const QLocale&) const
{
    return safeName(value.toString());
}

bool ConversationDelegate::helpEvent(
    QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem&, const QModelIndex& index)
{
    QStringList tip;
    const auto [since, waits] = pressingSince(index);
    if (since && waits)
        tip.append(tr("Has waited for a person for %1").arg(spanText(m_now - *since)));
    if (since) {
        const Millis left = m_clock.deadline(*since) - m_now;
        tip.append(left.count() > 0 ? tr("%1 left to answer").arg(spanText(left)) : tr("Overdue by %1").arg(spanText(-left)));
    }
    if (const QString owner = ownerOf(index); !owner.isEmpty())
        tip.append(tr("Answered by %1").arg(owner));
    QToolTip::showText(event->globalPos(), plainToolTip(tip.join(u'\n')), view); // without words it is hidden
    return true;
}

} // namespace greenroom
