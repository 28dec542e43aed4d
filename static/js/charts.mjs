// Draws figures marked data-chart from the table inside them. The table is the source and stays; without this,
// or without the library, it is all there is. Colours are our tokens, so that theme, paper and forced colours follow.

const NEAR = { rootMargin: "200px" };
const PAPER = 620; // pixels across a printed page

const text = (cell) => cell.textContent.trim();

/** The number in a cell: its data-value, else the figures in its words; null where there is none. */
function number(cell) {
  const found = (cell.dataset.value ?? text(cell)).replace(/[\s,]/g, "").replace("−", "-").match(/-?\d+(\.\d+)?/);
  return found && Number(found[0]);
}

/** What a table says: the heads of its columns, and its rows, each with name, words and numbers. */
function read(table) {
  const [, ...columns] = [...table.tHead.rows[0].cells].map(text);
  const rows = [...table.tBodies[0].rows].map(({ cells: [head, ...cells] }) => ({
    name: text(head),
    words: cells.map(text),
    numbers: cells.map(number),
  }));
  return { caption: text(table.caption), columns, rows };
}

async function draw(figure) {
  const addresses = [figure.dataset.library, figure.dataset.options];
  const [{ init }, { options }] = await Promise.all(addresses.map((address) => import(address)));
  const place = figure.querySelector("[data-picture]");
  place.hidden = false;
  const chart = init(place, null, { renderer: "svg" });
  const font = getComputedStyle(place).fontFamily;
  chart.setOption(options(figure.dataset.chart, read(figure.querySelector("table")), { font, label: place.dataset.label }));
  new ResizeObserver(() => chart.resize()).observe(place);
  addEventListener("beforeprint", () => chart.resize({ width: Math.min(PAPER, place.clientWidth) }));
  addEventListener("afterprint", () => chart.resize());
}

const seen = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    if (!isIntersecting) continue;
    seen.unobserve(target);
    draw(target).catch(() => target.querySelector("[data-picture]").remove());
  }
}, NEAR);

document.querySelectorAll("[data-chart]").forEach((figure) => seen.observe(figure));
