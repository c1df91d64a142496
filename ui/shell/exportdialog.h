// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include <QDialog>
#include <QPointer>

#include "app/conversations/conversationexport.h"
#include "ui/theme/colors.h"

class QDateEdit;
class QFormLayout;
class QLineEdit;
class QProgressBar;
class QPushButton;

namespace greenroom {

class Label;

/// Writes the conversations of some days to a file: from when to when and where to; then how far it is, and what came of it.
class ExportDialog final : public QDialog {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ExportDialog)

public:
    using MakeExport = std::function<ConversationExport*(QObject* parent)>;

    ExportDialog(MakeExport makeExport, Instant now, QWidget* parent);

    void accept() override;
    /// Ends what is running; the next time the dialog.
    void reject() override;

protected:
    void changeEvent(QEvent* event) override;

private:
    void choose();
    void onFinished(qint64 written);
    void end();
    void enable();
    /// Kept as what is said, so that it is said in the language of the moment.
    void say(std::function<QString()> sentence, ColorRole role);
    static ConversationExport::Words words();
    void retranslate();

    MakeExport m_makeExport;
    QPointer<ConversationExport> m_export; ///< null: none runs
    std::function<QString()> m_sentence;
    QFormLayout* m_form;
    QDateEdit* m_from;
    QDateEdit* m_to;
    QLineEdit* m_path;
    QPushButton* m_choose;
    QProgressBar* m_progress;
    Label* m_said;
    QPushButton* m_cancel;
    QPushButton* m_start;
};

} // namespace greenroom
