// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/conversations/transcriptview.h"

#include <algorithm>

#include <QAccessible>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QScrollBar>

#include "app/conversations/transcriptmodel.h"
#include "ui/conversations/transcriptaccessible.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/focusring.h"
#include "ui/widgets/picture.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

Instant wallClock()
{
    return std::chrono::time_point_cast<Millis>(std::chrono::system_clock::now());
}

} // namespace

TranscriptView::TranscriptView(FetchPicture fetch, QWidget* parent)
    : QAbstractScrollArea(parent)
    , m_fetch(std::move(fetch))
    , m_below(new QPushButton(this))
{
    TranscriptAccessible::install();
    setObjectName(u"transcript"_s);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    viewport()->setMouseTracking(true);
    verticalScrollBar()->setSingleStep(scaled(20, this));
    new FocusRing(this);
    m_below->setObjectName(u"newBelowButton"_s);
    m_below->setIcon(icon("go-down"_L1));
    m_below->setFocusPolicy(Qt::NoFocus); // the End key does the same
    m_below->hide();
    connect(m_below, &QPushButton::clicked, this, &TranscriptView::scrollToEnd);
}

TranscriptView::~TranscriptView() = default;

void TranscriptView::setModel(TranscriptModel* model)
{
    if (m_model == model)
        return;
    if (m_model) {
        rememberPlace();
        m_model->disconnect(this);
    }
    m_model = model;
    m_heights.clear();
    forgetLayouts();
    m_atEnd = true;
    m_foundRow = m_clickedRow = -1;
    m_selectFrom = m_selectTo = 0;
    m_sought.clear();
    m_wanted.reset();
    showNewBelow(-m_newBelow);
    if (model) {
        if (const auto place = m_places.constFind(model->conversation()); place != m_places.constEnd())
            m_wanted = *place;
        m_heights.assign(static_cast<size_t>(model->rowCount()), 0);
        connect(model, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex&, int first, int last) { onRowsInserted(first, last); });
        connect(model, &QAbstractItemModel::rowsRemoved, this,
            [this](const QModelIndex&, int first, int last) { onRowsRemoved(first, last); });
        connect(model, &QAbstractItemModel::dataChanged, this,
            [this](const QModelIndex& first, const QModelIndex& last) { onDataChanged(first.row(), last.row()); });
        connect(model, &QAbstractItemModel::modelReset, this, [this] {
            m_heights.assign(static_cast<size_t>(m_model->rowCount()), 0);
            forgetLayouts();
            viewport()->update();
        });
        connect(model, &TranscriptModel::stateChanged, this, &TranscriptView::continueFind);
        connect(model, &TranscriptModel::customerSaid, this, [this] {
            QAccessibleEvent event(this, QAccessible::Alert);
            event.setChild(rowCount() - 1);
            QAccessible::updateAccessibility(&event);
        });
    }
    if (!model) {
        m_pictures.clear();
        m_places.clear();
    }
    restorePlace();
    settle();
    viewport()->update();
}

void TranscriptView::scrollToEnd()
{
    m_atEnd = true;
    showNewBelow(-m_newBelow);
    settle();
    viewport()->update();
}

QString TranscriptView::selectedText()
{
    if (!m_model || m_clickedRow < 0 || m_clickedRow >= rowCount())
        return {};
    const QString& text = layOut(m_clickedRow).text();
    return m_selectFrom == m_selectTo ? text : text.mid(qMin(m_selectFrom, m_selectTo), qAbs(m_selectTo - m_selectFrom));
}

void TranscriptView::copy()
{
    if (const QString text = selectedText(); !text.isEmpty())
        QGuiApplication::clipboard()->setText(text);
}

TranscriptRow& TranscriptView::layOut(int row)
{
    std::unique_ptr<TranscriptRow>& slot = m_rows[row];
    if (!slot) {
        const QModelIndex index = m_model->index(row, 0);
        const auto number = index.data(static_cast<int>(TranscriptModel::Role::Number)).toLongLong();
        slot = std::make_unique<TranscriptRow>(index, viewport()->width(), textFont(TextSize::base), m_pictures,
            m_shown && number > 0 ? m_shown(number) : std::nullopt, wallClock());
        if (const auto missing = slot->missingPicture())
            wantPicture(*missing);
    }
    return *slot;
}

void TranscriptView::updateTops()
{
    if (!m_topsStale || !m_model)
        return;
    const int width = viewport()->width();
    const int line = QFontMetrics(textFont(TextSize::base)).height();
    m_tops.resize(m_heights.size() + 1);
    int y = 8;
    for (size_t i = 0; i < m_heights.size(); ++i) {
        m_tops[i] = y;
        if (m_heights[i] == 0)
            m_heights[i] = -TranscriptRow::estimate(m_model->index(static_cast<int>(i), 0), width, line);
        y += qAbs(m_heights[i]);
    }
    m_tops.back() = y + 8;
    m_topsStale = false;
}

/// Lays out what is on screen until the heights agree with it, keeping what is looked at in place: rows that come into
/// view above it make room upwards. True when anything was not as it had been taken to be.
bool TranscriptView::settle()
{
    if (m_settling || !m_model || m_heights.empty()) {
        if (!m_model || m_heights.empty())
            verticalScrollBar()->setRange(0, 0);
        return false;
    }
    m_settling = true;
    bool different = false;
    for (int round = 0; round < 6; ++round) {
        updateTops();
        updateBar();
        const int top = verticalScrollBar()->value();
        const int first = rowAt(top);
        // A row that is cut off above may change its height: what is below it must not move.
        const auto next = static_cast<size_t>(first) + 1;
        const int bottom = top + viewport()->height();
        const bool cut = m_tops[next - 1] < top && next < m_heights.size() && m_tops[next] < bottom;
        const auto anchor = static_cast<size_t>(firstMeasured(cut ? first + 1 : first, bottom));
        const int offset = top - m_tops[anchor];
        bool changed = false;
        for (int row = first; row < static_cast<int>(m_heights.size()); ++row) {
            if (m_tops[static_cast<size_t>(row)] > top + viewport()->height())
                break;
            const int height = layOut(row).height();
            int& known = m_heights[static_cast<size_t>(row)];
            changed |= known != height;
            known = height;
        }
        if (!changed)
            break;
        different = true;
        m_topsStale = true;
        updateTops();
        updateBar();
        if (!m_atEnd)
            verticalScrollBar()->setValue(m_tops[anchor] + offset);
    }
    if (m_rows.size() > 400)
        std::erase_if(m_rows,
            [this, near = rowAt(verticalScrollBar()->value())](const auto& each) { return qAbs(each.first - near) > 150; });
    m_settling = false;
    return different;
}

/// The first row from this one on, beginning above `bottom`, whose height is known; the row itself when there is none.
int TranscriptView::firstMeasured(int row, int bottom) const
{
    for (auto each = static_cast<size_t>(row); each < m_heights.size() && m_tops[each] < bottom; ++each)
        if (m_heights[each] > 0)
            return static_cast<int>(each);
    return row;
}

void TranscriptView::updateBar()
{
    QScrollBar* bar = verticalScrollBar();
    bar->setPageStep(viewport()->height());
    bar->setRange(0, qMax(0, m_tops.back() - viewport()->height()));
    if (m_atEnd)
        bar->setValue(bar->maximum());
}

int TranscriptView::rowAt(int y) const
{
    const auto end = m_tops.begin() + static_cast<std::ptrdiff_t>(m_heights.size());
    const auto after = std::upper_bound(m_tops.begin(), end, y);
    return qMax(0, static_cast<int>(after - m_tops.begin()) - 1);
}

void TranscriptView::forgetLayouts(int from)
{
    std::erase_if(m_rows, [from](const auto& each) { return each.first >= from; });
    m_topsStale = true;
}

void TranscriptView::onRowsInserted(int first, int last)
{
    updateTops();
    const int before = m_tops.empty() ? 0 : m_tops.back();
    const int count = last - first + 1;
    m_heights.insert(m_heights.begin() + first, static_cast<size_t>(count), 0);
    if (first > 0) {
        // The row before may end its group differently now.
        forgetLayouts(first - 1);
    } else {
        // Older ones: what is laid out stays so, as many rows further down.
        decltype(m_rows) moved;
        for (auto& [row, laidOut] : m_rows)
            moved.emplace(row + count, std::move(laidOut));
        m_rows = std::move(moved);
        m_topsStale = true;
    }
    for (int* row : {&m_clickedRow, &m_foundRow})
        if (*row >= first)
            *row += count;
    if (m_wanted) {
        restorePlace();
    } else if (first == 0 && !m_atEnd) {
        m_settling = true;
        updateTops();
        updateBar();
        verticalScrollBar()->setValue(verticalScrollBar()->value() + m_tops.back() - before);
        m_settling = false;
    } else if (!m_atEnd) {
        int others = 0;
        for (int row = first; row <= last; ++row)
            others += m_model->index(row, 0).data(static_cast<int>(TranscriptModel::Role::Own)).toBool() ? 0 : 1;
        showNewBelow(others);
    }
    settle();
    viewport()->update();
}

void TranscriptView::onRowsRemoved(int first, int last)
{
    m_heights.erase(m_heights.begin() + first, m_heights.begin() + last + 1);
    for (int* row : {&m_clickedRow, &m_foundRow})
        if (*row >= first)
            *row = *row <= last ? -1 : *row - (last - first + 1);
    forgetLayouts(qMax(0, first - 1));
    settle();
    viewport()->update();
}

void TranscriptView::onDataChanged(int first, int last)
{
    std::erase_if(m_rows, [first, last](const auto& each) { return each.first >= first && each.first <= last; });
    settle();
    viewport()->update();
}

void TranscriptView::wantPicture(BlobId blob)
{
    if (!m_pictures.try_emplace(blob).second)
        return;
    m_fetch(blob, [self = QPointer<TranscriptView>(this), blob](const QByteArray& bytes) {
        if (!self || bytes.isEmpty())
            return;
        self->m_pictures[blob] = decodedPicture(bytes);
        self->m_rows.clear();
        self->settle();
        self->viewport()->update();
    });
}

QPoint TranscriptView::toRow(int row, const QPoint& point) const
{
    return {point.x(), point.y() + verticalScrollBar()->value() - m_tops[static_cast<size_t>(row)]};
}

void TranscriptView::paintEvent(QPaintEvent* event)
{
    QPainter painter(viewport());
    painter.fillRect(event->rect(), palette().base());
    if (!m_model || m_heights.empty())
        return;
    if (settle())
        viewport()->update();
    const int top = verticalScrollBar()->value();
    for (int row = rowAt(top + event->rect().top()); row < static_cast<int>(m_heights.size()); ++row) {
        const int y = m_tops[static_cast<size_t>(row)] - top;
        if (y > event->rect().bottom())
            break;
        const bool chosen = row == m_clickedRow;
        layOut(row).paint(painter, {0, y}, palette(), chosen ? m_selectFrom : 0, chosen ? m_selectTo : 0,
            row == m_foundRow || (chosen && m_byKeys && hasFocus()));
    }
}

void TranscriptView::resizeEvent(QResizeEvent* event)
{
    QAbstractScrollArea::resizeEvent(event);
    if (event->oldSize().width() != event->size().width()) {
        std::fill(m_heights.begin(), m_heights.end(), 0);
        forgetLayouts();
    }
    settle();
    showNewBelow(0);
}

void TranscriptView::changeEvent(QEvent* event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::FontChange) {
        std::fill(m_heights.begin(), m_heights.end(), 0);
        forgetLayouts();
        showNewBelow(0);
        viewport()->update();
    }
}

void TranscriptView::focusInEvent(QFocusEvent* event)
{
    QAbstractScrollArea::focusInEvent(event);
    if (event->reason() != Qt::TabFocusReason && event->reason() != Qt::BacktabFocusReason
        && event->reason() != Qt::ShortcutFocusReason)
        return;
    choose(m_clickedRow >= 0 ? m_clickedRow : rowCount() - 1);
}

void TranscriptView::focusOutEvent(QFocusEvent* event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

void TranscriptView::mousePressEvent(QMouseEvent* event)
{
    if (!m_model || m_heights.empty())
        return;
    updateTops();
    const QPoint point = event->position().toPoint();
    const int row = rowAt(point.y() + verticalScrollBar()->value());
    const TranscriptRow& hit = layOut(row);
    const QPoint inside = toRow(row, point);
    if (event->button() == Qt::LeftButton && hit.hitsRetry(inside)) {
        Q_EMIT retryRequested(hit.clientId());
        return;
    }
    if (event->button() == Qt::LeftButton && hit.hitsDiscard(inside)) {
        Q_EMIT discardRequested(hit.clientId());
        return;
    }
    m_clickedRow = row;
    m_byKeys = false;
    m_selectFrom = m_selectTo = qMax(0, hit.positionAt(inside));
    viewport()->update();
    if (event->button() == Qt::LeftButton && hit.voice() && hit.positionAt(inside) >= 0)
        Q_EMIT voiceRequested(*hit.voice());
}

const TextLink* TranscriptView::linkAt(const QPoint& point)
{
    if (!m_model || m_heights.empty())
        return nullptr;
    updateTops();
    const int row = rowAt(point.y() + verticalScrollBar()->value());
    return layOut(row).linkAt(toRow(row, point));
}

void TranscriptView::mouseReleaseEvent(QMouseEvent* event)
{
    const TextLink* link = linkAt(event->position().toPoint());
    // Who marked a part of it wants to copy it.
    if (event->button() == Qt::LeftButton && link && m_selectFrom == m_selectTo)
        Q_EMIT linkRequested(link->address);
}

void TranscriptView::mouseMoveEvent(QMouseEvent* event)
{
    viewport()->setCursor(linkAt(event->position().toPoint()) ? Qt::PointingHandCursor : Qt::ArrowCursor);
    if (!(event->buttons() & Qt::LeftButton) || m_clickedRow < 0 || m_clickedRow >= static_cast<int>(m_heights.size()))
        return;
    if (const int position = layOut(m_clickedRow).positionAt(toRow(m_clickedRow, event->position().toPoint())); position >= 0)
        m_selectTo = position;
    viewport()->update();
}

void TranscriptView::keyPressEvent(QKeyEvent* event)
{
    QScrollBar* bar = verticalScrollBar();
    if (event->matches(QKeySequence::Copy))
        copy();
    else if (event->key() == Qt::Key_Home)
        choose(0);
    else if (event->key() == Qt::Key_End) {
        scrollToEnd();
        choose(rowCount() - 1);
    } else if (event->key() == Qt::Key_PageUp)
        bar->triggerAction(QAbstractSlider::SliderPageStepSub);
    else if (event->key() == Qt::Key_PageDown)
        bar->triggerAction(QAbstractSlider::SliderPageStepAdd);
    else if (event->key() == Qt::Key_Up)
        choose((m_clickedRow >= 0 ? m_clickedRow : rowCount()) - 1);
    else if (event->key() == Qt::Key_Down)
        choose(m_clickedRow + 1);
    else if (event->key() == Qt::Key_Escape)
        Q_EMIT left();
    else if ((event->key() != Qt::Key_Return && event->key() != Qt::Key_Enter) || !openCurrent())
        QAbstractScrollArea::keyPressEvent(event);
}

bool TranscriptView::openCurrent()
{
    if (m_clickedRow < 0 || m_clickedRow >= rowCount())
        return false;
    const TranscriptRow& row = layOut(m_clickedRow);
    if (row.voice())
        Q_EMIT voiceRequested(*row.voice());
    else if (!row.links().isEmpty())
        Q_EMIT linkRequested(row.links().first().address);
    return row.voice() || !row.links().isEmpty();
}

void TranscriptView::contextMenuEvent(QContextMenuEvent* event)
{
    if (!m_model || m_heights.empty())
        return;
    updateTops();
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard && m_clickedRow >= 0;
    const int row = byKey ? m_clickedRow : rowAt(event->pos().y() + verticalScrollBar()->value());
    const TranscriptRow& hit = layOut(row);
    if (row != m_clickedRow) {
        m_clickedRow = row;
        m_selectFrom = m_selectTo = 0;
    }
    auto* menu = new QMenu(this);
    menu->setObjectName(u"transcriptMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(menu->addAction(tr("Copy")), &QAction::triggered, this, &TranscriptView::copy);
    if (isHidden(row)) {
        menu->setToolTipsVisible(true);
        menu->addAction(m_reveal);
    }
    if (hit.voice())
        connect(menu->addAction(tr("Play")), &QAction::triggered, this,
            [this, blob = *hit.voice()] { Q_EMIT voiceRequested(blob); });
    for (const TextLink& link : hit.links())
        connect(menu->addAction(tr("Open %1…").arg(link.address.host(QUrl::FullyEncoded))), &QAction::triggered, this,
            [this, address = link.address] { Q_EMIT linkRequested(address); });
    QAction* recall = menu->addAction(tr("Take back"));
    recall->setEnabled(hit.isRecallable(wallClock()));
    connect(recall, &QAction::triggered, this, [this, number = hit.number()] { Q_EMIT recallRequested(number); });
    if (hit.isFailed()) {
        menu->addSeparator();
        if (hit.isRetryable())
            connect(menu->addAction(tr("Try again")), &QAction::triggered, this,
                [this, id = hit.clientId()] { Q_EMIT retryRequested(id); });
        connect(menu->addAction(tr("Discard")), &QAction::triggered, this,
            [this, id = hit.clientId()] { Q_EMIT discardRequested(id); });
    }
    const QRect bubble = hit.bubble().translated(rowRect(row).topLeft()) & viewport()->rect();
    menu->popup(
        byKey ? viewport()->mapToGlobal(bubble.isEmpty() ? rowRect(row).center() : bubble.bottomLeft()) : event->globalPos());
}

void TranscriptView::scrollContentsBy(int, int dy)
{
    if (m_settling)
        return;
    m_atEnd = verticalScrollBar()->value() >= verticalScrollBar()->maximum() - 2;
    if (m_atEnd && m_newBelow > 0)
        showNewBelow(-m_newBelow);
    if (m_model && !m_model->atStart() && !m_model->isLoadingOlder() && verticalScrollBar()->value() < viewport()->height())
        m_model->loadOlder();
    const int height = viewport()->height();
    if (!m_model || m_heights.empty() || qAbs(dy) >= height) {
        viewport()->update();
        return;
    }
    // What was on screen and still is only moves; what comes into view is painted. A row in the middle of what stays
    // tells whether it does: near the ends the bar may have had to give way.
    updateTops();
    const int seen = rowAt(verticalScrollBar()->value() + (height + dy) / 2);
    const auto place = [this, seen] { return m_tops[static_cast<size_t>(seen)] - verticalScrollBar()->value(); };
    const int expected = place();
    settle();
    if (place() == expected)
        viewport()->scroll(0, dy);
    else
        viewport()->update();
}

} // namespace greenroom
