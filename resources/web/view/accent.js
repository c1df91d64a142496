// SPDX-License-Identifier: GPL-3.0-or-later

const ENOUGH = 4.5;

function luminance([r, g, b]) {
  const part = (value) => (value <= 10.31475 ? value / 3294.6 : ((value / 255 + 0.055) / 1.055) ** 2.4);
  return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
}

export function contrast(a, b) {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

const parse = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));

const mix = (from, to, share) => from.map((value, at) => Math.round(value + (to[at] - value) * share));

/** The shop's colour on this page: one variable given, those that must be legible beside it worked out. */
export function applyAccent(hex, root = document.documentElement) {
  if (!/^#[0-9a-f]{6}$/i.test(hex ?? '')) return;
  const colour = parse(hex);
  const on = contrast(colour, [255, 255, 255]) >= ENOUGH ? [255, 255, 255] : [16, 19, 25];
  root.style.setProperty('--accent', hex);
  root.style.setProperty('--on-accent', `rgb(${on})`);
  for (const [name, bubble, surface, share, towards] of [['light', [236, 238, 242], [255, 255, 255], 0.16, [0, 0, 0]], ['dark', [42, 46, 55], [30, 33, 40], 0.32, [255, 255, 255]]]) {
    const own = mix(surface, colour, share);
    let ink = colour;
    for (let i = 1; i <= 20 && Math.min(contrast(ink, bubble), contrast(ink, own)) < ENOUGH; ++i) ink = mix(colour, towards, i / 20);
    root.style.setProperty(`--accent-ink-${name}`, `rgb(${ink})`);
    root.style.setProperty(`--customer-${name}`, `rgb(${own})`);
  }
}
