// SPDX-License-Identifier: GPL-3.0-or-later
import { el, icon, iconButton } from './dom.js';
import { t } from './language.js';

/** Who answers, where one stands in the queue, and a person one tap away. */
export class Header {
  #session;
  #title = el('h1', {}, t('chat'));
  #status = el('p', { class: 'status', role: 'status' });
  #dot = el('span', { class: 'dot', 'aria-hidden': 'true' });
  #person;
  #queue = el('div', { class: 'queue', hidden: true });
  #place = el('strong');
  #estimate = el('span');
  #leave;
  #trouble = el('div', { class: 'trouble', role: 'status', hidden: true });

  /** actions: { shrink, leave } */
  constructor(session, { shrink, leave }) {
    this.#session = session;
    this.#person = el('button', { type: 'button', class: 'person', click: () => session.requestPerson() }, icon('person'), el('span', {}, t('person')));
    this.#leave = el('button', { type: 'button', class: 'quiet', click: leave }, t('leaveInstead'));
    this.#queue.append(el('div', { class: 'queue-text', role: 'status' }, this.#place, this.#estimate), this.#leave);
    this.node = el('header', {},
      el('div', { class: 'bar' }, el('div', { class: 'who' }, this.#title, el('div', { class: 'status-line' }, this.#dot, this.#status)),
        this.#person, shrink ? iconButton('shrink', t('shrink'), shrink) : null),
      this.#trouble, this.#queue);
  }

  render() {
    const { shopName, now, pending } = this.#session;
    if (shopName) {
      put(this.#title, shopName);
      document.title = t('chatWith', { shop: shopName });
    }
    put(this.#status, this.#statusText());
    const answering = now.state === 'assigned' || this.#session.staffed && now.state !== 'waiting' && now.state !== 'closed';
    this.#dot.dataset.state = answering ? 'here' : 'away';
    const asked = pending.some((item) => item.type === 'requestPerson' && item.state !== 'failed');
    this.#person.hidden = now.state === 'assigned' || now.state === 'waiting';
    this.#person.disabled = asked;
    put(this.#person.lastChild, t(asked ? 'personAsked' : 'person'));
    this.#renderQueue();
    this.#renderTrouble();
  }

  #statusText() {
    const { now, staffed } = this.#session;
    switch (now.state) {
      case 'assigned': return t('withPerson', { name: now.agent || t('service') });
      case 'waiting': return t('waitingShort');
      case 'leftMessage': return t('leftMessage');
      case 'closed': return t('ended');
      default: return t(staffed ? 'staffed' : 'away');
    }
  }

  #renderQueue() {
    const { now, queue, staffed } = this.#session;
    const waiting = now.state === 'waiting';
    const away = !staffed && now.state !== 'assigned' && now.state !== 'leftMessage';
    // More wait than can be answered soon: the message is the better way, and said first.
    const crowded = queue?.leaveMessage === true && now.state !== 'assigned' && now.state !== 'leftMessage';
    this.#queue.hidden = !waiting && !away && !crowded;
    this.#queue.classList.toggle('crowded', crowded);
    put(this.#leave, t(waiting && !crowded ? 'leaveInstead' : 'leaveTitle'));
    if (!waiting) {
      put(this.#place, t(away ? 'leaveWord' : 'crowded'));
      put(this.#estimate, '');
      return;
    }
    const place = queue?.place;
    const placeText = place === undefined ? t('queued') : place === 1 && staffed ? t('next') : t('place', { place });
    // Where nobody is, who is next is not next to be served.
    put(this.#place, staffed ? placeText : t('nobodyHere'));
    put(this.#estimate, crowded ? t('crowded') : staffed ? estimateText(queue?.estimateMs) : placeText);
  }

  #renderTrouble() {
    const { link } = this.#session;
    const text = link.state === 'ended' ? t(link.endedBy === 'unsupported' ? 'outdated' : 'unavailable')
      : !link.canStore ? t('cannotStore')
      : link.state === 'waiting' || link.state === 'connecting' && this.#trouble.textContent !== ''
        ? t(navigator.onLine ? 'reconnecting' : 'deviceOffline') : '';
    this.#trouble.hidden = text === '';
    put(this.#trouble, text);
  }
}

// A status that says the same again must not be read aloud again.
function put(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

function estimateText(ms) {
  if (ms === undefined || ms === null) return t('estimateUnknown');
  return ms < 60_000 ? t('estimateUnder') : t('estimate', { count: Math.ceil(ms / 60_000) });
}
