// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include "core/domain/routing/trial.h"

class QPushButton;
class QTreeWidget;

namespace greenroom {

class Label;

/// What other rules would have done in the last hour: one sentence, the figures by the rules that hold and by the others side
/// by side, and the waits that would have ended otherwise. A conversation that waited twice is two of them.
class TrialDialog final : public QDialog {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TrialDialog)

public:
    TrialDialog(RoutingTrial trial, QWidget* parent);

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void fillFigures();
    void fillChanges();

    RoutingTrial m_trial;
    Label* m_sentence;
    Label* m_span;
    QTreeWidget* m_figures;
    Label* m_which;
    QTreeWidget* m_changes;
    QPushButton* m_done;
};

} // namespace greenroom
