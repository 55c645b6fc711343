// Drives the index of many projects in a browser as its readers do, and says on standard output what is not as it should be. What it is
// given: an index of the examples, one of a hostile project among others, one of very many projects.
import assert from "node:assert/strict";
import { choose, isOpen, launch, open, quiet, tests, unbarred } from "./browser.mjs";

const [examples, hostile, many] = process.argv.slice(2);
const browser = await launch();
const { test, end } = tests(browser);
const rows = (page) => page.$$eval(".heat tbody tr", (rows) => rows.filter((row) => row.getClientRects().length)
  .map((row) => ({ name: row.querySelector("a").textContent, classes: [...row.classList], cells: [...row.cells].map((cell) => cell.textContent) })));
const sort = (page, at) => page.locator(".heat thead th").nth(at).locator("button").click();

await test("rows are chosen, found and sorted", async () => {
  const page = await open(browser, examples);
  const all = await rows(page);
  assert.equal(all.length, 4);
  assert.equal(all[0].name, "clinic-triage", "what claims most without evidence stands first");
  await choose(page, "only-overclaims");
  assert.deepEqual((await rows(page)).map(({ name }) => name), ["clinic-triage"]);
  await page.click("#reset");
  await page.fill("#find", "EXAMPLES river");
  assert.deepEqual((await rows(page)).map(({ name }) => name), ["river-watch"]);
  assert.match(await page.textContent("#status"), /^1 of 4 /);
  await page.press("#find", "Escape");
  await sort(page, 0);
  const names = (await rows(page)).map(({ name }) => name);
  assert.deepEqual(names, [...names].sort());
  await sort(page, 0);
  assert.deepEqual((await rows(page)).map(({ name }) => name), names.reverse());
  assert.equal(await page.getAttribute(".heat thead th >> nth=0", "aria-sort"), "descending");
  const fair = (await page.$$eval(".heat thead th", (heads) => heads.map((head) => head.textContent))).findIndex((text) => text.includes("Fair"));
  for (const down of [false, true]) {
    await sort(page, fair);
    const scores = (await rows(page)).map(({ cells }) => parseFloat(cells[fair]));
    assert(Number.isNaN(scores[3]), "what nothing applies to stands last");
    const kept = scores.slice(0, 3);
    assert.deepEqual(kept, [...kept].sort((a, b) => down ? b - a : a - b));
  }
  quiet(page);
});

await test("a row leads to the page of its project, and that back", async () => {
  const page = await open(browser, examples);
  await page.click(".heat tbody a");
  assert.match(await page.title(), /^clinic-triage/);
  await page.click(".back");
  assert.match(await page.title(), /^4 projects/);
  const [item] = await page.$$eval(".waivers .kind a", (links) => links.map((link) => link.href));
  await page.goto(item);
  assert(await isOpen(page, "item.security.threat-model"), "the waived item is not open");
});

await test("a keyboard alone is enough", async () => {
  const page = await open(browser, examples);
  const reach = async (selector) => {
    for (let presses = 0; presses < 60; presses += 1) {
      await page.keyboard.press("Tab");
      if (await page.evaluate((own) => document.activeElement.matches(own), selector)) return;
    }
    assert.fail(`${selector} cannot be reached`);
  };
  await reach("#find");
  await page.keyboard.type("tide");
  assert.equal((await rows(page)).length, 1);
  await page.keyboard.press("Escape");
  await reach("#only-all");
  await page.keyboard.press("ArrowRight");
  assert(await page.isChecked("#only-overclaims"));
  await page.keyboard.press("ArrowLeft");
  await reach(".scroll");
  await reach(".sort");
  await page.keyboard.press("Enter");
  assert.equal(await page.getAttribute(".heat thead th >> nth=0", "aria-sort"), "ascending");
  await reach(".heat tbody a");
  quiet(page);
});

await test("without scripts all of it is there, and choices work", async () => {
  const page = await open(browser, examples, { javaScriptEnabled: false });
  const shown = () => page.locator(".heat tbody tr:visible").count();
  assert.equal(await shown(), 4);
  await choose(page, "only-overclaims");
  assert.equal(await shown(), 1);
  assert.equal(await page.locator(".find:visible, .sort:visible, #more:visible").count(), 0, "what would not work is not offered");
  quiet(page);
});

await test("axe finds no barrier", async () => {
  for (const language of ["en", "zh"]) {
    for (const light of ["light", "dark"]) {
      for (const width of [360, 1440]) {
        const page = await open(browser, examples, { viewport: { width, height: 900 } });
        await choose(page, `lang-${language}`);
        await choose(page, `light-${light}`);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        assert(wide <= width, `${width}: it is ${wide} wide`);
        await unbarred(page);
        await page.context().close();
      }
    }
  }
});

await test("paper holds the whole table", async () => {
  for (const file of [examples, many]) {
    // An A4 page between its margins.
    const page = await open(browser, file, { viewport: { width: 680, height: 1000 } });
    await page.emulateMedia({ media: "print" });
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    const [all, shown] = [await page.locator(".heat tbody tr").count(), await page.locator(".heat tbody tr:visible").count()];
    assert.equal(shown, all, "a row is left out");
    const wide = await page.locator(".heat").evaluate((heat) => heat.getBoundingClientRect().right);
    assert(wide <= 680, `it is ${wide} wide`);
  }
});

await test("a hostile project does nothing", async () => {
  const page = await open(browser, hostile);
  for (const id of ["lang-zh", "lang-en", "only-errs", "only-all"]) await choose(page, id);
  await sort(page, 0);
  assert.equal(await page.evaluate(() => window.ran), undefined);
  const links = await page.$$eval("main a", (links) => links.map((link) => link.getAttribute("href")));
  assert(links.length > 1 && links.every((link) => /^projects\/[^/:?&<>"']+\.html(#item\.[\w.-]+)?$/u.test(link)), links.join(" "));
  assert.equal(await page.locator("main img, main script, [onclick]").count(), 0);
  for (const link of links) {
    await page.goto(new URL(link, page.url()).href);
    assert.equal(await page.locator(".back").count(), 1, link);
    await page.goBack();
  }
  assert.deepEqual(page.told.filter((told) => !told.startsWith("request: file://")), []);
});

await test("very many projects are there at once", async () => {
  const page = await open(browser, many);
  const { domInteractive, domContentLoadedEventEnd } = await page.evaluate(() => performance.getEntriesByType("navigation")[0].toJSON());
  console.log(`interactive after ${Math.round(domInteractive)} ms, loaded after ${Math.round(domContentLoadedEventEnd)} ms`);
  assert(domContentLoadedEventEnd < 5000, "it takes long to load");
  assert.equal((await rows(page)).length, 100);
  const took = async (name, body) => {
    const start = Date.now();
    await body();
    console.log(`${name} among them took ${Date.now() - start} ms`);
    assert(Date.now() - start < 3000, `${name} takes long`);
  };
  await took("searching", () => page.fill("#find", "0777"));
  assert.deepEqual((await rows(page)).map(({ name }) => name), ["service-0777"]);
  await page.press("#find", "Escape");
  await took("sorting", () => sort(page, 0));
  assert.equal((await rows(page))[0].name, "service-0000");
  await took("showing all", () => page.click("#more"));
  assert.equal((await rows(page)).length, 1000);
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "service-0100", "reading goes on where it was");
  quiet(page);
});

await end();
