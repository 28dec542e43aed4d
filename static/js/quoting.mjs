// Words selected in a lesson get a way to mark them: the link at the end of their paragraph, with the words in it.
const LONGEST = 500; // characters, as the product takes them
const NEAR = 8; // pixels between the words and the link

let shown = null;

function hide() {
  shown?.remove();
  shown = null;
}

/** The link of the paragraph in which a selection begins; none outside of paragraphs. */
function linkOf(node, article) {
  for (let place = node; place && place !== article; place = place.parentElement) {
    const link = place.querySelector?.(".to-mark");
    if (link && place.id.startsWith("p-")) return link;
  }
  return null;
}

function offer() {
  const selection = getSelection();
  const words = selection.toString().trim();
  const article = document.querySelector("article.reading");
  hide();
  if (selection.isCollapsed || words.length < 2 || words.length > LONGEST) return;
  const range = selection.getRangeAt(0);
  const start = range.startContainer;
  const link = linkOf(start.nodeType === Node.TEXT_NODE ? start.parentElement : start, article);
  if (!link || !article.contains(range.endContainer)) return;
  const address = new URL(link.href);
  address.searchParams.set("quote", words);
  shown = link.cloneNode(true);
  shown.className = "btn to-quote";
  shown.removeAttribute("aria-label");
  shown.append(document.querySelector("template[data-quoting]").content.cloneNode(true));
  shown.href = address.href;
  const box = range.getBoundingClientRect();
  document.body.append(shown);
  shown.style.insetBlockStart = `${box.bottom + scrollY + NEAR}px`;
  const most = document.documentElement.clientWidth - shown.offsetWidth - NEAR;
  shown.style.insetInlineStart = `${Math.max(NEAR, Math.min(box.left, most))}px`;
}

let waits = 0;
document.addEventListener("selectionchange", () => {
  clearTimeout(waits);
  waits = setTimeout(offer, 250);
});
