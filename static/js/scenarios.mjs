// The player: the clock of an assessment runs, and on desks the case card stands open beside the talk.
// The server alone decides what is too late; this only shows it.
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
