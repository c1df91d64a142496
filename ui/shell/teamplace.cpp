// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/teamplace.h"

#include <QAction>

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
#include "ui/widgets/actionregistry.h"
#include "ui/widgets/label.h"
#include "ui/words/termwords.h"

namespace greenroom {

using namespace Qt::StringLiterals;

TeamPage* makeTeamPage(const DeskParts& parts, ActionRegistry& actions, Ticker& ticker, QWidget* parent)
{
    const auto alert = [&alerts = parts.teamAlerts, &clock = parts.clock] {
        const auto& worst = alerts.worst();
        return worst ? TeamPage::Parts::Alert {alertSentence(*worst, clock.now()), alertIcon(*worst)}
                     : TeamPage::Parts::Alert {};
    };
    auto* page = new TeamPage({parts.presence, parts.clock, ticker, actions, alert}, parent);
    QObject::connect(&parts.teamAlerts, &TeamAlerts::worstChanged, page, &TeamPage::showAlert);
    QObject::connect(actions.find(u"go.team"_s), &QAction::triggered, page, &TeamPage::focusPeople); // also from its queues
    QObject::connect(page, &TeamPage::alertActivated, page, [page, &alerts = parts.teamAlerts, &workspace = parts.workspace] {
        const auto& worst = alerts.worst();
        if (worst && worst->conversation)
            workspace.requestOpen(*worst->conversation);
        else if (worst && (worst->kind == TeamAlertKind::droppedOut || worst->kind == TeamAlertKind::revealedMuch))
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

void markAlert(QAction* way, const DeskParts& parts)
{
    const auto show = [way, usual = way->icon(), &alerts = parts.teamAlerts, &clock = parts.clock] {
        const auto& worst = alerts.worst();
        way->setIcon(worst ? alertIcon(*worst) : usual);
        way->setToolTip(worst ? plainToolTip(alertSentence(*worst, clock.now())) : QString()); // none: its text
    };
    QObject::connect(&parts.teamAlerts, &TeamAlerts::worstChanged, way, show);
    show();
}

} // namespace greenroom
