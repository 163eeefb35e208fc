// What the page shows, as a file: SVG and PNG of the picture, CSV of the ties with passages.

const ABOVE = 78;
const ROW = 28;
const MARGIN = 16;
const LEAST_WIDTH = 760;

function drawn(tag, attributes, text = "") {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.textContent = text;
  return made;
}

// The picture on its own, with its title, snapshot and legend.
function wholeSvg() {
  const copy = element("still").cloneNode(true);
  const { left, top, width, height } = data.frame;
  const wide = Math.max(width, LEAST_WIDTH, textWidth(pick(data.title), 22) + 2 * MARGIN);
  const x = left - (wide - width) / 2;
  const rows = legendRows(wide);
  const tall = ABOVE + height + rows.length * ROW + MARGIN;
  for (const hidden of copy.querySelectorAll("[style*=none]")) hidden.remove();
  for (const [name, value] of Object.entries({ xmlns: SVG, width: wide, height: tall,
    viewBox: `${x} ${top - ABOVE} ${wide} ${tall}` })) copy.setAttribute(name, value);
  copy.prepend(drawn("rect", { x, y: top - ABOVE, width: wide, height: tall, fill: "#ffffff" }));
  copy.append(
    drawn("text", { x: x + MARGIN, y: top - ABOVE + 34, "font-size": 20, "font-weight": 700 },
      pick(data.title)),
    drawn("text", { x: x + MARGIN, y: top - ABOVE + 58, "font-size": 12, fill: "#4d4d4d" },
      `${word("snapshot")}: ${data.snapshot || word("no-snapshot")}`),
    ...rows.flatMap((row, at) => legendRow(row, x, top + height + at * ROW)));
  return [new XMLSerializer().serializeToString(copy), wide, tall];
}

// The legend's entries with where each begins, broken into rows no broader than `wide`.
function legendRows(wide) {
  const rows = [[]];
  let at = MARGIN;
  for (const [kind, style] of Object.entries({ ...data.nodeKinds, ...data.tieKinds })) {
    const label = pick([style.ja, style.en]);
    const broad = 60 + [...label].reduce((sum, sign) => sum + (sign > "\u00ff" ? 13 : 7.2), 0);
    if (at + broad > wide - MARGIN && rows.at(-1).length) {
      rows.push([]);
      at = MARGIN;
    }
    rows.at(-1).push({ kind, label, at });
    at += broad;
  }
  return rows;
}

function legendRow(entries, x, y) {
  return entries.flatMap(({ kind, label, at }) => {
    const sample = element(`sample-${kind}`).cloneNode(true);
    sample.removeAttribute("id");
    sample.setAttribute("x", x + at);
    sample.setAttribute("y", y + 6);
    return [sample, drawn("text", { x: x + at + 34, y: y + 20, "font-size": 13 }, label)];
  });
}

function csvRows() {
  const head = ["source", "target", "kind", "about", "by", "when", "place", "quote"].map(
    (key) => word(key));
  const rows = shownEdges.flatMap((edge) => shownItems(edge).flatMap((item) => item.passages.map(
    (number) => {
      const passage = data.passages[number];
      return [nodesById.get(edge.source).name, nodesById.get(edge.target).name,
        kindWord(item.kind), item.label, passage.by.join("・"), pick(passage.when),
        pick(passage.where), passage.quote];
    })));
  return [head, ...rows];
}

function startDownloads() {
  element("save-png").addEventListener("click", () => savePng(...wholeSvg(), data.kind));
  element("save-svg").addEventListener("click", () => saveSvg(wholeSvg()[0], data.kind));
  element("save-csv").addEventListener("click", () => saveCsv(csvRows(), data.kind));
  element("print").addEventListener("click", () => window.print());
}
