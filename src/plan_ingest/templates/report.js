"use strict";
(() => {
  const $ = id => document.getElementById(id);
  const pages = [...document.querySelectorAll("section.page")];
  const show = focus => {
    const wanted = location.hash.slice(1) || "summary";
    const page = pages.find(p => p.id === wanted) || pages[0];
    pages.forEach(p => { p.hidden = p !== page; });
    document.querySelectorAll("nav a").forEach(a => {
      const own = a.hash === "#" + page.id
        || (a.hash === "#nodes" && page.id.startsWith("node-"))
        || (a.hash === "#plans" && page.id.startsWith("plan-"));
      if (own) a.setAttribute("aria-current", "page"); else a.removeAttribute("aria-current");
    });
    if (focus) { scrollTo(0, 0); page.querySelector("h2").focus(); }
  };
  addEventListener("hashchange", () => { if (location.hash !== "#main") show(true); });
  show(false);
  history.scrollRestoration = "manual";
  addEventListener("load", () => setTimeout(() => scrollTo(0, 0)));

  const theme = $("theme");
  theme.hidden = false;
  theme.addEventListener("click", () => {
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === "dark"
      : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
  });

  const list = [...$("gap-table").tBodies[0].rows];
  const gaps = () => {
    const plan = $("g-plan").value, level = $("g-level").value;
    const words = $("g-find").value.toLowerCase();
    let count = 0;
    list.forEach(r => {
      const fits = (!plan || r.dataset.p === plan) && (!level || r.dataset.l === level)
        && r.textContent.toLowerCase().includes(words);
      r.hidden = !fits;
      if (fits) count += 1;
    });
    $("g-count").textContent = count + " gaps";
  };
  $("gap-controls").hidden = false;
  $("gap-controls").addEventListener("input", gaps);
  $("gap-controls").addEventListener("submit", e => e.preventDefault());
  gaps();

  if (!$("heat")) return;
  const rows = [...$("heat").tBodies[0].rows];
  const head = [...$("heat").tHead.rows[0].cells].slice(1);
  rows.forEach(r => [...r.cells].slice(1).forEach(c => {
    c.dataset.a = c.className;
    c.dataset.b = c.firstElementChild.textContent;
  }));
  const plans = [...$("f-plans").querySelectorAll("input")];
  const matrix = () => {
    const level = $("f-level").value, reviewed = $("f-layer").value === "reviewed";
    const words = $("f-find").value.toLowerCase(), gaps = $("f-gaps").checked;
    const shown = plans.map(p => p.checked);
    let count = 0;
    head.forEach((h, i) => { h.hidden = !shown[i]; });
    rows.forEach(r => {
      const cells = [...r.cells].slice(1);
      let gap = false;
      cells.forEach((c, i) => {
        c.hidden = !shown[i];
        c.className = reviewed && c.dataset.r ? c.dataset.r : c.dataset.a;
        c.firstElementChild.textContent = reviewed && c.dataset.w ? c.dataset.w : c.dataset.b;
        const small = c.querySelector("small");
        if (small) small.hidden = reviewed;
        if (shown[i] && (reviewed ? c.className === "l0" : "gap" in c.dataset)) gap = true;
      });
      const fits = (level === "all" || r.dataset.d === level)
        && r.cells[0].textContent.toLowerCase().includes(words) && (!gaps || gap);
      r.hidden = !fits;
      if (fits) count += 1;
    });
    $("f-count").textContent = count + " rows, " + shown.filter(Boolean).length + " plans";
  };
  $("matrix-controls").hidden = false;
  $("matrix-controls").addEventListener("input", matrix);
  $("matrix-controls").addEventListener("submit", e => e.preventDefault());
  matrix();
})();
