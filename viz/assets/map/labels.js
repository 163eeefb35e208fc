// The labels below the shapes: all where there is room, the most tied first where there is not.

const LEAST_PIXELS = 11;
const TEXT = "#1a1a1a";
const FAINT_TEXT = "#949494";
let placed = [];
let labelOrder = data.nodes;

function orderLabels() {
  labelOrder = [...data.nodes].sort((one, other) => bright.has(other.id) - bright.has(one.id));
}

// The box of a label in the picture's coordinates; far out, text is drawn larger to stay readable.
function labelBox(node, size) {
  const line = data.label.line * size / data.label.size;
  const half = Math.max(...node.lines.map((text) => textWidth(text, size))) / 2;
  const top = node.y + node.radius + data.label.gap;
  return { node, line, left: node.x - half, right: node.x + half, top,
    bottom: top + line * node.lines.length };
}

const measured = new Map();
const ruler = document.createElement("canvas").getContext("2d");

function textWidth(text, size) {
  if (!measured.has(text)) {
    ruler.font = `${data.label.size}px ${data.label.face}`;
    measured.set(text, ruler.measureText(text).width);
  }
  return measured.get(text) * size / data.label.size;
}

const touch = (one, other) => one.left < other.right && other.left < one.right
  && one.top < other.bottom && other.top < one.bottom;

function drawLabels(context) {
  const size = Math.max(data.label.size, LEAST_PIXELS / network.getScale());
  placed = [];
  for (const node of labelOrder) {
    const box = labelBox(node, size);
    const crowded = size > data.label.size && placed.some((other) => touch(box, other));
    if (!crowded || node.id === state.selected) placed.push(box);
  }
  Object.assign(context, { textAlign: "center", textBaseline: "top" });
  drawHeadings(context);
  for (const box of [...placed].reverse()) drawLabel(context, box, size, bright.has(box.node.id));
}

function drawHeadings(context) {
  const size = Math.max(data.label.size + 2, LEAST_PIXELS / network.getScale());
  context.font = `bold ${size}px ${data.label.face}`;
  for (const { x, y, ja, en } of data.headings) {
    drawPlate(context, x, y - size, pick([ja, en]), size);
    context.fillStyle = TEXT;
    context.fillText(pick([ja, en]), x, y - size);
  }
}

function drawLabel(context, box, size, isBright) {
  const { node, line, top } = box;
  context.font = `${node.id === state.selected ? "bold " : ""}${size}px ${data.label.face}`;
  if (isBright) node.lines.forEach((text, at) => drawPlate(context, node.x, top + at * line, text, size));
  context.fillStyle = isBright ? TEXT : FAINT_TEXT;
  node.lines.forEach((text, at) => context.fillText(text, node.x, top + at * line));
}

// No line runs through letters: behind each line of a label the paper is white.
function drawPlate(context, x, y, text, size) {
  const half = textWidth(text, size) / 2 + 2;
  context.fillStyle = "#ffffff";
  context.fillRect(x - half, y - size / 16, 2 * half, size * data.label.line / data.label.size);
}

function labelAt({ x, y }) {
  const box = placed.find((one) => one.left <= x && x <= one.right
    && one.top <= y && y <= one.bottom);
  return box ? box.node.id : "";
}
