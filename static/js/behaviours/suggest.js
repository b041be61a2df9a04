// Search while you type: the server sends the list as a piece of HTML, arrow keys walk through it, Enter opens the first.
const pause = 120;

for (const form of document.querySelectorAll("form[data-suggests]")) {
  const box = form.querySelector("input[type=search]");
  const list = form.querySelector("[data-suggestions]");
  const status = form.querySelector("[data-suggest-status]");
  let asking = new AbortController();
  let timer;
  let shownFor;

  box.addEventListener("input", () => {
    clearTimeout(timer);
    asking.abort();
    if (box.value.trim()) timer = setTimeout(ask, pause);
    else close();
  });

  // What was typed while this was loaded.
  if (box.value !== box.defaultValue) ask();

  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
      box.focus();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      walk(event);
    }
  });

  form.addEventListener("submit", (event) => {
    const first = list.querySelector("a");
    if (list.hidden || !first || shownFor !== box.value) return;

    event.preventDefault();
    location.assign(first.href);
  });

  form.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !form.contains(event.relatedTarget)) close();
  });

  document.addEventListener("pointerdown", (event) => {
    if (!form.contains(event.target)) close();
  });

  async function ask() {
    asking = new AbortController();
    const typed = box.value;
    const address = `${form.dataset.suggests}?${new URLSearchParams({ q: typed })}`;
    try {
      const answer = await fetch(address, { signal: asking.signal });
      if (answer.ok) show(await answer.text(), typed);
    } catch (problem) {
      if (problem.name !== "AbortError") close();
    }
  }

  function show(html, typed) {
    const page = new DOMParser().parseFromString(html, "text/html");
    list.replaceChildren(...page.body.childNodes);
    list.hidden = false;
    shownFor = typed;
    status.textContent = list.querySelector("[data-status]")?.dataset.status ?? "";
  }

  function close() {
    list.hidden = true;
    list.replaceChildren();
    status.textContent = "";
  }

  function walk(event) {
    const stops = [box, ...list.querySelectorAll("a")];
    const step = event.key === "ArrowDown" ? 1 : -1;
    const next = stops[stops.indexOf(document.activeElement) + step];
    if (list.hidden || !next) return;

    event.preventDefault();
    next.focus();
  }
}
