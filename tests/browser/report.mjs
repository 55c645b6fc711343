// Drives a report in a browser as its readers do, and says on standard output what is not as it should be. What it is given: a report
// of an example, one of a hostile project, a file to print to.
import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";
import { choose, isOpen, launch, open, printed, quiet, seen, tests, unbarred } from "./browser.mjs";

const [example, hostile, paper] = process.argv.slice(2);
const browser = await launch();
const { test, end } = tests(browser);

await test("it says nothing, asks for nothing, and is there at once", async () => {
  const page = await open(browser, example);
  await page.waitForTimeout(300);
  quiet(page);
  const { domInteractive, domContentLoadedEventEnd } = await page.evaluate(() => performance.getEntriesByType("navigation")[0].toJSON());
  console.log(`interactive after ${Math.round(domInteractive)} ms, loaded after ${Math.round(domContentLoadedEventEnd)} ms`);
  const blocked = await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "window.ran = true";
    document.body.append(script);
    return !window.ran;
  });
  assert(blocked, "the policy lets another script run");
});

await test("choices and the search show what they say", async () => {
  const page = await open(browser, example);
  const all = (await seen(page)).length;
  await choose(page, "only-v-overclaimed");
  let now = await seen(page);
  assert(now.length > 0 && now.length < all && now.every((item) => item.classes.includes("v-overclaimed")), "by verdict");
  assert.match(await page.textContent("#status"), new RegExp(`^${now.length} of ${all} `));
  await choose(page, "only-p-4");
  now = await seen(page);
  assert(now.length > 0 && now.every((item) => item.id.startsWith("item.security.") && item.classes.includes("v-overclaimed")), "both");
  await choose(page, "only-r-informative");
  assert.equal((await seen(page)).length, 0, "nothing is all three");
  await page.click("#reset");
  assert.equal((await seen(page)).length, all);
  await choose(page, "only-r-required");
  assert((await seen(page)).every((item) => item.classes.includes("r-required")), "by requirement");
  await page.click("#reset");
  for (const [words, id] of [["groups.json 0.31", "item.fairness.group-performance"], ["人工智能 威胁模型", "item.security.threat-model"]]) {
    await page.fill("#find", words);
    now = await seen(page);
    assert(now.length > 0 && now.length < all / 2 && now.some((item) => item.id === id), `${words}: ${now.map((item) => item.id)}`);
  }
  await page.fill("#find", "no such words anywhere");
  assert.equal(await page.locator(".group:visible").count(), 0, "no heading stands alone");
  await page.press("#find", "Escape");
  assert.equal((await seen(page)).length, all);
  quiet(page);
});

await test("the language changes all that is read, and is remembered", async () => {
  const page = await open(browser, example);
  const other = (language) => page.$$eval(`body [lang|=${language}]`, (parts) => parts.filter((part) => part.getClientRects().length && !part.matches(".seal, .unseen *")).length);
  assert.equal(await page.getAttribute("html", "lang"), "en");
  assert.equal(await other("zh"), 0);
  await choose(page, "lang-zh");
  assert.equal(await page.getAttribute("html", "lang"), "zh-Hans");
  assert(await other("zh") > 100);
  assert.equal(await other("en"), 0);
  await page.reload();
  assert(await page.isChecked("#lang-zh"), "it is forgotten");
  await choose(page, "light-dark");
  assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), "rgb(20, 24, 27)");
  quiet(page);
});

await test("a keyboard alone is enough", async () => {
  const page = await open(browser, example);
  const focused = () => page.evaluate(() => {
    const { id, tagName, className } = document.activeElement;
    return { id, tag: tagName.toLowerCase(), className, item: document.activeElement.closest(".item")?.id };
  });
  await page.keyboard.press("Tab");
  assert.equal((await focused()).className, "skip");
  assert(await page.locator(".skip").evaluate((link) => link.getBoundingClientRect().top >= 0), "the link is out of sight");
  await page.keyboard.press("Tab");
  assert.equal((await focused()).id, "lang-en");
  await page.keyboard.press("ArrowRight");
  assert(await page.isChecked("#lang-zh"));
  await page.keyboard.press("ArrowLeft");
  const reach = async (is) => {
    for (let presses = 0; presses < 80; presses += 1) {
      await page.keyboard.press("Tab");
      const now = await focused();
      const ring = await page.evaluate(() => {
        const own = document.activeElement;
        return [own, own.nextElementSibling, own.parentElement].some((part) => part && getComputedStyle(part).outlineStyle !== "none")
          || [...(own.parentElement?.children ?? [])].some((part) => getComputedStyle(part).outlineStyle !== "none");
      });
      assert(ring, `no ring around ${JSON.stringify(now)}`);
      if (is(now)) return now;
    }
    assert.fail("it cannot be reached");
  };
  await reach(({ id }) => id === "find");
  await page.keyboard.type("groups.json");
  await reach(({ id }) => id === "only-verdict-all");
  await page.keyboard.press("ArrowRight");
  assert(await page.isChecked("#only-v-overclaimed"));
  const { item } = await reach(({ className }) => className === "head");
  await page.keyboard.press("Enter");
  assert(await isOpen(page, item), "it does not open");
  await page.keyboard.press("Space");
  assert(!await isOpen(page, item), "it does not close");
  quiet(page);
});

await test("a link to an item opens it, whatever is chosen", async () => {
  const page = await open(browser, example);
  await choose(page, "only-v-satisfied");
  await page.locator('.steps a[href^="#item."]').first().click();
  const item = await page.evaluate(() => location.hash.slice(1));
  await page.locator(`[id="${item}"] .body:not([hidden])`).waitFor();
  assert(await isOpen(page, item));
  assert(await page.evaluate(() => document.getElementById(location.hash.slice(1)).getClientRects().length > 0), "it stays hidden");
  await page.waitForTimeout(100);
  const top = await page.evaluate(() => document.getElementById(location.hash.slice(1)).getBoundingClientRect().top);
  assert(top >= 0 && top < 60, `it begins at ${top} pixels`);
});

await test("what the browser itself looks for opens its item", async () => {
  const page = await (await open(browser, example)).context().newPage();
  await page.goto(`${pathToFileURL(example)}#:~:text=made%20again%20each%20night`);
  await page.locator('.head[aria-expanded="true"]').waitFor();
  assert(await isOpen(page, "item.fairness.group-performance"));
});

await test("where the system chooses the colours, the pictures keep their shape", async () => {
  const page = await open(browser, example, { forcedColors: "active" });
  const [picture, around] = await page.evaluate(() => [".tiles .icon", "body"].map((part) => getComputedStyle(document.querySelector(part)).backgroundColor));
  assert.notEqual(picture, around);
});

for (const [language, light] of [["en", "light"], ["en", "dark"], ["zh", "light"], ["zh", "dark"]]) {
  await test(`no barrier is found (${language}, ${light})`, async () => {
    const page = await open(browser, example, { reducedMotion: "reduce", bypassCSP: true });
    // What is not drawn yet has no colours to look at.
    await page.addStyleTag({ content: ".body, .item, .all, .later, .foot { content-visibility: visible !important }" });
    await choose(page, `lang-${language}`);
    await choose(page, `light-${light}`);
    // One item of each verdict is open: more of them would only be more of the same.
    await page.evaluate(() => {
      const verdicts = new Set([...document.querySelectorAll(".item")].map((item) => item.classList[1]));
      for (const verdict of verdicts) document.querySelector(`.item.${verdict} .head`).click();
    });
    await unbarred(page);
    quiet(page);
  });
}

for (const width of [360, 1440]) {
  await test(`nothing sticks out at ${width} pixels`, async () => {
    for (const file of [example, hostile]) {
      const page = await open(browser, file, { viewport: { width, height: 800 } });
      await page.click("#open-all");
      for (const language of ["en", "zh"]) {
        await choose(page, `lang-${language}`);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        assert(wide <= width, `${file}: ${language}: ${wide}`);
      }
      await page.context().close();
    }
  });
}

await test("without scripts all is open, and the choices still choose", async () => {
  const page = await open(browser, example, { javaScriptEnabled: false });
  const visible = (selector) => page.locator(selector).locator("visible=true").count();
  const all = await page.locator(".item").count();
  assert.equal(await visible(".item .body"), all);
  assert.equal(await visible("#find"), 0);
  await choose(page, "only-v-overclaimed");
  assert.equal(await visible(".item"), await page.locator(".item.v-overclaimed").count());
  assert.equal(await visible(".group"), await page.locator(".group:has(.v-overclaimed)").count());
  await choose(page, "lang-zh");
  assert.equal(await visible("main [lang=en]"), 0);
  await choose(page, "light-dark");
  quiet(page);
});

await test("what a project writes does nothing", async () => {
  const page = await open(browser, hostile);
  await page.click("#open-all");
  await page.waitForTimeout(200);
  quiet(page);
  const found = await page.evaluate(() => ({
    ran: window.ran,
    scripts: document.scripts.length,
    foreign: [...document.querySelectorAll("img, iframe, object, embed, base, form, link:not([rel=icon])")].map((own) => own.outerHTML),
    handlers: [...document.querySelectorAll("*")].flatMap((own) => [...own.attributes].filter(({ name }) => /^on|^style$/.test(name))).length,
    links: [...document.querySelectorAll("a")].map((own) => [own.getAttribute("href"), own.rel]).filter(([href]) => !href.startsWith("#")),
    steering: /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]/u.test(document.documentElement.outerHTML),
    ids: new Set([...document.querySelectorAll("[id]")].map((own) => own.id)).size - document.querySelectorAll("[id]").length,
    shown: document.body.textContent.includes("<script>window.ran=1</script>"),
  }));
  assert.deepEqual({ ...found, links: found.links.filter(([href, rel]) => !/^https?:\/\//.test(href) || rel !== "noopener noreferrer nofollow") },
    { ran: undefined, scripts: 2, foreign: [], handlers: 0, links: [], steering: false, ids: 0, shown: true });
  assert(found.links.length > 0, "an address of the web is a link");
});

await test("paper shows every item, open, in black on white", async () => {
  await printed(await open(browser, example), paper);
});

await end();
