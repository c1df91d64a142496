// SPDX-License-Identifier: GPL-3.0-or-later
import { el } from './dom.js';
import { t } from './language.js';

const EMOJI = ('😀 😄 😁 😂 🤣 😊 🙂 😉 😍 🥰 😘 😋 😎 🤩 🤔 🤗 🙄 😏 😅 😌 😴 😷 🤒 🥵 🥶 😳 🥺 😢 😭 😤 😠 😡 😱 😨 😓 😔 😕 😬 🤐 🤫 '
  + '👍 👎 👌 ✌️ 🤝 👏 🙏 💪 👋 ☝️ 👀 ❤️ 💔 💯 ✨ 🔥 🎉 🎁 🌹 🌸 ☀️ 🌧️ ⭐ ⏰ 📦 🚚 📮 🛒 🛍️ 💰 💳 🧾 📱 💻 👗 👟 👜 💄 🍎 🍰 ☕ 🍻 '
  + '✅ ❌ ❓ ❗ ⚠️ 🔁 ➕ ➖ 📷 🎤 🐶 🐱 🐼').split(' ');
const COLUMNS = 8;

/** A grid of emoji, one stop in the tab order, arrows within. Calls choose(emoji), or choose(null) on Escape. */
export function emojiPicker(choose) {
  const buttons = EMOJI.map((emoji, i) => el('button', { type: 'button', tabIndex: i === 0 ? 0 : -1, click: () => choose(emoji) }, emoji));
  const go = (to) => {
    const target = buttons[to];
    if (!target) return;
    for (const button of buttons) button.tabIndex = -1;
    target.tabIndex = 0;
    target.focus();
  };
  const picker = el('div', {
    class: 'emoji', role: 'group', 'aria-label': t('emoji'),
    keydown: (event) => {
      const at = buttons.indexOf(document.activeElement);
      const forward = document.documentElement.dir === 'rtl' ? -1 : 1;
      const step = { ArrowRight: forward, ArrowLeft: -forward, ArrowDown: COLUMNS, ArrowUp: -COLUMNS }[event.key];
      if (step !== undefined) go(at + step);
      else if (event.key === 'Home') go(0);
      else if (event.key === 'End') go(buttons.length - 1);
      else if (event.key === 'Escape') choose(null);
      else return;
      event.preventDefault();
      event.stopPropagation();
    },
  }, ...buttons);
  picker.focusFirst = () => go(0);
  return picker;
}
