// How much is left of a focus session. The server counts; this only shows it second by second and says when time is up.
const SECOND = 1000;
const place = document.querySelector("[data-focus-left]");
const until = Date.now() + Number(place.dataset.focusLeft) * SECOND; // a sleeping machine does not stop it

function show() {
  const left = Math.max(0, Math.ceil((until - Date.now()) / SECOND));
  const clock = place.querySelector("[data-focus-clock]");
  clock.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
  if (left) return;
  clearInterval(timer);
  place.querySelector("[data-focus-runs]").hidden = true;
  place.querySelector("[data-focus-over]").hidden = false;
  document.querySelector("[data-focus-acts]").hidden = true;
}

const timer = setInterval(show, SECOND);
show();
