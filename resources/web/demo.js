// SPDX-License-Identifier: GPL-3.0-or-later
// The page to try a shop on: /demo is the shop `demo`, /demo?shop=lamps another, #identity=… what the shop signed, which is taken
// out of the address. Runs before the launcher and tells it by its own tag, as any shop's page does.
(() => {
  'use strict';
  const launcher = document.querySelector('script[data-shop]');
  const shop = new URLSearchParams(location.search).get('shop');
  if (shop) launcher.dataset.shop = shop;
  const identity = new URLSearchParams(location.hash.slice(1)).get('identity');
  if (!identity) return;
  history.replaceState(null, '', location.pathname + location.search);
  launcher.dataset.identity = identity;
})();
