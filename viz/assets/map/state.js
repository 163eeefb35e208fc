// What the reader has chosen, and what follows for each tie. Every part of the page listens.

const allKinds = Object.keys(data.tieKinds);
const asOpened = () => ({ selected: "", kinds: new Set(data.started), least: 1, find: "",
  year: "", sure: 0, cross: true, goal: "", department: "" });
const state = asOpened();
const listeners = [];
const onChange = (listener) => listeners.push(listener);

// What follows from the filters, counted once for each change of them.
let itemsOf = new Map();
let weights = new Map();
let shownEdges = [];
let tiesById = new Map();

const shownItems = (edge) => itemsOf.get(edge.id);
const weight = (edge) => weights.get(edge.id);
const isShown = (edge) => weight(edge) >= state.least;
const tiesOf = (id) => tiesById.get(id) || [];
const otherEnd = (edge, id) => nodesById.get(edge.source === id ? edge.target : edge.source);
const strongestKind = (edge) => allKinds.find((kind) => shownItems(edge).some(
  (item) => item.kind === kind)) || edge.items[0].kind;
const isNarrowed = () => Boolean(state.goal || state.department);
// What a goal or department has nothing to do with is not looked for, either.
const matches = (node) => node.fold.includes(fold(state.find))
  && (!isNarrowed() || tiesOf(node.id).length > 0);

// A passage without a year (of a list, say) holds in every year.
const holds = (passage) => passage.sure >= state.sure && (state.cross || !passage.cross)
  && (!state.year || !passage.year || passage.year === state.year);

const standsFor = (id, name) => {
  const node = nodesById.get(id);
  return node.members.length ? node.members.includes(name) : node.name === name;
};

// Two share a thing as long as a passage of each is left.
function isLeft(edge, item) {
  const told = item.passages.map((number) => data.passages[number]);
  return told.length > 0 && (!data.shared.includes(item.kind) || [edge.source, edge.target].every(
    (id) => told.some((passage) => passage.by.some((name) => standsFor(id, name)))));
}

const isChosen = (about) => ["goal", "department"].every(
  (facet) => !state[facet] || data.facets[facet][about]?.includes(state[facet]));

function leftItems(edge) {
  const items = edge.items.filter((item) => state.kinds.has(item.kind) && isChosen(item.about));
  if (!state.year && !state.sure && state.cross) return items;
  return items.map((item) => ({ ...item, passages: item.passages.filter(
    (number) => holds(data.passages[number])) })).filter((item) => isLeft(edge, item));
}

function count() {
  itemsOf = new Map(data.edges.map((edge) => [edge.id, leftItems(edge)]));
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
  if (["kinds", "least", "year", "sure", "cross", "goal", "department"].some((name) => name in changes)) count();
  for (const listener of listeners) listener();
}

const select = (id) => change({ selected: id });
