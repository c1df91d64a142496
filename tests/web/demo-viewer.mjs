// SPDX-License-Identifier: GPL-3.0-or-later
// The viewer of scripts/demo.sh --headless: demo-viewer.mjs ADDRESS QUESTION ANSWER
// Asks in the widget, says "sent" once the question is in the transcript, ends well once the answer is.
import { freshPage, launch, until } from './support/browser.mjs';

const [address, question, answer] = process.argv.slice(2);
const browser = await launch();
try {
  const page = await freshPage(browser);
  await page.goto(address);
  await page.waitForSelector('.composer');
  await page.fill('textarea', question);
  await page.press('textarea', 'Enter');
  const texts = () => page.$$eval('.message .text', (all) => all.map((each) => each.textContent));
  await until(async () => (await texts()).includes(question), 'the own message on the screen');
  console.log('sent');
  await until(async () => (await texts()).includes(answer), 'the answer on the screen', 60_000);
  console.log('received');
} finally {
  await browser.close();
}
