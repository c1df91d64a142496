// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/routing/decisiontable.h"

#include "server/log/facts.h"

namespace greenroom {

using namespace Qt::StringLiterals;

Write DecisionTable::insert(ConversationId conversation, const RoutingDecision& decision)
{
    return [=, facts = toFacts(decision)](Database& database) -> Result<void> {
        // Two of one conversation in one millisecond: the later one says where it is.
        auto done = database.run(u"INSERT INTO routing_decision (conversation, at, facts) VALUES (?,?,?) "
                                 "ON CONFLICT (conversation, at) DO UPDATE SET facts=excluded.facts"_s,
            conversation, decision.at, facts);
        if (done)
            done = database.run(u"DELETE FROM routing_decision WHERE conversation=? AND at<(SELECT at FROM routing_decision "
                                "WHERE conversation=? ORDER BY at DESC LIMIT 1 OFFSET ?)"_s,
                conversation, conversation, kMostOfOne - 1);
        return done ? Result<void>() : done.error();
    };
}

Result<QList<RoutingDecision>> DecisionTable::of(Database& database, ConversationId conversation)
{
    auto rows = database.run(
        u"SELECT facts FROM routing_decision WHERE conversation=? ORDER BY at DESC LIMIT ?"_s, conversation, kMostOfOne);
    if (!rows)
        return rows.error();
    QList<RoutingDecision> found;
    while (rows->next()) {
        auto decision = fromFacts<RoutingDecision>(rows->get<QString>(0));
        if (!decision)
            return decision.error();
        found.append(*std::move(decision));
    }
    return found;
}

} // namespace greenroom
