// SPDX-License-Identifier: GPL-3.0-or-later
import { holdsCardNumber } from '../chat/cardnumber.js';
import { canRecord } from '../chat/media.js';
import { ofThisTab } from '../chat/storage.js';
import { el, icon, iconButton } from './dom.js';
import { duration, t } from './language.js';

const MOST_CHARS = 8000;

/** Where the customer writes, pastes, drops and speaks. What is written survives a reload. */
export class Composer {
  #session;
  #draftKey;
  #text;
  #send;
  #notice = el('div', { class: 'notice', role: 'alert' });
  #picker = null;
  #emojiButton;
  #orders = iconButton('order', t('orders'), () => this.#chooseOrder(), { hidden: true });
  #row;
  #recorder = null;
  #ticker = 0;

  constructor(session, shop) {
    this.#session = session;
    this.#draftKey = `greenroom.draft.${shop}`;
    this.#text = el('textarea', {
      rows: 1, 'aria-label': t('compose'), placeholder: t('composeHint'), dir: 'auto', enterKeyHint: 'send', value: ofThisTab.get(this.#draftKey) ?? '',
      input: () => this.#changed(true), keydown: (event) => this.#key(event), paste: (event) => this.#paste(event),
    });
    const file = el('input', { type: 'file', accept: 'image/*', multiple: true, hidden: true, tabIndex: -1, 'aria-label': t('picture'),
      change: () => {
        this.sendFiles([...file.files]);
        file.value = '';
      } });
    this.#emojiButton = iconButton('emoji', t('emoji'), () => this.#toggleEmoji(), { 'aria-expanded': 'false' });
    this.#send = el('button', { type: 'button', class: 'send', title: t('send'), 'aria-label': t('send'), click: () => this.#sendText() }, icon('send'));
    this.#row = el('div', { class: 'compose-row' }, this.#text, this.#send);
    const tools = el('div', { class: 'tools', role: 'group', 'aria-label': t('compose') }, this.#emojiButton,
      iconButton('picture', t('picture'), () => file.click()),
      canRecord() ? iconButton('voice', t('voice'), () => this.#record()) : null, this.#orders, file);
    this.node = el('div', { class: 'composer' }, this.#notice, this.#row, tools);
    this.#changed(false);
    session.on('changed', () => { this.#orders.hidden = !session.isNamed; });
    let width = 0;
    new ResizeObserver(([{ contentRect }]) => {
      if (contentRect.width !== width) this.fit();
      width = contentRect.width;
    }).observe(this.#text);
  }

  get text() {
    return this.#text.value;
  }

  clear() {
    this.#text.value = '';
    this.#changed(false);
  }

  /** Somebody else is here now: what was being written or spoken goes. */
  forget() {
    this.#finish(false);
    this.clear();
  }

  focus() {
    this.#text.focus();
  }

  fit() {
    this.#text.style.height = 'auto';
    this.#text.style.height = `${this.#text.scrollHeight + 2}px`;
  }

  async sendFiles(files) {
    for (const file of files) {
      try {
        const { preparePicture } = await import('../chat/capture.js');
        const picture = await preparePicture(file);
        this.#say('');
        await this.#session.sendPicture(picture);
      } catch {
        this.#say(t('notPicture'));
      }
    }
  }

  #say(text) {
    this.#notice.textContent = text;
  }

  #changed(typed) {
    const { value } = this.#text;
    const over = [...value].length - MOST_CHARS;
    if (over > 0) this.#say(t('tooLong', { count: over }));
    else this.#say(holdsCardNumber(value) ? t('cardNumber') : '');
    this.#send.disabled = value.trim() === '' || over > 0;
    this.fit();
    ofThisTab.set(this.#draftKey, value);
    if (typed && value !== '') this.#session.typing();
  }

  #key(event) {
    // An input method that composes uses Enter for itself; 229 is what it is told where isComposing comes too late.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    this.#sendText();
  }

  #paste(event) {
    const files = [...event.clipboardData.files].filter((file) => file.type.startsWith('image/'));
    if (files.length === 0) return;
    event.preventDefault();
    this.sendFiles(files);
  }

  #sendText() {
    if (this.#send.disabled) return;
    const text = this.#text.value.trim();
    this.clear();
    this.#session.sendText(text);
    this.onSent?.();
    this.focus();
  }

  async #chooseOrder() {
    const { orderSheet } = await import('./orders.js');
    const panel = this.node.parentNode;
    if (!panel.querySelector('dialog')) orderSheet(panel, this.#session, (order) => this.#session.sendOrder(order).then(() => this.onSent?.()));
  }

  async #toggleEmoji() {
    if (this.#picker) {
      this.#closeEmoji();
      return;
    }
    const { emojiPicker } = await import('./emoji.js');
    if (this.#picker) return;
    this.#picker = emojiPicker((emoji) => {
      if (emoji === null) {
        this.#closeEmoji();
        this.#emojiButton.focus();
        return;
      }
      this.#text.setRangeText(emoji, this.#text.selectionStart, this.#text.selectionEnd, 'end');
      this.#changed(true);
    });
    this.#emojiButton.setAttribute('aria-expanded', 'true');
    this.node.prepend(this.#picker);
    this.#picker.focusFirst();
  }

  #closeEmoji() {
    this.#picker?.remove();
    this.#picker = null;
    this.#emojiButton.setAttribute('aria-expanded', 'false');
  }

  async #record() {
    if (this.#recorder) return;
    try {
      const { Recorder } = await import('../chat/capture.js');
      if (this.#recorder) return;
      this.#recorder = new Recorder();
      await this.#recorder.start(() => this.#finish(true));
    } catch {
      this.#recorder = null;
      this.#say(t('microphoneRefused'));
      return;
    }
    this.#say('');
    this.#closeEmoji();
    const clock = el('span', { class: 'figure', 'aria-hidden': 'true' }, '0:00');
    const bar = el('div', { class: 'recording' }, el('span', { class: 'dot', 'aria-hidden': 'true' }),
      el('span', { role: 'status' }, t('recording')), clock,
      iconButton('trash', t('voiceCancel'), () => this.#finish(false)),
      el('button', { type: 'button', class: 'send', title: t('voiceSend'), 'aria-label': t('voiceSend'), click: () => this.#finish(true) }, icon('send')));
    this.node.classList.add('is-recording');
    this.node.append(bar);
    bar.lastChild.focus();
    this.#ticker = setInterval(() => { clock.textContent = duration(this.#recorder.durationMs); }, 500);
  }

  async #finish(keep) {
    const recorder = this.#recorder;
    if (!recorder) return;
    this.#recorder = null;
    clearInterval(this.#ticker);
    this.node.classList.remove('is-recording');
    this.node.querySelector('.recording')?.remove();
    const note = await recorder.stop();
    if (keep && note.file.size > 0) await this.#session.sendVoice(note);
    this.focus();
  }
}
