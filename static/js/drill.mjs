// For how long every customer of a drill has waited, and words for whoever cannot see who has come or waits for too long.
// The server alone decides what is in time; this only counts on.
const SECOND = 1000;
const known = new Map(); // window → whether its customer had waited for too long when we last looked
let last = performance.now();

function words(seconds) {
  return `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;
}

function news(window) {
  const { window: number, came, overdue } = window.dataset;
  const [isLate, wasLate] = [window.hasAttribute("data-late"), known.get(number)];
  known.set(number, isLate);
  if (wasLate === undefined) return came;
  return isLate && !wasLate ? overdue : "";
}

function tell() {
  const isFirst = known.size === 0;
  const told = [...document.querySelectorAll("[data-came]")].map(news).filter(Boolean).join(" ");
  if (told && !isFirst) document.getElementById("said").textContent = told;
}

function tick() {
  const now = performance.now();
  for (const clock of document.querySelectorAll("[data-waits]")) {
    const seconds = Number(clock.dataset.waits) + (now - last) / SECOND;
    clock.dataset.waits = seconds;
    clock.textContent = words(seconds);
    clock.closest(".window").toggleAttribute("data-late", seconds > Number(clock.dataset.limit));
  }
  last = now;
  tell();
}

tell();
setInterval(tick, SECOND);
