// What just happened, for who looks and for who listens.
export function say(words, failed = false) {
  const aloud = document.getElementById("aloud");
  aloud.textContent = "";
  requestAnimationFrame(() => { aloud.textContent = words; });
  const seen = document.querySelector(".last .says");
  if (seen && failed) {
    seen.textContent = words;
    seen.parentElement.classList.add("failed");
  }
}

// A passing word on the status line: what a key waits for.
export function hint(words) {
  const seen = document.querySelector(".last .says");
  if (seen) {
    if (!("was" in seen.dataset)) seen.dataset.was = seen.textContent;
    seen.textContent = words || seen.dataset.was;
    if (!words) delete seen.dataset.was;
  }
  if (words) document.getElementById("aloud").textContent = words;
}
