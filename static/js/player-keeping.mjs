// What was written is never lost: a draft outlives a reload, and an answer that did not get through is sent again with
// the same key.
const player = document.querySelector(".player");
const { address } = player.dataset;
const DRAFT = `draft ${address}`;
const SENT = `sent ${address}`;
const OURS = new Set(["csrf_token", "key", "turn", "form"]);
const REFUSED = 400; // the lowest status of an answer that took nothing
const BACK = { target: ".player-answers", swap: "outerHTML show:none" };

const task = () => document.getElementById("task");
const stored = (name) => JSON.parse(sessionStorage.getItem(name));
const store = (name, value) => sessionStorage.setItem(name, JSON.stringify(value));

function forget() {
  sessionStorage.removeItem(DRAFT);
  sessionStorage.removeItem(SENT);
}

function keep() {
  const written = [...new FormData(task())].filter(([name, text]) => !OURS.has(name) && text);
  store(DRAFT, { since: task().dataset.since, written });
}

// what was written for a turn that is over is not thrown away: it goes into the next reply, or stands above
function restore() {
  const draft = stored(DRAFT);
  if (!draft) return;
  const isSame = draft.since === task().dataset.since;
  for (const [name, text] of draft.written) {
    const fields = [...task().querySelectorAll(`[name="${CSS.escape(name)}"]`)];
    const option = fields.find((field) => field.type === "radio" && field.value === text);
    if (option && isSame) option.checked = true;
    else if (fields[0]?.matches("textarea, input:not([type=radio])") && (isSame || name === "reply")) fields[0].value ||= text;
    else if (name === "reply" && !task().querySelector("[data-unsent]")) above(text);
  }
}

function above(text) {
  const note = document.querySelector("template[data-kept]").content.cloneNode(true);
  note.querySelector("[data-unsent]").textContent = text;
  task().prepend(note);
}

function again() {
  const sent = stored(SENT);
  if (!sent || !window.htmx) return;
  const csrf = task().elements.csrf_token.value;
  window.htmx.ajax("POST", task().action, { ...BACK, values: { ...sent, csrf_token: csrf } });
}

const isTurn = ({ requestConfig: { verb, formData } }) => verb === "post" && !formData.has("wait");

document.addEventListener("htmx:beforeRequest", ({ detail }) => {
  if (isTurn(detail)) store(SENT, Object.fromEntries(detail.requestConfig.formData));
});
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  if (!isTurn(detail) || !detail.xhr.status) return;
  sessionStorage.removeItem(SENT);
  if (detail.xhr.status < REFUSED && !detail.requestConfig.formData.has("card")) sessionStorage.removeItem(DRAFT);
});
document.addEventListener("htmx:sendError", ({ detail }) => {
  if (!isTurn(detail)) return;
  const message = document.querySelector("template[data-resends]").content.cloneNode(true);
  document.getElementById("flashes").replaceChildren(message);
});
document.addEventListener("leave-for", forget);
document.addEventListener("htmx:afterSettle", ({ target }) => {
  if (target.matches(".player-answers")) restore();
});
player.addEventListener("input", ({ target }) => {
  if (target.closest("#task")) keep();
});
addEventListener("online", again);
restore();
document.addEventListener("DOMContentLoaded", again);
