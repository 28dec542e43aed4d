// The player: the clock of an assessment, and quick phrases.
// The server alone decides what is too late; this only shows it.
const SECOND = 1000;
const BLANKS = /[\s\-‐–—()（）·.]+/g; // as the server compares phrases: without these
const player = document.querySelector(".player");

function words(seconds) {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

function run(clock) {
  const until = Date.now() + Number(clock.dataset.secondsLeft) * SECOND;
  const shown = clock.lastElementChild;
  const tick = () => {
    const left = Math.max(0, Math.ceil((until - Date.now()) / SECOND));
    shown.textContent = words(left);
    if (left === 0) location.replace(player.dataset.address);
    else setTimeout(tick, SECOND);
  };
  tick();
}

function folded(text) {
  return text.normalize("NFKC").replace(BLANKS, "").toLowerCase();
}

// a phrase that is sent as it is costs: say so while there is still time
function warn() {
  const box = document.getElementById("reply");
  const warning = document.getElementById("reply-warning");
  if (!box || !warning) return;
  const phrases = [...document.querySelectorAll("[data-quick]")].map((it) => folded(it.previousElementSibling.textContent));
  const said = phrases.includes(folded(box.value)) ? warning.dataset.words : "";
  if (warning.textContent !== said) warning.textContent = said;
}

function put(button) {
  const box = document.getElementById("reply");
  const start = box.value.length;
  box.value += button.previousElementSibling.textContent;
  box.focus();
  box.setSelectionRange(start, start); // where the customer's own words go
  box.dispatchEvent(new Event("input", { bubbles: true }));
}

function begin() {
  for (const button of document.querySelectorAll("[data-quick]")) button.hidden = false;
  warn();
}

player.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-quick]");
  if (button) put(button);
});
player.addEventListener("input", warn);
player.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.target.id !== "reply") return;
  event.preventDefault();
  event.target.form.requestSubmit(event.target.form.querySelector(".btn-primary"));
});
document.addEventListener("htmx:afterSettle", begin);

for (const clock of document.querySelectorAll("[data-seconds-left]")) run(clock);
begin();
