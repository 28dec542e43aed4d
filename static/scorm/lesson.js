// A lesson of a SCORM package: sections are marked as read, checks are graded here, and the platform
// is told how it stands. What was done is kept as `version|sections|answers`, all by position.
"use strict";

const MOST = 4096; // characters of cmi.suspend_data
const FULL = 100; // points of cmi.core.score
const DONE = ["completed", "passed"];
const { version, needed } = document.body.dataset;
const sections = [...document.querySelectorAll("[data-section]")];
const checks = [...document.querySelectorAll("form[data-right]")];
const read = new Set();
const answers = checks.map(() => "");
const wasDone = DONE.includes(runTime.get("cmi.core.lesson_status"));

const isRight = (check, answer) => answer === check.dataset.right;
const countRight = () => checks.filter((check, place) => isRight(check, answers[place])).length;

function status() {
  if (read.size < sections.length) return "incomplete";
  if (Number(needed) === 0) return "completed";
  if (countRight() >= Number(needed)) return "passed";
  return answers.includes("") ? "incomplete" : "failed";
}

function kept() {
  const words = [version, [...read].join("."), answers.join(",")].join("|");
  return words.length > MOST ? words.slice(0, words.lastIndexOf(",", MOST)) : words;
}

function report() {
  if (!wasDone) runTime.set("cmi.core.lesson_status", status());
  if (answers.some(Boolean)) {
    const points = Math.round((FULL * countRight()) / checks.length);
    runTime.set("cmi.core.score.min", 0);
    runTime.set("cmi.core.score.max", FULL);
    runTime.set("cmi.core.score.raw", Math.max(points, Number(runTime.get("cmi.core.score.raw"))));
  }
  runTime.set("cmi.suspend_data", kept());
  runTime.keep();
  for (const words of document.querySelectorAll("[data-status]")) {
    words.hidden = !words.dataset.status.split(" ").includes(status());
  }
}

function show(section) {
  const isRead = read.has(sections.indexOf(section));
  section.querySelector("[data-read]").hidden = isRead;
  section.querySelector("[data-done]").hidden = !isRead;
}

function finish(section) {
  read.add(sections.indexOf(section));
  show(section);
  const next = sections.find((_one, place) => !read.has(place));
  runTime.set("cmi.core.lesson_location", next?.id ?? section.id);
  report();
  document.getElementById(`${next?.id ?? "rule"}_title`).focus();
}

function takeUp() {
  const [known, done = "", said = ""] = runTime.get("cmi.suspend_data").split("|");
  if (known === version) {
    for (const place of done.split(".").filter(Boolean)) read.add(Number(place));
    said.split(",").forEach((answer, place) => (answers[place] = answer));
  }
  const here = document.getElementById(runTime.get("cmi.core.lesson_location") || "_");
  if (known !== version || !here) return;
  document.getElementById("going-on").hidden = false;
  document.getElementById(`${here.id}_title`)?.focus();
}

takeUp();
for (const section of sections) {
  show(section);
  section.querySelector("[data-read]").addEventListener("click", () => finish(section));
}
document.getElementById("no-platform").hidden = runTime.isThere;
