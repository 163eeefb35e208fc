// The side panel: the list of items, or what is known of the chosen item or tie.

const list = element("list");
const details = element("details");

const badge = (kind, text) => make("span", { className: "badge", textContent: text,
  attributes: { "data-kind": kind } });

function kindCounts(edge) {
  const counts = allKinds.map((kind) => [kind, shownItems(edge).filter(
    (item) => item.kind === kind).length]);
  return counts.filter(([, count]) => count).map(
    ([kind, count]) => badge(kind, `${kindWord(kind)} ${count}`));
}

// ----- the list -----

const entries = data.nodes.map((node) => {
  const count = make("span", { className: "count" });
  const button = make("button", {
    type: "button", tabIndex: -1, onclick: () => { select(node.id); details.focus(); },
  }, [make("span", { textContent: node.name, lang: "ja" }), count]);
  const entry = make("li", { attributes: { "data-kind": node.kind } }, [button]);
  return { node, button, count, entry };
});
const nodeRanks = new Map([...new Set(data.nodes.map((node) => node.kind))].map(
  (kind, at) => [kind, at]));

// Within each kind those with most ties shown come first.
function orderList() {
  const rank = ({ node }) => [nodeRanks.get(node.kind), -tiesOf(node.id).length];
  const ordered = [...entries].sort((one, other) => {
    const [a, b] = [rank(one), rank(other)];
    return a[0] - b[0] || a[1] - b[1];
  });
  if (list.firstChild && ordered.every((entry, at) => entry === entries[at])) return;
  entries.splice(0, entries.length, ...ordered);
  list.append(...entries.map(({ entry }) => entry));
}

function showList() {
  let found = 0;
  orderList();
  for (const { node, count, entry } of entries) {
    entry.hidden = !matches(node);
    found += entry.hidden ? 0 : 1;
    count.textContent = word("n-ties", { n: tiesOf(node.id).length });
  }
  element("found").textContent = state.find ? word("n-found", { n: found }) : "";
  roam(reachable().find((button) => button.tabIndex === 0) || reachable()[0]);
}

const reachable = () => entries.filter(({ entry }) => !entry.hidden).map(({ button }) => button);

// One entry at a time can be reached by Tab; the arrows move on from it.
function roam(button) {
  for (const entry of entries) entry.button.tabIndex = entry.button === button ? 0 : -1;
}

list.addEventListener("keydown", (event) => {
  const buttons = reachable();
  const at = buttons.indexOf(document.activeElement);
  const steps = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 };
  const next = buttons[steps[event.key]];
  if (!next) return;
  event.preventDefault();
  roam(next);
  next.focus();
});

// ----- the details -----

function quoteOf(passage) {
  const quote = make("blockquote", { textContent: passage.quote, lang: "ja" });
  if (passage.quote.length <= data.longQuote) return [quote];
  quote.className = "part";
  const more = make("button", { type: "button", className: "plain", textContent: word(
    "whole-quote"), attributes: { "aria-expanded": "false" } });
  more.onclick = () => {
    const whole = !quote.classList.toggle("part");
    more.setAttribute("aria-expanded", String(whole));
    more.textContent = word(whole ? "part-quote" : "whole-quote");
  };
  return [quote, more];
}

const pageOf = (id) => (Object.hasOwn(data.pages, id) ? data.pages[id] : "");
const named = (text, address) => make(address ? "a" : "span", {
  textContent: text, ...(address && { href: address }) });

function passageOf(passage) {
  const by = [passage.by.join("・"), pick(passage.when)].filter(Boolean).join(" ");
  const parts = [];
  if (by) parts.push(make("p", { className: "by", textContent: by, lang: "ja" }));
  parts.push(...quoteOf(passage), make("p", { className: "where" }, [
    named(pick(passage.where), passage.href),
    ...(passage.told ? [" ", named(word("told-page"), passage.told)] : [])]));
  if (passage.sure < 1) {
    parts.push(make("p", { className: "to-check", textContent: word("unsure", {
      n: passage.sure }) }));
  }
  return make("li", {}, parts);
}

function itemOf(item) {
  return make("section", { className: "item" }, [
    make("h3", {}, [badge(item.kind, kindWord(item.kind)),
      make("span", { lang: "ja" }, [named(item.label, pageOf(item.about))])]),
    make("ul", { className: "passages" }, item.passages.map(
      (number) => passageOf(data.passages[number]))),
  ]);
}

function edgeDetails(edge) {
  const end = (id) => make("button", { type: "button", className: "plain", lang: "ja",
    textContent: nodesById.get(id).name, onclick: () => select(id) });
  return [
    make("h2", { className: "ends" }, [end(edge.source), make("span", { textContent: " ─ " }),
      end(edge.target)]),
    make("p", { className: "badges" }, kindCounts(edge)),
    make("p", { className: "note", textContent: word("note") }),
    ...shownItems(edge).map(itemOf),
  ];
}

// The way into the picture of what a node stands for: a page of its own, or a part of this file.
function wayInto(node) {
  const told = { className: "button", textContent: word("open-group", {
    n: node.members.length }) };
  return data.opens[node.id] ? make("a", { ...told, href: data.opens[node.id] })
    : make("button", { ...told, type: "button", onclick: () => openGroup(node.id, language) });
}

function enter(id) {
  if (!(id in data.opens)) return;
  if (data.opens[id]) location.assign(data.opens[id]);
  else openGroup(id, language);
}

function nodeDetails(node) {
  const ties = tiesOf(node.id).sort((one, other) => weight(other) - weight(one));
  const parts = [make("h2", { textContent: node.name, lang: "ja" }),
    make("p", { className: "badges" }, [badge(node.kind, kindWord(node.kind))])];
  if (node.detail) parts.push(make("p", { textContent: node.detail, lang: "ja" }));
  if (node.id in data.opens) parts.push(make("p", {}, [wayInto(node)]));
  if (node.other.length) {
    parts.push(make("p", { textContent: `${word("other-names")}: ` }, [
      make("span", { textContent: node.other.join("、"), lang: "ja" })]));
  }
  parts.push(make("h3", { textContent: `${word("ties-of")} ${word("n-ties", {
    n: ties.length })}` }));
  if (!ties.length) parts.push(make("p", { textContent: word("no-ties") }));
  parts.push(make("ul", { className: "ties" }, ties.map((edge) => make("li", {}, [
    make("button", { type: "button", onclick: () => { select(edge.id); details.focus(); } }, [
      make("span", { textContent: otherEnd(edge, node.id).name, lang: "ja" }),
      make("span", { className: "badges" }, kindCounts(edge))])]))));
  if (pageOf(node.id)) {
    parts.push(make("p", {}, [named(word("its-page"), pageOf(node.id))]));
  }
  if (node.iri) parts.push(make("p", { className: "iri", textContent: node.iri }));
  return parts;
}

function showPanel() {
  const edge = edgesById.get(state.selected);
  const node = nodesById.get(state.selected);
  element("list-side").hidden = Boolean(edge || node);
  element("details-side").hidden = !(edge || node);
  details.replaceChildren(...(edge ? edgeDetails(edge) : node ? nodeDetails(node) : []));
  if (edge || node) details.scrollTop = 0;
}

function backToList() {
  const left = entries.find(({ node }) => node.id === state.selected)
    || entries.find(({ node }) => node.id === edgesById.get(state.selected)?.source);
  select("");
  const button = left && !left.entry.hidden ? left.button : reachable()[0];
  if (!button) return;
  roam(button);
  button.focus();
}

function startPanel() {
  element("back").addEventListener("click", backToList);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && state.selected) backToList();
  }, whileOpen);
  const show = () => { showList(); showPanel(); };
  show();
  onChange(show);
}
