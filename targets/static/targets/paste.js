// A table copied in Word or Excel reaches the page in two forms. The plain one breaks rows where a
// cell has several paragraphs; the HTML one does not. The box shows the plain form, the form sends
// both. Without JavaScript the plain form alone is sent.
const LONGEST = 2_000_000; // characters; the server refuses much larger forms

const box = document.getElementById("id_text");
const html = document.getElementById("id_html");
let isPasting = false;

box.addEventListener("paste", (event) => {
  const copied = event.clipboardData.getData("text/html");
  const replacesAll = box.selectionEnd - box.selectionStart === box.value.length;
  html.value = replacesAll && copied.length < LONGEST && /<table[\s>]/i.test(copied) ? copied : "";
  isPasting = html.value !== "";
});

// Whoever edits the text means the text.
box.addEventListener("input", () => {
  if (!isPasting) html.value = "";
  isPasting = false;
});
