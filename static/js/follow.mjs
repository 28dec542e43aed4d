// A conversation marked data-follow shows its last turn: at the start and whenever a turn is added.
function follow(chat) {
  const last = () => chat.lastElementChild?.scrollIntoView({ block: "nearest" });
  if (chat.dataset.follow === "start") last();
  new MutationObserver(last).observe(chat, { childList: true });
}

document.querySelectorAll("[data-follow]").forEach(follow);
