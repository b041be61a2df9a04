// <form data-roll>: the server adds up while somebody types, and moves, adds and removes lines without a new page.
// The server sends the piece [data-roll-body]; what is being typed is never replaced under somebody's fingers.
const pause = 250;

for (const form of document.querySelectorAll("form[data-roll]")) {
  const body = form.querySelector("[data-roll-body]");
  let asking = new AbortController();
  let timer;

  body.addEventListener("input", later);
  // A box that was left may be marked now.
  body.addEventListener("change", later);
  form.addEventListener("change", (event) => {
    const box = event.target;
    if (box.dataset.puts) putIn(box);
    else if (/^counts-|-kind$|^prices_include_vat$/.test(box.name)) later();
    else if (/-product_group_id$/.test(box.name)) takeRate(box);
    else fillIn(box);
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
    goOn(pressed.value, stoodAt);
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

  // The sums, the amounts, the sorts, the buttons and a new last row; the boxes with words stay as they are.
  function refresh(piece) {
    body.querySelector(".roll__sum").replaceChildren(...piece.querySelector(".roll__sum").childNodes);
    const [old, fresh] = [rows(body), rows(piece)];
    if (fresh.length < old.length) return;
    const hand = document.activeElement;
    fresh.forEach((row, place) => {
      if (place >= old.length) return body.querySelector(".roll__lines").append(row);
      old[place].className = row.className;
      mark(old[place], row);
      for (const cell of ["order", "amount", "away", "sort"]) {
        const [before, after] = [old[place], row].map((one) => one.querySelector(`.roll__${cell}`));
        if (cell === "sort" || !before.contains(hand)) before.replaceChildren(...after.childNodes);
      }
    });
    mark(body.querySelector(".roll__foot"), piece.querySelector(".roll__foot"));
    if (hand.name && !hand.isConnected) body.querySelector(`[name="${hand.name}"][value="${hand.value}"], select[name="${hand.name}"]`)?.focus();
  }

  // What is wrong with a number is said once the hand has left it, and taken back as soon as it is right.
  function mark(part, fresh) {
    const said = part.querySelector("[data-says]");
    for (const box of part.querySelectorAll("[inputmode=decimal]")) {
      const same = fresh.querySelector(`[name="${box.name}"]`);
      const isTyping = box === document.activeElement && !box.hasAttribute("aria-invalid");
      if (!same || isTyping) continue;
      for (const name of ["aria-invalid", "aria-describedby"]) {
        if (same.hasAttribute(name)) box.setAttribute(name, same.getAttribute(name));
        else box.removeAttribute(name);
      }
      said.querySelector(`#${box.id}-error`)?.remove();
      said.append(...fresh.querySelectorAll(`#${box.id}-error`));
    }
    said.parentElement.hidden = !said.hasChildNodes();
  }

  function fillIn(box) {
    const chosen = [...(box.list?.options ?? [])].find((option) => option.value === box.value);
    const row = box.closest("tbody");
    if (!chosen || !row) return;

    for (const [name, value] of Object.entries({
      quantity: chosen.dataset.quantity,
      unit: chosen.dataset.unit,
      price: chosen.dataset.price,
      vat_code: chosen.dataset.rate,
      product_group_id: chosen.dataset.group,
    })) {
      const other = row.querySelector(`[name$="-${name}"]`);
      const isChosen = name === "vat_code" || name === "product_group_id";
      if (other && value && (isChosen || !other.value)) other.value = value;
    }
    later();
  }

  // The usual rate of a product group; another one can still be chosen.
  function takeRate(box) {
    const rate = box.closest("tbody").querySelector('[name$="-vat_code"]');
    const usual = box.selectedOptions[0].dataset.rate;
    if (rate && usual) rate.value = usual;
    later();
  }

  async function putIn(list) {
    const text = list.selectedOptions[0].dataset.body;
    const where = form.elements[list.dataset.puts];
    if (!text) return;
    if (where) {
      where.value = [where.value.trimEnd(), text].filter(Boolean).join("\n\n");
      list.value = "";
      where.dispatchEvent(new Event("input", { bubbles: true }));
      where.focus();
      return;
    }
    const piece = await ask("put-line");
    if (!piece) return;
    body.replaceChildren(...piece.childNodes);
    goOn("add-text");
    body.dispatchEvent(new Event("input", { bubbles: true }));
  }

  // Enter goes on to the next row; a line that moved keeps the hand on it.
  function goOn(did, stoodAt) {
    const [what, place] = did.split("-");
    const all = rows(body);
    if (what === "up" || what === "down") {
      const row = all[Math.max(0, Math.min(all.length - 1, Number(place) + (what === "up" ? -1 : 1)))];
      const same = row?.querySelector(`[value^="${what}-"]:not(:disabled)`);
      (same ?? row?.querySelector("button:not(:disabled)"))?.focus();
    } else if (what === "remove") {
      typing(all[Math.min(Number(place), all.length - 1)])?.focus();
    } else if (what === "add") {
      typing(all.at(place === "alternative" ? -3 : -2))?.focus();
    } else {
      typing(all[Math.min(stoodAt + 1, all.length - 1)])?.focus();
    }
  }

  function rowOf(element) {
    return rows(body).indexOf(element?.closest("tbody"));
  }
}

function rows(part) {
  return [...part.querySelectorAll("tbody")];
}

function typing(row) {
  return row?.querySelector("textarea, input:not([type=hidden])");
}
