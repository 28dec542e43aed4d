// One truth in all windows: a page that comes to the front shows how far the talk has got elsewhere.
const { address } = document.querySelector(".player").dataset;
const SENT = `sent ${address}`; // an answer that is still to get through comes first
let isAsking = false;

async function catchUp() {
  if (isAsking || document.hidden || sessionStorage.getItem(SENT) || !window.htmx) return;
  isAsking = true;
  const turn = document.getElementById("task-turn").value;
  const into = { target: ".player-answers", swap: "outerHTML show:none" };
  await window.htmx.ajax("GET", `${address}?turn=${turn}`, into).catch(() => {});
  isAsking = false;
}

addEventListener("focus", catchUp);
document.addEventListener("visibilitychange", catchUp);
addEventListener("pageshow", ({ persisted }) => persisted && catchUp());
