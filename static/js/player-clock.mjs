// For how long the customer has waited, and the moment when she writes again. In practice the clock stands still while
// nobody looks at the page: whoever is called away comes back to the same moment.
const SECOND = 1000;
const AGAIN = 10 * SECOND; // an answer that did not come, or was refused, is asked for again
let since = null; // the turn after which she began to wait
let waited = 0; // seconds
let last = performance.now();
let asked = -Infinity; // when we last asked what she has written

function clock() {
  return document.getElementById("turn-clock");
}

function show() {
  const whole = Math.floor(waited);
  clock().querySelector("[data-clock]").textContent = `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
  clock().hidden = clock().dataset.off !== undefined;
}

function begin() {
  const { since: now, waited: seconds, pauses } = clock().dataset;
  if (now !== since || pauses === undefined) waited = Number(seconds);
  since = now;
  show();
}

function ask() {
  const form = document.querySelector("[data-wait-at]");
  const isSending = document.querySelector(".player-task.htmx-request");
  if (!form || isSending || last - asked < AGAIN || waited < Number(form.dataset.waitAt)) return;
  asked = last;
  form.querySelector("button").click();
}

function tick() {
  const now = performance.now();
  const isAway = document.hidden && clock().dataset.pauses !== undefined;
  if (!isAway) waited += (now - last) / SECOND;
  last = now;
  show();
  ask();
}

// her line is shown above the reply that is being written, without taking it out of anybody's hands
function look(line) {
  if (document.activeElement?.closest(".player-task")) line.scrollIntoView({ block: "nearest" });
}

document.addEventListener("htmx:afterSettle", ({ target }) => {
  if (target.id === "turn-clock" || target.matches(".player-answers")) begin();
  if (target.matches("#talk > .customer")) look(target);
});
begin();
setInterval(tick, SECOND);
