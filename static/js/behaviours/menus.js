// A menu closes when somebody clicks beside it, moves on, or presses Escape.
const open = "details.menu[open]";

for (const type of ["click", "focusin"]) {
  document.addEventListener(type, (event) => {
    for (const menu of document.querySelectorAll(open)) if (!menu.contains(event.target)) menu.open = false;
  });
}

document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && event.target.closest?.(open);
  if (!menu) return;

  menu.open = false;
  menu.querySelector("summary").focus();
});
