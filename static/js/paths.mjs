// Draws figures marked data-paths: a map of steps from the table of who leads where, laid out by dagre.
// The table is the source and stays; without this it is all there is.
const SVG = "http://www.w3.org/2000/svg";
const ROOM = { rankdir: "TB", nodesep: 28, ranksep: 44, marginx: 8, marginy: 8 };

const text = (cell) => cell.textContent.trim();

function make(name, attributes, ...children) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** Words in a box that breaks lines as pages do, measured where it will stand. */
function box(place, words, kind) {
  const made = document.createElement("div");
  made.className = kind;
  made.textContent = words;
  place.append(made);
  const { offsetWidth: width, offsetHeight: height } = made;
  return { made, width: width + 1, height: height + 1 };
}

const put = ({ made, x, y, width, height }) =>
  make("foreignObject", { x: x - width / 2, y: y - height / 2, width, height }, made);

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
  const ways = [...figure.querySelector("table").tBodies[0].rows].map(({ cells }) => [...cells].map(text));
  const leaves = new Set(ways.map(([from]) => from));
  const graph = new Graph({ multigraph: true }).setGraph({ ...ROOM }).setDefaultEdgeLabel(() => ({}));
  for (const step of new Set(ways.flatMap(([from, to]) => [from, to])))
    graph.setNode(step, box(place, step, leaves.has(step) ? "step" : "step last"));
  ways.forEach(([from, to, words], place_) => {
    const label = words && box(place, words, "way-words");
    const room = label ? { label, width: label.width, height: label.height, labelpos: "c" } : {};
    graph.setEdge(from, to, room, String(place_));
  });
  layout(graph);
  const edges = graph.edges().map((edge) => graph.edge(edge));
  for (const edge of edges) if (edge.label) Object.assign(edge.label, { x: edge.x, y: edge.y });
  const { width, height } = graph.graph();
  const drawn = [arrow(), ...edges.flatMap(line), ...graph.nodes().map((step) => put(graph.node(step)))];
  place.replaceChildren(make("svg", { width, height, viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" }, ...drawn));
}

for (const figure of document.querySelectorAll("[data-paths]"))
  draw(figure).catch(() => figure.querySelector("[data-picture]").remove());
