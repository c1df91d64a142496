// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include "app/routing/routingservice.h"

class QComboBox;
class QLineEdit;
class QListWidget;
class QPushButton;
class QStackedWidget;
class QVBoxLayout;

namespace greenroom {

class GeneralRules;
class Label;
class QueueRules;

/// The rules by which the shop routes: what makes a conversation urgent, and what each queue does. A change is a new version;
/// earlier ones can be looked at and put back. What rules would have done in the last hour can be seen before they hold; what
/// the server cannot route by is shown where it stands.
class RoutingDialog final : public QDialog {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RoutingDialog)

public:
    /// `mayChange`: else it only shows.
    RoutingDialog(RoutingService& service, bool mayChange, QWidget* parent);

    void accept() override;

Q_SIGNALS:
    /// They hold now, as this version.
    void saved(qint64 version);

protected:
    void changeEvent(QEvent* event) override;

private:
    void read(std::optional<qint64> version);
    void take(const RoutingRules& rules);
    bool getPage();
    void tryOut();
    void chooseRow(int row);
    void refuse(const Error& why);
    void forget();
    QString refusal() const;
    void retranslate();
    void nameHistory();
    void nameTry();

    RoutingService& m_service;
    bool m_mayChange;
    RoutingRules m_rules; ///< as read; `profile` as edited
    qint64 m_current = 0; ///< the version that holds
    int m_row = 0; ///< 0: general; else the queue before it
    std::optional<Error> m_why;
    QWidget* m_wrong = nullptr; ///< the field it is about; null: none is
    bool m_saving = false;
    bool m_trying = false; ///< the server plays the last hour
    QComboBox* m_history;
    Label* m_earlier; ///< while it is not the version that holds
    QListWidget* m_list;
    QStackedWidget* m_pages;
    GeneralRules* m_general;
    QueueRules* m_queue;
    QLineEdit* m_note;
    QVBoxLayout* m_foot; ///< of what is wrong with no field
    Label* m_error;
    QPushButton* m_cancel;
    QPushButton* m_try;
    QPushButton* m_save;
};

} // namespace greenroom
