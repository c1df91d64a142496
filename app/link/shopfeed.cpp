// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/link/shopfeed.h"

namespace greenroom {

ShopFeed::ShopFeed(Link& link, QObject* parent)
    : QObject(parent)
    , m_feed(link, {BoardName::shop, {}, 0, 1}, nullptr)
{
    connect(&link, &Link::connected, this, [this] { m_row.reset(); });
    connect(&m_feed, &BoardFeed::changed, this, &ShopFeed::onChanged);
}

void ShopFeed::onChanged(const BoardChanged& event)
{
    const bool isFirst = !m_row;
    const ShopRow before = m_row.value_or(ShopRow {});
    m_row = before;
    for (const BoardRow& row : event.rows)
        if (const auto* shop = std::get_if<ShopRow>(&row))
            m_row = *shop;
    if (isFirst)
        return;
    if (m_row->phrasesAt != before.phrasesAt)
        Q_EMIT phrasesChanged();
    if (m_row->sendingRulesAt != before.sendingRulesAt)
        Q_EMIT sendingRulesChanged();
}

} // namespace greenroom
