// Ctrl+Enter (Cmd+Enter) saves the form somebody is typing in, as its first button would.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || !event.target.form) return;

  event.preventDefault();
  event.target.form.requestSubmit();
});
