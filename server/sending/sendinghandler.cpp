// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/sending/sendinghandler.h"

#include <algorithm>

#include "core/text/privacy.h"
#include "server/coordinator/callaudit.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kPageChars = 16'000;

qsizetype lengthOf(const SendingRule& rule)
{
    qsizetype length = rule.name.size() + rule.sentence.size();
    for (const QStringList* each : {&rule.words, &rule.allowed})
        for (const QString& word : *each)
            length += word.size();
    return length;
}

} // namespace

SendingHandler::SendingHandler(Coordinator& coordinator, ShopBoard& board)
    : m_coordinator(coordinator)
    , m_board(board)
    , m_usual(SendingCheck::usualRules())
{
    coordinator.on<ListSendingRules>([this](const Call<ListSendingRules>& call) {
        const QList<SendingRule>& rules = of(call.who.shop).rules();
        SendingRuleList page {{}, rules.size()};
        // A page is one frame, and a rule may have hundreds of words.
        qsizetype chars = 0;
        for (const SendingRule& rule : rules.mid(call.body.from, call.body.limit)) {
            chars += lengthOf(rule);
            if (!page.rules.isEmpty() && chars > kPageChars)
                break;
            page.rules.append(rule);
        }
        call.reply(page);
    });
}

void SendingHandler::take(SendingTable::Rules rules)
{
    for (auto& [id, own] : rules) {
        const auto held = m_shops.find(id);
        if (held != m_shops.end() && held->second.rules() == own)
            continue;
        m_shops.insert_or_assign(id, SendingCheck(std::move(own)));
        m_board.changed(id, &ShopRow::sendingRulesAt);
    }
}

const SendingCheck& SendingHandler::of(ShopId shop) const
{
    const auto found = m_shops.find(shop);
    return found == m_shops.end() ? m_usual : found->second;
}

Result<void> SendingHandler::check(const Call<Send>& call, Channel channel, bool showsCode)
{
    const SendingCheck& rules = of(call.who.shop);
    const auto* text = std::get_if<Text>(&call.body.content);
    const QList<SendingFinding> findings = text ? rules.findings(text->text, channel)
        : showsCode                             ? rules.ofCode(channel)
                                                : QList<SendingFinding>();
    if (findings.isEmpty())
        return {};
    // The gravest decides; the first of those that are as grave is named.
    const SendingFinding& worst = *std::max_element(findings.begin(), findings.end(),
        [](const SendingFinding& one, const SendingFinding& other) { return one.action < other.action; });
    const SendingRule& rule = rules.rules().at(worst.rule);
    const bool keptBack = worst.action == SendingAction::block
        || (worst.action == SendingAction::reason && call.body.ruleReason.value_or(QString()).trimmed().isEmpty());
    QString object = u"conversation %1, rule \"%2\" (%3)"_s.arg(
        call.body.conversation.value_or(ConversationId()).toString(), rule.name, enumName(worst.action));
    if (!keptBack && call.body.ruleReason)
        object += u", because: "_s + hidden(call.body.ruleReason->simplified());
    m_coordinator.write(AuditTable::write(auditOf(call, object, keptBack ? Code::ruleBroken : Code::ok), m_coordinator.now()));
    if (keptBack)
        return Error {Code::ruleBroken, enumName(worst.action), rule.name, 0};
    return {};
}

} // namespace greenroom
