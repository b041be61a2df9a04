// <dialog data-cover="Name of the shop" data-after="10">: F9, a button [data-covers] or ten quiet minutes cover the
// screen, in every window; F9 again, Enter or its button show the page. See also lock.js.
const cover = document.querySelector("[data-cover]");
const root = document.documentElement;
const clock = cover.querySelector("[data-clock]");
const title = root.dataset.covered || document.title;
const minute = 60_000;
const shown = { hour: "2-digit", minute: "2-digit", timeZone: clock.dataset.clock };
const signs = ["keydown", "pointerdown", "pointermove", "scroll", "wheel"];

export function coverPage() {
  root.dataset.covered = "";
  document.title = cover.dataset.cover;
  tick();
  if (!cover.open) cover.showModal();
}

export function showPage() {
  if ("locked" in root.dataset) return;

  localStorage.removeItem("covered");
  delete root.dataset.covered;
  document.title = title;
  cover.close();
}

export function lastSign() {
  return Number(localStorage.getItem("sign"));
}

function coverAll() {
  localStorage.setItem("covered", "1");
  coverPage();
}

window.addEventListener("keydown", (event) => {
  if (event.key === "F9") (cover.open ? showPage : coverAll)();
  else if (event.key === "Enter" && cover.open && !("locked" in root.dataset)) showPage();
  else return;
  event.preventDefault();
  event.stopImmediatePropagation();
}, true);

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-covers]")) coverAll();
  else if (event.target.closest("[data-uncovers]")) showPage();
});

// Escape closes a dialog whatever one says.
cover.addEventListener("close", () => { if ("covered" in root.dataset) coverPage(); });

window.addEventListener("storage", (event) => {
  if (event.key === "covered") (event.newValue ? coverPage : showPage)();
});

for (const sign of signs) window.addEventListener(sign, note, { capture: true, passive: true });
note();
setInterval(() => {
  const quiet = Date.now() - lastSign();
  if (Number(cover.dataset.after) && quiet >= Number(cover.dataset.after) * minute && !cover.open) coverAll();
  tick();
}, 1000);

if ("covered" in root.dataset) coverPage();

function note() {
  if (Date.now() - lastSign() > 1000) localStorage.setItem("sign", Date.now());
}

function tick() {
  if ("covered" in root.dataset) clock.textContent = new Date().toLocaleTimeString("nl", shown);
}
