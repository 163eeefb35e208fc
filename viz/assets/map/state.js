// What the reader has chosen, and what follows for each tie. Every part of the page listens.

const allKinds = Object.keys(data.tieKinds);
const state = { selected: "", kinds: new Set(allKinds), least: 1, find: "" };
const listeners = [];
const onChange = (listener) => listeners.push(listener);

// What follows from the filters, counted once for each change of them.
let weights = new Map();
let shownEdges = [];
let tiesById = new Map();

const shownItems = (edge) => edge.items.filter((item) => state.kinds.has(item.kind));
const weight = (edge) => weights.get(edge.id);
const isShown = (edge) => weight(edge) >= state.least;
const tiesOf = (id) => tiesById.get(id) || [];
const otherEnd = (edge, id) => nodesById.get(edge.source === id ? edge.target : edge.source);
const strongestKind = (edge) => allKinds.find((kind) => shownItems(edge).some(
  (item) => item.kind === kind)) || edge.items[0].kind;
const matches = (node) => node.fold.includes(fold(state.find));

function count() {
  // A thing counts once, though it is listed at home and again under 再掲.
  weights = new Map(data.edges.map((edge) => [edge.id, new Set(
    shownItems(edge).map((item) => item.about)).size]));
  shownEdges = data.edges.filter(isShown);
  tiesById = new Map();
  for (const edge of shownEdges) {
    for (const id of [edge.source, edge.target]) {
      if (!tiesById.has(id)) tiesById.set(id, []);
      tiesById.get(id).push(edge);
    }
  }
}

function change(changes) {
  Object.assign(state, changes);
  if ("kinds" in changes || "least" in changes) count();
  for (const listener of listeners) listener();
}

const select = (id) => change({ selected: id });
