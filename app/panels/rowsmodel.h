// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>
#include <QHash>
#include <QMetaEnum>

#include "app/link/listdiff.h"

namespace greenroom {

/// A list of values with an `id`, shown by roles. setRows() tells the views exactly what differs; never a reset.
template <class Value>
class RowsModel : public QAbstractListModel {
public:
    using QAbstractListModel::QAbstractListModel;
    using Key = decltype(Value::id);

    /// Ids are unique; a second row with the same id is left out.
    void setRows(const QList<Value>& values)
    {
        QHash<Key, Value> fresh;
        QList<Key> order;
        for (const Value& value : values) {
            if (fresh.contains(value.id))
                continue;
            fresh.insert(value.id, value);
            order.append(value.id);
        }
        for (int row = 0; row < m_keys.size(); ++row) {
            const auto found = fresh.constFind(m_keys[row]);
            if (found == fresh.constEnd() || *found == m_values[row])
                continue;
            m_values[row] = *found;
            Q_EMIT dataChanged(index(row), index(row));
        }
        applyOrder(
            m_keys, order,
            [this](int row) {
                beginRemoveRows({}, row, row);
                m_keys.removeAt(row);
                m_values.removeAt(row);
                endRemoveRows();
            },
            [this, &fresh](int row, const Key& key) {
                beginInsertRows({}, row, row);
                m_keys.insert(row, key);
                m_values.insert(row, fresh.value(key));
                endInsertRows();
            },
            [this](int from, int to) {
                beginMoveRows({}, from, from, {}, to > from ? to + 1 : to);
                m_keys.move(from, to);
                m_values.move(from, to);
                endMoveRows();
            });
    }
    const QList<Value>& rows() const { return m_values; }
    /// Null: no such row.
    const Value* rowAt(int row) const { return row >= 0 && row < m_values.size() ? &m_values[row] : nullptr; }

    int rowCount(const QModelIndex& parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_values.size());
    }
    QVariant data(const QModelIndex& index, int role) const override
    {
        if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
            return {};
        return valueOf(m_values[index.row()], role);
    }

protected:
    virtual QVariant valueOf(const Value& value, int role) const = 0;

private:
    QList<Key> m_keys;
    QList<Value> m_values;
};

} // namespace greenroom
