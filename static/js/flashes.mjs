// What was just said can be put away; the button for it appears only where this runs.
function offer() {
  for (const button of document.querySelectorAll(".flash-close")) button.hidden = false;
}

document.addEventListener("click", (event) => {
  const flash = event.target.closest(".flash-close")?.closest(".flash");
  if (!flash) return;
  flash.remove();
  document.getElementById("content").focus({ preventScroll: true });
});

new MutationObserver(offer).observe(document.getElementById("flashes"), { childList: true });
offer();
