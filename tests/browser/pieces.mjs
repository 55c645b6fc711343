// Drives the history of a report and the statement of applicability in a browser, and says on standard output what is not as it should be.
// What it is given: a report with a history, a statement of an example, one of a hostile project, a file to print the statement to.
import assert from "node:assert/strict";
import { choose, launch, open, printed, quiet, tests, unbarred } from "./browser.mjs";

const [aged, statement, hostile, paper] = process.argv.slice(2);
const browser = await launch();
const { test, end } = tests(browser);

const other = (page, language) => page.$$eval(`main [lang|=${language}]`, (parts) => parts.filter((part) => part.getClientRects().length && !part.matches(".unseen *, .unseen")).length);

for (const [name, file] of [["history", aged], ["statement", statement], ["hostile statement", hostile]]) {
  await test(`${name}: it says nothing, asks for nothing, and changes its language`, async () => {
    const page = await open(browser, file);
    assert.equal(await other(page, "zh"), 0);
    await choose(page, "lang-zh");
    assert.equal(await page.getAttribute("html", "lang"), "zh-Hans");
    assert.equal(await other(page, "en"), 0);
    assert(await other(page, "zh") > 5);
    await page.reload();
    assert(await page.isChecked("#lang-zh"), "it is forgotten");
    await choose(page, "light-dark");
    assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), "rgb(20, 24, 27)");
    assert.equal(await page.evaluate(() => window.ran), undefined);
    quiet(page);
  });
  for (const [language, light, width] of [["en", "light", 1440], ["zh", "dark", 1440], ["en", "dark", 360], ["zh", "light", 360]]) {
    await test(`${name}: no barrier, and nothing sticks out (${language}, ${light}, ${width})`, async () => {
      const page = await open(browser, file, { viewport: { width, height: 900 }, reducedMotion: "reduce", bypassCSP: true });
      await choose(page, `lang-${language}`);
      await choose(page, `light-${light}`);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      assert(wide <= width, `${wide} pixels`);
      await unbarred(page);
      quiet(page);
    });
  }
}

await test("the picture of the history has its lines, its gap and its table", async () => {
  const page = await open(browser, aged);
  const boxes = await page.$$eval(".past .graph path", (paths) => paths.map((path) => {
    const { left, right, top, bottom } = path.getBoundingClientRect();
    const around = path.closest("svg").getBoundingClientRect();
    return { name: path.getAttribute("class"), inside: left >= around.left - 8 && right <= around.right + 8 && top >= around.top - 8 && bottom <= around.bottom + 8 };
  }));
  for (const name of ["declared", "verified", "dots", "void", "fill v-partial"]) assert(boxes.some((box) => box.name === name), name);
  assert.deepEqual(boxes.filter((box) => !box.inside), []);
  assert(await page.locator(".log table").isVisible(), "a short table is open");
  await page.locator(".log > summary").press("Enter");
  assert(!await page.locator(".log table").isVisible(), "it closes");
});

await test("the head of the statement stays in view, and a card names its parts where it is narrow", async () => {
  const page = await open(browser, statement);
  await page.evaluate(() => scrollTo(0, 3000));
  assert.equal(await page.evaluate(() => document.querySelector(".soa thead th").getBoundingClientRect().top), 0);
  await page.setViewportSize({ width: 360, height: 800 });
  const named = () => page.evaluate(() => getComputedStyle(document.querySelector(".soa .row > :nth-child(4)"), "::before").content);
  assert.equal(await named(), '"Evidence"');
  await choose(page, "lang-zh");
  assert.equal(await named(), '"证据"');
});

await test("paper has the statement in landscape, black on white", async () => {
  await printed(await open(browser, statement), paper);
});

await end();
