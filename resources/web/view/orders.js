// SPDX-License-Identifier: GPL-3.0-or-later
import { el, iconButton } from './dom.js';
import { said } from './entry.js';
import { t } from './language.js';

// Fetched when somebody first wants to show an order.

/** The customer's own orders over the panel; choose(order) for the one that is to be shown in the conversation. */
export async function orderSheet(panel, session, choose) {
  const list = el('ul', { class: 'choices', 'aria-busy': 'true' });
  const note = el('p', { class: 'muted', role: 'status' });
  const dialog = el('dialog', { class: 'sheet', 'aria-labelledby': 'orders-title', close: () => dialog.remove() },
    el('div', { class: 'sheet-head' }, el('h2', { id: 'orders-title' }, t('orders')), iconButton('close', t('close'), () => dialog.close())),
    note, list);
  panel.append(dialog);
  dialog.showModal();
  try {
    const { rows } = await session.ownOrders();
    list.append(...rows.map((order) => el('li', {}, el('button', { type: 'button', class: 'choice', 'aria-label': t('sendOrder', { number: order.number }),
      click: () => {
        dialog.close();
        choose(order);
      } }, said({ ...order, kind: 'orderCard' }, {})))));
    if (rows.length === 0) note.textContent = t('ordersNone');
  } catch {
    note.textContent = t('ordersGone');
  }
  list.removeAttribute('aria-busy');
}
