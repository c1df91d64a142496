// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QAction;
class QWidget;

namespace greenroom {

class ActionRegistry;
struct DeskParts;
class TeamPage;
class Ticker;

/// The team's page, with what it needs of the rest of the desk: what burns, why somebody waits, and the way to a conversation.
TeamPage* makeTeamPage(const DeskParts& parts, ActionRegistry& actions, Ticker& ticker, QWidget* parent);

/// The way to that page shows that something burns, and what, wherever one is.
void markAlert(QAction* way, const DeskParts& parts);

} // namespace greenroom
