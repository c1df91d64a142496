// SPDX-License-Identifier: GPL-3.0-or-later
// The viewer of scripts/demo.sh --headless: demo-viewer.mjs ADDRESS QUESTION ANSWER
// Opens the chat on the shop's page and asks; says "sent" once the question is in the transcript, ends well once the answer is.
import { freshPage, launch, until } from './support/browser.mjs';

const [address, question, answer] = process.argv.slice(2);
const browser = await launch();
try {
  const page = await freshPage(browser, { locale: 'zh-CN', viewport: { width: 1200, height: 800 } });
  await page.goto(address);
  const chat = await until(() => page.frames().find((each) => each.url().includes('/widget')), 'the chat on the page');
  await chat.waitForSelector('.launcher');
  await chat.click('.launcher');
  await chat.waitForSelector('.composer textarea');
  await chat.fill('.composer textarea', question);
  await chat.press('.composer textarea', 'Enter');
  const texts = () => chat.$$eval('.message .text', (all) => all.map((each) => each.textContent));
  await until(async () => (await texts()).includes(question), 'the own message on the screen');
  console.log('sent');
  await until(async () => (await texts()).includes(answer), 'the answer on the screen', 60_000);
  console.log('received');
} finally {
  await browser.close();
}
