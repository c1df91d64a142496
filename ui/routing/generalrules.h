// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/routing/profile.h"
#include "ui/routing/rulesform.h"

class QPlainTextEdit;

namespace greenroom {

/// What holds for all queues: what makes a conversation urgent, what people take and may do, breaks, and surge mode.
class GeneralRules final : public RulesForm {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GeneralRules)

public:
    explicit GeneralRules(QWidget* parent);

    void put(const routing::Profile& profile);
    /// Why not, with the field: then nothing was taken.
    std::optional<Error> get(routing::Profile& profile) const;

protected:
    void retranslate() override;

private:
    struct ChannelFields {
        Channel channel = Channel::web;
        QSpinBox* units = nullptr;
        QCheckBox* offers = nullptr;
    };
    /// Lines of a name and its points.
    QPlainTextEdit* lines(const QString& objectName);
    void addChannel(Channel channel, const QString& channelName);
    void buildUrgency();
    void buildPeople();
    void putUrgency(const routing::Points& points);
    void getPeople(routing::Profile& profile) const;

    Label* m_urgency;
    QList<std::pair<CustomerTier, QSpinBox*>> m_tiers;
    QPlainTextEdit* m_issues;
    QPlainTextEdit* m_rooms;
    QSpinBox* m_emotion;
    QSpinBox* m_dueSoon;
    QSpinBox* m_dueSoonWithin; ///< minutes
    Label* m_people;
    QSpinBox* m_rampStep; ///< seconds
    QSpinBox* m_missedOffers;
    QCheckBox* m_higherTiersOffer;
    QCheckBox* m_mayDecline;
    QCheckBox* m_mayPick;
    QCheckBox* m_watchUnseen;
    Label* m_watchUnseenHint;
    QSpinBox* m_transferFor; ///< seconds
    QCheckBox* m_transferToQueue;
    QSpinBox* m_silentAfter; ///< minutes
    QSpinBox* m_silentInRoom; ///< minutes
    QSpinBox* m_silentEnds; ///< minutes
    QList<ChannelFields> m_channels;
    Label* m_breaks;
    QSpinBox* m_mostOnBreak;
    QSpinBox* m_meal; ///< minutes
    QSpinBox* m_rest; ///< minutes
    QSpinBox* m_otherBreak; ///< minutes
    Label* m_surge;
    QSpinBox* m_surgeCapacity; ///< per cent
    QCheckBox* m_surgeLeave;
    QCheckBox* m_surgeOverflow;
    QSpinBox* m_surgeMinutes;
};

} // namespace greenroom
