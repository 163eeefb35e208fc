// A still picture as files: what its buttons save. Without script there are no buttons.

const pictures = [...document.querySelectorAll(".still svg")];
const saves = document.querySelector(".still-saves");
const name = saves.dataset.kind;

// All parts of the picture one below the other, as one.
function wholePicture() {
  const parts = pictures.map((picture) => picture.cloneNode(true));
  const size = (part, side) => Number(part.getAttribute(side));
  const whole = document.createElementNS(SVG, "svg");
  const wide = Math.max(...parts.map((part) => size(part, "width")));
  let tall = 0;
  for (const part of parts) {
    part.setAttribute("y", tall);
    tall += size(part, "height");
  }
  const paper = document.createElementNS(SVG, "rect");
  for (const [side, value] of [["width", wide], ["height", tall]]) {
    whole.setAttribute(side, value);
    paper.setAttribute(side, value);
  }
  whole.setAttribute("xmlns", SVG);
  paper.setAttribute("fill", "#ffffff");
  whole.append(paper, ...parts);
  return [new XMLSerializer().serializeToString(whole), wide, tall];
}

function rowsOf(table) {
  return [...table.rows].map((row) => [...row.cells].map(({ textContent }) => textContent.trim()));
}

const listen = (which, work) => saves.querySelector(which)?.addEventListener("click", work);
listen(".svg", () => saveSvg(wholePicture()[0], name));
listen(".png", () => savePng(...wholePicture(), name));
listen(".csv", () => saveCsv(rowsOf(document.querySelector("#tables table")), name));
listen(".print", () => window.print());
