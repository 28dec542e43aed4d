// A form marked data-once is sent once: the second press of an impatient finger is swallowed.
// The server is safe without this (every post that counts carries a key); it only spares people the waiting.
const WAIT = 8000; // milliseconds after which a lost answer may be tried again

function release(form) {
  delete form.dataset.sent;
  for (const button of form.querySelectorAll("[aria-disabled]")) button.removeAttribute("aria-disabled");
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("form[data-once]") || event.defaultPrevented) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  event.submitter?.setAttribute("aria-disabled", "true");
  setTimeout(() => release(form), WAIT);
});

addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(release));
