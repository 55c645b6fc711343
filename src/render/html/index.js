// What style alone cannot do on the index: search, sort, and show many rows a hundred at a time. Without it all stand there in their order.
(() => {
  const STEP = 100;
  const one = (id) => document.getElementById(id);
  const heat = document.querySelector(".heat");
  const body = heat.tBodies[0];
  const find = one("find");
  const more = one("more");
  const radios = [...document.querySelectorAll('input[name="only-projects"]')];
  const plain = (text) => text.normalize("NFKC").toLowerCase();
  let rows = [...body.rows];
  const texts = new Map(rows.map((row) => [row, plain(row.cells[0].textContent)]));
  let limit = STEP;
  let matching = rows;

  function tell() {
    const zh = document.documentElement.lang !== "en";
    const shown = Math.min(limit, matching.length);
    one("status").textContent = zh
      ? `${rows.length} 个项目中符合 ${matching.length} 个，显示 ${shown} 个`
      : `${matching.length} of ${rows.length} projects match, ${shown} shown`;
    more.hidden = shown === matching.length;
  }
  function draw() {
    const words = plain(find.value).split(/\s+/u).filter(Boolean);
    const kind = radios.find((radio) => radio.checked)?.id.slice("only-".length) ?? "all";
    matching = rows.filter((row) => (kind === "all" || row.classList.contains(kind))
      && words.every((word) => texts.get(row).includes(word)));
    const seen = new Set(matching.slice(0, limit));
    for (const row of rows) row.hidden = !seen.has(row);
    tell();
  }
  const again = () => { limit = STEP; draw(); };
  find.addEventListener("input", again);
  find.addEventListener("keydown", (event) => { if (event.key === "Escape") { find.value = ""; again(); } });
  for (const radio of radios) radio.addEventListener("change", again);
  for (const radio of document.querySelectorAll('input[name="lang"]')) radio.addEventListener("change", tell);
  one("reset").addEventListener("click", () => { 
    find.value = "";
    one("only-all").checked = true;
    one("only-all").dispatchEvent(new Event("change"));
  });
  more.addEventListener("click", () => {
    const next = matching[limit];
    limit = Infinity;
    draw();
    next?.querySelector("a").focus();
  });

  // What has no number stands last, whichever way it is sorted.
  const number = (row, at) => {
    const value = parseFloat(row.cells[at].textContent);
    return Number.isNaN(value) ? null : value;
  };
  function order(one, other, at, down) {
    if (at === 0) return (down ? -1 : 1) * texts.get(one).localeCompare(texts.get(other), undefined, { numeric: true });
    const [a, b] = [number(one, at), number(other, at)];
    if (a === null || b === null) return (a === null) - (b === null);
    return down ? b - a : a - b;
  }
  const heads = [...heat.tHead.rows[0].cells];
  heads.forEach((head, at) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sort";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const old = head.getAttribute("aria-sort");
      const down = old ? old === "ascending" : head.matches(".count");
      for (const other of heads) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      rows.sort((one, other) => order(one, other, at, down));
      body.append(...rows);
      again();
    });
  });

  // On paper every row that is chosen stands.
  let before = STEP;
  addEventListener("beforeprint", () => { before = limit; limit = Infinity; draw(); });
  addEventListener("afterprint", () => { limit = before; draw(); });

  document.querySelector(".find").hidden = false;
  draw();
})();
