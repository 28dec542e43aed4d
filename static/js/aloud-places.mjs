// Brings the paragraph that is being read into view.
const AWAY = 8; // pixels at least between a paragraph and the edge of the screen

/** Bring a place into view above the bar, if it is not; without moving for those who want things to stand still. */
export function bring(place, bar) {
  const { top, bottom, height } = place.getBoundingClientRect();
  const room = bar.getBoundingClientRect().top;
  if (top >= AWAY && bottom <= room - AWAY) return;
  const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
  place.scrollIntoView({ block: height < room / 2 ? "center" : "start", behavior: isStill ? "instant" : "smooth" });
}
