// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/panels/rowsmodel.h"
#include "core/domain/ticket.h"

namespace greenroom {

using TicketValues = RowsModel<Ticket>;

/// Tickets, in the server's order.
class TicketModel final : public TicketValues {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TicketModel)
public:
    enum class Role {
        Number = Qt::UserRole + 1, ///< QString: "T000042"
        Title, ///< QString; also the display role
        State, ///< int: TicketState
        Kind, ///< int: TicketKind
        Priority, ///< int: TicketPriority
        CustomerName, ///< QString
        AssigneeName, ///< QString
        OrderNumber, ///< QString, empty when about none
        OpenedAt, ///< qint64 ms since 1970
        ChangedAt, ///< qint64 ms
        DueAt, ///< qint64 ms, invalid when none
        Open, ///< bool: somebody still has to do something
        Value, ///< greenroom::Ticket, whole
    };
    Q_ENUM(Role)

    using TicketValues::TicketValues;

protected:
    QVariant valueOf(const Ticket& ticket, int role) const override;
};

} // namespace greenroom
