// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QThreadPool>

#include "app/link/shopfeed.h"
#include "core/domain/sending/sendingcheck.h"

namespace greenroom {

/// The shop's rules before sending, kept here so that what is being written is held against them at each key; the server holds
/// what is sent against them in any case. Until they have come: the product's own. Main thread.
class SendingService final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SendingService)
public:
    SendingService(Link& link, const ShopFeed& feed, QObject* parent);
    ~SendingService() override;

    /// What they find in it, in order; nothing in the moment after the start in which none are ready.
    QList<SendingFinding> findings(const QString& text, Channel channel) const;
    const SendingRule& rule(const SendingFinding& finding) const { return m_check->rules().at(finding.rule); }

Q_SIGNALS:
    /// What findings() said before may be wrong now.
    void rulesChanged();

private:
    void load();
    void page(int asked);
    void prepare(const QList<SendingRule>& rules);

    Link& m_link;
    std::shared_ptr<const SendingCheck> m_check;
    QList<SendingRule> m_loading;
    int m_asked = 0;
    int m_prepared = 0;
    QThreadPool m_aside; ///< making the tables takes longer than a frame
};

} // namespace greenroom
