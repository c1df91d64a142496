// SPDX-License-Identifier: GPL-3.0-or-later

/**
 * An element. Properties are set as properties, `class`, `role`, `aria-…` and `data-…` as attributes, functions as listeners
 * of the event they are named for. Children are nodes or texts; what came from outside is only ever a text.
 */
export function el(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false && key.startsWith('aria-') === false && key !== 'hidden') continue;
    if (typeof value === 'function') element.addEventListener(key, value);
    else if (key === 'class' || key === 'role' || key === 'for' || key.includes('-')) element.setAttribute(key, String(value));
    else element[key] = value;
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

const PATHS = {
  chat: 'M4 5h16v11H9l-5 4z',
  shrink: 'M6 9l6 6 6-6',
  close: 'M6 6l12 12M18 6L6 18',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21c0-4 3.6-6.5 8-6.5s8 2.500 8 6.500',
  emoji: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM8.500 14.500c1.800 2.600 5.200 2.600 7 0M9 9.500v.5M15 9.500v.5',
  picture: 'M4 5h16v14H4zM4 16l4.500-4.500 4 4 3-3L20 17M15.500 9v.5',
  voice: 'M12 15a3 3 0 0 0 3-3V6a3 3 0 0 0-6 0v6a3 3 0 0 0 3 3zM5.500 12a6.500 6.500 0 0 0 13 0M12 18.500V21',
  order: 'M6 3h12v18l-3-2-3 2-3-2-3 2zM9 8h6M9 12h6',
  send: 'M4 12l16-8-5 16-3.500-6.500z',
  play: 'M8 5l11 7-11 7z',
  pause: 'M8 5v14M16 5v14',
  check: 'M5 13l4.500 4.500L19 7',
  trash: 'M5 7h14M9 7V4h6v3M7 7l1 13h8l1-13',
};

/** A drawing that says nothing to a screen reader; whoever holds it has the name. */
export function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('class', `icon icon-${name}`);
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', PATHS[name]);
  svg.append(path);
  return svg;
}

/** A button that is only a drawing, with its name for eyes that hover and for ears. */
export function iconButton(name, label, click, properties = {}) {
  return el('button', { type: 'button', class: 'icon-button', title: label, 'aria-label': label, click, ...properties }, icon(name));
}

// Addresses end before punctuation, before anything that turns the direction of writing, and before CJK text.
const ADDRESS = /(?:https?:\/\/|mailto:)[^\s<>"'`\u200b-\u200f\u202a-\u202e\u2066-\u2069\u3000-\u9fff\uff00-\uffef]+/gi;

/** A text from outside as nodes: text, and links of harmless schemes that show which host they lead to. */
export function linked(text) {
  const nodes = [];
  let from = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const shown = match[0].replace(/[.,;:!?)\]}]+$/, '');
    const link = safeLink(shown);
    if (!link) continue;
    nodes.push(text.slice(from, match.index), link);
    const host = new URL(link.href).host;
    if (host && !new RegExp(`^https?://${host.replace(/[.[\]]/g, '\\$&')}(?:[/?#]|$)`).test(shown)) {
      nodes.push(el('span', { class: 'host' }, ` (${host})`));
    }
    from = match.index + shown.length;
  }
  nodes.push(text.slice(from));
  return nodes.filter((node) => node !== '');
}

/** A link, or null if its address is none we follow. */
export function safeLink(address, label = address) {
  let url;
  try {
    url = new URL(address);
  } catch {
    return null;
  }
  if (!['http:', 'https:', 'mailto:'].includes(url.protocol)) return null;
  return el('a', { href: url.href, target: '_blank', rel: 'noopener nofollow noreferrer' }, label);
}
