// Every page works without this; it only makes things quicker. Each behaviour listens for its own data attributes.
// What most pages use is imported. Any other is added to the list: it is loaded by the pages that have what it needs,
// also when that comes into the page later.
import "./behaviours/confirm.js";
import "./behaviours/form-key.js";
import "./behaviours/keys.js";
import "./behaviours/menus.js";
import "./behaviours/quick-add.js";
import "./behaviours/quick-submit.js";
import "./behaviours/suggest.js";

const needed = new Map([
  ["copy", "[data-copies]"],
  ["cover", "[data-cover]"],
  ["drafts", "form[data-draft]"],
  ["lock", "[data-cover]"],
  ["next-line", "[data-next-line]"],
  ["print", "[data-prints]"],
  ["reasons", "[data-reasons]"],
  ["roll", "[data-roll]"],
  ["rows", "[data-adds-row]"],
  ["said-by", "[data-said-by], [data-ask-next]"],
  ["submits", "[data-submits]"],
  ["submit-at-once", "[data-submit-at-once]"],
]);

function load() {
  for (const [name, what] of needed) {
    if (!document.querySelector(what)) continue;

    needed.delete(name);
    import(`./behaviours/${name}.js`);
  }
}

load();
new MutationObserver(load).observe(document.body, { childList: true, subtree: true });
