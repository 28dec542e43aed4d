// A conversation marked data-follow shows what is new: from the turn with the id "latest", else its last turn.
// Without this, a redirect to #latest does the same.
function follow(chat) {
  const show = () => {
    const turn = chat.querySelector("#latest") ?? chat.lastElementChild;
    turn?.scrollIntoView({ block: "start" });
  };
  if (!location.hash) show();
  new MutationObserver(show).observe(chat, { childList: true });
}

document.querySelectorAll("[data-follow]").forEach(follow);
