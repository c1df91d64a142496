// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/teamplace.h"

#include "app/conversations/boardreplica.h"
#include "app/presence/presenceservice.h"
#include "app/sessions/sessionservice.h"
#include "app/workspace/workspace.h"
#include "core/domain/routing/rules.h"
#include "core/text/display.h"
#include "ui/presence/teampage.h"
#include "ui/routing/whydialog.h"
#include "ui/shell/alertwords.h"
#include "ui/shell/deskparts.h"
#include "ui/words/termwords.h"

namespace greenroom {

TeamPage* makeTeamPage(const DeskParts& parts, ActionRegistry& actions, Ticker& ticker, QWidget* parent)
{
    const auto alert = [&alerts = parts.teamAlerts, &clock = parts.clock] {
        return alerts.worst() ? alertSentence(*alerts.worst(), clock.now()) : QString();
    };
    auto* page = new TeamPage({parts.presence, parts.clock, ticker, actions, alert}, parent);
    QObject::connect(&parts.teamAlerts, &TeamAlerts::worstChanged, page, &TeamPage::showAlert);
    QObject::connect(page, &TeamPage::alertActivated, page, [page, &alerts = parts.teamAlerts, &workspace = parts.workspace] {
        const auto& worst = alerts.worst();
        if (worst && worst->conversation)
            workspace.requestOpen(*worst->conversation);
        else if (worst && worst->kind == TeamAlertKind::droppedOut)
            page->choose(PersonId(worst->about));
    });
    QObject::connect(page, &TeamPage::openRequested, &parts.workspace, &Workspace::requestOpen);
    QObject::connect(page, &TeamPage::whyRequested, page, [page, parts](ConversationId conversation) {
        const auto* row = parts.boards.row(conversation);
        const QString name = row ? safeName(row->customerName) : QString();
        auto* dialog = new WhyDialog(parts.routing,
            {conversation, name.isEmpty() ? anonymousWord() : name, parts.session.roles().overlaps(kRoutingReaders)}, page);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
    const auto applySettings = [page, &settings = parts.settings] {
        page->setLongestWait(std::chrono::seconds(settings.value(setting::longestWaitAlert)));
        page->setOwedTarget(std::chrono::seconds(settings.value(setting::owedReplyTarget)));
    };
    QObject::connect(&parts.settings, &Settings::changed, page, applySettings);
    applySettings();
    return page;
}

} // namespace greenroom
