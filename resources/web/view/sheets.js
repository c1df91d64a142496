// SPDX-License-Identifier: GPL-3.0-or-later
import { el } from './dom.js';
import { t } from './language.js';

/** Five stars and a comment; calls done(score, comment) once. */
export function ratingForm(done) {
  const comment = el('textarea', { rows: 2, maxLength: 1000, 'aria-label': t('rateComment'), placeholder: t('rateComment'), dir: 'auto' });
  const send = el('button', { class: 'primary', disabled: true }, t('rateSend'));
  const stars = [1, 2, 3, 4, 5].map((score) => el('label', { class: 'star', title: t('rateScore', { count: score }) },
    el('input', { type: 'radio', name: 'score', value: String(score), 'aria-label': t('rateScore', { count: score }),
      change: () => { send.disabled = false; } }), el('span', { 'aria-hidden': 'true' }, '★')));
  const form = el('form', {
    submit: (event) => {
      event.preventDefault();
      const score = Number(new FormData(form).get('score'));
      if (score > 0) done(score, comment.value.trim());
    },
  }, el('fieldset', {}, el('legend', {}, t('rateTitle')), el('div', { class: 'stars' }, ...stars)), comment, send);
  return form;
}

/** Asks for a message to leave; `done(text, contact)` if it is left. Over the panel, gives the focus back. */
export function leaveSheet(panel, text, done) {
  const message = el('textarea', { rows: 5, maxLength: 8000, required: true, value: text, dir: 'auto', id: 'leave-text' });
  const contact = el('input', { type: 'text', maxLength: 200, autocomplete: 'email', dir: 'auto', id: 'leave-contact' });
  const dialog = el('dialog', { class: 'sheet', 'aria-labelledby': 'leave-title', close: () => dialog.remove() },
    el('form', {
      submit: (event) => {
        event.preventDefault();
        if (message.value.trim() === '') return;
        done(message.value.trim(), contact.value.trim());
        dialog.close();
      },
    },
    el('h2', { id: 'leave-title' }, t('leaveTitle')),
    el('label', { for: 'leave-text' }, t('leaveText')), message,
    el('label', { for: 'leave-contact' }, t('leaveContact')), contact,
    el('div', { class: 'actions' },
      el('button', { type: 'button', class: 'plain', click: () => dialog.close() }, t('cancel')),
      el('button', { class: 'primary' }, t('leaveSend')))));
  panel.append(dialog);
  dialog.showModal();
  message.focus();
}
