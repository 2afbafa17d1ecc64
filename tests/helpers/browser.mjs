// A real browser that does what it is asked: one JSON order a line in, one JSON answer a line out.
// node browser.mjs PROGRAM chrome|firefox FOLDER_OF_NODE_MODULES

import { createInterface } from 'node:readline';
import { createRequire } from 'node:module';

const [program, kind, modules] = process.argv.slice(2);
const require = createRequire(`${modules}/`);
const { default: puppeteer } = await import(require.resolve('puppeteer-core'));
const CHROMIUM = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync',
];
const browser = await puppeteer.launch({
  browser: kind,
  executablePath: program,
  headless: true,
  args: kind === 'chrome' ? CHROMIUM : [],
  protocolTimeout: 180_000,
  extraPrefsFirefox: { 'browser.download.useDownloadDir': true },
});
let page;
let asked = [];
let errors = [];

const orders = {
  async open({ address }) {
    await page?.close();
    page = await browser.newPage();
    asked = [];
    errors = [];
    page.on('request', (request) => asked.push(request.url()));
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('console', (line) => line.type() === 'error' && errors.push(line.text()));
    await page.goto(address);
    return null;
  },
  evaluate: ({ script }) => page.evaluate(`(async () => { ${script} })()`),
  async wait({ script, seconds }) {
    // waitForFunction makes a function of text, which the page forbids; Firefox holds it to that.
    const end = Date.now() + seconds * 1000;
    while (!(await page.evaluate(script))) {
      if (Date.now() > end) {
        throw new Error(`na ${seconds} s nog niet: ${script}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return null;
  },
  async choose({ selector, paths }) {
    const input = await page.$(selector);
    await input.uploadFile(...paths);
    return null;
  },
  async press({ keys }) {
    for (const key of keys) {
      await page.keyboard.press(key);
    }
    return null;
  },
  async width({ width, height, scale }) {
    await page.setViewport({ width, height, deviceScaleFactor: scale });
    return null;
  },
  async picture({ path, full }) {
    await page.screenshot({ path, fullPage: full });
    return null;
  },
  async print({ path }) {
    await page.pdf({ path, format: 'A4' });
    return null;
  },
  async load({ path }) {
    await page.addScriptTag({ path });
    return null;
  },
  requests: () => asked,
  errors: () => errors,
  async memory() {
    return (await page.metrics()).JSHeapTotalSize;
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const { order, ...what } = JSON.parse(line);
  try {
    const answer = await orders[order](what);
    process.stdout.write(`${JSON.stringify({ answer: answer ?? null })}\n`);
  } catch (error) {
    process.stdout.write(`${JSON.stringify({ error: String(error) })}\n`);
  }
}
await browser.close();
