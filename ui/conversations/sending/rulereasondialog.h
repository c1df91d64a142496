// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panels/stepdialog.h"

class QLineEdit;

namespace greenroom {

/// A rule before sending asks why this is said all the same. The reason is kept in the audit.
class RuleReasonDialog final : public StepDialog {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RuleReasonDialog)

public:
    /// `sentence`: what the rule found.
    RuleReasonDialog(const QString& sentence, QWidget* parent);

    void accept() override;

Q_SIGNALS:
    void given(const QString& reason);

protected:
    void retranslate() override;

private:
    Label* m_sentence;
    QLineEdit* m_reason;
};

} // namespace greenroom
