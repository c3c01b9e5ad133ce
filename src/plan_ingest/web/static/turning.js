// From item to item without loading the page: decisions by fetch, the next item ahead.
import { say } from "./aloud.js";
import { fit, keepImage } from "./sheet.js";

const HEADERS = { "Accept": "application/json", "X-Requested-With": "desk" };
const WAITS = [250, 1000, 3000];
let busy = false;
let ahead = null;

export function isBusy() {
  return busy;
}

export function startTurning() {
  document.addEventListener("submit", event => {
    const form = event.target;
    if (!("desk" in form.dataset)) return;
    event.preventDefault();
    decide(form, event.submitter);
  });
  document.addEventListener("click", event => {
    const link = event.target.closest("a[data-turn], a[data-view]");
    if (!link || !new URL(link.href).pathname.startsWith("/item/") || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    if ("view" in link.dataset) turn(link.href, { only: "view", focus: false, push: false });
    else turn(link.href);
  });
  addEventListener("popstate", () => turn(location.href, { push: false }));
  document.body.dataset.ready = itemHere();
  inSight();
  lookAhead();
}

// The queue turned to the row of the item that is open, where it has a column.
function inSight() {
  const row = document.querySelector(".rows .here");
  const column = document.getElementById("queue");
  if (!row || getComputedStyle(column).overflowY !== "auto") return;
  const top = row.getBoundingClientRect().top - column.getBoundingClientRect().top;
  if (top < 0 || top > column.clientHeight - row.offsetHeight) column.scrollTop += top - column.clientHeight / 3;
}

function itemHere() {
  const item = document.querySelector("[data-item]");
  return item ? item.dataset.item : "";
}

async function decide(form, submitter) {
  if (busy) return;
  const here = begin();
  const body = new URLSearchParams(new FormData(form, submitter));
  if (ahead) body.set("have", ahead.item);
  try {
    // The same form, sent again after a broken line, is one decision: its key is in it.
    show(await answer(form.action, { method: "POST", body, headers: HEADERS }), {});
  } catch (wrong) {
    say(wrong.message, true);
  } finally {
    end(here);
  }
}

async function turn(href, how = {}) {
  if (busy) return;
  const here = begin();
  const url = new URL(href, location.href);
  if (how.only) url.searchParams.set("only", how.only);
  else if (ahead) url.searchParams.set("have", ahead.item);
  try {
    show(await answer(url, { headers: HEADERS }), how);
  } catch (wrong) {
    say(wrong.message, true);
  } finally {
    end(here);
  }
}

function begin() {
  busy = true;
  delete document.body.dataset.ready;
  return itemHere();
}

// Tells whether the item stayed, so that keys pressed meanwhile are kept or let go.
function end(before) {
  busy = false;
  document.body.dataset.ready = itemHere();
  document.dispatchEvent(new CustomEvent("desk-ready", { detail: { same: before === itemHere() } }));
}

async function answer(url, request, tries = 0) {
  let response;
  try {
    response = await fetch(url, { ...request, redirect: "manual", credentials: "same-origin" });
  } catch {
    if (tries >= WAITS.length) throw new Error("The desk does not answer. What you decided last is not on record yet; try again.");
    await new Promise(done => setTimeout(done, WAITS[tries]));
    return answer(url, request, tries + 1);
  }
  if (response.status === 401 || response.type === "opaqueredirect") {
    location.reload();
    throw new Error("You are signed out. Sign in and decide again.");
  }
  const told = await response.json().catch(() => ({ wrong: "The desk could not do this. Load the page again." }));
  if (!response.ok) throw new Error(told.wrong || "The desk could not do this. Load the page again.");
  return told;
}

function show(told, { focus = true, push = true }) {
  if (told.leave) {
    location.assign(told.leave);
    return;
  }
  const parts = { ...told.parts };
  let image = null;
  if (ahead && told.item === ahead.item && !("item" in parts) && !told.only) {
    Object.assign(parts, ahead.parts);
    image = ahead.image;
  }
  for (const [id, html] of Object.entries(parts)) {
    const place = document.getElementById(id);
    if (place) place.innerHTML = html;
  }
  fit(image);
  if ("queue" in parts) inSight();
  if (push && told.url && told.url !== location.pathname + location.search) history.pushState(null, "", told.url);
  if (focus) arrive(told);
  if (!told.only) lookAhead();
}

function arrive(told) {
  const whole = document.getElementById("framework-whole");
  if (whole && !told.stays) whole.open = false;
  document.getElementById("main").scrollTop = 0;
  if (getComputedStyle(document.body).overflow !== "hidden") document.getElementById("main").scrollIntoView();
  const title = document.getElementById("item-title");
  if (title) {
    document.title = (title.dataset.title || title.textContent) + " - Review desk";
    title.focus({ preventScroll: true });
  }
  say(told.said || "");
}

async function lookAhead() {
  ahead = null;
  const link = document.querySelector("a[data-act=next]");
  if (!link || !link.pathname.startsWith("/item/")) return;
  const url = new URL(link.href);
  url.hash = "";
  url.searchParams.set("ahead", "yes");
  try {
    const response = await fetch(url, { headers: HEADERS, redirect: "manual", credentials: "same-origin" });
    if (!response.ok) return;
    const told = await response.json();
    ahead = { item: told.item, parts: told.parts, image: keepImage(told.parts.view) };
  } catch {
    ahead = null; // The item is asked for again when it is due.
  }
}
