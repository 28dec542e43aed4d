// Reads paragraph after paragraph, marks the one that is being read and brings it into view. A pause falls back to the
// beginning of its sentence: not every browser can stop within one.
const synth = window.speechSynthesis;

function fill(select, voices) {
  select.replaceChildren(...voices.map(({ name }, number) => new Option(name, number)));
  select.closest("label").hidden = voices.length < 2;
}

/** Read `units` with the first of `voices`; `bring` brings a place into view above the bar. */
export function read(box, { units, bring }, voices) {
  const [bar, toggle, speed, voice] = ["bar", "toggle", "speed", "voice"].map((it) => box.querySelector(`[data-${it}]`));
  const start = box.querySelector("[data-start]");
  const leaving = new AbortController();
  let [unit, sentence, isPlaying, spoken] = [0, 0, true, null];

  function show(words) {
    for (const { place } of units) place.classList.toggle("is-aloud", place === units[unit].place);
    const where = box.dataset.where.replace("{at}", unit + 1).replace("{all}", units.length);
    bar.querySelector("[data-place]").textContent = words ?? where;
    for (const sign of toggle.children) sign.hidden = (sign.dataset.when === "playing") !== isPlaying;
  }
  function hush() {
    spoken = null; // what it still says about its end is no longer heard
    synth.cancel();
  }
  function speak() {
    hush();
    spoken = new SpeechSynthesisUtterance(units[unit].said[sentence]);
    spoken.voice = voices[Number(voice.value)];
    Object.assign(spoken, { lang: spoken.voice.lang, rate: Number(speed.value) });
    const own = spoken;
    own.onend = () => own === spoken && goOn();
    own.onerror = () => own === spoken && play(false);
    synth.speak(spoken);
  }
  function play(now) {
    isPlaying = now;
    show();
    if (now) speak();
    else hush();
  }
  function goOn() {
    sentence += 1;
    if (sentence < units[unit].said.length) speak();
    else if (unit + 1 < units.length) move(1);
    else end();
  }
  function end() {
    [unit, sentence, isPlaying] = [0, 0, false];
    show(box.dataset.done);
  }
  function move(by) {
    [unit, sentence] = [Math.max(0, Math.min(units.length - 1, unit + by)), 0];
    play(isPlaying);
    bring(units[unit].place, bar);
  }
  function leave() {
    hush();
    leaving.abort();
    units[unit].place.classList.remove("is-aloud");
    [bar.hidden, start.hidden] = [true, false];
    start.focus();
  }
  const acts = { previous: () => move(-1), toggle: () => play(!isPlaying), next: () => move(1), leave };
  function typed({ key, target }) {
    if (key === "Escape" && !document.querySelector("dialog[open]")) leave();
    const by = { ArrowLeft: -1, ArrowRight: 1 }[key];
    if (by && bar.contains(target) && target.matches("button")) move(by);
  }
  const heard = { signal: leaving.signal };
  bar.addEventListener("click", ({ target }) => acts[target.closest("[data-act]")?.dataset.act]?.(), heard);
  bar.addEventListener("change", () => play(isPlaying), heard);
  document.addEventListener("keydown", typed, heard);
  addEventListener("pagehide", hush, heard);
  fill(voice, voices);
  [bar.hidden, start.hidden] = [false, true];
  toggle.focus();
  move(0);
}
