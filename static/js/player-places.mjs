// Where things of the player stand: on desks the case file lies open beside the talk, and beside a form the talk scrolls
// by itself; on phones what was looked up opens as a sheet, and a form covers what is below the last line.
const DESK = "(min-width: 62em)";
const player = document.querySelector(".player");

function showEnd() {
  const talk = document.getElementById("talk");
  const isBeside = player.querySelector("[data-panel]") !== null;
  talk.removeAttribute("tabindex");
  if (!isBeside) return;
  if (matchMedia(DESK).matches) {
    talk.tabIndex = 0; // a region that scrolls is reached by the keyboard
    talk.scrollTop = talk.scrollHeight;
  } else if (document.activeElement.id === "your-turn") talk.lastElementChild.scrollIntoView({ block: "start" });
}

document.addEventListener("move-to", showEnd);
// the sheet opens before the focus goes there
document.addEventListener("htmx:afterSettle", ({ target }) => {
  if (target.id === "files" && player.querySelector("#talk > :last-child[data-looked]")) target.closest("details").open = true;
});

if (matchMedia(DESK).matches) {
  for (const card of document.querySelectorAll("details[data-open-on-desks]")) card.open = true;
}
showEnd();
