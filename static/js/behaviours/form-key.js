// Back brings the words that were typed, but a form with a new key: give it the key it had, so that it is saved once.
const boxes = [...document.querySelectorAll('[name="form_key"]')];
const [arrival] = performance.getEntriesByType("navigation");
const had = history.state?.formKeys;

if (arrival?.type === "back_forward" && had?.length === boxes.length) {
  boxes.forEach((box, index) => { box.value = had[index]; });
} else {
  history.replaceState({ ...history.state, formKeys: boxes.map((box) => box.value) }, "");
}
