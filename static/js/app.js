// Every page works without this; it only makes things quicker. Each behaviour listens for its own data attributes.
// What most pages use is imported. Any other is added to the list: it is loaded by the pages that have what it needs,
// also when that comes into the page later, or (:focus-within) when somebody goes there.
import "./behaviours/confirm.js";
import "./behaviours/form-key.js";
import "./behaviours/keys.js";
import "./behaviours/menus.js";
import "./behaviours/quick-add.js";
import "./behaviours/quick-submit.js";

const needed = new Map([
  ["adds-up", "[data-adds-up]"],
  ["ask-next", "[data-ask-next]"],
  ["copy", "[data-copies]"],
  ["cover", "[data-cover]"],
  ["drafts", "form[data-draft]"],
  ["lock", "[data-cover]"],
  ["next-line", "[data-next-line]"],
  ["print", "[data-prints]"],
  ["quick-add-dialog", "form[data-reads]"],
  ["reasons", "[data-reasons]"],
  ["roll", "[data-roll]"],
  ["rows", "[data-adds-row]"],
  ["said-by", "[data-said-by]"],
  ["submits", "[data-submits]"],
  ["submit-at-once", "[data-submit-at-once]"],
  ["suggest", "[data-suggests]:focus-within"],
]);

function load() {
  for (const [name, what] of needed) {
    if (!document.querySelector(what)) continue;

    needed.delete(name);
    import(`./behaviours/${name}.js`);
  }
}

load();
document.addEventListener("focusin", load);
new MutationObserver(load).observe(document.body, { childList: true, subtree: true });
