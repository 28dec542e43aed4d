// The player: clocks run, what is being typed is kept, quick phrases are put into the reply, and on desks the case card
// stands open beside the talk. The server alone decides what is too late; this only shows it.
const SECOND = 1000;
const DESK = "(min-width: 62em)";

function words(seconds) {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

function run(clock) {
  const until = Date.now() + Number(clock.dataset.secondsLeft) * SECOND;
  const shown = clock.lastElementChild;
  const tick = () => {
    const left = Math.max(0, Math.ceil((until - Date.now()) / SECOND));
    shown.textContent = words(left);
    if (left === 0) location.replace(clock.dataset.address);
    else setTimeout(tick, SECOND);
  };
  tick();
}

document.querySelectorAll("[data-seconds-left]").forEach(run);
if (matchMedia(DESK).matches) {
  for (const card of document.querySelectorAll("details[data-open-on-desks]")) card.open = true;
}

// a customer who waits too long writes again
let waiting;

function wait() {
  clearTimeout(waiting);
  const form = document.querySelector("[data-wait-in]");
  if (!form) return;
  const send = () => form.requestSubmit(form.querySelector("button"));
  waiting = setTimeout(send, Number(form.dataset.waitIn) * SECOND);
}

// what is being typed outlives a look at a card, a reload and a lost connection
const KEPT = `reply ${location.pathname}`;

function keep() {
  const box = document.getElementById("reply");
  if (!box) {
    sessionStorage.removeItem(KEPT);
    return;
  }
  box.value ||= sessionStorage.getItem(KEPT) ?? "";
  box.addEventListener("input", () => sessionStorage.setItem(KEPT, box.value));
  for (const button of document.querySelectorAll("[data-quick]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      box.value = box.value + button.previousElementSibling.textContent;
      sessionStorage.setItem(KEPT, box.value);
      box.focus();
    });
  }
}

function begin() {
  wait();
  keep();
}

document.addEventListener("submit", ({ target }) => {
  if (target.matches(".player-task")) clearTimeout(waiting);
});
document.addEventListener("htmx:afterRequest", ({ target, detail }) => {
  if (detail.successful && target.matches(".player-task")) sessionStorage.removeItem(KEPT);
});
document.addEventListener("htmx:afterSettle", ({ target }) => {
  if (target.matches(".player-answers")) begin();
});
begin();
