// What htmx leaves to us once parts of a page are in place: the focus goes where reading goes on, what has changed is
// said to those who listen, and a message appears where nothing came back.
const flashes = document.getElementById("flashes");
let held = null; // what had the focus when its part was replaced: its address

function say(words) {
  const said = document.getElementById("said");
  said.textContent = "";
  requestAnimationFrame(() => {
    said.textContent = words;
  });
}

function read(place, shown) {
  if (place.tabIndex < 0) place.tabIndex = -1;
  place.focus({ preventScroll: true });
  (shown ?? place).scrollIntoView({ block: shown ? "start" : "nearest" });
}

function isLost() {
  return document.activeElement === null || document.activeElement === document.body;
}

document.addEventListener("move-to", ({ detail: { id, show, say: words } }) => {
  const place = document.getElementById(id);
  if (place) read(place, document.getElementById(show));
  if (words) say(words);
});

document.addEventListener("leave-for", ({ detail: { address } }) => location.replace(address));

document.addEventListener("htmx:beforeSwap", () => {
  held = document.activeElement?.getAttribute("href");
});

// a list that was filtered or turned over says how long it is, and takes a focus that its own links have lost
document.addEventListener("htmx:afterSettle", ({ target }) => {
  if (!target.dataset.said) return;
  say(target.dataset.said);
  if (isLost()) read(target.querySelector(`a[href="${CSS.escape(held ?? "")}"]`) ?? target);
});

document.addEventListener("htmx:sendError", () => {
  const message = document.querySelector("template[data-offline]").content.cloneNode(true);
  flashes.replaceChildren(message);
});
