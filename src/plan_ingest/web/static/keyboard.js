// Single keys, as the analyst has chosen them; none where they are switched off.
import { hint } from "./aloud.js";
import { isBusy } from "./turning.js";

const keys = JSON.parse(document.body.dataset.keys || "{}");
const acts = new Map(Object.entries(keys).filter(([act]) => act !== "numbers").map(([act, key]) => [key, act]));
let waiting = null;
let early = [];

export function startKeys() {
  // Keys pressed before the answer is there count for the item they were meant for.
  document.addEventListener("desk-ready", event => {
    const kept = event.detail.same ? early : [];
    early = [];
    for (const key of kept) press(key);
  });
  document.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape") leave(event);
    else if (writes(event.target)) keepFromSending(event);
    else if (press(event.key)) event.preventDefault();
  });
}

function writes(target) {
  return target.matches("input:not([type=checkbox]):not([type=radio]), textarea, select");
}

// Enter in the note is the end of the note, not a decision.
function keepFromSending(event) {
  if (event.key === "Enter" && event.target.name === "note" && event.target.form.id === "decision") {
    event.preventDefault();
    toItem();
  }
}

function leave(event) {
  wait(null);
  if (writes(event.target) || event.target.closest("#framework")) toItem();
}

function toItem() {
  const title = document.getElementById("item-title");
  if (title) title.focus();
}

function wait(act) {
  waiting = act;
  const names = { secondary: "Secondary", reject: "Reject" };
  hint(act ? names[act] + ": now the number of a suggestion" : "");
}

function press(key) {
  if (isBusy()) {
    early.push(key);
    return true;
  }
  const at = (keys.numbers || "").indexOf(key) + 1;
  if (at > 0 && key.length === 1) {
    const verdict = waiting || "primary";
    if (waiting) wait(null);
    return click(`[data-act="${verdict}-${at}"]`);
  }
  if (waiting) wait(null);
  const act = acts.get(key);
  if (!act) return false;
  if (act === "secondary" || act === "reject") {
    if (document.querySelector(`[data-act="${act}-1"]`)) wait(act);
    return true;
  }
  if (act === "why") return unfold();
  if (act === "keys") { location.assign("/keys"); return true; }
  return click(`[data-act="${act}"]`);
}

function click(which) {
  const found = document.querySelector(which);
  if (!found || found.disabled) return false;
  if (found.matches("input:not([type=checkbox])")) { found.focus(); found.select(); }
  else found.click();
  if (found.matches("summary") && found.parentElement.open) found.parentElement.scrollIntoView({ block: "nearest" });
  return true;
}

function unfold() {
  const whole = [...document.querySelectorAll("details.why")];
  const open = whole.some(one => !one.open);
  for (const one of whole) one.open = open;
  return true;
}
