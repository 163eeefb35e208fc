// What the reader has chosen, and what follows for each tie. Every part of the page listens.

const allKinds = Object.keys(data.tieKinds);
const state = { selected: "", kinds: new Set(allKinds), least: 1, find: "" };
const listeners = [];
const onChange = (listener) => listeners.push(listener);

const shownItems = (edge) => edge.items.filter((item) => state.kinds.has(item.kind));
// A thing counts once, though it is listed at home and again under 再掲.
const weight = (edge) => new Set(shownItems(edge).map((item) => item.about)).size;
const isShown = (edge) => weight(edge) >= state.least;
const shownEdges = () => data.edges.filter(isShown);
const tiesOf = (id) => shownEdges().filter((edge) => edge.source === id || edge.target === id);
const otherEnd = (edge, id) => nodesById.get(edge.source === id ? edge.target : edge.source);
const strongestKind = (edge) => allKinds.find((kind) => shownItems(edge).some(
  (item) => item.kind === kind)) || edge.items[0].kind;
const matches = (node) => node.fold.includes(fold(state.find));
const edgeName = (edge) => `${nodesById.get(edge.source).name} ─ ${
  nodesById.get(edge.target).name}`;

function change(changes) {
  Object.assign(state, changes);
  for (const listener of listeners) listener(changes);
}

const select = (id) => change({ selected: id });
