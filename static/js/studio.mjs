// Writing saves itself: after a pause, at least every few seconds while somebody types, and again as soon as the server
// can be reached. The text itself is never touched; only how it stands is replaced beside it.
const PAUSE = 1200; // milliseconds without a key
const LONGEST = 6000; // milliseconds that somebody types on unsaved
const AGAIN = 5000; // milliseconds until what failed is tried once more
const form = document.getElementById("writing");
const text = document.getElementById("text");
let kept = text.value;
let sent = kept;
let waiting = 0;
let since = 0;

function save() {
  clearTimeout(waiting);
  waiting = 0;
  since = 0;
  if (text.value === kept || document.querySelector("#standing[data-conflict]")) return;
  sent = text.value;
  htmx.trigger(form, "pause");
}

function soon(delay) {
  clearTimeout(waiting);
  waiting = setTimeout(save, delay);
}

function failed() {
  const status = document.querySelector("#standing [role=status]");
  if (status) status.textContent = form.dataset.offlineWords;
  soon(AGAIN);
}

text.addEventListener("input", () => {
  since ||= Date.now();
  soon(Math.max(0, Math.min(PAUSE, since + LONGEST - Date.now())));
});

form.addEventListener("htmx:afterRequest", ({ detail }) => {
  if (detail.successful) {
    kept = sent;
    const preview = document.getElementById("preview");
    if (preview) htmx.trigger(preview, "saved");
  } else if (detail.xhr.status !== 409) failed();
});
form.addEventListener("htmx:sendError", (event) => event.stopPropagation());
form.addEventListener("submit", () => {
  kept = text.value;
});
addEventListener("online", save);
addEventListener("visibilitychange", save);
addEventListener("beforeunload", (event) => {
  if (text.value !== kept) event.preventDefault();
});

// a finding leads to its line
document.addEventListener("click", ({ target }) => {
  const line = target.closest?.("[data-line]")?.dataset.line;
  if (!line) return;
  const lines = text.value.split("\n");
  const from = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
  text.focus();
  text.setSelectionRange(from, from + (lines[line - 1] ?? "").length);
  text.scrollTop = (text.scrollHeight / lines.length) * Math.max(0, line - 4);
});

// an element is put around what is chosen, as if it had been typed: it can be taken back
const inserts = document.querySelector(".inserts");
if (inserts) {
  inserts.hidden = false;
  inserts.addEventListener("click", ({ target }) => {
    const { before, words, after, block } = target.dataset;
    if (before === undefined) return;
    const { value, selectionStart, selectionEnd } = text;
    const chosen = value.slice(selectionStart, selectionEnd) || words;
    const above = block === undefined ? "" : "\n".repeat(Math.max(0, 2 - endsIn(value.slice(0, selectionStart))));
    const below = block === undefined ? "" : "\n";
    text.focus();
    document.execCommand("insertText", false, above + before + chosen + after + below);
    const from = selectionStart + above.length + before.length;
    text.setSelectionRange(from, from + chosen.length);
  });
}

// how many line ends a text closes with, two at most; the beginning of a text needs none
function endsIn(words) {
  return words.trim() ? words.length - words.replace(/\n{1,2}$/, "").length : 2;
}
