// The voices of this device for a language. Those that send the text to a server elsewhere are left alone.
const MANDARIN = /^(zh|cmn)(-han[st])?(-(cn|tw|sg))?$/;
const WANTED = {
  "zh-Hans": [/^(zh|cmn)(-hans)?-cn$|^(zh|cmn)(-hans)?$/, MANDARIN],
  "zh-Hant": [/^(zh|cmn)(-hant)?-tw$|^(zh|cmn)-hant$/, MANDARIN],
  en: [/^en(-|$)/],
};
const PATIENCE = 1500; // milliseconds in which a browser tells its voices, if it has any

/** The voices of the browser; some tell them only a moment after they were asked. */
function told() {
  const synth = window.speechSynthesis;
  const known = synth?.getVoices() ?? [];
  if (known.length || !synth) return Promise.resolve(known);
  return new Promise((tell) => {
    const answer = () => tell(synth.getVoices());
    synth.addEventListener("voiceschanged", answer, { once: true });
    setTimeout(answer, PATIENCE);
  });
}

/** How well a voice speaks a language; 0 is best, -1: not at all. */
function rank(voice, language) {
  const tag = voice.lang.replaceAll("_", "-").toLowerCase();
  return WANTED[language].findIndex((pattern) => pattern.test(tag));
}

/** The device's own voices for a language, the best first; `isAway`: there are only such as need a server. */
export async function voicesFor(language) {
  const fitting = (await told()).filter((voice) => rank(voice, language) >= 0);
  const own = fitting.filter((voice) => voice.localService);
  own.sort((one, other) => rank(one, language) - rank(other, language) || other.default - one.default);
  return { own, isAway: fitting.length > 0 && !own.length };
}
