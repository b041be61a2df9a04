// <form data-roll>: the server adds up while somebody types, and moves, adds and removes lines without a new page.
// The server sends the piece [data-roll-body]; what is being typed is never replaced under somebody's fingers.
const pause = 250;

for (const form of document.querySelectorAll("form[data-roll]")) {
  const body = form.querySelector("[data-roll-body]");
  let asking = new AbortController();
  let timer;

  body.addEventListener("input", later);
  form.addEventListener("change", (event) => {
    if (event.target.name === "prices_include_vat") later();
    else fillIn(event.target);
  });

  form.addEventListener("submit", async (event) => {
    const pressed = event.submitter;
    if (pressed?.name !== "do" || ["save", "send", "letter"].includes(pressed.value)) return;

    // Not saved, so whoever leaves is still asked first.
    event.preventDefault();
    event.stopPropagation();
    const stoodAt = rowOf(document.activeElement);
    const piece = await ask(pressed.value);
    if (!piece) return;

    body.replaceChildren(...piece.childNodes);
    goOn(pressed, stoodAt);
  });

  function later() {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const piece = await ask("count");
      if (piece) refresh(piece);
    }, pause);
  }

  async function ask(what) {
    clearTimeout(timer);
    asking.abort();
    asking = new AbortController();
    const typed = new FormData(form);
    typed.set("do", what);
    try {
      const answer = await fetch(location.href, {
        method: "POST",
        body: typed,
        headers: { "X-Piece": "roll" },
        signal: asking.signal,
      });
      return answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html").body : null;
    } catch {
      return null;
    }
  }

  // The sums, the amounts, the buttons and a new last row; the boxes stay as they are.
  function refresh(piece) {
    body.querySelector(".roll__sum").replaceChildren(...piece.querySelector(".roll__sum").childNodes);
    const [old, fresh] = [rows(body), rows(piece)];
    if (fresh.length < old.length) return;
    fresh.forEach((row, place) => {
      if (place >= old.length) return body.querySelector("tbody").append(row);
      for (const cell of ["order", "amount", "away"]) {
        const [before, after] = [old[place], row].map((one) => one.querySelector(`.roll__${cell}`));
        if (!before.contains(document.activeElement)) before.replaceChildren(...after.childNodes);
      }
    });
  }

  function fillIn(box) {
    const chosen = [...(box.list?.options ?? [])].find((option) => option.value === box.value);
    const row = box.closest("tr");
    if (!chosen || !row) return;

    for (const [name, value] of Object.entries({
      unit: chosen.dataset.unit,
      price: chosen.dataset.price,
      vat_code: chosen.dataset.rate,
    })) {
      const other = row.querySelector(`[name$="-${name}"]`);
      if (other && value && (name === "vat_code" || !other.value)) other.value = value;
    }
    later();
  }

  // Enter goes on to the next row; a line that moved keeps the hand on it.
  function goOn(pressed, stoodAt) {
    const [what, place] = pressed.value.split("-");
    const all = rows(body);
    if (what === "up" || what === "down") {
      const row = all[Math.max(0, Math.min(all.length - 1, Number(place) + (what === "up" ? -1 : 1)))];
      const same = row?.querySelector(`[value^="${what}-"]:not(:disabled)`);
      (same ?? row?.querySelector("button:not(:disabled)"))?.focus();
    } else if (what === "remove") {
      typing(all[Math.min(Number(place), all.length - 1)])?.focus();
    } else if (what === "add") {
      typing(all.at(-2))?.focus();
    } else {
      typing(all[Math.min(stoodAt + 1, all.length - 1)])?.focus();
    }
  }

  function rowOf(element) {
    return rows(body).indexOf(element?.closest("tr"));
  }
}

function rows(part) {
  return [...part.querySelectorAll("tbody tr")];
}

function typing(row) {
  return row?.querySelector("textarea, input:not([type=hidden])");
}
