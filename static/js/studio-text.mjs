// Words put into a text as if they had been typed: what is put in can be taken back.

/** Words put around what is chosen, or around words of their own; a block stands in lines of its own. */
export function putAround(text, { before, words, after, isBlock }) {
  const { value, selectionStart, selectionEnd } = text;
  const chosen = value.slice(selectionStart, selectionEnd) || words;
  const above = isBlock ? "\n".repeat(Math.max(0, 2 - endsIn(value.slice(0, selectionStart)))) : "";
  const below = isBlock ? "\n" : "";
  text.focus();
  document.execCommand("insertText", false, above + before + chosen + after + below);
  const from = selectionStart + above.length + before.length;
  text.setSelectionRange(from, from + chosen.length);
}

/** A block in lines of its own at the caret, in place of what is chosen; writing goes on behind it. */
export function putIn(text, block) {
  const { value, selectionStart, selectionEnd } = text;
  const above = "\n".repeat(Math.max(0, 2 - endsIn(value.slice(0, selectionStart))));
  const below = value.slice(selectionEnd).startsWith("\n") ? "\n" : "\n\n";
  text.focus();
  document.execCommand("insertText", false, above + block + below);
}

// how many line ends a text closes with, two at most; the beginning of a text needs none
function endsIn(words) {
  return words.trim() ? words.length - words.replace(/\n{1,2}$/, "").length : 2;
}
