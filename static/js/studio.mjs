// Writing saves itself: after a pause, at least every few seconds while somebody types, and again as soon as the server
// can be reached. The text itself is never touched; only how it stands is replaced beside it.
import { putAround } from "./studio-text.mjs";

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
    if (before !== undefined) putAround(text, { before, words, after, isBlock: block !== undefined });
  });
}
