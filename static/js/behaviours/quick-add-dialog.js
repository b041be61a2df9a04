// Quick add in a dialog, and on its own page: <form data-reads>: shows how the line is read while it is typed.
const pause = 150;
let asking = new AbortController();
let timer;

document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-reads]");
  if (!form || event.target.name !== "line") return;

  clearTimeout(timer);
  asking.abort();
  timer = setTimeout(read, pause, form, event.target.value);
});

export async function open(address) {
  const page = await load(address).catch(() => null);
  const form = page?.querySelector("form[data-reads]");
  if (!form) {
    location.assign(address);
    return;
  }
  const dialog = document.createElement("dialog");
  dialog.className = "dialog dialog--big";
  const offers = page.querySelectorAll("[data-draft-offer]");
  dialog.append(page.querySelector("template[data-dialog-head]").content, ...offers, form);
  dialog.setAttribute("aria-labelledby", dialog.querySelector("h2").id);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.querySelector("[data-closes]").addEventListener("click", () => dialog.close());
  document.body.append(dialog);
  dialog.showModal();
}

async function read(form, line) {
  asking = new AbortController();
  const address = `${form.dataset.reads}?${new URLSearchParams({ line })}`;
  try {
    const page = await load(address, asking.signal);
    form.querySelector("[data-reading]").replaceChildren(...page.body.childNodes);
  } catch (problem) {
    if (problem.name !== "AbortError") form.querySelector("[data-reading]").replaceChildren();
  }
}

async function load(address, signal) {
  const answer = await fetch(address, { signal });
  if (!answer.ok || answer.redirected) throw new Error(`${answer.status}`);
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}
