// The entry page, made quicker: what the numbers amount to while they are typed, a column pasted at
// once, a file attached when it is chosen, drafts kept in this window. Without it the same form does
// the same with its buttons. Nothing is saved here but by the form itself.
import { keepDrafts } from "./values-drafts.js";
import { pasteColumns } from "./values-paste.js";

const PAUSE = 350; // milliseconds without a key before the server is asked
const SHOWN = 12_000; // milliseconds that a message without a button stays
let hiding;

const root = document.getElementById("values");
const form = root.querySelector(".values-form");
const status = root.querySelector("[data-status]");

/** Say something to everybody: it is shown, and read out. `action` is [label, function]. */
function say(text, action) {
  clearTimeout(hiding);
  status.replaceChildren(text);
  if (!action) {
    hiding = setTimeout(() => status.replaceChildren(), SHOWN);
    return;
  }
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-xs btn-outline-primary";
  button.textContent = action[0];
  button.addEventListener("click", action[1]);
  status.append(" ", button);
}

/** Post to one of the page's small addresses; null where the session or the connection is gone. */
async function post(url, data, signal) {
  data.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  try {
    const answer = await fetch(url, { method: "POST", body: data, signal, redirect: "manual" });
    if (answer.ok && answer.headers.has("X-Piece-Of-Page")) return await answer.text();
    // Whoever is no longer signed in is answered with the page to sign in, or led to it.
    const isSignIn = answer.ok || answer.status === 403 || answer.type === "opaqueredirect";
    say(isSignIn ? root.dataset.textExpired : root.dataset.textRefused);
  } catch (error) {
    if (error.name !== "AbortError") say(root.dataset.textOffline);
  }
  return null;
}

const fieldsOf = (block) => [...block.querySelectorAll("[name]")].filter((field) => field.matches("input, textarea"));

function typedIn(block) {
  const data = new FormData();
  for (const field of fieldsOf(block)) {
    if (field.type === "file" || (field.type === "radio" && !field.checked)) continue;
    data.append(field.name, field.value);
  }
  return data;
}

// --- The result as they type -----------------------------------------------------------------------

const waiting = new WeakMap();

function preview(block) {
  const before = waiting.get(block);
  clearTimeout(before?.timer);
  before?.abort.abort();
  const abort = new AbortController();
  const timer = setTimeout(() => ask(block, abort.signal), PAUSE);
  waiting.set(block, { timer, abort });
  block.querySelector("[data-result]").classList.add("is-stale");
  const why = block.querySelector("[data-why]");
  if (why) why.open = true; // a stored value changes: here is the place to say why
}

async function ask(block, signal) {
  const html = await post(block.dataset.preview, typedIn(block), signal);
  const result = block.querySelector("[data-result]");
  if (html !== null) show(block, result, html);
  if (!signal.aborted) result.classList.remove("is-stale");
}

function show(block, result, html) {
  const active = document.activeElement;
  // What has no name is the one of its kind there: the line that opens the working.
  const focused = result.contains(active) && (active.id ? `#${CSS.escape(active.id)}` : active.localName);
  const isOpen = result.querySelector(".values-proof")?.open;
  result.innerHTML = html; // the server's own template, escaped there
  const proof = result.querySelector(".values-proof");
  if (proof && isOpen) proof.open = true;
  if (focused) result.querySelector(focused)?.focus();
  for (const box of block.querySelectorAll("[data-number]")) {
    const error = result.querySelector(`[data-for="${box.name}"]`);
    document.getElementById(`${box.name}-error`).textContent = error ? error.textContent : "";
    box.toggleAttribute("aria-invalid", error !== null);
    if (error) {
      box.setAttribute("aria-invalid", "true");
      error.remove();
    }
  }
  if (result.querySelector("[data-missed]")) block.querySelector("[data-note]").open = true;
}

// --- Evidence is attached when it is chosen --------------------------------------------------------

async function upload(input) {
  if (!input.files.length) return;
  const data = new FormData();
  for (const file of input.files) data.append(input.name, file);
  say(root.dataset.textAttaching);
  const html = await post(input.dataset.upload, data);
  if (html === null) return;
  const { id } = input;
  const list = input.closest("[data-evidence]");
  const isThere = list.contains(document.activeElement);
  list.innerHTML = html; // the server's own template, escaped there
  if (isThere) document.getElementById(id).focus(); // who types elsewhere meanwhile goes on typing
  say(list.querySelector("[role=alert]")?.textContent ?? root.dataset.textAttached);
}

// --- The form --------------------------------------------------------------------------------------

if (form) {
  // What was done is said at the head of the page; whoever was led back to a value is not there.
  const told = [...document.querySelectorAll(".messages .alert")].map((each) => each.textContent.trim());
  if (location.hash && told.length) say(told.join(" "));
  root.querySelector("[data-tip]")?.removeAttribute("hidden");
  const drafts = keepDrafts(root, form, { say, preview });
  const typed = (event) => {
    const block = event.target.closest("[data-block]");
    if (!block || event.target.type === "file") return;
    preview(block);
    drafts.changed();
  };
  form.addEventListener("input", typed);
  form.addEventListener("change", (event) => {
    if (event.target.matches("[data-upload]")) upload(event.target);
  });
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    const save = event.target.closest("[data-block]")?.querySelector("[data-save]");
    if (!save) return;
    event.preventDefault();
    save.click();
  });
  let isSending = false;
  form.addEventListener("submit", (event) => {
    if (isSending || !navigator.onLine) {
      event.preventDefault(); // the second click of a double click, or a dead connection
      if (!isSending) say(root.dataset.textOffline);
      return;
    }
    isSending = true;
    drafts.sent();
  });
  window.addEventListener("pageshow", () => {
    isSending = false; // also when the browser goes back to a page it kept
  });
  pasteColumns(form, (boxes, values, left) => {
    const before = boxes.map((box) => box.value);
    const write = (texts) => {
      boxes.forEach((box, place) => {
        box.value = texts[place];
      });
      new Set(boxes.map((box) => box.closest("[data-block]"))).forEach(preview);
      drafts.changed();
    };
    write(values);
    const words = [root.dataset.textPasted.replace("{count}", boxes.length)];
    if (left) words.push(root.dataset.textLeft.replace("{count}", left));
    say(words.join(" "), [root.dataset.textUndo, () => {
      write(before);
      boxes[0].focus();
      say(root.dataset.textUndone);
    }]);
  });
}
