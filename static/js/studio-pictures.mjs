// A picture is put in where one writes: chosen, or pasted into the text; what it teaches is asked for first.
import { putIn } from "./studio-text.mjs";

const text = document.getElementById("text");
const adding = document.getElementById("adding");
const file = document.getElementById("picture");
const alt = document.getElementById("alt");
const add = adding.querySelector("[data-add]");
add.removeAttribute("formaction"); // for browsers without scripts; htmx would send the next saved words there, too

function open(place) {
  adding.open = true;
  place.focus();
  adding.scrollIntoView({ block: "nearest" });
}

document.querySelector("[data-opens=adding]")?.addEventListener("click", () => open(file));

// a screenshot; what brings words along is pasted as words
text.addEventListener("paste", (event) => {
  const picture = [...event.clipboardData.files].find((one) => one.type.startsWith("image/"));
  if (!picture || event.clipboardData.getData("text/plain").trim()) return;
  event.preventDefault();
  const chosen = new DataTransfer();
  chosen.items.add(picture);
  file.files = chosen.files;
  open(alt);
});

alt.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.isComposing) return;
  event.preventDefault();
  add.click();
});

adding.addEventListener("htmx:afterSwap", () => {
  const added = adding.querySelector("[data-put-in]");
  if (!added) return;
  file.value = "";
  alt.value = "";
  putIn(text, added.dataset.putIn);
});
