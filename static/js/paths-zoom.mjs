// A drawn map larger and smaller, by the buttons of its figure; what is in the middle stays there. Goes before paths.mjs.
const LEAST = 0.1;
const MOST = 2;
const READABLE = 0.85; // at first no smaller than this
const PADDING = 16; // of the frame, both sides
const HIGH = 0.7; // of the window, which the frame may take

function zoom(figure, buttons) {
  const frame = figure.querySelector("[data-picture]");
  const drawn = frame.querySelector("svg");
  const { width, height } = drawn.viewBox.baseVal;
  const broad = () => Math.min(1, (frame.clientWidth - PADDING) / width);
  let scale = 1;

  function show(wanted) {
    const x = (frame.scrollLeft + frame.clientWidth / 2) / scale;
    const y = (frame.scrollTop + frame.clientHeight / 2) / scale;
    scale = Math.min(MOST, Math.max(LEAST, wanted));
    drawn.setAttribute("width", width * scale);
    drawn.setAttribute("height", height * scale);
    frame.scrollTo(x * scale - frame.clientWidth / 2, y * scale - frame.clientHeight / 2);
  }

  buttons.hidden = false;
  buttons.addEventListener("click", ({ target }) => {
    const by = target.closest("[data-by]")?.dataset.by;
    if (by === "all") show(Math.min(broad(), (innerHeight * HIGH) / height));
    else if (by) show(scale * Number(by));
  });
  show(Math.max(READABLE, broad()));
  const { x, width: wide } = drawn.querySelector(":scope > foreignObject");
  frame.scrollTo((x.baseVal.value + wide.baseVal.value / 2) * scale - frame.clientWidth / 2, 0);
}

for (const buttons of document.querySelectorAll("[data-zoom]")) {
  const figure = buttons.closest("[data-paths]");
  figure.addEventListener("drawn", () => {
    zoom(figure, buttons);
    figure.querySelector("details").open = false; // the list that the picture was drawn from
  });
}
