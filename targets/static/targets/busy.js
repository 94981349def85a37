// Reading or importing a long table takes some seconds: the page says that it runs and takes no second
// click. Without JavaScript the server does it once and tells the second click so.
for (const form of document.querySelectorAll("form[data-busy]")) {
  const status = form.querySelector("[role=status]");
  const buttons = form.querySelectorAll("button[type=submit]");
  const show = (isBusy) => {
    for (const button of buttons) button.disabled = isBusy;
    status.textContent = isBusy ? form.dataset.busy : "";
  };
  form.addEventListener("submit", () => show(true));
  // "Back" may bring the page as it was left.
  window.addEventListener("pageshow", () => show(false));
}
