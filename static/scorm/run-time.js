// Finds the run-time of the platform that shows the page and speaks to it (SCORM Run-Time
// Environment 1.2, section 3.3). Where there is none, nothing is kept and nothing fails.
"use strict";

const runTime = (() => {
  const FURTHEST = 10; // windows to look through
  const SECOND = 1000; // milliseconds
  const begun = Date.now();
  const api = search(window) ?? search(window.opener) ?? search(window.top?.opener);
  let isOpen = api !== null && String(api.LMSInitialize("")) === "true";

  function search(start) {
    try {
      let place = start;
      for (let step = 0; place && step < FURTHEST; step += 1) {
        if (place.API) return place.API;
        place = place.parent === place ? null : place.parent;
      }
    } catch {
      return null; // a window of somebody else's
    }
    return null;
  }

  function get(name) {
    return isOpen ? String(api.LMSGetValue(name)) : "";
  }

  function set(name, value) {
    if (isOpen) api.LMSSetValue(name, String(value));
  }

  function keep() {
    if (isOpen) api.LMSCommit("");
  }

  // CMITimespan: hours, minutes and seconds, HHHH:MM:SS.
  function spent() {
    const seconds = Math.round((Date.now() - begun) / SECOND);
    const parts = [seconds / 3600, (seconds / 60) % 60, seconds % 60].map(Math.floor);
    const [hours, ...rest] = parts.map((part, place) => String(part).padStart(place ? 2 : 4, "0"));
    return [hours, ...rest].join(":");
  }

  function leave() {
    if (!isOpen) return;
    set("cmi.core.session_time", spent());
    set("cmi.core.exit", "suspend");
    keep();
    api.LMSFinish("");
    isOpen = false;
  }

  return { isThere: isOpen, get, set, keep, leave };
})();

window.addEventListener("pagehide", runTime.leave);
window.addEventListener("pageshow", (event) => {
  if (event.persisted) window.location.reload(); // what has been left cannot be gone on with
});
