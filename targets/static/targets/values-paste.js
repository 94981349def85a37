// A column copied from a spreadsheet, pasted into a box, fills this box and the following ones.

/** Call `fill(boxes, values, left)` when several lines or cells are pasted into a box of `form`;
 * `left` values found no box. */
export function pasteColumns(form, fill) {
  form.addEventListener("paste", (event) => {
    if (!event.target.matches("[data-number]")) return;
    const values = cells(event.clipboardData.getData("text/plain"));
    if (values.length < 2) return;
    event.preventDefault();
    const all = [...form.querySelectorAll("[data-number]")];
    const boxes = all.slice(all.indexOf(event.target)).slice(0, values.length);
    fill(boxes, values.slice(0, boxes.length), values.length - boxes.length);
    boxes.at(-1).focus();
  });
}

/** The cells of what was copied, row by row. An empty cell within is kept: the next numbers stay in their place. */
function cells(text) {
  const lines = text.replace(/\r\n?/g, "\n").replace(/\n+$/, "").split("\n");
  return lines.flatMap((line) => line.split("\t")).map((cell) => cell.trim());
}
