// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QWidget>

#include "app/presence/presenceservice.h"

class QModelIndex;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace greenroom {

class DeskClock;
class EmptyState;
class Label;
class Ticker;

/// The team, for who leads: one live row a person, who owes answers longest first. Their presence can be changed, and all that
/// is theirs be handed over.
class TeamPage final : public QWidget {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TeamPage)

public:
    struct Parts {
        PresenceService& presence;
        DeskClock& clock;
        Ticker& ticker;
    };
    TeamPage(const Parts& parts, QWidget* parent);

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void buildMenu();
    void take(const QModelIndex& row);
    void takeAll();
    void fill(QTreeWidgetItem* item) const;
    void showTimes();
    void onChosen();
    void change(Presence presence, BreakReason reason);
    void handOver();
    void tell(const QString& sentence, bool isError);
    std::optional<PersonId> chosen() const;
    void retranslate();

    Parts m_parts;
    QHash<QString, QTreeWidgetItem*> m_items; ///< by the person's id
    Label* m_title;
    QTreeWidget* m_list;
    QPushButton* m_presence;
    QPushButton* m_handOver;
    Label* m_said;
};

} // namespace greenroom
