// <button data-copies="071 012 34 56" data-copied="Copied">: puts the text on the clipboard and says so for a moment.
const shown = 1500;

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copies]");
  if (!button || button.dataset.before) return;

  await navigator.clipboard.writeText(button.dataset.copies);
  button.dataset.before = button.getAttribute("aria-label");
  const said = document.createElement("span");
  said.setAttribute("role", "status");
  said.textContent = button.dataset.copied;
  button.append(said);
  setTimeout(() => {
    said.remove();
    delete button.dataset.before;
  }, shown);
});
