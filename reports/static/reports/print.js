// The page on which one waits for a PDF: looks again every two seconds, changes only the parts that
// are no longer the same, and goes on to the file once it is there. Without it the page reloads itself.
const AGAIN = 2000; // milliseconds

const root = document.getElementById("print");

/** Put the parts of `fresh` in place of ours. Each stays the same element: a screen reader listens to it. */
function show(fresh) {
  for (const part of root.querySelectorAll("[data-part]")) {
    const newer = fresh.querySelector(`[data-part="${part.dataset.part}"]`);
    if (part.textContent.trim() !== newer.textContent.trim()) part.replaceChildren(...document.adoptNode(newer).childNodes);
  }
  root.dataset.pending = fresh.dataset.pending;
  root.dataset.file = fresh.dataset.file;
}

async function look() {
  try {
    const answer = await fetch(location.href, { redirect: "manual" });
    const page = new DOMParser().parseFromString(answer.ok ? await answer.text() : "", "text/html");
    const fresh = page.getElementById("print");
    if (fresh) show(fresh);
    else location.reload(); // the session has ended, or the print is gone: the site says which
  } catch {
    // No connection just now: look again later.
  }
  next();
}

function next() {
  if (root.dataset.pending === "yes") setTimeout(look, AGAIN);
  else if (root.dataset.file && "goesOn" in root.dataset) {
    // Whoever comes back to this page finds the link, and is not sent the file again.
    history.replaceState(null, "", location.pathname);
    location.assign(root.dataset.file);
  }
}

next();
