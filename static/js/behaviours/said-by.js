// <form data-said-by>: we think so, until the customer's own words are typed; whoever chooses is never overruled.
// A number of the card was written by the customer, whatever was chosen.
for (const form of document.querySelectorAll("form[data-said-by]")) {
  const { customer_words: words, card_numbers: numbers } = form.elements;
  const choices = [...form.querySelectorAll("[name=said_by]")];
  let isChosen = choices.some((choice) => choice.checked);

  for (const choice of choices) choice.addEventListener("click", () => (isChosen = true));
  words.addEventListener("input", choose);
  numbers?.addEventListener("input", choose);
  choose();

  function choose() {
    const isWritten = Boolean(numbers?.value.trim());
    if (isChosen && !isWritten) return;
    const said = isWritten ? "customer_wrote" : words.value.trim() ? "customer_said" : "our_guess";
    for (const choice of choices) choice.checked = choice.value === said;
  }
}
