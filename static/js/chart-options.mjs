// What ECharts is told for each kind of picture. Colours are tokens of the stylesheets, never values.
const INK = "var(--ink)";
const SOFT = "var(--ink-soft)";
const LINE = "var(--line)";
const SHEET = "var(--sheet)";
const ACCENT = "var(--accent)";
const SERIES = [1, 2, 3, 4].map((place) => `var(--series-${place})`);
const SYMBOLS = ["circle", "rect", "triangle", "diamond"]; // shapes tell series apart, not colours alone
const DASHES = ["solid", [6, 4], [2, 3], [8, 3, 2, 3]];
const STILL = { emphasis: { disabled: true }, silent: false };
const PALEST = 6; // per cent of colour
const DARKEST = 40; // ink stays legible on it

const axis = (more) => ({
  axisLine: { lineStyle: { color: LINE } },
  axisTick: { show: false },
  axisLabel: { color: SOFT },
  splitLine: { lineStyle: { color: LINE } },
  ...more,
});
const words = (names, more) => axis({ type: "category", data: names, ...more });
const grid = { left: 8, right: 16, top: 44, bottom: 8, containLabel: true };
const legend = (columns) => ({
  show: columns.length > 1, data: columns, top: 0, left: 0, selectedMode: false, textStyle: { color: INK },
});
const column = ({ rows }, place) => rows.map((row) => row.numbers[place]);
const look = (place) => ({
  color: SERIES[place % SERIES.length],
  symbol: SYMBOLS[place % SYMBOLS.length],
  symbolSize: 8,
  lineStyle: { width: 2, type: DASHES[place % DASHES.length], color: SERIES[place % SERIES.length] },
  itemStyle: { color: SERIES[place % SERIES.length] },
});

function cartesian(type, table) {
  const names = table.rows.map((row) => row.name);
  const series = table.columns.map((name, place) => ({ type, name, data: column(table, place), ...look(place), ...STILL }));
  return { grid, legend: legend(table.columns), xAxis: words(names), yAxis: axis({ type: "value" }), series };
}

const mixed = (percent) => `color-mix(in srgb, ${ACCENT} ${percent.toFixed(0)}%, ${SHEET})`;

function heatmap({ rows, columns }) {
  const all = rows.flatMap((row) => row.numbers).filter((value) => value !== null);
  const [least, most] = [Math.min(...all), Math.max(...all)];
  const depth = (value) => PALEST + ((value - least) / (most - least || 1)) * (DARKEST - PALEST);
  const cell = (row, y) => (value, x) => ({
    value: [x, y, value ?? "-"],
    label: { show: true, formatter: row.words[x], color: INK },
    itemStyle: { color: value === null ? SHEET : mixed(depth(value)), borderColor: LINE, borderWidth: 1 },
  });
  const data = rows.flatMap((row, y) => row.numbers.map(cell(row, y)));
  const across = words(columns, { position: "top", splitLine: { show: false } });
  const down = words(rows.map((row) => row.name), { inverse: true, splitLine: { show: false } });
  return { grid: { ...grid, top: 8 }, xAxis: across, yAxis: down, series: [{ type: "heatmap", data, ...STILL }] };
}

function sankey({ rows }) {
  const links = rows.map(({ name, words: [target], numbers: [, value] }) => ({ source: name, target, value }));
  const data = [...new Set(links.flatMap((link) => [link.source, link.target]))].map((name) => ({ name }));
  const series = {
    type: "sankey", data, links, left: 4, right: 110, top: 8, bottom: 8, nodeGap: 18, draggable: false, ...STILL,
    label: { color: INK }, itemStyle: { color: ACCENT, borderWidth: 0 }, lineStyle: { color: ACCENT, opacity: 0.22 },
  };
  return { series: [series] };
}

function radar(table) {
  const indicator = table.rows.map(({ name }) => ({ name, max: 100 }));
  const data = table.columns.map((name, place) => ({ name, value: column(table, place), ...look(place) }));
  const shape = { indicator, splitArea: { show: false }, axisName: { color: INK }, radius: "68%", center: ["50%", "57%"] };
  return { legend: legend(table.columns), radar: axis(shape), series: [{ type: "radar", data, ...STILL }] };
}

const KINDS = { line: (t) => cartesian("line", t), bar: (t) => cartesian("bar", t), heatmap, sankey, radar };

/** The options of a picture of this kind; `label` is what listeners hear of it. */
export function options(kind, table, { font, label }) {
  const box = { backgroundColor: SHEET, borderColor: SOFT, textStyle: { color: INK, fontFamily: font } };
  const trigger = kind === "line" || kind === "bar" ? "axis" : "item";
  const pointer = { type: "line", lineStyle: { color: SOFT }, label: { show: false } };
  return {
    animation: false, // a picture says it at once
    textStyle: { fontFamily: font, fontSize: 13, color: INK },
    aria: { enabled: true, label: { description: label }, decal: { show: kind === "bar" && table.columns.length > 1 } },
    tooltip: { trigger, renderMode: "richText", axisPointer: pointer, ...box },
    ...KINDS[kind](table),
  };
}
