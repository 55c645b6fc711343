// The browser that the tests drive, and how a page is opened in it. Where it lies, `tests/setup` says.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const tools = process.env.GUIJU_TOOLS;
const require = createRequire(join(tools, "package.json"));
const axe = require.resolve("axe-core/axe.min.js");

export async function launch() {
  const { chromium } = require("playwright-core");
  return chromium.launch({ executablePath: join(tools, "browser"), args: ["--no-sandbox", "--font-render-hinting=none"] });
}

// A page in a profile of its own. What it says and asks for is kept with it.
export async function open(browser, file, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.told = [];
  page.on("console", (message) => page.told.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => page.told.push(`error: ${error}`));
  page.on("dialog", (dialog) => { page.told.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on("request", (request) => {
    if (request.url() !== pathToFileURL(file).href && !request.url().startsWith("data:")) page.told.push(`request: ${request.url()}`);
  });
  await page.goto(pathToFileURL(file).href);
  return page;
}

// What drives pages, one test after the other, and gathers what is not as it should be.
export function tests(browser) {
  const wrong = [];
  const test = async (name, body) => {
    const start = Date.now();
    try { await body(); } catch (error) { wrong.push(`${name}: ${error.message}`); }
    for (const context of browser.contexts()) await context.close();
    console.log(`${name}: ${Date.now() - start} ms`);
  };
  const end = async () => {
    await browser.close();
    console.log(wrong.join("\n"));
    process.exitCode = wrong.length ? 1 : 0;
  };
  return { test, end };
}

// Makes sure that a page has said nothing and asked for nothing.
export const quiet = (page) => assert.deepEqual(page.told, []);

// Makes sure that axe-core finds no barrier on a page that is open with its policy bypassed.
export async function unbarred(page) {
  await page.evaluate(readFileSync(axe, "utf8"));
  const { violations } = await page.evaluate(() => window.axe.run());
  assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes.length, nodes[0].html.slice(0, 200), nodes[0].failureSummary]), []);
}

// Prints a page that is dark on the screen, and makes sure that its paper is white and that it stays quiet.
export async function printed(page, paper) {
  await choose(page, "light-dark");
  await page.pdf({ path: paper, preferCSSPageSize: true, printBackground: true });
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), "rgb(255, 255, 255)");
  quiet(page);
}

// Presses a button of a choice as a pointer would: on what is seen of it.
export const choose = (page, id) => page.locator(`label:has([id="${id}"])`).click();

// The items that can be seen, by their verdicts.
export const seen = (page) => page.$$eval(".item", (items) => items.filter((item) => item.getClientRects().length)
  .map((item) => ({ id: item.id, classes: [...item.classList], text: item.textContent })));

// Whether an item is open, to whoever sees it and to whoever hears it.
export const isOpen = (page, item) => page.locator(`[id="${item}"]`).evaluate((own) => {
  const [said, shown] = [own.querySelector(".head").getAttribute("aria-expanded") === "true", own.querySelector(".body > p").checkVisibility()];
  if (said !== shown) throw new Error(`said to be ${said}, shown: ${shown}`);
  return shown;
});
