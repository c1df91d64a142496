// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QTreeWidget>

#include "app/presence/presenceservice.h"
#include "core/domain/owedclock.h"

class QModelIndex;

namespace greenroom {

class DeskClock;

/// A state somebody can be put in.
struct PresenceChoice {
    Presence presence = Presence::online;
    BreakReason reason = BreakReason::none;
};

/// The people of the team, one live row each, who owes answers longest first; running times are those of showTimes(). Figures
/// of today are shown where they are told, and give way where there is little room. The menu key sorts, as the heads of columns
/// do.
class PeopleList final : public QTreeWidget {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PeopleList)

public:
    /// Whoever is chosen, as their row says.
    struct Chosen {
        PersonId person;
        QString name;
        PresenceChoice state;
        std::optional<BreakReason> asks; ///< asks for a break
        int held = 0; ///< conversations that are theirs or on offer to them
        int owed = 0; ///< of these, in which a customer waits for them
    };

    PeopleList(const PresenceModel& people, const DeskClock& clock, QWidget* parent);

    std::optional<Chosen> chosen() const;
    void choose(PersonId person);
    /// How pressing an answer is that somebody owes, by its share of this.
    void setOwedTarget(Millis target);
    void showTimes();

Q_SIGNALS:
    /// Somebody else, or something else about them.
    void chosenChanged();

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    void take(const QModelIndex& row);
    void takeRows(int from, int to);
    void forgetRows(int from, int to);
    void takeFigures(QTreeWidgetItem* item, const QModelIndex& row);
    void keepChosen();
    void showFigures(bool has);
    int headWidth(int column) const;
    void fitColumns();
    void sortBy(int column);
    Millis breaksOf(const QTreeWidgetItem* item) const;
    void fill(QTreeWidgetItem* item) const;
    void fillLongest(QTreeWidgetItem* item) const;
    void fillFigures(QTreeWidgetItem* item) const;
    void retranslate();

    const PresenceModel& m_people;
    const DeskClock& m_clock;
    OwedClock m_owed;
    QHash<QString, QTreeWidgetItem*> m_items; ///< by the person's id
    bool m_hasFigures = false; ///< of anybody's day
};

} // namespace greenroom
