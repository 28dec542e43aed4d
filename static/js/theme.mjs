// Switch light, dark or the device's choice without a reload; the choice is posted as the plain form would.
const MEDIA = { light: "not all", dark: "screen", auto: "screen and (prefers-color-scheme: dark)" };

function show(theme) {
  document.documentElement.dataset.bsTheme = theme;
  document.querySelector("[data-dark-sheet]").media = MEDIA[theme];
  document.querySelector("meta[name=color-scheme]").content = theme === "auto" ? "light dark" : theme;
  for (const button of document.querySelectorAll("[data-theme-form] button"))
    button.setAttribute("aria-pressed", String(button.value === theme));
}

async function choose(event) {
  const form = event.target;
  const button = event.submitter;
  const theme = button?.value;
  if (!(theme in MEDIA)) return;
  event.preventDefault();
  const body = new FormData(form);
  body.set(button.name, theme);
  const answer = await fetch(form.action, { method: "post", body, redirect: "manual" }).catch(() => null);
  if (answer && (answer.ok || answer.type === "opaqueredirect")) return show(theme);
  form.removeEventListener("submit", choose);
  button.click();
}

document.querySelector("[data-theme-form]")?.addEventListener("submit", choose);
