// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/coordinator/traffic.h"
