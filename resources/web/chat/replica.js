// SPDX-License-Identifier: GPL-3.0-or-later

const PAGE = 200;
const SAID = new Set(['text', 'image', 'voice', 'orderCard', 'productCard', 'leftMessage']);

/** True for what somebody said, as against what happened. */
export const isSaid = (entry) => SAID.has(entry.content.kind);

/** What is true now of a conversation: the fold of the entries a customer may see. */
export function fold(entries) {
  const now = { state: 'idle', agent: '', rated: false };
  for (const { content } of entries) {
    switch (content.kind) {
      case 'opened': Object.assign(now, { state: 'idle', agent: '', rated: false }); break;
      case 'queued': Object.assign(now, { state: 'waiting', agent: '' }); break;
      case 'assigned': Object.assign(now, { state: 'assigned', agent: content.agentName }); break;
      case 'leftMessage': now.state = 'leftMessage'; break;
      case 'closed': Object.assign(now, { state: 'closed', agent: '' }); break;
      case 'rated': now.rated = true; break;
    }
  }
  return now;
}

/**
 * A contiguous piece of one conversation, from some number to the last one held.
 * `watch` resumes it over the link; `take` applies what the server pushes. `changed(added)` tells of each change.
 */
export class Replica {
  conversation;
  entries = [];
  epoch = null;
  number = 0;
  complete = true; // nothing below entries[0]
  caughtUp = false;
  skipped = 0; // told again, and not applied again
  #link;
  #changed;
  #filling = null;

  constructor(conversation, link, changed) {
    this.conversation = conversation;
    this.#link = link;
    this.#changed = changed;
  }

  get stream() {
    return `conversation/${this.conversation}`;
  }

  /** Asks to be told what is missing and what comes. Repeats itself until the server replays. */
  async watch(epoch) {
    this.caughtUp = false;
    if (this.epoch !== null && this.epoch !== epoch) this.#forget();
    for (;;) {
      const cursor = this.number > 0 ? { epoch: this.epoch, number: this.number } : { number: 0 };
      const { resume, head } = await this.#link.insist('watchStream', { stream: this.stream, cursor });
      this.epoch = epoch;
      if (resume === 'resync') {
        if (this.number === 0) throw new Error('resync of nothing');
        this.#forget();
      } else if (resume === 'behind') {
        await (this.number === 0 ? this.#readTail(head) : this.#readUpTo(head));
      } else {
        this.caughtUp = this.number >= head;
        this.#head = head;
        if (this.caughtUp) this.#changed([]);
        return;
      }
    }
  }

  #head = 0;

  /** Entries in their order; what is known already is skipped, what comes too early makes the hole be filled first. */
  take(entries) {
    const added = [];
    const recalled = [];
    for (const entry of entries) {
      if (entry.number <= this.number) {
        this.skipped += 1;
      } else if (entry.after === this.number) {
        this.entries.push(entry);
        this.number = entry.number;
        added.push(entry);
        if (entry.content.kind === 'recalled') recalled.push(entry.content.number);
      } else {
        this.#fill(entry.number);
        break;
      }
    }
    for (const number of recalled) {
      const at = this.entries.findIndex((entry) => entry.number === number);
      if (at >= 0) this.entries[at] = { ...this.entries[at], content: { kind: 'tombstone' } };
    }
    const live = this.caughtUp;
    this.caughtUp ||= this.number >= this.#head;
    if (added.length > 0) this.#changed(live ? added : []);
  }

  /** The page before the first entry held. */
  async readEarlier() {
    if (this.complete || this.entries.length === 0) return;
    const before = this.entries[0].number;
    const page = await this.#link.request('readStream', { stream: this.stream, after: 0, before, limit: PAGE });
    if (this.entries[0]?.number !== before) return;
    this.entries.unshift(...page.entries);
    this.complete = this.entries[0].after === 0;
    this.#changed([]);
  }

  async #readTail(head) {
    const page = await this.#link.insist('readStream', { stream: this.stream, after: 0, before: head + 1, limit: PAGE });
    this.entries = page.entries;
    this.number = page.entries.at(-1)?.number ?? 0;
    this.complete = (page.entries[0]?.after ?? 0) === 0;
    this.#changed([]);
  }

  async #readUpTo(head) {
    while (this.number < head) {
      const held = this.number;
      const page = await this.#link.insist('readStream', { stream: this.stream, after: held, limit: PAGE });
      this.take(page.entries);
      if (this.number === held) return;
    }
  }

  #fill(head) {
    this.#filling ??= this.#readUpTo(head)
      .catch(() => { /* the next connection resumes from what is held */ })
      .finally(() => { this.#filling = null; });
  }

  #forget() {
    this.entries = [];
    this.number = 0;
    this.complete = true;
    this.epoch = null;
    this.#changed([]);
  }
}
