// What style alone cannot do on the page of a project: search, open and close. Without it every item is open and every choice still works.
(() => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const one = (id) => document.getElementById(id);
  const items = all(".item");
  const head = (item) => item.firstElementChild.firstElementChild;
  const body = (item) => item.lastElementChild;
  const groups = all(".group");

  const find = one("find");
  const plain = (text) => text.normalize("NFKC").toLowerCase();
  let texts = null;
  const isSeen = (item) => item.getClientRects().length > 0;
  function tell(count = items.filter(isSeen).length) {
    const zh = document.documentElement.lang !== "en";
    one("status").textContent = zh ? `显示 ${items.length} 项中的 ${count} 项` : `${count} of ${items.length} items shown`;
  }
  function search() {
    const words = plain(find.value).split(/\s+/u).filter(Boolean);
    texts ??= items.map((item) => plain(item.textContent));
    items.forEach((item, at) => item.classList.toggle("out", !words.every((word) => texts[at].includes(word))));
    for (const group of groups) group.classList.remove("out");
    for (const group of groups) group.classList.toggle("out", ![...group.querySelectorAll(".item")].some(isSeen));
    tell();
  }
  const press = (radio) => { radio.checked = true; radio.dispatchEvent(new Event("change")); };
  const showAll = () => {
    find.value = "";
    for (const name of ["verdict", "principle", "requirement"]) press(one(`only-${name}-all`));
  };
  find.addEventListener("input", search);
  find.addEventListener("keydown", (event) => { if (event.key === "Escape") { find.value = ""; search(); } });
  for (const radio of all(".choice input")) radio.addEventListener("change", search);
  for (const radio of all('input[name="lang"]')) radio.addEventListener("change", () => tell());
  // What is closed can still be found: the browser's own search opens it.
  function turn(item, open) {
    head(item).setAttribute("aria-expanded", open);
    body(item).hidden = open ? false : "until-found";
  }
  const toggle = (item) => turn(item, body(item).hidden !== false);
  const pressed = ({ target }) => target.closest?.(".head")?.closest(".item");
  addEventListener("click", (event) => { const item = pressed(event); if (item) toggle(item); });
  addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    const item = pressed(event);
    if (item) { event.preventDefault(); toggle(item); }
  });
  addEventListener("beforematch", ({ target }) => { const item = target.closest?.(".item"); if (item) turn(item, true); });
  one("open-all").addEventListener("click", () => { for (const item of items) turn(item, true); });
  one("close-all").addEventListener("click", () => { for (const item of items) turn(item, false); });
  one("reset").addEventListener("click", showAll);

  // A link to an item opens it, even where a choice hides it.
  function follow() {
    const item = one(decodeURIComponent(location.hash.slice(1)));
    if (!item?.matches(".item")) return;
    if (!isSeen(item)) showAll();
    turn(item, true);
    head(item).focus({ preventScroll: true });
    // What lies before it has its true height only once it has been near: a leap, and another when that is so, end where they should.
    const leap = () => item.scrollIntoView({ behavior: "instant" });
    leap();
    requestAnimationFrame(() => requestAnimationFrame(leap));
  }
  addEventListener("hashchange", follow);
  for (const link of all('a[href^="#item."]')) {
    link.addEventListener("click", () => { if (location.hash === link.getAttribute("href")) follow(); });
  }

  for (const item of items) {
    const own = head(item);
    own.setAttribute("role", "button");
    own.tabIndex = 0;
    turn(item, false);
  }
  document.querySelector(".find").hidden = false;
  tell(items.length);
  follow();
})();
