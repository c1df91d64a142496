// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace greenroom {

class ActionRegistry;
class Settings;

/// Adds every action of the program to the registry, with the person's own shortcuts. Whoever can do one connects to it.
void addActions(ActionRegistry& actions, const Settings& settings);

} // namespace greenroom
