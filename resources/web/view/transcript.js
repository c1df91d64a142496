// SPDX-License-Identifier: GPL-3.0-or-later
import { isSaid } from '../chat/replica.js';
import { RECALL_WITHIN } from '../chat/session.js';
import { el, icon } from './dom.js';
import { happened, said, summary } from './entry.js';
import { day, has, t, time } from './language.js';

const GROUP_WITHIN = 300_000;
const NEAR_END = 60;

/** The conversation on the screen: day lines, grouped bubbles, system lines, what is not sent yet, who types. */
export class Transcript {
  #session;
  #nodes = new Map(); // key → { signature, node }
  #list = el('ol', { class: 'entries', 'aria-label': t('transcript') });
  #empty = el('div', { class: 'empty' }, icon('chat'), el('h2', {}, t('emptyTitle')), el('p', {}, t('emptyText')));
  #earlier;
  #typing = el('div', { class: 'typing', hidden: true }, el('span', { class: 'dots', 'aria-hidden': 'true' }, el('i'), el('i'), el('i')), el('span'));
  #rating = el('div', { class: 'rating', hidden: true });
  #live = el('div', { class: 'unseen', role: 'log', 'aria-live': 'polite', 'aria-relevant': 'additions' });
  #down;
  #unseen = 0;
  #rated = null;
  #recallTimer = 0;

  constructor(session) {
    this.#session = session;
    this.#earlier = el('button', { type: 'button', class: 'quiet', hidden: true, click: () => this.#readEarlier() }, t('earlier'));
    this.scroller = el('div', { class: 'scroller', tabIndex: 0, role: 'region', 'aria-label': t('transcript'), scroll: () => this.#scrolled() },
      this.#earlier, this.#empty, this.#list, this.#rating, this.#typing);
    this.#down = el('button', { type: 'button', class: 'down', hidden: true, click: () => this.toEnd() });
    this.node = el('div', { class: 'transcript' }, this.scroller, this.#down, this.#live);
    session.on('arrived', (entry) => this.#arrived(entry));
    new ResizeObserver(() => this.#stuck && this.toEnd()).observe(this.scroller);
  }

  #stuck = true;

  get atEnd() {
    return this.#stuck;
  }

  toEnd() {
    this.scroller.scrollTop = this.scroller.scrollHeight;
    this.#stuck = true;
    this.#unseen = 0;
    this.#down.hidden = true;
  }

  /** Somebody else is here now: what was read aloud goes. */
  forget() {
    this.#live.replaceChildren();
    this.#rated = null;
    this.toEnd();
  }

  render() {
    const session = this.#session;
    const items = this.#items();
    const kept = new Map();
    const nodes = items.map((item) => {
      const signature = JSON.stringify(item.signature ?? item.key);
      const held = this.#nodes.get(item.key);
      const node = held?.signature === signature ? held.node : item.make();
      kept.set(item.key, { signature, node });
      node.querySelector('.meta')?.classList.toggle('unseen', item.continued === true); // not made anew: a voice note in it may be playing
      return node;
    });
    this.#nodes = kept;
    if (nodes.length !== this.#list.childElementCount || nodes.some((node, i) => node !== this.#list.children[i])) this.#place(nodes);
    this.#empty.hidden = items.length > 0 || !session.loaded;
    this.#earlier.hidden = !session.hasEarlier;
    this.#typing.hidden = session.staffTyping === '';
    this.#typing.lastChild.textContent = session.staffTyping.trim() ? t('typing', { name: session.staffTyping }) : t('someoneTyping');
    this.#renderRating();
    if (this.#stuck) this.toEnd();
  }

  // Nodes that stay are not moved: focus and a playing note survive.
  #place(nodes) {
    const wanted = new Set(nodes);
    for (const child of [...this.#list.children]) if (!wanted.has(child)) child.remove();
    nodes.forEach((node, i) => {
      if (this.#list.children[i] !== node) this.#list.insertBefore(node, this.#list.children[i] ?? null);
    });
  }

  #items() {
    const items = [];
    const { entries, pending } = this.#session;
    let lastDay = '';
    let group = null;
    const dayLine = (at) => {
      const name = day(at, Date.now());
      if (name !== lastDay) {
        items.push({ key: `day ${new Date(at).toDateString()}`, signature: name, make: () => el('li', { class: 'day' }, el('span', {}, name)) });
        group = null;
      }
      lastDay = name;
    };
    for (const entry of entries) {
      const tombstone = entry.content.kind === 'tombstone';
      if (isSaid(entry)) {
        dayLine(entry.at);
        const author = `${entry.author.kind} ${entry.author.name}`;
        const first = group?.author !== author || entry.at - group.at > GROUP_WITHIN;
        // The last of a run tells the time for all of its minute.
        if (!first && time(entry.at) === time(group.at)) items.at(-1).continued = true;
        group = { author, at: entry.at };
        items.push(this.#bubble(entry, first));
      } else {
        const line = tombstone ? t(entry.author.kind === 'customer' ? 'recalledYou' : 'recalledOther') : happened(entry);
        if (line === null) continue;
        dayLine(entry.at);
        group = null;
        items.push({ key: `${entry.clientId} line`, signature: line, make: () => el('li', { class: 'line' }, el('span', {}, line)) });
      }
    }
    for (const item of pending) {
      if (item.type === 'send' || item.type === 'leaveMessage' || item.state === 'failed') items.push(this.#unsent(item));
    }
    this.#markLastOwn(items);
    return items;
  }

  #bubble(entry, first) {
    const { kind, name } = entry.author;
    const own = kind === 'customer';
    const shown = own ? t('you') : kind === 'bot' ? t('assistant') : name || t('service');
    const item = {
      key: entry.clientId, own, entry, signature: [entry.content, first, ''],
      make: () => {
        const meta = item.meta ? ['· ', item.meta] : [];
        const recall = item.recall ? el('button', { type: 'button', class: 'quiet', click: () => this.#session.recall(entry.number) }, t('recall')) : null;
        return el('li', { class: `message ${own ? 'own' : 'other'}${first ? ' first' : ''}` },
          el('div', { class: first && !own ? 'author' : 'unseen' }, shown),
          el('div', { class: 'bubble' }, said(entry.content, { files: this.#session.files, name: shown })),
          el('div', { class: 'meta' }, el('time', { dateTime: new Date(entry.at).toISOString() }, time(entry.at)), ...meta, recall));
      },
    };
    return item;
  }

  #unsent(item) {
    const content = item.type === 'leaveMessage' ? { kind: 'leftMessage', ...item.body } : item.body.content ?? { kind: 'text', text: item.type };
    const failed = item.state === 'failed';
    const { state: link, canStore } = this.#session.link;
    const waiting = !canStore ? 'waits' : link !== 'open' ? 'waitsForNetwork' : 'sending';
    const state = t(failed ? 'failed' : item.state === 'stored' ? 'sent' : waiting);
    const why = failed ? t(has(`code_${item.code}`) ? `code_${item.code}` : 'code_other') : '';
    return {
      key: `${item.clientId} unsent`, signature: [content.kind, item.type, state, why],
      make: () => el('li', { class: `message own first unsent ${failed ? 'failed' : ''}` },
        item.type === 'send' || item.type === 'leaveMessage'
          ? el('div', { class: 'bubble' }, said(content, { files: this.#session.files, name: t('you'), file: item.file }))
          : null,
        el('div', { class: 'meta' }, failed ? el('span', { class: 'bad' }, `${state}: ${why}`) : state,
          failed ? el('button', { type: 'button', class: 'quiet', click: () => this.#session.retry(item.clientId) }, t('retry')) : null,
          failed ? el('button', { type: 'button', class: 'quiet', click: () => this.#session.discard(item.clientId) }, t('discard')) : null)),
    };
  }

  // Only the last own message says how far it got; all before it got at least as far.
  #markLastOwn(items) {
    const last = items.findLast((item) => item.own);
    if (!last) return;
    last.meta = t(this.#session.readByStaff >= last.entry.number ? 'read' : 'sent');
    const left = RECALL_WITHIN - (this.#session.serverNow - last.entry.at);
    last.recall = left > 0 && last.entry.content.kind !== 'leftMessage' && this.#session.now.state !== 'closed';
    clearTimeout(this.#recallTimer);
    if (last.recall) this.#recallTimer = setTimeout(() => this.render(), left + 100);
    last.signature = [...last.signature, last.meta, last.recall];
  }

  #renderRating() {
    const { now, conversation, pending } = this.#session;
    const asked = now.state === 'closed' && !now.rated && !pending.some((item) => item.type === 'rate');
    if (asked && this.#rated !== conversation) {
      this.#rated = conversation;
      import('./sheets.js').then(({ ratingForm }) => {
        this.#rating.replaceChildren(ratingForm((score, comment) => this.#session.rate(score, comment)));
        this.#renderRating();
        if (this.#stuck) this.toEnd();
      });
    }
    if (!asked) {
      this.#rated = null;
      this.#rating.replaceChildren();
    }
    this.#rating.hidden = this.#rating.childElementCount === 0;
  }

  #arrived(entry) {
    const name = entry.author.kind === 'bot' ? t('assistant') : entry.author.name || t('service');
    this.#live.append(el('p', {}, t('announce', { name, text: summary(entry.content) })));
    while (this.#live.childElementCount > 20) this.#live.firstChild.remove();
    if (this.#stuck) return;
    this.#unseen += 1;
    this.#down.textContent = t('newMessages', { count: this.#unseen });
    this.#down.hidden = false;
  }

  #scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    this.#stuck = scrollHeight - scrollTop - clientHeight < NEAR_END;
    if (this.#stuck) {
      this.#unseen = 0;
      this.#down.hidden = true;
      this.onEnd?.();
    }
    if (scrollTop < 40 && this.#session.hasEarlier) this.#readEarlier();
  }

  async #readEarlier() {
    const fromEnd = this.scroller.scrollHeight - this.scroller.scrollTop;
    await this.#session.readEarlier();
    this.scroller.scrollTop = this.scroller.scrollHeight - fromEnd;
  }
}
