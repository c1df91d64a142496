// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QUrl>

class QPlainTextEdit;
class QPushButton;

namespace greenroom {

class Label;

/// Where a link somebody wrote leads to, in letters that cannot be mistaken, before the browser opens it.
class LinkDialog final : public QDialog {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LinkDialog)

public:
    LinkDialog(const QUrl& address, QWidget* parent);

public Q_SLOTS:
    void accept() override;

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();

    QUrl m_url;
    Label* m_title;
    QPlainTextEdit* m_address;
    QPushButton* m_cancel;
    QPushButton* m_open;
};

} // namespace greenroom
