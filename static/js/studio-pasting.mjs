// What is copied from a word processor or a web page is pasted as the Markdown of lessons: the server cleans it. Where
// the HTML says no more than the words, or nothing comes back, the words alone are pasted.
const SAYS = "h1, h2, h3, h4, h5, h6, li, td, th, b, strong, a[href], blockquote, [style*='mso-list'], [style*='font-weight']";
const form = document.getElementById("writing");
const text = document.getElementById("text");
const told = document.getElementById("pasted");

function insert(words) {
  text.focus();
  document.execCommand("insertText", false, words);
}

/** The body of copied HTML, if it says more than its words; scripts in it are never run. */
function meant(html) {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  return body.querySelector(SAYS) ? body.innerHTML : null;
}

async function converted(html) {
  const sent = new FormData();
  sent.set("csrf_token", form.elements.csrf_token.value);
  sent.set("html", html);
  const answer = await fetch(form.dataset.convert, { method: "POST", body: sent, headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(answer.status);
  return answer.json();
}

text.addEventListener("paste", async (event) => {
  const html = meant(event.clipboardData.getData("text/html"));
  const plain = event.clipboardData.getData("text/plain");
  if (!html || event.defaultPrevented) return;
  event.preventDefault();
  told.textContent = "";
  try {
    const made = await converted(html);
    insert(made.text || plain);
    if (made.text) told.textContent = made.told;
  } catch {
    insert(plain);
    told.textContent = form.dataset.plainWords;
  }
});
