// Reading aloud: the button is shown where a script can run; what it takes to read is loaded when it is pressed.
const place = document.querySelector("[data-aloud]");
const start = place?.querySelector("[data-start]");

async function begin() {
  const [{ read }, { units }, { bring }, { voicesFor }] = await Promise.all(place.dataset.modules.split(" ").map((it) => import(it)));
  const article = document.querySelector("article.reading");
  const { own, isAway } = await voicesFor(article.lang);
  place.querySelector("[data-told]").textContent = own.length ? "" : place.dataset[isAway ? "away" : "none"];
  if (own.length) read(place, { units: units(article, place.dataset.picture), bring }, own);
}

if (place) {
  place.hidden = false;
  start.addEventListener("click", () => {
    start.disabled = true;
    begin().catch(() => {
      place.querySelector("[data-told]").textContent = place.dataset.failed;
    }).finally(() => {
      start.disabled = false;
    });
  });
}
