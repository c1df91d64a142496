// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/sending/sendingcheck.h"
#include "core/protocol/conversation.h"
#include "server/coordinator/shopboard.h"
#include "server/sending/sendingtable.h"

namespace greenroom {

/// Rules before sending: holds what staff say to customers against their shop's rules, keeps in the audit what they found,
/// and tells the rules to desktops. A shop without rules of its own has the product's.
class SendingHandler {
public:
    SendingHandler(Coordinator& coordinator, ShopBoard& board);

    /// The rules as the store has them, at the start and whenever they may have changed: the desktops of a shop whose rules did
    /// are told at once.
    void take(SendingTable::Rules rules);
    /// `ruleBroken` if a rule keeps it back, or asks for a reason that is not given. What is found is in the audit in any case.
    /// `showsCode`: a QR code is in the picture, which leads away as a rule on contact means it.
    Result<void> check(const Call<Send>& call, Channel channel, bool showsCode);

private:
    const SendingCheck& of(ShopId shop) const;

    Coordinator& m_coordinator;
    ShopBoard& m_board;
    std::map<ShopId, SendingCheck> m_shops; ///< those that have rules
    SendingCheck m_usual;
};

} // namespace greenroom
