// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/conversation.h"
#include "server/log/log.h"

namespace greenroom {

/// The table `conversation`: each conversation's fold, so that a start reads only what is open, and lists need no log. The
/// row of one that is open may be some seconds old, by what was said in it (its `head` says where it stands).
class ConversationTable {
public:
    /// Inserts or replaces the row.
    static Write put(const Conversation& conversation);

    static Result<std::optional<Conversation>> find(Database& database, ConversationId id);
    /// The customer's latest.
    static Result<std::optional<Conversation>> latestOf(Database& database, ShopId shop, CustomerId customer);
    /// Everything not closed, of all shops, up to date.
    static Result<std::vector<Conversation>> open(Database& database);
    /// The latest that this person had, newest first.
    static Result<std::vector<Conversation>> recentOf(Database& database, ShopId shop, PersonId person, qint64 limit);
    /// By the customer's name (its beginning), phone tail (exactly four digits) or account, newest first.
    static Result<std::vector<Conversation>> search(Database& database, ShopId shop, const QString& text, qint64 limit);
    /// Opened from `from` on and before `to`, oldest first; those behind `after`, if that is given.
    static Result<std::vector<Conversation>> openedBetween(
        Database& database, ShopId shop, Instant from, Instant to, const std::optional<ConversationId>& after, qint64 limit);
    static Result<qint64> countOpenedBetween(Database& database, ShopId shop, Instant from, Instant to);
    /// Those of a shop that wait or are somebody's, by id.
    static Result<std::vector<ConversationId>> openOf(Database& database, ShopId shop);
    /// What the router goes by, besides what happens: of the conversation and of whom it is with.
    struct Needs {
        Channel channel = Channel::web;
        routing::Tier tier = routing::Tier::l1;
        QString issue;
        qint64 emotion = 0;
        QList<routing::Skill> skills;
        qint64 priority = 0;
        QList<PersonId> ratedLow;
        QString room;
        QString customerName;
        CustomerTier customerTier = CustomerTier::standard;
        QString language; ///< the customer's, as it was said
    };
    static Result<std::optional<Needs>> needsOf(Database& database, ConversationId id);
    static Result<qint64> countOf(Database& database, ShopId shop, CustomerId customer);
};

} // namespace greenroom
