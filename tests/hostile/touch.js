() => {
  // Hovers over, focuses and clicks everything on a page; nothing that this does leaves the page.
  const kinds = `animationend animationstart auxclick beforeinput beforetoggle blur cancel canplay change
    close contextmenu copy cut dblclick drag dragend dragenter dragleave dragover dragstart drop ended
    error finish focus focusin focusout fullscreenchange hashchange input invalid keydown keypress keyup
    load loadend loadstart message mousedown mouseenter mouseleave mousemove mouseout mouseover mouseup
    pageshow paste pause play playing pointerdown pointerenter pointerleave pointermove pointerout
    pointerover pointerrawupdate pointerup popstate reset resize scroll scrollend search select
    selectionchange selectstart show start stop submit toggle touchcancel touchend touchmove touchstart
    transitioncancel transitionend transitionrun transitionstart unload volumechange wheel`.split(/\s+/);
  const stays = (event) => {
    const link = event.target.closest?.("a[href], area[href]");
    if (event.type === "submit" || (link && !link.protocol?.startsWith("javascript")))
      event.preventDefault();
  };
  for (const kind of ["click", "submit"]) addEventListener(kind, stays, true);
  for (const tag of document.querySelectorAll("*")) {
    const own = tag.getAttributeNames().filter((name) => name.startsWith("on")).map((n) => n.slice(2));
    const all = new Set([...own, "mouseover", "pointerover", "focus"]);
    for (const kind of own.length ? new Set([...kinds, ...own]) : all)
      tag.dispatchEvent(new Event(kind, { bubbles: true, cancelable: true }));
    const leads = tag.getAttribute("href") ?? tag.getAttribute("xlink:href") ?? "";
    if (own.length || /script|data/i.test(leads) || tag.matches("article a, [formaction], form button"))
      tag.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
  }
  for (const form of document.querySelectorAll("form[action^='javascript' i]")) form.submit();
}
