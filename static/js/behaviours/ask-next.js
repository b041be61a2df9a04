// <div data-ask-next> with <li data-reason="id" data-asks>: what to ask on after the reason that counted most, and the box for
// what they say to it; without data-asks a reason only tells something. Which reason that is stands in the form as main_reason:
// reasons.js keeps it, further inside, so it comes first.
for (const part of document.querySelectorAll("[data-ask-next]")) {
  const form = part.closest("form");
  const list = part.querySelector("ul");
  const box = part.querySelector(":scope > div");

  form.addEventListener("change", show);
  show();
  list.dataset.shows = "one";

  function show() {
    const main = form.elements.main_reason.value;
    for (const item of list.children) item.hidden = item.dataset.reason !== main;
    const shown = [...list.children].find((item) => !item.hidden);
    list.hidden = !shown;
    box.hidden = !shown?.hasAttribute("data-asks") && !box.querySelector("input").value;
    part.hidden = list.hidden && box.hidden;
  }
}
