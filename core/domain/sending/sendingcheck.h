// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <vector>

#include <QList>
#include <QString>

#include "core/domain/sending/sendingrule.h"
#include "core/domain/sending/wordfinder.h"

namespace greenroom {

/// A place in a text that a rule does not let out as it is.
struct SendingFinding {
    qsizetype rule = 0; ///< index in the rules
    SendingTopic topic = SendingTopic::words;
    SendingAction action = SendingAction::warn;
    qsizetype from = 0; ///< UTF-16 units of the text; parts no character
    qsizetype length = 0;
    friend bool operator==(const SendingFinding&, const SendingFinding&) = default;
};

/// Reads texts against one set of rules: prepared once, then linear in the text and fit for every key press. Any thread.
class SendingCheck {
public:
    explicit SendingCheck(QList<SendingRule> rules);

    /// Of a shop that has imported none: contact, private payment and paid reviews are blocked, absolute claims warned of.
    static QList<SendingRule> usualRules();

    const QList<SendingRule>& rules() const { return m_rules; }
    /// Ascending by place, then rule; the findings of one rule do not overlap.
    QList<SendingFinding> findings(const QString& text, Channel channel) const;
    /// The same of a picture in which a QR code is: it leads where rules on contact do not let go. They have no place in it.
    QList<SendingFinding> ofCode(Channel channel) const;

private:
    bool holds(const SendingRule& rule, Channel channel) const;

    QList<SendingRule> m_rules;
    sending::WordFinder m_own; ///< the rules' words (2 × rule) and what they allow (2 × rule + 1)
};

} // namespace greenroom
