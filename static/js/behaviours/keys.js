// One letter presses the button or link that says so: aria-keyshortcuts="g". `/` goes to a box. `?` lists them all.
// Letters never act while somebody types, nor with the choice data-keys="off" on the page (WCAG 2.1.4).
const boxes = "input:not([type=checkbox], [type=radio]), select, textarea, [contenteditable]";

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest(boxes)) return;
  if (document.documentElement.dataset.keys === "off" || document.querySelector("dialog:modal")) return;

  if (event.key === "?") showKeys();
  else if (!press(event.key)) return;
  event.preventDefault();
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-shows-keys]")) showKeys();
});

function press(key) {
  const target = withKeys().find((element) => element.getAttribute("aria-keyshortcuts") === key);
  if (!target) return false;

  if (target.matches(boxes)) {
    target.focus();
    target.select?.();
  } else {
    target.click();
  }
  return true;
}

function withKeys() {
  return [...document.querySelectorAll("[aria-keyshortcuts]")].filter(isWithinReach);
}

// What lies in a closed menu can be pressed by its letter all the same.
function isWithinReach(element) {
  return (element.closest("details.menu") ?? element).checkVisibility();
}

function showKeys() {
  const dialog = document.querySelector("[data-keys-list]");
  if (!dialog) return;

  const rows = withKeys().flatMap((element) => {
    const key = document.createElement("dt");
    key.append(Object.assign(document.createElement("kbd"), { textContent: element.getAttribute("aria-keyshortcuts") }));
    return [key, Object.assign(document.createElement("dd"), { textContent: nameOf(element) })];
  });
  dialog.querySelector("[data-keys]").replaceChildren(...rows);
  dialog.showModal();
}

function nameOf(element) {
  const words = element.labels?.[0] ?? element;
  const spoken = words.cloneNode(true);
  spoken.querySelectorAll("[aria-hidden]").forEach((hidden) => hidden.remove());
  return spoken.textContent.trim();
}
