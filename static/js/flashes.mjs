// What was just said can be put away; the button for it appears only where this runs.
const flashes = document.getElementById("flashes");

function offer() {
  for (const button of document.querySelectorAll(".flash-close")) button.hidden = false;
}

document.addEventListener("click", (event) => {
  const flash = event.target.closest(".flash-close")?.closest(".flash");
  if (!flash) return;
  flash.remove();
  document.getElementById("content").focus({ preventScroll: true });
});

/** What is said later stays in sight as long as what was said at first. */
function again() {
  offer();
  for (const rest of flashes.getAnimations()) {
    rest.cancel();
    rest.play();
  }
}

new MutationObserver(again).observe(flashes, { childList: true });
offer();
