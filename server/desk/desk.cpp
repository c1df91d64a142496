// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/desk/desk.h"

#include <QLoggingCategory>

#include "server/conversations/conversationtable.h"
#include "server/desk/epoch.h"
#include "server/imports/importkind.h"
#include "server/routing/profiletable.h"
#include "server/routing/surgetable.h"

namespace greenroom {

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(deskLog, "greenroom.desk")

Desk::Desk(Log& log, Departures& departures, const Settings& settings)
    : m_coordinator(log, departures, settings.seed)
    , m_shopBoard(m_coordinator)
    , m_sending(m_coordinator, m_shopBoard)
    , m_visitors(m_coordinator, settings.hello.customer.perSecond)
    , m_conversations(m_coordinator)
    , m_distribution(m_coordinator, m_conversations)
    , m_automatic(m_coordinator, m_conversations, m_shops,
          {[this](ShopId shop) { return m_distribution.isStaffed(shop); },
              [this](const Conversation& c) { return m_distribution.placeOf(c); }})
    , m_boards(
          m_coordinator, m_conversations,
          [this](QueueId id) {
              const QueueRules* queue = m_distribution.queue(id);
              return queue ? queue->name : QString();
          },
          [this](ShopId shop) { return m_distribution.profile(shop).watchUnseen.value_or(false); })
    , m_media(m_coordinator, settings.media)
    , m_messages(
          m_coordinator, m_conversations, m_boards, m_visitors,
          [this](ConversationId id) {
              const Conversation* c = m_conversations.find(id);
              const QueueRules* last = c->queue ? m_distribution.queue(*c->queue) : nullptr;
              if (const QueueRules* queue = last ? last : m_distribution.defaultQueue(c->shop))
                  m_distribution.enqueue(id, queue->id, Author {}, m_coordinator.now());
          },
          [this](ShopId shop, PersonId person) { return m_distribution.personName(shop, person); },
          {[this](const Principal& who, const std::optional<ConversationId>& conversation, const Said& said,
               std::function<void(Result<void>)> then) { m_media.checkSend(who, conversation, said, std::move(then)); },
              [this](const Said& said, const Stored& stored) { m_media.said(said, stored); }},
          [this](const Call<Send>& call, Channel channel) {
              return m_sending.check(call, channel, m_media.showsCode(call.body.content));
          },
          settings.reopenWithin)
    , m_assignments(m_coordinator, m_conversations, m_boards, m_distribution,
          [this](const Conversation& c) { m_automatic.sayClosing(c); })
    , m_routing(m_coordinator, m_conversations, m_distribution)
    , m_team(m_coordinator, m_distribution)
    , m_supervision(m_coordinator, m_conversations, m_distribution)
    , m_reveal(m_coordinator, m_conversations, settings.usualReveals,
          [this](
              ShopId shop, PersonId person, std::optional<qint64> looks) { m_distribution.setRevealed(shop, person, looks); })
    , m_signIn(m_coordinator, settings.signIn, settings.deliver)
    , m_auditor(m_coordinator, m_signIn)
    , m_hello(m_coordinator, m_signIn, m_shops, m_visitors, m_distribution, settings.hello)
    , m_orders(m_coordinator)
    , m_products(m_coordinator)
    , m_tickets(m_coordinator, m_conversations)
    , m_phrases(m_coordinator)
    , m_articles(m_coordinator, settings.indexFolder)
{
    m_coordinator.onSessionEnd([this](SessionId session, const Coordinator::Session& ended) {
        const Principal& who = *ended.principal;
        if (ended.via == Via::http)
            return;
        if (who.customer)
            m_visitors.disconnected(session, *who.customer);
        else if (who.person)
            m_distribution.disconnected(who.shop, *who.person);
    });
    m_distribution.sayReminder = [this](const Conversation& c) { m_automatic.sayReminder(c); };
    m_distribution.sayClosing = [this](const Conversation& c) { m_automatic.sayClosing(c, AutomaticMessages::OrElse::ours); };
    m_coordinator.spreadNow = settings.spread;
    m_coordinator.onImported = [this](ShopId shop, ImportKind kind) { onImported(shop, kind); };
    m_coordinator.onReload = [this] {
        m_visitors.onReload();
        m_media.onReload();
        m_tickets.onReload();
        m_coordinator.at(m_coordinator.now() + 1s, [this] { reload(); });
    };
}

Result<Desk::State> Desk::load(Database& database, Instant now)
{
    State state;
    const auto take = [](auto& place, auto result) -> Result<void> {
        if (!result)
            return result.error();
        place = *std::move(result);
        return {};
    };
    if (auto done = take(state.epoch, readEpoch(database)); !done)
        return done.error();
    if (auto done = take(state.shops, ShopTable::all(database)); !done)
        return done.error();
    if (auto done = take(state.queues, QueueTable::all(database)); !done)
        return done.error();
    if (auto done = take(state.profiles, ProfileTable::newest(database)); !done)
        return done.error();
    if (auto done = take(state.surges, SurgeTable::all(database)); !done)
        return done.error();
    if (auto done = take(state.figures, TeamFigures::read(database)); !done)
        return done.error();
    if (auto done = take(state.issues, IssueTable::all(database)); !done)
        return done.error();
    if (auto done = take(state.sendingRules, SendingTable::all(database)); !done)
        return done.error();
    if (auto done = take(state.automatic, AutomaticTable::all(database)); !done)
        return done.error();
    if (auto done = take(state.reveals, RevealLog::read(database, now)); !done)
        return done.error();
    if (auto done = take(state.members, QueueTable::members(database)); !done)
        return done.error();
    if (auto done = take(state.conversations, ConversationTable::open(database)); !done)
        return done.error();
    if (auto done = take(state.customers, CustomerTable::ofOpenConversations(database)); !done)
        return done.error();
    if (auto done = take(state.identitiesUsed, HelloHandler::identitiesUsed(database, now)); !done)
        return done.error();
    if (auto done = take(state.sessions, SessionTable::all(database)); !done)
        return done.error();
    if (auto done = take(state.clientIds, EntryTable::clientIds(database, ClientIds::horizon(now), ClientIds::frontier(now)));
        !done)
        return done.error();
    for (ClientId from = ClientIds::frontier(now); qsizetype(state.clientIdsAhead.size()) < ClientIds::kMostAhead;) {
        const auto next = EntryTable::lowestClientId(database, from);
        if (!next)
            return next.error();
        if (!*next)
            break;
        state.clientIdsAhead.push_back(**next);
        from = ClientIds::behind(**next);
    }
    return state;
}

void Desk::start(State state, Instant now)
{
    m_coordinator.setNow(now);
    m_coordinator.setEpoch(state.epoch);
    m_coordinator.knowClientIds(state.clientIds, state.clientIdsAhead);
    if (onShops)
        onShops(state.shops);
    m_shops.start(std::move(state.shops));
    m_distribution.start(std::move(state.queues), std::move(state.profiles), std::move(state.members), state.surges,
        std::move(state.figures), std::move(state.issues));
    m_sending.take(std::move(state.sendingRules));
    m_automatic.start(std::move(state.automatic));
    m_reveal.start(std::move(state.reveals));
    m_conversations.start(std::move(state.conversations), std::move(state.customers));
    m_visitors.start();
    m_hello.start(state.identitiesUsed);
    m_signIn.start(state.sessions);
    m_auditor.start();
    m_coordinator.open();
}

void Desk::learn(std::function<void()> then)
{
    struct Known {
        std::vector<Shop> shops;
        std::vector<QueueRules> queues;
        std::vector<DeskMember> members;
        IssueTable::Issues issues;
        SendingTable::Rules sendingRules;
        AutomaticTable::Messages automatic;
    };
    m_coordinator.read<Known>(
        [](Database& database) -> Result<Known> {
            auto shops = ShopTable::all(database);
            if (!shops)
                return shops.error();
            auto queues = QueueTable::all(database);
            if (!queues)
                return queues.error();
            auto members = QueueTable::members(database);
            if (!members)
                return members.error();
            auto issues = IssueTable::all(database);
            if (!issues)
                return issues.error();
            auto rules = SendingTable::all(database);
            if (!rules)
                return rules.error();
            auto automatic = AutomaticTable::all(database);
            if (!automatic)
                return automatic.error();
            return Known {*std::move(shops), *std::move(queues), *std::move(members), *std::move(issues), *std::move(rules),
                *std::move(automatic)};
        },
        [this, then = std::move(then)](Result<Known> known) {
            if (known) {
                m_sending.take(std::move(known->sendingRules));
                m_automatic.take(std::move(known->automatic));
                m_distribution.learn(std::move(known->queues), known->members, std::move(known->issues));
                if (onShops)
                    onShops(known->shops);
                m_shops.start(std::move(known->shops));
            } else {
                qCWarning(deskLog).noquote() << "what was changed cannot be read:" << known.error().detail;
            }
            then();
        });
}

void Desk::onImported(ShopId shop, ImportKind kind)
{
    if (kind == ImportKind::phrases)
        m_shopBoard.changed(shop, &ShopRow::phrasesAt);
    else if (kind == ImportKind::rules || kind == ImportKind::automatic)
        learn([] {});
}

void Desk::reload()
{
    // A store that takes nothing is not opened for business: the first customer's word would end it again.
    m_coordinator.write([now = m_coordinator.now()](Database& database) { return tryStore(database, now); });
    m_coordinator.afterCommit([this] {
        m_coordinator.read<State>([now = m_coordinator.now()](Database& database) { return load(database, now); },
            [this](Result<State> state) {
                if (state) {
                    start(*std::move(state), m_coordinator.now());
                    qCInfo(deskLog) << "state reloaded after a refused batch";
                    return;
                }
                qCWarning(deskLog).noquote() << "state cannot be reloaded:" << state.error().detail;
                m_coordinator.at(m_coordinator.now() + 1s, [this] { reload(); });
            });
    });
}

} // namespace greenroom
