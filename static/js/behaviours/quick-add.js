// <a data-quick-add href="/new">: quick add opens over the page that somebody is at; what that takes is loaded then.
document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[data-quick-add]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;

  event.preventDefault();
  const box = document.querySelector("form[data-reads] input[name=line]");
  if (box) return box.focus();

  const { open } = await import("./quick-add-dialog.js");
  open(link.href);
});
