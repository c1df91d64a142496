// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include "app/presence/presenceservice.h"

class QPushButton;

namespace greenroom {

class DeskClock;
class Label;

/// Switches surge mode on, after saying what it will do; while it is on, ends it or extends it.
class SurgeDialog final : public QDialog {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SurgeDialog)

public:
    SurgeDialog(PresenceService& service, const DeskClock& clock, QWidget* parent);

protected:
    void changeEvent(QEvent* event) override;

private:
    void ask(bool on);
    void refuse(const Error& why);
    QString whatItDoes() const;
    Instant endIfBegun() const;
    void retranslate();

    PresenceService& m_service;
    const DeskClock& m_clock;
    std::optional<routing::SurgeRules> m_rules; ///< none: not known yet
    std::optional<Error> m_why; ///< the last request was refused
    Label* m_title;
    Label* m_effect;
    Label* m_error;
    QPushButton* m_cancel;
    QPushButton* m_end;
    QPushButton* m_begin;
};

} // namespace greenroom
