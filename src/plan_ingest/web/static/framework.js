// The framework searched as one types; arrows go from node to node.
const NAMED = "#tree li[data-node]";

export function startFramework() {
  const find = document.getElementById("node-find");
  if (!find) return;
  find.addEventListener("input", () => narrow(find.value));
  find.form.addEventListener("submit", event => { event.preventDefault(); step(1); });
  find.addEventListener("keydown", event => {
    if (event.key === "ArrowDown") { event.preventDefault(); step(1); }
  });
  document.getElementById("tree").addEventListener("keydown", event => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!step(event.key === "ArrowDown" ? 1 : -1) && event.key === "ArrowUp") find.focus();
    }
  });
  document.addEventListener("click", event => {
    if (event.target.closest("[data-act=other]")) { event.preventDefault(); open(find); }
  });
}

function open(find) {
  document.getElementById("framework-whole").open = true;
  find.focus();
  find.select();
  document.getElementById("framework").scrollIntoView();
}

function narrow(asked) {
  const words = asked.normalize("NFKC").toLowerCase().split(/\s+/).filter(Boolean);
  let count = 0;
  for (const node of [...document.querySelectorAll(NAMED)].reverse()) {
    const own = words.every(word => node.dataset.words.includes(word));
    const under = Boolean(node.querySelector("li[data-node]:not([hidden])"));
    node.hidden = words.length > 0 && !own && !under;
    node.classList.toggle("hit", own);
    const details = node.querySelector(":scope > details");
    if (details) details.open = words.length > 0 && under;
    if (own) count += 1;
  }
  document.getElementById("tree").classList.toggle("searched", words.length > 0);
  const told = count === 1 ? "1 node has these words" : count + " nodes have these words";
  document.getElementById("node-count").textContent = words.length ? told : "";
}

// To the next or the previous node in sight; whether there was one.
function step(by) {
  const nodes = [...document.querySelectorAll(NAMED)].filter(node => node.checkVisibility());
  const stops = nodes.map(node => {
    const details = node.querySelector(":scope > details");
    return details && !details.open ? details.querySelector("summary") : node.querySelector(":scope > .leaf button, :scope > details > .leaf button");
  }).filter(stop => stop && stop.checkVisibility());
  const stop = stops[stops.indexOf(document.activeElement) + by];
  if (!stop || (by < 0 && !stops.includes(document.activeElement))) return false;
  stop.focus();
  return true;
}
