// Takes the pictures of reports that stand in the documentation. What it is given: a list of file, picture, width, height, language,
// light and the place to begin at, as JSON.
import { choose, launch, open } from "./browser.mjs";

const browser = await launch();
for (const { file, picture, width, height, language, light, place } of JSON.parse(process.argv[2])) {
  const page = await open(browser, file, { viewport: { width, height }, reducedMotion: "reduce" });
  await choose(page, `lang-${language}`);
  await choose(page, `light-${light}`);
  if (place) {
    await page.evaluate((id) => {
      const own = document.getElementById(id);
      if (own.matches(".item")) own.querySelector(".head").click();
      own.scrollIntoView();
    }, place);
  }
  await page.mouse.move(0, 0);
  await page.evaluate(() => document.activeElement.blur());
  await page.waitForTimeout(100);
  await page.screenshot({ path: picture });
  await page.context().close();
}
await browser.close();
