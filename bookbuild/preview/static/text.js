// The text of a page over its picture: to be read aloud, selected, found and clicked.
import { announce, byId, get, make } from "./page.js";

const HEIGHT = 0.86; // of a line's box that its type fills

export const TextLayer = {
  async put(box, digest, pages) {
    const lines = await get(`text/${digest}.json`);
    if (box.dataset.digest !== digest) return;
    const layer = make("div", { className: "text", lang: pages.state.language, dir: pages.state.direction });
    layer.dataset.digest = digest;
    const spans = lines.map(([text, left, top, right, bottom, baseline, path, line, heading]) => {
      const span = make("span", { textContent: text.endsWith("\u00ad") ? text : `${text} ` });
      span.heading = heading;
      span.style.left = `${left * 100}%`;
      span.style.top = `${top * 100}%`;
      span.style.fontSize = `calc(var(--page-h) * ${((bottom - top) * HEIGHT).toFixed(5)})`;
      span.box = { left, top, right, bottom };
      span.baseline = baseline;
      if (path) Object.assign(span.dataset, { path, line });
      return span;
    });
    layer.append(...paragraphs(spans));
    for (const row of pages.rows[box.dataset.index]?.[3] ?? []) spans[row]?.classList.add("differs");
    box.querySelector(".text")?.remove();
    for (const one of box.querySelectorAll(".block.cursor")) one.remove();
    box.append(layer);
    fit(box, spans);
    listen(box, layer, pages);
    TextLayer.highlight(box, pages.query);
  },

  highlight(box, query) {
    const wanted = query.toLowerCase();
    for (const span of box.querySelectorAll(".text span")) {
      const text = span.textContent;
      const start = wanted ? text.toLowerCase().indexOf(wanted) : -1;
      if (start < 0) { if (span.firstElementChild) span.textContent = text; continue; }
      span.replaceChildren(text.slice(0, start), make("mark", { textContent: text.slice(start, start + wanted.length) }), text.slice(start + wanted.length));
    }
  },

  showArrival(box, top) {
    for (const one of document.querySelectorAll(".block.arrived")) one.remove();
    const mark = make("div", { className: "block arrived" });
    Object.assign(mark.style, { left: "4%", right: "4%", top: `${Math.max(0, top * 100 - 0.6)}%`, height: "3.4%" });
    box.append(mark);
    setTimeout(() => mark.remove(), 2600);
  },

  moveCursor(pages, by) {
    const box = pages.boxes[pages.current];
    const groups = groupsOf(box);
    if (!groups.length) return;
    const now = groups.findIndex(({ key }) => key === box.dataset.cursor);
    const next = now < 0 ? (by > 0 ? 0 : groups.length - 1) : now + by;
    if (next < 0 || next >= groups.length) {
      const neighbour = pages.current + by;
      if (!pages.boxes[neighbour]) return;
      delete box.dataset.cursor;
      box.querySelector(".block.cursor")?.remove();
      pages.turn(neighbour);
      return;
    }
    const group = groups[next];
    box.dataset.cursor = group.key;
    show(box, group.spans, "cursor");
    announce(group.spans.map((span) => span.textContent).join("").slice(0, 160));
  },

  openCursor(pages) {
    const box = pages.boxes[pages.current];
    const group = groupsOf(box).find(({ key }) => key === box.dataset.cursor) ?? groupsOf(box)[0];
    if (group) pages.settings.open(group.spans[0].dataset.path, Number(group.spans[0].dataset.line));
  },
};

// Lines from the same place are read as one paragraph, or as a heading.
function paragraphs(spans) {
  const found = [];
  for (const span of spans) {
    const { path, line } = span.dataset;
    const last = found.at(-1);
    if (line && last?.place === `${path}:${line}`) { last.append(span); continue; }
    const one = make("div", {}, span);
    one.place = line ? `${path}:${line}` : "";
    one.setAttribute("role", span.heading ? "heading" : "paragraph");
    if (span.heading) one.setAttribute("aria-level", "2");
    found.push(one);
  }
  return found;
}

// Stretch each span to its line's width.
function fit(box, spans) {
  const width = box.clientWidth;
  const own = spans.map((span) => span.getBoundingClientRect().width);
  spans.forEach((span, index) => {
    const wanted = (span.box.right - span.box.left) * width;
    if (own[index] > 0) span.style.transform = `scaleX(${(wanted / own[index] * (1 + 1 / span.textContent.length)).toFixed(4)})`;
  });
}

function groupsOf(box) {
  const groups = new Map();
  for (const span of box?.querySelectorAll(".text span[data-line]") ?? []) {
    const key = `${span.dataset.path}:${span.dataset.line}`;
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(span);
  }
  return [...groups].map(([key, spans]) => ({ key, spans }));
}

function show(box, spans, kind) {
  const name = `block ${kind}`.trim();
  for (const one of box.querySelectorAll(kind ? `.block.${kind}` : ".block:not(.cursor, .arrived)")) one.remove();
  if (!spans.length) return;
  const sides = { left: 1, top: 1, right: 0, bottom: 0 };
  for (const { box: one } of spans) {
    sides.left = Math.min(sides.left, one.left); sides.top = Math.min(sides.top, one.top);
    sides.right = Math.max(sides.right, one.right); sides.bottom = Math.max(sides.bottom, one.bottom);
  }
  const block = make("div", { className: name });
  const style = { left: sides.left - 0.008, top: sides.top - 0.003, width: sides.right - sides.left + 0.016, height: sides.bottom - sides.top + 0.006 };
  for (const [side, value] of Object.entries(style)) block.style[side] = `${value * 100}%`;
  box.append(block);
}

function listen(box, layer, pages) {
  let shown = "";
  layer.addEventListener("mousemove", (event) => {
    const span = nearest(layer, event);
    const key = span ? `${span.dataset.path}:${span.dataset.line}` : "";
    if (key === shown) return;
    shown = key;
    show(box, span ? groupsOf(box).find((one) => one.key === key).spans : [], "");
    layer.style.cursor = span ? "pointer" : "";
  });
  layer.addEventListener("mouseleave", () => { shown = ""; show(box, [], ""); });
  layer.addEventListener("click", (event) => {
    if (!getSelection().isCollapsed) return;
    const span = nearest(layer, event);
    if (span) pages.settings.open(span.dataset.path, Number(span.dataset.line));
    byId("stage").focus({ preventScroll: true });
  });
}

// The line under a point, or the nearest: a figure has its caption.
function nearest(layer, { clientX, clientY }) {
  const area = layer.getBoundingClientRect();
  const x = (clientX - area.left) / area.width;
  const y = (clientY - area.top) / area.height;
  let best = null;
  let least = 0.25;
  for (const span of layer.querySelectorAll("span[data-line]")) {
    const { left, top, right, bottom } = span.box;
    const distance = Math.max(top - y, y - bottom, 0) + Math.max(left - x, x - right, 0) * 0.5;
    if (distance < least) { least = distance; best = span; }
  }
  return best;
}
