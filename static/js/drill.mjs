// For how long every customer of a drill has waited. The server alone decides what is in time; this only counts on.
const SECOND = 1000;
let last = performance.now();

function words(seconds) {
  return `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;
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
}

setInterval(tick, SECOND);
