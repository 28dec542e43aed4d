// What is read of a lesson: its headings and paragraphs, each as the lines in which one would read it to somebody.
// Marks, tools, questions and notes are not read.
const UNSAID = ".to-mark, button, form, svg, template, [hidden], .no-print, ul, ol, table";
const NOT_TEXT = ".check, .own-marks, .section-end, .no-print";
const PARAGRAPHS = 'h2, h3, h4, [id^="p-"]';

/** The words of an element itself, without those of lists and tables in it. */
function words(node) {
  const copy = node.cloneNode(true);
  for (const one of copy.querySelectorAll(UNSAID)) one.remove();
  return copy.textContent.replace(/\s+/g, " ").trim();
}

/** Row by row: its first cell, then each of the others after the head of its column, if there are many. */
function rows(table) {
  const heads = [...(table.tHead?.rows[0]?.cells ?? [])].map(words);
  return [...table.tBodies].flatMap((body) => [...body.rows]).map(({ cells }) =>
    [...cells].map((cell, column) => {
      const said = words(cell);
      return said && column && cells.length > 2 && heads[column] ? `${heads[column]}：${said}` : said;
    }).filter(Boolean).join("；"),
  );
}

function items(list) {
  return [...list.querySelectorAll("li")].map((item) => {
    const { parentElement: own } = item;
    const number = own.tagName === "OL" ? `${own.start + [...own.children].indexOf(item)}. ` : "";
    return number + words(item);
  });
}

function turns(dialogue) {
  return [...dialogue.querySelectorAll(".turn")].map(
    (turn) => `${words(turn.querySelector(".who"))}：${[...turn.querySelectorAll("p")].map(words).join(" ")}`,
  );
}

function drawn(figure, called) {
  const caption = figure.querySelector("figcaption");
  return [`${called}${figure.querySelector("img")?.alt ?? ""}`, caption ? words(caption) : ""];
}

function lines(place, called) {
  const table = place.matches("table") ? place : place.querySelector("table");
  if (table) return [words(place), ...rows(table)];
  if (place.matches(".dialogue")) return turns(place);
  if (place.matches("figure")) return drawn(place, called);
  if (place.matches("ul, ol")) return items(place);
  const inner = [...place.children].filter((child) => child.matches("p, dt, dd, ul, ol"));
  if (!inner.length) return [words(place)];
  return inner.flatMap((child) => (child.matches("ul, ol") ? items(child) : [words(child)]));
}

/** Sentence by sentence: browsers break off what is long. */
function sentences(line, language) {
  const told = language === "en" ? line.replaceAll("；", "; ").replaceAll("：", ": ") : line;
  if (!Intl.Segmenter) return [told];
  const cut = new Intl.Segmenter(language, { granularity: "sentence" });
  return [...cut.segment(told)].map(({ segment }) => segment.trim());
}

/** What is read one after the other: where it stands, and its sentences. `called`: the word before a picture. */
export function units(article, called) {
  return [...article.querySelectorAll(PARAGRAPHS)]
    .filter((place) => !place.closest(NOT_TEXT))
    .map((place) => ({ place, said: lines(place, called).flatMap((line) => sentences(line, article.lang)).filter(Boolean) }))
    .filter(({ said }) => said.length);
}
