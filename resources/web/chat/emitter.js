// SPDX-License-Identifier: GPL-3.0-or-later

/** The smallest thing that can be listened to: on(name, function), emit(name, …arguments). */
export class Emitter {
  #listeners = new Map();

  on(name, listener) {
    if (!this.#listeners.has(name)) this.#listeners.set(name, []);
    this.#listeners.get(name).push(listener);
  }

  emit(name, ...args) {
    for (const listener of this.#listeners.get(name) ?? []) listener(...args);
  }
}
