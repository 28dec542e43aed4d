// What is copied from a word processor or a web page is pasted as the Markdown of lessons: the server cleans it. Where
// the HTML says no more than the words, or nothing comes back, the words alone are pasted.
const SAYS = /<(h[1-6]|li|t[dh]|b|strong|blockquote)\b|<a\s[^>]*href|mso-list|font-weight:\s*(bold|[6-9]00)/i;
const AROUND = /^[\s\S]*?<!--StartFragment-->|<!--EndFragment-->[\s\S]*$|<(head|style)\b[\s\S]*?<\/\1>/gi;
const form = document.getElementById("writing");
const text = document.getElementById("text");
const told = document.getElementById("pasted");

function insert(words) {
  text.focus();
  document.execCommand("insertText", false, words);
}

/** What was copied, if it says more than its words; it is never made into elements here. */
function meant(html) {
  const copied = html.replace(AROUND, "");
  return SAYS.test(copied) ? copied : null;
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
