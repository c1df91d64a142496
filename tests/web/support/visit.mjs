// SPDX-License-Identifier: GPL-3.0-or-later
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach } from 'node:test';
import { freshPage, launch } from './browser.mjs';
import { FakeServer } from './server.mjs';

/** The widget on a page, `page`, and a server for it, `server`: new ones for each test of the file. What goes wrong in the page fails the test. */
export function visit() {
  const here = {
    open: () => here.page.goto(`${here.server.url}/widget?shop=demo`).then(() => here.page.waitForSelector('.composer')),
    say: async (text) => {
      await here.page.fill('textarea', text);
      await here.page.press('textarea', 'Enter');
    },
  };
  let browser;
  before(async () => { browser = await launch(); });
  after(() => browser.close());
  beforeEach(async () => {
    here.server = await new FakeServer().start();
    here.page = await freshPage(browser);
  });
  afterEach(async () => {
    const trouble = here.page.isClosed() ? [] : [...here.page.trouble, ...await here.page.evaluate(() => window.violations)];
    await here.page.context().close();
    await here.server.stop();
    assert.deepEqual(trouble, []);
  });
  return here;
}
