// <form data-draft="/drafts/keep?relation=12&title=…">: what is typed goes to the server every now and then, so that whoever
// jumps away, or loses the page, finds it again. As long as there is an older draft ([data-draft-offer]) nothing is
// kept over it; then, and when keeping fails, the browser asks before somebody leaves.
const every = 1000;
const afterBox = 300;
const underway = 300;
const longestUnderway = 2000;
const mostWhileLeaving = 60_000;
const refused = 409;
const isResumed = new URLSearchParams(location.search).has("draft");
const states = new Map();

document.addEventListener("input", ({ target }) => {
  const form = target.form;
  if (form?.dataset.draft) isTypedIn(form);
});

document.addEventListener("focusout", ({ target }) => {
  if (states.get(target.form)?.isTyped) setTimeout(keep, afterBox, target.form);
});

document.addEventListener("submit", (event) => {
  const state = states.get(event.target);
  if (!state || event.defaultPrevented) return;

  state.isTyped = state.isLost = false;
  if (!state.sending) return;

  // What is on its way arrives first, or it would be kept after the form was saved.
  event.preventDefault();
  state.sending.then(() => event.target.requestSubmit(event.submitter));
});

document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") states.forEach((_state, form) => keep(form));
});

window.addEventListener("pagehide", () => states.forEach((_state, form) => keep(form)));

// Before the next page is asked for, so that this one, when it is that page, already knows.
window.addEventListener("beforeunload", (event) => {
  for (const [form, state] of states) {
    keep(form);
    if (state.sending) sessionStorage.setItem("left", path(form));
  }
  if ([...states].some(([form, state]) => state.isLost || (state.isTyped && isHeld(form)))) event.preventDefault();
});

for (const form of document.querySelectorAll("main form[data-draft]")) {
  if (sessionStorage.getItem("left") === path(form)) {
    // What was sent on leaving this same page may have come after it was made.
    stateOf(form).isAwaited = true;
    setTimeout(lookAgain, underway, form);
  } else if (isResumed || document.querySelector("main .flash--no")) {
    // Words that came back, from a draft or because they could not be saved, are kept as those of this page.
    stateOf(form).isTyped = stateOf(form).goesOn = true;
    keep(form);
  } else if (boxes(form).some((box) => box.value !== box.defaultValue)) {
    // Somebody was quicker than this script.
    isTypedIn(form);
  }
}
sessionStorage.removeItem("left");

async function lookAgain(form, wait = underway) {
  const state = stateOf(form);
  if (isResumed && !state.isTyped) return location.replace(location);

  await offer(form);
  // It may be on its way for longer, on a computer that is busy.
  if (!isHeld(form) && wait < longestUnderway) return setTimeout(lookAgain, wait, form, 2 * wait);
  state.isAwaited = false;
  keep(form);
}

async function offer(form) {
  const answer = await fetch(location).catch(() => null);
  const page = new DOMParser().parseFromString((await answer?.text()) ?? "", "text/html");
  if (!isHeld(form)) form.before(...page.querySelectorAll("main [data-draft-offer]"));
}

function isTypedIn(form) {
  stateOf(form).isTyped = true;
  stateOf(form).timer ??= setTimeout(keep, every, form);
}

function stateOf(form) {
  if (!states.has(form)) states.set(form, {});
  return states.get(form);
}

function keep(form) {
  const state = stateOf(form);
  clearTimeout(state.timer);
  state.timer = null;
  if (!state.isTyped || state.isAwaited || isHeld(form)) return;

  state.isTyped = false;
  const sending = send(form).then((answer) => {
    const isKept = Boolean(answer?.ok && !answer.redirected);
    state.isLost = !isKept;
    state.isTyped ||= !isKept;
    state.goesOn &&= !isKept;
    if (state.sending === sending) state.sending = null;
    // What was sent on leaving came after this page was made, and is still to be offered.
    if (answer?.status === refused) offer(form);
  });
  state.sending = sending;
}

async function send(form) {
  const words = new FormData(form);
  const about = new URL(form.dataset.draft, location);
  about.searchParams.set("page", path(form));
  about.searchParams.set("key", words.get("form_key"));
  if (stateOf(form).goesOn) about.searchParams.set("goes_on", "1");
  const headers = { "X-CSRFToken": words.get("csrf_token") };
  for (const name of ["form_key", "csrf_token"]) words.delete(name);
  for (const box of form.querySelectorAll("[type=password]")) words.delete(box.name);

  const body = new URLSearchParams(isEmpty(form) ? "" : words);
  const keepalive = `${body}`.length < mostWhileLeaving;
  return fetch(about, { method: "POST", body, headers, keepalive }).catch(() => null);
}

function path(form) {
  const { pathname, search } = new URL(form.getAttribute("action") ?? "", location);
  return pathname + search;
}

function isEmpty(form) {
  return boxes(form).every((box) => !box.value.trim());
}

function boxes(form) {
  return [...form.querySelectorAll("textarea, input:is([type=text], [type=search], :not([type]))")];
}

function isHeld(form) {
  return Boolean(form.closest("main, dialog")?.querySelector("[data-draft-offer]"));
}
