// What every page of a victim begins with: whatever an attack calls tells of itself.
(() => {
  const tell = (what) => globalThis.toldTest?.(String(what));
  for (const name of ["alert", "confirm", "prompt", "print", "open"])
    globalThis[name] = (words) => tell(`${name} ${words}`);
  globalThis.fired = (number) => tell(`fired ${number}`);
  addEventListener("securitypolicyviolation", (event) =>
    tell(`policy ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`));
})()
