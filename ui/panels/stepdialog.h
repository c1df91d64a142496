// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include <QDialog>

#include "core/base/result.h"

class QFormLayout;
class QPushButton;

namespace greenroom {

class Label;

/// Makes a shown dialog as high as its words need now: what wraps is not counted by Qt once the dialog is shown.
void growToFit(QDialog& dialog);

/// A dialog for one step: a question, its fields, and the button that takes the step beside the one that does not. It closes
/// when the server has taken it, and says why it has not.
class StepDialog : public QDialog {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StepDialog)

protected:
    /// `name` begins the names of its parts.
    StepDialog(const QString& name, QWidget* parent);

    /// Under what is there; name() names a field, what is added as a row has its whole width.
    void addField(QWidget* field);
    void addRow(QWidget* row);
    void addRow(QLayout* row);
    /// After the last field: Tab goes by that. `first` has the keys.
    void complete(QWidget* first);
    void name(QWidget* field, const QString& text);
    void ask(const QString& title, const QString& question, const QString& step);

    /// To be called with what became of the step.
    std::function<void(const Result<void>&)> closing();
    void refuse(const Error& why);
    virtual QString refusal(const Error& why) const;
    virtual void retranslate() = 0;

    void changeEvent(QEvent* event) override;

private:
    QFormLayout* m_form;
    Label* m_question;
    Label* m_error;
    std::optional<Error> m_why; ///< the last try failed
    QPushButton* m_cancel = nullptr;
    QPushButton* m_step = nullptr;
};

} // namespace greenroom
