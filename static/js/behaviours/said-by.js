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
