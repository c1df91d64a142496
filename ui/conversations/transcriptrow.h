// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <unordered_map>

#include <QModelIndex>
#include <QPixmap>
#include <QStaticText>
#include <QTextLayout>
#include <QWidget>

#include "app/reveal/revealservice.h"
#include "core/domain/content.h"
#include "ui/conversations/links.h"
#include "ui/theme/colors.h"

namespace greenroom {

/// Pictures by blob; a null pixmap is on its way, or cannot be shown.
using PictureStore = std::unordered_map<BlobId, QPixmap>;

/// One row of a transcript, laid out once for a width and then only painted.
class TranscriptRow {
public:
    /// `shown`: what stands in the place of what is hidden.
    TranscriptRow(const QModelIndex& index, int width, const QFont& font, const PictureStore& pictures,
        const std::optional<ShownThing>& shown, Instant now);

    int height() const { return m_height; }
    /// Selection: positions in the text; equal: none.
    void paint(QPainter& painter, const QPoint& at, const QPalette& palette, int selectFrom, int selectTo, bool found) const;
    const QString& text() const { return m_plain; }
    QString spoken() const;
    bool isFailed() const { return m_failed; }
    bool isRetryable() const { return !m_retry.isEmpty(); }
    QRect bubble() const { return m_bubble; }
    /// Position in the text under a point of the row; −1 outside the bubble.
    int positionAt(const QPoint& point) const;
    const QList<TextLink>& links() const { return m_links; }
    /// Null: there is none under this point.
    const TextLink* linkAt(const QPoint& point) const;
    bool hitsRetry(const QPoint& point) const { return m_retryRect.contains(point); }
    bool hitsDiscard(const QPoint& point) const { return m_discardRect.contains(point); }
    std::optional<BlobId> missingPicture() const { return m_missing; }
    ClientId clientId() const { return m_client; }
    /// Set when this is a voice note.
    const std::optional<BlobId>& voice() const { return m_voice; }
    qint64 number() const { return m_number; }
    bool isRecallable(Instant now) const { return m_recallUntil && now < *m_recallUntil; }

    /// A guess without laying out, for rows nobody has looked at.
    static int estimate(const QModelIndex& index, int width, int lineHeight);

private:
    /// Returns the width of the widest line.
    int layOutText(const QFont& font, int width);
    void layOutSaid(const QModelIndex& index, int width, const QFont& font, const PictureStore& pictures,
        const std::optional<ShownThing>& shown);
    void layOutFoot(const QModelIndex& index, int width, int y);
    QString headline(const QModelIndex& index, bool internal) const;

    QString m_plain;
    QString m_day;
    QString m_head;
    QString m_speaker; ///< who and when, also where no headline is shown
    QString m_title; ///< of a card
    QString m_foot;
    QLatin1StringView m_footIcon; ///< before it
    QString m_retry;
    QString m_discard;
    QTextLayout m_text;
    QList<TextLink> m_links;
    QPixmap m_picture;
    QRect m_dayRect;
    QRect m_headRect;
    QStaticText m_headText;
    QRect m_bubble;
    QRect m_pictureRect;
    QRect m_footRect;
    QRect m_retryRect;
    QRect m_discardRect;
    QPoint m_textAt;
    QFont m_smallFont;
    QFont m_boldFont;
    ColorRole m_fill = ColorRole::customerBubble;
    ColorRole m_ink = ColorRole::text;
    bool m_system = false;
    bool m_right = false;
    bool m_failed = false;
    bool m_outlined = false; ///< not sent yet
    std::optional<Instant> m_shownUntil; ///< what is hidden otherwise
    std::optional<BlobId> m_missing;
    ClientId m_client;
    std::optional<BlobId> m_voice;
    qint64 m_number = 0;
    std::optional<Instant> m_recallUntil;
    int m_height = 0;
};

} // namespace greenroom
