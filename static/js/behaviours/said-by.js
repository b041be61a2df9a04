// <form data-said-by>: we think so, until the customer's own words are typed; whoever chooses is never overruled.
for (const form of document.querySelectorAll("form[data-said-by]")) {
  const words = form.elements.customer_words;
  const choices = [...form.querySelectorAll("[name=said_by]")];
  let isChosen = choices.some((choice) => choice.checked);

  for (const choice of choices) choice.addEventListener("click", () => (isChosen = true));
  words.addEventListener("input", choose);
  choose();

  function choose() {
    if (isChosen) return;
    const said = words.value.trim() ? "customer_said" : "our_guess";
    for (const choice of choices) choice.checked = choice.value === said;
  }
}

// <ul data-ask-next>: what to ask on after the reasons that are ticked, with the box for what they say to it.
for (const list of document.querySelectorAll("[data-ask-next]")) {
  const reasons = list.closest("form").querySelector("[data-reasons]");
  reasons.addEventListener("change", show);
  show();

  function show() {
    const ticked = new Set([...reasons.querySelectorAll(":checked")].map((tick) => tick.value));
    for (const item of list.children) item.hidden = !ticked.has(item.dataset.reason);
    list.hidden = ![...list.children].some((item) => !item.hidden);
    const answer = list.parentElement.querySelector("[data-ask-next-answer]");
    answer.hidden = list.hidden && !answer.querySelector("input").value;
  }
}
