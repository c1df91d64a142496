// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/reveal/revealhandler.h"

#include "core/text/privacy.h"
#include "server/coordinator/callaudit.h"
#include "server/customers/customertable.h"
#include "server/log/entrytable.h"
#include "server/orders/customerside.h"
#include "server/orders/ordertable.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kMostTimesUsual = 3;
constexpr Millis kRefusalsEvery {60'000}; ///< in the audit, of one person
/// So long after it was closed whoever had it last may look: to call back, to correct a parcel.
constexpr Millis kAfterwards = std::chrono::hours(24);

QString objectOf(const Reveal& ask)
{
    QString object = u"conversation "_s + ask.conversation.toString();
    if (ask.number)
        object += u", entry %1"_s.arg(*ask.number);
    else if (ask.order)
        object += u", order "_s + ask.order->simplified();
    else
        object += u", customer"_s;
    object += u", for "_s + enumName(ask.reason);
    return ask.note.trimmed().isEmpty() ? object : object + u": "_s + hidden(ask.note.simplified());
}

Result<Revealed> entryOf(Database& database, const Reveal& ask)
{
    auto found = EntryTable::after(database, StreamId::of(ask.conversation), Audience::staff, *ask.number - 1, {1});
    if (!found)
        return Error {Code::unavailable, {}, found.error().detail, 0};
    const Entry* entry = found->empty() || found->front().entry.number != *ask.number ? nullptr : &found->front().entry;
    Revealed shown;
    if (const auto* text = entry ? std::get_if<Text>(&entry->content) : nullptr)
        shown.text = withoutCards(text->text); // as one that was stored before cards were not
    else if (const auto* left = entry ? std::get_if<LeftMessage>(&entry->content) : nullptr) {
        shown.text = withoutCards(left->text);
        shown.phone = withoutCards(left->contact);
    } else if (const auto* rated = entry ? std::get_if<Rated>(&entry->content) : nullptr) {
        shown.text = withoutCards(rated->comment);
    } else {
        return Error {Code::notFound, u"number"_s, {}, 0};
    }
    return shown;
}

/// `any`: also an order that is not this customer's. A card of it in the conversation proves nothing: whoever looks may have
/// sent it.
Result<Revealed> orderOf(Database& database, ShopId shop, const Reveal& ask, bool any)
{
    auto order = OrderTable::find(database, shop, *ask.order);
    if (!order)
        return Error {Code::unavailable, {}, order.error().detail, 0};
    auto side = readCustomerSide(database, shop, ask.conversation);
    if (!side)
        return side.error();
    const bool isTheirs = *order && side->account() && (*order)->account == side->account();
    if (!*order || (!isTheirs && !any))
        return Error {Code::notFound, u"order"_s, {}, 0};
    Revealed shown;
    shown.phone = (*order)->phone.value_or(QString());
    if (!(*order)->note.isEmpty())
        shown.text = withoutCards((*order)->note);
    return shown;
}

Result<Revealed> customerOf(Database& database, ShopId shop, CustomerId id)
{
    auto row = CustomerTable::find(database, shop, id);
    if (!row)
        return Error {Code::unavailable, {}, row.error().detail, 0};
    Revealed shown;
    if (*row)
        shown.phone = (*row)->customer.phone.value_or(QString());
    return shown;
}

} // namespace

RevealHandler::RevealHandler(Coordinator& coordinator, OpenConversations& conversations, qint64 usual, TellLeads tellLeads)
    : m_coordinator(coordinator)
    , m_conversations(conversations)
    , m_usual(usual)
    , m_tellLeads(std::move(tellLeads))
{
    coordinator.on<Reveal>([this](const Call<Reveal>& call) { reveal(call); });
}

void RevealHandler::start(RevealLog::Times times)
{
    m_log = RevealLog(std::move(times));
    std::vector<RevealLog::Who> everybody;
    for (const auto& [who, when] : m_log.times())
        everybody.push_back(who);
    for (const RevealLog::Who& who : everybody)
        counted(who);
}

void RevealHandler::reveal(const Call<Reveal>& call)
{
    if (call.body.number && call.body.order)
        call.fail({Code::invalidField, u"order"_s, u"an entry or an order, not both"_s, 0});
    else if (call.body.reason == RevealReason::other && call.body.note.trimmed().isEmpty())
        call.fail({Code::missingField, u"note"_s, {}, 0});
    else
        m_conversations.withConversation(call.who.shop, call.body.conversation, [this, call](const Conversation* c) {
            if (!c)
                call.fail({Code::notFound, u"conversation"_s, {}, 0});
            else
                show(call, *c);
        });
}

void RevealHandler::show(const Call<Reveal>& call, const Conversation& c)
{
    const PersonId me = *call.who.person;
    const RevealLog::Who who {call.who.shop, me};
    const bool leads = call.who.roles.overlaps(kTeamLeaders);
    const Instant now = m_coordinator.now();
    const bool wasTheirs = !c.isOpen() && c.lastAgent == me && now - c.closedAt.value_or(now) <= kAfterwards;
    const bool isTheirs = c.isOwnedBy(me) || wasTheirs;
    const auto refuse = [&](const Error& error) {
        // As other denials: somebody who goes on asking must not fill the audit.
        Instant& noted = m_refused[who];
        if (now - noted >= kRefusalsEvery)
            m_coordinator.write(AuditTable::write(auditOf(call, objectOf(call.body), error.code), noted = now));
        call.fail(error);
    };
    if (!isTheirs && !leads) {
        refuse({Code::forbidden, u"conversation"_s, u"it is not yours"_s, 0});
        return;
    }
    if (m_log.count(who, now) >= kMostTimesUsual * m_usual) {
        refuse({Code::rateLimited, {}, {}, (m_log.nextLess(who).value_or(now) - now).count()});
        return;
    }
    // Whoever asks many times at once is counted before the store has answered.
    m_log.add(who, now);
    counted(who);
    m_coordinator.write(AuditTable::write(auditOf(call, objectOf(call.body)), now));
    m_coordinator.afterCommit([this, call, leads, customer = c.customer] {
        m_coordinator.read<Revealed>(
            [ask = call.body, shop = call.who.shop, leads, customer](Database& database) {
                return ask.number ? entryOf(database, ask)
                    : ask.order   ? orderOf(database, shop, ask, leads)
                                  : customerOf(database, shop, customer);
            },
            [call](const Result<Revealed>& shown) { call.answer(shown); });
    });
}

void RevealHandler::counted(const RevealLog::Who& who)
{
    const qint64 looks = m_log.count(who, m_coordinator.now());
    m_tellLeads(who.first, who.second, looks > m_usual ? std::optional(looks) : std::nullopt);
    if (looks > m_usual)
        if (const auto less = m_log.nextLess(who))
            m_coordinator.at(*less, [this, who, looks] {
                if (m_log.count(who, m_coordinator.now()) < looks)
                    counted(who);
            });
}

} // namespace greenroom
