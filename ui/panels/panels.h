// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace greenroom {

class ArticleService;
class ListPanel;
class OrderService;
class ProductService;
class TicketService;
class Workspace;

/// The panels over one service each. Made when first shown; the service outlives them.
ListPanel* makeOrderPanel(OrderService& service, QWidget* parent);
ListPanel* makeProductPanel(ProductService& service, QWidget* parent);
ListPanel* makeTicketPanel(TicketService& service, Workspace& workspace, QWidget* parent);
ListPanel* makeKnowledgePanel(ArticleService& service, QWidget* parent);

} // namespace greenroom
