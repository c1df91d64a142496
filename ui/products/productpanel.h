// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace greenroom {

class ListPanel;
class ProductService;

/// What the conversation is likely about, with prices after coupons, and a search over the shop's products; facts go into
/// the reply, a SKU is sent as a card. Owned by the parent.
ListPanel* makeProductPanel(ProductService& service, QWidget* parent);

} // namespace greenroom
