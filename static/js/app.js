// Every page works without this; it only makes things quicker. Each behaviour listens for its own data attributes.
import "./behaviours/confirm.js";
import "./behaviours/copy.js";
import "./behaviours/form-key.js";
import "./behaviours/keys.js";
import "./behaviours/menus.js";
import "./behaviours/print.js";
import "./behaviours/quick-add.js";
import "./behaviours/quick-submit.js";
import "./behaviours/reasons.js";
import "./behaviours/roll.js";
import "./behaviours/said-by.js";
import "./behaviours/submit-at-once.js";
import "./behaviours/rows.js";
import "./behaviours/suggest.js";
import "./behaviours/unsaved.js";
