// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/routing/rules.h"
#include "ui/routing/rulesform.h"

class QComboBox;

namespace greenroom {

/// What one queue does.
class QueueRules final : public RulesForm {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(QueueRules)

public:
    explicit QueueRules(QWidget* parent);

    /// `queues`: those it may overflow to.
    void put(const routing::QueueProfile& queue, const QList<NamedQueue>& queues);
    /// Why not, with the field: then nothing was taken.
    std::optional<Error> get(routing::QueueProfile& queue) const;

protected:
    void retranslate() override;

private:
    void enable();

    Label* m_choice;
    QComboBox* m_strategy;
    QSpinBox* m_ageing; ///< points a minute
    QLineEdit* m_rings; ///< seconds, with commas between
    Label* m_clocks;
    QCheckBox* m_offers;
    QSpinBox* m_offerFor; ///< seconds
    QSpinBox* m_replyTarget; ///< seconds
    QSpinBox* m_firstReplyWithin; ///< seconds
    QSpinBox* m_stickyFor; ///< hours
    QSpinBox* m_stickyWait; ///< seconds
    Label* m_overflow;
    QComboBox* m_overflowTo;
    QSpinBox* m_overflowAfter; ///< seconds
    QCheckBox* m_onlyIfStaffed;
    QSpinBox* m_onlyBelow;
    QSpinBox* m_mostWaiting;
};

} // namespace greenroom
