// SPDX-License-Identifier: GPL-3.0-or-later
// The demo shop's page: hands what the shop signed, /demo#identity=…, to the chat, and takes it out of the address.
(() => {
  'use strict';
  const identity = new URLSearchParams(location.hash.slice(1)).get('identity');
  if (!identity) return;
  history.replaceState(null, '', location.pathname + location.search);
  window.greenroom.identify(identity);
})();
