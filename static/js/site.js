// The behaviours of Bootstrap Italia that the pages use, as the package ships them: importing a
// module switches it on. The whole bundle weighs 1 MB and adds a <style> of its own, which the
// Content-Security-Policy refuses.
import "../plugins/alert.js";
import "../plugins/collapse.js";
import "../plugins/navbar-collapsible.js";
import "../plugins/track-focus.js";
