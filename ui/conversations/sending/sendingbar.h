// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QList>

#include "core/domain/sending/sendingcheck.h"
#include "ui/widgets/noticebar.h"

class QPlainTextEdit;

namespace greenroom {

class SendingService;

/// Above the field a reply is written in: what the rules before sending find in it, in words; underlined in the field too.
/// Its button goes to the place.
class SendingBar final : public NoticeBar {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SendingBar)

public:
    /// Both outlive it.
    SendingBar(const SendingService& service, QPlainTextEdit& field, QWidget* parent);

    /// Whom one writes to; none: nobody outside, nothing is looked for.
    void setChannel(std::optional<Channel> channel);
    /// The gravest of what is found in the field; none: nothing is.
    std::optional<SendingFinding> worst() const;
    /// What somebody is told of it.
    QString sentenceOf(const SendingFinding& finding) const;

protected:
    void changeEvent(QEvent* event) override;

private:
    void look();
    void tell();
    void goThere();

    const SendingService& m_service;
    QPlainTextEdit& m_field;
    std::optional<Channel> m_channel;
    QString m_text; ///< that was looked at
    QList<SendingFinding> m_findings;
};

} // namespace greenroom
