// When the session has ended on the server, by itself or elsewhere, the page locks: it is covered, and asks for the
// password where it stands, so that nothing typed on it is lost. <dialog data-cover data-asks="/still-in" data-me="3"
// data-login="sanne" data-door="/sign-in?next=/me">: where to ask, who it is, and the page with the form to sign in.
import { coverPage, lastSign, showPage } from "./cover.js";

const every = 20_000;
const cover = document.querySelector("[data-cover]");
const root = document.documentElement;
const { asks, me, login, door } = cover.dataset;
let asked = Date.now();

setInterval(ask, every);
document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") ask(); });

async function ask() {
  const since = asked;
  asked = Date.now();
  const address = lastSign() > since ? `${asks}?touched=1` : asks;
  const answer = await fetch(address, { redirect: "manual" }).catch(() => null);
  if (answer?.type === "opaqueredirect") lock();
  else if (answer?.ok && "locked" in root.dataset) goOn(await load(door));
  else if (answer?.ok && (await answer.text()) !== me) location.reload();
}

async function lock() {
  if ("locked" in root.dataset) return;

  root.dataset.locked = "";
  coverPage();
  put(await load(door));
}

function put(page) {
  const form = page.querySelector("form[data-signs-in]");
  cover.querySelector("form")?.remove();
  form.classList.add("card");
  form.elements.login.value ||= login;
  form.addEventListener("submit", signIn);
  cover.append(form);
  form.elements[login ? "password" : "login"].focus();
}

async function signIn(event) {
  event.preventDefault();
  goOn(await load(door, { method: "POST", body: new URLSearchParams(new FormData(event.target)) }));
}

function goOn(page) {
  const inside = page.querySelector("[data-cover]");
  if (!inside) return put(page);
  if (inside.dataset.me !== me) return location.reload();

  const token = page.querySelector("[name=csrf_token]").value;
  for (const box of document.querySelectorAll("[name=csrf_token]")) box.value = token;
  cover.querySelector("form")?.remove();
  delete root.dataset.locked;
  showPage();
}

async function load(address, options) {
  const answer = await fetch(address, options);
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}
