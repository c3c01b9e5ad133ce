// The review desk's script. Everything it does, the forms and links do without it.
import { startFramework } from "./framework.js";
import { startKeys } from "./keyboard.js";
import { startSheet } from "./sheet.js";
import { startTurning } from "./turning.js";

document.documentElement.classList.add("live");
if (document.querySelector(".bench")) {
  startSheet();
  startFramework();
  startTurning();
}
startKeys();

// A box that ticks all of a name, and "none of the above" beside it.
document.addEventListener("change", event => {
  const all = event.target.dataset && event.target.dataset.all;
  if (all) {
    for (const box of event.target.form.querySelectorAll(`input[name="${all}"]`)) box.checked = event.target.checked;
  }
});
