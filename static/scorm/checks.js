// The checks of a lesson: an answer is the positions that were chosen, joined by points.
"use strict";

const KINDS = { order: "sequencing", radio: "choice", checkbox: "choice" }; // CMI's names

function given(check) {
  const chosen =
    check.dataset.kind === "order"
      ? [...check.querySelectorAll("select")]
      : [...check.querySelectorAll("input:checked")];
  return chosen.some((one) => !one.value) ? "" : chosen.map((one) => one.value).join(".");
}

function verdict(check, answer) {
  if (!answer) return "none";
  if (isRight(check, answer)) return "right";
  const right = check.dataset.right.split(".");
  const isPart = answer.split(".").every((one) => right.includes(one));
  return check.dataset.kind === "checkbox" && isPart ? "lacks" : "wrong";
}

function tell(check, answer) {
  const told = verdict(check, answer);
  const chosen = answer.split(".");
  for (const words of check.querySelectorAll("[data-verdict]")) {
    words.hidden = words.dataset.verdict !== told;
  }
  for (const words of check.querySelectorAll("[data-said]")) {
    words.hidden = told !== "right" && !chosen.includes(words.dataset.said);
  }
  const isClosed = told === "right";
  check.querySelector("fieldset").disabled = isClosed;
  check.querySelector("button").hidden = isClosed;
}

function choose(check, answer) {
  const chosen = answer.split(".");
  check.querySelectorAll("select").forEach((one, place) => (one.value = chosen[place] ?? ""));
  for (const one of check.querySelectorAll("input")) one.checked = chosen.includes(one.value);
}

// One letter for each part, as CMIFeedback wants it; of an ordering the items in their order.
function pattern(check, answer) {
  const parts = answer.split(".").map(Number);
  const letters =
    check.dataset.kind === "order"
      ? parts.map((_one, place) => parts.indexOf(place + 1) + 1)
      : parts;
  return letters.map((one) => one.toString(36)).join(",");
}

function tellPlatform(check, answer) {
  const name = `cmi.interactions.${Number(runTime.get("cmi.interactions._count"))}`;
  runTime.set(`${name}.id`, check.id);
  runTime.set(`${name}.type`, KINDS[check.dataset.kind]);
  runTime.set(`${name}.student_response`, pattern(check, answer));
  runTime.set(`${name}.result`, isRight(check, answer) ? "correct" : "wrong");
}

checks.forEach((check, place) => {
  check.querySelector("button").hidden = false;
  if (answers[place]) {
    choose(check, answers[place]);
    tell(check, answers[place]);
  }
  check.addEventListener("submit", (event) => {
    event.preventDefault();
    const answer = given(check);
    tell(check, answer);
    if (!answer) return;
    answers[place] = answer;
    tellPlatform(check, answer);
    report();
  });
});
report();
