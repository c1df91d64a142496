// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>

#include "core/base/error.h"
#include "core/base/instant.h"

class QCheckBox;
class QFormLayout;
class QLineEdit;
class QSpinBox;

namespace greenroom {

class Label;

/// A page of named fields under headings; higher than its place, if need be.
class RulesForm : public QScrollArea {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RulesForm)

public:
    /// Else the fields only show, and the page itself takes the keys, which scroll it.
    void setChangeable(bool changeable);
    /// What says this of the profile, as "breaks.mealMinutes", or of the queue; null: no field does.
    QWidget* fieldOf(const QString& place) const;
    /// Brings the field into view and gives it the keys, with `words` below it until they are let go.
    void pointOut(QWidget* field, QWidget* words);
    /// False: they are not here.
    bool letGo(QWidget* words);

protected:
    explicit RulesForm(QWidget* parent);

    void changeEvent(QEvent* event) override;
    virtual void retranslate() = 0;

    Label* heading();
    /// Made and added; without words until name().
    QSpinBox* number(const QString& objectName, qint64 least, qint64 most);
    QCheckBox* check(const QString& objectName);
    QLineEdit* line(const QString& objectName);
    /// A sentence below the field before it.
    Label* hint();
    void add(QWidget* field);
    void name(QWidget* field, const QString& text);
    using Places = QList<std::pair<QLatin1StringView, QWidget*>>;
    /// Which field says what.
    void setPlaces(Places places) { m_places = std::move(places); }

    template <class Unit>
    static int count(Millis time)
    {
        return static_cast<int>(std::chrono::duration_cast<Unit>(time).count());
    }
    /// What the field says; none stays none while the field shows what none means.
    template <class T>
    static void keep(std::optional<T>& held, const T& said, const T& none)
    {
        if (held || !(said == none))
            held = said;
    }
    static constexpr int kMostSeconds = 24 * 3600;

private:
    QFormLayout* m_form;
    Places m_places;
};

} // namespace greenroom
