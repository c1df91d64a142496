// SPDX-License-Identifier: GPL-3.0-or-later

let lastMillis = 0;
let counter = 0;

/** A UUID version 7 in its canonical lower-case form. Ids made by one page ascend, also within a millisecond. */
export function makeId(now = Date.now()) {
  if (now > lastMillis) {
    lastMillis = now;
    counter = crypto.getRandomValues(new Uint16Array(1))[0] & 0x7ff;
  } else if (++counter > 0xfff) {
    lastMillis += 1;
    counter = 0;
  }
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  let millis = lastMillis;
  for (let i = 5; i >= 0; --i) {
    bytes[i] = millis % 256;
    millis = Math.floor(millis / 256);
  }
  bytes[6] = 0x70 | (counter >> 8);
  bytes[7] = counter & 0xff;
  bytes[8] = 0x80 | (bytes[8] & 0x3f);
  const hex = Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
