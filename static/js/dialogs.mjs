// Links marked data-dialog show the page they lead to in a dialog over this one; without this they lead there.
// What a form in it answers is a page again: the dialog holds no state of its own.
const FIELDS = "input:not([type=hidden]), select, textarea";

function plain(event) {
  return event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
}

async function ask(address) {
  const answer = await fetch(address, { headers: { Accept: "text/html" } });
  if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
  return new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("main");
}

function fill(dialog, main) {
  const title = dialog.querySelector("h2");
  title.textContent = main.querySelector("h1").textContent.trim();
  const parts = [main.querySelector(".lead"), main.querySelector(".sheet-content")];
  dialog.append(...parts.filter(Boolean).map((part) => document.importNode(part, true)));
  return dialog.querySelector(FIELDS) ?? title;
}

/** Whether a press means to leave the dialog: beside it, on its cross, or on a link to where one is already. */
function leaves(target, dialog) {
  const link = target.closest("a[href]");
  return target === dialog || target.closest("[data-close]") || link?.pathname === location.pathname;
}

async function show(link) {
  const dialog = document.querySelector("template[data-dialog-frame]").content.firstElementChild.cloneNode(true);
  const first = fill(dialog, await ask(link.href));
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => {
    if (!leaves(event.target, dialog)) return;
    event.preventDefault();
    dialog.close();
  });
  document.body.append(dialog);
  dialog.showModal();
  first.focus();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-dialog]");
  if (!link || !plain(event)) return;
  event.preventDefault();
  show(link).catch(() => location.assign(link.href));
});
