// <select data-submits>: a choice is shown at once; with the arrow keys only after Enter, or when one goes on.
let walking;

document.addEventListener("keydown", (event) => {
  if (!event.target.matches("[data-submits]")) return;

  if (event.key !== "Enter") walking = event.target;
  else if (walking && "changed" in walking.dataset) walking.form.requestSubmit();
  else walking = null;
});

document.addEventListener("pointerdown", () => (walking = null));

document.addEventListener("change", (event) => {
  const box = event.target;
  if (!box.matches("[data-submits]")) return;

  if (box === walking) box.dataset.changed = "";
  else box.form.requestSubmit();
});

document.addEventListener("focusout", (event) => {
  if (event.target === walking && "changed" in walking.dataset) walking.form.requestSubmit();
});
