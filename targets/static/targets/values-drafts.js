// What is typed and not saved yet is kept in this window, so that an expired session, a dead
// connection or a wrong click costs nothing. It is offered back, never put back unasked; it is
// gone when the window closes.

/** Keep the drafts of `form`. Call `changed()` after typing, `sent()` when the form goes off. */
export function keepDrafts(root, form, { say, preview }) {
  const key = `perfplan-values:${root.dataset.person}:${root.dataset.period}`;
  const count = root.querySelector("[data-unsaved]");
  const initial = snapshot(form);

  function stored() {
    try {
      return JSON.parse(sessionStorage.getItem(key)) ?? {};
    } catch {
      return {};
    }
  }

  function store(drafts) {
    try {
      if (Object.keys(drafts).length) sessionStorage.setItem(key, JSON.stringify(drafts));
      else sessionStorage.removeItem(key);
    } catch {
      // A browser that keeps nothing: the form works as without this.
    }
  }

  function changed() {
    const drafts = stored();
    for (const [id, fields] of Object.entries(snapshot(form))) {
      const differing = isUnsaved(id) ? fields : Object.fromEntries(
        Object.entries(fields).filter(([name, value]) => value !== initial[id][name]),
      );
      if (Object.keys(differing).length) {
        drafts[id] = draft(id, differing);
      }
      else delete drafts[id];
    }
    store(drafts);
    tell(Object.keys(drafts).filter((id) => id in initial).length);
  }

  function sent() {
    const drafts = stored();
    for (const [id, each] of Object.entries(drafts)) {
      each.sent = true;
      if (of(id, "choice")?.value.startsWith("theirs:")) delete drafts[id]; // the person drops it
    }
    store(drafts);
  }

  /** The hidden field of a block that says on what page it was typed: `version` or `served`. */
  function of(id, what) {
    return form.elements[`${id}-${what}`];
  }

  function draft(id, fields) {
    return { version: of(id, "version").value, served: of(id, "served").value, fields };
  }

  /** Whether the server shows back what was typed of it: it stands in the boxes and is not stored. */
  function isUnsaved(id) {
    return "unsavedBlock" in document.getElementById(id).dataset;
  }

  function tell(unsaved) {
    if (!count) return;
    const text = unsaved === 1 ? root.dataset.textUnsavedOne : root.dataset.textUnsaved;
    count.textContent = text.replace("{count}", unsaved);
    count.hidden = unsaved === 0;
  }

  /** What was typed before this page was opened and is neither saved nor in its boxes. */
  function lost() {
    const drafts = stored();
    for (const id of Object.keys(initial).filter(isUnsaved)) drafts[id] = draft(id, initial[id]);
    for (const [id, draft] of Object.entries(drafts)) {
      if (!(id in initial) || isUnsaved(id)) continue; // of another page of the same period; or it stands there
      // A later version that a colleague saved is no reason to drop what this person typed.
      const isMine = "mine" in document.getElementById(id).dataset;
      const isSaved = draft.sent && isMine && draft.version !== of(id, "version").value;
      const isThere = Object.entries(draft.fields).every(([name, value]) => initial[id][name] === value);
      if (isSaved || isThere) delete drafts[id];
    }
    store(drafts);
    return Object.entries(drafts).filter(([id]) => id in initial && !isUnsaved(id));
  }

  function offer(found) {
    const box = document.getElementById("values-offer").content.cloneNode(true).firstElementChild;
    const [restore, drop] = box.querySelectorAll("button");
    restore.addEventListener("click", () => {
      for (const [id, draft] of found) {
        for (const [name, value] of Object.entries(draft.fields)) fill(form, name, value);
        // They were typed on that page: what a colleague saved since is a conflict, not overwritten.
        of(id, "version").value = draft.version;
        of(id, "served").value = draft.served;
        preview(document.getElementById(id));
      }
      changed();
      box.remove();
      say(root.dataset.textRestored);
    });
    drop.addEventListener("click", () => {
      const drafts = stored();
      for (const [id] of found) delete drafts[id];
      store(drafts);
      box.remove();
    });
    form.before(box);
  }

  const found = lost();
  if (found.length) offer(found);
  return { changed, sent };
}

/** The fields of every block by their names; a radio by the value that is chosen. */
function snapshot(form) {
  const blocks = {};
  for (const block of form.querySelectorAll("[data-block]")) {
    const fields = {};
    for (const field of block.querySelectorAll("input[name], textarea[name]")) {
      if (["hidden", "file"].includes(field.type)) continue;
      if (field.type !== "radio") fields[field.name] = field.value;
      else if (field.checked) fields[field.name] = field.value;
      else fields[field.name] ??= "";
    }
    blocks[block.id] = fields;
  }
  return blocks;
}

function fill(form, name, value) {
  const field = form.elements[name];
  if (!field) return;
  field.value = value; // a group of radios takes the value that is to be chosen
}
