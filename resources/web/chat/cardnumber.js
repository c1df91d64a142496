// SPDX-License-Identifier: GPL-3.0-or-later

const RUN = /(?<!\d)\d(?:[ \u00a0\u2009.-]{0,2}\d){12,18}(?!\d)/g;

/** The digits of a number are such as a card's are (Luhn). */
function passesLuhn(digits) {
  let sum = 0;
  [...digits].reverse().forEach((digit, place) => {
    const value = Number(digit) * (place % 2 === 1 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  });
  return sum % 10 === 0;
}

/** Somebody is about to send the number of a bank card; the server keeps its first and last digits only. */
export function holdsCardNumber(text) {
  return (text.normalize('NFKC').match(RUN) ?? []).some((run) => {
    const digits = run.replace(/\D/g, '');
    return '23456'.includes(digits[0]) && passesLuhn(digits);
  });
}
