// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTextBrowser>

#include "ui/theme/colors.h"

namespace greenroom {

/// One line of a fact sheet.
struct Fact {
    enum class Kind {
        heading, ///< left
        row, ///< a label on the left, its value on the right
        item, ///< what is listed on the left, an amount on the right edge
        step, ///< when on the left, what happened on the right
        text, ///< left, as it is
        markdown, ///< left, laid out; markup other than Markdown stays as it is written, pictures are not fetched
    };
    Kind kind = Kind::text;
    QString left;
    QString right;
    ColorRole role = ColorRole::text; ///< of the right side; of headings and texts, the whole
};

/// The facts of one thing, to be read and copied; foreign text is never read as markup, links are not followed.
class FactSheet final : public QTextBrowser {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FactSheet)

public:
    explicit FactSheet(QWidget* parent);

    /// Rows whose right side is empty are left out.
    void setFacts(const QList<Fact>& facts);
    /// Other words for the same thing: what is looked at stays in place.
    void changeFacts(const QList<Fact>& facts);
    bool isEmpty() const { return m_facts.isEmpty(); }
    /// What is chosen in it, else empty.
    QString chosenText() const;
    QVariant loadResource(int type, const QUrl& name) override;

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void layOut();

    QList<Fact> m_facts;
};

/// Markdown as the plain text a customer is sent.
QString plainTextOf(const QString& markdown);

} // namespace greenroom
