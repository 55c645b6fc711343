"use strict";
// The switches of language and light are remembered, where the browser allows it to a page from a disk.
(() => {
  const kept = {
    get(key) { try { return localStorage.getItem("guiju." + key); } catch { return null; } },
    set(key, value) { try { localStorage.setItem("guiju." + key, value); } catch { /* then it is not */ } },
  };
  const tongue = () => {
    document.documentElement.lang = document.getElementById("lang-zh").checked ? "zh-Hans" : "en";
  };
  for (const name of ["lang", "light"]) {
    const radios = [...document.querySelectorAll(`input[name="${name}"]`)];
    const old = radios.find((radio) => radio.id === kept.get(name));
    if (old) old.checked = true;
    for (const radio of radios) radio.addEventListener("change", () => { kept.set(name, radio.id); tongue(); });
  }
  tongue();
})();
