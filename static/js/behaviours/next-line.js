// <ol data-next-line>: a button that takes its line off the list leads the hand on to the line that comes in its place.
const lines = () => [...document.querySelectorAll("[data-next-line] > li")];
const kept = "line";

document.addEventListener("submit", ({ target }) => {
  const place = lines().indexOf(target.closest("li"));
  if (place >= 0) sessionStorage.setItem(kept, `${place} ${location.pathname}`);
});

const [place, page] = (sessionStorage.getItem(kept) ?? "").split(" ");
sessionStorage.removeItem(kept);
if (page === location.pathname) (lines()[place] ?? lines().at(-1))?.querySelector("a")?.focus();
