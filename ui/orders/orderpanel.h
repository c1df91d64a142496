// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace greenroom {

class ListPanel;
class OrderService;
class RevealService;

/// The open customer's orders with their parcels, and a search over the shop's; a number goes into the reply, an order is
/// sent as a card, the receiver's telephone number is shown for a while. Owned by the parent.
ListPanel* makeOrderPanel(OrderService& service, RevealService& reveals, QWidget* parent);

} // namespace greenroom
