// SPDX-License-Identifier: GPL-3.0-or-later
// Run by tests/system/tst_widget against a real server.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Agent } from '../support/agent.mjs';
import { freshPage, launch, until, Widget } from '../support/browser.mjs';

const url = process.env.GREENROOM_URL;

test('nobody there: a message is left; then one agent with room for one: places, an honest estimate, their turn', async () => {
  const browser = await launch();
  const customer = async () => {
    const page = await freshPage(browser);
    await page.goto(`${url}/widget?shop=demo`);
    const widget = new Widget(page);
    widget.frame = page.mainFrame();
    await page.waitForSelector('.composer');
    return widget;
  };
  const waits = (widget) => widget.read('.queue-text');
  const [one, two, three, four] = [await customer(), await customer(), await customer(), await customer()];
  const agent = await new Agent(url, process.env.GREENROOM_AGENT_TOKENS.split(',')[1]).start('offline');
  try {
    await until(async () => /Away now/.test(await one.read('.status')), 'told that nobody is there');
    await one.frame.click('.queue >> text="Leave a message"');
    await one.frame.fill('#leave-text', '明天给我回电话');
    await one.frame.fill('#leave-contact', '13800000000');
    await one.frame.click('dialog >> text="Leave message"');
    await until(async () => /明天给我回电话.*Contact: 13800000000/.test(await one.read('.entries')), 'the message left');
    await until(async () => /Message left/.test(await one.read('.status')), 'what becomes of it');
    await agent.request('watchBoard', { board: 'leftMessages', from: 0, count: 10 });
    await until(() => agent.board('leftMessages').length === 1, 'in the list of left messages');

    // A person, one tap away, on an empty screen.
    await two.frame.click('.person');
    await until(async () => /Nobody is here right now.*number 1/.test(await waits(two)), 'first, and nobody there: no estimate');
    await three.say('hello?');
    await until(async () => /You are number 2 in the queue/.test(await waits(three)), 'second');
    await agent.online();
    await until(async () => /小陈 is with you/.test(await two.read('.status')), 'served');
    await until(async () => /You are next.*the wait cannot be told yet/.test(await waits(three)), 'moved up; nothing is known yet');
    await four.say('me too');
    await until(async () => /You are number 2 in the queue/.test(await waits(four)), 'second');

    // Whoever waits keeps the place over a reload.
    await three.page.reload();
    await three.page.waitForSelector('.composer');
    three.frame = three.page.mainFrame();
    await until(async () => /You are next/.test(await waits(three)), 'the same place');

    const [{ id: first }] = agent.mine();
    await agent.close(first);
    await until(async () => /小陈 is with you/.test(await three.read('.status')), 'the next one served');
    await until(async () => /You are next.*less than a minute/.test(await waits(four)), 'an estimate from what was measured');
    assert.equal(await four.frame.isHidden('.person'), true);
    for (const widget of [one, two, three, four]) {
      assert.deepEqual(widget.page.trouble, []);
      assert.deepEqual(await widget.frame.evaluate(() => window.violations), []);
    }
  } finally {
    await browser.close();
    agent.stop();
  }
});
