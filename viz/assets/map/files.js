// Files that the page hands to its reader: a picture as SVG or PNG, rows as CSV.

const SVG = "http://www.w3.org/2000/svg";
const PIXELS = 2;

function save(blob, name) {
  const link = Object.assign(document.createElement("a"), {
    href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

const saveSvg = (text, name) => save(new Blob([text], { type: "image/svg+xml" }), `${name}.svg`);

function savePng(text, wide, tall, name) {
  const image = new Image();
  const canvas = Object.assign(document.createElement("canvas"), {
    width: wide * PIXELS, height: tall * PIXELS });
  image.onload = () => {
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((blob) => save(blob, `${name}.png`), "image/png");
  };
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
}

// A spreadsheet must not take a cell for a formula.
function cell(value) {
  const text = String(value);
  const guarded = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${guarded.replaceAll('"', '""')}"`;
}

const saveCsv = (rows, name) => save(new Blob([
  `\ufeff${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`],
{ type: "text/csv;charset=utf-8" }), `${name}.csv`);
