// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/reveal/revealservice.h"
#include "ui/panels/stepdialog.h"

class QButtonGroup;
class QLineEdit;

namespace greenroom {

class FactSheet;

/// Asks what a hidden number or address is needed for, by one key, and has it shown. Says that this is recorded.
class RevealDialog final : public StepDialog {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RevealDialog)

public:
    /// `quoted`: what stands there now.
    RevealDialog(RevealService& service, const HiddenThing& what, const QString& quoted, QWidget* parent);

    /// Opens one above the facts that it is part of; once they show it they have the keys, and a screen reader is told.
    static void openFor(RevealService& service, const HiddenThing& what, const QString& quoted, FactSheet* facts);

    void accept() override;

protected:
    QString refusal(const Error& why) const override;
    void retranslate() override;

private:
    void choose(int reason);

    RevealService& m_service;
    HiddenThing m_what;
    Label* m_quoted;
    Label* m_hint;
    QButtonGroup* m_reasons; ///< by RevealReason
    QLineEdit* m_note;
    bool m_asked = false; ///< and there is no answer yet: each time counts
};

} // namespace greenroom
