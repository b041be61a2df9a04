// <button data-prints>: opens the print dialog of the browser.
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-prints]")) window.print();
});
