// SPDX-License-Identifier: GPL-3.0-or-later
import list from '../languages/list.js';

let pack = null;
let plural = null;

/** The pack that fits best what is wanted, in the order wanted. */
export function choose(wanted, packs = list) {
  for (const tag of wanted) {
    const lower = String(tag).toLowerCase();
    const fits = packs.find((each) => each.toLowerCase() === lower)
      ?? packs.find((each) => each.split('-')[0].toLowerCase() === lower.split('-')[0]);
    if (fits) return fits;
  }
  return packs[0];
}

/** Loads the pack and gives the document its language and direction. */
export async function load(wanted) {
  pack = (await import(`../languages/${choose(wanted)}.js`)).default;
  plural = new Intl.PluralRules(pack.language);
  document.documentElement.lang = pack.language;
  document.documentElement.dir = pack.direction;
  return pack.language;
}

/** A text of the pack with its {places} filled. With `count`, the form its language wants. */
export function t(key, values = {}) {
  const text = pack.texts[key];
  if (text === undefined) return key;
  const form = typeof text === 'string' ? text : text[plural.select(values.count)] ?? text.other;
  return form.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ''));
}

export const has = (key) => pack.texts[key] !== undefined;

export function time(at) {
  return new Intl.DateTimeFormat(pack.language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);
}

export function day(at, now) {
  const days = Math.round((new Date(now).setHours(0, 0, 0, 0) - new Date(at).setHours(0, 0, 0, 0)) / 86_400_000);
  if (days === 0) return t('today');
  if (days === 1) return t('yesterday');
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return new Intl.DateTimeFormat(pack.language, { month: 'long', day: 'numeric', year: sameYear ? undefined : 'numeric' }).format(at);
}

/** Money from minor units; the currency says how many digits stand behind the point. */
export function money({ minor, currency }) {
  try {
    const format = new Intl.NumberFormat(pack.language, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' });
    return format.format(minor / 10 ** format.resolvedOptions().maximumFractionDigits);
  } catch {
    return `${minor} ${currency}`;
  }
}

export function duration(ms) {
  const seconds = Math.max(1, Math.round(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
