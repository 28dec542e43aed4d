// Buttons marked data-reveal show what was typed into the password field that they name, and hide it again.
// Whatever is shown is hidden before the form is sent, so that browsers do not remember it as plain text.
const HIDDEN = "password";

function show(button, isShown) {
  const words = button.querySelector("span");
  button.dataset.hiddenWords ??= words.textContent;
  document.getElementById(button.dataset.reveal).type = isShown ? "text" : HIDDEN;
  words.textContent = isShown ? button.dataset.shown : button.dataset.hiddenWords;
}

for (const button of document.querySelectorAll("[data-reveal]")) {
  const field = document.getElementById(button.dataset.reveal);
  button.hidden = false;
  button.addEventListener("click", () => show(button, field.type === HIDDEN));
  field.form.addEventListener("submit", () => show(button, false));
}
