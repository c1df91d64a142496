// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/panels/panelstate.h"

namespace greenroom {

class ListPanel;

/// Says in the panel why what it shows may be old: of its own rows, or of a search.
void showState(ListPanel* panel, const PanelState& own, const PanelState& find);
void showFailure(ListPanel* panel, const Error& error);

} // namespace greenroom
