// <form data-adds-up>: what the quote comes to while somebody ticks in [data-chooses]; the server adds up and sends the
// piece for [data-total]. When it cannot, no sum is shown rather than an old one.
for (const form of document.querySelectorAll("form[data-adds-up]")) {
  const total = form.querySelector("[data-total]");
  let asking = new AbortController();

  form.querySelector("[data-chooses]")?.addEventListener("change", async () => {
    asking.abort();
    asking = new AbortController();
    const { signal } = asking;
    const piece = await ask(signal);
    if (!signal.aborted) total.replaceChildren(...piece);
  });

  async function ask(signal) {
    const typed = new FormData(form);
    typed.set("do", "count");
    try {
      const answer = await fetch(location.href, { method: "POST", body: typed, headers: { "X-Piece": "total" }, signal });
      if (!answer.ok || answer.redirected) return [];
      return new DOMParser().parseFromString(await answer.text(), "text/html").body.childNodes;
    } catch {
      return [];
    }
  }
}
