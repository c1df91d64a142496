// SPDX-License-Identifier: GPL-3.0-or-later

// A browser may forbid storage to a frame; the chat then works for as long as the page is open.
function keep(area) {
  const memory = new Map();
  return {
    get(key) {
      try {
        return window[area].getItem(key) ?? memory.get(key) ?? null;
      } catch {
        return memory.get(key) ?? null;
      }
    },
    set(key, value) {
      memory.set(key, value);
      try {
        window[area].setItem(key, value);
      } catch { /* kept in memory */ }
    },
    remove(key) {
      memory.delete(key);
      try {
        window[area].removeItem(key);
      } catch { /* there was nothing to remove */ }
    },
  };
}

/** Strings that outlive the page, shared by the tabs. */
export const lasting = keep('localStorage');
/** Strings that outlive a reload of this tab only. */
export const ofThisTab = keep('sessionStorage');
