"use strict";
// What is chosen stands on the root as classes, so that no rule of style has to look for the pressed buttons whenever an element comes. Language and
// light are chosen before anything is drawn, and remembered where the browser allows it to a page from a disk.
(() => {
  const root = document.documentElement;
  const kept = {
    get(key) { try { return localStorage.getItem("guiju." + key); } catch { return null; } },
    set(key, value) { try { localStorage.setItem("guiju." + key, value); } catch { /* then it is not */ } },
  };
  const remembered = ["lang", "light"];
  const tongue = () => { root.lang = root.classList.contains("lang-zh") ? "zh-Hans" : "en"; };
  const [lang, light] = remembered.map(kept.get);
  root.classList.add("scripted", ["lang-en", "lang-zh"].includes(lang) ? lang : root.lang === "en" ? "lang-en" : "lang-zh",
    ["light-light", "light-dark"].includes(light) ? light : "light-auto");
  tongue();
  // The buttons are pressed as they were once they are there; whoever presses one is heard here before anywhere else.
  addEventListener("DOMContentLoaded", () => {
    for (const radio of document.querySelectorAll(".switch input")) radio.checked = root.classList.contains(radio.id);
  });
  addEventListener("change", ({ target: { name, type } }) => {
    if (type !== "radio") return;
    for (const radio of document.getElementsByName(name)) {
      root.classList.toggle(radio.id, radio.checked);
      if (radio.checked && remembered.includes(name)) kept.set(name, radio.id);
    }
    tongue();
  }, true);
})();
