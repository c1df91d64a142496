// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace greenroom {

class ListPanel;
class OrderService;

/// The open customer's orders with their parcels, and a search over the shop's; a number goes into the reply, an order is
/// sent as a card. Owned by the parent.
ListPanel* makeOrderPanel(OrderService& service, QWidget* parent);

} // namespace greenroom
