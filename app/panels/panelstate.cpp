// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/panelstate.h"

namespace greenroom {

PanelState PanelState::failed(const Error& error)
{
    return {Phase::failed, error};
}

} // namespace greenroom
