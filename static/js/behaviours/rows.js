// <button data-adds-row name="add" value="people">: the server makes the new row, only that row comes into the page.
document.addEventListener("click", async (event) => {
  const button = event.target.closest("button[data-adds-row]");
  if (!button) return;

  event.preventDefault();
  const form = button.form;
  const answer = await fetch(form.action, { method: "POST", body: new FormData(form, button) }).catch(() => null);
  const row = answer?.ok && (await lastRow(answer, button.value));
  if (row) show(form, button.value, row);
  else form.requestSubmit(button);
});

async function lastRow(answer, name) {
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return list(page, name)?.lastElementChild;
}

function show(form, name, row) {
  list(form, name).append(row);
  row.querySelector("input:not([type=hidden]), select, textarea").focus();
  form.dispatchEvent(new Event("input", { bubbles: true }));
}

function list(root, name) {
  return root.querySelector(`[data-rows="${CSS.escape(name)}"]`);
}
