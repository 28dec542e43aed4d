// Draws figures marked data-paths: a map of steps laid out by dagre, from the table of who leads where or from the list
// of steps inside. That is the source and stays; without this it is all there is.
const SVG = "http://www.w3.org/2000/svg";
const ROOM = { rankdir: "TB", nodesep: 28, ranksep: 44, marginx: 8, marginy: 8 };

function make(name, attributes, ...children) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

const words = (kind, said) => Object.assign(document.createElement("div"), { className: kind, textContent: said });

/** A row is a way: from, to, what leads there. A step is named by its words. */
function inTable(table) {
  const rows = [...table.tBodies[0].rows].map(({ cells }) => [...cells].map((cell) => cell.textContent.trim()));
  const leaves = new Set(rows.map(([from]) => from));
  const names = [...new Set(rows.flatMap(([from, to]) => [from, to]))];
  const steps = names.map((name) => [name, words(leaves.has(name) ? "step" : "step last", name)]);
  return { steps, ways: rows.map(([from, to, said]) => ({ from, to, label: said && words("way-words", said) })) };
}

/** [data-step] is a step, [data-from][data-to] a way with its .way-words; they are shown as they are. */
function inList(list) {
  const steps = [...list.querySelectorAll("[data-step]")].map((one) => [one.dataset.step, one.cloneNode(true)]);
  const ways = [...list.querySelectorAll("[data-from]")].map((one) => {
    const { from, to } = one.dataset;
    return { from, to, label: one.querySelector(".way-words").cloneNode(true) };
  });
  return { steps, ways };
}

/** An element that breaks lines as pages do, measured where it will stand. */
function box(place, element) {
  place.append(element);
  return { element, width: element.offsetWidth + 1, height: element.offsetHeight + 1 };
}

const put = ({ element, x, y, width, height }) =>
  make("foreignObject", { x: x - width / 2, y: y - height / 2, width, height }, element);

function line({ points, label }) {
  const [first, ...rest] = points.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`);
  const path = make("path", { class: "way", d: `M${first}L${rest.join("L")}`, "marker-end": "url(#path-arrow)" });
  return label ? [path, put(label)] : [path];
}

function arrow() {
  const shape = { id: "path-arrow", viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 8, markerHeight: 8, orient: "auto" };
  return make("defs", {}, make("marker", shape, make("path", { class: "way-end", d: "M0 0 8 4 0 8z" })));
}

async function draw(figure) {
  const { Graph, layout } = await import(figure.dataset.library);
  const place = figure.querySelector("[data-picture]");
  place.hidden = false;
  const table = figure.querySelector("table");
  const { steps, ways } = table ? inTable(table) : inList(figure);
  const graph = new Graph({ multigraph: true }).setGraph({ ...ROOM }).setDefaultEdgeLabel(() => ({}));
  for (const [key, element] of steps) graph.setNode(key, box(place, element));
  ways.forEach(({ from, to, label }, number) => {
    const made = label && box(place, label);
    graph.setEdge(from, to, made ? { label: made, width: made.width, height: made.height, labelpos: "c" } : {}, String(number));
  });
  layout(graph);
  const edges = graph.edges().map((edge) => graph.edge(edge));
  for (const edge of edges) if (edge.label) Object.assign(edge.label, { x: edge.x, y: edge.y });
  const { width, height } = graph.graph();
  const lines = make("g", { "aria-hidden": "true" }, arrow(), ...edges.flatMap(line));
  const boxes = graph.nodes().map((step) => put(graph.node(step)));
  place.replaceChildren(make("svg", { width, height, viewBox: `0 0 ${width} ${height}`, role: "presentation" }, lines, ...boxes));
  figure.dispatchEvent(new Event("drawn"));
}

for (const figure of document.querySelectorAll("[data-paths]"))
  draw(figure).catch(() => figure.querySelector("[data-picture]").remove());
