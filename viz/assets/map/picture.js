// The picture: vis-network draws what was placed ahead; nothing moves by itself.

const seen = JSON.parse(element("vis-data").textContent);
const FAINT = 0.13;
const dots = new vis.DataSet();
const lines = new vis.DataSet();
const canvasFrame = element("canvas");
let network;

// vis-network draws at every change by itself; whatever is done in `work` is drawn once.
let held = 0;

function drawOnce(work) {
  const { emitter } = network.body;
  held += 1;
  emitter.emit("_blockRedraw");
  work();
  held -= 1;
  if (held) return;
  emitter.emit("_allowRedraw");
  network.redraw();
}

// The nodes to show in full: all, or what is found, or the choice with its neighbours.
let bright = new Set();

function lit() {
  const edge = edgesById.get(state.selected);
  if (edge) return new Set([edge.source, edge.target]);
  if (nodesById.has(state.selected)) {
    const id = state.selected;
    return new Set([id, ...tiesOf(id).map((tie) => otherEnd(tie, id).id)]);
  }
  return new Set(data.nodes.filter(matches).map((node) => node.id));
}

function isLit(edge) {
  if (edgesById.has(state.selected)) return edge.id === state.selected;
  if (nodesById.has(state.selected)) {
    return edge.source === state.selected || edge.target === state.selected;
  }
  return !state.find || (bright.has(edge.source) && bright.has(edge.target));
}

const nodeLooks = () => data.nodes.map((node) => ({
  id: node.id, opacity: bright.has(node.id) ? 1 : FAINT }));

const edgeLooks = () => data.edges.map((edge) => {
  const style = data.tieKinds[strongestKind(edge)];
  return {
    id: edge.id,
    hidden: !isShown(edge),
    width: data.widths[weight(edge)],
    dashes: style.dash.length ? style.dash : false,
    color: { color: style.colour, highlight: style.colour, hover: style.colour,
      opacity: isLit(edge) ? 1 : FAINT },
  };
});

// Only what looks other than before is handed on: each update makes vis-network draw anew.
const painted = new Map();

function altered(looks) {
  return looks.filter((look) => {
    const told = JSON.stringify(look);
    const same = painted.get(look.id) === told;
    painted.set(look.id, told);
    return !same;
  });
}

function paint() {
  bright = lit();
  orderLabels();
  drawOnce(() => {
    dots.update(altered(nodeLooks()));
    lines.update(altered(edgeLooks()));
    showChoice();
  });
}

function showChoice() {
  network.setSelection({
    nodes: nodesById.has(state.selected) ? [state.selected] : [],
    edges: edgesById.has(state.selected) ? [state.selected] : [],
  }, { highlightEdges: false });
}

// Each node or edge as it was made, with what it looks like as the address asks.
function made(given, looks) {
  altered(looks);
  const byId = new Map(looks.map((look) => [look.id, look]));
  return given.map((one) => ({ ...one, ...byId.get(one.id) }));
}

function zoom(factor) {
  network.moveTo({ scale: network.getScale() * factor });
  keepView();
}

function showWhole() {
  const room = canvasFrame.getBoundingClientRect();
  if (!room.width || !room.height) return;
  const { left, top, width, height } = data.frame;
  const scale = Math.min(room.width / width, room.height / height, 1.25);
  network.moveTo({ position: { x: left + width / 2, y: top + height / 2 }, scale });
  view = null;
}

// The part of the picture on the screen, or null for all of it.
let view = null;

function keepView() {
  const { x, y } = network.getViewPosition();
  view = [Math.round(x), Math.round(y), Number(network.getScale().toFixed(3))];
  writeAddress();
}

function showView(wanted) {
  view = wanted;
  if (!view) showWhole();
  else network.moveTo({ position: { x: view[0], y: view[1] }, scale: view[2] });
}

function startPicture(wanted) {
  bright = lit();
  orderLabels();
  network = new vis.Network(canvasFrame, { nodes: dots, edges: lines }, seen.options);
  network.on("afterDrawing", drawLabels);
  drawOnce(() => {
    dots.add(made(seen.nodes, nodeLooks()));
    lines.add(made(seen.edges, edgeLooks()));
    showChoice();
    showView(wanted);
  });
  document.body.classList.add("drawn");
  canvasFrame.firstElementChild.tabIndex = -1;  // the list beside it is the way of the keyboard
  network.on("click", ({ nodes, edges, pointer }) => select(
    nodes[0] || labelAt(pointer.canvas) || edges[0] || ""));
  network.on("doubleClick", ({ nodes, pointer }) => enter(nodes[0] || labelAt(pointer.canvas)));
  network.on("hoverNode", () => canvasFrame.classList.add("over"));
  network.on("hoverEdge", () => canvasFrame.classList.add("over"));
  network.on("blurNode", () => canvasFrame.classList.remove("over"));
  network.on("blurEdge", () => canvasFrame.classList.remove("over"));
  network.on("dragEnd", keepView);
  network.on("zoom", keepView);
  // vis-network restores its own view right after this event.
  network.on("resize", () => requestAnimationFrame(() => { if (!view) showWhole(); }));
  // Without Ctrl the wheel scrolls the page: the tables stand below the picture.
  canvasFrame.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey) event.stopPropagation();
  }, { capture: true });
  element("zoom-in").addEventListener("click", () => zoom(1.25));
  element("zoom-out").addEventListener("click", () => zoom(0.8));
  element("whole").addEventListener("click", () => { showWhole(); writeAddress(); });
  onChange(paint);
}
