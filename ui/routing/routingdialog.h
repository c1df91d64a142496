// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include "app/routing/routingservice.h"

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLineEdit;
class QListWidget;
class QPushButton;
class QSpinBox;
class QStackedWidget;

namespace greenroom {

class Label;

/// The rules by which the shop routes: what makes a conversation urgent, and what each queue does. A change is a new version;
/// earlier ones can be looked at and put back. What the server cannot route by is shown where it stands.
class RoutingDialog final : public QDialog {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RoutingDialog)

public:
    /// `mayChange`: else it only shows.
    RoutingDialog(RoutingService& service, bool mayChange, QWidget* parent);

    void accept() override;

protected:
    void changeEvent(QEvent* event) override;

private:
    /// What a queue does, as fields. One page shows the queue that is chosen.
    struct QueueFields {
        QComboBox* strategy = nullptr;
        QSpinBox* ageing = nullptr; ///< points a minute
        QCheckBox* offers = nullptr;
        QSpinBox* offerFor = nullptr; ///< seconds
        QSpinBox* replyTarget = nullptr; ///< seconds
        QSpinBox* firstReplyWithin = nullptr; ///< seconds
        QSpinBox* stickyFor = nullptr; ///< hours
        QSpinBox* stickyWait = nullptr; ///< seconds
        QLineEdit* rings = nullptr; ///< seconds, with commas between
        QComboBox* overflowTo = nullptr;
        QSpinBox* overflowAfter = nullptr; ///< seconds
        QCheckBox* onlyIfStaffed = nullptr;
        QSpinBox* onlyBelow = nullptr;
    };
    struct ChannelFields {
        Channel channel = Channel::web;
        QSpinBox* units = nullptr;
        QCheckBox* offers = nullptr;
    };

    QWidget* buildGeneral();
    QWidget* buildQueue();
    void read(std::optional<qint64> version);
    void take(const RoutingRules& rules);
    /// Fields to profile and back.
    void putGeneral();
    void getGeneral();
    void putQueue(int row);
    bool getQueue(int row); ///< false: the rings are no numbers; nothing was taken
    void chooseRow(int row);
    void refuse(const Error& why);
    QString place(const QString& field) const;
    void retranslate();
    void nameHistory();

    RoutingService& m_service;
    bool m_mayChange;
    RoutingRules m_rules; ///< as read; `profile` as edited
    qint64 m_current = 0; ///< the version that holds
    int m_row = 0; ///< 0: general; else the queue before it
    std::optional<Error> m_why;
    QListWidget* m_list;
    QStackedWidget* m_pages;
    QFormLayout* m_general = nullptr;
    QFormLayout* m_queue = nullptr;
    QSpinBox* m_rampStep = nullptr; ///< seconds
    QSpinBox* m_emotion = nullptr;
    QSpinBox* m_dueSoon = nullptr;
    QSpinBox* m_dueSoonWithin = nullptr; ///< minutes
    QSpinBox* m_missedOffers = nullptr;
    QCheckBox* m_higherTiersOffer = nullptr;
    QList<std::pair<CustomerTier, QSpinBox*>> m_tiers;
    QList<ChannelFields> m_channels;
    QueueFields m_fields;
    QComboBox* m_history;
    QLineEdit* m_note;
    Label* m_error;
    QPushButton* m_cancel;
    QPushButton* m_save;
};

} // namespace greenroom
