// The picture of the page: its size, the passage in sight, the next one ready.
const SIZES = [100, 150, 200, 300];
let size = null;

export function startSheet() {
  document.addEventListener("click", event => {
    const link = event.target.closest("a[data-zoom]");
    if (!link) return;
    event.preventDefault();
    const at = SIZES.indexOf(size);
    size = SIZES[Math.min(SIZES.length - 1, Math.max(0, at + Number(link.dataset.zoom)))];
    fit(null);
  });
  fit(null);
}

// The picture at the size chosen, scrolled to the passage; `image` is one loaded ahead.
export function fit(image) {
  const lines = document.querySelector(".lines");
  if (lines) lines.scrollTop = lines.querySelector(".passage").offsetTop - lines.offsetTop - lines.clientHeight / 4;
  const sheet = document.querySelector(".sheet");
  if (!sheet) return;
  if (size === null) size = Number(sheet.dataset.zoomAt);
  for (const one of SIZES) sheet.classList.toggle("zoom-" + one, one === size);
  const here = sheet.querySelector("img");
  const sharp = here.dataset.image.replace(/zoom=[^&]*$/, "zoom=" + size / 100);
  if (here.getAttribute("src") !== sharp && size !== SIZES[0]) here.src = sharp;
  if (image && size === SIZES[0] && here.dataset.image === image.dataset.image) here.replaceWith(image);
  const box = sheet.querySelector("rect");
  const paper = sheet.querySelector(".paper");
  if (!box) return;
  const shown = sheet.querySelector("img");
  const high = paper.clientWidth * Number(shown.getAttribute("height")) / Number(shown.getAttribute("width"));
  sheet.scrollTop = Math.max(0, high * Number(box.getAttribute("y")) / 100 - sheet.clientHeight / 4);
  sheet.scrollLeft = Math.max(0, paper.clientWidth * Number(box.getAttribute("x")) / 100 - sheet.clientWidth / 6);
}

// A picture loaded before it is shown, taken out of the part of a page to come.
export function keepImage(html) {
  if (!html) return null;
  const found = new DOMParser().parseFromString(html, "text/html").querySelector("img[data-image]");
  if (!found) return null;
  const image = document.importNode(found, true);
  image.src = found.dataset.image;
  return image;
}
