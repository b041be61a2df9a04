// Why not? The reason that is ticked first counts most, the next ones counted too; the order can be seen and is sent along.
// <div class="reasons" data-reasons data-most="counted most" data-also="counted too"> with ticks, and
// <input type="hidden" name="main_reason" data-main-reason> in the same form.
for (const list of document.querySelectorAll("[data-reasons]")) {
  const ticks = [...list.querySelectorAll("input[type=checkbox]")];
  const main = list.closest("form").querySelector("[data-main-reason]");
  const startsWith = ticks.filter((tick) => tick.checked);
  let order = startsWith.sort((one, other) => (other.value === main?.value) - (one.value === main?.value));

  list.addEventListener("change", (event) => {
    order = order.filter((tick) => tick !== event.target);
    if (event.target.checked) order.push(event.target);
    show();
  });
  show();

  function show() {
    if (main) main.value = order[0]?.value ?? "";
    for (const tick of ticks) {
      const option = tick.closest(".option");
      option.classList.toggle("reason--first", tick === order[0]);
      option.querySelector("small")?.remove();
      if (order.includes(tick)) {
        const said = tick === order[0] ? list.dataset.most : list.dataset.also;
        option.querySelector("span").append(Object.assign(document.createElement("small"), { textContent: said }));
      }
    }
  }
}
