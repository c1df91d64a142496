// SPDX-License-Identifier: GPL-3.0-or-later
import { el, icon, iconButton, linked, safeLink } from './dom.js';
import { duration, has, money, t } from './language.js';

/** The sentence for something that happened, or null if it is not told. */
export function happened({ content }) {
  switch (content.kind) {
    case 'queued': return t('sysQueued');
    case 'assigned': return t('sysAssigned', { name: content.agentName });
    case 'joined': return t(content.on ? 'sysJoined' : 'sysLeft', { name: content.name });
    case 'closed': return t('sysClosed');
    case 'personRequested': return t('sysPerson');
    case 'rated': return t('sysRated', { score: content.score });
    case 'opened':
    case 'recalled': return null;
    default: return t('unknown');
  }
}

/** What was said, in one line. */
export function summary(content) {
  switch (content.kind) {
    case 'image': return t('pictureText');
    case 'voice': return t('voiceText');
    case 'orderCard': return `${t('order', { number: content.number })} ${content.title}`;
    case 'productCard': return content.title;
    default: return content.text ?? t('unknown');
  }
}

/** What was said, as it looks. `file`: the file of a message not sent yet. */
export function said(content, { files, name, file }) {
  switch (content.kind) {
    case 'text': return el('div', { class: 'text', dir: 'auto' }, ...linked(content.text));
    case 'leftMessage': return leftMessage(content);
    case 'image': return picture(content, file ? Promise.resolve(URL.createObjectURL(file)) : files.url(content.blob), name);
    case 'voice': return voice(content, () => (file ? Promise.resolve(URL.createObjectURL(file)) : files.url(content.blob)));
    case 'orderCard': return orderCard(content);
    case 'productCard': return productCard(content);
    default: return el('div', { class: 'text' }, t('unknown'));
  }
}

function leftMessage({ text, contact }) {
  return el('div', { class: 'text', dir: 'auto' },
    el('div', { class: 'card-label' }, t('leftLabel')), ...linked(text),
    contact ? el('div', { class: 'card-label' }, t('contactLabel', { contact })) : null);
}

function picture({ width, height }, url, name) {
  const image = el('img', { alt: t('pictureAlt', { name }), width: Math.min(width, 240),
    height: Math.round(height * Math.min(width, 240) / width) || 1, decoding: 'async' });
  const button = el('button', { type: 'button', class: 'picture', 'aria-label': t('enlarge'), 'aria-busy': 'true',
    click: () => enlarge(image) }, image);
  url.then((address) => {
    image.src = address;
    button.removeAttribute('aria-busy');
  }).catch(() => button.replaceWith(el('div', { class: 'text muted' }, t('pictureGone'))));
  return button;
}

function enlarge(image) {
  if (!image.src) return;
  const dialog = el('dialog', { class: 'enlarged', 'aria-label': image.alt, close: () => dialog.remove(), click: () => dialog.close() },
    iconButton('close', t('close'), () => dialog.close()), el('img', { src: image.src, alt: image.alt }));
  document.querySelector('.panel').append(dialog);
  dialog.showModal();
}

function voice({ durationMs }, address) {
  const length = duration(durationMs);
  const bar = el('progress', { max: 1, value: 0, 'aria-label': t('voiceNote') });
  let audio = null;
  const show = (playing) => {
    button.replaceChildren(icon(playing ? 'pause' : 'play'));
    const label = playing ? t('voicePause') : t('voicePlay', { duration: length });
    button.setAttribute('aria-label', label);
    button.title = label;
  };
  const button = iconButton('play', t('voicePlay', { duration: length }), async () => {
    try {
      if (!audio) {
        audio = new Audio(await address());
        audio.addEventListener('timeupdate', () => { bar.value = Math.min(1, audio.currentTime * 1000 / durationMs); });
        audio.addEventListener('play', () => show(true));
        audio.addEventListener('pause', () => show(false));
      }
      if (audio.paused) await audio.play();
      else audio.pause();
    } catch {
      note.replaceChildren(el('span', { class: 'muted' }, t('voiceGone')));
    }
  });
  const note = el('div', { class: 'voice' }, button, bar, el('span', { class: 'figure' }, length));
  return note;
}

function orderCard({ number, title, state, total }) {
  const word = has(`orderState_${state}`) ? t(`orderState_${state}`) : state;
  return el('div', { class: 'card' },
    el('div', { class: 'card-label' }, t('order', { number })),
    el('div', { class: 'card-title', dir: 'auto' }, title),
    el('div', { class: 'card-foot' }, el('span', { class: 'tag' }, word), el('span', { class: 'figure' }, money(total))));
}

function productCard({ title, price, url }) {
  const link = url ? safeLink(url, '') : null;
  if (link?.protocol === 'mailto:') link.removeAttribute('href');
  link?.append(t('viewProduct', { host: link.host }));
  return el('div', { class: 'card' },
    el('div', { class: 'card-label' }, t('product')),
    el('div', { class: 'card-title', dir: 'auto' }, title),
    el('div', { class: 'card-foot' }, link?.host ? link : el('span'), el('span', { class: 'figure' }, money(price))));
}
